/** The calendar of a rep: one secret address, read by their calendar program; gone when it is revoked or they leave. */
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { admin, fresh, running } from './support/api';
import { aClient } from './support/clients';
import { addMonths, daysFromToday, today } from './support/dates';
import { as } from './support/keys';

const rules = { touches: { everyWeeks: 4, kinds: ['call'] }, birthdays: { cards: false } };

const read = (address: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Response> =>
  fetch(address, { method, headers, signal: AbortSignal.timeout(30_000) });

/** What a program finds at the address: each entry with its day. */
async function entriesAt(address: string): Promise<ReadonlyMap<string, string>> {
  const response = await read(address);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await response.text();
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const others = Object.values(nodeIcal.sync.parseICS(text)).flatMap((one) =>
    one?.type === 'VEVENT' ? [one.uid] : [],
  );
  expect(others.toSorted()).toEqual(events.map(({ uid }) => uid).toSorted());
  expect(text).not.toMatch(/https?:|\/l\/|@/);
  return new Map(events.map(({ uid, summary, startDate }) => [uid, `${startDate.toString().slice(0, 10)} ${summary}`]));
}

test('a rep makes one and reads it; what they keep is there, and what somebody else keeps is not', async () => {
  const { people, dealId } = await aClient(1, rules, { product: { termMonths: 3 } });
  const stranger = await aClient(1, rules);
  const mira = await as(people.rep);
  const made = await mira.post(`/v1/reps/${people.rep}/calendars`, { name: 'Phone' });
  expect(made).toMatchObject({ status: 201, body: { name: 'Phone', rep: people.rep, createdBy: people.rep } });
  const address = made.body.address as string;

  const entries = await entriesAt(address);
  expect(entries.get(`${dealId}.line-1.end`)).toBe(`${addMonths(today, 3)} Contract ends: Alpine Tools, Line 1`);
  expect([...entries.values()].some((one) => one.endsWith(' Call: Alpine Tools'))).toBe(true);
  expect([...entries.values()].some((one) => / Quarterly review.*: Alpine Tools$/.test(one))).toBe(true);
  expect([...entries.keys()].filter((uid) => !uid.startsWith(`${dealId}.`))).toEqual([]);
  expect([...entries.keys()].some((uid) => uid.startsWith(stranger.dealId))).toBe(false);

  // It is shown once, and kept nowhere in clear.
  const { body } = await mira.get(`/v1/reps/${people.rep}/calendars`);
  expect(JSON.stringify(body)).not.toContain(address.slice(-20));
  expect(body.items).toMatchObject([{ name: 'Phone', lastReadAt: expect.any(String) }]);

  // What did not change is not sent again; a proxy keeps nothing; nothing can be done there.
  const first = await read(address);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const again = await read(address, { 'If-None-Match': first.headers.get('etag') ?? '' });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const since = await read(address, { 'If-Modified-Since': first.headers.get('last-modified') ?? '' });
  expect(since.status).toBe(304);
  expect((await read(address, {}, 'HEAD')).status).toBe(200);
  expect((await read(address, {}, 'POST')).status).toBe(405);
  const id = `${dealId}.line-1.t1`;
  await admin.post(`/v1/lifecycles/${id}/items/touch-1/postpone`, { until: daysFromToday(32), reason: 'away' });
  const { status } = await read(address, { 'If-None-Match': first.headers.get('etag') ?? '' });
  expect(status).toBe(200);
  expect((await entriesAt(address)).get(`${dealId}.line-1.touch-1`)).toBe(`${daysFromToday(32)} Call: Alpine Tools`);
});

test('it is their own: another rep makes, lists and revokes none, and ops may', async () => {
  const { people } = await aClient(1, rules);
  const other = fresh('rep');
  await admin.put(`/v1/reps/${other}`, { name: 'Otto Other', email: `${other}@holdfast.example` });
  const otto = await as(other);
  const at = `/v1/reps/${people.rep}/calendars`;
  const { body } = await admin.post(at, { name: 'By ops' });
  for (const call of [otto.post(at, { name: 'Mine' }), otto.get(at), otto.delete(`${at}/${body.id}`)])
    expect((await call).status).toBe(403);
  // One of somebody else’s is not among theirs.
  expect((await otto.delete(`/v1/reps/${other}/calendars/${body.id}`)).status).toBe(404);
  expect((await read(body.address)).status).toBe(200);
  expect((await admin.delete(`${at}/${body.id}`)).body).toMatchObject({ revokedAt: expect.any(String) });
  expect((await read(body.address)).status).toBe(404);
});

test('a few each; a revoked one makes room, and an address that nobody has looks like it', async () => {
  const { people } = await aClient(1, rules);
  const at = `/v1/reps/${people.rep}/calendars`;
  const made = await Promise.all(Array.from({ length: 7 }, (_, index) => admin.post(at, { name: `Number ${index}` })));
  expect(made.filter(({ status }) => status === 201).length).toBe(5);
  expect(made.filter(({ status }) => status === 409).length).toBe(2);
  const { body } = made.find(({ status }) => status === 201) ?? { body: null };
  await admin.delete(`${at}/${body.id}`);
  expect((await admin.post(at, { name: 'One more' })).status).toBe(201);
  const gone = await read(body.address);
  const never = await read(`${running.api}/calendar/${'x'.repeat(43)}.ics`);
  const wrong = await read(`${running.api}/calendar/nothing.ics`);
  expect([gone.status, never.status, wrong.status]).toEqual([404, 404, 404]);
  const told = async (response: Response): Promise<object> => ({
    ...((await response.json()) as object),
    requestId: '',
  });
  expect(await told(gone)).toEqual(await told(never));
  expect((await admin.post(at, { name: '' })).body.errors).toMatchObject([{ pointer: '/name' }]);
  expect((await admin.post(`/v1/reps/${fresh('nobody')}/calendars`, { name: 'Phone' })).status).toBe(404);
});

test('who stands in reads whom they stand in for while they do; who leaves reads nothing any more', async () => {
  const { people, dealId } = await aClient(1, rules);
  const deputy = fresh('rep');
  await admin.put(`/v1/reps/${deputy}`, { name: 'Dora Deputy', email: `${deputy}@holdfast.example` });
  const theirs = (await admin.post(`/v1/reps/${deputy}/calendars`, { name: 'Phone' })).body.address as string;
  const own = (await admin.post(`/v1/reps/${people.rep}/calendars`, { name: 'Phone' })).body.address as string;
  expect((await entriesAt(theirs)).size).toBe(0);

  const rep = { name: `Wobblewort ${people.rep}`, email: people.repMail };
  const absences = [{ from: daysFromToday(-1), until: daysFromToday(1) }];
  await admin.put(`/v1/reps/${people.rep}`, { ...rep, deputy, absences });
  const entries = await entriesAt(theirs);
  expect([...entries.keys()].every((uid) => uid.startsWith(`${dealId}.`))).toBe(true);
  expect(entries.size).toBeGreaterThan(0);
  await admin.put(`/v1/reps/${people.rep}`, { ...rep, deputy });
  expect((await entriesAt(theirs)).size).toBe(0);

  expect((await read(own)).status).toBe(200);
  await admin.put(`/v1/reps/${people.rep}`, { ...rep, left: true });
  expect((await read(own)).status).toBe(404);
  expect((await admin.post(`/v1/reps/${people.rep}/calendars`, { name: 'Late' })).status).toBe(409);
  // Who comes back needs a new one, as they need a new key.
  await admin.put(`/v1/reps/${people.rep}`, { ...rep, left: false });
  expect((await read(own)).status).toBe(404);
});
