/** Ways around the rule of who may read and do what: ids in bodies, jobs, links, pages, replays, old keys. None leads anywhere. */
import { withDatabase } from '../../dev/postgres';
import {
  admin,
  caller,
  eventually,
  everyPage,
  fresh,
  insist,
  lifecycle,
  running,
  sales,
  telemetry,
  wait,
  type Caller,
} from '../support/api';
import { anAccessHouse, putAway, type AccessHouse } from '../support/access-house';
import { browse } from '../support/browse';
import { aClient } from '../support/clients';
import { daysFromToday } from '../support/dates';
import { aDeal, aGroup, handOff, type People } from '../support/deals';
import { as, keyFor, type HeldKey } from '../support/keys';
import { linkIn, mailAbout } from '../support/mailbox';
import { sessionOf } from '../support/sign-in';
import { letPass } from '../support/time';
import { person } from '../support/workgroups';

/** Rows of the database. */
const rowsOf = (query: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> =>
  withDatabase(running.postgres, async (client) => (await client.query(query, [...values])).rows);

/** A rep who has left. */
async function gone(): Promise<string> {
  const { id } = await person('gone');
  await leave(id);
  return id;
}
async function leave(id: string): Promise<void> {
  const { status } = await admin.put(`/v1/reps/${id}`, {
    name: 'Wobblewort',
    email: `${id}@holdfast.example`,
    left: true,
  });
  expect(status).toBe(200);
}

let house: AccessHouse;
/** A client of two lines, each of a rep of its own. */
let shared: { readonly client: string; readonly mine: string; readonly theirs: string };
let mine: People;
let me: HeldKey;

beforeAll(async () => {
  house = await anAccessHouse();
  const other = await aGroup();
  const { client, ids, people } = await aClient(2, {});
  mine = people;
  me = await as(people.rep);
  const [own = '', theirs = ''] = ids;
  await insist(`/v1/lifecycles/${theirs}/reassign`, { rep: other.rep });
  // In the same group: only who leads it sees both.
  shared = { client, mine: own, theirs };
});

test('1: what is not theirs looks like what is not there', async () => {
  const theirs = await me.get(`/v1/lifecycles/${house.id}`);
  const nobodys = await me.get('/v1/lifecycles/D-none.crm-pro.t1');
  const seen = ({ status, body }: typeof theirs) => ({ status, ...body, requestId: '' });
  expect(seen(theirs)).toEqual(seen(nobodys));
});

test('2: a touch for another rep’s lifecycle of the same client, by alsoFor', async () => {
  const { status, body } = await me.post(`/v1/lifecycles/${shared.mine}/touches`, {
    kind: 'call',
    outcome: 'done',
    alsoFor: [shared.theirs],
  });
  expect({ status, errors: body.errors }).toMatchObject({ status: 422, errors: [{ pointer: '/alsoFor/0' }] });
  const led = await as(mine.managerMail.split('.')[0] ?? '');
  const both = { kind: 'call', outcome: 'done', alsoFor: [shared.theirs] };
  expect((await led.post(`/v1/lifecycles/${shared.mine}/touches`, both)).status).toBe(202);
});

test('3: signals for others, in a batch', async () => {
  const signal = (id: string) => ({ lifecycle: id, kind: 'happiness', value: 5, eventId: fresh('event') });
  const { body } = await me.post('/v1/signals', {
    signals: [signal(shared.mine), signal(house.id), signal('D-none.x.t1')],
  });
  expect(body).toMatchObject({
    accepted: 1,
    rejected: [
      { pointer: '/signals/1', code: 'unknown-lifecycle' },
      { pointer: '/signals/2', code: 'unknown-lifecycle' },
    ],
  });
});

test('4: who collects tells of invoices, and of nothing else', async () => {
  const signal = (kind: string) => ({ lifecycle: house.id, kind, value: 5, eventId: fresh('event') });
  const { body } = await house.keys.collects.post('/v1/signals', {
    signals: [signal('happiness'), { ...signal('invoice-overdue'), invoiceId: 'I-1' }],
  });
  expect(body).toMatchObject({ accepted: 1, rejected: [{ pointer: '/signals/0' }] });
  const happy = await house.keys.collects.post(`/v1/lifecycles/${house.id}/signals`, { kind: 'happiness', value: 5 });
  expect(happy.status).toBe(403);
});

test('5: a lifecycle reassigned to oneself, by who does not keep it and by who does', async () => {
  expect((await me.post(`/v1/lifecycles/${house.id}/reassign`, { rep: mine.rep })).status).toBe(404);
  const { status, body } = await me.post(`/v1/lifecycles/${shared.mine}/reassign`, { rep: mine.rep });
  expect({ status, detail: body.detail }).toEqual({
    status: 403,
    detail: 'Only who leads its group, or ops, may give this lifecycle to somebody else.',
  });
});

test.each<[string, (left: string) => Promise<{ readonly status: number; readonly body: unknown }>]>([
  ['/rep', (left) => house.keys.manager.post(`/v1/lifecycles/${house.id}/reassign`, { rep: left })],
  ['/to', (left) => admin.post(`/v1/reps/${mine.rep}/handover`, { to: left })],
  ['/to/1', (left) => admin.post(`/v1/reps/${mine.rep}/handover`, { to: [house.otherRep, left] })],
  ['/rep', (left) => admin.put(`/v1/groups/${fresh('group')}`, { name: 'G', rep: left, policy: 'default' })],
  [
    '/manager',
    (left) => admin.put(`/v1/groups/${fresh('group')}`, { name: 'G', rep: mine.rep, manager: left, policy: 'default' }),
  ],
  [
    '/director',
    (left) =>
      admin.put(`/v1/groups/${fresh('group')}`, { name: 'G', rep: mine.rep, director: left, policy: 'default' }),
  ],
  [
    '/deputy',
    (left) => admin.put(`/v1/reps/${fresh('rep')}`, { name: 'R', email: 'r@holdfast.example', deputy: left }),
  ],
  [
    '/receivablesManager',
    (left) =>
      admin.put(`/v1/workgroups/${fresh('w')}`, {
        name: 'W',
        receivablesManager: left,
        businessDeveloper: mine.rep,
        reps: [],
      }),
  ],
  [
    '/businessDeveloper',
    (left) =>
      admin.put(`/v1/workgroups/${fresh('w')}`, {
        name: 'W',
        receivablesManager: mine.rep,
        businessDeveloper: left,
        reps: [],
      }),
  ],
  [
    '/reps/0',
    (left) =>
      admin.put(`/v1/workgroups/${fresh('w')}`, {
        name: 'W',
        receivablesManager: mine.rep,
        businessDeveloper: mine.rep,
        reps: [left],
      }),
  ],
  [
    '/onboarding/0/owner',
    (left) =>
      admin.put(`/v1/products/${fresh('p')}`, {
        name: 'P',
        onboarding: [{ code: 'training', title: 'T', owner: left, targetDays: 3 }],
      }),
  ],
  ['/rep', (left) => admin.post('/v1/keys', { name: 'K', role: 'rep', rep: left })],
])('6: who has left is given nothing any more: %s', async (pointer, give) => {
  const { status, body } = await give(await gone());
  expect({ status, body }).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
});

test('7: a deal for a group whose rep has left goes to nobody who left', async () => {
  const { group, rep } = await aGroup();
  await leave(rep);
  const { status, body } = await sales.post('/v1/deals', aDeal({}, { group }));
  expect({ status, errors: body.errors }).toMatchObject({ status: 422, errors: [{ pointer: '/products/0/group' }] });
});

test('8: lists, however they are filtered, and wherever their cursor comes from', async () => {
  const asked = ['', `?client=${house.deal.client.id}`, `?rep=${house.people.rep}`, `?group=${house.people.group}`];
  for (const query of asked) {
    const seen = await everyPage<{ id: string }>(me, `/v1/lifecycles${query}`);
    expect(seen.map(({ id }) => id)).toEqual(query === '' ? [shared.mine] : []);
  }
  const { body } = await admin.get('/v1/lifecycles?limit=1');
  expect((await me.get(`/v1/lifecycles?cursor=${body.next}`)).body.items.length).toBeLessThan(2);
  expect((await everyPage<{ id: string }>(me, '/v1/clients')).map(({ id }) => id)).toEqual([shared.client]);
  expect((await me.get(`/v1/deals?client=${house.deal.client.id}`)).body.items).toEqual([]);
  const other = await everyPage<{ dealId: string }>(house.held.sales, '/v1/deals');
  expect(other.map(({ dealId }) => dealId)).toEqual([house.deal.dealId]);
});

test('9: a client shows of its lifecycles those alone that one reads', async () => {
  const { body } = await me.get(`/v1/clients/${shared.client}`);
  expect(body.lifecycles.map(({ id }: { id: string }) => id)).toEqual([shared.mine]);
  expect(JSON.stringify(body)).not.toContain(shared.theirs);
  const map = await me.get(`/v1/clients/${shared.client}/communication`);
  expect(JSON.stringify(map.body)).not.toContain(shared.theirs);
});

test('10: what is told of a client names no lifecycle that one does not read', async () => {
  const wish = await me.post(`/v1/clients/${shared.client}/opt-in`);
  expect(wish.body.lifecycles).toEqual([shared.mine]);
  const contact = encodeURIComponent(aDeal().contacts[1]?.id ?? '');
  const put = await me.put(`/v1/clients/${shared.client}/contacts/${contact}`, {
    name: 'Quetzalina New',
    email: 'q@client.example',
  });
  expect(put.body.lifecycles).toEqual([shared.mine]);
  const left = await me.post(`/v1/lifecycles/${shared.mine}/signals`, {
    kind: 'contact-departed',
    contactId: aDeal().contacts[1]?.id,
  });
  expect(left).toMatchObject({ status: 202, body: { alsoTold: [] } });
});

test('11: reports, as JSON and as CSV, count what one reads', async () => {
  expect((await me.post(`/v1/lifecycles/${shared.mine}/touches`, { kind: 'call', outcome: 'done' }, wait)).status).toBe(
    202,
  );
  await eventually(async () => {
    const { body } = await me.get('/v1/reports/work');
    expect(body.rows.map(({ rep }: { rep: string }) => rep)).toContain(mine.rep);
  });
  const { rep } = house.people;
  const csv = await fetch(`${running.api}/v1/reports/work`, {
    headers: { Authorization: `Bearer ${me.key}`, Accept: 'text/csv' },
  });
  const text = await csv.text();
  expect(text).toContain(mine.rep);
  expect(text).not.toContain(rep);
  expect((await me.get(`/v1/reports/work?rep=${rep}`)).body.rows).toEqual([]);
  const until = daysFromToday(800);
  const behind = await everyPage<{ lifecycle: string }>(me, `/v1/reports/renewals/behind?to=${until}`);
  expect(behind.map(({ lifecycle: id }) => id).filter((id) => id !== shared.mine)).toEqual([]);
});

test('12: an answer that is repeated is for who may still have it', async () => {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  const call = await as(people.rep);
  const key = { 'Idempotency-Key': fresh('key') };
  const pause = () => call.post(`/v1/lifecycles/${id}/pause`, { reason: 'client-asked' }, key);
  expect((await pause()).status).toBe(200);
  expect((await pause()).headers.get('Idempotent-Replayed')).toBe('true');
  expect((await admin.post(`/v1/lifecycles/${id}/reassign`, { rep: house.otherRep })).status).toBe(200);
  expect((await pause()).status).toBe(404);
  // And another key finds nothing under the same one.
  expect((await me.post(`/v1/lifecycles/${id}/pause`, { reason: 'client-asked' }, key)).status).toBe(404);
});

test('13: jobs, imports and campaigns', async () => {
  const { body } = await admin.get('/v1/jobs?limit=1');
  const job = body.items[0]?.id ?? 'job';
  for (const at of [`/v1/jobs/${job}`, `/v1/jobs/${job}/rows`, '/v1/jobs', '/v1/mails', '/v1/keys'])
    expect({ at, status: (await me.get(at)).status }).toEqual({ at, status: 403 });
  expect((await me.post('/v1/campaigns', {})).status).toBe(403);
  expect((await me.post('/v1/imports', {})).status).toBe(403);
  expect((await me.post(`/v1/reps/${house.people.rep}/handover`, { to: mine.rep })).status).toBe(403);
});

test('14: a seller’s key and another seller’s deal', async () => {
  const seller = house.deal.seller.id;
  const theirs = await keyFor('sales', { seller });
  const { status, body } = await theirs.post('/v1/deals', aDeal());
  expect({ status, errors: body.errors }).toMatchObject({ status: 403, errors: [{ pointer: '/seller/id' }] });
  const own = aDeal({ seller: house.deal.seller });
  expect((await theirs.post('/v1/deals', own)).status).toBe(201);
  expect((await house.keys['other seller'].get(`/v1/deals/${own.dealId}`)).status).toBe(404);
  // Another key of sales reads of that seller what it handed over itself.
  const { body: lines } = await house.held.sales.get(`/v1/sellers/${seller}/deals`);
  expect(lines.lines.map(({ deal }: { deal: string }) => deal)).toEqual([house.deal.dealId]);
});

test('15: a page shows who is signed in what they may read', async () => {
  const page = async (rep: string) => {
    const cookie = await sessionOf((await admin.get(`/v1/reps/${rep}`)).body.email);
    return fetch(`${running.api}/lifecycles/${house.id}`, { headers: { Cookie: cookie } });
  };
  expect((await page(house.people.rep)).status).toBe(200);
  expect((await page(house.otherRep)).status).toBe(404);
});

test('16: who left is out at once', async () => {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group }));
  const call = await as(people.rep);
  const session = await sessionOf(people.repMail);
  expect((await call.get(`/v1/lifecycles/${id}`)).status).toBe(200);
  await leave(people.rep);
  const { status, body } = await call.get(`/v1/lifecycles/${id}`);
  expect({ status, detail: body.detail }).toEqual({
    status: 401,
    detail: 'This key is unknown, expired or revoked.',
  });
  const page = await fetch(`${running.api}/lifecycles/${id}`, { headers: { Cookie: session }, redirect: 'manual' });
  expect(page.status).toBe(303);
});

