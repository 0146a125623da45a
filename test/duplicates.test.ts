/** Clients who may be one are proposed, to whoever reads both; nobody merges them but people, who may also say that they are two. */
import { withDatabase } from '../dev/postgres';
import { admin, eventually, fresh, running, sales, wait, type Caller } from './support/api';
import { aDeal, aGroup, type People } from './support/deals';
import { aRow, ndjson, sendImport } from './support/imports';
import { as } from './support/keys';

interface Proposed {
  readonly clients: readonly { readonly id: string; readonly name: string }[];
  readonly reasons: readonly string[];
}

/** Nobody else's client goes by it. */
const aName = (): string => fresh('Zirbel').replace('-', ' ');
const mailboxOf = (name: string): string => `${name}.quetzalina@client.example`;
const person = (id: string, mailbox: string) => ({ id, name: `Quetzalina ${id}`, email: mailboxOf(mailbox) });
const someone = () => [person('x', fresh('x'))];

/** Hands a deal over; returns the client's id, the lifecycle's, and what was said of clients with whom they may be one. */
async function aClient({ group }: People, name: string, contacts: readonly object[] = someone(), id = fresh('C')) {
  const deal = aDeal({ client: { id, name, timeZone: 'UTC' }, contacts }, { skipOnboarding: true, group });
  const { status, body } = await sales.post('/v1/deals', deal);
  expect(status).toBe(201);
  return { id, lifecycle: String(body.lifecycles[0].id), said: body.maybeSameAs as unknown };
}

/** All pairs that somebody is shown, page by page. */
async function pairsOf(reader: Caller, limit = 200): Promise<readonly Proposed[]> {
  const all: Proposed[] = [];
  for (let cursor = ''; ;) {
    const { status, body } = await reader.get(`/v1/client-duplicates?limit=${limit}${cursor}`);
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(limit);
    all.push(...(body.items as Proposed[]));
    if (body.next === undefined) return all;
    cursor = `&cursor=${body.next}`;
  }
}

const idsIn = (pairs: readonly Proposed[]) => pairs.map(({ clients }) => clients.map(({ id }) => id).toSorted());
const maybeSameAs = async (reader: Caller, id: string): Promise<readonly string[]> =>
  ((await reader.get(`/v1/clients/${id}`)).body.maybeSameAs as { id: string }[]).map((one) => one.id);
const say = (who: Caller, id: string, other: string, same: unknown) =>
  who.put(`/v1/client-duplicates/${id}/${other}`, { same });

