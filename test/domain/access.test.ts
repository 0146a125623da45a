/** Who may read which lifecycle and do what with it: the table at the top of domain/organisation/access.ts. */
import fc from 'fast-check';
import {
  acts,
  isForSeller,
  mayDo,
  mayRead,
  reachOf,
  scopeOf,
  type AccessRow,
  type Act,
  type Reachable,
  type Viewer,
} from '../../domain/organisation/access';
import { daysAway, whoCannotBeNamed } from '../../domain/organisation/people';

const now = '2027-03-10T12:00:00.000Z';
const away = [{ from: '2027-03-08', until: '2027-03-12' }];
const person = (id: string, parts: Partial<Reachable['people'][number]> = {}): Reachable['people'][number] => ({
  id,
  absences: [],
  deputy: null,
  zone: 'UTC',
  workgroup: null,
  ...parts,
});

const house: Reachable = {
  people: [
    person('anna', { workgroup: 'w1' }),
    person('berta', { workgroup: 'w2' }),
    person('absent', { absences: away, deputy: 'dora', workgroup: 'w1' }),
    person('dora'),
    person('dan'),
    person('cleo'),
    person('manager', { absences: away, deputy: 'dan' }),
    person('collector', { absences: away, deputy: 'cleo' }),
  ],
  groups: [
    { id: 'alps', manager: 'manager', director: 'director' },
    { id: 'coast', manager: 'other-manager', director: null },
  ],
  workgroups: [
    { id: 'w1', receivablesManager: 'collector', businessDeveloper: 'developer' },
    { id: 'w2', receivablesManager: 'other-collector', businessDeveloper: 'other-developer' },
  ],
};

const rep = (id: string, openBook = false): Viewer => ({ sees: 'reach', reach: reachOf(id, house, now), openBook });
const annas: AccessRow = { rep: 'anna', group: 'alps', seller: 'sam', handedOverBy: 'key-1' };
const absents: AccessRow = { ...annas, rep: 'absent' };

const keeping: readonly Act[] = ['client-work', 'invoices', 'opportunities', 'sales-word', 'signals', 'rep-call'];
const leading: readonly Act[] = acts.filter((act) => act !== 'rep-call');

test.each<[string, Viewer, AccessRow, boolean, readonly Act[]]>([
  ['admin and ops', { sees: 'everything' }, annas, true, acts],
  ['who keeps it', rep('anna'), annas, true, keeping],
  ['who stands in for who keeps it', rep('dora'), absents, true, keeping],
  ['who stands in for somebody else', rep('dora'), annas, false, []],
  ['who is away', rep('absent'), absents, true, keeping],
  ['the manager of its group', rep('manager'), annas, true, leading],
  ['the director of its group', rep('director'), annas, true, leading],
  ['who stands in for the manager', rep('dan'), annas, true, leading],
  ['the manager of another group', rep('other-manager'), annas, false, []],
  ['who collects for its rep', rep('collector'), annas, true, ['invoices']],
  ['who stands in for who collects', rep('cleo'), annas, true, ['invoices']],
  ['who sells to its rep’s clients', rep('developer'), annas, true, ['opportunities']],
  ['who collects in another workgroup', rep('other-collector'), annas, false, []],
  ['another rep', rep('berta'), annas, false, []],
  ['another rep, in an open book', rep('berta', true), annas, true, []],
  ['who collects in another workgroup, in an open book', rep('other-collector', true), annas, true, []],
  ['its seller', { sees: 'sold', seller: 'sam' }, annas, true, ['sales-word']],
  ['another seller', { sees: 'sold', seller: 'kim' }, annas, false, []],
  [
    'a seller, of a deal whose seller is not known',
    { sees: 'sold', seller: 'kim' },
    { ...annas, seller: null },
    false,
    [],
  ],
  ['the key that handed it over', { sees: 'handed-over', key: 'key-1' }, annas, true, ['sales-word']],
  ['another key of sales', { sees: 'handed-over', key: 'key-2' }, annas, false, []],
  ['a key of sales, of an import', { sees: 'handed-over', key: 'key-2' }, { ...annas, handedOverBy: null }, false, []],
  ['telemetry', { sees: 'nothing' }, annas, false, ['invoices', 'signals']],
])('%s', (_, viewer, row, reads, does) => {
  expect(mayRead(viewer, row)).toBe(reads);
  expect(acts.filter((act) => mayDo(viewer, row, act))).toEqual(acts.filter((act) => does.includes(act)));
});

