/** What was said of renewals ahead of their dates, held against what came. */
import { groupBy } from '../core/grouped';
import type { Ending } from '../core/stages';
import type { Outlook } from './forecast';

export const callVoices = ['rep', 'manager'] as const;
/** Whose call it is. */
export type CallVoice = (typeof callVoices)[number];
export const renewalCalls = ['likely', 'at-risk', 'lost'] as const;
export type RenewalCall = (typeof renewalCalls)[number];

/** Who said it: the program, or one of the two. */
export const forecastVoices = ['outlook', ...callVoices] as const;

export const accuracyDefinition =
  'Terms with a renewal date in the period that had neither ended nor renewed so many days ahead of it (one that renewed by itself was renewed on that date, and has a next one), by who kept them then, and by what was said as of that day (for a date that is farther away: as of the day of the report): by the outlook, and beside it by the rep and the manager where they made a call. A term that ended as ineligible was not up for renewal. Accuracy = right ÷ decided: likely is right where it was renewed, at risk and lost are right where it was not; unknown says nothing. Expected = annual value × probability.';

/** One term that falls due in the period, with what was said of it ahead. */
export interface Foretold {
  readonly rep: string;
  readonly outlook: Outlook;
  readonly probability: number;
  readonly calls: Readonly<Partial<Record<CallVoice, RenewalCall>>>;
  /** What it was worth a year then, in minor units. */
  readonly worth: number;
  readonly currency: string;
  /** What came; null while nobody has decided. */
  readonly ended: Ending | null;
}

/** What one voice said of the terms of a rep in a currency, and what came. */
export interface Accuracy {
  readonly rep: string;
  readonly saidBy: (typeof forecastVoices)[number];
  readonly said: Outlook | RenewalCall;
  readonly currency: string;
  readonly terms: number;
  readonly renewed: number;
  readonly lost: number;
  readonly undecided: number;
  readonly right: number | null;
  readonly accuracy: number | null;
  readonly value: number;
  /** Of the outlook alone; null for calls. */
  readonly expectedValue: number | null;
  readonly renewedValue: number;
  readonly lostValue: number;
}

type SaidOfTerm = Pick<Accuracy, 'saidBy' | 'said'> & { readonly of: Foretold };

const sumOf = (terms: readonly Foretold[], of: (term: Foretold) => number): number =>
  terms.reduce((sum, term) => sum + of(term), 0);

function accuracyOf(group: readonly SaidOfTerm[]): readonly Accuracy[] {
  const [first] = group;
  if (first === undefined) return [];
  const terms = group.map(({ of }) => of);
  const renewed = terms.filter(({ ended }) => ended === 'renewed');
  const lost = terms.filter(({ ended }) => ended !== null && ended !== 'renewed');
  const decided = renewed.length + lost.length;
  const right = first.said === 'unknown' ? null : first.said === 'likely' ? renewed.length : lost.length;
  return [
    {
      rep: first.of.rep,
      saidBy: first.saidBy,
      said: first.said,
      currency: first.of.currency,
      terms: terms.length,
      renewed: renewed.length,
      lost: lost.length,
      undecided: terms.length - decided,
      right,
      accuracy: right === null || decided === 0 ? null : right / decided,
      value: sumOf(terms, ({ worth }) => worth),
      expectedValue:
        first.saidBy === 'outlook'
          ? Math.round(sumOf(terms, ({ worth, probability }) => (worth * probability) / 100))
          : null,
      renewedValue: sumOf(renewed, ({ worth }) => worth),
      lostValue: sumOf(lost, ({ worth }) => worth),
    },
  ];
}

/** A row for each rep, voice, what it said, and currency, in that order. */
export function accuracyRows(terms: readonly Foretold[]): readonly Accuracy[] {
  const said = terms
    .filter(({ ended }) => ended !== 'ineligible')
    .flatMap((of): readonly SaidOfTerm[] => [
      { saidBy: 'outlook', said: of.outlook, of },
      ...callVoices.flatMap((voice): readonly SaidOfTerm[] => {
        const call = of.calls[voice];
        return call === undefined ? [] : [{ saidBy: voice, said: call, of }];
      }),
    ]);
  const placeOf = ({ of, saidBy: voice, said: what }: SaidOfTerm): string =>
    [of.rep, forecastVoices.indexOf(voice), what, of.currency].join('\u001f');
  const groups = groupBy(said, placeOf);
  return [...groups.keys()].toSorted().flatMap((key) => accuracyOf(groups.get(key) ?? []));
}
