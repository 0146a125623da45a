/**
 * Mail that comes in: an answer to a mail about an item, a copy of what was written to a client, what a contact's mail
 * program says. Written on the mailbox's page, sent by SMTP, and handed on by the relay that the stack trusts.
 */
import { sha256 } from '../api/http/idempotency';
import { withDatabase } from '../dev/postgres';
import { admin, eventually, fresh, lifecycle, running } from './support/api';
import { browse } from './support/browse';
import { aClient } from './support/clients';
import { aDeal, aGroup, handOff, type People } from './support/deals';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import {
  answerInMailbox,
  byMailServer,
  comesIn,
  handOnRaw,
  logAddress,
  replyAddressIn,
  written,
} from './support/mail-in';
import { letPass } from './support/time';
import type { CaughtMail } from '../dev/caught-mail';

interface Due {
  readonly id: string;
  readonly people: People;
  readonly mail: CaughtMail;
}

/** A lifecycle whose first touch is due, and the mail that says so. */
async function dueCall(): Promise<Due> {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  await letPass(id, 57);
  return { id, people, mail: await mailAbout(people.repMail, 'Due: call') };
}

interface TimelineLine {
  readonly kind: string;
  readonly what: string;
  readonly note?: string;
  readonly by?: string;
}

async function timelineOf(id: string): Promise<readonly TimelineLine[]> {
  const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return body.items as TimelineLine[];
}

/** What became of a mail, by who is proved to have sent it and its Message-ID. */
const stateOf = (sender: string, messageId: string): Promise<string | undefined> =>
  withDatabase(running.postgres, async (db) => {
    const { rows } = await db.query<{ state: string }>('select state from mails_in where id = $1', [
      sha256(sender, messageId),
    ]);
    return rows[0]?.state;
  });

const auditOf = (subject: string): Promise<readonly object[]> =>
  withDatabase(running.postgres, async (db) => {
    const asked = 'select actor, method, route, status from audit where subject = $1';
    return (await db.query<object>(asked, [subject])).rows;
  });

const touchOf = async (id: string) => (await lifecycle(id)).touches.find((one) => one.id === 'touch-1');
const subjectsTo = async (address: string) => (await mailsTo(address)).map(({ subject }) => subject);
const textFor = (words: string): string =>
  `${words}\n\nOn Wed, Mar 3, 2027 at 10:12 AM Holdfast <h@h.example> wrote:\n> A call is due.\n`;

test('a rep answers a mail in the mailbox, and the touch is done, with their words and without what they quote', async () => {
  const { id, people, mail } = await dueCall();
  expect(replyAddressIn(mail)).toContain('@reply.holdfast.example');
  // Whoever sees the address cannot open the page with it.
  const token = replyAddressIn(mail).slice('reply+'.length).split('@')[0];
  expect((await fetch(`${running.api}/l/${token}`)).status).toBe(404);

  const page = await answerInMailbox(mail, { text: 'Done. canary-words: they ask for a visit in May.\n\n-- \nMira' });
  expect(page).toContain('Holdfast took it: recorded.');
  await eventually(async () => expect(await touchOf(id)).toMatchObject({ state: 'done', outcome: 'done' }));
  const said = (await timelineOf(id)).filter(({ note }) => note !== undefined).map(({ note }) => note);
  expect(said).toContain('canary-words: they ask for a visit in May.');
  expect(await auditOf(`${id}/item/touch-1`)).toEqual([
    { actor: people.rep, method: 'POST', route: '/in/mail', status: 202 },
  ]);
  // The page behind the mail's button shows the receipt; a second answer hears who recorded it, and changes nothing.
  expect((await browse(linkIn(mail))).html).toContain('Recorded: call with Alpine Tools, done.');
  expect(await answerInMailbox(mail, { text: 'Declined' })).toContain('closed');
  const told = await mailAbout(people.repMail, 'Closed already: Call with Alpine Tools');
  expect(told.text).toContain(`Already recorded as done by Wobblewort ${people.rep} on `);
  expect(told.headers['reply-to']).toBeUndefined();
  expect(await touchOf(id)).toMatchObject({ outcome: 'done' });
});

