/** A campaign: a training for every client that meets a filter, answered from the mail, counted, and called off. */
import { daysFromToday } from './support/dates';
import ICAL from 'ical.js';
import { browse } from './support/browse';
import { aClient } from './support/clients';
import { admin, eventually, fresh, jobIs, lifecycle } from './support/api';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPassUntil } from './support/time';

const startsAt = `${daysFromToday(20)}T13:00:00Z`;
const training = (parts: object = {}) => ({
  kind: 'training',
  title: 'What is new in quotes (canary-words)',
  description: 'An hour on the new quote editor.',
  place: 'https://meet.holdfast.example/quotes',
  startsAt,
  ...parts,
});
/** Nothing is planned in the next weeks, so that the cap has room. */
const rules = { touches: { everyWeeks: 12, kinds: ['call'] }, birthdays: { cards: false } };

const rowsOf = async (id: string) =>
  (await admin.get(`/v1/jobs/${id}/rows`)).body.items as { preview?: object; outcome?: object; state: string }[];
const campaignOf = async (id: string) => (await admin.get(`/v1/campaigns/${id}`)).body;

async function invited(parts: object): Promise<string> {
  const { status, body } = await admin.post('/v1/campaigns', training(parts));
  expect(status).toBe(202);
  await jobIs(body.id, 'previewed');
  expect((await admin.post(`/v1/jobs/${body.id}/start`)).status).toBe(202);
  await jobIs(body.id, 'done');
  return body.id as string;
}

test('one contact of a client with two products is invited once, in their language, answers from the mail, and the rep says what came of it', async () => {
  const { client, ids, people, mails } = await aClient(2, rules, { country: 'DE' });
  const { status, body } = await admin.post('/v1/campaigns', training({ filter: { clients: [client] } }));
  expect(status).toBe(202);
  await jobIs(body.id, 'previewed');
  // Nobody is written to before it is started.
  expect(await rowsOf(body.id)).toMatchObject([{ state: 'waiting', preview: { invites: 1 } }]);
  expect((await mailsTo(mails[1] ?? '')).length).toBe(0);
  await admin.post(`/v1/jobs/${body.id}/start`);
  await jobIs(body.id, 'done');

  // The executive comes before the manager.
  const mail = await mailAbout(mails[1] ?? '', 'Schulung: What is new in quotes');
  expect(mail.text).toContain('https://meet.holdfast.example/quotes');
  expect(mail.text).not.toContain('Holdfast keeps');
  const file = mail.calendar ?? '';
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent') ?? undefined);
  expect([event.summary, event.location, event.startDate.toJSDate().toISOString()]).toEqual([
    'What is new in quotes (canary-words)',
    'https://meet.holdfast.example/quotes',
    `${daysFromToday(20)}T13:00:00.000Z`,
  ]);
  // What would act for them does not travel in a file that is passed around.
  expect(file).not.toContain('/l/');

  const page = await browse(linkIn(mail));
  expect(page.html).toContain('Kommen Sie?');
  expect((await page.post({})).status).toBe(422);
  expect((await page.post({ outcome: 'accepted' })).html).toContain('Wir freuen uns auf Sie');
  await eventually(async () => expect(await campaignOf(body.id)).toMatchObject({ outcome: { accepted: 1 } }));
  expect((await page.post({ outcome: 'declined' })).html).toContain('Danke für Ihre Antwort');
  await eventually(async () =>
    expect(await campaignOf(body.id)).toMatchObject({
      outcome: { clients: 1, invited: 1, accepted: 0, declined: 1, unanswered: 0 },
    }),
  );

  const id = ids.find((one) => one.endsWith('line-1.t1')) ?? '';
  // It takes place at 13:00; nobody is asked what came of it before the next morning.
  await letPassUntil(id, new Date(`${daysFromToday(20)}T16:00:00Z`));
  expect((await mailsTo(people.repMail)).filter(({ subject }) => subject.startsWith('Due: training'))).toEqual([]);
  await letPassUntil(id, new Date(`${daysFromToday(21)}T16:00:00Z`));
  const due = await mailAbout(people.repMail, 'Due: training with Alpine Tools');
  expect(due.text).toContain('“What is new in quotes (canary-words)”: record whether they were there.');
  expect(due.text).toMatch(
    /Training with Alpine Tools took place on \w{3} \d{1,2} \w{3,4} \d{4}, 13:00: were they there\?/,
  );
  expect(due.text).toContain('WHO WAS INVITED');
  const item = await browse(linkIn(due));
  expect((await item.post({ outcome: 'no-answer' })).status).toBe(200);
  await eventually(async () => expect(await campaignOf(body.id)).toMatchObject({ outcome: { noAnswer: 1, held: 0 } }));
  expect((await page.get()).html).toContain('Danke für Ihre Antwort');
});

