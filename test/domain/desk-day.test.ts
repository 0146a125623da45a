/** My day: what burns stands first, then what waits longest; each thing once, and nothing that is not its reader's. */
import type { AlarmAsk } from '../../domain/told/asks';
import type { Brief, BriefEntry } from '../../domain/told/brief';
import {
  dayOfReader,
  firstOfDay,
  isDoneAtOnce,
  isEmptyDay,
  toldAs,
  type Day,
  type LedAlarm,
} from '../../domain/told/desk/day';
import { actOfPurpose, isOnRecord, purposes, type Purpose } from '../../links/links';
import { hrefOfDoing, pathOfClient } from '../../links/doing';
import { present } from '../../domain/told/present';
import { onboarded, retained, until } from '../support/lives';

const day = '2027-03-02';
const nothing: Brief = { day, entries: [], news: [], clients: [], renewals: [], silent: [], agreed: [] };

const alarm = (id: string, at: string, more: Partial<AlarmAsk> = {}): AlarmAsk => ({
  kind: 'escalation',
  id,
  at: `${at}T09:00:00.000Z`,
  reasons: ['happiness'],
  ...more,
});
const call = (id: string, at: string): BriefEntry['ask'] => ({
  kind: 'item',
  id,
  at: `${at}T09:00:00.000Z`,
  what: 'call',
});
const entry = (
  section: BriefEntry['section'],
  ask: BriefEntry['ask'],
  client = 'Peak Parts',
  lifecycle = 'D-1.crm.t1',
): BriefEntry => ({
  section,
  ask,
  client,
  lifecycle,
  product: 'CRM',
  about: null,
  forRep: null,
});
const led = (ask: AlarmAsk, roles: LedAlarm['roles'], lifecycle = 'D-9.crm.t1'): LedAlarm => ({
  lifecycle,
  client: 'Sunrise Dairy',
  product: 'CRM',
  rep: 'Ben Berg',
  ask,
  about: [],
  roles,
});
const dayWith = (entries: readonly BriefEntry[], of: readonly LedAlarm[] = []): Day =>
  dayOfReader({ brief: { ...nothing, entries }, led: of, flagged: [], alarms: new Map() });
const idsOf = (lines: readonly { readonly ask: { readonly id: string } }[]): readonly string[] =>
  lines.map(({ ask }) => ask.id);

test('of what burns, what nobody took on comes first, the oldest first', () => {
  const { burning } = dayWith([
    entry('burning', alarm('taken', '2027-02-01', { acknowledged: true })),
    entry('burning', alarm('new', '2027-03-01')),
    entry('burning', alarm('old', '2027-02-20')),
  ]);
  expect(idsOf(burning)).toEqual(['old', 'new', 'taken']);
});

test('an alarm that is small does not burn, and is caught up on', () => {
  const { burning, small } = dayWith([entry('small', alarm('missed', '2027-02-20', { severity: 'small' }))]);
  expect([idsOf(burning), idsOf(small)]).toEqual([[], ['missed']]);
});

test('what is overdue and what is due today are one list, the longest waiting first; what only comes stands apart', () => {
  const { due, week } = dayWith([
    entry('today', call('today', day)),
    entry('overdue', call('late', '2027-02-25')),
    entry('overdue', call('later', '2027-02-20')),
    entry('week', call('coming', '2027-03-05')),
  ]);
  expect(due.map(({ ask, isOverdue }) => [ask.id, isOverdue])).toEqual([
    ['later', true],
    ['late', true],
    ['today', false],
  ]);
  expect(idsOf(week)).toEqual(['coming']);
});

const climbed = { asked: [{ role: 'rep' }, { role: 'manager' }] as unknown as AlarmAsk['asked'] } as Partial<AlarmAsk>;
test.each<[string, LedAlarm, readonly string[]]>([
  ['that climbed to its reader burns', led(alarm('a', '2027-02-20', climbed), ['manager']), ['a']],
  ['that its rep alone was told of does not', led(alarm('a', '2027-02-20', { asked: [] }), ['manager']), []],
  ['that went to the manager is not yet the director’s', led(alarm('a', '2027-02-20', climbed), ['director']), []],
  ['that is small does not', led(alarm('a', '2027-02-20', { ...climbed, severity: 'small' }), ['manager']), []],
])('an alarm of somebody else’s client %s', (_, alarmed, expected) => {
  expect(idsOf(dayWith([], [alarmed]).burning)).toEqual(expected);
});

test('an alarm of their own client that they lead as well stands once', () => {
  const ask = alarm('a', '2027-02-20', climbed);
  const { burning } = dayWith([entry('burning', ask)], [led(ask, ['manager'], 'D-1.crm.t1')]);
  expect(burning.map(({ role }) => role)).toEqual(['rep']);
});

test('who leads as manager and director is told in the first role that was asked', () => {
  expect(toldAs([{ role: 'director' }], ['manager', 'director'])).toBe('director');
  expect(toldAs(undefined, ['manager'])).toBeNull();
});

