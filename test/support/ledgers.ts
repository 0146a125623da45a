/**
 * Ledgers of product lines over five years, made from a seed: what the lifecycles of a book might have told, line by line,
 * with notices and second ones, withdrawals, automatic renewals, amendments of the past and of days to come, corrections of
 * them, and agreed steps. What becomes of a line is drawn, and lived by nobody: figures are computed from it in two ways.
 */
import { Temporal } from '@js-temporal/polyfill';
import { numbers } from '../../dev/numbers';

export type Told =
  | { readonly what: 'worth'; readonly amount: number; readonly from?: string; readonly agreed: boolean }
  | { readonly what: 'notice'; readonly received: string; readonly ends: string; readonly reason: string }
  | { readonly what: 'withdrawn'; readonly by: 'withdrawal' | 'renewal' }
  | { readonly what: 'first-step' }
  | { readonly what: 'prolonged'; readonly from: string; readonly until: string }
  | {
      readonly what: 'ended';
      readonly as: 'renewed' | 'churned' | 'ineligible';
      readonly reason: string;
      readonly effective?: string;
    };

/** A line of the ledger, told on a day; those of a term are in their order. */
export type LedgerLine = Told & { readonly day: string };

export interface LedgerTerm {
  readonly startsOn: string;
  readonly renewsOn: string;
  readonly amount: number;
  readonly currency: string;
  /** The day on which its lifecycle began. */
  readonly began: string;
  readonly lines: readonly LedgerLine[];
}

export interface LedgerOfLine {
  readonly id: string;
  readonly client: string;
  readonly imported: boolean;
  readonly terms: readonly LedgerTerm[];
}

export const ledgerSpan = { from: '2021-01-01', to: '2026-01-01' } as const;

