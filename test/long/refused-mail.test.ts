/**
 * Mail that is refused for a while is not lost, and mail that is refused for good is somebody's business: told once,
 * listed, sent again. Against a real mail server that refuses what it is told to, in a cell of its own.
 */
import { withDatabase } from '../../dev/postgres';
import { startMailServer, type MailServer, type RefusingStep } from '../../dev/refusing-mail-server';
import { startCell, type Cell, type WorkerProcess } from '../support/cell';
import { eventually, everyPage, fresh } from '../support/api';
import { aDeal } from '../support/deals';
import { closeWorlds, startWorld } from '../support/outside';
import { temporal } from '../support/time';

let server: MailServer;
let cell: Cell;
let worker: WorkerProcess;
beforeAll(async () => {
  server = await startMailServer();
  cell = await startCell({ HOLDFAST_SMTP_URL: server.smtpUrl, HOLDFAST_TRUSTED_HOSTS: 'localhost:*' });
  worker = await cell.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await cell.stop();
  await server.stop();
  await closeWorlds();
});
afterEach(() => server.refuses(null));

interface Listed {
  readonly key: string;
  readonly kind: string;
  readonly to: { readonly role: string; readonly id: string; readonly name?: string };
  readonly client?: { readonly id: string };
  readonly state: string;
  readonly attempts: number;
  readonly sentAgain: number;
  readonly lastError?: string;
}

const mailsThat = (query: string): Promise<readonly Listed[]> => everyPage(cell.admin, `/v1/mails?${query}`, 2);
const arrivedAt = (to: string) => server.arrived.filter((mail) => mail.to === to);
const ok = ({ status, body }: { status: number; body: unknown }): void =>
  expect([status < 300, body]).toEqual([true, body]);

/** One of ours, with an address of their own. */
async function aPerson(role: string): Promise<{ readonly id: string; readonly address: string }> {
  const id = fresh(role);
  const address = `${id}@holdfast.example`;
  ok(await cell.admin.put(`/v1/reps/${id}`, { name: `Wobblewort ${id}`, email: address }));
  return { id, address };
}

/** A group with a rep and a manager of its own. */
async function aTeam() {
  const [rep, manager, group] = [await aPerson('rep'), await aPerson('manager'), fresh('group')];
  const body = { name: 'A group', rep: rep.id, manager: manager.id, policy: 'default' };
  ok(await cell.admin.put(`/v1/groups/${group}`, body));
  return { rep, manager, group };
}

/** A client in retention with one contact, who has an address of their own. */
async function aClientOf(group: string, lines = 1) {
  const template = aDeal({}, { skipOnboarding: true, group });
  const [contact] = template.contacts;
  const address = `${fresh('quetzalina')}@client.example`;
  const products = Array.from({ length: lines }, (_, index) => ({
    ...template.products[0],
    code: `line-${index + 1}`,
  }));
  const answer = await cell.admin.post('/v1/deals', {
    ...template,
    contacts: [{ ...contact, email: address, birthday: undefined }],
    products,
  });
  ok(answer);
  const ids = (answer.body.lifecycles as { id: string }[]).map(({ id }) => id);
  return { client: template.client.id, contact: { id: contact?.id ?? '', name: contact?.name, address }, ids };
}

async function eventsOf(id: string, kind: string): Promise<readonly object[]> {
  const { body } = await cell.admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return (body.items as { kind: string }[]).filter((item) => item.kind === kind);
}

async function figures(): Promise<{ waiting: number; refused: number; oldest: number }> {
  const text = await (await fetch(`${cell.ops}/metrics`, { signal: AbortSignal.timeout(30_000) })).text();
  const figure = (name: string): number => Number(new RegExp(`^${name} ([\\d.]+)`, 'm').exec(text)?.[1]);
  return {
    waiting: figure('holdfast_mails\\{state="waiting"\\}'),
    refused: figure('holdfast_mails\\{state="refused"\\}'),
    oldest: figure('holdfast_mail_oldest_waiting_seconds'),
  };
}

const refusals: readonly (readonly [RefusingStep, string])[] = [
  // First, while no connection is open that could be used again.
  ['greeting', '554 maintenance'],
  ['AUTH', '535 5.7.8 the password has expired'],
  ['MAIL FROM', '530 5.7.0 sign in first'],
  ['RCPT TO', '552 5.2.2 mailbox full'],
  ['RCPT TO', '550 connection frequency limited'],
  ['DATA', '554 limit exceeded, try again later'],
];

