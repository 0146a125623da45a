/**
 * What is known of a client or of one of its people, field by field, and who said it when: so that what is not said is not
 * wiped, and what is older does not undo what is newer. People say how somebody is now (`PUT`), all of it. A deal or an
 * import repeats what a CRM has, parts of it, however old:
 *
 * | a field that a deal names                                              | what is known after it                    |
 * | ---------------------------------------------------------------------- | ----------------------------------------- |
 * | nobody said anything yet, or nobody knows when                         | what the deal says                        |
 * | something was said after the deal (an import waits with an older file) | what was said                             |
 * | a deal said it last                                                    | what the deal says                        |
 * | people said it last, and deals repeat what they said before            | what people said: the CRM was not told    |
 * | people said it last, and deals say something else than before          | what the deal says: that is news          |
 * | people said it last, and no deal ever did                              | what people said; the deal where they said nothing |
 */
import { zoneOfClient } from '../core/calendar';
import type { Instant } from '../core/json';

export interface Said {
  readonly at: Instant;
  readonly by: 'people' | 'deal';
  /** What deals said last, where that is known. */
  readonly told?: string;
}

export interface Known<F extends string> {
  readonly values: Readonly<Record<F, string | null>>;
  /** Of fields of which it is known; of others nobody knows when they were said. */
  readonly said: Readonly<Partial<Record<F, Said>>>;
}

/** What a deal or an import says; a field that it does not name says nothing. */
export type Told<F extends string> = Readonly<Partial<Record<F, string | undefined>>>;

interface Field {
  readonly value: string | null;
  readonly said: Said | undefined;
}

function fieldTold({ value, said }: Field, told: string, at: Instant): Field {
  const taken: Field = { value: told, said: { at, by: 'deal', told } };
  if (said === undefined) return taken;
  if (at < said.at) return { value, said: { told, ...said } };
  if (said.by === 'deal') return taken;
  const isNews = said.told === undefined ? value === null : said.told !== told;
  return isNews ? taken : { value, said: { ...said, told } };
}

function fieldStated({ value, said }: Field, stated: string | null, at: Instant): Field {
  // Of what stood before nobody knows who said it: a deal may say it again, and that is no news.
  const told = said === undefined ? (value ?? undefined) : said.told;
  return { value: stated, said: { at, by: 'people', ...(told === undefined ? {} : { told }) } };
}

function eachField<F extends string>(
  fields: readonly F[],
  known: Known<F> | null,
  after: (before: Field, field: F) => Field,
): Known<F> {
  const all = fields.map((field) => {
    const before = { value: known?.values[field] ?? null, said: known?.said[field] };
    return [field, after(before, field)] as const;
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `fromEntries` loses the names of the fields
  const values = Object.fromEntries(all.map(([field, { value }]) => [field, value])) as Record<F, string | null>;
  const said: Partial<Record<F, Said>> = {};
  for (const [field, one] of all) if (one.said !== undefined) said[field] = one.said;
  return { values, said };
}

/** What is known after a deal or an import that was accepted at that moment. */
export function afterDeal<F extends string>(
  fields: readonly F[],
  known: Known<F> | null,
  told: Told<F>,
  at: Instant,
): Known<F> {
  return eachField(fields, known, (before, field) => {
    const said = told[field];
    return said === undefined ? before : fieldTold(before, said, at);
  });
}

/** What is known after people said how it is now: null for what is not so. */
export function afterPut<F extends string>(
  fields: readonly F[],
  known: Known<F> | null,
  stated: Readonly<Record<F, string | null>>,
  at: Instant,
): Known<F> {
  return eachField(fields, known, (before, field) => fieldStated(before, stated[field], at));
}

/** What may be known of a contact. */
export const contactFieldNames = [
  'name',
  'email',
  'level',
  'role',
  'birthday',
  'phone',
  'language',
  'channel',
] as const;
export type ContactField = (typeof contactFieldNames)[number];

/** What may be known of a client. */
export const clientFieldNames = ['name', 'industry', 'country', 'timeZone'] as const;
export type ClientField = (typeof clientFieldNames)[number];

/** Which zones a country has, the first one first. */
export type ZonesOf = (country: string | null) => readonly string[];

const zoneOf = (named: string | undefined, country: string | null, zonesOf: ZonesOf): string =>
  zoneOfClient(named, named === undefined ? zonesOf(country) : []);

/**
 * What is known of a client after a deal. A zone that nobody named is the country's, and follows when the country is
 * known or another one; a zone that somebody named stays.
 */
export function clientAfterDeal(
  known: Known<ClientField> | null,
  told: Told<ClientField>,
  at: Instant,
  zonesOf: ZonesOf,
): Known<ClientField> {
  const after = afterDeal(clientFieldNames, known, told, at);
  const { country, timeZone } = after.values;
  const before = known?.values;
  const isNamed =
    after.said.timeZone !== undefined ||
    (before !== undefined && timeZone !== null && timeZone !== zoneOf(undefined, before.country, zonesOf));
  const zone = isNamed && timeZone !== null ? timeZone : zoneOf(undefined, country, zonesOf);
  return { ...after, values: { ...after.values, timeZone: zone } };
}
