/**
 * Every due moment of many lifecycles over five years, against a second calendar made from another library
 * (the Temporal polyfill) and plain loops: zones, daylight saving, leap days, month ends, holidays of six countries.
 */
import fc from 'fast-check';
import { Temporal } from '@js-temporal/polyfill';
import { publicHolidays } from '../../activities/holidays';
import { later } from '../../domain/core/calendar';
import type { Holidays, Recorded, Seed } from '../../domain/core/concern';
import { holidaysWanted, type HolidaysWanted } from '../../domain/holidays-wanted';
import { accept, advance, agenda, begin, type LifecycleState } from '../../domain/lifecycle';
import { defaultRules, type Rules } from '../../domain/core/policy';
import { nextTerm } from '../../domain/seam';
import { testEnv } from '../support/env';
import { seedOf } from '../support/seeds';
import { size } from '../support/size';

const seedOfRun = testEnv().HOLDFAST_SEED ?? 20_261_122;
const lives = size(15, 80);
const years = 5;

interface Life {
  readonly country: string;
  readonly zone: string;
  readonly opensAt: string;
  readonly startsOn: string;
  readonly termMonths: number;
  readonly everyWeeks: number;
  readonly birthday: string;
}

const places = [
  { country: 'AT', zones: ['Europe/Vienna'] },
  { country: 'US', zones: ['America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'Pacific/Honolulu'] },
  { country: 'GB', zones: ['Europe/London'] },
  { country: 'JP', zones: ['Asia/Tokyo'] },
  { country: 'NZ', zones: ['Pacific/Auckland', 'Pacific/Chatham'] },
  { country: 'BR', zones: ['America/Sao_Paulo'] },
];
/** Computing holidays takes long (equinoxes); each country's are computed once. */
const holidaysOf = new Map(
  places.map(({ country }) => [country, publicHolidays({ country, from: '2026-01-01', through: '2037-12-31' }).dates]),
);
function daysOff({ country, from, through }: HolidaysWanted): Holidays {
  const dates = (holidaysOf.get(country) ?? []).filter((date) => date >= from && date <= through);
  return { dates, through };
}

const anyLife: fc.Arbitrary<Life> = fc.constantFrom(...places).chain(({ country, zones }) =>
  fc.record({
    country: fc.constant(country),
    zone: fc.constantFrom(...zones),
    opensAt: fc.constantFrom('09:00', '08:30', '02:30', '00:15'),
    startsOn: fc.oneof(
      fc.constantFrom('2027-01-31', '2027-08-31', '2027-12-31', '2027-03-28', '2027-10-31', '2027-02-28', '2027-05-30'),
      fc.integer({ min: 0, max: 364 }).map((days) => Temporal.PlainDate.from('2027-01-01').add({ days }).toString()),
    ),
    termMonths: fc.constantFrom(5, 12, 13, 24, 36),
    everyWeeks: fc.integer({ min: 1, max: 16 }),
    birthday: fc.constantFrom('02-29', '01-01', '12-25', '12-31', '07-04', '05-01'),
  }),
);

/** The oracle's own calendar: it shares nothing with the domain but the list of holidays. */
class Oracle {
  readonly #holidays: ReadonlySet<string>;
  constructor(
    readonly life: Life,
    holidays: readonly string[],
  ) {
    this.#holidays = new Set(holidays);
  }
  #works(day: Temporal.PlainDate): boolean {
    return day.dayOfWeek <= 5 && !this.#holidays.has(day.toString());
  }
  opening(day: Temporal.PlainDate): string {
    const at = day.toZonedDateTime({ timeZone: this.life.zone, plainTime: this.life.opensAt });
    return new Date(at.epochMilliseconds).toISOString();
  }
  due(day: Temporal.PlainDate): string {
    let on = day;
    while (!this.#works(on)) on = on.subtract({ days: 1 });
    return this.opening(on);
  }
  after(at: string, workingDays: number): string {
    let day = Temporal.Instant.from(at).toZonedDateTimeISO(this.life.zone).toPlainDate();
    for (let left = workingDays; left > 0;) {
      day = day.add({ days: 1 });
      if (this.#works(day)) left -= 1;
    }
    return this.opening(day);
  }
  today(at: string): Temporal.PlainDate {
    return Temporal.Instant.from(at).toZonedDateTimeISO(this.life.zone).toPlainDate();
  }
}

const rulesOf = ({ everyWeeks, opensAt }: Life): Rules => ({
  ...defaultRules,
  touches: { everyWeeks, kinds: ['call'], leadDays: { call: 5 } },
  reviews: { ...defaultRules.reviews, togetherDays: 0 },
  workingHours: { ...defaultRules.workingHours, opensAt },
});

const annualValue = { amount: 1, currency: 'EUR' };

/** Lives five years in the domain; every item is answered at once, every term renewed on its last notice. */
function lived(one: Life): { readonly events: readonly Recorded[]; readonly begun: string } {
  const begun = `${one.startsOn}T12:00:00.000Z`;
  const end = new Date(Date.parse(begun) + years * 365.25 * 86_400_000).toISOString();
  const seed: Seed = {
    ...seedOf({
      client: { id: 'C', name: 'Client', zone: one.zone, country: one.country },
      contract: { startsOn: one.startsOn, termMonths: one.termMonths, annualValue },
      onboarding: { skip: true, steps: [] },
      contacts: [{ id: 'c_1', birthday: one.birthday }, { id: 'c_2' }],
    }),
    policy: { id: 'p', version: 1, rules: rulesOf(one) },
  };
  const events: Recorded[] = [];
  const take = ({ state, events: more }: { state: LifecycleState; events: readonly Recorded[] }): LifecycleState => {
    events.push(...more);
    return state;
  };
  let now = begun;
  let state = take(begin(seed, now));
  for (let ids = 0; ; ids += 1) {
    const missing = holidaysWanted(state, now);
    if (missing !== null)
      state = take(accept(state, { name: 'holidaysRefreshed', id: `h${ids}`, data: daysOff(missing) }, now));
    const next = agenda(state)[0];
    if (next === undefined || next.at > end) return { events, begun };
    now = later(next.at, now);
    state = take(advance(state, null, now));
    for (const { id } of state.slices.items.filter((item) => item.state === 'due'))
      state = take(
        accept(state, { name: 'itemCompleted', id: `i${ids}-${id}`, data: { item: id, outcome: 'done' } }, now),
      );
    if (state.slices.renewal.noticed.includes(30) || state.slices.renewal.undecided !== null) {
      state = take(
        accept(state, { name: 'renew', id: `r${ids}`, data: { termMonths: one.termMonths, annualValue } }, now),
      );
      const following = nextTerm(state);
      if (following === null) throw new Error('it was renewed');
      state = take(begin(following, now));
    }
  }
}

/** What the oracle expects to fall due, and when, between two moments. */
function expected(oracle: Oracle, begun: string, until: string): ReadonlyMap<string, string> {
  const { startsOn, everyWeeks, termMonths, birthday } = oracle.life;
  const start = Temporal.PlainDate.from(startsOn);
  const retained = oracle.today(begun);
  const all: [string, string][] = [];
  const weeks = Math.min(12, everyWeeks);
  for (let n = 1; n * weeks < 52 * (years + 1); n += 1)
    all.push([`touch-${n}`, oracle.due(retained.add({ days: 7 * n * weeks }))]);
  const perTerm = Math.floor(termMonths / 3);
  for (let term = 0, review = 0, from = start; term < 15; term += 1, from = from.add({ months: termMonths }))
    for (let quarter = 1; quarter <= perTerm; quarter += 1)
      all.push([`review-${(review += 1)}`, oracle.due(from.add({ months: 3 * quarter }))]);
  all.push(['check-in-1', oracle.due(retained.add({ months: 3 }))]);
  all.push(['success-check-1', oracle.due(start.add({ months: 6 }))]);
  for (let year = start.year; year < start.year + 7; year += 1) {
    const [month = 1, day = 1] = birthday.split('-').map(Number);
    all.push([
      `birthday-c_1-${year}`,
      oracle.due(Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' })),
    ]);
  }
  return new Map(all.filter(([, at]) => at > begun && at <= until));
}

test(`${lives} lifecycles over ${years} years fall due exactly when an independent calendar says`, () => {
  const drawn = fc.sample(anyLife, { numRuns: lives, seed: seedOfRun });
  const differences: string[] = [];
  let compared = 0;
  for (const [index, one] of drawn.entries()) {
    const { events, begun } = lived(one);
    const holidays = holidaysOf.get(one.country) ?? [];
    const oracle = new Oracle(one, holidays);
    const until = events.at(-1)?.at ?? begun;
    const due = new Map(
      // What was due already when it began is due at once: no calendar decides that.
      events.flatMap(({ at, event }) => (event.kind === 'item-due' && at > begun ? [[event.item, at] as const] : [])),
    );
    const wanted = expected(oracle, begun, until);
    for (const item of new Set([...due.keys(), ...wanted.keys()])) {
      compared += 1;
      if (due.get(item) !== wanted.get(item))
        differences.push(`${index} ${JSON.stringify(one)} ${item}: ${due.get(item)} instead of ${wanted.get(item)}`);
    }
    // Notices and preparations, each some civil days before; and the alarm that climbs by working days.
    for (const { at, event } of events) {
      if (event.kind === 'renewal-noticed') {
        compared += 1;
        const moment = oracle.due(Temporal.PlainDate.from(event.renewsOn).subtract({ days: event.days }));
        if (at !== moment)
          differences.push(`${index} notice ${event.days} of ${event.renewsOn}: ${at} instead of ${moment}`);
      }
    }
  }
  console.log(`${compared} moments compared, seed ${seedOfRun}`);
  expect(differences.slice(0, 5)).toEqual([]);
  expect(compared).toBeGreaterThan(50 * lives);
});

test('an alarm climbs by working days exactly as an independent calendar counts them', () => {
  const drawn = fc.sample(anyLife, { numRuns: lives, seed: seedOfRun + 1 });
  let compared = 0;
  for (const one of drawn) {
    const begun = `${one.startsOn}T12:00:00.000Z`;
    const through = `${Number(one.startsOn.slice(0, 4)) + 1}-12-31`;
    const data = daysOff({ country: one.country, from: `${one.startsOn.slice(0, 4)}-01-01`, through });
    const oracle = new Oracle(one, data.dates);
    const client = { id: 'C', name: 'Client', zone: one.zone, country: one.country };
    const seed = {
      ...seedOf({ client, onboarding: { skip: true, steps: [] } }),
      policy: {
        id: 'p',
        version: 1,
        // Where a policy names no weeks for the director, the ladder's own working days count.
        rules: { ...rulesOf(one), escalation: { ...defaultRules.escalation, directorWeeks: [] } },
      },
    };
    const from = { ...seed, contract: { startsOn: one.startsOn, termMonths: 36, annualValue } };
    let { state } = begin(from, begun);
    state = accept(state, { name: 'holidaysRefreshed', id: 'h', data }, begun).state;
    state = accept(state, { name: 'usageChanged', id: 'u', data: { bucket: 'none' } }, begun).state;
    const { events } = advance(state, null, new Date(Date.parse(begun) + 90 * 86_400_000).toISOString());
    const climbs = events.filter(({ event }) => event.kind === 'escalation-climbed').map(({ at }) => at);
    let told = begun;
    for (const [index, at] of climbs.entries()) {
      told = oracle.after(told, index < 2 ? 1 : 5);
      compared += 1;
      expect(at).toBe(told);
    }
  }
  expect(compared).toBeGreaterThan(5 * lives);
});
