/** When a feed, a source or a webhook is broken, and when whoever can act hears of it. */
import { operations } from '../../domain/core/connections';
import {
  hearerOf,
  remindersAfter,
  standingOfSource,
  standingOfTries,
  statusInWords,
  tellingOf,
  wellHearerOf,
  workingDayAfter,
  type ConnectionState,
  type Tries,
  type Trouble,
} from '../../domain/integrations/trouble';
import { connectionMail } from '../../domain/organisation/connections';
import type { ConnectionTold } from '../../domain/told/connection';
import type { Database } from '../../prisma/client';
import { connectionToldOf } from '../../records/connection-told';
import { connectionBrokenMail, connectionStillBrokenMail, connectionWellMail } from '../../mail/personal/connection';
import { inEnglish } from '../support/occasions';

// A Monday.
const monday = '2027-03-01T10:00:00.000Z';
const day = (days: number, from = monday): string => new Date(Date.parse(from) + days * 86_400_000).toISOString();

const tries = (more: Partial<Tries>): Tries => ({
  active: true,
  failures: 0,
  failingSince: null,
  triedAt: monday,
  closedAt: null,
  ...more,
});

test.each<[string, Tries, ConnectionState]>([
  ['never tried', tries({ triedAt: null }), { is: 'unknown' }],
  ['taken the last time', tries({}), { is: 'well' }],
  ['failed three times within an hour', tries({ failures: 3, failingSince: monday }), { is: 'unknown' }],
  ['failed twice in two days', tries({ failures: 2, failingSince: monday, triedAt: day(2) }), { is: 'unknown' }],
  [
    'failed three times over two hours',
    tries({ failures: 3, failingSince: monday, triedAt: day(1 / 12) }),
    { is: 'broken', since: monday },
  ],
  ['switched off by us', tries({ active: false, failures: 9, failingSince: monday, triedAt: day(9) }), { is: 'gone' }],
  [
    'switched off by its receiver, after one try',
    tries({ active: false, failures: 1, failingSince: monday, closedAt: monday }),
    { is: 'broken', since: monday },
  ],
  ['failing since before anybody noted when', tries({ failures: 5, triedAt: day(9) }), { is: 'unknown' }],
])('a feed or a webhook that was %s stands so', (_, one, standing) => {
  expect(standingOfTries(one)).toEqual(standing);
});

test.each([
  ['Monday at ten', monday, day(1)],
  ['Friday at ten', day(4), day(7)],
  ['Saturday', day(5), '2027-03-09T00:00:00.000Z'],
  ['Sunday', day(6), '2027-03-09T00:00:00.000Z'],
])('what comes on %s has a working day', (_, at, until) => {
  expect(workingDayAfter(at)).toBe(until);
});

test('a source is broken once somebody whom it means was not named within a working day; what went nowhere is told once', () => {
  const at = (waiting: readonly string[], lost: readonly string[], now: string): ConnectionState =>
    standingOfSource({ waiting, lost }, now);
  expect(at([], [], monday)).toEqual({ is: 'well' });
  expect(at([monday], [], day(0.9))).toEqual({ is: 'unknown' });
  expect(at([monday], [], day(1))).toEqual({ is: 'broken', since: monday, newest: monday, once: false });
  expect(at([monday, day(1), day(3)], [], day(2))).toMatchObject({ since: monday, newest: day(1) });
  expect(at([], [monday], day(1))).toEqual({ is: 'broken', since: monday, newest: monday, once: true });
  expect(at([], [monday], day(0.9))).toEqual({ is: 'well' });
});

const broken: ConnectionState = { is: 'broken', since: monday };
const told = (more: Partial<Trouble> = {}): Trouble => ({
  tellings: 1,
  reminders: 0,
  toldAt: day(1),
  toldOf: null,
  isOnlyLost: false,
  ...more,
});

test.each<[string, ConnectionState, Trouble | null, string | null, string, ReturnType<typeof tellingOf>]>([
  ['breaks', broken, null, null, day(1), 'broken'],
  ['breaks again on the day on which somebody heard of it', broken, null, day(1), day(1.1), null],
  ['is broken, and nobody could be told', broken, told({ tellings: 0, toldAt: null }), null, day(2), 'broken'],
  ['is broken for six days', broken, told(), day(1), day(7), null],
  ['is broken a week after the first mail', broken, told(), day(1), day(8), 'still-broken'],
  ['is broken a week after the second', broken, told({ reminders: 1, toldAt: day(8) }), day(8), day(15), null],
  ['is broken two weeks after it', broken, told({ reminders: 1, toldAt: day(8) }), day(8), day(22), 'still-broken'],
  ['is broken eight weeks after a late one', broken, told({ reminders: 9 }), day(1), day(57), 'still-broken'],
  ['is broken seven weeks after a late one', broken, told({ reminders: 9 }), day(1), day(50), null],
  [
    'means one more client, the same day',
    { ...broken, newest: day(1) },
    told({ toldOf: monday }),
    day(1),
    day(1.2),
    null,
  ],
  ['means one more client', { ...broken, newest: day(1) }, told({ toldOf: monday }), day(1), day(2), 'broken'],
  ['means nobody new', { ...broken, newest: monday }, told({ toldOf: monday }), day(1), day(2), null],
  ['fails again after it was changed', { is: 'unknown' }, told(), day(1), day(30), null],
  ['works again', { is: 'well' }, told(), day(1), day(2), 'well'],
  ['works again, and nobody had heard', { is: 'well' }, told({ toldAt: null }), null, day(2), 'over'],
  ['works', { is: 'well' }, null, day(1), day(2), null],
  ['is taken away', { is: 'gone' }, told(), day(1), day(2), 'over'],
  ['is switched off, and was well', { is: 'gone' }, null, null, day(2), null],
])('of a connection that %s this is told', (_, standing, trouble, lastTold, now, telling) => {
  expect(tellingOf(standing, trouble, lastTold, now)).toBe(telling);
});

