/** A client is one relationship, however many products. */
import { aClient } from './support/clients';
import { addDays, addMonths, birthdayInDays, daysFromToday, noonOf, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { admin, eventually, fresh, lifecycle, wait } from './support/api';
import { kindsOfMailsTo, linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPass, letPassUntil } from './support/time';
import { browse } from './support/browse';

/** Touches that fall due on no other date of the first quarter. */
const quietTouches = { touches: { everyWeeks: 10 }, reminderWorkingDays: [] };

test('a client with five product lines gets one birthday card, one review meeting a quarter and one question', async () => {
  const { ids, people, mails, client } = await aClient(5, quietTouches, {
    birthday: birthdayInDays(40),
  });
  // The question arrives before its reminder: nobody is reminded of what has not.
  const asked = noonOf(addDays(addMonths(today, 3), -20));
  for (const id of ids) await letPassUntil(id, asked);
  for (const address of mails) await mailAbout(address, 'One question');
  const past = new Date(`${addMonths(today, 3)}T20:00:00Z`);
  for (const id of ids) await letPassUntil(id, past);

  const kinds = async (kind: string): Promise<readonly string[]> =>
    (await mailsTo(people.repMail))
      .filter(({ headers }) => headers['x-holdfast-mail'] === kind)
      .flatMap(({ headers }) => (headers['x-holdfast-item'] ?? '').split(', '));
  await eventually(async () => {
    const prepared = await kinds('item-prepared');
    expect(prepared.filter((item) => item.includes('birthday')).length).toBe(1);
    expect(prepared.filter((item) => item.includes('review-1')).length).toBe(1);
    const due = await kinds('item-due');
    expect(due.filter((item) => item.includes('birthday')).length).toBe(1);
    expect(due.filter((item) => item.includes('review-1')).length).toBe(1);
  });
  for (const address of mails)
    await eventually(async () =>
      expect((await mailsTo(address)).map(({ subject }) => subject)).toEqual([
        expect.stringMatching(/^One question: how satisfied are you with Line \d\?$/),
        expect.stringMatching(/^Re: One question: how satisfied are you with Line \d\?$/),
      ]),
    );

  // The one meeting is for all five, and says so; held once, it is held for each.
  const meeting = await mailAbout(people.repMail, 'Prepare: quarterly review');
  expect(meeting.text).toMatch(/It is one meeting for (?:Line \d, ){3}Line \d and Line \d\./);
  const page = await browse(linkIn(meeting));
  // Its form asks for the promises of every product, each by its name.
  const [holder] = (meeting.headers['x-holdfast-item'] ?? '').split('/');
  const other = ids.find((id) => id !== holder) ?? '';
  const product = `Line ${ids.indexOf(other) + 1}`;
  const figure = `actual0.${other}`;
  const wrong = await page.post({ outcome: 'done', happiness: '9', [figure]: 'about two', note: 'What we said' });
  expect(wrong.status).toBe(422);
  expect(wrong.html).toContain(`Write a number for “${product}: time to quote`);
  for (const typed of ['about two', 'What we said']) expect(wrong.html).toContain(typed);
  const said = { outcome: 'done', happiness: '9', [figure]: '1.5', [`kept0.${other}`]: 'met' };
  expect((await page.post(said)).html).toContain(
    'Recorded: quarterly review and check-in with Alpine Tools, done, happiness 9 of 10. 1 promise looked at.',
  );
  await eventually(async () => {
    for (const id of ids) {
      const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
      const measured = (body.items as { kind: string }[]).filter(({ kind }) => kind === 'promises-measured');
      expect({ id, measured: measured.length }).toEqual({ id, measured: id === other ? 1 : 0 });
    }
  });
  for (const id of ids)
    await eventually(async () => {
      const { reviews, health } = await lifecycle(id);
      expect(reviews[0]).toMatchObject({ state: 'done', outcome: 'done' });
      expect(health.reasons.map(({ signal }) => signal)).not.toContain('happiness');
    });

  const { body } = await admin.get(`/v1/clients/${client}`);
  expect(body).toMatchObject({
    id: client,
    name: 'Alpine Tools',
    annualValue: [{ amount: 6_000_000, currency: 'EUR' }],
  });
  expect(body.lifecycles.length).toBe(5);
  expect(body.contacts.map(({ email }: { email: string }) => email)).toEqual(mails);
  // The check-ins were held in the same meeting; nothing else is open but the touches.
  const open = (body.openItems as { id: string }[]).map(({ id }) => id);
  expect(open.toSorted()).toEqual(Array<string>(5).fill('touch-1'));
});

test('when the lifecycle that holds the meeting ends, another one takes it over; when it is renewed, the meeting goes along', async () => {
  const { ids, people } = await aClient(3, {
    ...quietTouches,
    satisfaction: { beforeReviewDays: null },
    birthdays: { cards: false },
  });
  const [first = '', second = '', third = ''] = ids;
  const due = noonOf(addMonths(today, 3));
  for (const id of ids) await letPassUntil(id, due);
  const dueMails = async (): Promise<string[]> =>
    (await mailsTo(people.repMail))
      .filter(({ headers }) => headers['x-holdfast-mail'] === 'item-due')
      .flatMap(({ headers }) => (headers['x-holdfast-item'] ?? '').split(', '))
      .filter((item) => item.includes('review-1'));
  await eventually(async () => expect(await dueMails()).toEqual([`${first}/review-1`]));

  expect((await admin.post(`/v1/lifecycles/${first}/churn`, { reason: 'price' })).status).toBe(200);
  await eventually(async () => expect(await dueMails()).toEqual([`${first}/review-1`, `${second}/review-1`]));
  await eventually(async () =>
    expect((await lifecycle(third)).reviews[0]?.covered).toEqual({ lifecycle: first, item: 'review-1' }),
  );

  const next = second.replace('.t1', '.t2');
  const terms = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };
  expect((await admin.post(`/v1/lifecycles/${second}/renew`, terms)).status).toBe(200);
  await eventually(async () =>
    expect((await lifecycle(next)).reviews[0]).toMatchObject({ id: 'review-1', state: 'due' }),
  );
  // By the API, too, one meeting says the figures of every line that met, and of no other.
  const held = `/v1/lifecycles/${next}/reviews/review-1`;
  const metric = aDeal().products[0]?.promises[0]?.metric;
  const figures = (line: string) => ({ together: [{ lifecycle: line, actuals: [{ metric, value: 3, met: false }] }] });
  for (const none of [first, next, 'D-0.none.t1'])
    expect(await admin.post(held, figures(none))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/together/0/lifecycle' }] },
    });
  const once = { ...figures(third), eventId: fresh('held') };
  for (const time of ['first', 'again'])
    expect({ time, ...(await admin.post(held, once, wait)) }).toMatchObject({ time, body: { state: 'applied' } });
  await eventually(async () => {
    expect((await lifecycle(third)).reviews[0]).toMatchObject({ state: 'done' });
    const { body } = await admin.get(`/v1/lifecycles/${third}/timeline?limit=200`);
    const measured = (body.items as { kind: string; what: string }[]).filter(
      ({ kind }) => kind === 'promises-measured',
    );
    expect(measured.map(({ what }) => what)).toEqual([`Promises checked: “${metric}” missed.`]);
  });
});