test('17: who stood in, once the rep is back', async () => {
  const { rep, group } = await aGroup();
  const id = await handOff(aDeal({}, { group }));
  const deputy = await person('deputy');
  const call = await as(deputy.id);
  await putAway(rep, deputy.id, -1, 1);
  expect((await call.get(`/v1/lifecycles/${id}`)).status).toBe(200);
  await putAway(rep, deputy.id, -9, -3);
  expect((await call.get(`/v1/lifecycles/${id}`)).status).toBe(404);
});

/** A lifecycle whose first touch is due, and the link that its rep got; or who stands in for them. */
async function dueTouch(
  prepare: (rep: string) => Promise<string | null>,
): Promise<{ id: string; rep: string; link: string }> {
  const people = await aGroup();
  const mail = (await prepare(people.rep)) ?? people.repMail;
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  await letPass(id, 57);
  return { id, rep: people.rep, link: linkIn(await mailAbout(mail, 'Due: call')) };
}

test('18: the link of a rep who left', async () => {
  const { id, rep, link } = await dueTouch(async () => null);
  await leave(rep);
  const page = await browse(link);
  expect(page.html).toContain('Somebody else has this client now');
  expect((await page.post({ outcome: 'done' })).status).toBe(409);
  expect((await lifecycle(id)).touches[0]?.completedAt).toBeUndefined();
});

