/**
 * The shapes that several subjects share. Every field says what it means and its unit; the examples tell of one world:
 * deal D-1042 of the client C-7, Alpine Tools, kept by the rep `mira`.
 */
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { bestRating, worstRating } from '../../domain/concerns/health-weighing';
import { whyNoCountry } from '../../domain/core/countries';
import { longestTermMonths, shortestTermMonths } from '../../domain/core/contract';
import { idPattern, lifecycleIdPattern } from '../../domain/core/identity';
import type { Money } from '../../domain/core/json';
import { largestFigure } from '../../domain/core/largest-figure';
import { isCurrency, largestAmount } from '../../domain/core/money';
import { isByBirth, oneLinePattern } from '../../domain/core/names';
import { whyNoRegion } from '../../domain/core/regions';
import { isDayInSpan, isMomentInSpan } from '../../domain/core/span';

/** A whole number between two bounds, both included. */
export const wholeNumber = (min: number, max: number): z.ZodInt =>
  z.int('Use a whole number.').min(min, `At least ${min}.`).max(max, `At most ${max}.`);
/** Reports look back so many days from what came. */
export const longestAheadDays = 730;
/** How many of something there are. */
export const count = z
  .int()
  .min(0)
  .meta({ examples: [3] });

const byBirth = 'This name is taken.';
export const id = z
  .string()
  .regex(idPattern, 'Use 1 to 64 letters, digits, _ or -.')
  .refine((name) => !isByBirth(name), byBirth);
export const dealId = id.meta({ description: 'The deal’s id, as sales know it', examples: ['D-1042'] });
export const clientId = id.meta({ description: 'The client’s id', examples: ['C-7'] });
export const contactId = id.meta({
  description: 'The contact’s id, as the client’s records name them',
  examples: ['ada'],
});
export const productCode = id.meta({ description: 'The product’s code', examples: ['crm-pro'] });
export const signalCode = id.meta({
  description: 'The code of a kind of signal of your own',
  examples: ['logins-per-week'],
});
export const repId = id.meta({ description: 'The rep’s id', examples: ['mira'] });
export const groupId = id.meta({ description: 'The group’s id', examples: ['alps-key'] });
export const policyId = id.meta({ description: 'The policy’s id', examples: ['key-accounts'] });
export const sellerId = id.meta({ description: 'The seller’s id', examples: ['sam'] });
export const stepCode = id.meta({ description: 'The onboarding step’s code', examples: ['training'] });
export const escalationId = id.meta({ description: 'The escalation’s id', examples: ['escalation-1'] });
export const receivableId = id.meta({ description: 'The receivable’s id', examples: ['receivable-1'] });
export const opportunityId = id.meta({ description: 'The opportunity’s id', examples: ['opportunity-1'] });
export const jobId = id.meta({ description: 'The job’s id', examples: ['handover-qJk2vXw9LmT3'] });
/** A birthday card's id holds the contact's: it is longer than other ids. */
export const itemId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,120}$/, 'Use 1 to 120 letters, digits, _ or -.')
  .meta({ description: 'The item’s id', examples: ['check-in-1'] });
export const lifecycleId = z
  .string()
  .regex(lifecycleIdPattern, 'A lifecycle’s id looks like D-1042.crm-pro.t1.')
  .meta({
    description: 'The lifecycle’s id: deal, product and term; its Temporal workflow has the same',
    examples: ['D-1042.crm-pro.t1'],
  });

/** The schema of a short text: trimmed, not empty, at most that many characters, on one line. */
export const line = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1, 'Say something.')
    .max(max, `At most ${max} characters.`)
    .regex(
      oneLinePattern,
      'Write it on one line, without control characters or marks that turn the direction of text.',
    );
export const words = z.string().trim().min(1, 'Say something.').max(5_000, 'At most 5000 characters.');
export const note = words
  .meta({ description: 'What was said, in words', examples: ['They want the training in spring.'] })
  .optional();
export const yesOrNo = z.boolean('Use true or false.');

export const civilDate = z.iso
  .date({ error: 'Use a real date as YYYY-MM-DD.', abort: true })
  .refine(isDayInSpan, 'Use a date from 1970 to 2200.')
  .meta({ description: 'A day on the calendar, YYYY-MM-DD', examples: ['2027-03-15'] });
/** A moment that an answer tells of. */
export const instant = z.iso
  .datetime({ offset: true })
  .meta({ description: 'A moment, ISO 8601 in UTC', examples: ['2027-03-15T08:00:00.000Z'] });
/** A moment that a request names, in any zone. */
export const moment = (example: string) =>
  z.iso
    .datetime({ offset: true, error: `Use a moment such as ${example}.`, abort: true })
    .refine(isMomentInSpan, 'Use a moment from 1970 to 2200.')
    .meta({ description: 'A moment, ISO 8601 with its offset', examples: [example] });
/** RFC 5321: what stands before the @. */
const longestLocalPart = 64;
export const email = z
  .email('Use an e-mail address.')
  .max(254, 'At most 254 characters.')
  .refine((address) => address.lastIndexOf('@') <= longestLocalPart, 'At most 64 characters before the @.')
  .meta({ description: 'The e-mail address', examples: ['ada@alpine-tools.example'] });
const currencyMeta = { description: 'ISO 4217 code', examples: ['EUR'] };
/** A code that stands in a record: also one that ISO 4217 has no longer. */
export const currencyShown = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Use an ISO 4217 code such as EUR.')
  .meta(currencyMeta);
