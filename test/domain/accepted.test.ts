import { acceptedAs } from '../../api/messages/acceptance';
import { readConfig } from '../../config/config';
import { acceptance, isFastForwarded } from '../../domain/core/accepted';
import { isLate } from '../../domain/lifecycle';
import type { Recorded } from '../../domain/core/concern';

const recordedAt = '2027-03-01T12:00:00.000Z';
const acceptedAt = '2027-03-01T12:30:00.000Z';

describe('whose clock was skipped', () => {
  test.each([
    ['a life recorded as it happened', '2027-03-01T11:59:59.900Z', recordedAt, false],
    ['a life recorded after an outage of a week', '2027-02-22T08:00:00.000Z', recordedAt, false],
    ['machines whose clocks differ by a minute', '2027-03-01T12:01:00.000Z', recordedAt, false],
    ['a life that is ahead by more', '2027-03-01T12:01:00.001Z', recordedAt, true],
    ['a life that was forwarded by a year', '2028-03-01T08:00:00.000Z', recordedAt, true],
    ['a life of which nothing is known', null, null, false],
    ['a life that was recorded before this was noted', '2028-03-01T08:00:00.000Z', null, false],
  ] as const)('%s', (_, lastAt, recorded, skipped) => {
    const clock = { lastAt, recordedAt: recorded };
    expect(isFastForwarded(clock)).toBe(skipped);
    expect(acceptance(clock, acceptedAt)).toEqual(skipped ? {} : { acceptedAt });
  });
});

const happenedAt = (at: string): Recorded => ({ seq: 1, at, event: { kind: 'client-opted-out' } });

test.each<[string, readonly string[], boolean]>([
  ['59 seconds', ['2027-03-01T11:59:01.000Z'], false],
  ['60 seconds', ['2027-03-01T11:59:00.000Z'], false],
  ['61 seconds', ['2027-03-01T11:58:59.000Z'], true],
  ['61 seconds for the first of several', ['2027-03-01T11:58:59.000Z', recordedAt], true],
  ['no events', [], false],
  ['an hour too early, of a life that was forwarded', ['2027-03-01T13:00:00.000Z'], false],
])('recorded after %s, events are late or not', (_, moments, late) => {
  expect(isLate(moments.map(happenedAt), recordedAt)).toBe(late);
});

test.each([
  ['false', { acceptedAt }],
  ['true', {}],
])(
  'where clocks are skipped (%s), what is said to a life that has recorded nothing since counts when it is taken',
  (skips, said) => {
    const config = readConfig({
      HOLDFAST_DATABASE_URL: 'postgresql://db.example/holdfast',
      HOLDFAST_SKIPS_TIME: skips,
    });
    expect(acceptedAs({ config }, { lastAt: recordedAt, recordedAt }, acceptedAt)).toEqual(said);
  },
);
