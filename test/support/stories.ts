/**
 * Books to compute figures from: stories of product lines over five years, made from a seed. A story says what people
 * did and when, in plain dates; the program lives it through its own domain, and the oracle reads it as it stands.
 */
import { DateTime } from 'luxon';
import { numbers } from '../../dev/numbers';
import { addDays, addMonths } from './dates';

export interface StoryStep {
  readonly on: string;
  readonly what:
    'onboarded' | 'recycled' | 'passed-on' | 'flagged' | 'grew' | 'renewed' | 'churned' | 'ineligible' | 'lapsed';
  readonly amount?: number;
  readonly currency?: string;
  readonly termMonths?: number;
  readonly reason?: string;
}

export interface Story {
  readonly deal: string;
  readonly client: string;
  readonly product: string;
  readonly seller: string;
  readonly startsOn: string;
  readonly termMonths: number;
  readonly amount: number;
  readonly currency: string;
  /** The day on which it was brought over, mid-term. */
  readonly importedOn: string | null;
  readonly skipOnboarding: boolean;
  readonly steps: readonly StoryStep[];
}

export const horizon = { from: '2021-01-01', to: '2026-01-01' } as const;
/** What the program lives by in these stories: days of grace until a term that nobody decided on lapses. */
export const graceDays = 30;

const daysBetween = (from: string, to: string): number =>
  Math.round(DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days);

/** Stories until so many lifecycles (contract terms) are in them. */
export function stories(seed: number, lifecycles: number): readonly Story[] {
  const next = numbers(seed);
  const upTo = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(all: readonly T[]): T => all[upTo(all.length)] as T;
  const found: Story[] = [];
  let terms = 0;
  for (let line = 1; terms < lifecycles; line += 1) {
    const startsOn = addDays(horizon.from, upTo(daysBetween(horizon.from, horizon.to) - 10));
    const termMonths = pick([6, 12, 12, 12, 24]);
    const importedOn = next() < 0.1 ? addDays(startsOn, 1 + upTo(150)) : null;
    const skipOnboarding = importedOn !== null || next() < 0.4;
    const amount = 1 + upTo(5_000_000);
    const currency = pick(['EUR', 'EUR', 'EUR', 'USD', 'JPY']);
    const steps: StoryStep[] = [];
    let term = { startsOn, termMonths, amount, currency };
    terms += 1;
    const entered = importedOn ?? startsOn;
    if (!skipOnboarding && next() < 0.8) steps.push({ on: addDays(startsOn, 1 + upTo(60)), what: 'onboarded' });
    const retainedOn = skipOnboarding ? entered : (steps[0]?.on ?? null);
    for (;;) {
      const renewsOn = addMonths(term.startsOn, term.termMonths);
      const begun = steps.at(-1)?.on ?? entered;
      const within = (share: number): string =>
        addDays(begun, 1 + Math.floor(share * Math.max(0, daysBetween(begun, renewsOn) - 2)));
      if (renewsOn > horizon.to) break;
      if (next() < 0.08) steps.push({ on: within(0.2), what: 'flagged' });
      if (retainedOn !== null && next() < 0.1) steps.push({ on: within(0.3), what: 'recycled' });
      if (next() < 0.15) steps.push({ on: within(0.4), what: 'passed-on' });
      if (next() < 0.15) {
        const grown = Math.max(1, Math.round(term.amount * pick([1.2, 1.5, 0.9])));
        steps.push({ on: within(0.45), what: 'grew', amount: grown, currency: term.currency });
        term = { ...term, amount: grown };
      }
      const fate = next();
      if (fate < 0.7) {
        const renewed = {
          amount: Math.max(1, Math.round(term.amount * pick([1, 1, 1.25, 1.6, 0.8, 0.55]))),
          currency: next() < 0.03 ? 'USD' : term.currency,
          termMonths: pick([12, 12, 6]),
        };
        const on = next() < 0.25 ? addDays(renewsOn, upTo(graceDays - 2)) : within(0.9);
        steps.push({ on, what: 'renewed', ...renewed });
        term = { startsOn: renewsOn, ...renewed };
        terms += 1;
        continue;
      }
      if (fate < 0.82)
        steps.push({ on: within(0.95), what: 'churned', reason: pick(['price', 'competitor', 'unused']) });
      else if (fate < 0.88) steps.push({ on: within(0.5), what: 'ineligible', reason: pick(['merged', 'not-paid']) });
      else steps.push({ on: addDays(renewsOn, graceDays), what: 'lapsed', reason: 'no-decision' });
      break;
    }
    found.push({
      deal: `B-${line}`,
      // A third of the lines are further products of an earlier client.
      client: line > 3 && next() < 0.33 ? (found[upTo(found.length)]?.client ?? `BC-${line}`) : `BC-${line}`,
      product: pick(['crm', 'erp', 'desk']),
      seller: pick(['sam', 'ann', 'kim']),
      startsOn,
      termMonths,
      amount,
      currency,
      importedOn,
      skipOnboarding,
      steps: steps.filter(({ on }) => on < horizon.to),
    });
  }
  return found;
}