test('19: the link of who stood in, once the rep is back', async () => {
  const deputy = await person('deputy');
  const { id, rep, link } = await dueTouch(async (away) => {
    await putAway(away, deputy.id, -1, 100);
    return deputy.mail;
  });
  expect((await browse(link)).html).not.toContain('Somebody else has this client now');
  await putAway(rep, deputy.id, -9, -3);
  const page = await browse(link);
  expect(page.html).toContain('Somebody else has this client now');
  expect((await page.post({ outcome: 'done' })).status).toBe(409);
  expect((await lifecycle(id)).touches[0]?.completedAt).toBeUndefined();
});

test('20: a key of role rep that belongs to nobody', async () => {
  const { status, body } = await admin.post('/v1/keys', { name: 'K', role: 'rep' });
  expect({ status, errors: body.errors }).toMatchObject({ status: 422, errors: [{ pointer: '/rep' }] });
  const id = fresh('key');
  const { key } = await keyFor('ops');
  // As the release before made them.
  await rowsOf(
    `update keys set role = 'rep' where id = (select "keyId" from key_secrets where hash = encode(sha256($1::bytea), 'hex'))`,
    [key],
  );
  const old = await caller(running.api, key).get(`/v1/lifecycles/${id}.x.t1`);
  expect({ status: old.status, detail: old.body.detail }).toMatchObject({
    status: 401,
    detail: expect.stringContaining('belongs to no rep'),
  });
});

