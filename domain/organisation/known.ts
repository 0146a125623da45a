/**
 * What is known of a client or of one of its people, field by field, and who said it when: so that what is not said is not
 * wiped, and what is older does not undo what is newer. People say how somebody is now (`PUT`), all of it. A deal or an
 * import repeats what a CRM has, parts of it, however old:
 *
 * | a field that a deal names                                              | what is known after it                             |
 * | ---------------------------------------------------------------------- | -------------------------------------------------- |
 * | nobody said anything yet, or nobody knows when                         | what the deal says                                 |
 * | something was said after the deal (an import waits with an older file) | what was said                                      |
 * | a deal said it last                                                    | what the deal says                                 |
 * | people said it last, and a deal has said before what it says now       | what people said: the CRM was not told             |
 * | people said it last, and deals of one moment (a file) contradict       | what people said: they cannot all be news          |
 * | people said it last, and no deal has said before what all say now      | what the deals say: that is news                   |
 * | people said it last, and no deal ever did before                       | what people said; the deal where they said nothing |
 *
 * In which order the deals of one moment come makes no difference to what people said.
 */
import type { Instant } from '../core/json';

/** Something that deals said, with the first and the last moment; '' where nobody knows when. */
export interface Heard {
  readonly value: string;
  readonly from: Instant;
  readonly to: Instant;
}