const daysOn = new Map<string, string>();
/** So many days later; remembered, for the library takes its time. */
export function dayAfter(day: string, days: number): string {
  const key = `${day} ${days}`;
  const found = daysOn.get(key) ?? Temporal.PlainDate.from(day).add({ days }).toString();
  daysOn.set(key, found);
  return found;
}
const monthsAfter = (day: string, months: number): string => Temporal.PlainDate.from(day).add({ months }).toString();
const daysFrom = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** Ledgers until so many terms are in them. */
export function ledgers(seed: number, lifecycles: number): readonly LedgerOfLine[] {
  const next = numbers(seed);
  const upTo = (limit: number): number => Math.floor(next() * Math.max(1, limit));
  const pick = <T>(all: readonly T[]): T => all[upTo(all.length)] as T;
  const chance = (share: number): boolean => next() < share;
  const between = (from: string, to: string): string => dayAfter(from, upTo(daysFrom(from, to)));
  const worth = (amount: number): number => Math.max(1, Math.round(amount * pick([0.5, 0.8, 1, 1.1, 1.5, 2.25])));

  /** A term from its beginning to what becomes of it, and the term that follows it. */
  function liveTerm(startsOn: string, began: string, months: number, amount: number, currency: string) {
    const renewsOn = monthsAfter(startsOn, months);
    const lines: LedgerLine[] = [];
    let [now, end, value] = [began > startsOn ? began : startsOn, renewsOn, amount];
    let following: { startsOn: string; began: string; amount: number; currency: string } | null = null;
    const tell = (day: string, told: Told): void => {
      now = day;
      lines.push({ day, ...told });
    };
    // A life that begins early hears of changes before its term starts.
    if (began < startsOn) now = began;
    for (;;) {
      const leaves = chance(0.3);
      for (let changes = pick([0, 0, 0, 1, 2]); changes > 0 && now < end; changes -= 1) {
        const day = between(now, end);
        const from = pick([undefined, between(startsOn, day), between(day, end), day]);
        value = worth(value);
        const agreed = chance(0.4);
        tell(day, { what: 'worth', amount: value, agreed, ...(from === undefined ? {} : { from }) });
        // It was wrong: the same day, another amount.
        if (chance(0.2)) tell(between(day, end), { what: 'worth', amount: worth(value), agreed, from: from ?? day });
      }
      let goesOn: string | null = null;
      if (leaves && now < end) {
        const reason = pick(['price', 'competitor', 'unused']);
        const day = between(now, end);
        goesOn = chance(0.6) ? end : between(day, end);
        tell(day, { what: 'notice', received: dayAfter(day, -upTo(4)), ends: goesOn, reason });
        if (chance(0.4)) tell(between(day, goesOn), { what: 'first-step' });
        if (chance(0.2)) {
          const again = between(now, goesOn);
          goesOn = chance(0.5) ? end : between(again, end);
          tell(again, { what: 'notice', received: again, ends: goesOn, reason: pick(['price', 'other']) });
        }
        const said = lines.findLast(({ what }) => what === 'notice');
        if (chance(0.45)) {
          tell(between(now, goesOn), { what: 'withdrawn', by: 'withdrawal' });
          goesOn = null;
        } else if (chance(0.6) && said?.what === 'notice') {
          const told = chance(0.8) ? goesOn : dayAfter(goesOn, upTo(3));
          tell(told < now ? now : told, { what: 'ended', as: 'churned', reason: said.reason, effective: goesOn });
          break;
        }
      }
      const fate = next();
      if (fate < 0.4) {
        const day = chance(0.2) ? dayAfter(end, upTo(28)) : between(now, end);
        if (goesOn !== null && day >= goesOn) break;
        if (goesOn !== null) tell(day, { what: 'withdrawn', by: 'renewal' });
        tell(day, { what: 'ended', as: 'renewed', reason: 'decision' });
        following = { startsOn: end, began: day, amount: worth(value), currency: chance(0.04) ? 'USD' : currency };
        break;
      }
      if (goesOn !== null) break;
      if (fate < 0.7 && end < ledgerSpan.to) {
        const until = monthsAfter(end, pick([1, 12]));
        // Its moment is the opening of a working day: it may be told a day or two before.
        const day = dayAfter(end, -upTo(3));
        tell(day < now ? now : day, { what: 'prolonged', from: end, until });
        end = until;
        continue;
      }
      if (fate < 0.8) tell(between(now, end), { what: 'ended', as: 'churned', reason: 'poor-service' });
      else if (fate < 0.86) tell(between(now, end), { what: 'ended', as: 'ineligible', reason: 'merged' });
      else if (fate < 0.92) tell(dayAfter(end, 30), { what: 'ended', as: 'churned', reason: 'no-decision' });
      break;
    }
    const term = { startsOn, renewsOn, amount, currency, began, lines: lines.filter(({ day }) => day < ledgerSpan.to) };
    return { term, following };
  }

  const found: LedgerOfLine[] = [];
  for (let terms = 0; terms < lifecycles;) {
    const startsOn = between(ledgerSpan.from, dayAfter(ledgerSpan.to, -10));
    const imported = chance(0.12);
    const began = imported ? dayAfter(startsOn, upTo(120)) : dayAfter(startsOn, -upTo(20));
    let coming: { startsOn: string; began: string; amount: number; currency: string } | null = {
      startsOn,
      began,
      amount: 1 + upTo(5_000_000),
      currency: pick(['EUR', 'EUR', 'EUR', 'USD', 'JPY']),
    };
    const own: LedgerTerm[] = [];
    while (coming !== null && coming.began < ledgerSpan.to) {
      const months = pick([1, 6, 12, 12, 24]);
      const { term, following } = liveTerm(coming.startsOn, coming.began, months, coming.amount, coming.currency);
      own.push(term);
      coming = following;
    }
    if (own.length === 0) continue;
    terms += own.length;
    const id = `line-${found.length}`;
    const client = found.length > 3 && chance(0.35) ? pick(found).client : `client-${found.length}`;
    found.push({ id, client, imported, terms: own });
  }
  return found;
}
