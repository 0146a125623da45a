/** The shapes of what comes in, each field with its bounds. Messages are for people. */
import { touchKinds } from '../../domain/core/item';
import { languages } from '../../domain/core/language';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { addMonths } from '../../domain/core/calendar';
import { channels, contactLevels } from '../../domain/core/deal';
import { bands } from '../../domain/concerns/health';
import { idPattern, lifecycleIdPattern } from '../../domain/core/identity';
import { outcomes } from '../../domain/core/item';
import { recycleReasons } from '../../domain/concerns/onboarding';
import { directions } from '../../domain/core/measure';
import { oversoldAnswers } from '../../domain/concerns/promises';
import { opportunityHints, opportunityOutcomes } from '../../domain/concerns/growth';
import { receivableOutcomes } from '../../domain/concerns/receivables';
import { churnReasons, ineligibleReasons, pauseReasons } from '../../domain/concerns/standing';

export const currencies = new Set(Intl.supportedValuesOf('currency'));
const largestAmount = 1_000_000_000_000;

export const id = z
  .string()
  .regex(idPattern, 'Use 1 to 64 letters, digits, _ or -.')
  .meta({ examples: ['crm-pro'] });
/** A birthday card's id holds the contact's: it is longer than other ids. */
export const itemId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,120}$/, 'Use 1 to 120 letters, digits, _ or -.')
  .meta({ examples: ['check-in-1'] });
export const lifecycleId = z
  .string()
  .regex(lifecycleIdPattern, 'A lifecycle’s id looks like D-1042.crm-pro.t1.')
  .meta({ examples: ['D-1042.crm-pro.t1'] });
export const line = (max: number): z.ZodString =>
  z.string().trim().min(1, 'Say something.').max(max, `At most ${max} characters.`);
export const words = z.string().trim().min(1, 'Say something.').max(5_000, 'At most 5000 characters.');
export const civilDate = z.iso
  .date({ error: 'Use a real date as YYYY-MM-DD.', abort: true })
  .refine((date) => date >= '1970-01-01' && date <= '2200-12-31', 'Use a date from 1970 to 2200.')
  .meta({ examples: ['2099-01-31'] });
export const email = z
  .email('Use an e-mail address.')
  .max(254, 'At most 254 characters.')
  .meta({ examples: ['ada@client.example'] });
export const money = z.strictObject({
  amount: z
    .int('Use whole minor units (cents).')
    .min(0, 'It cannot be negative.')
    .max(largestAmount, 'That is more than we count.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Use an ISO 4217 code such as EUR.')
    .refine((code) => currencies.has(code), 'There is no such currency.')
    .meta({ examples: ['EUR'] }),
});
export const zone = z
  .string()
  .max(64)
  .refine((name) => IANAZone.isValidZone(name), 'Use an IANA zone such as Europe/Vienna.')
  .meta({ examples: ['Europe/Vienna'] });
/** An address of somebody's server. */
export const webAddress = z
  .url({ protocol: /^https?$/, error: 'Use an address that begins with https:// or http://.' })
  .max(2_000, 'At most 2000 characters.')
  .meta({ examples: ['https://hooks.partner.example/holdfast'] });
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Use an ISO 3166 code such as AT.')
  .meta({ examples: ['AT'] });
const birthday = z
  .string()
  .regex(/^(\d{4}-)?\d{2}-\d{2}$/, 'Use YYYY-MM-DD or MM-DD.')
  .refine((day) => z.iso.date().safeParse(day.length === 5 ? `2000-${day}` : day).success, 'There is no such day.')
  .meta({ examples: ['1980-02-29'] });
export const termMonths = z.int('Use whole months.').min(1, 'At least one month.').max(120, 'At most 120 months.');
/** True for a contract that lies behind us; false also for what is no date or no term. */
export function hasRunOut(startsOn: string, months: number): boolean {
  const known = civilDate.safeParse(startsOn).success && termMonths.safeParse(months).success;
  return known && addMonths(startsOn, months) <= new Date().toISOString().slice(0, 10);
}
const rating = z.int('Use a whole number.').min(0, 'From 0 to 10.').max(10, 'From 0 to 10.');

