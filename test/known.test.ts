/** Nothing known of a client or its people is wiped by who says less, or undone by who knows older. */
import { admin, eventually, fresh, lifecycle, running, sales } from './support/api';
import { daysFromToday, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { aRow, ndjson, sendImport } from './support/imports';

const line = { skipOnboarding: true };
const email = 'quetzalina.known@client.example';
const eva = {
  id: 'eva',
  name: 'Quetzalina Berg',
  email,
  level: 'executive',
  role: 'CFO',
  phone: '+43 1 234',
  birthday: '1975-05-05',
  language: 'de',
  channel: 'call',
};
const alpine = { name: 'Alpine Tools', industry: 'tools', country: 'AT', timeZone: 'Europe/Rome' };

const clientOf = async (id: string) => (await admin.get(`/v1/clients/${id}`)).body;

test('what a later deal or import does not say of a client and its people stays as it was', async () => {
  const { group } = await aGroup();
  const id = fresh('C');
  await handOff(aDeal({ client: { id, ...alpine }, contacts: [eva] }, { ...line, group }));
  const { id: givenId, name } = eva;
  const sparse = { client: { id, name: alpine.name }, contacts: [{ id: givenId, name, email }] };
  const second = await handOff(aDeal(sparse, { ...line, group }));
  const expected = { ...alpine, contacts: [{ ...eva, departed: false }] };
  expect(await clientOf(id)).toMatchObject(expected);
  expect(await lifecycle(second)).toMatchObject({ client: { id, name: alpine.name } });

  const file = ndjson([aRow(1, sparse, { group, startsOn: daysFromToday(-30) })]);
  expect((await sendImport(running.api, running.keys.ops, file)).status).toBe(202);
  await eventually(async () => expect((await clientOf(id)).lifecycles).toHaveLength(3));
  expect(await clientOf(id)).toMatchObject(expected);
});

test('a line of a sparse deal goes where the client’s known country takes it', async () => {
  const { rep } = await aGroup();
  const group = fresh('alps');
  const type = fresh('type');
  await admin.put(`/v1/groups/${group}`, { name: 'G', rep, countries: ['LI'], productTypes: [type] });
  const id = fresh('C');
  await handOff(aDeal({ client: { id, name: 'A', country: 'LI' } }, { ...line, type }));
  const { body } = await sales.post('/v1/deals', aDeal({ client: { id, name: 'A' } }, { ...line, type }));
  expect(body.lifecycles[0]).toMatchObject({ group });
});

test('what people said of a contact is not undone by a deal with the CRM’s older entry; what is new there counts', async () => {
  const { group } = await aGroup();
  const id = fresh('C');
  const client = { id, name: 'Alpine Tools' };
  await handOff(aDeal({ client, contacts: [eva] }, { ...line, group }));
  const { id: _, phone: unsaid, ...rest } = eva;
  const married = { ...rest, name: 'Quetzalina Married', email: 'quetzalina.married@client.example' };
  expect((await admin.put(`/v1/clients/${id}/contacts/eva`, married)).status).toBe(200);
  await handOff(aDeal({ client, contacts: [eva] }, { ...line, group }));
  const [known] = (await clientOf(id)).contacts as object[];
  expect(known).toMatchObject(married);
  expect(known).not.toHaveProperty('phone');

  await handOff(aDeal({ client, contacts: [{ ...eva, phone: '+43 1 999' }] }, { ...line, group, startsOn: today }));
  expect((await clientOf(id)).contacts).toMatchObject([{ ...married, phone: '+43 1 999' }]);
});

test('what a later deal says of a client reaches the lifecycles that run, and no older deal takes it back', async () => {
  const { group } = await aGroup();
  const id = fresh('C');
  const first = await handOff(aDeal({ client: { id, ...alpine }, contacts: [eva] }, { ...line, group }));
  const now = { name: 'Alpine Group', country: 'US', timeZone: 'America/New_York' };
  await handOff(aDeal({ client: { id, ...now }, contacts: [eva] }, { ...line, group }));
  await eventually(async () => expect((await lifecycle(first)).client).toEqual({ id, name: now.name }));
  await eventually(async () => {
    const { body } = await admin.get(`/v1/lifecycles/${first}/timeline?limit=200`);
    const said = (body.items as { kind: string; what: string }[]).map(({ kind, what }) => `${kind}: ${what}`);
    expect(said).toContain(
      'client-known: The client’s details: Alpine Group, United States, time zone America/New_York.',
    );
    expect(said.filter((one) => one.startsWith('holidays-refreshed')).length).toBeGreaterThan(1);
  });
  expect(await clientOf(id)).toMatchObject({ ...alpine, ...now });
});