test('an answer that does not say what came of it is kept; that is asked for once, and the page has the words already', async () => {
  const { id, people, mail } = await dueCall();
  const mine = { from: `Mira <${people.repMail}>`, to: [replyAddressIn(mail)] };
  expect(await comesIn({ ...mine, text: textFor('canary-words: spoke to Tom, they are fine.') })).toBe('unclear');
  const asked = await mailAbout(people.repMail, 'What came of it? Call with Alpine Tools');
  expect(asked.text).toContain('canary-words: spoke to Tom, they are fine.');
  expect(await comesIn({ ...mine, text: 'canary-words: and Anna.' })).toBe('unclear');
  expect(await touchOf(id)).toMatchObject({ state: expect.stringMatching(/due/) });
  const page = await browse(linkIn(asked));
  expect(page.html).toContain('canary-words: spoke to Tom, they are fine.\n\ncanary-words: and Anna.');
  // The question can be answered by mail, too: what was said before goes along.
  expect(await comesIn({ ...mine, to: [replyAddressIn(asked)], text: 'No answer' })).toBe('recorded');
  await eventually(async () => expect(await touchOf(id)).toMatchObject({ state: 'done', outcome: 'no-answer' }));
  expect((await timelineOf(id)).map(({ note }) => note)).toContain(
    'canary-words: spoke to Tom, they are fine.\n\ncanary-words: and Anna.',
  );
  expect((await subjectsTo(people.repMail)).filter((subject) => subject.startsWith('What came of it?'))).toHaveLength(
    1,
  );
});

test('whoever cannot prove to be its reader changes nothing, and is not written to', async () => {
  const { id, people, mail } = await dueCall();
  const [to, other] = [replyAddressIn(mail), await aGroup()];
  const forged = { from: people.repMail, to: [to], text: 'Done.' };
  expect(await comesIn({ ...forged, proved: null })).toBe('not-proved');
  // The relay found somebody else to have sent it; or says nothing of it, while the mail itself does.
  expect(await comesIn({ ...forged, proved: 'eve@evil.example' })).toBe('not-proved');
  const results = `Authentication-Results: mailbox.holdfast.example; spf=pass smtp.mailfrom=${people.repMail}`;
  const messageId = `<${fresh('forged')}@holdfast.example>`;
  await byMailServer(written({ ...forged, messageId, headers: [results] }), people.repMail, [to]);
  expect(await stateOf('nobody', messageId)).toBe('not-proved');
  expect(await comesIn({ ...forged, from: `${people.repMail}, eve@evil.example`, proved: people.repMail })).toBe(
    'not-proved',
  );
  expect(await comesIn({ from: other.repMail, to: [to], text: 'Done.' })).toBe('not-theirs');
  expect(await comesIn({ from: `${fresh('nobody')}@elsewhere.example`, to: [to], text: 'Done.' })).toBe(
    'unknown-sender',
  );
  expect(await comesIn({ from: people.repMail, to: [to.replace(/[0-9a-f]{8}@/, '00000000@')], text: 'Done.' })).toBe(
    'unknown-address',
  );
  expect(await comesIn({ from: people.repMail, to: ['hello@reply.holdfast.example'], text: 'Done.' })).toBe(
    'unknown-address',
  );
  expect(await comesIn({ ...forged, date: new Date(Date.now() - 8 * 86_400_000) })).toBe('too-old');
  expect(await touchOf(id)).toMatchObject({ state: expect.stringMatching(/due/) });
  for (const address of [people.repMail, other.repMail])
    expect((await mailsTo(address)).filter(({ headers }) => headers['x-holdfast-mail'] === 'mail-answered')).toEqual(
      [],
    );
});

test('a mail counts once, however often it comes; a forged one with its id does not take its place', async () => {
  const { id, people, mail } = await dueCall();
  const messageId = `<${fresh('once')}@holdfast.example>`;
  const mine = { from: people.repMail, to: [replyAddressIn(mail)], text: 'canary-words: fine.', messageId };
  expect(await comesIn({ ...mine, proved: null })).toBe('not-proved');
  expect(await Promise.all([comesIn(mine), comesIn(mine)])).toEqual(expect.arrayContaining(['unclear']));
  expect(await comesIn(mine)).toBe('unclear');
  const page = await browse(linkIn(await mailAbout(people.repMail, 'What came of it?')));
  expect(page.html.split('canary-words: fine.')).toHaveLength(2);
  expect((await touchOf(id))?.state).toMatch(/due/);
});

