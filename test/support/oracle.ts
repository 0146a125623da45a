/**
 * The figures once more, straight from the stories and in another way: day by day, by plain loops. It shares no code
 * with the program.
 */
import { addDays, addMonths } from './dates';
import type { Story, StoryStep } from './stories';

/** A contract term as the story tells it, as far as it was known at the end of a day. */
interface Told {
  readonly story: Story;
  readonly ordinal: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly amount: number;
  readonly currency: string;
  /** Changes of its worth within the term, of which somebody knew. */
  readonly grown: readonly StoryStep[];
  readonly end: StoryStep | null;
}

/** The terms of a story of which somebody knew on that day. */
function told(story: Story, day: string): readonly Told[] {
  if ((story.importedOn ?? story.startsOn) > day) return [];
  const terms: Told[] = [];
  let now = { startsOn: story.startsOn, months: story.termMonths, amount: story.amount, currency: story.currency };
  for (let ordinal = 1; ; ordinal += 1) {
    const endsOn = addMonths(now.startsOn, now.months);
    const ends = story.steps.filter(({ what }) => ['renewed', 'churned', 'ineligible', 'lapsed'].includes(what));
    const end = ends[ordinal - 1] ?? null;
    const first = ordinal === 1 ? 0 : story.steps.indexOf(ends[ordinal - 2] as StoryStep) + 1;
    const last = end === null ? story.steps.length : story.steps.indexOf(end);
    const grown = story.steps.slice(first, last).filter(({ what, on }) => what === 'grew' && on <= day);
    const known = end !== null && end.on <= day ? end : null;
    terms.push({
      story,
      ordinal,
      startsOn: now.startsOn,
      endsOn,
      amount: now.amount,
      currency: now.currency,
      grown,
      end: known,
    });
    if (known?.what !== 'renewed') return terms;
    now = {
      startsOn: endsOn,
      months: known.termMonths ?? 0,
      amount: known.amount ?? 0,
      currency: known.currency ?? '',
    };
  }
}

/** What the line is worth on a day, as known on another; null when it is not there. */
function worth(story: Story, on: string, known: string): { amount: number; currency: string } | null {
  const terms = told(story, known);
  const entered = story.importedOn !== null && story.importedOn > story.startsOn ? story.importedOn : story.startsOn;
  if (terms.length === 0 || on < entered) return null;
  const last = terms[terms.length - 1];
  if (last?.end && last.end.what !== 'renewed' && last.end.on <= on) return null;
  let value = { amount: terms[0]?.amount ?? 0, currency: terms[0]?.currency ?? '' };
  for (const term of terms) {
    if (term.startsOn > on && term.ordinal > 1) continue;
    value = { amount: term.amount, currency: term.currency };
    for (const step of term.grown) if (step.on <= on) value = { ...value, amount: step.amount ?? 0 };
  }
  return value;
}

/** What the line is worth when a day begins: as on its eve; one brought over mid-term is there from its first day's beginning. */
function worthAtStart(story: Story, day: string, known: string): { amount: number; currency: string } | null {
  const entersThen = story.importedOn === day && day > story.startsOn;
  return worth(story, entersThen ? day : addDays(day, -1), known);
}

export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
}