test.each<[string, string, boolean]>([
  ['the day before', '2027-03-07T23:59:00.000Z', false],
  ['the first day', '2027-03-08T00:00:00.000Z', true],
  ['the last day', '2027-03-12T23:59:00.000Z', true],
  ['the day after', '2027-03-13T00:00:00.000Z', false],
])('who stands in keeps a client while the rep is away: %s', (_, at, keeps) => {
  expect(reachOf('dora', house, at).keeps.includes('absent')).toBe(keeps);
});

test('who has left stands in for nobody: the next in the chain does, and for them too', () => {
  const gone = daysAway({ absences: [], left: true });
  const people = [
    person('absent', { absences: away, deputy: 'gone' }),
    person('gone', { absences: gone, deputy: 'dora' }),
    person('dora'),
  ];
  expect(reachOf('dora', { ...house, people }, now).keeps).toEqual(['dora', 'absent', 'gone']);
  expect(reachOf('gone', { ...house, people }, now).keeps).toEqual(['gone']);
});

test('an absence is counted in the zone of who is away', () => {
  const people = [person('absent', { absences: away, deputy: 'dora', zone: 'Pacific/Auckland' }), person('dora')];
  const keeps = (at: string): boolean => reachOf('dora', { ...house, people }, at).keeps.includes('absent');
  expect(keeps('2027-03-07T11:30:00.000Z')).toBe(true);
  expect(keeps('2027-03-12T11:30:00.000Z')).toBe(false);
});

test('who may do something with a lifecycle may read it, but for telemetry', () => {
  const id = fc.constantFrom('anna', 'berta', 'absent', 'dora', 'dan', 'cleo', 'collector', 'developer', 'director');
  const row = fc.record({
    rep: id,
    group: fc.constantFrom('alps', 'coast'),
    seller: fc.constantFrom('sam', 'kim', null),
    handedOverBy: fc.constantFrom('key-1', 'key-2', null),
  });
  fc.assert(
    fc.property(id, row, fc.constantFrom(...acts), (who, one, act) => {
      expect(mayDo(rep(who), one, act) && !mayRead(rep(who), one)).toBe(false);
    }),
  );
});

test('the reps and groups of a report are those of the rule', () => {
  expect(scopeOf({ sees: 'everything' })).toBeNull();
  expect(scopeOf(rep('anna', true))).toBeNull();
  expect(scopeOf(rep('dora'))).toEqual({ reps: ['dora', 'absent'], groups: [] });
  expect(scopeOf(rep('cleo'))).toEqual({ reps: ['cleo', 'collector', 'anna', 'absent'], groups: [] });
  expect(scopeOf({ sees: 'nothing' })).toEqual({ reps: [], groups: [] });
});

test.each<[string, Viewer, boolean]>([
  ['ops', { sees: 'everything' }, true],
  ['a key of sales', { sees: 'handed-over', key: 'key-1' }, true],
  ['that seller’s key', { sees: 'sold', seller: 'sam' }, true],
  ['another seller’s key', { sees: 'sold', seller: 'kim' }, false],
  ['telemetry', { sees: 'nothing' }, false],
])('a deal of a seller is handed over by %s', (_, viewer, may) => {
  expect(isForSeller(viewer, 'sam')).toBe(may);
});

test('nobody is named who is not there, or has left', () => {
  const known = [
    { id: 'anna', left: false },
    { id: 'gone', left: true },
  ];
  expect(
    whoCannotBeNamed(
      [
        ['/rep', 'anna'],
        ['/manager', undefined],
      ],
      known,
    ),
  ).toBeNull();
  expect(
    whoCannotBeNamed(
      [
        ['/rep', 'anna'],
        ['/manager', 'gone'],
      ],
      known,
    )?.pointer,
  ).toBe('/manager');
  expect(whoCannotBeNamed([['/to/1', 'nobody']], known)?.pointer).toBe('/to/1');
});
