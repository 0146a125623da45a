/** Signals of the house's own, from the door to the fact that a lifecycle hears. */
import { fieldErrors } from '../../api/http/problems';
import { readingOf, type Signal } from '../../api/messages/signals';
import { signal, signalKind, signalKindParams } from '../../api/schemas/signals';
import { hasRoomForOwn, mostOwnSignals, withOwn } from '../../domain/concerns/health-own';
import { ownBucketAfter } from '../../domain/core/reading';
import type { SignalKind } from '../../records/columns/signal-kinds';
import { keptBucketOf } from '../../records/columns/readings';
import { bucketFact, bucketFactId } from '../../temporal/buckets';
import { retained } from '../support/lives';

const wrongIn = (body: object): readonly string[] => {
  const { error } = signal.safeParse(body);
  return error === undefined ? [] : fieldErrors(error.issues).map(({ pointer }) => pointer);
};

test.each<[string, object, readonly string[]]>([
  ['a built-in kind', { kind: 'usage', value: 50 }, []],
  ['one of the house’s own', { kind: 'logins-per-week', value: 12.5 }, []],
  ['a built-in kind with too high a value', { kind: 'usage', value: 200 }, ['/value']],
  ['a built-in kind without its value', { kind: 'usage' }, ['/value']],
  ['a built-in kind with words for its value', { kind: 'happiness', value: 'ten' }, ['/value']],
  ['a built-in kind with a field too many', { kind: 'billing-error', value: 5 }, ['/value']],
  ['an invoice without its days', { kind: 'invoice-overdue', invoiceId: 'R-1' }, ['/value']],
  ['one of the house’s own without a value', { kind: 'logins' }, ['/value']],
  ['one of the house’s own with a field too many', { kind: 'logins', value: 1, invoiceId: 'R-1' }, ['/invoiceId']],
  ['no kind', { value: 1 }, ['/kind']],
  ['a kind that is no code', { kind: 'logins per week', value: 1 }, ['/kind']],
  ['a kind that is no word', { kind: 7, value: 1 }, ['/kind']],
])('%s: what is wrong is named by its field', (_, body, pointers) => expect(wrongIn(body)).toEqual(pointers));

test.each([
  ['higher', 50, 20, true],
  ['higher', 20, 50, false],
  ['higher', 50, 50, false],
  ['lower', 200, 500, true],
  ['lower', 500, 200, false],
])('better %s, warning at %i, alarm at %i: %s', (better, warnAt, alarmAt, expected) => {
  const { error } = signalKind.safeParse({ name: 'Logins', better, warnAt, alarmAt });
  expect(error === undefined ? [] : fieldErrors(error.issues).map(({ pointer }) => pointer)).toEqual(
    expected ? [] : ['/alarmAt'],
  );
});

test('nobody takes the name of a built-in kind', () => {
  expect(signalKindParams.safeParse({ code: 'usage' }).success).toBe(false);
  expect(signalKindParams.safeParse({ code: 'logins' }).success).toBe(true);
});

const logins: SignalKind = {
  code: 'logins',
  name: 'Logins per week',
  unit: null,
  better: 'higher',
  warnAt: 50,
  alarmAt: 20,
};
const to = { lifecycleId: 'D-1.crm-pro.t1', eventId: 'e-1' };
const sent = (kind: string): Extract<Signal, { kind: 'own' | 'usage' | 'tickets' }> =>
  kind === 'usage' ? { kind: 'usage', value: 9 } : { kind: 'own', code: kind, value: 9 };

test.each<[string, string, boolean, string | object]>([
  ['a kind that is there', 'logins', true, { ...to, kind: 'logins', value: 9, at: null, own: logins }],
  ['one that nobody defined', 'weather', true, 'unknown-kind'],
  [`more than ${mostOwnSignals} of one lifecycle`, 'logins', false, 'too-many-own-signals'],
  ['a built-in one', 'usage', false, { ...to, kind: 'usage', value: 9, at: null }],
])('%s', (_, kind, room, expected) =>
  expect(readingOf(sent(kind), to, { kinds: new Map([['logins', logins]]), hasRoom: () => room })).toEqual(expected),
);

test('its lifecycle hears of a new bucket, with the name of the kind, once for each change', () => {
  const row = { lifecycleId: to.lifecycleId, kind: 'logins', bucket: 'warn', name: 'Logins per week' };
  const change = { ...keptBucketOf(row), lifecycleId: to.lifecycleId, changes: 3 };
  expect(bucketFactId(change)).toBe('b_logins_3');
  expect(bucketFact(change, 'usage-meter')).toEqual({
    id: 'b_logins_3',
    by: 'usage-meter',
    name: 'ownSignalChanged',
    data: { code: 'logins', bucket: 'warn', name: 'Logins per week' },
  });
  expect(() => keptBucketOf({ ...row, bucket: 'flood' })).toThrow('buckets');
});

test('after other thresholds, or a silence, the next reading counts by itself', () => {
  expect(ownBucketAfter(51, logins, 'silent')).toBe('fine');
  expect(ownBucketAfter(51, logins, 'warn')).toBe('warn');
  expect(ownBucketAfter(51, logins, 'no such bucket')).toBe('fine');
});

test('of as many signals as there may be, one that is silent makes room for another', () => {
  const of = (silent: number) => ({
    ...retained().slices.health,
    own: Array.from({ length: mostOwnSignals }, (_, n) => ({
      code: `kind-${n}`,
      bucket: n === silent ? ('silent' as const) : ('fine' as const),
    })),
  });
  expect(hasRoomForOwn(of(-1), 'one-more')).toBe(false);
  expect(hasRoomForOwn(of(-1), 'kind-3')).toBe(true);
  expect(hasRoomForOwn(of(7), 'one-more')).toBe(true);
  const { own } = withOwn(of(7), { kind: 'own-signal-changed', code: 'one-more', bucket: 'alarm' });
  expect(own).toHaveLength(mostOwnSignals);
  expect(own[7]).toEqual({ code: 'one-more', bucket: 'alarm' });
});