test('a mail that was recorded, while nobody heard of it any more, is recorded still when it comes again', async () => {
  const { id, people, mail } = await dueCall();
  const messageId = `<${fresh('again')}@holdfast.example>`;
  const mine = { from: people.repMail, to: [replyAddressIn(mail)], text: 'Done. canary-words: fine.', messageId };
  expect(await comesIn(mine)).toBe('recorded');
  await eventually(async () => expect(await touchOf(id)).toMatchObject({ outcome: 'done' }));
  // As whoever took it left it, who died before it was noted; then, before its receipt was kept.
  const dies = async (alsoBefore: string): Promise<void> =>
    withDatabase(running.postgres, async (db) => {
      const key = sha256(people.repMail, messageId);
      const { rows } = await db.query<{ linkId: string }>('select "linkId" from mails_in where id = $1', [key]);
      await db.query(`update mails_in set state = 'received' where id = $1`, [key]);
      if (alsoBefore === 'receipt')
        await db.query('update links set receipt = null, "usedAt" = null where id = $1', [rows[0]?.linkId]);
    });
  await dies('note');
  expect(await comesIn(mine)).toBe('recorded');
  await dies('receipt');
  expect(await comesIn(mine)).toBe('recorded');
  expect((await subjectsTo(people.repMail)).filter((subject) => subject.startsWith('Closed already'))).toEqual([]);
  const saidSo = (await timelineOf(id)).filter(({ note }) => note === 'canary-words: fine.');
  expect(saidSo.filter(({ kind }) => kind === 'item-completed')).toHaveLength(1);
  // Another mail is another one.
  expect(await comesIn({ ...mine, messageId: `<${fresh('other')}@holdfast.example>` })).toBe('closed');
});

test('a copy that comes again, while nobody noted it, is logged once, whatever its client became meanwhile', async () => {
  const { ids, people, mails } = await aClient(1, {});
  const [id = ''] = ids;
  const messageId = `<${fresh('copy')}@holdfast.example>`;
  const copy = { from: people.repMail, to: [mails[0] ?? ''], bcc: [logAddress], text: 'canary-words: out.', messageId };
  expect(await comesIn(copy)).toBe('logged');
  const logged = async () => (await timelineOf(id)).filter(({ note }) => note?.includes('canary-words: out.'));
  await eventually(async () => expect(await logged()).toHaveLength(1));
  const received = (): Promise<unknown> =>
    withDatabase(running.postgres, (db) =>
      db.query(`update mails_in set state = 'received' where id = $1`, [sha256(people.repMail, messageId)]),
    );
  await received();
  expect(await comesIn(copy)).toBe('logged');
  expect((await admin.post(`/v1/lifecycles/${id}/ineligible`, { reason: 'contract-terminated' })).status).toBe(200);
  await eventually(async () => expect((await lifecycle(id)).stage).toBe('ineligible'));
  await received();
  expect(await comesIn(copy)).toBe('logged');
  expect(await logged()).toHaveLength(1);
  expect((await subjectsTo(people.repMail)).filter((subject) => subject.includes('not logged'))).toEqual([]);
});

test('one mail at two addresses of items counts for its writer’s own, and for the one that is open', async () => {
  const [first, second, other] = [await dueCall(), await dueCall(), await dueCall()];
  const at = ({ mail }: Due): string => replyAddressIn(mail);
  const mine = { from: first.people.repMail, text: 'Done' };
  expect(await comesIn({ ...mine, to: [at(first), at(second), logAddress] })).toBe('recorded');
  await eventually(async () => expect(await touchOf(first.id)).toMatchObject({ outcome: 'done' }));
  expect((await touchOf(second.id))?.state).toMatch(/due/);
  expect(await comesIn({ ...mine, to: [at(second), at(other)] })).toBe('not-theirs');
});