test('what falls due with a client on one day is one mail, with a button for each; a touch can be recorded for several products', async () => {
  const { ids, people } = await aClient(3, {
    touches: { everyWeeks: 8, kinds: ['visit'] },
    birthdays: { cards: false },
  });
  const due = noonOf(daysFromToday(56));
  await Promise.all(ids.map((id) => letPassUntil(id, due)));
  const mail = await eventually(async () => {
    const mails = (await mailsTo(people.repMail)).filter(({ headers }) => headers['x-holdfast-mail'] === 'item-due');
    const items = mails.flatMap(({ headers }) => (headers['x-holdfast-item'] ?? '').split(', '));
    expect(items.toSorted()).toEqual(ids.map((id) => `${id}/touch-1`));
    return mails.toSorted((a, b) => b.text.length - a.text.length)[0];
  });
  // The three clocks were forwarded at the same moment: what came within the gathering time went out together.
  expect(mail?.subject).toMatch(/^(\d things for Alpine Tools: Due: visit|Due: visit to)/);

  const [first = '', second = '', third = ''] = ids;
  const said = { outcome: 'done', happiness: 8, alsoFor: [second, third], with: [people.rep] };
  const touch = await admin.post(`/v1/lifecycles/${first}/touches/touch-1`, said, wait);
  expect(touch.body).toMatchObject({ state: 'applied' });
  for (const id of ids)
    await eventually(async () =>
      expect((await lifecycle(id)).touches[0]).toMatchObject({ state: 'done', happiness: 8 }),
    );
  // Everybody's part in it can be seen.
  const { body } = await admin.get(`/v1/lifecycles/${third}/timeline?limit=200`);
  const line = (body.items as { kind: string; what: string }[]).findLast(({ kind }) => kind === 'item-completed');
  expect(line?.what).toMatch(new RegExp(`together with Wobblewort ${people.rep}`));
  const stranger = { ...said, alsoFor: ['D-0.none.t1'] };
  const refused = await admin.post(`/v1/lifecycles/${first}/touches`, { kind: 'call', ...stranger });
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/alsoFor/0' }] } });
});

