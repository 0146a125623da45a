/** The renewal rate: every date at which a term had to be renewed, and what came of it. */
import type { CivilDate } from '../core/json';
import { lossOf, type BookTerm, type Period } from './book';
import { behindTerm, ratio, within, type Behind } from './counted';

export interface Renewals {
  readonly upForRenewal: number;
  readonly renewed: number;
  readonly lost: number;
  readonly undecided: number;
  readonly rate: number | null;
  readonly behind: readonly Behind[];
}

interface RenewalDue {
  readonly term: BookTerm;
  readonly on: CivilDate;
  readonly as: 'renewed' | 'lost' | 'undecided';
}

/** The dates at which a term had to be renewed: those at which it renewed by itself, and the last. */
function dueOf(term: BookTerm): readonly RenewalDue[] {
  const last = { term, on: term.prolonged.at(-1)?.until ?? term.renewsOn };
  const loss = lossOf(term);
  const past = term.prolonged.map(({ on }): RenewalDue => ({ term, on, as: 'renewed' }));
  if (term.ended?.as === 'renewed') return [...past, { ...last, as: 'renewed' }];
  if (loss === null) return [...past, { ...last, as: 'undecided' }];
  return loss.as === 'ineligible' ? past : [...past, { ...last, as: 'lost' }];
}

/** The renewal rate of a period that is over, with what it is computed from: dates to come do not count (`cut`). */
export function renewals(terms: readonly BookTerm[], period: Period): Renewals {
  const up = terms.flatMap(dueOf).filter(({ on }) => within(on, period));
  const count = (state: RenewalDue['as']): number => up.filter(({ as }) => as === state).length;
  return {
    upForRenewal: up.length,
    renewed: count('renewed'),
    lost: count('lost'),
    undecided: count('undecided'),
    rate: ratio(count('renewed'), up.length),
    behind: up.map(({ term, as }) => behindTerm(term, as)),
  };
}