test('what a mail server refuses for a while waits in sight of ops, and arrives once when it is mended', async () => {
  const { rep, group } = await aTeam();
  for (const [index, [step, reply]] of refusals.entries()) {
    server.refuses({ step, reply });
    await aClientOf(group);
    await eventually(async () => {
      const waiting = await mailsThat(`state=waiting&recipient=${rep.id}`);
      expect(waiting.length).toBe(index + 1);
      const codes = /^\d{3}(?: \d\.\d\.\d)?/.exec(reply)?.[0];
      expect(waiting[0]).toMatchObject({
        to: { role: 'rep', id: rep.id, name: `Wobblewort ${rep.id}` },
        lastError: expect.stringContaining(`the mail server answered ${codes} to`),
      });
    });
  }
  expect(await mailsThat(`state=refused&recipient=${rep.id}`)).toEqual([]);
  expect(arrivedAt(rep.address)).toEqual([]);
  const down = await figures();
  expect(down.waiting).toBe(refusals.length);
  expect(down.oldest).toBeGreaterThan(0);

  server.refuses(null);
  await eventually(() => Promise.resolve(expect(arrivedAt(rep.address).length).toBe(refusals.length)), 90_000);
  await eventually(async () => expect(await figures()).toMatchObject({ waiting: 0, refused: 0, oldest: 0 }));
  expect(new Set(arrivedAt(rep.address).map(({ messageId }) => messageId)).size).toBe(refusals.length);
  expect((await mailsThat(`state=sent&recipient=${rep.id}`)).length).toBe(refusals.length);
});

test('of a contact whose address takes no mail each rep hears once; nobody writes there until it is another one', async () => {
  const hook = await startWorld();
  const types = ['contact.unreachable', 'mail.refused'];
  ok(await cell.admin.put('/v1/webhooks/unreachable', { url: hook.at('/in'), types }));
  const { rep, group } = await aTeam();
  const [next, last] = [await aPerson('rep'), await aPerson('rep')];
  const { client, contact, ids } = await aClientOf(group, 3);
  const [first = '', second = '', third = ''] = ids;
  const passOn = (id: string, to: string) => cell.admin.post(`/v1/lifecycles/${id}/reassign`, { rep: to });
  const inClient = async () => (await cell.admin.get(`/v1/clients/${client}`)).body.contacts[0];
  expect(await inClient()).not.toHaveProperty('unreachableSince');

  server.refuses({ step: 'RCPT TO', reply: '550 5.1.1 <x>: User unknown', to: contact.address });
  ok(await passOn(first, next.id));
  const alarms = (to: string) => arrivedAt(to).filter(({ subject }) => subject.startsWith('No mail reaches'));
  await eventually(() =>
    Promise.resolve(expect([alarms(rep.address).length, alarms(next.address).length]).toEqual([1, 1])),
  );
  expect(alarms(next.address)[0]).toMatchObject({
    subject: `No mail reaches ${contact.name}: Alpine Tools (CRM Pro)`,
    body: expect.stringContaining('WHAT TO DO'),
  });
  expect(await inClient()).toMatchObject({ id: contact.id, departed: false, unreachableSince: expect.any(String) });
  for (const id of ids)
    await eventually(async () => expect((await eventsOf(id, 'contact-unreachable')).length).toBe(1));
  await eventually(() => Promise.resolve(expect(hook.arrived.length).toBe(ids.length)));
  expect(hook.arrived.every(({ body }) => body.includes('"contact.unreachable"'))).toBe(true);

  // The mail itself stands in the list, under the client's own id of the contact; nothing that the server said does.
  const refused = await mailsThat(`state=refused&recipient=${contact.id}&lifecycle=${first}`);
  expect(refused).toMatchObject([
    {
      kind: 'introduction',
      to: { role: 'contact', id: contact.id, name: contact.name },
      client: { id: client },
      attempts: 1,
      lastError: 'the mail server answered 550 5.1.1 to RCPT TO: it takes no mail for this address',
    },
  ]);
  // No lifecycle of the client writes there any more; mails to reps say so.
  ok(await passOn(second, last.id));
  ok(await passOn(third, last.id));
  await eventually(() => Promise.resolve(expect(arrivedAt(last.address).length).toBe(2)));
  expect(arrivedAt(last.address)[0]?.body).toContain('(takes no mail since ');
  expect((await mailsThat(`recipient=${contact.id}`)).filter((one) => one.client?.id === client).length).toBe(1);
  expect([rep, next, last].map(({ address }) => alarms(address).length)).toEqual([1, 1, 0]);

  // Sent again to the same address it is refused again, and tells nobody anew.
  const again = `/v1/mails/${encodeURIComponent(refused[0]?.key ?? '')}/send-again`;
  const key = { 'Idempotency-Key': fresh('key') };
  const answer = await cell.admin.post(again, {}, key);
  expect(answer).toMatchObject({ status: 202, body: { key: refused[0]?.key, sentAgain: 1 } });
  expect(await cell.admin.post(again, {}, key)).toMatchObject({ status: 202, body: answer.body });
  await eventually(async () =>
    expect(await mailsThat(`state=refused&lifecycle=${first}`)).toMatchObject([{ sentAgain: 1, attempts: 2 }]),
  );

  // Another address: the mark goes everywhere, and the mail goes there.
  const address = `${fresh('quetzalina')}@client.example`;
  const person = { name: contact.name, email: address, level: 'manager' };
  ok(await cell.admin.put(`/v1/clients/${client}/contacts/${contact.id}`, person));
  expect(await inClient()).not.toHaveProperty('unreachableSince');
  for (const id of ids) await eventually(async () => expect((await eventsOf(id, 'contact-changed')).length).toBe(1));
  expect((await cell.admin.post(again)).status).toBe(202);
  await eventually(() => Promise.resolve(expect(arrivedAt(address).length).toBe(1)));
  await eventually(async () => expect((await cell.admin.post(again)).status).toBe(409));
  expect([rep, next, last].map(({ address: to }) => alarms(to).length)).toEqual([1, 1, 0]);
  // What was asked again under its key was done once.
  expect(await cell.count('audit', `route = '/v1/mails/:key/send-again' and status = 202`)).toBe(2);
  ok(await cell.admin.delete('/v1/webhooks/unreachable'));
});

