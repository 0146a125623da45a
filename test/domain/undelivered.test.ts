/** Whose business a refused mail is: by its recipient and its end, never in a circle, never the one who got none. */
import { mailKinds, mailRoles, mailsOf, personalMailKinds, type MailKind } from '../../domain/told/mails';
import { concerned, leadersToTell, tellersOf, undeliveredMails } from '../../domain/organisation/undelivered';
import type { Leaders } from '../../domain/organisation/addressing';

const about = ['contact-unreachable', 'mail-refused', 'unreachable', 'undelivered'];

test.each([...mailKinds, ...personalMailKinds])('a refused %s is told, unless it tells of mails itself', (kind) => {
  for (const role of mailRoles)
    expect(concerned({ kind, role })).toBe(about.includes(kind) ? null : role === 'contact' ? 'contact' : 'person');
});

const running = [
  { id: 'D-1.crm.t1', rep: 'mira' },
  { id: 'D-1.desk.t1', rep: 'mira' },
  { id: 'D-2.crm.t1', rep: 'jonas' },
  { id: 'D-3.crm.t1', rep: 'mira' },
];

test.each([
  ['of the mail itself, and one for the other rep', 'D-1.desk.t1', ['D-1.desk.t1', 'D-2.crm.t1']],
  ['the first of each rep, where the mail’s own has ended', 'D-0.crm.t1', ['D-1.crm.t1', 'D-2.crm.t1']],
  ['the first of each rep, where the mail is about none', null, ['D-1.crm.t1', 'D-2.crm.t1']],
])('each rep hears of a contact once, from the lifecycle %s', (_, own, tellers) => {
  expect([...tellersOf(running, own)].toSorted()).toEqual(tellers);
});

const group = (manager: string | null, director: string | null = null): Leaders => ({ manager, director });

test.each<[string, readonly Leaders[], readonly string[], readonly string[]]>([
  ['their manager', [group('vera', 'dora')], ['mira'], ['vera']],
  ['the manager of each of their groups, each once', [group('vera'), group('otto'), group('vera')], ['mira'], ['vera', 'otto']], // prettier-ignore
  ['of a manager the director', [group('vera', 'dora')], ['vera'], ['dora']],
  ['the director, where the manager gets no mail either', [group('vera', 'dora')], ['mira', 'vera'], ['dora']],
  ['the director, where there is no manager', [group(null, 'dora')], ['mira'], ['dora']],
  ['the default manager, where nobody leads', [group(null), group('mira', 'mira')], ['mira'], ['default-manager']],
  ['the default manager, where they are in no group', [], ['mira'], ['default-manager']],
  ['nobody of themselves', [group('default-manager')], ['default-manager'], []],
])('somebody got no mail: %s hears', (_, groups, unreachable, told) => {
  expect(leadersToTell(groups, new Set(unreachable))).toEqual(told);
});

const at = '2027-03-01T08:00:00.000Z';
const mail = { mail: 'mail.D-1.crm.t1#3.rep', delivery: 'mail.D-1.crm.t1#3.rep.again-1', person: 'mira' };

test('of a dead address each leader hears once for the delivery that found it out', () => {
  expect(undeliveredMails({ ...mail, why: 'recipient' }, at, ['vera', 'otto'])).toEqual(
    ['vera', 'otto'].map((leader) => ({
      key: `mail.D-1.crm.t1#3.rep.again-1.unreachable.${leader}`,
      cause: null,
      at,
      kind: 'unreachable',
      role: 'manager',
      recipient: leader,
      inPlaceOf: null,
      subject: 'mail.D-1.crm.t1#3.rep',
      gatherKey: null,
    })),
  );
});

test('of refused contents each leader hears once a day', () => {
  const [one, again, other] = ['mail.a', 'mail.b', 'mail.c'].map(
    (key, index) =>
    undeliveredMails({ mail: key, delivery: key, person: 'mira', why: 'content' }, index < 2 ? at : '2027-03-02T08:00:00.000Z', ['vera']), // prettier-ignore
  );
  expect(one?.map(({ key }) => key)).toEqual(['mail.mira.2027-03-01.undelivered.vera']);
  expect(again?.map(({ key }) => key)).toEqual(one?.map(({ key }) => key));
  expect(other?.map(({ key }) => key)).toEqual(['mail.mira.2027-03-02.undelivered.vera']);
});

const refused = { mail: 'escalation' satisfies MailKind, role: 'manager', why: 'recipient' } as const;

test('a lifecycle tells its rep of a contact, and of nobody else', () => {
  expect(mailsOf({ kind: 'contact-unreachable', contact: 'c_1' })).toEqual([
    { kind: 'contact-unreachable', role: 'rep', subject: 'c_1' },
  ]);
  expect(mailsOf({ kind: 'contact-unreachable', contact: 'c_1', silent: true })).toEqual([]);
  expect(mailsOf({ kind: 'mail-refused', ...refused })).toEqual([]);
  expect(
    mailsOf({ kind: 'mail-refused', mail: 'satisfaction', role: 'contact', contact: 'c_1', why: 'content' }),
  ).toEqual([{ kind: 'mail-refused', role: 'rep', subject: 'c_1' }]);
});
