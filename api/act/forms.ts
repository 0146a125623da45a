/** What the form of each kind of link does: read the fields (named as the API's), tell the lifecycle, give a receipt. */
import { z } from 'zod';
import { fromMajor } from '../../domain/core/money';
import { invitationVoices } from '../../domain/told/invitation-voice';
import { invitationAnswers } from '../../domain/concerns/invitations';
import { outcomes } from '../../domain/core/item';
import { promisesOf, type Occasion } from '../../domain/told/occasion';
import { itemById, receivableById } from '../../domain/told/present';
import { oversoldAnswers } from '../../domain/concerns/promises';
import { receivableOutcomes } from '../../domain/concerns/receivables';
import { voices } from '../../domain/told/voice';
import { churnReasons } from '../../domain/concerns/standing';
import type { Grant } from '../../links/links';
import type { Receipt } from '../../pages/act';
import type { ApiDeps } from '../http/route';
import { contactWishes } from '../telling/client-facts';
import { reviewHeld } from '../telling/reviews';
import { sendFact } from '../telling/facts';
import { askDecision } from '../telling/decisions';
import type { Saying } from '../telling/saying';
import { touchKindOf, touchMadeFor } from '../telling/touches';

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

const several = (sent: unknown): unknown => (typeof sent === 'string' ? [sent] : sent);
const itemForm = z.object({
  outcome: z.enum(outcomes, choose),
  happiness,
  alsoFor: z.preprocess(several, z.array(z.string().max(200)).max(50).optional()),
  contacts: z.preprocess(several, z.array(z.string().max(64)).max(50).optional()),
  note,
});
const answerForm = z.object({ outcome: z.enum(oversoldAnswers, choose), note });
const proposalForm = z
  .object({ outcome: z.enum(['flag', 'leave'], choose), note })
  .refine(({ outcome, note: said }) => outcome !== 'flag' || said !== undefined, 'Say why.');
const scoreForm = z.object({
  outcome: z.union([
    z.literal('leave-alone'),
    z
      .string()
      .regex(/^(\d|10)$/)
      .transform(Number),
  ]),
  note,
});
const invitationForm = z.object({ outcome: z.enum([...invitationAnswers, 'leave-alone'], choose) });
const stepForm = z.object({
  outcome: z.preprocess(several, z.array(z.string().max(64), choose).min(1, choose).max(50)),
  note,
});
const escalationForm = z
  .object({ outcome: z.enum(['acknowledge', 'resolve', 'change-scope'], choose), note })
  .refine(({ outcome, note: said }) => outcome !== 'resolve' || said !== undefined, 'Say how it was resolved.');
const receivableForm = z
  .object({ outcome: z.enum(receivableOutcomes, choose), note })
  .refine(({ outcome, note: said }) => outcome !== 'written-off' || said !== undefined, 'Say why it is written off.');
const annualAmount = z
  .string('Say for how much a year.')
  .trim()
  .regex(/^\d{1,10}([.,]\d{1,2})?$/, 'Write the amount like 1200 or 1200.50.')
  .transform((amount) => amount.replace(',', '.'));