test('an address that takes mail again is no longer marked', async () => {
  const { group } = await aTeam();
  const next = await aPerson('rep');
  const { client, contact, ids } = await aClientOf(group);
  const [id = ''] = ids;
  const marked = async () => 'unreachableSince' in (await cell.admin.get(`/v1/clients/${client}`)).body.contacts[0];
  server.refuses({ step: 'RCPT TO', reply: '550 5.1.1 no such user', to: contact.address });
  ok(await cell.admin.post(`/v1/lifecycles/${id}/reassign`, { rep: next.id }));
  await eventually(async () => expect((await eventsOf(id, 'contact-unreachable')).length).toBe(1));
  const [refused] = await eventually(async () => {
    const found = await mailsThat(`state=refused&recipient=${contact.id}&lifecycle=${id}`);
    expect([found.length, await marked()]).toEqual([1, true]);
    return found;
  });
  server.refuses(null);
  ok(await cell.admin.post(`/v1/mails/${encodeURIComponent(refused?.key ?? '')}/send-again`));
  await eventually(async () => expect((await eventsOf(id, 'contact-changed')).length).toBe(1));
  await eventually(async () => expect([arrivedAt(contact.address).length, await marked()]).toEqual([1, false]));
});

test('of a rep whose address takes no mail the manager hears once, however many mails are refused, until it is another one', async () => {
  const { rep, manager, group } = await aTeam();
  server.refuses({ step: 'RCPT TO', reply: '550 5.1.1 no such user', to: rep.address });
  const clients = [await aClientOf(group), await aClientOf(group), await aClientOf(group)];
  await eventually(async () => expect((await mailsThat(`state=refused&recipient=${rep.id}`)).length).toBe(3));
  for (const { ids } of clients)
    await eventually(async () =>
      expect(await eventsOf(ids[0] ?? '', 'mail-refused')).toMatchObject([
        { data: { mail: 'hand-over', role: 'rep', why: 'recipient' } },
      ]),
    );
  await eventually(() => Promise.resolve(expect(arrivedAt(manager.address).length).toBe(1)));
  expect(arrivedAt(manager.address)[0]).toMatchObject({
    subject: `No mail reaches Wobblewort ${rep.id}`,
    body: expect.stringContaining('Have the address corrected'),
  });

  // So it is with a mail that is about no lifecycle: what somebody else got by a handover.
  const other = await aTeam();
  const next = await aPerson('rep');
  await aClientOf(other.group);
  await eventually(() => Promise.resolve(expect(arrivedAt(other.rep.address).length).toBe(1)));
  server.refuses({ step: 'RCPT TO', reply: '550 5.1.1 no such user', to: next.address });
  ok(await cell.admin.post(`/v1/reps/${other.rep.id}/handover`, { to: next.id }));
  await eventually(async () =>
    expect(await mailsThat(`state=refused&recipient=${next.id}`)).toMatchObject([{ kind: 'dossier' }]),
  );
  await eventually(() =>
    Promise.resolve(
      expect(arrivedAt(other.manager.address).map(({ subject }) => subject)).toEqual([
        `No mail reaches Wobblewort ${next.id}`,
      ]),
    ),
  );

  // The address is mended: what was refused is sent again, and arrives once.
  server.refuses(null);
  const address = `${fresh('rep')}@holdfast.example`;
  ok(await cell.admin.put(`/v1/reps/${rep.id}`, { name: `Wobblewort ${rep.id}`, email: address }));
  for (const { key } of await mailsThat(`state=refused&recipient=${rep.id}`))
    expect((await cell.admin.post(`/v1/mails/${encodeURIComponent(key)}/send-again`)).status).toBe(202);
  await eventually(() => Promise.resolve(expect(arrivedAt(address).length).toBe(3)));
  expect(arrivedAt(manager.address).length).toBe(1);
});