test('over two years of one trouble the mails come at 0, 1, 3, 7, 15 weeks and then every eight, and no two say the same', () => {
  const troubles: Trouble[] = [];
  const mails: { readonly week: number; readonly words: string }[] = [];
  for (let days = 1; days < 730; days += 1) {
    const now = day(days);
    const trouble = troubles.at(-1) ?? null;
    const telling = tellingOf(broken, trouble, trouble?.toldAt ?? null, now);
    if (telling === null) continue;
    const draft = (telling === 'broken' ? connectionBrokenMail : connectionStillBrokenMail)(
      feedTold({ at: now }),
      inEnglish,
    );
    mails.push({ week: (days - 1) / 7, words: JSON.stringify([draft.subject, draft.matters]) });
    troubles.push({
      tellings: mails.length,
      reminders: (trouble?.reminders ?? 0) + (telling === 'still-broken' ? 1 : 0),
      toldAt: now,
      toldOf: null,
      isOnlyLost: false,
    });
  }
  expect(mails.slice(0, 7).map(({ week }) => week)).toEqual([0, 1, 3, 7, 15, 23, 31]);
  expect(new Set(mails.map(({ words }) => words)).size).toBe(mails.length);
});

/** Every mail of a source over so many days, on each of which something is lost; `waiting`: whom nobody names. */
function mailsOfLosses(days: number, waitingOn: (now: string) => readonly string[]) {
  const mails: { readonly day: number; readonly telling: string }[] = [];
  let [trouble, lastTold, lostFrom]: [Trouble | null, string | null, number] = [null, null, 0];
  for (let n = 1; n < days; n += 1) {
    const now = day(n);
    const standing = standingOfSource({ waiting: waitingOn(now), lost: lostFrom < n ? [day(lostFrom)] : [] }, now);
    const telling = tellingOf(standing, trouble, lastTold, now);
    if (telling === 'over') trouble = null;
    if (telling === null || telling === 'over') continue;
    mails.push({ day: n, telling });
    lastTold = now;
    const reminders = remindersAfter(standing, trouble, telling);
    const isOnlyLost = standing.is === 'broken' && standing.once === true;
    const toldOf = standing.is === 'broken' ? (standing.newest ?? null) : null;
    trouble = telling === 'well' ? null : { tellings: 1, reminders, toldAt: now, toldOf, isOnlyLost };
    if (telling !== 'well') lostFrom = n + 0.5;
  }
  return mails;
}

test('of a source that loses something every day one hears ever more seldom, and of nothing once it has been quiet', () => {
  const mails = mailsOfLosses(365, () => []);
  expect(mails.every(({ telling }) => telling === 'broken')).toBe(true);
  expect(mails.map(({ day: on }) => on)).toEqual([1, 8, 22, 50, 106, 162, 218, 274, 330]);
  const lostOnly = told({ isOnlyLost: true, reminders: 1 });
  expect(tellingOf({ is: 'well' }, lostOnly, day(1), day(14))).toBeNull();
  expect(tellingOf({ is: 'well' }, lostOnly, day(1), day(15))).toBe('over');
});

test('while somebody waits to be named what is lost every day is told beside them, and is no news of its own', () => {
  const mails = mailsOfLosses(365, () => [monday]);
  expect(mails.map(({ day: on }) => on)).toEqual([1, 8, 22, 50, 106, 162, 218, 274, 330]);
  expect(mails.slice(1).every(({ telling }) => telling === 'still-broken')).toBe(true);
});

test('once everybody is named that is told, and what goes on being lost a week later', () => {
  const mails = mailsOfLosses(20, (now) => (now < day(3) ? [monday] : []));
  expect(mails).toEqual([
    { day: 1, telling: 'broken' },
    { day: 3, telling: 'well' },
    { day: 10, telling: 'broken' },
    { day: 17, telling: 'broken' },
  ]);
});

test('that it works again is heard by whoever heard that it was broken, while they are here; else by nobody', () => {
  const mira = { id: 'mira', hasAddress: true, hasLeft: false };
  expect(wellHearerOf('mira', mira, true)).toBe('mira');
  expect(wellHearerOf('mira', { ...mira, hasLeft: true }, true)).toBeNull();
  expect(wellHearerOf('mira', null, true)).toBeNull();
  expect(wellHearerOf(operations, mira, true)).toBe(operations);
  expect(wellHearerOf(operations, null, false)).toBeNull();
});