test('the contact cap holds over all products of a client, and the same address is invited once', async () => {
  const { client } = await aClient(1, { ...rules, contactCap: { touches: 2, days: 30 } });
  const first = await invited({ filter: { clients: [client] } });
  expect(await rowsOf(first)).toMatchObject([{ state: 'done', outcome: { invited: 1 } }]);
  // The invitation and the training are two days of thirty: there is no room for a third.
  const second = await invited({
    kind: 'event',
    startsAt: `${daysFromToday(25)}T10:00:00Z`,
    filter: { clients: [client] },
  });
  expect(await rowsOf(second)).toMatchObject([{ state: 'skipped', outcome: { reason: 'contact-cap' } }]);
  // On the same days it costs them nothing more.
  const third = await invited({ kind: 'event', filter: { clients: [client] } });
  expect(await rowsOf(third)).toMatchObject([{ state: 'done' }]);
});

test('two clients with the same address in their records: its owner is invited once', async () => {
  const [one, other] = [await aClient(1, rules), await aClient(1, rules)];
  const shared = `${fresh('shared')}.quetzalina@client.example`;
  const loud = `${shared.split('@')[0]?.toUpperCase()}@client.example`;
  for (const { client } of [one, other]) {
    const { body } = await admin.put(`/v1/clients/${client}/contacts/shared`, {
      name: 'Quetzalina Both',
      email: client === one.client ? shared : loud,
      level: 'user',
    });
    expect(body.contact ?? body.id).toBeDefined();
  }
  // Whom to invite is looked up in what is recorded of the lifecycles.
  for (const { ids } of [one, other])
    await eventually(async () => {
      const { body } = await admin.get(`/v1/lifecycles/${ids[0]}/timeline?limit=200`);
      expect((body.items as { kind: string }[]).map(({ kind }) => kind)).toContain('contact-added');
    });
  const id = await invited({ levels: ['user'], filter: { clients: [one.client, other.client] } });
  const rows = await rowsOf(id);
  expect(rows.map(({ state }) => state).toSorted()).toEqual(['done', 'skipped']);
  expect(rows.find(({ state }) => state === 'skipped')?.outcome).toEqual({ reason: 'nobody-to-invite' });
  // In whichever spelling the client that came first has it.
  await eventually(async () => expect((await mailsTo(shared)).length + (await mailsTo(loud)).length).toBe(1));
});

test('called off: everybody who was invited hears of it, with a calendar file that takes it out again', async () => {
  const { client, ids, mails } = await aClient(1, rules);
  const id = await invited({ perClient: 2, filter: { clients: [client] } });
  await mailAbout(mails[0] ?? '', 'Training: ');
  const { status, body } = await admin.post(`/v1/campaigns/${id}/call-off`);
  expect(status).toBe(202);
  await jobIs(body.id, 'done');
  for (const address of mails) {
    const mail = await mailAbout(address, 'Called off: What is new in quotes');
    expect(mail.calendar).toContain('METHOD:CANCEL');
    const invitation = await mailAbout(address, 'Training: ');
    expect((await browse(linkIn(invitation))).html).toContain('This invitation is closed');
  }
  expect((await lifecycle(ids[0] ?? '')).invitations).toMatchObject([{ pending: false }]);
  expect(await campaignOf(id)).toMatchObject({ outcome: { calledOff: 1 } });
});

/** A calendar file as a mail program reads it. */
function fileOf({ calendar = '' }: { readonly calendar?: string | null }) {
  const whole = new ICAL.Component(ICAL.parse(calendar ?? ''));
  const event = whole.getFirstSubcomponent('vevent');
  const read = new ICAL.Event(event ?? undefined);
  return {
    method: whole.getFirstPropertyValue('method'),
    uid: read.uid,
    sequence: read.sequence,
    organizer: [event?.getFirstProperty('organizer')?.getParameter('cn'), read.organizer],
    startsAt: read.startDate.toJSDate().toISOString(),
    minutes: (read.endDate.toUnixTime() - read.startDate.toUnixTime()) / 60,
    place: read.location,
  };
}

