import { afterDays, dayOf, opening } from '../../domain/core/calendar';
import { agenda, calendarOf, type LifecycleState } from '../../domain/lifecycle';
import { asksOf } from '../../domain/told/asks';
import { briefOf } from '../../domain/told/brief';
import { nextWake, shareOf } from '../../domain/wake';
import { onboarded, retained, say, until } from '../support/lives';

const spread = 50;
const calendar = calendarOf(retained());
const isOpening = (at: string): boolean => at === opening(dayOf(at, calendar.zone), calendar);
const lateMinutes = (state: LifecycleState): number => {
  const [first] = agenda(state);
  const wake = nextWake(state, spread);
  if (first === undefined || wake === null) throw new Error('nothing comes');
  return (Date.parse(wake.at) - Date.parse(first.at)) / 60_000;
};

/** Real ids: of deals that follow each other, of several lines, and of terms. */
const ids = Array.from(
  { length: 2_000 },
  (_, index) => `D-${1_000 + (index >> 1)}.${index % 2 ? 'crm-pro' : 'erp'}.t1`,
);

describe('what falls due at the opening of working hours', () => {
  test('wakes no more than one in twenty of 2,000 lifecycles of a zone in any minute of the hour', () => {
    const perMinute = new Map<string, number>();
    for (const lifecycleId of ids) {
      const at = nextWake(retained({ lifecycleId }), spread)?.at ?? '';
      perMinute.set(at.slice(0, 16), (perMinute.get(at.slice(0, 16)) ?? 0) + 1);
    }
    expect(Math.max(...perMinute.values())).toBeLessThanOrEqual(0.05 * ids.length);
    expect(perMinute.size).toBeLessThanOrEqual(spread);
    const [first] = agenda(retained());
    const from = Date.parse(first?.at ?? '');
    for (const minute of perMinute.keys()) {
      expect(Date.parse(`${minute}Z`)).toBeGreaterThanOrEqual(from);
      expect(Date.parse(`${minute}Z`)).toBeLessThan(from + spread * 60_000);
    }
  });

  test.each([1, 10, 40, 50, 59])('over %i minutes, it is spread evenly and never later than that', (minutes) => {
    const late = ids.map((id) => shareOf(id) * minutes);
    expect(Math.max(...late)).toBeLessThan(minutes);
    const mean = late.reduce((sum, one) => sum + one, 0) / late.length;
    expect(Math.abs(mean / minutes - 0.5)).toBeLessThan(0.03);
  });

  test('is taken at its own moment all the same, and a lifecycle waits for the same minutes each time', () => {
    const state = retained();
    const wake = nextWake(state, spread);
    const [first] = agenda(state);
    expect(isOpening(first?.at ?? '')).toBe(true);
    expect(until(state, wake?.at ?? '').at).toBe(first?.at);
    expect(nextWake(state, spread)).toEqual(wake);
  });

  test('stands in the brief of its morning, though the lifecycle sleeps on', () => {
    const contacts = [{ id: 'c_1' }, { id: 'c_2' }];
    const state = retained({ contacts }, { touches: { everyWeeks: 8, kinds: ['call'], leadDays: {} } });
    const due = agenda(state).find(({ tells }) => tells.kind === 'item-asks' && tells.itemKind === 'call');
    const asleep = until(state, new Date(Date.parse(due?.at ?? '') - 1).toISOString());
    expect(nextWake(asleep, spread)?.at).not.toBe(due?.at);
    const lines = briefOf([{ lifecycle: 'D-1.crm-pro.t1', asks: asksOf(asleep) }], due?.at ?? '', calendar.zone);
    expect(lines).toMatchObject([{ section: 'today', ask: { id: 'touch-1' } }]);
  });

  test('without a spread it wakes a lifecycle at that moment', () =>
    expect(nextWake(retained(), 0)?.at).toBe(agenda(retained())[0]?.at));
});

describe('what is urgent never waits', () => {
  const contacts = [{ id: 'c_1' }, { id: 'c_2' }];
  const alarmed = say(retained({ contacts }), '2027-01-05T10:00:00.000Z', 'usageChanged', { bucket: 'none' });
  const opened = (state: LifecycleState): LifecycleState =>
    say(state, state.at, 'resolve', { escalation: 'escalation-1' });
  test.each<[string, LifecycleState, boolean]>([
    ['an alarm that nobody acknowledged goes to the manager', alarmed, true],
    ['a touch falls due', retained({ contacts }), false],
    ['an onboarding step is nudged', onboarded({ contacts }), false],
    ['an onboarding step becomes an alarm', until(onboarded({ contacts }), '2027-01-14'), true],
    ['the renewal date comes undecided', until(retained({ contacts }), '2027-12-30'), true],
    ['grace is over', until(opened(until(retained({ contacts }), '2028-01-04')), '2028-01-29'), false],
    [
      'a renewal notice',
      until(retained({ contacts }, { touches: { everyWeeks: 13, kinds: ['call'], leadDays: {} } }), '2027-08-31'),
      false,
    ],
  ])('%s', (_, state, urgent) => {
    const [first] = agenda(state);
    expect(isOpening(first?.at ?? '')).toBe(true);
    expect(lateMinutes(state) === 0).toBe(urgent);
  });

  test('nor does what falls due later than an alarm that comes within the hour', () => {
    const [first] = agenda(alarmed);
    expect(nextWake(alarmed, spread)).toEqual({ at: first?.at, tells: first?.tells });
  });

  test('what falls due at another time of day wakes a lifecycle then', () => {
    const noted = say(
      retained({ contacts }, { touches: { everyWeeks: 13, kinds: ['call'], leadDays: {} } }),
      '2027-01-05T10:07:00.000Z',
      'serviceCallRated',
      { score: 5 },
    );
    const fades = until(noted, afterDays('2027-01-05T10:00:00.000Z', 90));
    const [first] = agenda(fades);
    expect(first?.tells.kind).toBe('incident-fades');
    expect(lateMinutes(fades)).toBe(0);
  });
});