test('whoever set it up hears, while they are here and have an address; else ops; else nobody', () => {
  const mira = { id: 'mira', hasAddress: true, hasLeft: false };
  expect(hearerOf(mira, true)).toBe('mira');
  expect(hearerOf({ ...mira, hasLeft: true }, true)).toBe(operations);
  expect(hearerOf({ ...mira, hasAddress: false }, true)).toBe(operations);
  expect(hearerOf(null, true)).toBe(operations);
  expect(hearerOf(null, false)).toBeNull();
});

test('each mail of a trouble goes out once', () => {
  const one = { trouble: 'T-1', nth: 2, kind: 'still-broken' } as const;
  expect(connectionMail(one, 'mira', monday)).toMatchObject({
    key: 'mail.connection.T-1.2',
    kind: 'connection-still-broken',
    recipient: 'mira',
    subject: 'T-1',
    cause: null,
  });
});

function feedTold(more: Partial<ConnectionTold> = {}): ConnectionTold {
  return {
    kind: 'feed',
    name: 'alps-news',
    about: 'Alpine Tools',
    since: monday,
    why: `The server answered 500: ${statusInWords(500)}.`,
    at: day(3),
    isClosed: false,
    messages: { waiting: 0, failed: 0 },
    unplaced: [],
    unplacedCount: 0,
    lost: 0,
    ...more,
  };
}

test('a mail says what is broken, since when, what was answered and what to do', () => {
  const mail = connectionBrokenMail(feedTold(), inEnglish);
  expect(mail.subject).toBe('The news feed alps-news about Alpine Tools cannot be read');
  expect(mail.matters[0]?.headline).toBe(
    'Since Mon 1 Mar the news feed alps-news about Alpine Tools cannot be read. The server answered 500: something is wrong on its own side.',
  );
  expect(mail.sections.map(({ title }) => title)).toEqual(['What to do']);
  expect(connectionWellMail(feedTold(), inEnglish)).toMatchObject({
    subject: 'The news feed alps-news about Alpine Tools can be read again',
    matters: [{ why: expect.stringContaining('It was broken from Mon 1 Mar to Thu 4 Mar.') }],
  });
});

test('a mail of a source names whom nobody has named, and one of a webhook what waits', () => {
  const unplaced = [{ externalId: 'cus_9', since: monday, events: 2 }];
  const source = feedTold({
    kind: 'source',
    name: 'billing',
    about: null,
    why: null,
    unplaced,
    unplacedCount: 3,
    lost: 1,
  });
  expect(connectionBrokenMail(source, inEnglish).subject).toBe(
    'The source billing tells of 3 clients whom nobody has named',
  );
  expect(connectionBrokenMail(source, inEnglish).sections.at(-1)?.lines).toEqual([
    'cus_9: 2 events since Mon 1 Mar',
    'and 2 more',
  ]);
  const lost = connectionBrokenMail({ ...source, unplaced: [], unplacedCount: 0 }, inEnglish);
  expect(lost.subject).toBe('The source billing told of 1 event that has gone nowhere');
  // What nobody can mend does not get well.
  expect(lost.matters[0]?.why).not.toContain('well again');
  expect(connectionBrokenMail(source, inEnglish).matters[0]?.why).toContain('well again');
  const webhook = feedTold({ kind: 'webhook', name: 'partner', about: null, messages: { waiting: 4, failed: 1 } });
  expect(connectionBrokenMail(webhook, inEnglish).sections.at(-1)).toEqual({
    title: 'Messages',
    lines: ['4 wait, 1 was given up'],
  });
  expect(connectionBrokenMail({ ...webhook, isClosed: true }, inEnglish).subject).toBe(
    'The webhook partner wants no more messages',
  );
});

test.each([
  [301, 'it has moved to another address'],
  [403, 'it does not let us in'],
  [404, 'there is nothing at this address'],
  [410, 'it is gone for good'],
  [422, 'it does not take what we send'],
  [429, 'we are to ask more seldom'],
  [503, 'something is wrong on its own side'],
])('%i is said in words', (status, words) => {
  expect(statusInWords(status)).toBe(words);
});

test('each mail of a source tells of what was lost since the mail before it, however late it goes out', async () => {
  const row = {
    id: 'T-1',
    kind: 'source',
    connection: 'billing',
    since: new Date(monday),
    why: null,
    lostTold: [2, 5],
  };
  const records: unknown = { connectionTrouble: { findUnique: () => Promise.resolve(row) }, $queryRaw: () => Promise.resolve([]), sourceEvent: { count: () => Promise.resolve(7) } }; // prettier-ignore
  const lostIn = async (nth: number) => (await connectionToldOf(records as Database, 'T-1', nth, day(9)))?.lost;
  expect([await lostIn(1), await lostIn(2)]).toEqual([2, 5]);
});