test('moved twice and called off: who did not decline hears of each once, answers anew, and has one entry in the calendar', async () => {
  const { client, ids, people, mails } = await aClient(1, rules, { country: 'DE' });
  const id = await invited({ perClient: 2, filter: { clients: [client] } });
  const [manager = '', executive = ''] = mails;
  const first = await mailAbout(executive, 'Schulung: ');
  const page = await browse(linkIn(first));
  await page.post({ outcome: 'accepted' });
  await (await browse(linkIn(await mailAbout(manager, 'Schulung: ')))).post({ outcome: 'declined' });
  await eventually(async () => expect(await campaignOf(id)).toMatchObject({ outcome: { accepted: 1, declined: 1 } }));

  // Somebody else keeps the client meanwhile: the entry in the calendar stays of whoever invited.
  const other = fresh('rep');
  await admin.put(`/v1/reps/${other}`, { name: 'Otto Other', email: `${other}@holdfast.example` });
  await admin.post(`/v1/lifecycles/${ids[0]}/reassign`, { rep: other });
  const to = { startsAt: `${daysFromToday(27)}T14:00:00Z`, minutes: 90, place: 'Room 5' };
  const { status, body } = await admin.post(`/v1/campaigns/${id}/move`, to);
  expect(status).toBe(202);
  await jobIs(body.id, 'done');
  expect(await rowsOf(body.id)).toMatchObject([{ state: 'done', outcome: { moved: true } }]);
  const moved = await mailAbout(executive, 'Verschoben: What is new in quotes');
  expect(moved.text).toContain('Der Termin wurde verschoben');
  expect(fileOf(first)).toMatchObject({ method: 'PUBLISH', uid: id, sequence: 0, minutes: 60 });
  expect(fileOf(moved)).toEqual({
    ...fileOf(first),
    sequence: 1,
    startsAt: `${daysFromToday(27)}T14:00:00.000Z`,
    minutes: 90,
    place: 'Room 5',
  });
  expect(fileOf(moved).organizer[1]).toBe(`mailto:${people.repMail}`);
  // The «yes» was to the old date; both links lead to the new one, and take an answer to it.
  expect(await campaignOf(id)).toMatchObject({ outcome: { accepted: 0, declined: 1, unanswered: 1 } });
  const onTheNewDate = (await page.get()).html;
  expect(onTheNewDate).toContain('14:00');
  expect(onTheNewDate).not.toContain('Wir freuen uns auf Sie');
  expect((await (await browse(linkIn(moved))).post({ outcome: 'accepted' })).html).toContain('Wir freuen uns auf Sie');
  await eventually(async () => expect(await campaignOf(id)).toMatchObject({ outcome: { accepted: 1 } }));

  const again = await admin.post(`/v1/campaigns/${id}/move`, { startsAt: `${daysFromToday(24)}T13:00:00Z` });
  await jobIs(again.body.id, 'done');
  const twice = await eventually(async () => {
    const all = (await mailsTo(executive)).filter(({ subject }) => subject.startsWith('Verschoben: '));
    expect(all.length).toBe(2);
    return all.map(fileOf).toSorted((a, b) => a.sequence - b.sequence);
  });
  expect(twice.map(({ uid, sequence, organizer }) => [uid, sequence, organizer])).toEqual([
    [id, 1, fileOf(first).organizer],
    [id, 2, fileOf(first).organizer],
  ]);
  await jobIs((await admin.post(`/v1/campaigns/${id}/call-off`)).body.id, 'done');
  const off = await mailAbout(executive, 'Abgesagt: ');
  expect(fileOf(off)).toMatchObject({ method: 'CANCEL', uid: id, sequence: 3, organizer: fileOf(first).organizer });
  expect((await admin.post(`/v1/campaigns/${id}/move`, to)).body).toMatchObject({
    status: 409,
    type: 'urn:holdfast:problem:called-off',
  });
  // Who declined was left alone.
  expect((await mailsTo(manager)).filter(({ subject }) => subject.startsWith('Verschoben'))).toEqual([]);
});

