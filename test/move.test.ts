/** A contact who goes to another client is one person who leaves and arrives: both clients hear it, or none. */
import { birthdayInDays, everyDay } from './support/dates';
import { aDeal, aGroup, handOff, type People } from './support/deals';
import { admin, eventually, fresh } from './support/api';
import { as } from './support/keys';
import { mailAbout } from './support/mailbox';

const rules = { ...everyDay, satisfaction: { afterOnboardingDays: null, beforeReviewDays: null } };
const person = (id: string, mailbox: string, more: object = {}) => ({
  id,
  name: `Quetzalina ${id}`,
  email: `${mailbox}.quetzalina@client.example`,
  ...more,
});

async function aClient(people: People, name: string, contacts: readonly object[]) {
  const client = fresh('C');
  const named = { id: client, name, timeZone: 'UTC' };
  const id = await handOff(aDeal({ client: named, contacts }, { skipOnboarding: true, group: people.group }));
  return { client, id };
}

const move = (from: string, contact: string, body: unknown, by = admin) =>
  by.post(`/v1/clients/${from}/contacts/${contact}/move`, body, { 'Idempotency-Key': fresh('key') });
const kindsOf = async (id: string): Promise<readonly string[]> => {
  const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return (body.items as { kind: string; what: string }[]).map(({ kind, what }) => `${kind}: ${what}`);
};

test('who goes to another client is missed at the one, is known at the other, and is one person', async () => {
  const [here, there] = [await aGroup(rules), await aGroup(rules)];
  const birthday = birthdayInDays(100);
  const ada = person('ada', fresh('ada').toLowerCase(), { level: 'executive', role: 'CFO', birthday, phone: '+43 1 77', language: 'de' }); // prettier-ignore
  const one = await aClient(here, 'Alpine Tools', [ada, person('bob', fresh('bob'))]);
  const other = await aClient(there, 'Peak Parts', [person('ada', fresh('other-ada'))]);
  const email = `${fresh('ada').toLowerCase()}.quetzalina@peak-parts.example`;
  const went = await move(one.client, 'ada', { to: other.client, email });
  expect(went).toMatchObject({
    status: 200,
    body: { client: one.client, contact: 'ada', to: { client: other.client, contact: 'ada-2' } },
  });
  expect((went.body.lifecycles as string[]).toSorted()).toEqual([one.id, other.id].toSorted());
  expect((await move(one.client, 'ada', { to: other.client, email })).body).toEqual(went.body);

  expect((await admin.get(`/v1/clients/${one.client}`)).body.contacts[0]).toMatchObject({
    id: 'ada',
    departed: true,
    wentTo: { id: other.client, name: 'Peak Parts' },
  });
  const { contacts } = (await admin.get(`/v1/clients/${other.client}`)).body;
  const arrived = { id: 'ada-2', name: ada.name, email, birthday, phone: '+43 1 77', language: 'de', departed: false };
  expect(contacts).toEqual([expect.objectContaining({ id: 'ada' }), arrived]);
  await eventually(async () => expect(await kindsOf(one.id)).toContainEqual(expect.stringMatching(/^incident-noted: .+ has left the client and is at Peak Parts now\.$/))); // prettier-ignore
  await eventually(async () => expect((await kindsOf(other.id)).filter((line) => line.startsWith('contact-added'))).toHaveLength(1)); // prettier-ignore
  expect((await kindsOf(one.id)).filter((line) => line.startsWith('incident-noted'))).toHaveLength(1);
  const alarm = await mailAbout(here.repMail, `Urgent: Alpine Tools – ${ada.name} (went to Peak Parts) has left`);
  expect(alarm.text).toContain(`${ada.name} (went to Peak Parts) has left`);
  expect((await kindsOf(one.id)).some((line) => /^items-planned: Planned.*successor call/.test(line))).toBe(
    true,
  );
});

test('who wants to be left alone is left alone there too; who comes back is the record that they had', async () => {
  const people = await aGroup(rules);
  const eve = person('eve', fresh('eve').toLowerCase());
  const one = await aClient(people, 'Alpine Tools', [eve, person('x', fresh('x'))]);
  const other = await aClient(people, 'Peak Parts', [person('y', fresh('y'))]);
  await admin.post(`/v1/clients/${one.client}/contacts/eve/opt-out`, {}, { 'Idempotency-Key': fresh('key') });
  const email = `${fresh('eve').toLowerCase()}@peak-parts.example`;
  expect((await move(one.client, 'eve', { to: other.client, email, contactId: 'e-7' })).body.to.contact).toBe('e-7');
  expect((await admin.get(`/v1/clients/${other.client}`)).body.contacts[0]).toMatchObject({ id: 'e-7', email });
  expect((await admin.get(`/v1/clients/${other.client}`)).body.contacts[0]).toHaveProperty('optedOutAt');
  expect((await move(other.client, 'e-7', { to: one.client })).body.to.contact).toBe('eve');
  const back = (await admin.get(`/v1/clients/${one.client}`)).body.contacts[0];
  expect(back).toMatchObject({ id: 'eve', departed: false });
  expect(back).not.toHaveProperty('wentTo');
});

test('what cannot be is refused with why; a rep moves people between clients of theirs alone', async () => {
  const [here, there] = [await aGroup(rules), await aGroup(rules)];
  const one = await aClient(here, 'Alpine Tools', [person('ada', fresh('ada'))]);
  const own = await aClient(here, 'Alpine Other', [person('cy', fresh('cy'))]);
  const other = await aClient(there, 'Peak Parts', [person('bob', fresh('bob'))]);
  const rows: readonly (readonly [contact: string, body: unknown, status: number, pointer: string | null])[] = [
    ['ada', { to: one.client }, 422, '/to'],
    ['ada', { to: fresh('C') }, 422, '/to'],
    ['nobody', { to: other.client }, 404, null],
    ['ada', { to: other.client, contactId: 'bob' }, 422, '/contactId'],
    ['ada', { to: other.client, contactId: 'no id!' }, 422, '/contactId'],
    ['ada', { to: other.client, email: 'nowhere' }, 422, '/email'],
    ['ada', { to: other.client, phone: '1' }, 422, '/phone'],
    ['ada', {}, 422, '/to'],
  ];
  for (const [contact, body, status, pointer] of rows) {
    const answer = await move(one.client, contact, body);
    const [first] = (answer.body.errors ?? []) as { pointer: string }[];
    expect([body, answer.status, first?.pointer ?? null]).toEqual([body, status, pointer]);
  }
  const rep = await as(here.rep);
  expect(await move(one.client, 'ada', { to: other.client }, rep)).toMatchObject({ status: 422 });
  expect((await move(other.client, 'bob', { to: one.client }, rep)).status).toBe(404);
  expect((await move(one.client, 'ada', { to: own.client }, rep)).status).toBe(200);
});