test('a mail about refused mail that is refused itself tells nobody further, and stays in the list', async () => {
  const { rep, manager, group } = await aTeam();
  server.refuses({ step: 'RCPT TO', reply: '550 5.1.1 no such user' });
  await aClientOf(group);
  await eventually(async () =>
    expect(await mailsThat(`state=refused&recipient=${manager.id}`)).toMatchObject([{ kind: 'unreachable' }]),
  );
  expect((await mailsThat(`recipient=${rep.id}`)).map(({ kind, state }) => [kind, state])).toEqual([
    ['hand-over', 'refused'],
  ]);
  expect(await mailsThat('state=waiting')).toEqual([]);
});

test('of a mail to a contact whose content is refused the rep hears; the address is not marked', async () => {
  const { group } = await aTeam();
  const next = await aPerson('rep');
  const { client, contact, ids } = await aClientOf(group);
  server.refuses({ step: 'DATA', reply: '554 5.7.1 this looks like spam', to: contact.address });
  ok(await cell.admin.post(`/v1/lifecycles/${ids[0]}/reassign`, { rep: next.id }));
  await eventually(() =>
    Promise.resolve(
      expect(arrivedAt(next.address).map(({ subject }) => subject)).toContain(
        `Not delivered to ${contact.name}: Alpine Tools (CRM Pro)`,
      ),
    ),
  );
  const [marked] = (await cell.admin.get(`/v1/clients/${client}`)).body.contacts;
  expect(marked).not.toHaveProperty('unreachableSince');
  server.refuses(null);
  const [refused] = await mailsThat(`state=refused&recipient=${contact.id}&lifecycle=${ids[0]}`);
  expect((await cell.admin.post(`/v1/mails/${encodeURIComponent(refused?.key ?? '')}/send-again`)).status).toBe(202);
  await eventually(() => Promise.resolve(expect(arrivedAt(contact.address).length).toBe(1)));
});