test('21: a rotated key: the secrets before end in a day, or at once', async () => {
  const held = await keyFor('ops');
  const again = async (endOthersNow: boolean): Promise<string> =>
    (await admin.post(`/v1/keys/${held.id}/rotate`, { endOthersNow })).body.key;
  const opens = async (key: string): Promise<number> => (await caller(running.api, key).get('/v1/reps')).status;
  const second = await again(false);
  expect([await opens(held.key), await opens(second)]).toEqual([200, 200]);
  const third = await again(true);
  expect([await opens(held.key), await opens(second), await opens(third)]).toEqual([401, 401, 200]);
});

test('22: ten rotations at once lose none', async () => {
  const { id } = await keyFor('ops');
  const rotated = await Promise.all(Array.from({ length: 10 }, () => admin.post(`/v1/keys/${id}/rotate`)));
  const opened = await Promise.all(rotated.map(({ body }) => caller(running.api, body.key).get('/v1/reps')));
  expect(opened.map(({ status }) => status)).toEqual(rotated.map(() => 200));
});

test('23: a key that has expired, and one that was revoked', async () => {
  const past = await admin.post('/v1/keys', { name: 'K', role: 'ops', expiresAt: '2020-01-01T00:00:00Z' });
  expect(past.status).toBe(422);
  // Moments are compared, and not their texts: a minute ago where it is tomorrow, in an hour where it is yesterday.
  const inZone = (at: number, hours: number): string =>
    new Date(at + hours * 3_600_000).toISOString().replace('Z', `${hours < 0 ? '-' : '+'}${Math.abs(hours)}:00`);
  const ends = (expiresAt: string) => admin.post('/v1/keys', { name: 'K', role: 'ops', expiresAt });
  expect((await ends(inZone(Date.now() - 60_000, 14))).body.errors).toMatchObject([{ pointer: '/expiresAt' }]);
  const soon = Date.now() + 3_600_000;
  expect((await ends(inZone(soon, -12))).body).toMatchObject({ expiresAt: new Date(soon).toISOString() });
  expect((await ends('2999-01-01T00:00:00Z')).status).toBe(422);
  const short = await keyFor('ops', { expiresAt: new Date(Date.now() + 1_000).toISOString() });
  await eventually(async () => expect((await short.get('/v1/reps')).status).toBe(401));
  const tooLate = await admin.post(`/v1/keys/${short.id}/rotate`);
  expect([tooLate.status, tooLate.body.type]).toEqual([409, 'urn:holdfast:problem:expired']);
  const revoked = await keyFor('ops');
  expect((await revoked.get('/v1/reps')).status).toBe(200);
  expect((await admin.delete(`/v1/keys/${revoked.id}`)).body.revokedAt).toBeDefined();
  expect((await revoked.get('/v1/reps')).status).toBe(401);
  expect((await admin.post(`/v1/keys/${revoked.id}/rotate`)).status).toBe(409);
  const listed = await everyPage<{ id: string; lastUsedAt?: string; createdBy: string }>(admin, '/v1/keys');
  expect(listed.find(({ id }) => id === revoked.id)).toMatchObject({
    lastUsedAt: expect.any(String),
    createdBy: 'admin',
  });
});