const opportunityForm = z.discriminatedUnion(
  'outcome',
  [
    z.object({ outcome: z.literal('won'), annualValue: annualAmount, note }),
    z.object({ outcome: z.enum(['lost', 'not-now']), note }),
  ],
  choose,
);
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
      annualValue: annualAmount,
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
export async function actOn(grant: Grant, occasion: Occasion, sent: Sent, deps: ApiDeps): Promise<Receipt> {
  const { lifecycle } = occasion;
  const saying = { lifecycleId: lifecycle.id, by: sent.by, eventId: `link:${sent.linkId}` };
  const receipt = (what: string, final = true): Receipt => ({ what, at: new Date().toISOString(), final });
  const subject = grant.subject ?? '';
  switch (grant.purpose) {
    case 'item':
      return receipt(await itemDone(subject, occasion, saying, sent, deps));
    case 'onboarding': {
      const { outcome: steps, note: said } = read(stepForm, sent);
      const found = lifecycle.onboarding.steps.filter(({ code }) => steps.includes(code));
      if (found.length !== steps.length) throw new FormError('Choose steps from the list.');
      for (const { code } of found) {
        await sendFact(
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
      if (outcome === 'change-scope') {
        await sendFact('opportunityHinted', { reason: 'changed-scope' }, { ...saying, note: said }, deps);
        return receipt('The business developer hears of it; the escalation stays open until it is resolved.', false);
      }
      await askDecision(outcome, { escalation: subject }, { ...saying, note: said, key: `link:${sent.linkId}` }, deps);
      return outcome === 'acknowledge'
        ? receipt('You have taken it on; it climbs no further.', false)
        : receipt('It is resolved.');
    }
    case 'receivable': {
      const { outcome, note: said } = read(receivableForm, sent);
      const ends = outcome === 'paid' || outcome === 'written-off';
      // One link serves several tries: each counts once.
      const tries = receivableById(lifecycle, subject)?.tries ?? 0;
      const words = { ...saying, eventId: `${saying.eventId}:${tries}`, note: said };
      await sendFact('receivableWorked', { receivable: subject, outcome }, words, deps);
      return receipt(`You said: ${outcome.replaceAll('-', ' ')}.`, ends);
    }
    case 'opportunity': {
      const form = read(opportunityForm, sent);
      const { currency } = lifecycle.renewal.annualValue;
      // «Not now» may be said again months later, by the same link: each time counts.
      const found = lifecycle.opportunities.find(({ id }) => id === subject);
      const settled =
        form.outcome === 'won'
          ? { outcome: form.outcome, annualValue: fromMajor(form.annualValue, currency) }
          : { outcome: form.outcome };
      const key = `link:${sent.linkId}:${found?.postponed ?? 0}`;
      await askDecision(
        'settleOpportunity',
        { opportunity: subject, ...settled },
        { ...saying, note: form.note, key },
        deps,
      );
      return receipt(`You said: ${form.outcome.replaceAll('-', ' ')}.`, form.outcome !== 'not-now');
    }
    case 'renewal': {
      const form = read(renewalForm, sent);
      const key = { key: `link:${sent.linkId}`, note: form.note };
      if (form.outcome === 'churn') {
        await askDecision('churn', { reason: form.reason }, { ...saying, ...key }, deps);
        return receipt(`The client leaves (${form.reason.replaceAll('-', ' ')}).`);
      }
      const annualValue = fromMajor(form.annualValue, lifecycle.renewal.annualValue.currency);
      await askDecision('renew', { termMonths: form.termMonths, annualValue }, { ...saying, ...key }, deps);
      return receipt(`Renewed for ${form.termMonths} months.`);
    }
    case 'satisfaction': {
      const { outcome, note: said } = read(scoreForm, sent);
      const voice = voices[occasion.language];
      if (outcome === 'leave-alone') {
        await contactWishes('contactOptedOut', lifecycle.client.id, sent.by, saying, deps);
        return receipt(voice.leftAlone);
      }
      await sendFact('satisfactionAnswered', { contact: sent.by, score: outcome }, { ...saying, note: said }, deps);
      return receipt(voice.thanks);
    }
    case 'invitation': {
      const { outcome } = read(invitationForm, sent);
      if (outcome === 'leave-alone') {
        await contactWishes('contactOptedOut', lifecycle.client.id, sent.by, saying, deps);
        return receipt(voices[occasion.language].leftAlone);
      }
      // They may change their minds as often as they like: each answer that differs counts.
      const before = lifecycle.invitations.find(({ campaign }) => campaign === subject)?.answers[sent.by];
      const eventId = `${saying.eventId}:${lifecycle.seq}:${outcome}`;
      if (before !== outcome)
        await sendFact(
          'invitationAnswered',
          { campaign: subject, contact: sent.by, answer: outcome },
          { ...saying, eventId },
          deps,
        );
      return receipt(invitationVoices[occasion.language][outcome], false);
    }
    case 'oversold': {
      const { outcome, note: said } = read(answerForm, sent);
      await sendFact('oversoldAnswered', { promise: grant.subject, answer: outcome }, { ...saying, note: said }, deps);
      return receipt(outcome === 'agreed' ? 'You agree that it was oversold.' : 'You see it differently.');
    }
    case 'oversold-proposal': {
      const { outcome, note: said } = read(proposalForm, sent);
      if (outcome === 'leave') return receipt('It is left as it is.');
      const key = `link:${sent.linkId}`;
      await askDecision('oversold', { promise: grant.subject }, { ...saying, note: said, key }, deps);
      return receipt('It is flagged: the seller and the manager hear of it.');
    }
    default:
      return grant.purpose satisfies never;
  }
}

type Said = Saying & { readonly eventId: string };

/** A figure as people write it: `2,5` is `2.5`; nothing for an empty field. Throws `FormError`. */
function figure(sent: unknown, metric: string): number | undefined {
  const text = blank(sent);
  if (typeof text !== 'string') return undefined;
  const value = Number(text.replace(',', '.'));
  if (!Number.isFinite(value)) throw new FormError(`Write a number for «${metric}».`);
  return value;
}

/** Records what came of an item; returns what the receipt says. */
async function itemDone(subject: string, occasion: Occasion, saying: Said, sent: Sent, deps: ApiDeps): Promise<string> {
  const { outcome, happiness: happy, alsoFor = [], contacts = [], note: said } = read(itemForm, sent);
  const item = itemById(occasion.lifecycle, subject);
  const words = { ...saying, note: said };
  const what = `You said: ${outcome.replaceAll('-', ' ')}${happy === undefined ? '' : `, happiness ${happy} of 10`}.`;
  if (contacts.some((one) => !occasion.contacts.some(({ id }) => id === one)))
    throw new FormError('Choose contacts from the list.');
  const rated = {
    ...(happy === undefined ? {} : { happiness: happy }),
    ...(contacts.length === 0 ? {} : { contacts }),
  };
  if (item?.kind === 'success-criteria' && outcome === 'done') {
    if (said === undefined) throw new FormError('Write down what they said.');
    await sendFact('successCriteriaHeard', {}, words, deps);
    return 'Their words are recorded.';
  }
  if (item?.kind === 'quarterly-review') {
    const actuals = promisesOf(occasion).flatMap(({ metric }, index) => {
      const value = figure(sent.form[`actual${index}`], metric);
      return value === undefined ? [] : [{ metric, value }];
    });
    await reviewHeld(subject, { outcome, ...rated, actuals }, words, deps);
    return `${what}${actuals.length === 0 ? '' : ` ${actuals.length} figure(s) recorded.`}`;
  }
  const others = occasion.others.filter(({ id }) => alsoFor.includes(id));
  if (others.length < alsoFor.length) throw new FormError('Choose products from the list.');
  await sendFact('itemCompleted', { item: subject, outcome, ...rated }, words, deps);
  if (others.length > 0)
    await touchMadeFor(
      others.map(({ id }) => id),
      { touchKind: touchKindOf(item), outcome, ...rated },
      words,
      deps,
    );
  return `${what}${others.length === 0 ? '' : ` Also for ${others.map(({ product }) => product).join(', ')}.`}`;
}
