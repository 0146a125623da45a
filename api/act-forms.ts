/** What the form of each kind of link does: read the fields (named as the API's), tell the lifecycle, give a receipt. */
import { z } from 'zod';
import { fromMajor } from '../domain/money';
import { outcomes } from '../domain/items';
import type { Presented } from '../domain/present';
import { churnReasons } from '../domain/standing';
import type { Grant } from '../links/links';
import type { Receipt } from '../pages/act';
import type { ApiDeps } from './route';
import { askDecision, tellFact } from './tell';

/** Something was missing or wrong in the form; the message is for the person who sent it. */
export class FormError extends Error {
  override readonly name = 'FormError';
}

interface Sent {
  readonly linkId: string;
  readonly by: string;
  readonly form: Readonly<Record<string, unknown>>;
}

const NUL = /\0/g;
/** What a browser sends for an empty field is nothing; NUL cannot be stored. */
const blank = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(NUL, '').trim() || undefined : value;
const note = z.preprocess(blank, z.string().trim().max(5_000, 'The note is too long.').optional());
const happiness = z.preprocess(
  blank,
  z.coerce
    .number('Happiness is a whole number from 0 to 10.')
    .int('Happiness is a whole number from 0 to 10.')
    .min(0, 'Happiness goes from 0 to 10.')
    .max(10, 'Happiness goes from 0 to 10.')
    .optional(),
);
const choose = 'Choose what came of it.';

const itemForm = z.object({ outcome: z.enum(outcomes, choose), happiness, note });
const stepForm = z.object({
  outcome: z.preprocess(
    (sent) => (typeof sent === 'string' ? [sent] : sent),
    z.array(z.string().max(64), choose).min(1, choose).max(50),
  ),
  note,
});
const escalationForm = z
  .object({ outcome: z.enum(['acknowledge', 'resolve'], choose), note })
  .refine(({ outcome, note: said }) => outcome !== 'resolve' || said !== undefined, 'Say how it was resolved.');
const renewalForm = z.discriminatedUnion(
  'outcome',
  [
    z.object({
      outcome: z.literal('renew'),
      termMonths: z.coerce
        .number('Say for how many months.')
        .int('Use whole months.')
        .min(1, 'At least one month.')
        .max(120, 'At most 120 months.'),
      annualValue: z
        .string('Say for how much a year.')
        .trim()
        .regex(/^\d{1,10}([.,]\d{1,2})?$/, 'Write the amount like 1200 or 1200.50.'),
      note,
    }),
    z.object({ outcome: z.literal('churn'), reason: z.enum(churnReasons, 'Choose why they leave.'), note }),
  ],
  choose,
);

function read<T extends z.ZodType>(form: T, sent: Sent): z.output<T> {
  const parsed = form.safeParse(sent.form);
  if (!parsed.success) throw new FormError(parsed.error.issues[0]?.message ?? choose);
  return parsed.data;
}

/** Acts on what was sent. The link's id is the event's or decision's: it counts once. Throws `FormError` and `Problem`s. */
export async function actOn(grant: Grant, lifecycle: Presented, sent: Sent, deps: ApiDeps): Promise<Receipt> {
  const saying = { lifecycleId: lifecycle.id, by: sent.by, eventId: `link:${sent.linkId}` };
  const receipt = (what: string, final = true): Receipt => ({ what, at: new Date().toISOString(), final });
  const subject = grant.subject ?? '';
  switch (grant.purpose) {
    case 'item': {
      const { outcome, happiness: happy, note: said } = read(itemForm, sent);
      await tellFact(
        'itemCompleted',
        { item: subject, outcome, ...(happy === undefined ? {} : { happiness: happy }) },
        { ...saying, note: said },
        deps,
      );
      return receipt(
        `You said: ${outcome.replaceAll('-', ' ')}${happy === undefined ? '' : `, happiness ${happy} of 10`}.`,
      );
    }
    case 'onboarding': {
      const { outcome: steps, note: said } = read(stepForm, sent);
      const found = lifecycle.onboarding.steps.filter(({ code }) => steps.includes(code));
      if (found.length !== steps.length) throw new FormError('Choose steps from the list.');
      for (const { code } of found) {
        await tellFact(
          'onboardingStepCompleted',
          { step: code },
          { ...saying, eventId: `${saying.eventId}:${code}`, note: said },
          deps,
        );
      }
      return receipt(`Completed: ${found.map(({ title }) => title).join(', ')}.`, false);
    }
    case 'escalation': {
      const { outcome, note: said } = read(escalationForm, sent);
      await askDecision(outcome, { escalation: subject }, { ...saying, note: said, key: `link:${sent.linkId}` }, deps);
      return outcome === 'acknowledge'
        ? receipt('You have taken it on; it climbs no further.', false)
        : receipt('It is resolved.');
    }
    case 'renewal': {
      const form = read(renewalForm, sent);
      const key = { key: `link:${sent.linkId}`, note: form.note };
      if (form.outcome === 'churn') {
        await askDecision('churn', { reason: form.reason }, { ...saying, ...key }, deps);
        return receipt(`The client leaves (${form.reason.replaceAll('-', ' ')}).`);
      }
      const annualValue = fromMajor(form.annualValue.replace(',', '.'), lifecycle.renewal.annualValue.currency);
      await askDecision('renew', { termMonths: form.termMonths, annualValue }, { ...saying, ...key }, deps);
      return receipt(`Renewed for ${form.termMonths} months.`);
    }
    default:
      return grant.purpose satisfies never;
  }
}
