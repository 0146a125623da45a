/** A client that stood under two ids is one relationship: one card, one brief line, and what names the old id means the other. */
import { withDatabase } from '../dev/postgres';
import { addDays, birthdayInDays, everyDay, noonOf, today } from './support/dates';
import { aDeal, aGroup, handOff, type People } from './support/deals';
import { admin, caller, eventually, fresh, lifecycle, running, sales, telemetry, wait } from './support/api';
import { mailAbout, mailsTo } from './support/mailbox';
import { letPass, letPassUntil } from './support/time';

const ops = caller(running.api, running.keys.ops);
const line = { skipOnboarding: true };
const rules = {
  ...everyDay,
  touches: { everyWeeks: 10 },
  reminderWorkingDays: [],
  satisfaction: { afterOnboardingDays: null, beforeReviewDays: null },
};
const person = (id: string, mailbox: string, more: object = {}) => ({
  id,
  name: `Quetzalina ${id}`,
  email: `${mailbox}.quetzalina@client.example`,
  ...more,
});

interface Sold {
  readonly client: string;
  readonly id: string;
}

async function aClient(people: People, contacts: readonly object[], more: object = {}): Promise<Sold> {
  const client = fresh('C');
  const named = { id: client, name: 'Alpine Tools', timeZone: 'UTC', ...more };
  const id = await handOff(aDeal({ client: named, contacts }, { ...line, group: people.group }));
  return { client, id };
}

const merge = (from: string, into: string, more: object = {}) =>
  admin.post(`/v1/clients/${from}/merge`, { into, ...more }, { 'Idempotency-Key': fresh('key') });