export interface Said {
  readonly at: Instant;
  readonly by: 'people' | 'deal';
  /** What deals said last, where that is known. */
  readonly told?: string;
  /** All that deals said, the newest last and so many at most; absent where `told` and `at` say it already. */
  readonly heard?: readonly Heard[];
  /** People said that there is none: what stands there is derived from other fields. */
  readonly cleared?: true;
  /** What people had said, where a deal had news: it counts again when another deal of that moment contradicts. */
  readonly stated?: { readonly at: Instant; readonly value: string | null };
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

/** So many things that deals said of one field are remembered. */
const mostHeard = 8;

/** What deals said so far. An earlier release knew the last of it alone. */
function heardBefore({ value, said }: Field): readonly Heard[] {
  // Of what stood before nobody knows who said it: it is taken for what deals said.
  if (said === undefined) return value === null ? [] : [{ value, from: '', to: '' }];
  const { told, heard = [], by, at } = said;
  if (told === undefined || heard.some((one) => one.value === told)) return heard;
  const when = by === 'deal' ? at : '';
  return [...heard, { value: told, from: when, to: when }];
}

function hearing(heard: readonly Heard[], value: string, at: Instant): readonly Heard[] {
  const { from = at, to = at } = heard.find((one) => one.value === value) ?? {};
  const now = { value, from: from < at ? from : at, to: to > at ? to : at };
  return [...heard.filter((one) => one.value !== value), now]
    .toSorted((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : 0))
    .slice(-mostHeard);
}

function saidWith(said: Pick<Said, 'at' | 'by' | 'stated'>, heard: readonly Heard[]): Said {
  const last = heard.at(-1);
  const isPlain = heard.length === 1 && said.by === 'deal' && last?.from === said.at && last.to === said.at;
  return {
    ...said,
    ...(last === undefined ? {} : { told: last.value }),
    ...(last === undefined || isPlain ? {} : { heard }),
  };
}

function fieldTold(before: Field, told: string, at: Instant): Field {
  const { value, said } = before;
  const earlier = heardBefore(before);
  const heard = hearing(earlier, told, at);
  const taken: Field = { value: told, said: saidWith({ at, by: 'deal' }, heard) };
  if (said === undefined) return taken;
  const { by, at: saidAt, stated } = said;
  const stays: Field = { value, said: saidWith({ by, at: saidAt, ...(stated && { stated }) }, heard) };
  if (at < saidAt) return stays;
  if (by === 'deal') {
    if (at > saidAt || stated === undefined) return taken;
    return told === value ? stays : { value: stated.value, said: saidWith({ at: stated.at, by: 'people' }, heard) };
  }
  if (at === saidAt) return stays;
  if (earlier.every(({ from }) => from >= at)) return value === null ? taken : stays;
  const isNews = earlier.every((one) => (one.value === told ? one.from >= at : at < one.from || at > one.to));
  return isNews ? { value: told, said: saidWith({ at, by: 'deal', stated: { at: saidAt, value } }, heard) } : stays;
}

function fieldStated(before: Field, stated: string | null, at: Instant): Field {
  return { value: stated, said: saidWith({ at, by: 'people' }, heardBefore(before)) };
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

/** What is known of those fields that are kept; of the others nothing is. */
export function knownOnly<F extends string>(fields: readonly F[], known: Known<F>, kept: readonly F[]): Known<F> {
  return eachField(fields, known, (before, field) =>
    kept.includes(field) ? before : { value: null, said: undefined },
  );
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

/** What is known after people said how it is now: null for what is not so. A field that they do not name stays as it is. */
export function afterPut<F extends string>(
  fields: readonly F[],
  known: Known<F> | null,
  stated: Readonly<Partial<Record<F, string | null | undefined>>>,
  at: Instant,
): Known<F> {
  return eachField(fields, known, (before, field) => {
    const said = stated[field];
    return said === undefined ? before : fieldStated(before, said, at);
  });
}

/** Something that was said of a field at a moment. */
interface SaidThen {
  readonly at: Instant;
  readonly by: Said['by'];
  readonly value: string | null;
}

/** All that is remembered of what was said of a field. */
function sayingsOf(field: Field): readonly SaidThen[] {
  const { value, said } = field;
  const heard = heardBefore(field).flatMap((one): SaidThen[] =>
    [...new Set([one.from, one.to])].map((at) => ({ at, by: 'deal', value: one.value })),
  );
  const stated: SaidThen[] = said?.by === 'people' ? [{ at: said.at, by: 'people', value }] : [];
  return [...heard, ...stated, ...(said?.stated === undefined ? [] : [{ ...said.stated, by: 'people' as const }])];
}

const isUnknown = ({ value, said }: Field): boolean => value === null && said === undefined;

/** What is known of a field that stood in two records: as if all that was said of either had been said of one. */
function fieldTogether(one: Field, other: Field): Field {
  if (isUnknown(other) || (one.said === undefined && other.said === undefined && one.value !== null)) return one;
  if (isUnknown(one)) return other;
  const sayings = [...sayingsOf(other), ...sayingsOf(one)].toSorted((a, b) =>
    a.at === b.at ? (a.by < b.by ? -1 : a.by > b.by ? 1 : 0) : a.at < b.at ? -1 : 1,
  );
  return sayings.reduce<Field>(
    (before, { at, by, value }) =>
      by === 'people' || value === null ? fieldStated(before, value, at) : fieldTold(before, value, at),
    { value: null, said: undefined },
  );
}

/** What is known of somebody who stood in two records: what the one does not say the other says, and what is newer counts. */
export function knownTogether<F extends string>(fields: readonly F[], one: Known<F>, other: Known<F>): Known<F> {
  return eachField(fields, one, (before, field) =>
    fieldTogether(before, { value: other.values[field], said: other.said[field] }),
  );
}

/** Of which of two records a field is told, whatever the other says; null: of both. */
export type ToldBy<F extends string> = (field: F) => 'one' | 'other' | null;

/**
 * What is known of something that stood in two records, and that somebody made one. Where both say something else, whoever
 * made them one chose what the one says: a deal that repeats the other is no news.
 */
export function chosenTogether<F extends string>(
  fields: readonly F[],
  { one, other, toldBy }: { readonly one: Known<F>; readonly other: Known<F>; readonly toldBy: ToldBy<F> },
  at: Instant,
): Known<F> {
  return eachField(fields, one, (before, field) => {
    const there = { value: other.values[field], said: other.said[field] };
    if (toldBy(field) === 'one') return before;
    if (before.value === null || toldBy(field) === 'other') return there.value === null ? before : there;
    const together = fieldTogether(before, there);
    return there.value === null || there.value === before.value
      ? { ...together, value: before.value }
      : fieldStated(together, before.value, at);
  });
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