test('several items of one lifecycle that fall due on one morning are one mail', async () => {
  const apart = { reviews: { sections: false }, birthdays: { cards: false } };
  const { ids, people } = await aClient(1, { ...quietTouches, ...apart });
  await letPassUntil(ids[0] ?? '', noonOf(addMonths(today, 3)));
  const mail = await mailAbout(people.repMail, '2 things for Alpine Tools');
  expect(mail.text.match(/\/l\/[\w-]+/g)?.length).toBe(2);
  expect(mail.headers['x-holdfast-item']).toBe(`${ids[0]}/review-1, ${ids[0]}/check-in-1`);
});

test('a client who asks to be left alone hears nothing more in any product, an alarm is raised, and one who departed is gone in all', async () => {
  const { ids, client, people, mails } = await aClient(2, { touches: { everyWeeks: 8 } });
  const [first = '', second = ''] = ids;
  const left = await admin.post(`/v1/clients/${client}/opt-out`, { note: 'canary-words: stop calling' });
  expect(left).toMatchObject({ status: 202, body: { lifecycles: ids } });
  for (const id of ids) {
    await eventually(async () =>
      expect(await lifecycle(id)).toMatchObject({ escalations: [{ reasons: ['client-opted-out'] }] }),
    );
    await letPass(id, 100);
    expect((await lifecycle(id)).touches[0]?.state).toBe('cancelled');
  }
  expect(await kindsOfMailsTo(people.rep)).not.toContain('item-due');
  expect(await mailsTo(mails[0] ?? '')).toEqual([]);

  expect((await admin.post(`/v1/clients/${client}/opt-in`, {})).body.lifecycles).toEqual(ids);
  const gone = { kind: 'contact-departed', contactId: 'Quetzalina-1' };
  const told = await admin.post(`/v1/lifecycles/${first}/signals`, gone, wait);
  expect(told).toMatchObject({ status: 202, body: { state: 'applied', alsoTold: [second] } });
  await eventually(async () => {
    const { body } = await admin.get(`/v1/clients/${client}`);
    expect(body.contacts.map(({ departed }: { departed: boolean }) => departed)).toEqual([true, false]);
  });
  for (const id of ids)
    await eventually(async () =>
      expect((await lifecycle(id)).health.reasons.map(({ signal }) => signal).toSorted()).toEqual([
        'contactDeparted',
        // A hundred days without a word count, too.
        'silence',
        'singleContact',
      ]),
    );
  expect((await admin.get('/v1/clients/nobody-here')).status).toBe(404);
});

test('somebody new at the client is known to every product at once, and a birthday that was wrong is put right', async () => {
  const { ids, client } = await aClient(2, quietTouches);
  const boss = { name: 'Quetzalina Boss', email: `${client}-new@client.example`.toLowerCase(), level: 'executive' };
  const at = `/v1/clients/${client}/contacts/new-one`;
  const { status, body } = await admin.put(at, { ...boss, birthday: birthdayInDays(60) });
  expect({ status, lifecycles: body.lifecycles }).toEqual({ status: 200, lifecycles: ids });
  const cards = async (id: string): Promise<readonly string[]> =>
    (await lifecycle(id)).items
      .filter(({ kind, state }) => kind === 'birthday-card' && state === 'planned')
      .map(({ dueAt }) => dueAt.slice(0, 10));
  for (const id of ids) expect(await cards(id)).toContain(daysFromToday(60));
  await admin.put(at, { ...boss, birthday: birthdayInDays(90) });
  for (const id of ids) {
    expect(await cards(id)).toContain(daysFromToday(90));
    expect(await cards(id)).not.toContain(daysFromToday(60));
  }
  const { body: shown } = await admin.get(`/v1/clients/${client}`);
  expect(shown.contacts).toContainEqual({ ...boss, birthday: birthdayInDays(90), id: 'new-one', departed: false });
  expect((await admin.put(at, { ...boss, email: 'nobody' })).body.errors).toMatchObject([{ pointer: '/email' }]);
  expect((await admin.put(`/v1/clients/nobody/contacts/new-one`, boss)).status).toBe(404);
});

