/** A client as people say it is now: its running lifecycles, their mails and their calendars follow. */
import { withDatabase } from '../dev/postgres';
import { dayOf, isWorkingDay, type Calendar } from '../domain/core/calendar';
import { admin, caller, eventually, fresh, lifecycle, running, sales } from './support/api';
import { aClient } from './support/clients';
import { addDays, addMonths, daysFromToday, noonOf, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { aRow, ndjson, sendImport } from './support/imports';
import { mailAbout } from './support/mailbox';
import { letPassUntil, temporal } from './support/time';

const clientOf = async (id: string) => (await admin.get(`/v1/clients/${id}`)).body;

/** The sentences of a lifecycle's timeline of one kind, the newest first. */
async function sentences(id: string, kind: string): Promise<readonly string[]> {
  const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return (body.items as { kind: string; what: string }[]).filter((one) => one.kind === kind).map(({ what }) => what);
}

/** What the Temporal UI shows of a lifecycle now. */
async function currentDetailsOf(id: string): Promise<string> {
  const { workflow } = await temporal();
  const shown = await workflow.getHandle(id).query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return shown.currentDetails ?? '';
}

const renewal = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };

test('a client is renamed: lists, the Temporal UI, mails, pages and the next term show the new name', async () => {
  const { client, ids, people, mails } = await aClient(2, { touches: { everyWeeks: 2 }, reminderWorkingDays: [] });
  const [first = '', second = ''] = ids;
  const name = `Alpine Group ${client}`;
  const { status, body } = await sales.patch(`/v1/clients/${client}`, { name });
  expect([status, body]).toEqual([200, { id: client, name, timeZone: 'UTC', lifecycles: ids.toSorted() }]);
  for (const id of ids) {
    await eventually(async () => expect((await lifecycle(id)).client).toEqual({ id: client, name }));
    await eventually(async () => expect(await currentDetailsOf(id)).toContain(name));
    await eventually(async () =>
      expect(await sentences(id, 'client-known')).toEqual([`The client’s details: ${name}, time zone UTC.`]),
    );
  }
  expect(await clientOf(client)).toMatchObject({ name });
  const listed = await admin.get(`/v1/lifecycles?client=${client}`);
  expect((listed.body.items as { client: object }[]).map((one) => one.client)).toEqual(
    ids.map(() => ({ id: client, name })),
  );

  // Said again, it changes nothing and tells nobody; under a key it is answered again.
  const again = { id: client, name, timeZone: 'UTC', lifecycles: [] };
  const key = { 'Idempotency-Key': fresh('key') };
  for (const replayed of [null, 'true']) {
    const said = await sales.patch(`/v1/clients/${client}`, { name }, key);
    expect([said.status, said.body, said.headers.get('Idempotent-Replayed')]).toEqual([200, again, replayed]);
  }
  expect((await sales.patch(`/v1/clients/${client}`, { name: 'Another' }, key)).status).toBe(422);

  // Nor does the CRM, which was not told.
  const stale = aDeal({ client: { id: client, name: 'Alpine Tools' } }, { skipOnboarding: true, group: people.group });
  const third = await handOff(stale);
  expect((await lifecycle(third)).client).toEqual({ id: client, name });

  await letPassUntil(first, noonOf(daysFromToday(14)));
  const due = await mailAbout(people.repMail, { item: `${first}/touch-1` });
  expect([due.subject, due.text].join('\n')).toContain(name);
  expect([due.subject, due.text].join('\n')).not.toContain('Alpine Tools');
  expect(mails).toHaveLength(2);

  expect((await admin.post(`/v1/lifecycles/${second}/renew`, renewal)).status).toBe(200);
  const next = second.replace('.t1', '.t2');
  await eventually(async () => expect((await lifecycle(next)).client).toEqual({ id: client, name }));
});

test('what is said while a term ends reaches the next one, which looks when it begins', async () => {
  const {
    client,
    ids: [id = ''],
  } = await aClient(1, {});
  await eventually(async () => expect(await sentences(id, 'lifecycle-began')).toHaveLength(1));
  // Written, and told to nobody: as if the term had ended before it heard.
  const written = `update clients set name = 'Alpine Works', region = '9', country = 'AT' where id = $1`;
  await withDatabase(running.postgres, (db) => db.query(written, [client]));
  expect((await admin.post(`/v1/lifecycles/${id}/renew`, renewal)).status).toBe(200);
  const next = id.replace('.t1', '.t2');
  await eventually(async () => expect((await lifecycle(next)).client.name).toBe('Alpine Works'));
  await eventually(async () =>
    expect(await sentences(next, 'client-known')).toEqual([
      'The client’s details: Alpine Works, Vienna, Austria, time zone UTC.',
    ]),
  );
});

