/** A lifecycle hears that its client is one with another, and what is said of it, in whatever order that arrives. */
import fc from 'fast-check';
import type { Happened, SeedClient } from '../../domain/core/concern';
import { accept, type LifecycleState } from '../../domain/lifecycle';
import { happened } from '../support/happened';
import { dayOne, retained, say } from '../support/lives';
import { seedOf } from '../support/seeds';

const at = (day: number): string => `2027-01-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const idsOf = ({ slices }: LifecycleState): readonly string[] => slices.contacts.list?.map(({ id }) => id) ?? [];
const plannedIn = ({ slices }: LifecycleState): readonly string[] =>
  slices.items.filter(({ state }) => state === 'planned').map(({ id, dueAt }) => `${id} ${dueAt}`);

test.each<[string, Partial<SeedClient>]>([
  ['another zone', { zone: 'Asia/Tokyo' }],
  ['another weekend alone', { weekend: [1, 2, 3, 4] }],
  ['closings alone', { closed: [{ from: '2027-01-05', until: '2027-05-31' }] }],
])('what is planned goes by the days of the one client: %s', (_, days) => {
  const before = retained();
  const client = { ...before.seed.client, ...days, mergedAt: dayOne };
  const life = say(before, dayOne, 'clientMerged', { merged: 'C-1', client, same: [], people: [] });
  expect(plannedIn(life)).not.toEqual(plannedIn(before));
  expect(plannedIn(life)).toEqual(plannedIn(say(before, dayOne, 'clientKnown', { ...client, asOf: dayOne })));
}); // prettier-ignore

/** What is told of a client that runs under ever new ids: people say something of it, or it becomes one with another. */
const tellings = fc
  .array(fc.record({ isMerge: fc.boolean(), name: fc.constantFrom('Alpine', 'Peak', 'Ridge'), zone: fc.constantFrom('UTC', 'Asia/Tokyo') }), { minLength: 1, maxLength: 6 })
  .chain((said) => {
    let now: SeedClient = { ...seedOf().client };
    const facts = said.map(({ isMerge, ...word }, index) => {
      const moment = at(index + 2);
      const { asOf: _, ...before } = now;
      // Who made them one chose what had been said of the other long before.
      now = isMerge ? { ...before, ...word, id: `C-${index}`, mergedAt: moment } : { ...now, ...word, asOf: moment };
      const { id: __, ...data } = now;
      return isMerge
        ? happened('clientMerged', `m${index}`, { merged: 'C-0', client: now, same: [{ contact: `c_${index}`, is: `c_${index + 1}` }], people: [{ contact: `c_${index + 1}` }] })
        : happened('clientKnown', `k${index}`, data);
    });
    return fc.shuffledSubarray(facts, { minLength: facts.length }).map((shuffled) => ({ facts, shuffled }));
  }); // prettier-ignore

test('in whatever order merges and words about a client arrive, it is known as it was told last, by its last id', () => {
  const seed = retained({ contacts: Array.from({ length: 7 }, (_, index) => ({ id: `c_${index}` })) });
  const after = (facts: readonly Happened[]): LifecycleState =>
    facts.reduce((life, fact) => accept(life, fact, dayOne).state, seed);
  fc.assert(
    fc.property(tellings, ({ facts, shuffled }) => {
      const [inOrder, otherwise] = [after(facts), after(shuffled)];
      expect(otherwise.seed.client).toEqual(inOrder.seed.client);
      expect(new Set(otherwise.slices.contacts.same)).toEqual(new Set(inOrder.slices.contacts.same));
      expect(idsOf(otherwise).toSorted()).toEqual(idsOf(inOrder).toSorted());
      expect(new Set(plannedIn(otherwise))).toEqual(new Set(plannedIn(inOrder)));
    }),
  );
});