test('a campaign that is moved before it starts is previewed anew, and everybody is invited to the new date', async () => {
  const { client, ids, people, mails } = await aClient(1, {
    ...rules,
    workingHours: { opensAt: '09:00', days: [1, 2, 3, 4, 5, 6, 7] },
  });
  const away = { from: daysFromToday(20), until: daysFromToday(22) };
  await admin.put(`/v1/reps/${people.rep}`, { name: 'Rita Away', email: people.repMail, absences: [away] });
  const { body } = await admin.post(
    '/v1/campaigns',
    training({ startsAt: `${daysFromToday(20)}T03:00:00Z`, filter: { clients: [client] } }),
  );
  await jobIs(body.id, 'previewed');
  const [row] = await rowsOf(body.id);
  expect(row?.preview).toMatchObject({ invites: 1, warnings: [{ about: 'hours' }, { about: 'away' }] });
  expect(JSON.stringify(row?.preview)).toContain('It begins at 03:00 on the client’s clock (UTC), before 7:00.');
  expect(await campaignOf(body.id)).toMatchObject({ summary: { warned: 1, outOfHours: 1, repAway: 1, onHoliday: 0 } });

  const key = { 'Idempotency-Key': fresh('key') };
  expect(
    (await admin.post(`/v1/campaigns/${body.id}/move`, { startsAt: '2020-01-01T00:00:00Z' })).body.errors,
  ).toMatchObject([{ pointer: '/startsAt' }]);
  const to = { startsAt: `${daysFromToday(25)}T13:00:00Z` };
  const once = await admin.post(`/v1/campaigns/${body.id}/move`, to, key);
  const twice = await admin.post(`/v1/campaigns/${body.id}/move`, to, key);
  expect([once.status, twice.status, twice.body.id]).toEqual([202, 202, once.body.id]);
  await jobIs(once.body.id, 'done');
  await jobIs(body.id, 'previewed');
  expect((await rowsOf(body.id))[0]?.preview).toEqual({ invites: 1 });
  expect(await campaignOf(body.id)).toMatchObject({ summary: { warned: 0 } });
  expect((await admin.post(`/v1/campaigns/${body.id}/move`, to)).body.errors[0].detail).toContain('already');
  await admin.post(`/v1/jobs/${body.id}/start`);
  await jobIs(body.id, 'done');
  const invitation = await mailAbout(mails[1] ?? '', 'Training: ');
  expect(fileOf(invitation)).toMatchObject({ sequence: 1, startsAt: `${daysFromToday(25)}T13:00:00.000Z` });

  // The next term hears of a move too.
  const renewed = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };
  await admin.post(`/v1/lifecycles/${ids[0]}/renew`, renewed);
  const later = await admin.post(`/v1/campaigns/${body.id}/move`, { startsAt: `${daysFromToday(26)}T13:00:00Z` });
  await jobIs(later.body.id, 'done');
  expect(fileOf(await mailAbout(mails[1] ?? '', 'Moved: '))).toMatchObject({ sequence: 2 });
  await eventually(async () =>
    expect((await lifecycle(ids[0]?.replace('.t1', '.t2') ?? '')).invitations).toMatchObject([
      { startsAt: `${daysFromToday(26)}T13:00:00.000Z`, pending: true },
    ]),
  );
});

test('a term that is renewed between preview and start is invited in its next one, and answers there', async () => {
  const { client, ids, mails } = await aClient(1, rules);
  const { body } = await admin.post('/v1/campaigns', training({ filter: { clients: [client] } }));
  await jobIs(body.id, 'previewed');
  const renewed = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };
  expect((await admin.post(`/v1/lifecycles/${ids[0]}/renew`, renewed)).body.stage).toBe('renewed');
  await admin.post(`/v1/jobs/${body.id}/start`);
  await jobIs(body.id, 'done');
  expect(await rowsOf(body.id)).toMatchObject([{ state: 'done', outcome: { invited: 1 } }]);
  const page = await browse(linkIn(await mailAbout(mails[1] ?? '', 'Training: ')));
  expect((await page.post({ outcome: 'accepted' })).status).toBe(200);
  await eventually(async () =>
    expect((await lifecycle(ids[0]?.replace('.t1', '.t2') ?? '')).invitations).toMatchObject([{ campaign: body.id }]),
  );
  expect(await campaignOf(body.id)).toMatchObject({ outcome: { clients: 1, invited: 1, accepted: 1 } });
});

test('a campaign that is cancelled before it starts writes to nobody; one for nobody, or in the past, is refused', async () => {
  const { client, mails } = await aClient(1, rules);
  const { body } = await admin.post('/v1/campaigns', training({ filter: { clients: [client] } }));
  await jobIs(body.id, 'previewed');
  expect((await admin.post(`/v1/jobs/${body.id}/cancel`)).body.state).toBe('cancelled');
  expect((await admin.post(`/v1/jobs/${body.id}/start`)).status).toBe(409);
  expect((await admin.post(`/v1/campaigns/${body.id}/call-off`)).body).toMatchObject({
    status: 409,
    detail: 'Nobody was invited: it is cancelled.',
  });
  expect((await mailsTo(mails[0] ?? '')).length).toBe(0);
  expect((await admin.post('/v1/campaigns', training({ filter: { clients: [fresh('C')] } }))).status).toBe(404);
  expect(
    (await admin.post('/v1/campaigns', training({ startsAt: '2020-01-01T00:00:00Z' }))).body.errors[0].pointer,
  ).toBe('/startsAt');
  expect((await admin.get(`/v1/campaigns/${fresh('campaign')}`)).status).toBe(404);
  const { body: jobs } = await admin.get('/v1/jobs?kind=campaign&limit=200');
  expect(jobs.items).toContainEqual(expect.objectContaining({ id: body.id, state: 'cancelled' }));
});
