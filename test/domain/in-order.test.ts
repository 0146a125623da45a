/** Lifecycles are told side by side, each in order. */
import { inOrderOfEach } from '../../api/messages/in-order';

interface Said {
  readonly lifecycleId: string;
  readonly fact: string;
}
const said = (text: string): readonly Said[] =>
  text.split(' ').map((fact) => ({ lifecycleId: fact.slice(0, 1), fact }));

test('what is said to one lifecycle goes out one after another, however long the first takes', async () => {
  const begun: string[] = [];
  const under = new Set<string>();
  await inOrderOfEach(said('a1 b1 a2 c1 a3 b2'), async ({ lifecycleId, fact }) => {
    expect(under).not.toContain(lifecycleId);
    under.add(lifecycleId);
    begun.push(fact);
    await new Promise((resolve) => setImmediate(resolve));
    under.delete(lifecycleId);
    return true;
  });
  // Several lifecycles hear at the same time, each in order.
  expect(begun.slice(0, 3)).toEqual(['a1', 'b1', 'c1']);
  expect(begun.filter((fact) => fact.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
});

test('where one may not be followed, it and those behind it are left, and no other lifecycle waits', async () => {
  const told: string[] = [];
  const left = await inOrderOfEach(said('a1 a2 b1 a3 b2'), ({ fact }) => {
    told.push(fact);
    return Promise.resolve(fact !== 'a2');
  });
  expect(told.toSorted()).toEqual(['a1', 'a2', 'b1', 'b2']);
  expect(left.map(({ fact }) => fact)).toEqual(['a2', 'a3']);
});