const clientsOf = (all: readonly Story[]): readonly string[] => [...new Set(all.map(({ client }) => client))];
const endOf = ({ to, asOf }: Asked): string => (to <= addDays(asOf, 1) ? to : addDays(asOf, 1));
/** A share as people read it, with four decimals; zero has no sign. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1e4) / 1e4 + 0;

export function clients(all: readonly Story[], asked: Asked) {
  let [kept, lost, acquired] = [0, 0, 0];
  for (const client of clientsOf(all)) {
    const lines = all.filter((story) => story.client === client);
    const before = lines.some((story) => worthAtStart(story, asked.from, asked.asOf) !== null);
    const after = lines.some((story) => worthAtStart(story, endOf(asked), asked.asOf) !== null);
    if (before && after) kept += 1;
    if (before && !after) lost += 1;
    if (!before && after) acquired += 1;
  }
  const atStart = kept + lost;
  const netGrowth = share(kept + acquired - atStart, atStart);
  return { atStart, kept, lost, acquired, retention: share(kept, atStart), netGrowth };
}

export function money(all: readonly Story[], asked: Asked) {
  const sums: Record<string, { start: number; expansion: number; contraction: number; churn: number }> = {};
  for (const client of clientsOf(all)) {
    const lines = all.filter((story) => story.client === client);
    const gone = lines.every((story) => worthAtStart(story, endOf(asked), asked.asOf) === null);
    for (const currency of ['EUR', 'JPY', 'USD']) {
      const total = (on: string): number => {
        let sum = 0;
        for (const story of lines) {
          const value = worthAtStart(story, on, asked.asOf);
          if (value?.currency === currency) sum += value.amount;
        }
        return sum;
      };
      const [start, end] = [total(asked.from), total(endOf(asked))];
      if (start === 0) continue;
      const sum = (sums[currency] ??= { start: 0, expansion: 0, contraction: 0, churn: 0 });
      sum.start += start;
      if (gone) sum.churn += start;
      else if (end > start) sum.expansion += end - start;
      else sum.contraction += start - end;
    }
  }
  return Object.keys(sums)
    .toSorted()
    .map((currency) => ({ currency, ...(sums[currency] ?? { start: 0, expansion: 0, contraction: 0, churn: 0 }) }));
}

export function renewals(all: readonly Story[], asked: Asked) {
  const up = all
    .flatMap((story) => told(story, asked.asOf))
    .filter(({ endsOn, end }) => asked.from <= endsOn && endsOn < endOf(asked) && end?.what !== 'ineligible');
  const renewed = up.filter(({ end }) => end?.what === 'renewed').length;
  const undecided = up.filter(({ end }) => end === null).length;
  return {
    upForRenewal: up.length,
    renewed,
    undecided,
    lost: up.length - renewed - undecided,
    rate: share(renewed, up.length),
  };
}

export function reasons(all: readonly Story[], asked: Asked): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { end, currency, amount, grown } of all.flatMap((story) => told(story, asked.asOf))) {
    if (end === null || end.what === 'renewed' || end.on < asked.from || end.on >= endOf(asked)) continue;
    const ending = end.what === 'ineligible' ? 'ineligible' : 'churned';
    const key = `${ending} ${end.reason} ${currency}`;
    found[key] = (found[key] ?? 0) + (grown.at(-1)?.amount ?? amount);
  }
  return found;
}

export function timeToValue(all: readonly Story[], asked: Asked) {
  const days: number[] = [];
  for (const { steps, startsOn, importedOn } of all) {
    const first = steps.find(({ what }) => what === 'onboarded');
    if (first === undefined || importedOn !== null || first.on > asked.asOf) continue;
    if (first.on >= asked.from && first.on < endOf(asked))
      days.push((Date.parse(first.on) - Date.parse(startsOn)) / 86_400_000);
  }
  days.sort((a, b) => a - b);
  const middle = Math.floor(days.length / 2);
  const medianDays =
    days.length === 0
      ? null
      : days.length % 2 === 1
        ? days[middle]
        : ((days[middle - 1] ?? 0) + (days[middle] ?? 0)) / 2;
  return { onboarded: days.length, medianDays };
}

export function oversold(all: readonly Story[], asked: Asked): Readonly<Record<string, string>> {
  const found: Record<string, [number, number]> = {};
  for (const { seller, product, startsOn, importedOn, steps } of all) {
    if (importedOn !== null || startsOn > asked.asOf || startsOn < asked.from || startsOn >= endOf(asked)) continue;
    const count = (found[`${seller} ${product}`] ??= [0, 0]);
    count[0] += 1;
    if (steps.some(({ what, on }) => what === 'flagged' && on <= asked.asOf)) count[1] += 1;
  }
  return Object.fromEntries(Object.entries(found).map(([key, [sold, flagged]]) => [key, `${flagged} of ${sold}`]));
}

export function yearCohorts(all: readonly Story[], asked: Asked): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const since = new Map<string, string>();
  for (const story of all) {
    const entered = story.importedOn !== null && story.importedOn > story.startsOn ? story.importedOn : story.startsOn;
    if (told(story, asked.asOf).length > 0 && entered < (since.get(story.client) ?? '9999'))
      since.set(story.client, entered);
  }
  for (let year = Number(asked.from.slice(0, 4)); `${year}-01-01` < endOf(asked); year += 1) {
    const cohort = [...since].filter(([, on]) => on.startsWith(String(year)) && on >= asked.from && on < endOf(asked));
    if (cohort.length === 0) continue;
    found[`${year}+0`] = `${cohort.length} of ${cohort.length}`;
    for (let age = 1; `${year + age + 1}-01-01` <= asked.asOf; age += 1) {
      const there = cohort.filter(([client, on]) =>
        all.some((story) => story.client === client && worth(story, addMonths(on, 12 * age), asked.asOf) !== null),
      );
      found[`${year}+${age}`] = `${there.length} of ${cohort.length}`;
    }
  }
  return found;
}