test('what a calendar program says for one of ours is no answer', async () => {
  const { id, people, mail } = await dueCall();
  const calendar = 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n';
  const headers = ['Content-Type: text/calendar; charset=utf-8; method=REPLY'];
  const accepted = { from: people.repMail, to: [replyAddressIn(mail)], subject: 'Accepted: call', headers };
  expect(await comesIn({ ...accepted, text: calendar })).toBe('automatic');
  expect((await touchOf(id))?.state).toMatch(/due/);
});

test('words come as text, from HTML alone, beside files; a mail without words records nothing, and says so once', async () => {
  const { id, people, mail } = await dueCall();
  const mine = { from: people.repMail, to: [replyAddressIn(mail)] };
  expect(await comesIn({ ...mine, text: textFor('') })).toBe('empty');
  expect(await comesIn({ ...mine, text: '\u0000\n' })).toBe('empty');
  await mailAbout(people.repMail, 'Nothing recorded: Call with Alpine Tools');
  const html = '<p>Done.</p><p>canary-words &amp; a visit\u0000</p><div class="gmail_quote">A call is due.</div>';
  const boundary = 'Content-Type: multipart/mixed; boundary=part';
  const text = `--part\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n--part\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--part--\r\n`;
  expect(await comesIn({ ...mine, headers: [boundary], text })).toBe('recorded');
  await eventually(async () => expect(await touchOf(id)).toMatchObject({ state: 'done', outcome: 'done' }));
  expect((await timelineOf(id)).map(({ note }) => note)).toContain('canary-words & a visit');
  expect((await subjectsTo(people.repMail)).filter((subject) => subject.startsWith('Nothing recorded'))).toHaveLength(
    1,
  );
});

test('an answer from the place of somebody who is away is the deputy’s; who has left is out', async () => {
  const [away, deputy] = [await aGroup(), await aGroup()];
  const id = await handOff(aDeal({}, { group: away.group, skipOnboarding: true }));
  const rep = { name: `Wobblewort ${away.rep}`, email: away.repMail, deputy: deputy.rep };
  const absences = [{ from: '2020-01-01', until: '2099-12-31' }];
  expect((await admin.put(`/v1/reps/${away.rep}`, { ...rep, absences })).status).toBe(200);
  await letPass(id, 57);
  const mail = await mailAbout(deputy.repMail, 'Due: call');
  expect(await comesIn({ from: away.repMail, to: [replyAddressIn(mail)], text: 'Done' })).toBe('not-theirs');
  expect(await comesIn({ from: deputy.repMail, to: [replyAddressIn(mail)], text: 'Erledigt' })).toBe('recorded');
  await eventually(async () => expect(await touchOf(id)).toMatchObject({ outcome: 'done' }));
  const line = (await timelineOf(id)).find(({ what }) => /call.*done/i.test(what));
  expect(line?.by ?? deputy.rep).toBe(deputy.rep);

  const due = await dueCall();
  expect((await admin.post(`/v1/lifecycles/${due.id}/reassign`, { rep: deputy.rep })).status).toBe(200);
  expect(await comesIn({ from: due.people.repMail, to: [replyAddressIn(due.mail)], text: 'Done' })).toBe('closed');
  expect((await mailAbout(due.people.repMail, 'Closed already')).text).toContain('Somebody else has this client now');
  await withDatabase(running.postgres, (db) =>
    db.query(`update reps set "leftAt" = now() where id = $1`, [due.people.rep]),
  );
  expect(await comesIn({ from: due.people.repMail, to: [replyAddressIn(due.mail)], text: 'Done' })).toBe('not-theirs');
});

