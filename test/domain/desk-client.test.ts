/** What a client's page shows first, what is open and in which order, and what somebody may do there. */
import {
  actsOffered,
  headlineOf,
  linesFor,
  notedForItself,
  openThings,
  promiseCourses,
  timelineFilterOf,
  timelineFilters,
  timelineKinds,
  whyThings,
  type DeskLine,
} from '../../domain/told/desk/client';
import { deskLine, mayAll, mayNothing } from '../support/client-desks';
import { onboarded, retained, say, until } from '../support/lives';
import { inEnglish } from '../support/occasions';

const calm = retained();
const unhappy = say(calm, '2027-01-05T12:00:00.000Z', 'usageChanged', { bucket: 'none' });
const leaving = say(unhappy, '2027-01-06T12:00:00.000Z', 'notice', { receivedOn: '2027-01-05', reason: 'price' });
const paused = say(calm, '2027-01-06T12:00:00.000Z', 'pause', { reason: 'season' });
const gone = say(calm, '2027-01-06T12:00:00.000Z', 'churn', { reason: 'price' });
const line = (state: typeof calm, more: Partial<DeskLine> = {}): DeskLine => deskLine(state, inEnglish, more);
const worth = (of: DeskLine, amount: number, currency: string): DeskLine => ({
  ...of,
  lifecycle: {
    ...of.lifecycle,
    renewal: { ...of.lifecycle.renewal, annualValue: { amount, currency } },
  },
});

describe('the headline', () => {
  test('adds up what runs, by currency, and never across', () => {
    const lines = [worth(line(calm), 100, 'EUR'), worth(line(calm), 250, 'EUR'), worth(line(calm), 900, 'CHF')];
    expect(headlineOf([...lines, line(gone)]).worth).toEqual([
      { amount: 900, currency: 'CHF' },
      { amount: 350, currency: 'EUR' },
    ]);
  });

  test('is the line that fares worst, with what costs most there', () => {
    const { band, worst, reasons } = headlineOf([line(calm), line(unhappy)]);
    expect([band, worst?.lifecycle.health.score, reasons.map(({ signal }) => signal)]).toEqual(['red', 40, ['usage']]);
  });

  test('names who leaves, and as renewal the next that is not decided', () => {
    const later = { ...line(calm), lifecycle: { ...line(calm).lifecycle, renewal: { ...line(calm).lifecycle.renewal, renewsOn: '2029-01-01' } } }; // prettier-ignore
    const told = headlineOf([later, line(leaving), line(calm)]);
    expect(told.leaving).toHaveLength(1);
    expect(told.renewal?.lifecycle.renewal.renewsOn).toBe('2028-01-01');
  });

  test('of a client with nothing that runs says nothing', () => {
    expect(headlineOf([line(gone)])).toMatchObject({ worth: [], worst: null, band: null, renewal: null, keepers: [] });
  });
});

test('alarms stand before what is due, and what is due before money and what could be sold', () => {
  const state = say(say(until(unhappy, '2027-03-05'), '2027-03-06T10:00:00.000Z', 'invoiceOverdue', { days: 10, invoice: 'R-1' }), '2027-03-06T11:00:00.000Z', 'opportunityHinted', { reason: 'hint' }); // prettier-ignore
  const kinds = openThings([line(state)], '2027-03-06T12:00:00.000Z').map(({ kind }) => kind);
  expect([...new Set(kinds)]).toEqual(['alarm', 'item', 'invoice', 'opportunity']);
});

test('an onboarding step is open once its day has come', () => {
  const begun = until(onboarded(), '2027-03-01');
  expect(openThings([line(begun)], '2027-03-01T12:00:00.000Z').some(({ kind }) => kind === 'step')).toBe(true);
});

test.each([
  ['who keeps it', calm, mayAll, ['contact', 'left', 'person', 'notice', 'renew', 'pause', 'hint', 'recycle', 'oversold']],
  ['of who leaves', leaving, mayAll, ['contact', 'left', 'person', 'withdraw', 'renew', 'pause', 'hint', 'recycle', 'oversold']],
  ['of what rests', paused, mayAll, ['contact', 'left', 'person', 'notice', 'renew', 'resume', 'hint', 'recycle', 'oversold']],
  ['a developer', calm, { ...mayNothing, opportunities: true }, ['hint']],
  ['a seller', calm, { ...mayNothing, people: true }, ['person']],
  ['somebody who only reads', calm, mayNothing, []],
  ['of what has ended', gone, mayAll, []],
] as const)('%s: what may be done', (_, state, may, acts) => {
  expect(actsOffered([line(state, { may })])).toEqual(acts);
}); // prettier-ignore

test('what may be done with one line is not offered for another', () => {
  const lines = [line(leaving), line(calm)];
  expect(linesFor('withdraw', lines)).toEqual([lines[0]]);
  expect(linesFor('notice', lines)).toEqual([lines[1]]);
});

test('a promise is held against every figure that was heard, the oldest first', () => {
  const [time, users] = promiseCourses(line(calm));
  expect(time).toMatchObject({ verdict: 'met', trend: 'improving', last: { value: 1.5 } });
  expect(time?.heard.map(({ value }) => value)).toEqual([3, 1.5]);
  expect(users).toMatchObject({ verdict: null, trend: null, last: null });
});

test('a why of the same moment keeps the order of the ledger', () => {
  const told = whyThings([line(unhappy)], 20);
  expect(told.map(({ seq }) => seq)).toEqual(told.map(({ seq }) => seq).toSorted((a, b) => b - a));
});

test('an address names a filter, or everything; no filter shows what the program notes for itself', () => {
  expect(timelineFilters.map(timelineFilterOf)).toEqual(timelineFilters);
  expect([timelineFilterOf('nonsense'), timelineFilterOf(['health', 'people']), timelineFilterOf(undefined)]).toEqual(['all', 'all', 'all']); // prettier-ignore
  for (const kinds of Object.values(timelineKinds))
    for (const kind of notedForItself) expect(kinds).not.toContain(kind);
});
