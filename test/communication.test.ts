/** A client's communication map, and what sellers see of their deals. */
import { browse } from './support/browse';
import { aClient } from './support/clients';
import { admin, eventually, fresh, lifecycle, sales, wait } from './support/api';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPass } from './support/time';

test('the map says who talks to whom, by which channel, and what is open; a contact who departed is not missed', async () => {
  const { client, ids, people, mails } = await aClient(2, { touches: { everyWeeks: 4, kinds: ['call'] } });
  const [id = '', other = ''] = ids;
  const visit = { kind: 'visit', outcome: 'done', contacts: ['Quetzalina-1'], with: [people.rep], alsoFor: [other] };
  expect((await admin.post(`/v1/lifecycles/${id}/touches`, visit, wait)).body.state).toBe('applied');
  expect(
    (await admin.post(`/v1/lifecycles/${id}/touches`, { ...visit, contacts: ['nobody'] })).body.errors[0].pointer,
  ).toBe('/contacts/0');

  // How somebody likes to be reached stands wherever a rep looks before acting.
  const liked = { name: 'Quetzalina Main', email: mails[0], level: 'manager', channel: 'letter' };
  expect((await admin.put(`/v1/clients/${client}/contacts/Quetzalina-1`, liked)).body.channel).toBe('letter');
  expect((await admin.get(`/v1/clients/${client}`)).body.contacts[0]).toMatchObject({ channel: 'letter' });

  // From the mailed page, with whom it was.
  await letPass(id, 30);
  const due = await mailAbout(people.repMail, 'Due: call');
  expect(due.text).toContain(`${mails[0]}; best by letter`);
  const page = await browse(linkIn(due));
  expect(page.html).toContain('With whom?');
  const boss = /name="contacts" value="([^"]+)"[^>]*><span>Quetzalina Boss/.exec(page.html)?.[1] ?? '';
  expect((await page.post({ outcome: 'done', contacts: ['stranger'] })).status).toBe(422);
  expect((await page.post({ outcome: 'done', contacts: [boss] })).status).toBe(200);

  const day = await eventually(async () => {
    const now = await lifecycle(id);
    expect(now.touches[0]).toMatchObject({ state: 'done' });
    return now.asOf.slice(0, 10);
  });
  const { body } = await admin.get(`/v1/clients/${client}/communication?asOf=${day}`);
  const lines = body.map.filter(({ channel }: { channel: string }) => channel === 'visit' || channel === 'call');
  expect(lines).toMatchObject([
    { who: { id: people.rep }, whom: { id: 'Quetzalina-2' }, channel: 'call', times: 1 },
    { who: { id: people.rep }, whom: { id: 'Quetzalina-1' }, channel: 'visit', times: 1 },
  ]);
  expect(body.contacts.map(({ contact }: { contact: { id: string } }) => contact.id).toSorted()).toEqual([
    'Quetzalina-1',
    'Quetzalina-2',
  ]);
  expect(body.definition).toContain('overdue');
  const { body: later } = await admin.get(
    `/v1/clients/${client}/communication?asOf=${String(Number(day.slice(0, 4)) + 1)}-12-01`,
  );
  expect(later.contacts[0].overdueDays).toBeGreaterThan(100);

  await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'contact-departed', contactId: 'Quetzalina-2' }, wait);
  await eventually(async () => {
    const now = await admin.get(`/v1/clients/${client}/communication`);
    expect(now.body.contacts.map(({ contact }: { contact: { id: string } }) => contact.id)).toEqual(['Quetzalina-1']);
  });
});

test('a seller sees where all their deals stand, by API and in the mail that asks about an oversold promise', async () => {
  const seller = { id: fresh('seller'), name: 'Zyzzyva Seller', email: `${fresh('seller')}.zyzzyva@holdfast.example` };
  const [first, second] = [await aClient(1, {}, { seller }), await aClient(2, {}, { seller })];
  // They use it, as far as anybody heard.
  await admin.post(`/v1/lifecycles/${first.ids[0]}/signals`, { kind: 'usage', value: 60 }, wait);
  await admin.post(`/v1/lifecycles/${second.ids[0]}/churn`, { reason: 'price' });
  await admin.post(`/v1/lifecycles/${first.ids[0]}/renew`, {
    termMonths: 12,
    annualValue: { amount: 1_500_000, currency: 'EUR' },
  });
  const metric = 'time to quote canary-words';
  await admin.post(`/v1/lifecycles/${second.ids[1]}/oversold`, { metric, note: 'canary-words' });
  const mail = await mailAbout(seller.email, 'Oversold: Alpine Tools');
  expect(mail.text).toContain('WHERE YOUR DEALS STAND');
  expect(mail.text).toMatch(/Alpine Tools, Line 1: has left/);
  expect(mail.text).toMatch(/Alpine Tools, Line 1: in retention, health green, contract until /);
  // The manager hears of the promise, and not of the seller's other deals.
  const told = await mailAbout(second.people.managerMail, 'Oversold: Alpine Tools');
  expect(told.text).not.toContain('WHERE YOUR DEALS STAND');
  expect((await (await browse(linkIn(mail))).post({ outcome: 'agreed' })).status).toBe(200);

  await eventually(async () => {
    const { status, body } = await sales.get(`/v1/sellers/${seller.id}/deals`);
    expect(status).toBe(200);
    expect(
      body.lines.map(({ lifecycle: at, stage, term }: { lifecycle: string; stage: string; term: number }) => [
        at,
        stage,
        term,
      ]),
    ).toEqual([
      [second.ids[0], 'churned', 1],
      [second.ids[1], 'retention', 1],
      [first.ids[0]?.replace('.t1', '.t2'), 'retention', 2],
    ]);
    expect(body.lines[1].oversold).toMatchObject([{ metric, answer: 'agreed' }]);
    expect(body.lines[2].annualValue.amount).toBe(1_500_000);
  });
  expect((await sales.get(`/v1/sellers/${fresh('nobody')}/deals`)).status).toBe(404);
  expect((await mailsTo(seller.email)).length).toBe(1);
});
