/** What was written by earlier versions still reads, and lives that began under them go on writing as they did. */
import type { EventOf } from '../../domain/core/concern';
import { cardContactOf } from '../../domain/core/earlier';
import { ledgerVersion } from '../../domain/core/ledger';
import { advance, begin } from '../../domain/lifecycle';
import { upcast } from '../../domain/upcast';
import { ledgerOf, storedStateOf } from '../support/goldens';
import { retained, until } from '../support/lives';
import { seedOf } from '../support/seeds';

const plansOf = (seed: ReturnType<typeof seedOf>): readonly object[] =>
  begin(seed, '2027-01-04T10:00:00.000Z').events.flatMap(({ event }) =>
    event.kind === 'items-planned' ? event.items : [],
  );

const skipped = { skip: true, steps: [] };

describe('the ordinal of an item', () => {
  test('stands in the plan of a lifecycle that was handed over since plans say it', () => {
    const plans = plansOf(seedOf({ onboarding: skipped }));
    expect(plans).toContainEqual(expect.objectContaining({ id: 'touch-3', ordinal: 3 }));
    expect(plans.filter((plan) => !('ordinal' in plan))).toEqual([]);
  });

  test('is left out of the ledger of one that was handed over before, and known to its state all the same', () => {
    const { ledger, ...before } = seedOf({ onboarding: skipped });
    expect(ledger).toBe(ledgerVersion);
    const plans = plansOf(before);
    expect(plans.length).toBeGreaterThan(5);
    expect(plans.filter((plan) => 'ordinal' in plan)).toEqual([]);
    const { items } = begin(before, '2027-01-04T10:00:00.000Z').state.slices;
    expect(items.find(({ id }) => id === 'review-2')?.ordinal).toBe(2);
  });

  test('is read from the id in a state of schema 5', () => {
    const stored = storedStateOf('programme/renewed-run-2');
    expect(stored).toMatchObject({ schema: 5 });
    const items = upcast(stored).slices.items.map(({ id, ordinal }) => [id, ordinal]);
    expect(items).toContainEqual(['touch-4', 4]);
    expect(items.find(([id]) => String(id).startsWith('birthday-'))?.[1]).toBe(2027);
  });
});

describe('whom a birthday card was for', () => {
  const contacts = [{ id: 'c_user-2', birthday: '02-20' }];
  const sent = (ledger: number): EventOf<'item-completed'> | undefined => {
    const due = until(retained({ contacts, ledger }), '2027-02-24');
    const item = 'birthday-c_user-2-2027';
    const { events } = advance(
      due,
      { name: 'itemCompleted', id: 'e_1', data: { item, outcome: 'done' } },
      '2027-02-24T10:00:00.000Z',
    );
    return events.map(({ event }) => event).find((event) => event.kind === 'item-completed');
  };

  test.each([
    ['stands in the event since ledgers of version 3', 3, 'c_user-2'],
    ['stands in the card’s id alone before', 2, undefined],
    ['and before that', 1, undefined],
  ])('%s', (_, ledger, about) => {
    const event = sent(ledger);
    expect(event?.about).toBe(about);
    expect(event === undefined ? null : cardContactOf(event)).toBe('c_user-2');
  });

  test('nobody where an id says nothing', () => expect(cardContactOf({ item: 'touch-1' })).toBeNull());
});

test('a state is brought to the present once: bringing it again changes nothing', () => {
  const { state } = ledgerOf('renewed');
  expect(upcast(state)).toEqual(state);
});

test.each([undefined, null, 'text', {}, { schema: '1' }, { schema: 0 }])('%j is refused as no state', (carried) => {
  expect(() => upcast(carried)).toThrow(/no state|no upcaster/);
});

test('a state that is newer than this program is refused', () => {
  expect(() => upcast({ schema: 99, slices: {} })).toThrow(/newer/);
});