export function unique<T>(items: readonly T[], of: (item: T) => string, what: string, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (seen.has(of(item)))
      context.addIssue({ code: 'custom', path: [index, what], message: `Each ${what} may stand here once.` });
    seen.add(of(item));
  });
}

const promise = z.strictObject({
  metric: line(120),
  target: z.union([z.number(), line(120)], 'Use a number or words.'),
  unit: line(40).optional(),
  by: civilDate.optional(),
  better: z.enum(directions).optional(),
});

export const product = z.strictObject({
  code: id,
  name: line(200),
  type: line(80).optional(),
  quantity: z
    .int('Use a whole number.')
    .min(1, 'At least one.')
    .max(100_000_000, 'That is more than we count.')
    .optional(),
  annualValue: money,
  startsOn: civilDate,
  termMonths,
  skipOnboarding: z.boolean('Use true or false.').optional(),
  promises: z.array(promise).max(100, 'At most 100.').optional(),
  group: id.optional(),
});

export const contact = z.strictObject({
  id,
  name: line(200),
  email,
  level: z.enum(contactLevels).optional(),
  role: line(120).optional(),
  birthday: birthday.optional(),
  phone: line(40).optional(),
  language: z.enum(languages).optional(),
  channel: z.enum(channels).optional(),
});

export const deal = z.strictObject({
  dealId: id,
  client: z.strictObject({
    id,
    name: line(200),
    industry: line(120).optional(),
    country: country.optional(),
    timeZone: zone.optional(),
  }),
  contacts: z
    .array(contact)
    .min(1, 'Name at least one contact.')
    .max(200, 'At most 200.')
    .superRefine((contacts, context) => unique(contacts, (one) => one.id, 'id', context)),
  seller: z.strictObject({ id, name: line(200), email }),
  successCriteria: words.optional(),
  requirements: z.array(words).max(200, 'At most 200.').optional(),
  agreements: z.array(words).max(200, 'At most 200.').optional(),
  sourceUrl: z
    .url({ protocol: /^https?$/, error: 'Use an http(s) address.' })
    .max(2_000)
    .meta({ examples: ['https://crm.example/deals/1042'] })
    .optional(),
  products: z
    .array(product)
    .min(1, 'Name at least one product.')
    .max(50, 'At most 50.')
    .superRefine((products, context) => unique(products, (one) => one.code, 'code', context))
    .superRefine((products, context) =>
      products.forEach(({ startsOn, termMonths: months }, index) => {
        if (hasRunOut(startsOn, months)) {
          context.addIssue({ code: 'custom', path: [index, 'startsOn'], message: 'This contract has ended already.' });
        }
      }),
    ),
});

/** A contact without its id, which stands in the address. */
export const contactKnown = contact.omit({ id: true });

const eventId = z.string().trim().min(1, 'Say something.').max(200, 'At most 200 characters.').optional();
const note = words.optional();

export const stepDone = z.strictObject({ eventId, note });
const takingPart = z.array(id).min(1, 'Name somebody.').max(20, 'At most 20.').optional();
/** Contacts at the client who were there, as its records name them. */
const met = z.array(id).min(1, 'Name somebody.').max(20, 'At most 20.').optional();
export const itemDone = z.strictObject({
  outcome: z.enum(outcomes),
  happiness: rating.optional(),
  with: takingPart,
  contacts: met,
  note,
  eventId,
});
const alsoFor = z.array(lifecycleId).min(1, 'Name a lifecycle.').max(50, 'At most 50.').optional();
export const touchDone = itemDone.extend({ alsoFor });
export const touchMade = touchDone.extend({ kind: z.enum(touchKinds) });
export const reviewHeld = z.strictObject({
  happiness: rating.optional(),
  actuals: z
    .array(z.strictObject({ metric: line(120), value: z.number(), met: z.boolean().optional() }))
    .max(100, 'At most 100.')
    .optional(),
  with: takingPart,
  contacts: met,
  note,
  eventId,
});
export const criteriaHeard = z.strictObject({ successCriteria: words, eventId });
export const oversoldAnswered = z.strictObject({
  metric: line(120).optional(),
  answer: z.enum(oversoldAnswers),
  note,
  eventId,
});
export const leftAlone = z.strictObject({ note, eventId });

