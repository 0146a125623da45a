/** What stands in the calendar of one of ours: who, what and when, and nothing that is told in confidence. */
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { calendarText } from '../../api/calendars/text';
import { endsOn } from '../../domain/core/contract';
import { defaultRules } from '../../domain/core/policy';
import type { LifecycleState } from '../../domain/lifecycle';
import type { Locale } from '../../domain/told/locale';
import { appointmentsOf, type Appointment, type CalendarLine } from '../../domain/told/appointments';
import { onboarded, retained, say, until } from '../support/lives';
import { seedOf } from '../support/seeds';

const locale: Locale = { language: 'en', country: 'GB', zone: 'Europe/Vienna' };
const year = { from: '2027-01-01', until: '2028-12-31' };
const line = (state: LifecycleState, parts: Partial<CalendarLine> = {}): CalendarLine => ({
  state,
  client: 'Alpine Tools',
  inPlaceOf: null,
  contacts: new Map([['c_1', 'Ada Example']]),
  owners: ['rita'],
  ...parts,
});
const timeOf = ({ when }: Appointment): string => ('day' in when ? when.day : `${when.start} for ${when.minutes}`);
const titled = (state: LifecycleState, parts: Partial<CalendarLine> = {}, window = year): readonly string[] =>
  appointmentsOf(line(state, parts), window, locale).map((one) => `${timeOf(one)} ${one.title}`);

const state = retained();

test('it has the touches by day, the reviews by the hour, and the end of the contract', () => {
  const all = titled(state);
  expect(all.filter((one) => / Quarterly review/.test(one))[0]).toMatch(
    /^2027-\d\d-\d\dT\d\d:00:00\.000Z for 60 Quarterly review/,
  );
  expect(all.filter((one) => one.endsWith(' Call: Alpine Tools'))[0]).toMatch(/^2027-\d\d-\d\d Call/);
  expect(all).toContain(`${endsOn(state.seed.contract, undefined)} Contract ends: Alpine Tools, CRM Pro`);
});

test('a contract that renews by itself has its last day for a notice; once the client gave one, the day of that', () => {
  const contract = { ...seedOf().contract, autoRenews: true as const, noticeDays: 90 };
  const renewing = retained({ contract });
  const end = endsOn(contract, undefined);
  expect(titled(renewing).filter((one) => /day for a notice|ontract/.test(one))).toEqual([
    expect.stringMatching(/ Last day for a notice: Alpine Tools, CRM Pro$/),
    `${end} Contract renews by itself: Alpine Tools, CRM Pro`,
  ]);
  const left = say(renewing, '2027-01-05T10:00:00.000Z', 'notice', {
    receivedOn: '2027-01-05',
    endsOn: end,
    reason: 'price',
  });
  expect(titled(left).filter((one) => /day for a notice|ontract/.test(one))).toEqual([
    `${end} Contract ends: Alpine Tools, CRM Pro`,
  ]);
});

test('what is a section of a review, what rests and what is closed is not in it; what is done says so', () => {
  expect(titled(state).filter((one) => / Check-in/.test(one))).toEqual([]);
  const paused = say(state, '2027-01-05T10:00:00.000Z', 'pause', { reason: 'season' });
  expect(titled(paused).filter((one) => /Call|review/.test(one))).toEqual([]);
  const touch = state.slices.items.find(({ programme }) => programme === 'touch');
  const done = say(state, '2027-01-05T10:00:00.000Z', 'itemCompleted', { item: touch?.id, outcome: 'done' });
  expect(titled(done).filter((one) => /Done/.test(one))).toEqual([
    expect.stringMatching(/^2027-01-05 Done: \w+.*: Alpine Tools$/),
  ]);
  expect(
    titled(say(state, '2027-01-06T10:00:00.000Z', 'churn', { reason: 'price' })).filter((one) =>
      /Call|review/.test(one),
    ),
  ).toEqual([]);
});

test('onboarding steps that nobody else does, until they are done', () => {
  const steps = (owners: readonly string[]): readonly string[] =>
    titled(onboarded(), { owners }).filter((one) => / Onboarding: /.test(one));
  expect(steps(['rita']).length).toBeGreaterThan(0);
  expect(titled(state).filter((one) => / Onboarding: /.test(one))).toEqual([]);
});

test('an entry keeps its name while its day changes, and all names differ', () => {
  const prepared = until(retained({}, { reviews: { ...defaultRules.reviews, leadDays: 14 } }), '2027-03-25');
  const later = say(prepared, '2027-03-26T10:00:00.000Z', 'postponeItem', {
    item: 'review-1',
    until: '2027-04-12',
    reason: 'ill',
  });
  const named = (of: LifecycleState) =>
    new Map(appointmentsOf(line(of), year, locale).map((one) => [one.id, timeOf(one)]));
  expect(named(prepared).size).toBe(appointmentsOf(line(prepared), year, locale).length);
  expect([...named(later).keys()]).toEqual([...named(prepared).keys()]);
  expect(named(later).get('D-1.crm-pro.review-1')).toBe('2027-04-12T07:00:00.000Z for 60');
});