test('mails that wait to go out as one wait together, however long the mail server is away, and arrive together', async () => {
  const { rep, group } = await aTeam();
  server.refuses({ step: 'RCPT TO', reply: '552 5.2.2 mailbox full', to: rep.address });
  await aClientOf(group, 2);
  const waitsAs = (condition: string): Promise<number> =>
    cell.count('mails', `"recipientId" = '${rep.id}' and state = 'waiting' and ${condition}`);
  await eventually(async () => expect(await waitsAs('"lastError" is not null')).toBe(2));
  // What begins with a deal goes out as one: whichever was tried first carries both, and the other's own delivery ends.
  const carried = await withDatabase(cell.databaseUrl, async (client) => {
    const { rows } = await client.query<{ key: string; carrierKey: string | null }>(
      'select key, "carrierKey" from mails where "recipientId" = $1',
      [rep.id],
    );
    return rows.filter(({ key, carrierKey }) => carrierKey !== null && carrierKey !== key);
  });
  expect(carried).toHaveLength(1);
  const own = (await temporal()).workflow.getHandle(carried[0]?.key ?? '');
  await eventually(async () => expect((await own.describe()).status.name).toBe('COMPLETED'), 60_000);
  // The comparison comes by: it puts this one, which nobody delivers, on its way, after it has looked at the others.
  const [last, longAgo] = [fresh('zzz'), '2020-01-01'];
  await withDatabase(cell.databaseUrl, async (client) => {
    await client.query(`update mails set "startedAt" = $2 where "recipientId" = $1`, [rep.id, longAgo]);
    await client.query(
      `insert into mails (key, kind, role, "recipientId", at, "createdAt", "startedAt")
       values ($1, 'nobody-knows-it', 'rep', 'nobody', now(), now(), $2)`,
      [last, longAgo],
    );
  });
  await eventually(async () =>
    expect(await cell.count('mails', `key = '${last}' and "startedAt" is distinct from '${longAgo}'`)).toBe(1),
  );
  await withDatabase(cell.databaseUrl, (client) => client.query('delete from mails where key = $1', [last]));
  expect(await waitsAs('true')).toBe(2);
  server.refuses(null);
  // It may have waited for its deal before it was refused, which counts as a try: the fifth pause is 80 seconds long.
  await eventually(() => Promise.resolve(expect(arrivedAt(rep.address).length).toBe(1)), 90_000);
  await eventually(async () => expect(await mailsThat(`state=sent&recipient=${rep.id}`)).toHaveLength(2));
});

test('a mail for an id that is nobody’s is in the list with the reason, and its lifecycle and who leads hear of it', async () => {
  const { rep, manager, group } = await aTeam();
  const { ids } = await aClientOf(group);
  await eventually(() => Promise.resolve(expect(arrivedAt(rep.address).length).toBe(1)));
  await withDatabase(cell.databaseUrl, (client) => client.query('delete from reps where id = $1', [rep.id]));
  ok(await cell.admin.post(`/v1/lifecycles/${ids[0]}/pause`, { reason: 'season' }));
  ok(await cell.admin.post(`/v1/lifecycles/${ids[0]}/resume`));
  await eventually(async () =>
    expect(await mailsThat(`state=refused&recipient=${rep.id}`)).toMatchObject([
      { lastError: `nobody is known as ${rep.id}` },
    ]),
  );
  await eventually(async () => expect(await eventsOf(ids[0] ?? '', 'mail-refused')).toHaveLength(1));
  await eventually(() =>
    Promise.resolve(
      expect(arrivedAt(manager.address)).toMatchObject([{ subject: `Mail for ${rep.id} reaches nobody` }]),
    ),
  );
});

test('the list is for ops; an unknown mail is 404, and so is a cursor of no list 422', async () => {
  const status = async (path: string) => (await cell.admin.get(path)).status;
  expect(await status('/v1/mails?cursor=bm93aGVyZQ')).toBe(422);
  expect(await status('/v1/mails?state=lost')).toBe(422);
  expect((await cell.admin.post('/v1/mails/mail.nowhere/send-again')).status).toBe(404);
  const headers = { Authorization: `Bearer ${await cell.keyOf('sales')}` };
  expect((await fetch(`${cell.url}/v1/mails`, { headers, signal: AbortSignal.timeout(30_000) })).status).toBe(403);
});

test('mails go out while every receiver of webhooks hangs, however many messages they hold', async () => {
  // More messages than a worker has slots: on a queue of their own they hold up nothing but each other.
  const [receivers, each] = [4, 28];
  const worlds = await Promise.all(Array.from({ length: receivers }, () => startWorld()));
  for (const world of worlds) world.answers(() => undefined);
  const hooks = worlds.flatMap((world) =>
    Array.from({ length: each }, () => ({ id: fresh('hook'), url: world.at('/in') })),
  );
  for (const { id, url } of hooks)
    ok(await cell.admin.put(`/v1/webhooks/${id}`, { url, types: ['lifecycle.stage-changed'] }));
  const { rep, group } = await aTeam();
  await aClientOf(group);
  const held = (): number => worlds.reduce((sum, { arrived }) => sum + arrived.length, 0);
  await eventually(() => Promise.resolve(expect(held()).toBeGreaterThanOrEqual(100)));
  await aClientOf(group);
  await eventually(() => Promise.resolve(expect(arrivedAt(rep.address).length).toBe(2)));
  // Not one of them has taken anything.
  expect(await cell.count('webhook_messages', `state <> 'waiting'`)).toBe(0);
  for (const { id } of hooks) ok(await cell.admin.delete(`/v1/webhooks/${id}`));
});