test('24: what is kept under an Idempotency-Key holds no key', async () => {
  const key = { 'Idempotency-Key': fresh('key') };
  const make = () => admin.post('/v1/keys', { name: 'K', role: 'ops' }, key);
  const first = await make();
  const second = await make();
  expect(first.body.key).toMatch(/^hf_ops_/);
  expect(second.body).toMatchObject({ id: first.body.id, shownOnce: ['key'] });
  expect(second.body.key).toBeUndefined();
  expect(await rowsOf(`select 1 from idempotent_requests where body::text like $1`, [`%${first.body.key}%`])).toEqual(
    [],
  );
});

test('25: the audit says which key wrote what, and who was refused', async () => {
  const held = await keyFor('sales');
  const deal = aDeal();
  await held.post('/v1/deals', deal);
  await held.get('/v1/keys');
  const byKey = async () =>
    rowsOf('select route, subject, status, "keyId" from audit where "keyId" = $1 order by at', [held.id]);
  expect(await byKey()).toEqual([
    { route: '/v1/deals', subject: deal.dealId, status: 201, keyId: held.id },
    { route: '/v1/keys', subject: null, status: 403, keyId: held.id },
  ]);
  // A read by HEAD is no write, what is answered again was done once, and a row that is not theirs is a refusal.
  await fetch(`${running.api}/v1/deals/${deal.dealId}`, {
    method: 'HEAD',
    headers: { Authorization: `Bearer ${held.key}` },
  });
  const [once, again] = [{ 'Idempotency-Key': fresh('key') }, { 'Idempotency-Key': fresh('key') }];
  const second = aDeal();
  for (const time of ['first', 'again']) {
    expect([time, (await held.post('/v1/deals', second, once)).status]).toEqual([time, 201]);
    const other = { ...second, client: { ...second.client, name: 'Another' } };
    expect([time, (await held.post('/v1/deals', other, again)).status]).toEqual([time, 409]);
  }
  expect((await held.get(`/v1/lifecycles/${house.id}`)).status).toBe(404);
  expect((await byKey()).slice(2).map(({ route, status }) => [route, status])).toEqual([
    ['/v1/deals', 201],
    ['/v1/lifecycles/:id', 404],
  ]);
  expect(await rowsOf(`select actor, method from audit where subject = $1`, [`${held.id}/sales`])).toEqual([
    { actor: 'admin', method: 'POST' },
  ]);
  const id = await handOff(aDeal());
  await telemetry.post('/v1/signals', {
    signals: [{ lifecycle: id, kind: 'usage', value: 50, eventId: fresh('event') }],
  });
  expect(await rowsOf(`select route from audit where subject = $1`, [id])).toEqual([{ route: '/v1/signals' }]);
});