test('it moves to another country and region: zone and holidays follow', async () => {
  const { group } = await aGroup();
  const deal = aDeal(
    { client: { id: fresh('C'), name: 'Alpine Tools', country: 'AT' } },
    { skipOnboarding: true, group },
  );
  const { id: client } = deal.client;
  const id = await handOff(deal);
  const refreshed = async (): Promise<number> => (await sentences(id, 'holidays-refreshed')).length;
  await eventually(async () => expect(await refreshed()).toBe(1));
  const moved = await admin.patch(`/v1/clients/${client}`, { country: 'CA', region: 'CA-BC', industry: null });
  expect(moved.body).toEqual({
    id: client,
    name: 'Alpine Tools',
    country: 'CA',
    region: 'BC',
    timeZone: expect.stringContaining('America/Vancouver') as string,
    lifecycles: [id],
  });
  await eventually(async () => expect(await refreshed()).toBe(2));
  expect((await admin.patch(`/v1/clients/${client}`, { region: 'AB' })).body).toMatchObject({ region: 'AB' });
  await eventually(async () => expect(await refreshed()).toBe(3));
  const back = await admin.patch(`/v1/clients/${client}`, { country: 'AT' });
  expect(back.body).toEqual({
    id: client,
    name: 'Alpine Tools',
    country: 'AT',
    timeZone: 'Europe/Vienna',
    lifecycles: [id],
  });
  await eventually(async () => expect(await refreshed()).toBe(4));
  expect(await clientOf(client)).not.toHaveProperty('region');
});

test('a review on 6 January falls due the day before once the client is known to be in Bavaria', async () => {
  const { group } = await aGroup({ workingHours: { opensAt: '09:00', days: [1, 2, 3, 4, 5, 6, 7] } });
  const year = Number(today.slice(0, 4)) + (today.slice(5) < '01-05' ? 0 : 1);
  const line = { skipOnboarding: true, group, startsOn: `${year - 1}-01-06`, termMonths: 24 };
  const deal = aDeal({ client: { id: fresh('C'), name: 'Alpine Tools', country: 'DE' } }, line);
  const id = await handOff(deal);
  const dueOn = async (): Promise<readonly string[]> =>
    (await lifecycle(id)).reviews.map(({ dueAt }) => dueAt.slice(0, 10));
  await eventually(async () => expect(await dueOn()).toContain(`${year}-01-06`));
  expect((await sales.patch(`/v1/clients/${deal.client.id}`, { region: 'BY' })).body).toMatchObject({ region: 'BY' });
  await eventually(async () => expect(await dueOn()).toContain(`${year}-01-05`));
  expect(await dueOn()).not.toContain(`${year}-01-06`);
});

test('it has a weekend and days on which it is closed: what is planned for them falls due before', async () => {
  const { client, ids, people } = await aClient(2, { touches: { everyWeeks: 2 }, reminderWorkingDays: [] });
  const [first = ''] = ids;
  const touchOn = daysFromToday(14);
  const closed = [
    { from: daysFromToday(400), until: daysFromToday(401) },
    { from: addDays(touchOn, -2), until: addDays(touchOn, 3) },
  ];
  const own: Calendar = { zone: 'UTC', workingDays: [1, 2, 3, 4, 7], opensAt: '09:00', holidays: [], closed };
  const said = await sales.patch(`/v1/clients/${client}`, { weekend: [6, 5], closed });
  expect(said.body).toMatchObject({ weekend: [5, 6], closed: closed.toReversed() });
  expect(await clientOf(client)).toMatchObject({ weekend: [5, 6], closed: closed.toReversed() });
  const dayBefore = [3, 4, 5, 6, 7].map((days) => addDays(touchOn, -days)).find((day) => isWorkingDay(day, own));
  const dueOf = async (id: string): Promise<readonly string[]> => {
    const { touches, reviews } = await lifecycle(id);
    return [...touches, ...reviews].filter(({ state }) => state === 'planned').map(({ dueAt }) => dayOf(dueAt, 'UTC'));
  };
  for (const id of ids)
    await eventually(async () => {
      const due = await dueOf(id);
      expect(due).toContain(dayBefore);
      expect(due.filter((day) => !isWorkingDay(day, own))).toEqual([]);
    });
  await letPassUntil(first, noonOf(dayBefore ?? ''));
  await mailAbout(people.repMail, { item: `${first}/touch-1` });

  // What a later deal begins knows it too; what people take back is gone.
  const third = await handOff(
    aDeal({ client: { id: client, name: 'Alpine Tools' } }, { skipOnboarding: true, group: people.group }),
  );
  expect((await dueOf(third)).filter((day) => !isWorkingDay(day, own))).toEqual([]);
  const open = await sales.patch(`/v1/clients/${client}`, { weekend: null, closed: null });
  expect(open.body).not.toHaveProperty('weekend');
  expect(open.body.lifecycles).toEqual([...ids, third].toSorted());
  await eventually(async () => expect(await dueOf(third)).toContain(touchOn));
});