test('one name under two ids: proposed at the hand-off, in the list and at the client, until somebody says that they are two', async () => {
  const people = await aGroup();
  const [rep, stranger] = [await as(people.rep), await as((await aGroup()).rep)];
  const name = aName();
  const first = await aClient(people, `${name} GmbH`);
  expect(first.said).toBeUndefined();
  const second = await aClient(people, name.toUpperCase());
  const reasons = [`${name.toUpperCase()} and ${name} GmbH are one name, but for how it is written.`];
  expect(second.said).toEqual([{ id: first.id, name: `${name} GmbH`, reasons }]);
  const pair = [first.id, second.id].toSorted();
  expect((await aClient(people, name.toUpperCase(), someone(), second.id)).said).toBeUndefined();

  expect(idsIn(await pairsOf(rep))).toEqual([pair]);
  expect(await maybeSameAs(rep, first.id)).toEqual([second.id]);
  expect(await maybeSameAs(rep, second.id)).toEqual([first.id]);
  expect(await pairsOf(stranger)).toEqual([]);

  expect(await say(rep, second.id, first.id, false)).toMatchObject({ status: 200, body: { same: false } });
  expect((await say(rep, first.id, second.id, false)).status).toBe(200);
  expect(await pairsOf(rep)).toEqual([]);
  expect(await maybeSameAs(rep, first.id)).toEqual([]);
  expect(await say(rep, first.id, second.id, null)).toMatchObject({ status: 200, body: { same: null } });
  expect(idsIn(await pairsOf(rep))).toEqual([pair]);

  expect((await say(stranger, first.id, second.id, false)).status).toBe(404);
  expect((await say(admin, first.id, fresh('C'), false)).status).toBe(404);
  expect(await say(rep, first.id, first.id, false)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/other' }] } });
  for (const wrong of [true, 'no', undefined, 0])
    expect(await say(rep, first.id, second.id, wrong)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/same' }] } });

  // Who is called otherwise now is somebody else.
  expect((await rep.patch(`/v1/clients/${second.id}`, { name: aName() })).status).toBe(200);
  expect(await pairsOf(rep)).toEqual([]);
}); // prettier-ignore

test('who reads one of two hears of neither', async () => {
  const [mine, theirs] = [await aGroup(), await aGroup()];
  const name = aName();
  const [a, b] = [await aClient(mine, name), await aClient(theirs, name)];
  for (const { rep } of [mine, theirs]) expect(await pairsOf(await as(rep))).toEqual([]);
  expect(await maybeSameAs(await as(mine.rep), a.id)).toEqual([]);
  expect((await say(await as(mine.rep), a.id, b.id, false)).status).toBe(404);
  expect(await maybeSameAs(admin, a.id)).toEqual([b.id]);
});

test('a pair that is merged is gone, and who is apart from the one is apart from both', async () => {
  const people = await aGroup();
  const rep = await as(people.rep);
  const name = aName();
  const [a, b, c, d] = [
    await aClient(people, name),
    await aClient(people, `${name} AG`),
    await aClient(people, `${name} OG`),
    await aClient(people, `${name} Ltd`),
  ];
  const all = idsIn(await pairsOf(rep, 1));
  expect(all).toHaveLength(6);
  expect(new Set(all.map(String)).size).toBe(6);
  expect((await say(rep, a.id, c.id, false)).status).toBe(200);
  const merged = await admin.post(`/v1/clients/${a.id}/merge`, { into: b.id }, { 'Idempotency-Key': fresh('key') });
  expect(merged.status).toBe(200);
  const left = idsIn(await pairsOf(rep, 1));
  expect(left).toHaveLength(2);
  expect(left).toEqual(expect.arrayContaining([[b.id, d.id].toSorted(), [c.id, d.id].toSorted()]));
  expect(await maybeSameAs(rep, a.id)).toEqual([d.id]);
  // The old id means the one that is left.
  expect(await say(rep, d.id, a.id, false)).toMatchObject({ status: 200, body: { clients: [d.id, b.id] } });
  expect(idsIn(await pairsOf(rep))).toEqual([[c.id, d.id].toSorted()]);
  expect((await say(rep, a.id, b.id, false)).status).toBe(422);
});

test('one mailbox at two clients is told with who reads it, while they are there', async () => {
  const people = await aGroup();
  const rep = await as(people.rep);
  const [left, erased] = [fresh('eve').toLowerCase(), fresh('bo').toLowerCase()];
  const first = await aClient(people, aName(), [person('eve', left), person('bo', erased)]);
  const second = await aClient(people, aName(), [person('eva', left.toUpperCase()), person('bob', erased)]);
  const [found] = await pairsOf(rep);
  expect(found?.reasons).toHaveLength(2);
  expect(found?.reasons.join(' ')).toContain('Quetzalina eva');
  expect(second.said).toMatchObject([{ id: first.id }]);

  const gone = { kind: 'contact-departed', contactId: 'eve' };
  const key = { ...wait, 'Idempotency-Key': fresh('key') };
  expect((await admin.post(`/v1/lifecycles/${first.lifecycle}/signals`, gone, key)).status).toBe(202);
  await eventually(async () => expect((await pairsOf(rep))[0]?.reasons).toHaveLength(1));
  expect((await admin.delete(`/v1/clients/${second.id}/contacts/bob`)).status).toBe(200);
  expect(await pairsOf(rep)).toEqual([]);
});

test('a name that a release before wrote is known by its own key soon', async () => {
  const people = await aGroup();
  const rep = await as(people.rep);
  const name = aName();
  const [a, b] = [await aClient(people, name), await aClient(people, aName())];
  await withDatabase(running.postgres, (db) =>
    db.query('update clients set name = $1 where id = $2', [`${name} GmbH`, b.id]),
  );
  await eventually(async () => expect(idsIn(await pairsOf(rep))).toEqual([[a.id, b.id].toSorted()]));
});

test('an import says beforehand which new clients may be there already, or twice in its file', async () => {
  const people = await aGroup();
  const [name, twice, mailbox] = [aName(), aName(), fresh('ida').toLowerCase()];
  const { id } = await aClient(people, name, [person('ida', mailbox)]);
  const row = (n: number, called: string, parts: object = {}) =>
    aRow(n, { client: { id: fresh('C'), name: called, timeZone: 'UTC' }, ...parts }, { group: people.group });
  const rows = [
    row(1, `${name} KG`),
    row(2, aName(), { contacts: [person('i', mailbox)] }),
    row(3, twice),
    row(4, `${twice} Inc.`),
    row(5, aName()),
    row(6, name, { client: { id, name, timeZone: 'UTC' } }),
  ];
  const { status, body } = await sendImport(running.api, running.keys.ops, ndjson(rows), { dryRun: true });
  expect(status).toBe(200);
  expect(body.maybeThere.count).toBe(4);
  const first = body.maybeThere.first as { name: string; maybeSameAs: { id: string; reasons: string[] }[] }[];
  expect(first.map((one) => one.maybeSameAs.map((other) => other.id))).toEqual([
    [id],
    [id],
    [rows[3]?.client.id],
    [rows[2]?.client.id],
  ]);
  expect(JSON.stringify(first)).not.toContain('Quetzalina');
});
