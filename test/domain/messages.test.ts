/** Messages of a lifecycle: one name for each, wherever it is read. */
import { registry } from '../../domain/registry';
import { decisions, facts, queries, rearranged } from '../../workflows/messages';

test('a message is called on the wire as it is called here', () => {
  const all = Object.entries({ ...facts, ...decisions, ...queries, rearranged });
  expect(all.length).toBeGreaterThan(45);
  expect(all.filter(([name, message]) => message.name !== name)).toEqual([]);
});

test('facts and decisions are called as the deciders of concerns are, and each has one', () => {
  const deciders = registry.flatMap(({ messageNames }) => messageNames);
  expect(deciders.toSorted()).toEqual(Object.keys({ ...facts, ...decisions }).toSorted());
});