test('two clients who are one: previewed, merged once, one card, one meeting, one client in every list', async () => {
  const people = await aGroup(rules);
  const shared = fresh('ada').toLowerCase();
  const birthday = birthdayInDays(20);
  const one = await aClient(people, [person('ada', shared, { level: 'manager' }), person('bob', fresh('bob'))], {
    country: 'LI',
  });
  const other = await aClient(
    people,
    [person('a-1', shared.toUpperCase(), { birthday, phone: '+43 1 555' }), person('bob', fresh('bob'))],
    { name: 'Alpine Tools GmbH', industry: 'tools' },
  );
  const feed = fresh('feed');
  const aboutOther = { url: 'http://localhost:9/rss', about: { client: other.client }, words: [], active: false };
  expect((await admin.put(`/v1/feeds/${feed}`, aboutOther)).status).toBe(200);

  const talk = { kind: 'call', outcome: 'done', contacts: ['a-1'] };
  const talked = await admin.post(`/v1/lifecycles/${other.id}/touches`, talk, {
    ...wait,
    'Idempotency-Key': fresh('key'),
  });
  expect(talked.status).toBe(202);

  const preview = await merge(other.client, one.client, { dryRun: true });
  const expected = {
    client: other.client,
    into: one.client,
    deals: 1,
    lifecycles: [other.id],
    contacts: { same: [{ contact: 'a-1', is: 'ada' }], moved: [{ contact: 'bob', as: 'bob-2' }] },
    feeds: [feed],
    sources: [],
    asOne: [],
    warnings: [],
  };
  expect(preview).toMatchObject({ status: 200, body: { dryRun: true, ...expected } });
  expect((await admin.get(`/v1/clients/${other.client}`)).body).toMatchObject({ id: other.client });

  expect(await merge(other.client, one.client)).toMatchObject({ status: 200, body: expected });
  const again = await merge(other.client, one.client);
  expect(again).toMatchObject({ status: 200, body: expected });

  const { body: client } = await admin.get(`/v1/clients/${other.client}`);
  expect(client).toMatchObject({ id: one.client, name: 'Alpine Tools', country: 'LI', industry: 'tools' });
  expect(client.contacts).toMatchObject([
    { id: 'ada', level: 'manager', birthday, phone: '+43 1 555' },
    { id: 'bob' },
    { id: 'bob-2' },
  ]);
  expect(client.lifecycles.map(({ id }: { id: string }) => id).toSorted()).toEqual([one.id, other.id].toSorted());
  for (const id of [one.id, other.id])
    await eventually(async () => {
      expect((await lifecycle(id)).client).toEqual({ id: one.client, name: 'Alpine Tools' });
      const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
      expect((body.items as { kind: string }[]).map(({ kind }) => kind)).toContain('client-merged');
    });
  const listed = async (query: string): Promise<readonly string[]> =>
    ((await admin.get(`/v1/lifecycles?${query}&limit=200`)).body.items as { id: string }[]).map(({ id }) => id);
  expect((await listed(`client=${other.client}`)).toSorted()).toEqual([one.id, other.id].toSorted());
  expect((await admin.get(`/v1/feeds/${feed}`)).body.about).toEqual({ client: one.client });

  const { body: talks } = await admin.get(`/v1/clients/${one.client}/communication`);
  expect(talks.map).toMatchObject([{ whom: { id: 'ada' }, channel: 'call', times: 1 }]);

  // A later deal of the old id, in the words of its CRM, lands at the one client, and names the people whom it means.
  const later = aDeal(
    {
      client: { id: other.client, name: 'Alpine Tools GmbH' },
      contacts: [person('a-1', shared), person('bob', fresh('bob')), person('new', fresh('new'))],
    },
    { ...line, group: people.group },
  );
  const third = await handOff(later);
  const { body: now } = await admin.get(`/v1/clients/${one.client}`);
  expect(now).toMatchObject({
    name: 'Alpine Tools',
    contacts: [{ id: 'ada' }, { id: 'bob' }, { id: 'bob-2' }, { id: 'new' }],
  });
  expect(now.lifecycles).toHaveLength(3);
  expect((await sales.post('/v1/deals', later)).status).toBe(200);

  // One card for the one person, however many lifecycles there are.
  const ids = [one.id, other.id, third];
  for (const id of ids) await letPassUntil(id, noonOf(addDays(today, 25)));
  await mailAbout(people.repMail, 'Due: birthday card');
  await letPass(one.id, 1);
  const due = (await mailsTo(people.repMail)).filter(({ subject }) => subject.startsWith('Due: birthday card'));
  expect(due).toHaveLength(1);

  // Who is named as the deal calls them is meant: here `bob` is the one who is called bob-2 now.
  const met = { kind: 'call', outcome: 'done', contacts: ['bob', 'a-1'] };
  const key = { 'Idempotency-Key': fresh('key') };
  expect((await admin.post(`/v1/lifecycles/${other.id}/touches`, met, { ...wait, ...key })).status).toBe(202);
  await eventually(async () => {
    const { body } = await admin.get(`/v1/clients/${one.client}/communication?asOf=${addDays(today, 27)}`);
    const times = (body.map as { whom: { id: string }; times: number }[]).map(
      ({ whom, times: n }) => `${whom.id} ${n}`,
    );
    expect(times.toSorted()).toEqual(['ada 2', 'bob-2 1']);
  });
  const gone = { lifecycle: other.id, eventId: fresh('e'), kind: 'contact-departed', contactId: 'bob' };
  const batch = await telemetry.post('/v1/signals', { signals: [gone] }, { 'Idempotency-Key': fresh('key') });
  expect(batch.body).toMatchObject({ accepted: 1, rejected: [] });

  // Who leaves by an old id leaves.
  const left = await admin.post(
    `/v1/lifecycles/${other.id}/signals`,
    { kind: 'contact-departed', contactId: 'a-1' },
    { ...wait, 'Idempotency-Key': fresh('key') },
  );
  expect(left.status).toBe(202);
  await eventually(async () =>
    expect((await admin.get(`/v1/clients/${one.client}`)).body.contacts).toMatchObject([
      { id: 'ada', departed: true },
      { id: 'bob', departed: false },
      { id: 'bob-2', departed: true },
      { id: 'new', departed: false },
    ]),
  );
});

test('merged twice over, everything means the last; a contact is known by every id that they ever had', async () => {
  const people = await aGroup(rules);
  const mailbox = fresh('eve').toLowerCase();
  // A name of this test alone: whoever is erased is taken out of every mail in the mailbox.
  const name = `Zq${fresh('')}`;
  const [a, b, c] = [
    await aClient(people, [person('eve-a', mailbox, { name })]),
    await aClient(people, [person('eve-b', mailbox, { name })]),
    await aClient(people, [person('eve-c', mailbox, { name })]),
  ];
  expect((await merge(a.client, b.client)).status).toBe(200);
  expect((await merge(b.client, c.client)).status).toBe(200);
  expect(await merge(a.client, b.client)).toMatchObject({ status: 200, body: { into: c.client } });
  expect((await admin.get(`/v1/clients/${a.client}`)).body).toMatchObject({
    id: c.client,
    contacts: [{ id: 'eve-c' }],
  });
  const changed = { name, email: `${mailbox}.quetzalina@client.example`, role: 'CFO' };
  for (const [client, id] of [[a.client, 'eve-a'], [b.client, 'eve-b']] as const)
    expect(await admin.put(`/v1/clients/${client}/contacts/${id}`, changed)).toMatchObject({ status: 200, body: { client: c.client, id: 'eve-c' } }); // prettier-ignore
  expect((await admin.get(`/v1/clients/${c.client}`)).body.contacts).toHaveLength(1);
  await eventually(async () => {
    for (const { id } of [a, b, c]) expect((await lifecycle(id)).client.id).toBe(c.client);
  });
  // Nobody of theirs is left under any id.
  expect(await admin.delete(`/v1/clients/${a.client}/contacts/eve-a`)).toMatchObject({
    status: 200,
    body: { client: c.client },
  });
  expect((await admin.get(`/v1/clients/${c.client}`)).body.contacts).toEqual([]);
});