test('26: behind a link, alsoFor of another rep’s lifecycle of the same client', async () => {
  const other = await aGroup();
  const { ids, people } = await aClient(3, {});
  const [own = '', theirs = '', second = ''] = ids;
  await insist(`/v1/lifecycles/${theirs}/reassign`, { rep: other.rep });
  await letPass(own, 57);
  const page = await browse(linkIn(await mailAbout(people.repMail, { item: `${own}/touch-1` })));
  expect({ offered: page.html.includes(second), theirs: page.html.includes(theirs) }).toEqual({
    offered: true,
    theirs: false,
  });
  const refused = await page.post({ outcome: 'done', alsoFor: [theirs] });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('Choose products from the list.');
  expect((await lifecycle(own)).touches[0]?.completedAt).toBeUndefined();
  expect((await page.post({ outcome: 'done', alsoFor: [second] })).html).toContain('Also for');
});

test('27: nobody who left comes back by a change of something else, nor with the key of before', async () => {
  const put = (id: string, more: object) =>
    admin.put(`/v1/reps/${id}`, { name: 'Wobblewort', email: `${id}@holdfast.example`, ...more });
  const [one, other] = [await person('leaver'), await person('leaver')];
  const heir = await aGroup();
  const keys = [await as(one.id), await as(other.id)];
  await leave(one.id);
  expect((await admin.post(`/v1/reps/${other.id}/handover`, { to: heir.rep, leaves: true })).status).toBe(202);
  for (const [place, { id }] of [one, other].entries()) {
    const call = keys[place];
    expect((await admin.post(`/v1/keys/${call?.id}/rotate`)).status).toBe(409);
    const { status, body } = await put(id, { capacity: 7 });
    expect({ status, body }).toMatchObject({ status: 200, body: { capacity: 7, leftAt: expect.any(String) } });
    expect((await call?.get('/v1/reps'))?.status).toBe(401);
    expect((await put(id, { left: false })).body.leftAt).toBeUndefined();
    expect((await call?.get('/v1/reps'))?.status).toBe(401);
    expect((await (await as(id)).get('/v1/reps')).status).toBe(200);
  }
});

test('28: what tells of lifecycles that one does not read, beside them: reasons, loads and figures', async () => {
  const seller = await keyFor('sales', { seller: house.deal.seller.id });
  const target = fresh('target');
  await admin.put(`/v1/targets/${target}`, { measure: 'logo-retention', target: 0.9, threshold: 0.8 });
  // A figure that the watch does not overwrite at its first look.
  await eventually(async () =>
    expect(
      await rowsOf(`update targets set value = 0.5 where id = $1 and "checkedAt" is not null returning id`, [target]),
    ).toHaveLength(1),
  );
  const { rep } = house.people;
  // One of somebody else's clients.
  const asked = aDeal({ client: { id: shared.client, name: 'X', timeZone: 'UTC' }, seller: house.deal.seller });
  const of = async (call: Caller) => {
    const { body } = await call.post('/v1/deals/preview', asked);
    const why: readonly string[] = body.products?.[0].why ?? [];
    return {
      reasons: why.length > 1,
      load: (await call.get(`/v1/reps/${rep}`)).body.load !== undefined,
      value: (await call.get(`/v1/targets/${target}`)).body.value !== undefined,
    };
  };
  expect(await of(admin)).toEqual({ reasons: true, load: true, value: true });
  expect(await of(seller)).toEqual({ reasons: false, load: false, value: false });
  expect(await of(house.held.keeps)).toEqual({ reasons: false, load: true, value: false });
  expect(await of(me)).toEqual({ reasons: false, load: false, value: false });
});