/** A code that somebody says: one of those that there are. */
export const currency = currencyShown.refine(isCurrency, 'There is no such currency.').meta(currencyMeta);
export const minorUnits = z
  .int('Use whole minor units (cents).')
  .min(0, 'It cannot be negative.')
  .max(largestAmount, 'That is more than we count.')
  .meta({
    description: 'Minor units of the currency: cents of a euro, whole yen, thousandths of a Kuwaiti dinar',
    examples: [1_800_000],
  });
const moneyMeta = { id: 'Money', description: 'An amount in minor units, with its currency' };
/** Money that somebody says. */
export const money = z.strictObject({ amount: minorUnits, currency }).meta(moneyMeta);
/** Money that stands in a record. */
export const moneyShown = z.strictObject({ amount: minorUnits, currency: currencyShown }).meta(moneyMeta);
export const zone = z
  .string()
  .max(64)
  .refine((name) => IANAZone.isValidZone(name), 'Use an IANA zone such as Europe/Vienna.')
  .meta({ description: 'IANA time zone', examples: ['Europe/Vienna'] });
/** An address of somebody's server. */
export const webAddress = z
  .url({ protocol: /^https?$/, error: 'Use an address that begins with https:// or http://.' })
  .max(2_000, 'At most 2000 characters.')
  .meta({ examples: ['https://hooks.partner.example/holdfast'] });
const countryMeta = { description: 'ISO 3166 code of the country', examples: ['AT'] };
/** A country as it was taken once, whether there is one of these letters or not. */
export const countryShown = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: 'Use an ISO 3166 code such as AT.', abort: true })
  .meta(countryMeta);
export const country = countryShown
  .superRefine((code, { addIssue }) => {
    const message = whyNoCountry(code);
    if (message !== null) addIssue({ code: 'custom', message });
  })
  .meta(countryMeta);
/** A region as it is kept: a part of the country beside it. */
export const regionShown = z
  .string()
  .meta({ description: 'The part of the country whose holidays they have, as in ISO 3166-2', examples: ['9'] });
/** A region that somebody says; `regionOfCountry` looks whether there is one. */
export const region = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{1,12}$/, 'Use an ISO 3166-2 code such as BY or DE-BY.')
  .meta({
    description: 'The part of the country whose holidays they have, as in ISO 3166-2, with or without the country',
    examples: ['AT-9'],
  });
/** Adds an issue where a region is no part of the country that stands beside it. */
export function regionOfCountry(
  { country: of, region: said }: { readonly country?: string | undefined; readonly region?: string | undefined },
  context: z.RefinementCtx,
): void {
  const message = said === undefined ? null : whyNoRegion(of ?? null, said);
  if (message !== null) context.addIssue({ code: 'custom', path: ['region'], message });
}
export const termMonths = z
  .int('Use whole months.')
  .min(shortestTermMonths, 'At least one month.')
  .max(longestTermMonths, `At most ${longestTermMonths} months.`)
  .meta({ description: 'Length of the contract term in months', examples: [12] });
export const rating = z
  .int('Use a whole number.')
  .min(worstRating, `From ${worstRating} to ${bestRating}.`)
  .max(bestRating, `From ${worstRating} to ${bestRating}.`)
  .meta({ description: 'How happy the client is, from 0 to 10', examples: [8] });
/** A figure that people measured. */
export const figure = z
  .number()
  .min(-largestFigure, 'That is more than we count.')
  .max(largestFigure, 'That is more than we count.');
export const fraction = z.number().meta({ description: 'A fraction: 1 is all of it', examples: [0.95] });

/** Adds an issue for every item that says the same as an earlier one. */
export function unique<T>(items: readonly T[], of: (item: T) => string, what: string, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (seen.has(of(item)))
      context.addIssue({ code: 'custom', path: [index, what], message: `Each ${what} may stand here once.` });
    seen.add(of(item));
  });
}

/** Money that a rule counts from, each currency once. */
export const moneyByCurrency = (of: typeof moneyShown) =>
  z
    .array(of)
    .max(50, 'At most 50.')
    .superRefine((all, context) => unique<Money>(all, (one) => one.currency, 'currency', context));

export const page = z.strictObject({
  cursor: z
    .string()
    .max(400)
    .meta({ description: '`next` of the page before', examples: ['RC0xMDQy'] })
    .optional(),
  limit: z.coerce
    .number('From 1 to 200.')
    .int('Use a whole number.')
    .min(1, 'From 1 to 200.')
    .max(200, 'From 1 to 200.')
    .default(50)
    .describe('How many at most'),
});

/** The answer of a list: `items`, and where they go on. */
export function listOf<T extends z.ZodType>(name: string, item: T, description: string) {
  return z
    .strictObject({
      items: z.array(item).describe('In the order that the list has'),
      next: z
        .string()
        .meta({ description: 'The `cursor` of the next page; absent on the last one', examples: ['RC0xMDQy'] })
        .optional(),
    })
    .meta({ id: name, description });
}

export const links = z
  .strictObject({
    self: z.url().meta({
      description: 'The same through the API',
      examples: ['https://holdfast.example/v1/lifecycles/D-1042.crm-pro.t1'],
    }),
    page: z.url().meta({
      description: 'As a page, for people',
      examples: ['https://holdfast.example/lifecycles/D-1042.crm-pro.t1'],
    }),
    temporal: z.url().meta({
      description: 'Its workflow in the Temporal UI',
      examples: ['https://temporal.example/namespaces/holdfast/workflows/D-1042.crm-pro.t1'],
    }),
  })
  .meta({ id: 'LifecycleLinks', description: 'Where to look at a lifecycle' });

export const source = z
  .enum(['live', 'projection'])
  .describe('`live`: the workflow answered. `projection`: the read model did, as of `asOf`');
export const asOf = instant.describe('The moment of the last event that is shown');

/** What a path names. */
export const byId = (of: z.ZodString) => z.strictObject({ id: of });
