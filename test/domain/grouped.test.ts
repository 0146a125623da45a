/** What several rules make of lists. */
import { repeatedBy } from '../../domain/core/grouped';

test.each<[string, readonly string[], readonly string[]]>([
  ['none of none', [], []],
  ['none where each has a key of its own', ['a1', 'b1'], []],
  ['all behind the first of a key', ['a1', 'b1', 'a2', 'a3', 'b2'], ['a2', 'a3', 'b2']],
])('repeated are %s', (_, all, expected) => {
  expect(repeatedBy(all, (one) => one.slice(0, 1))).toEqual(expected);
});
