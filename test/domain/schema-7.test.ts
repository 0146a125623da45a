/** What schema 6 wrote comes to schema 7 whole, in states and in what a next term starts from: nothing lost, nothing made up. */
import fc from 'fast-check';
import type { Seed } from '../../domain/core/concern';
import { accept, advance, begin, schemaVersion } from '../../domain/lifecycle';
import { nextTerm } from '../../domain/seam';
import { upcast, upcastSeed } from '../../domain/upcast';
import { history, message, seeds, start } from '../support/random-lives';
import { seedAsSchema6, stateAsSchema6 } from '../support/schema-6';
import { seedOf } from '../support/seeds';
import { size } from '../support/size';

const at = '2027-03-01T09:00:00.000Z';
const later = '2027-03-04T09:00:00.000Z';
const day = '2027-06-01';

const begun = begin(seedOf({ onboarding: { skip: true, steps: [] } }), start).state;
const { scheduled, ...standing } = begun.slices.standing;
const policy = { id: 'default', version: 2, rules: standing.policy.rules };

const listed = (one: object): object => ({ opened: 1, list: [{ id: 'x-1', ...one }] });
/** The slice around what a row is about. */
const around = {
  escalations: listed,
  receivables: listed,
  growth: listed,
  promises: (flag: object): object => ({ missed: {}, measured: [], flags: [{ at: start, promise: null, ...flag }] }),
  renewal: (part: object): object => ({ watchedSince: start, noticed: [90], decision: null, ...part }),
  standing: (part: object): object => ({ ...standing, ...part }),
};

/** What it is, its slice, as schema 6 wrote it, and as it is now. */
const shapes: readonly (readonly [what: string, slice: keyof typeof around, was: object, is: object])[] = [
  ['an alarm', 'escalations', { acknowledgedAt: null, resolvedAt: null }, { state: 'open' }],
  [
    'an alarm that somebody took on',
    'escalations',
    { acknowledgedAt: at, resolvedAt: null },
    { state: 'acknowledged', acknowledgedAt: at },
  ],
  [
    'an alarm that was resolved',
    'escalations',
    { acknowledgedAt: at, resolvedAt: later },
    { state: 'resolved', acknowledgedAt: at, resolvedAt: later },
  ],
  ['an invoice', 'receivables', { closedAt: null, end: null }, { state: 'open' }],
  [
    'an invoice that was paid',
    'receivables',
    { closedAt: at, end: 'paid' },
    { state: 'closed', closedAt: at, end: 'paid' },
  ],
  ['an opportunity', 'growth', { restsUntil: null, closedAt: null, end: null }, { state: 'open' }],
  [
    'an opportunity that rests',
    'growth',
    { restsUntil: day, closedAt: null, end: null },
    { state: 'resting', restsUntil: day },
  ],
  [
    'an opportunity that was won',
    'growth',
    { restsUntil: null, closedAt: at, end: 'won' },
    { state: 'closed', closedAt: at, end: 'won', restsUntil: null },
  ],
  [
    'an opportunity that was lost while it rested',
    'growth',
    { restsUntil: day, closedAt: at, end: 'lost' },
    { state: 'closed', closedAt: at, end: 'lost', restsUntil: day },
  ],
  ['a flag', 'promises', { answer: null, answeredAt: null }, { answered: null }],
  [
    'a flag that the seller answered',
    'promises',
    { answer: 'agreed', answeredAt: at },
    { answered: { answer: 'agreed', at } },
  ],
  ['a renewal date ahead', 'renewal', { undecidedAt: null }, { undecided: null }],
  [
    'a renewal that nobody decided',
    'renewal',
    { undecidedAt: at, graceDays: 30 },
    { undecided: { at, graceDays: 30 } },
  ],
  ['one whose days of grace nobody kept', 'renewal', { undecidedAt: at }, { undecided: { at } }],
  [
    'a pause until a day',
    'standing',
    { pause: { reason: 'season', since: at, until: day, remindAt: null } },
    { pause: { kind: 'until', reason: 'season', since: at, until: day }, scheduled: null },
  ],
  [
    'a pause without an end',
    'standing',
    { pause: { reason: 'season', since: at, until: null, remindAt: later } },
    { pause: { kind: 'open-ended', reason: 'season', since: at, remindAt: later }, scheduled: null },
  ],
  ['rules that were never to change', 'standing', {}, { scheduled: null }],
  ['rules that were changed', 'standing', { scheduled: null }, { scheduled: null }],
  ['rules that will change', 'standing', { scheduled: { policy, on: day } }, { scheduled: { policy, on: day } }],
];

/** A state of schema 6 with that slice, and the seed of a term that goes on from one with that slice. */
function wrote(slice: keyof typeof around, was: object): { readonly state: object; readonly seed: Seed } {
  const state = stateAsSchema6(begun);
  const slices = { ...state.slices, [slice]: around[slice](was) };
  const seed: Seed = JSON.parse(JSON.stringify({ ...state.seed, before: { lifecycleId: 'D-1.crm-pro.t0', slices } }));
  return { state: { ...state, slices }, seed };
}

describe.each(shapes)('%s', (_, slice, was, is) => {
  const { state, seed } = wrote(slice, was);

  const now = { ...begun.slices, [slice]: around[slice](is) };

  test('in a state', () => {
    const { schema, slices } = upcast(state);
    expect(schema).toBe(schemaVersion);
    expect(slices).toEqual(now);
  });

  test('left by an earlier term', () => {
    expect(upcastSeed(seed).before).toEqual({ lifecycleId: 'D-1.crm-pro.t0', schema: schemaVersion, slices: now });
    expect(upcast({ ...state, seed }).seed).toEqual(upcastSeed(seed));
  });

  test('brought to the present twice', () => {
    const once = upcast({ ...state, seed });
    expect(upcast(JSON.parse(JSON.stringify(once)))).toEqual(once);
    expect(upcastSeed(once.seed)).toEqual(once.seed);
  });
});

test('a term says under which schema it ended, and one that is newer than this program is refused', () => {
  const annualValue = { amount: 1_200_000, currency: 'EUR' };
  const renewed = accept(begun, message('renew', { termMonths: 12, annualValue }), later).state;
  const next = nextTerm(renewed);
  expect(next?.before).toMatchObject({ lifecycleId: begun.seed.lifecycleId, schema: schemaVersion });
  const before = { lifecycleId: 'D-1.crm-pro.t0', schema: 99, slices: begun.slices };
  expect(() => upcastSeed({ ...begun.seed, before })).toThrow('newer than this program');
});

describe('whatever a life has been through', () => {
  const runs = { numRuns: size(40, 80) };
  const hourMs = 3_600_000;

  test('what schema 6 would have kept of it is what is kept today, into the next term too', () => {
    fc.assert(
      fc.property(seeds, history, (seed, moves) => {
        let now = start;
        let { state } = begin(seed, now);
        for (const { afterHours, what } of moves) {
          now = new Date(Date.parse(now) + afterHours * hourMs).toISOString();
          state = (what === null ? advance(state, null, now) : accept(state, what, now)).state;
          expect(upcast(stateAsSchema6(state))).toEqual(state);
        }
        const next = nextTerm(state);
        if (next === null) return;
        expect(upcastSeed(seedAsSchema6(next))).toEqual(next);
        const second = begin(next, now).state;
        expect(upcast(stateAsSchema6(second))).toEqual(second);
      }),
      runs,
    );
  });
});