test('a deal that names somebody new is heard by the client’s other lifecycles; a later deal starts with everybody, and with who wants to be left alone', async () => {
  const people = await aGroup();
  const client = { id: fresh('C'), name: 'Alpine Tools', timeZone: 'UTC' };
  const [main, boss] = aDeal().contacts;
  const sold = (contacts: readonly unknown[]): Promise<string> =>
    handOff(aDeal({ client, contacts }, { group: people.group, skipOnboarding: true }));
  const reasons = async (id: string): Promise<readonly string[]> =>
    (await lifecycle(id)).health.reasons.map(({ signal }) => signal);
  const cards = async (id: string): Promise<number> =>
    (await lifecycle(id)).items.filter(({ kind, state }) => kind === 'birthday-card' && state === 'planned').length;

  // One person knows us: a risk, until another deal names a second.
  const first = await sold([{ ...main, birthday: undefined }]);
  await eventually(async () => expect(await reasons(first)).toContain('singleContact'));
  const second = await sold([{ ...boss, birthday: birthdayInDays(90) }]);
  await eventually(async () => {
    expect(await reasons(first)).not.toContain('singleContact');
    expect(await cards(first)).toBe(1);
  });
  expect(await reasons(second)).not.toContain('singleContact');

  // Whoever departed stays departed, though sales has an old list; only who says so brings them back.
  const gone = { kind: 'contact-departed', contactId: boss?.id, eventId: fresh('gone') };
  await admin.post(`/v1/lifecycles/${second}/signals`, gone, wait);
  expect((await admin.post(`/v1/clients/${client.id}/opt-out`, {})).status).toBe(202);
  const third = await sold([main, boss]);
  await eventually(async () => {
    const now = await lifecycle(third);
    expect(now.optedOutSince).toBeDefined();
    expect(now.escalations.flatMap(({ reasons: why }) => why)).toContain('client-opted-out');
    expect(now.health.reasons.map(({ signal }) => signal)).toEqual(['seriousAlarm', 'singleContact']);
  });
  const { body } = await admin.get(`/v1/clients/${client.id}`);
  expect(body.optedOutAt).toBeDefined();
  expect(body.contacts.map(({ departed }: { departed: boolean }) => departed)).toEqual([false, true]);
  await admin.put(`/v1/clients/${client.id}/contacts/${boss?.id}`, { name: boss?.name, email: boss?.email });
  // What is left is the alarm that they want to be left alone.
  await eventually(async () => expect(await reasons(third)).toEqual(['seriousAlarm']));

  // A contact who wants to be left alone is so in every product, until they say otherwise.
  const person = `/v1/clients/${client.id}/contacts/${main?.id}`;
  const wish = async (): Promise<readonly boolean[]> => {
    const { body: known } = await admin.get(`/v1/clients/${client.id}`);
    return known.contacts.map((one: { optedOutAt?: string }) => one.optedOutAt !== undefined);
  };
  expect((await admin.post(`${person}/opt-out`, {})).body.lifecycles.length).toBe(3);
  expect(await wish()).toEqual([true, false]);
  // Known otherwise, they still are.
  await admin.put(person, { name: main?.name, email: main?.email, level: 'executive' });
  expect(await wish()).toEqual([true, false]);
  expect((await admin.post(`${person}/opt-in`, {})).body.lifecycles.length).toBe(3);
  expect(await wish()).toEqual([false, false]);

  // Said once more, even after the end, a departure that counted takes nobody out again.
  const there = async (): Promise<readonly boolean[]> =>
    (await admin.get(`/v1/clients/${client.id}`)).body.contacts.map((one: { departed: boolean }) => !one.departed);
  await admin.post('/v1/signals', { signals: [{ ...gone, lifecycle: second }] });
  expect(await there()).toEqual([true, true]);

  // Welcome again: known to a client without lifecycles as well.
  for (const id of [first, second, third]) await admin.post(`/v1/lifecycles/${id}/churn`, { reason: 'price' });
  expect((await admin.post(`/v1/lifecycles/${second}/signals`, gone)).body).toMatchObject({ state: 'applied' });
  expect(await there()).toEqual([true, true]);
  expect((await admin.post(`/v1/clients/${client.id}/opt-in`, {})).body.lifecycles).toEqual([]);
  const fourth = await sold([main]);
  await eventually(async () => expect((await lifecycle(fourth)).source).toBe('live'));
  expect((await lifecycle(fourth)).optedOutSince).toBeUndefined();
});