test('a copy logs one touch with whoever of the client it went to; who is not known is told once', async () => {
  const { ids, people, mails, client } = await aClient(2, {});
  const [main = '', boss = ''] = mails;
  const stranger = `${fresh('x')}@elsewhere.example`;
  const copy = {
    from: people.repMail,
    to: [`Main <${main}>`, boss, stranger],
    bcc: [logAddress],
    subject: 'Line 2: your new release',
    text: 'canary-words: it is out.\n\n-- \nMira',
    messageId: `<${fresh('copy')}@holdfast.example>`,
  };
  expect(await comesIn(copy)).toBe('logged');
  expect(await comesIn(copy)).toBe('logged');
  const logged = async (id: string) =>
    (await timelineOf(id)).filter(({ note }) => note?.includes('canary-words: it is out.'));
  await eventually(async () => expect(await logged(ids[1] ?? '')).toHaveLength(1));
  expect(await logged(ids[0] ?? '')).toEqual([]);
  expect((await logged(ids[1] ?? ''))[0]).toMatchObject({
    note: 'Line 2: your new release\n\ncanary-words: it is out.',
  });
  const told = await mailAbout(people.repMail, 'Your mail to Alpine Tools is logged');
  expect(told.text).toContain(stranger);
  expect(told.text).not.toContain(main);
  const { body } = await admin.get(`/v1/clients/${client}/communication`);
  expect(JSON.stringify(body)).toContain('email');
  // A client of somebody else is none of theirs, and a copy of nobody is refused.
  const other = await aGroup();
  expect(await comesIn({ ...copy, from: other.repMail, messageId: `<${fresh('o')}@h.example>` })).toBe('nobody-known');
  expect(await comesIn({ ...copy, from: main, messageId: `<${fresh('c')}@h.example>` })).not.toBe('logged');
  expect(await comesIn({ ...copy, proved: null, messageId: `<${fresh('f')}@h.example>` })).toBe('not-proved');
});

test.each([
  ['away', 'Automatic reply: Your review', 'I am back on Monday.', 'is away'],
  ['left', 'Automatische Antwort', 'Frau Berg ist nicht mehr im Unternehmen.', 'may have left'],
])('a contact who is %s is no answer: their rep is told', async (state, subject, words, told) => {
  const { ids, people, mails } = await aClient(1, {});
  const [from = ''] = mails;
  const to = ['holdfast@reply.holdfast.example'];
  const headers = ['Auto-Submitted: auto-replied'];
  expect(await comesIn({ from, to, subject, text: `canary-words: ${words}`, headers })).toBe(state);
  const mail = await mailAbout(people.repMail, `Quetzalina Main of Alpine Tools ${told}`);
  expect(mail.text).toContain(`canary-words: ${words}`);
  const now = await lifecycle(ids[0] ?? '');
  expect(now.touches.filter(({ outcome }) => outcome !== undefined)).toEqual([]);
  expect((await timelineOf(ids[0] ?? '')).filter(({ what }) => /left|departed/i.test(what))).toEqual([]);
});

test('a contact of two clients is heard at both, and each rep reads of their own', async () => {
  const [one, two] = [await aClient(1, {}), await aClient(1, {})];
  const from = `${fresh('both')}@client.example`;
  for (const { client } of [one, two]) {
    const body = { name: 'Quetzalina Both', email: from, level: 'user' };
    expect((await admin.put(`/v1/clients/${client}/contacts/both`, body)).status).toBe(200);
  }
  const names = ['Alpine Tools', 'Brightline'] as const;
  expect((await admin.patch(`/v1/clients/${two.client}`, { name: names[1] })).status).toBeLessThan(300);
  // Nothing says automatically that it is: what such a subject says alone is an answer like any other.
  const mail = { from, to: ['us@reply.holdfast.example'], subject: 'Out of office furniture', text: 'canary-words: hi' };
  expect(await comesIn(mail)).toBe('wrote');
  for (const [{ people }, name] of [[one, names[0]], [two, names[1]]] as const) {
    const told = await mailAbout(people.repMail, `Quetzalina Both of ${name} wrote`);
    expect(told.text).toContain('canary-words: hi');
  }
  const { body } = await admin.get(`/v1/mails-in?client=${one.client}&state=wrote`);
  const { body: elsewhere } = await admin.get(`/v1/mails-in?from=both&state=wrote&limit=200`);
  expect([...body.items, ...elsewhere.items].map(({ from: who }) => who.name)).toContain('Quetzalina Both');
}); // prettier-ignore

