/** What a schema found in a row, in words for people: no library's message reaches them. */
import type { z } from 'zod';
import { fieldErrors, type FieldError } from '../http/problems';

/** What stands at a path of a value; undefined where nothing does. */
function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here: unknown = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined;
    here = Reflect.get(here, part);
  }
  return here;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

function said(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code !== 'unrecognized_keys' && at(value, issue.path) === undefined) return 'It is missing.';
  // What our schemas say is a sentence already.
  if (!/^(?:Invalid|Too (?:small|big)|Unrecognized)\b/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_value') return `Use one of: ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'invalid_type') return `Use ${kinds[issue.expected] ?? 'another kind of value'}.`;
  if (issue.code === 'too_big') return `It is more, or longer, than ${String(issue.maximum)}.`;
  if (issue.code === 'too_small') return `It is less, or shorter, than ${String(issue.minimum)}.`;
  return 'It cannot be read.';
}

/** What is wrong, field by field. */
export function issuesInWords(issues: readonly z.core.$ZodIssue[], value: unknown): FieldError[] {
  return issues.flatMap((issue) => fieldErrors([{ ...issue, message: said(issue, value) }]));
}