test('only what lies in the window is there', () => {
  const window = { from: '2027-03-01', until: '2027-04-30' };
  const days = appointmentsOf(line(state), window, locale).map((one) => timeOf(one).slice(0, 10));
  expect(days.length).toBeGreaterThan(0);
  expect(days.filter((day) => day < window.from || day > window.until)).toEqual([]);
});

test('of a client with every trouble it says nothing but who, what and when; whoever stands in is told for whom', () => {
  const morning = '2027-01-05T10:00:00.000Z';
  let troubled = say(state, morning, 'happinessHeard', { score: 0 });
  troubled = say(troubled, morning, 'invoiceOverdue', { days: 90, invoice: 'R-canary' });
  troubled = say(troubled, morning, 'oversold', { promise: 'promise-1' });
  const text = calendarText(appointmentsOf(line(troubled, { inPlaceOf: 'Rita Rep' }), year, locale));
  expect(text).not.toMatch(
    /canary|health|amber|\bred\b|escalation|invoice|oversold|risk|forecast|https?:|@|URL|\/l\//i,
  );
  expect(text).toContain('You stand in for Rita Rep.');
});

test('two programs read it alike: days are days, hours are hours across a change of clocks, and no line is too long', () => {
  const long = line(state, {
    client: 'Überprüfung 📈, مراجعة; und sehr viel mehr, als in eine Zeile von 75 Oktetten passt 📆📆📆',
  });
  const appointments = appointmentsOf(long, year, locale);
  const text = calendarText(appointments);
  for (const one of text.split('\r\n')) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
  const whole = new ICAL.Component(ICAL.parse(text));
  expect(whole.getFirstPropertyValue('x-published-ttl')).toBe('PT3H');
  expect(String(whole.getFirstPropertyValue('refresh-interval'))).toBe('PT3H');
  const expected = appointments.map(({ id, title, when }) => ({
    uid: id,
    summary: title,
    start: 'day' in when ? when.day : when.start,
    isDay: 'day' in when,
  }));
  const icalJs = whole.getAllSubcomponents('vevent').map((component) => {
    const { uid, summary, startDate } = new ICAL.Event(component);
    return {
      uid,
      summary,
      start: startDate.isDate ? startDate.toString() : startDate.toJSDate().toISOString(),
      isDay: startDate.isDate,
    };
  });
  expect(icalJs).toEqual(expected);
  const others = Object.values(nodeIcal.sync.parseICS(text)).flatMap((one) =>
    one?.type === 'VEVENT' ? [{ uid: one.uid, summary: one.summary, isDay: one.datetype === 'date' }] : [],
  );
  const byUid = (one: { uid: string }, other: { uid: string }): number => (one.uid < other.uid ? -1 : 1);
  expect(others.toSorted(byUid)).toEqual(expected.map(({ start, ...one }) => one).toSorted(byUid));
  expect(calendarText(appointmentsOf(long, year, locale))).toBe(text);
});

test('whoever reads German has it in German', () => {
  const german: Locale = { language: 'de', country: 'AT', zone: 'Europe/Vienna' };
  const touch = state.slices.items.find(({ programme }) => programme === 'touch');
  const done = say(state, '2027-01-05T10:00:00.000Z', 'itemCompleted', { item: touch?.id, outcome: 'done' });
  const renewing = retained({ contract: { ...seedOf().contract, autoRenews: true as const, noticeDays: 90 } });
  const read = [line(done, { inPlaceOf: 'Rita Rep' }), line(onboarded()), line(renewing)].flatMap((one) =>
    appointmentsOf(one, year, german),
  );
  const titles = read.map(({ title }) => title.replace(/: (?:Ada Example, )?Alpine Tools(?:, CRM Pro)?$/, ''));
  for (const title of ['Anruf', 'Quartalsgespräch und Zwischengespräch', 'Erledigt: Anruf', 'Vertrag endet', 'Vertrag verlängert sich von selbst', 'Letzter Tag für eine Kündigung'])
    expect(titles).toContain(title);
  expect(titles.some((title) => title.startsWith('Einführung: '))).toBe(true);
  expect(read[0]?.lines).toEqual(['Alpine Tools: CRM Pro', 'Sie vertreten Rita Rep.']);
  expect(titles.filter((title) => /Call|review|Done|Contract|notice|Onboarding/.test(title))).toEqual([]);
}); // prettier-ignore