const signalOf = <K extends string, V extends z.ZodRawShape, M extends z.ZodRawShape>(kind: K, value: V, more: M) =>
  z.strictObject({
    kind: z.literal(kind),
    ...value,
    at: z.iso
      .datetime({ offset: true, error: 'Use ISO 8601, for example 2027-01-15T09:00:00Z.' })
      .meta({ examples: ['2027-01-15T09:00:00Z'] })
      .optional(),
    source: line(120).optional(),
    note,
    ...more,
  });

const signalsWith = <M extends z.ZodRawShape>(more: M) =>
  z.discriminatedUnion(
    'kind',
    [
      signalOf('usage', { value: z.number().min(0, 'From 0 to 100.').max(100, 'From 0 to 100.') }, more),
      signalOf('happiness', { value: rating }, more),
      signalOf(
        'tickets',
        {
          value: z
            .int('Use a whole number.')
            .min(0, 'It cannot be negative.')
            .max(1_000_000, 'That is more than we count.'),
        },
        more,
      ),
      signalOf('service-call', { value: rating }, more),
      signalOf('billing-error', {}, more),
      signalOf(
        'invoice-overdue',
        {
          value: z.int('Use whole days.').min(1, 'At least a day.').max(10_000, 'That is more than we count.'),
          invoiceId: id.optional(),
          amount: money.optional(),
        },
        more,
      ),
      signalOf('invoice-paid', { invoiceId: id.optional() }, more),
      signalOf('contact-departed', { contactId: id }, more),
      signalOf('competitor-seen', {}, more),
      signalOf('news', {}, more),
    ],
    'Use one of usage, happiness, tickets, service-call, billing-error, invoice-overdue, invoice-paid, contact-departed, competitor-seen, news.',
  );

export const signal = signalsWith({ eventId });
/** A thousand at most, each with its lifecycle and its own `eventId`, so that a batch can be sent again. */
export const signals = z.strictObject({
  signals: z
    .array(
      signalsWith({
        lifecycle: lifecycleId,
        eventId: z
          .string('Give it an id of its own.')
          .trim()
          .min(1, 'Say something.')
          .max(200, 'At most 200 characters.'),
      }),
    )
    .min(1, 'Send at least one.')
    .max(1_000, 'At most 1000.'),
});

export const receivableWorked = z
  .strictObject({ outcome: z.enum(receivableOutcomes), note, eventId })
  .refine(({ outcome, note: said }) => outcome !== 'written-off' || said !== undefined, {
    path: ['note'],
    message: 'Say why it is written off.',
  });

export const opportunityHinted = z.strictObject({
  reason: z.enum(opportunityHints).default('hint'),
  note,
  eventId,
});

export const decisionBodies = {
  renew: z.strictObject({ termMonths, annualValue: money, note }),
  churn: z.strictObject({ reason: z.enum(churnReasons), note }),
  ineligible: z.strictObject({ reason: z.enum(ineligibleReasons), note }),
  recycle: z.strictObject({
    reason: z.enum(recycleReasons),
    steps: z.array(id).min(1, 'Name at least one step.').max(50, 'At most 50.').optional(),
    note,
  }),
  oversold: z.strictObject({ metric: line(120).optional(), note: words }),
  pause: z.strictObject({ reason: z.enum(pauseReasons), until: civilDate.optional(), note }),
  resume: z.strictObject({ note }),
  reassign: z.strictObject({ rep: id, note }),
  acknowledge: z.strictObject({ note }),
  resolve: z.strictObject({ note: words }),
  settleOpportunity: z
    .strictObject({ outcome: z.enum(opportunityOutcomes), annualValue: money.optional(), note })
    .refine(({ outcome, annualValue }) => outcome === 'won' || annualValue === undefined, {
      path: ['annualValue'],
      message: 'Only what is won changes the annual value.',
    }),
};

export const page = z.strictObject({
  cursor: z.string().max(400).optional(),
  limit: z.coerce
    .number('From 1 to 200.')
    .int('Use a whole number.')
    .min(1, 'From 1 to 200.')
    .max(200, 'From 1 to 200.')
    .default(50),
});
export const lifecycleFilter = page.extend({
  stage: z.enum(['onboarding', 'retention', 'renewed', 'churned', 'ineligible']).optional(),
  client: id.optional(),
  rep: id.optional(),
  group: id.optional(),
  band: z.enum(bands).optional(),
});