const ahead = (lifecycle: string, decideBy: string): Brief['renewals'][number] => ({
  lifecycle,
  client: lifecycle,
  product: 'CRM',
  renewsOn: '2027-05-20',
  decideBy,
  worth: { amount: 100, currency: 'EUR' },
  outlook: 'likely',
});
const renewalAsk = (on: string): BriefEntry['ask'] => ({
  kind: 'renewal',
  id: 'notice-60',
  at: '2027-02-01T09:00:00.000Z',
  on,
});

test('contracts that end stand by the day until which they must be decided, each once', () => {
  const entries = [
    entry('renewals', renewalAsk('2027-02-28'), 'Gone', 'gone'),
    entry('renewals', renewalAsk('2027-05-20'), 'b', 'b'),
  ];
  const brief = { ...nothing, entries, renewals: [ahead('b', '2027-04-20'), ahead('a', '2027-03-20')] };
  const { renewals } = dayOfReader({ brief, led: [], flagged: [], alarms: new Map() });
  expect(renewals.map(({ lifecycle, worth }) => [lifecycle, worth === null])).toEqual([
    ['gone', true],
    ['a', false],
    ['b', false],
  ]);
});

describe('a day begins', () => {
  const burning = entry('burning', alarm('a', '2027-03-01'), 'Burns');
  const due = entry('today', call('b', day), 'Due');
  const small = entry('small', alarm('c', '2027-02-01', { severity: 'small' }), 'Small');
  const week = entry('week', call('d', '2027-03-05'), 'Comes');
  test.each<[string, readonly BriefEntry[], Brief['renewals'], string | null]>([
    ['with what burns', [due, small, burning], [], 'Burns'],
    ['else with what is due', [due, small, week], [ahead('Ends', day)], 'Due'],
    ['else with a contract that must be decided within a month', [small], [ahead('Ends', '2027-03-25')], 'Ends'],
    ['else with what is small', [small], [ahead('Ends', '2027-05-01')], 'Small'],
    ['with nobody where things only come', [week], [ahead('Ends', '2027-05-01')], null],
  ])('%s', (_, entries, renewals, client) => {
    const whole = dayOfReader({ brief: { ...nothing, entries, renewals }, led: [], flagged: [], alarms: new Map() });
    expect(firstOfDay(whole)?.client ?? null).toBe(client);
    expect(isEmptyDay(whole)).toBe(false);
  });

  test('with nothing on an empty one', () => {
    expect([firstOfDay(dayWith([])), isEmptyDay(dayWith([]))]).toEqual([null, true]);
  });
});

test('what is sent is done with a click; whoever was spoken to is told of on a page', () => {
  const kinds = ['email', 'letter', 'thank-you', 'birthday-card', 'article'] as const;
  expect(kinds.filter((what) => !isDoneAtOnce({ what }))).toEqual([]);
  const spoken = ['call', 'visit', 'lunch', 'training', 'event', 'check-in', 'success-criteria', 'quarterly-review', 'save-call'] as const; // prettier-ignore
  expect(spoken.filter((what) => isDoneAtOnce({ what }))).toEqual([]);
});

describe('an act of the desk', () => {
  const life = present(until(onboarded(), '2027-02-01'));
  test.each<[Purpose, string | null, boolean]>([
    ['onboarding', null, true],
    ['onboarding', 'setup', false],
    ['renewal', null, true],
    ['renewal', 'x', false],
    ['item', 'nothing-1', false],
    ['item', null, false],
    ['escalation', 'nothing-1', false],
    ['receivable', 'x', false],
    ['opportunity', 'x', false],
    ['oversold', 'promise-1', false],
    ['oversold', null, false],
    ['satisfaction', 'x', false],
    ['invitation', 'x', false],
  ])('for %s of %s is there: %s', (purpose, subject, expected) => {
    expect(isOnRecord({ purpose, subject }, life)).toBe(expected);
  });

  test('for an item is there, whether it is due or comes', () => {
    const { touches } = present(until(retained(), '2027-06-01'));
    expect(touches.length).toBeGreaterThan(0);
    const is = { ...life, touches };
    expect(touches.filter(({ id }) => !isOnRecord({ purpose: 'item', subject: id }, is))).toEqual([]);
  });

  test('is nothing that a client’s contact is asked', () => {
    expect(purposes.filter((purpose) => actOfPurpose[purpose] === null)).toEqual(['satisfaction', 'invitation']);
  });

  test('has an address that says where, whatever stands in its ids', () => {
    expect(hrefOfDoing('D-1.crm.t1', 'renewal', null)).toBe('/do/D-1.crm.t1/renewal/-');
    expect(hrefOfDoing('D/1', 'item', 'a b')).toBe('/do/D%2F1/item/a%20b');
    expect([pathOfClient('C/7', null), pathOfClient(null, 'D-1')]).toEqual(['/clients/C%2F7', '/lifecycles/D-1']);
  });
});
