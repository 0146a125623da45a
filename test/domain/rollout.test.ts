/** Which lifecycles a roll-out is for. */
import { isMeantBy, type LivesBy } from '../../domain/organisation/rollout';

const key3: LivesBy = { policy: 'key', version: 3, groupPolicy: 'key' };

test.each<[string, Partial<LivesBy>, boolean]>([
  ['one that lives by an earlier version', { version: 2 }, true],
  ['one that lives by a later version: it goes back', { version: 4 }, true],
  ['not one that lives by that version', {}, false],
  ['one whose group names it now', { policy: 'default', version: 3 }, true],
  ['one that lives by it, whatever its group names', { version: 2, groupPolicy: 'default' }, true],
  ['not one that has nothing to do with it', { policy: 'default', groupPolicy: 'default' }, false],
  ['one of its group of which nobody noted by what it lives', { policy: null, version: null }, true],
  ['not one of which nothing is known', { policy: null, version: null, groupPolicy: null }, false],
])('a roll-out of version 3 is for %s', (_, parts, expected) => {
  expect(isMeantBy({ id: 'key', version: 3 }, { ...key3, ...parts })).toBe(expected);
});
