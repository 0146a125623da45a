/** docs/lifecycle.md says of every rule what its default is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultRules } from '../../domain/core/policy';
import { ruleReasons } from '../../domain/told/policy-reasons';
import { churnReasons, ineligibleReasons } from '../../domain/core/stages';

const page = readFileSync(path.join(__dirname, '..', '..', 'docs', 'lifecycle.md'), 'utf8');

interface Step {
  readonly kind: string;
  readonly workingDays: number;
}

/** A default as the page writes it. */
function written(rule: string, value: unknown): string {
  if (rule.endsWith('.ladder'))
    return (value as { role: string; workingDays: number }[])
      .map(({ role, workingDays }) => `${role} ${workingDays}`)
      .join(', ');
  if (rule === 'escalation.firstSteps')
    return Object.entries(value as Record<string, Step[]>)
      .map(
        ([reason, steps]) => `${reason}: ${steps.map(({ kind, workingDays }) => `${kind} ${workingDays}`).join(', ')}`,
      )
      .join('; ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, points]) => `${name} ${points}`)
      .join(', ');
  return String(value);
}

const rules = Object.entries(defaultRules).flatMap(([part, whole]: [string, unknown]): [string, unknown][] =>
  typeof whole === 'object' && !Array.isArray(whole)
    ? Object.entries(whole as object).map(([rule, value]): [string, unknown] => [`${part}.${rule}`, value])
    : [[part, whole]],
);
const rows = new Map(
  page
    .split('\n')
    .map((line) => /^\| `([\w.]+)`\s*\| (.*?)\s*\| (.*?)\s*\|$/.exec(line))
    .flatMap((found) =>
      found === null ? [] : [[found[1] ?? '', { fallback: found[2] ?? '', why: found[3] ?? '' }] as const],
    ),
);

test.each(rules)('the page says the default of %s, and why', (rule, value) => {
  expect(rows.get(rule)?.fallback).toBe(written(rule, value));
  expect(rows.get(rule)?.why.length).toBeGreaterThan(10);
  expect(rows.get(rule)?.why).toBe(ruleReasons[rule]);
});

test('and every coded reason of an ending', () => {
  for (const reason of [...churnReasons, ...ineligibleReasons]) expect(page).toContain(reason);
});
