/** A client's people: who may be written to, in which order, and who is still there. */
import { mayBeWrittenTo, reachable, stillThere, type Addressee, type Contacts } from '../../domain/concerns/contacts';
import type { MessageName } from '../../domain/core/concern';
import { dayOne, retained, say } from '../support/lives';

const there: Addressee = { departed: false, optedOut: false, erased: false, address: 'ada@alpine-tools.example' };

test.each<[string, Addressee, boolean]>([
  ['who is there', there, true],
  ['who has departed', { ...there, departed: true }, false],
  ['who opted out', { ...there, optedOut: true }, false],
  ['who opted out and departed', { ...there, optedOut: true, departed: true }, false],
  ['who was erased', { ...there, erased: true, address: '' }, false],
  ['of whom nobody has an address', { ...there, address: '' }, false],
  ['as a lifecycle knows them: without an address', { departed: false, optedOut: false }, true],
  ['who departed, as a lifecycle knows them', { departed: true, optedOut: false }, false],
])('a contact %s may be written to or not', (_, contact, expected) => {
  expect(mayBeWrittenTo(contact)).toBe(expected);
});

const people = [{ id: 'c_user' }, { id: 'c_manager', level: 'manager' }, { id: 'c_boss', level: 'executive' }] as const;
type Said = readonly [name: MessageName, data: object];
const after = (...said: readonly Said[]): Contacts =>
  said.reduce((state, [name, data]) => say(state, dayOne, name, data), retained({ contacts: people })).slices.contacts;

test.each<[string, readonly Said[], readonly string[], number]>([
  ['everybody, the highest level first', [], ['c_boss', 'c_manager', 'c_user'], 3],
  ['not who departed', [['contactDeparted', { contact: 'c_boss' }]], ['c_manager', 'c_user'], 2],
  ['not who opted out; they are still there', [['contactOptedOut', { contact: 'c_boss' }]], ['c_manager', 'c_user'], 3],
  [
    'who opted in again',
    [
      ['contactOptedOut', { contact: 'c_boss' }],
      ['contactOptedIn', { contact: 'c_boss' }],
    ],
    ['c_boss', 'c_manager', 'c_user'],
    3,
  ],
  [
    'who departed and is back',
    [
      ['contactDeparted', { contact: 'c_user' }],
      ['contactKnown', { contact: 'c_user' }],
    ],
    ['c_boss', 'c_manager', 'c_user'],
    3,
  ],
  [
    'not who opted out, departed and is back: an opt-out stays',
    [
      ['contactOptedOut', { contact: 'c_user' }],
      ['contactDeparted', { contact: 'c_user' }],
      ['contactKnown', { contact: 'c_user' }],
    ],
    ['c_boss', 'c_manager'],
    3,
  ],
  [
    'not whose address takes no mail; they are still there',
    [['addressRefused', { contact: 'c_boss' }]],
    ['c_manager', 'c_user'],
    3,
  ],
  [
    'who is known with another address',
    [
      ['addressRefused', { contact: 'c_boss' }],
      ['contactKnown', { contact: 'c_boss', level: 'executive' }],
    ],
    ['c_boss', 'c_manager', 'c_user'],
    3,
  ],
  [
    'not who has another level and the same address',
    [
      ['addressRefused', { contact: 'c_user' }],
      ['contactKnown', { contact: 'c_user', level: 'manager', unreachable: true }],
    ],
    ['c_boss', 'c_manager'],
    3,
  ],
  ['not who was erased', [['contactErased', { contact: 'c_user' }]], ['c_boss', 'c_manager'], 2],
])('a lifecycle writes to: %s', (_, said, expected, left) => {
  expect(reachable(after(...said)).map(({ id }) => id)).toEqual(expected);
  expect(stillThere(after(...said))).toBe(left);
});

test.each<[string, readonly Said[], readonly string[]]>([
  ['once', [['addressRefused', { contact: 'c_boss' }]], ['contact-unreachable']],
  [
    'once, however often it is refused',
    [
      ['addressRefused', { contact: 'c_boss' }],
      ['addressRefused', { contact: 'c_boss' }],
    ],
    ['contact-unreachable', 'fact-ignored'],
  ],
  [
    'again, once they have another address',
    [
      ['addressRefused', { contact: 'c_boss' }],
      ['contactKnown', { contact: 'c_boss', level: 'executive' }],
      ['addressRefused', { contact: 'c_boss' }],
    ],
    ['contact-unreachable', 'contact-changed', 'contact-unreachable'],
  ],
  ['not of somebody whom nobody knows', [['addressRefused', { contact: 'c_nobody' }]], ['fact-ignored']],
])('a lifecycle hears that an address takes no mail: %s', (_, said, kinds) => {
  const from = retained({ contacts: people });
  const heard = said.reduce((state, [name, data]) => say(state, dayOne, name, data), from);
  expect(heard.recent.slice(-kinds.length).map(({ event }) => event.kind)).toEqual(kinds);
});

test('a card is for who is there, whether or not a mail reaches them', () => {
  const person = { id: 'c_1', birthday: '06-01' };
  const card = ({ slices }: ReturnType<typeof retained>) =>
    slices.items.find(({ programme }) => programme === 'birthday')?.state;
  expect(card(say(retained({ contacts: [person] }), dayOne, 'addressRefused', { contact: 'c_1' }))).toBe('planned');
});

test('where nobody counted them, nobody is written to, and nobody knows how many are there', () => {
  const uncounted: Contacts = { list: null, clientOptedOut: null };
  expect(reachable(uncounted)).toEqual([]);
  expect(stillThere(uncounted)).toBeNull();
});

test.each<[string, number, readonly Said[], number]>([
  ['said twice', 5, [], 1],
  ['said again after they were known again', 5, [['contactKnown', { contact: 'c_boss' }]], 2],
  ['said twice of a lifecycle that was handed over before', 4, [], 2],
])('a departure that is %s (ledger %i) counts once for each time that they left', (_, ledger, between, incidents) => {
  const departed: Said = ['contactDeparted', { contact: 'c_boss' }];
  const said = [departed, ...between, departed].reduce(
    (state, [name, data]) => say(state, dayOne, name, data),
    retained({ contacts: people, ledger }),
  );
  expect(said.slices.health.incidents.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(incidents);
  expect(said.slices.contacts.list?.find(({ id }) => id === 'c_boss')?.departed).toBe(true);
  const reasons = said.recent.flatMap(({ event }) => (event.kind === 'fact-ignored' ? [event.reason] : []));
  expect(reasons).toEqual(incidents === 1 ? ['already-there'] : []);
});