test('a client whom one of two wants to leave alone is left alone', async () => {
  const people = await aGroup(rules);
  const [a, b] = [await aClient(people, [person('x', fresh('x'))]), await aClient(people, [person('y', fresh('y'))])];
  await admin.post(`/v1/clients/${a.client}/opt-out`, {}, { 'Idempotency-Key': fresh('key') });
  expect((await merge(a.client, b.client)).status).toBe(200);
  expect((await admin.get(`/v1/clients/${b.client}`)).body).toHaveProperty('optedOutAt');
  await eventually(async () => {
    const { body } = await admin.get(`/v1/lifecycles/${b.id}/timeline?limit=200`);
    expect((body.items as { kind: string }[]).map(({ kind }) => kind)).toContain('client-opted-out');
  });
});

test('who asks again tells whoever has not heard it', async () => {
  const people = await aGroup(rules);
  const [a, b] = [await aClient(people, [person('x', fresh('x'))]), await aClient(people, [person('y', fresh('y'))])];
  expect((await merge(a.client, b.client)).status).toBe(200);
  // As if the process had ended between what it wrote and what it told.
  await withDatabase(running.postgres, (db) =>
    db.query('update clients set "optedOutAt" = now() where id = $1', [b.client]),
  );
  expect((await merge(a.client, b.client)).status).toBe(200);
  for (const { id } of [a, b])
    await eventually(async () => {
      const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
      const kinds = (body.items as { kind: string }[]).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'client-merged')).toHaveLength(1);
      expect(kinds).toContain('client-opted-out');
    });
});

test('what cannot be merged is refused with why, and nobody but ops and admin may', async () => {
  const people = await aGroup(rules);
  const [a, b, c] = [
    await aClient(people, [person('a', fresh('a'))]),
    await aClient(people, [person('b', fresh('b'))]),
    await aClient(people, [person('c', fresh('c'))]),
  ];
  expect((await merge(a.client, b.client)).status).toBe(200);
  const rows: readonly (readonly [from: string, body: unknown, status: number, pointer: string | null])[] = [
    [c.client, { into: c.client }, 422, '/into'],
    [c.client, { into: fresh('C') }, 422, '/into'],
    [fresh('C'), { into: c.client }, 404, null],
    [a.client, { into: c.client }, 409, null],
    [b.client, { into: a.client }, 422, '/into'],
    [c.client, {}, 422, '/into'],
    [c.client, { into: 'no such id!' }, 422, '/into'],
    [c.client, { into: 'a'.repeat(65) }, 422, '/into'],
    [c.client, { into: null }, 422, '/into'],
    [c.client, { into: b.client, dryRun: 'yes' }, 422, '/dryRun'],
    [c.client, { into: b.client, other: 1 }, 422, '/other'],
    [c.client, [], 422, ''],
  ];
  for (const [from, body, status, pointer] of rows) {
    const answer = await admin.post(`/v1/clients/${from}/merge`, body, { 'Idempotency-Key': fresh('key') });
    const [first] = (answer.body.errors ?? []) as { pointer: string }[];
    expect([body, answer.status, first?.pointer ?? null]).toEqual([body, status, pointer]);
  }
  const by = await sales.post(`/v1/clients/${c.client}/merge`, { into: b.client }, { 'Idempotency-Key': fresh('key') });
  expect(by.status).toBe(403);
  expect((await ops.post(`/v1/clients/${c.client}/merge`, { into: b.client, dryRun: true }, { 'Idempotency-Key': fresh('key') })).status).toBe(200); // prettier-ignore
});
