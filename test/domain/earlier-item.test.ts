import type { Recorded } from '../../domain/core/concern';
import { earlierItem } from '../../domain/told/earlier-item';
import { itemById, present } from '../../domain/told/present';
import { accept, advance, begin } from '../../domain/lifecycle';
import { happened } from '../support/happened';
import { dayOne } from '../support/lives';
import { seedOf } from '../support/seeds';

/** A year in which some items are answered, some are missed, and some fall into a pause; the ledger as it grows. */
function aYear() {
  const contacts = [{ id: 'c_1', birthday: '03-17' }, { id: 'c_2' }];
  const begun = begin(seedOf({ onboarding: { skip: true, steps: [] }, contacts }), dayOne);
  let { state } = begun;
  const ledger: Recorded[] = [...begun.events];
  const take = (next: ReturnType<typeof advance>): void => {
    ({ state } = next);
    ledger.push(...next.events);
  };
  const said: readonly [string, Parameters<typeof happened>[0], object][] = [
    ['2027-03-02', 'itemCompleted', { item: 'touch-1', outcome: 'done', happiness: 7 }],
    ['2027-03-18', 'itemCompleted', { item: 'birthday-c_1-2027', outcome: 'no-answer' }],
    ['2027-04-02', 'itemCompleted', { item: 'review-1', outcome: 'done' }],
    ['2027-06-01', 'pause', { reason: 'season', until: '2027-07-15' }],
  ];
  for (const [day, name, data] of said) {
    take(accept(state, happened(name, day, data), `${day}T12:00:00.000Z`));
  }
  const before = present(state);
  take(advance(state, null, '2027-12-20T12:00:00.000Z'));
  return { spring: before, now: present(state), ledger };
}

const { spring, now, ledger } = aYear();

test.each(['touch-1', 'birthday-c_1-2027', 'review-1'])(
  '%s, which has left the state, is told by the ledger as the state told it',
  (id) => {
    const told = earlierItem(id, ledger);
    expect(told?.state).toBe('done');
    expect(told).toEqual(itemById(spring, id));
  },
);

test('what is still in the state is told alike by the ledger, but for the moment of what is only planned', () => {
  const all = [...now.touches, ...now.reviews, ...now.items].filter(
    // What was a section of a review never fell due by itself: its moment stays the planned one.
    ({ state, covered }) => state !== 'planned' && covered === undefined,
  );
  expect(all.length).toBeGreaterThan(4);
  const skipped = all.filter(({ state }) => state === 'cancelled').map(({ id }) => id);
  for (const item of all.filter(({ id }) => !skipped.includes(id))) expect(earlierItem(item.id, ledger)).toEqual(item);
});

test.each(['escalation-1', 'receivable-1', 'renewal-notice-30', 'setup', 'touch-99'])('%s is no item', (id) =>
  expect(earlierItem(id, ledger)).toBeUndefined(),
);