test('what is wrong is refused by its field, and nothing is kept of it', async () => {
  const { client, people } = await aClient(1, {});
  const known = { id: client, name: 'Alpine Tools', timeZone: 'UTC' };
  const days = (from: number, until: number) => ({ from: daysFromToday(from), until: daysFromToday(until) });
  const wrong: readonly (readonly [object, string])[] = [
    [{ name: null }, '/name'],
    [{ name: '' }, '/name'],
    [{ shoeSize: 44 }, '/shoeSize'],
    [{ country: 'UK' }, '/country'],
    [{ timeZone: 'Mars/Base' }, '/timeZone'],
    [{ region: 'BY' }, '/region'],
    [{ country: 'DE', region: 'XX' }, '/region'],
    [{ country: null, region: 'BY' }, '/region'],
    [{ country: 'FI', region: 'FI-18' }, '/region'],
    [{ weekend: [1, 2, 3, 4, 5, 6, 7] }, '/weekend'],
    [{ weekend: [6, 6] }, '/weekend'],
    [{ weekend: [0] }, '/weekend/0'],
    [{ closed: [days(5, 4)] }, '/closed/0/until'],
    [{ closed: [days(1, 200)] }, '/closed'],
    [{ closed: Array.from({ length: 25 }, (_, index) => days(index, index)) }, '/closed'],
    [{ closed: [{ from: 'soon', until: today }] }, '/closed/0/from'],
  ];
  for (const [body, pointer] of wrong) {
    const answer = await sales.patch(`/v1/clients/${client}`, body);
    const pointers = (answer.body.errors as { pointer: string }[]).map((one) => one.pointer);
    expect([body, answer.status, pointers]).toEqual([body, 422, [pointer]]);
  }
  const now = await clientOf(client);
  expect(now).toMatchObject(known);
  for (const field of ['industry', 'country', 'region', 'weekend', 'closed']) expect(now).not.toHaveProperty(field);
  expect((await admin.patch(`/v1/clients/${fresh('C')}`, { name: 'A' })).status).toBe(404);
  const { body } = await admin.post('/v1/keys', { name: 'other', role: 'rep', rep: (await aGroup()).rep });
  expect((await caller(running.api, body.key as string).patch(`/v1/clients/${client}`, { name: 'A' })).status).toBe(
    404,
  );

  // The same rule holds at the other doors by which a place comes.
  const elsewhere = { id: fresh('C'), name: 'A', country: 'DE', region: 'XX' };
  const deal = await sales.post('/v1/deals', aDeal({ client: elsewhere }));
  expect([deal.status, deal.body.errors]).toEqual([
    422,
    [{ pointer: '/client/region', detail: expect.stringContaining('There are: BB (Brandenburg)') as string }],
  ]);
  const homeless = await sales.post('/v1/deals', aDeal({ client: { id: fresh('C'), name: 'A', region: 'BY' } }));
  expect(homeless.body.errors).toMatchObject([{ pointer: '/client/region' }]);
  const rep = { name: 'Rita Rep', email: 'rita.places@holdfast.example' };
  expect((await admin.put(`/v1/reps/${people.rep}`, { ...rep, region: 'BY' })).status).toBe(422);
  const kept = await admin.put(`/v1/reps/${fresh('rep')}`, { ...rep, country: 'AT', region: 'AT-9' });
  expect([kept.status, kept.body.region]).toEqual([200, '9']);
});

test('a region comes with a hand-off and with an import', async () => {
  const { group } = await aGroup();
  const place = { name: 'A', country: 'DE', region: 'DE-BY' };
  const [handed, imported] = [fresh('C'), fresh('C')];
  await handOff(aDeal({ client: { id: handed, ...place } }, { skipOnboarding: true, group }));
  const file = ndjson([aRow(1, { client: { id: imported, ...place } }, { group, startsOn: addMonths(today, -1) })]);
  expect((await sendImport(running.api, running.keys.ops, file)).status).toBe(202);
  for (const id of [handed, imported])
    await eventually(async () => expect(await clientOf(id)).toMatchObject({ country: 'DE', region: 'BY' }));
});