test('who runs the house lists what came in, with a reason, page by page, and without words or addresses', async () => {
  const { people, mail, id } = await dueCall();
  const mine = { from: people.repMail, to: [replyAddressIn(mail)] };
  for (const text of ['canary-words: one', 'canary-words: two', 'Done.']) await comesIn({ ...mine, text });
  const stranger = `${fresh('x')}@elsewhere.example`;
  expect(await comesIn({ ...mine, from: stranger, text: 'Done.' })).toBe('unknown-sender');
  const pageOf = async (query: string) => (await admin.get(`/v1/mails-in?${query}`)).body;
  const first = await pageOf(`from=${people.rep}&limit=2`);
  expect(first.items).toMatchObject([{ state: 'recorded', what: 'answer', lifecycle: id, item: 'touch-1' }, { state: 'unclear' }]);
  const next = await pageOf(`from=${people.rep}&limit=2&cursor=${first.next}`);
  expect(next).toMatchObject({ items: [{ state: 'unclear', from: { who: 'rep', id: people.rep }, client: { name: 'Alpine Tools' } }] });
  expect(next.next).toBeUndefined();
  expect((await pageOf(`lifecycle=${id}&state=recorded`)).items).toHaveLength(1);
  const unknown = await pageOf('state=unknown-sender&limit=200');
  expect(unknown.items.length).toBeGreaterThan(0);
  expect(unknown.items.every((one: object) => !('from' in one))).toBe(true);
  expect(JSON.stringify([first, next, unknown])).not.toMatch(new RegExp(`canary-words|${stranger}|${people.repMail}`));
  for (const query of ['state=lost', 'cursor=bm93aGVyZQ', 'limit=0'])
    expect((await admin.get(`/v1/mails-in?${query}`)).status).toBe(422);
}); // prettier-ignore

test('programs, lists, mail servers and we ourselves are never answered', async () => {
  const { people, mail } = await dueCall();
  const mine = { from: people.repMail, to: [replyAddressIn(mail)], text: 'Done.' };
  expect(await comesIn({ ...mine, headers: ['Auto-Submitted: auto-replied'], subject: 'Out of office' })).toBe(
    'automatic',
  );
  expect(await comesIn({ ...mine, headers: ['List-Id: <all.holdfast.example>'] })).toBe('list');
  expect(await comesIn({ ...mine, headers: ['X-Holdfast-Mail: item-due'] })).toBe('ours');
  expect(await comesIn({ ...mine, from: 'holdfast@holdfast.example' })).toBe('ours');
  expect(
    await comesIn({
      ...mine,
      from: 'MAILER-DAEMON@mx.example',
      headers: ['Content-Type: multipart/report; boundary=x'],
      proved: null,
    }),
  ).toBe('bounce');
  expect((await touchOf(await lifecycleOf(mail)))?.state).toMatch(/due/);
  expect(
    (await mailsTo(people.repMail)).filter(({ headers }) => headers['x-holdfast-mail'] === 'mail-answered'),
  ).toEqual([]);
});

const lifecycleOf = async ({ headers }: CaughtMail): Promise<string> => headers['x-holdfast-item']?.split('/')[0] ?? '';

test('what is not signed, too large, or no mail at all changes nothing and is no fault of ours', async () => {
  const { people } = await dueCall();
  const mail = written({ from: people.repMail, to: [logAddress], text: 'x' });
  expect(await handOnRaw(mail, 'not-the-secret-of-this')).toMatchObject({ status: 401 });
  expect(await fetch(running.mailIn.address, { method: 'POST', body: 'x' })).toMatchObject({ status: 401 });
  expect(await fetch(running.mailIn.address)).toMatchObject({ status: 405 });
  expect(await handOnRaw(Buffer.concat([mail, Buffer.alloc(10_000_000, 'x')]))).toMatchObject({ status: 413 });
  const garbage = Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * 7_919) % 256));
  for (const raw of [garbage, Buffer.from([0]), Buffer.from('\0\0\0'), Buffer.from('From: \0@\0\r\n\r\n\0')])
    expect(await handOnRaw(raw)).toMatchObject({ status: 202, became: expect.stringMatching(/not-proved|unreadable/) });
});
