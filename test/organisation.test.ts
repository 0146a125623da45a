/** Who keeps clients: routing that says why, workgroups, absence and deputies, and the step from onboarding to retention. */
import { aClient } from './support/clients';
import { browse } from './support/browse';
import { daysFromToday, everyDay, noonOf, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { admin, caller, eventually, everyPage, fresh, lifecycle, running, sales, wait } from './support/api';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPassUntil } from './support/time';

const quiet = {
  ...everyDay,
  birthdays: { cards: false },
  firstYear: { checkInMonths: null, successCheckMonths: null },
};

async function aRep(more: object = {}): Promise<{ id: string; mail: string }> {
  const id = fresh('rep');
  const mail = `${id}.wobblewort@holdfast.example`;
  const { status, body } = await admin.put(`/v1/reps/${id}`, { name: `Wobblewort ${id}`, email: mail, ...more });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return { id, mail };
}

test('a deal goes where its conditions lead, to the rep whose profile and desk fit; the preview says the same and stores nothing', async () => {
  const type = fresh('type');
  const small = await aRep({ profile: 'many-small', capacity: 50 });
  const key = await aRep({ profile: 'few-key', capacity: 5 });
  for (const { id } of [small, key]) {
    const { status } = await admin.put(`/v1/groups/${id}`, {
      name: 'G',
      rep: id,
      productTypes: [type],
      countries: ['AT'],
    });
    expect(status).toBe(200);
  }
  const deal = (amount: number) =>
    aDeal(
      { client: { id: fresh('C'), name: 'Alpine Tools', country: 'AT', timeZone: 'UTC' } },
      { type, annualValue: { amount, currency: 'EUR' }, skipOnboarding: true },
    );
  const large = deal(9_000_000);
  const { body: preview } = await admin.post('/v1/deals/preview', large);
  expect(preview.products[0]).toMatchObject({ group: key.id, rep: key.id, policy: 'default' });
  expect(preview.products[0].why).toEqual([
    `Group G takes it: it takes product type ${type}, it takes clients in AT.`,
    `The profile of Wobblewort ${key.id} (few key clients) fits.`,
    `Among 2 reps, Wobblewort ${key.id} has 0 of 5 lifecycles.`,
  ]);
  expect((await sales.get(`/v1/deals/${large.dealId}`)).status).toBe(404);
  const { body } = await sales.post('/v1/deals', large);
  expect(body.lifecycles[0]).toMatchObject({ group: key.id, rep: key.id, why: preview.products[0].why });
  expect((await sales.post('/v1/deals', deal(100_000))).body.lifecycles[0]).toMatchObject({ rep: small.id });

  // A further product of the first client, however small, stays with the rep who keeps the client.
  await eventually(async () => expect((await admin.get(`/v1/reps/${key.id}`)).body.load).toBe(1));
  const further = { ...deal(100_000), client: large.client };
  expect((await sales.post('/v1/deals', further)).body.lifecycles[0]).toMatchObject({
    rep: key.id,
    why: expect.arrayContaining([`Wobblewort ${key.id} keeps this client already.`]),
  });
  expect((await lifecycle(body.lifecycles[0].id)).routing).toEqual(preview.products[0].why);
});

/** Two groups by value for clients of one kind of product, and one that only a deal can name. */
async function groupsByValue() {
  const type = fresh('type');
  const [small, large, other] = [await aRep(), await aRep(), await aRep()];
  const limit = { currency: 'EUR', amount: 5_000_000 };
  for (const [id, more] of [
    [small.id, { productTypes: [type], value: { currency: limit.currency, below: limit.amount } }],
    [large.id, { productTypes: [type], value: { currency: limit.currency, from: limit.amount } }],
    [other.id, { productTypes: [fresh('type')] }],
  ] as const)
    expect((await admin.put(`/v1/groups/${id}`, { name: 'G', rep: id, ...more })).status).toBe(200);
  const [template] = aDeal().products;
  const sold = (code: string, amount: number, more: object = {}) => ({
    ...template,
    code,
    name: code,
    type,
    annualValue: { amount, currency: limit.currency },
    skipOnboarding: true,
    ...more,
  });
  return { small, large, other, sold };
}

test('a client has one rep, by all that it is worth: two lines of one deal, a later small one, and two deals at once; a named group is another matter', async () => {
  const { large, other, sold } = await groupsByValue();
  const client = { id: fresh('C'), name: 'Rhein Druck', timeZone: 'UTC' };
  const deal = (...products: object[]) => aDeal({ client, products });
  const first = deal(sold('seats', 3_600_000), sold('storage', 2_400_000));
  const { body: preview } = await admin.post('/v1/deals/preview', first);
  const { body } = await sales.post('/v1/deals', first);
  for (const routed of [preview.products, body.lifecycles])
    expect(routed).toMatchObject([{ rep: large.id }, { rep: large.id }]);
  expect(preview.products[0].why[0]).toContain('it takes clients who pay 50000.00 EUR a year or more');

  const later = deal(sold('support', 10_000), sold('machines', 10_000, { group: other.id }));
  expect((await sales.post('/v1/deals', later)).body.lifecycles).toMatchObject([
    { group: large.id, rep: large.id },
    { group: other.id, rep: other.id },
  ]);
  const amended = { amendmentId: 'A-1', effectiveOn: today, products: [sold('extra', 10_000)] };
  const { body: added } = await sales.post(`/v1/deals/${later.dealId}/amendments`, amended);
  expect(added.lifecycles).toMatchObject([{ rep: large.id }]);
});

test('a client that grows past the range of its rep’s group stays there, and is listed as outside of it, to whoever reads it', async () => {
  const { small, large, sold } = await groupsByValue();
  const client = { id: fresh('C'), name: 'Larkspur Dental', timeZone: 'UTC' };
  const deal = (...products: object[]) => aDeal({ client, products });
  expect((await sales.post('/v1/deals', deal(sold('seats', 4_000_000)))).body.lifecycles).toMatchObject([
    { rep: small.id },
  ]);
  const listed = async (call = admin) =>
    (await everyPage<{ readonly id: string }>(call, '/v1/clients?outsideBand=true', 50)).find(
      ({ id }) => id === client.id,
    );
  expect(await listed()).toBeUndefined();
  expect((await sales.post('/v1/deals', deal(sold('storage', 2_000_000)))).body.lifecycles).toMatchObject([
    { rep: small.id },
  ]);
  const outside = {
    rep: small.id,
    group: small.id,
    range: { currency: 'EUR', below: 5_000_000 },
    worth: { amount: 6_000_000, currency: 'EUR' },
  };
  await eventually(async () => expect(await listed()).toMatchObject({ outsideBand: [outside] }));
  const keyOf = async (rep: string) =>
    caller(running.api, (await admin.post('/v1/keys', { name: rep, role: 'rep', rep })).body.key);
  expect(await listed(await keyOf(small.id))).toMatchObject({ outsideBand: [outside] });
  expect(await listed(await keyOf(large.id))).toBeUndefined();
});

test('of two deals of a new client at the same moment the second goes to the rep of the first', async () => {
  const { small, large, sold } = await groupsByValue();
  const client = { id: fresh('C'), name: 'Mersey Instruments', timeZone: 'UTC' };
  const deals = [60_000, 9_000_000, 70_000, 8_000_000].map((amount, index) =>
    aDeal({ client, products: [sold(`line-${index}`, amount)] }),
  );
  const answers = await Promise.all(deals.map((deal) => sales.post('/v1/deals', deal)));
  const reps = answers.map(({ body }) => body.lifecycles[0].rep);
  expect(new Set(reps).size).toBe(1);
  expect([small.id, large.id]).toContain(reps[0]);
});

test('one who has left gets nobody new, and a group with nobody left is named as the fault', async () => {
  const gone = await aRep({ left: true });
  const group = fresh('group');
  await admin.put(`/v1/groups/${group}`, { name: 'G', rep: gone.id });
  const { status, body } = await sales.post('/v1/deals', aDeal({}, { group }));
  expect(status).toBe(422);
  expect(body.errors).toEqual([
    { pointer: '/products/0/group', detail: `There is no group ${group} with a rep who works here.` },
  ]);
});

test('an onboarding group looks after the beginning; on the last step a retention group takes over, and the client hears of it', async () => {
  const type = fresh('type');
  const [starter, keeper] = [await aRep(), await aRep()];
  const policy = fresh('policy');
  await admin.put(`/v1/policies/${policy}`, { rules: { ...quiet, touches: { everyWeeks: 2, kinds: ['call'] } } });
  await admin.put(`/v1/groups/${starter.id}`, {
    name: 'Start',
    rep: starter.id,
    stage: 'onboarding',
    productTypes: [type],
  });
  await admin.put(`/v1/groups/${keeper.id}`, {
    name: 'Keep',
    rep: keeper.id,
    stage: 'retention',
    productTypes: [type],
    policy,
  });
  const template = aDeal({}, { type });
  const contacts = template.contacts.map((one, index) => ({
    ...one,
    language: 'de',
    email: `${template.client.id}-${index}@client.example`.toLowerCase(),
  }));
  const id = await handOff({ ...template, contacts });
  expect(await lifecycle(id)).toMatchObject({ stage: 'onboarding', group: starter.id, rep: starter.id });
  for (const step of ['setup', 'configuration', 'training'])
    await admin.post(`/v1/lifecycles/${id}/onboarding/${step}`, {}, wait);
  const kept = await eventually(async () => {
    const now = await lifecycle(id);
    expect(now).toMatchObject({
      stage: 'retention',
      group: keeper.id,
      rep: keeper.id,
      policy: { id: policy, version: 1 },
    });
    return now;
  });
  // Its rhythm is that of the new group's policy.
  expect(kept.touches.map(({ dueAt }) => dueAt.slice(0, 10))[1]).toBe(daysFromToday(28));
  const dossier = await mailAbout(keeper.mail, 'Yours now: ');
  expect(dossier.text).toContain('It comes to you as it stands');
  expect(dossier.text).toContain('canary-words: two trainings a year');
  const introduced = await mailAbout(contacts[0]?.email ?? '', `Wobblewort ${keeper.id} betreut Sie von nun an`);
  expect(introduced.headers['reply-to']).toContain(keeper.mail);
});

test('a workgroup shares one receivables manager and one business developer, and warns past seven reps', async () => {
  const reps = await Promise.all(Array.from({ length: 8 }, () => aRep()));
  const [receivables, developer] = [await aRep(), await aRep()];
  const id = fresh('workgroup');
  const shape = (count: number) => ({
    name: 'North',
    receivablesManager: receivables.id,
    businessDeveloper: developer.id,
    reps: reps.slice(0, count).map((rep) => rep.id),
  });
  expect((await admin.put(`/v1/workgroups/${id}`, shape(7))).body.warnings).toEqual([]);
  expect((await admin.put(`/v1/workgroups/${id}`, shape(8))).body.warnings).toEqual([
    '8 reps share one receivables manager; beyond 7 nobody is served well.',
  ]);
  expect((await admin.get(`/v1/reps/${reps[0]?.id}`)).body.workgroup).toBe(id);
  await admin.put(`/v1/workgroups/${id}`, shape(3));
  expect((await admin.get(`/v1/reps/${reps[7]?.id}`)).body.workgroup).toBeUndefined();
  const { body } = await admin.put(`/v1/workgroups/${id}`, { ...shape(1), reps: ['nobody'] });
  expect(body.errors).toEqual([{ pointer: '/reps/0', detail: 'There is no rep nobody.' }]);
});

test('while a rep is away the deputy is asked, may answer, and afterwards it comes back', async () => {
  const { ids, people } = await aClient(1, { ...quiet, touches: { everyWeeks: 2, kinds: ['call'] } });
  const [id = ''] = ids;
  const deputy = await aRep();
  await admin.put(`/v1/reps/${people.rep}`, {
    name: 'Wobblewort Away',
    email: people.repMail,
    deputy: deputy.id,
    absences: [{ from: daysFromToday(10), until: daysFromToday(20) }],
  });
  await letPassUntil(id, noonOf(daysFromToday(14)));
  const asked = await mailAbout(deputy.mail, 'Due: call');
  expect((await mailsTo(people.repMail)).some(({ subject }) => subject.startsWith('Due: '))).toBe(false);
  const page = await browse(linkIn(asked));
  expect(page.html).toContain('What came of it');
  expect((await page.post({ outcome: 'done' })).status).toBe(200);
  await eventually(async () => expect((await lifecycle(id)).touches[0]).toMatchObject({ state: 'done' }));
  // Back again: the next one is asked of the rep, and the lifecycle was theirs all the time.
  await letPassUntil(id, noonOf(daysFromToday(28)));
  await mailAbout(people.repMail, 'Due: call');
  expect((await mailsTo(deputy.mail)).filter(({ subject }) => subject.startsWith('Due: ')).length).toBe(1);
  expect((await lifecycle(id)).rep).toBe(people.rep);
});

test('the form of a policy explains every rule, and every change makes a version that stays', async () => {
  const { body: form } = await admin.get('/v1/policy-form');
  expect(form.rules.find(({ rule }: { rule: string }) => rule === 'touches.everyWeeks')).toMatchObject({
    default: 8,
    why: expect.stringContaining('at least four fall due in any year'),
  });
  const id = fresh('policy');
  expect((await admin.put(`/v1/policies/${id}`, { rules: { touches: { everyWeeks: 4 } } })).body.version).toBe(1);
  expect((await admin.put(`/v1/policies/${id}`, { rules: { touches: { everyWeeks: 4 } } })).body.version).toBe(1);
  expect((await admin.put(`/v1/policies/${id}`, { rules: { touches: { everyWeeks: 5 } } })).body.version).toBe(2);
  expect((await admin.get(`/v1/policies/${id}?version=1`)).body.rules.touches.everyWeeks).toBe(4);
  const { body } = await admin.put(`/v1/policies/${id}`, { rules: { reminderWorkingDays: [8, 3] } });
  expect(body.errors).toEqual([{ pointer: '/rules/reminderWorkingDays', detail: 'Each later than the one before.' }]);
});

test('people of a group stand on the ladder: an absent manager is stood in for too', async () => {
  const people = await aGroup(quiet);
  const { body: group } = await admin.get(`/v1/groups/${people.group}`);
  const deputy = await aRep();
  await admin.put(`/v1/reps/${group.manager}`, {
    name: 'Wobblewort Manager',
    email: people.managerMail,
    deputy: deputy.id,
    absences: [{ from: today, until: daysFromToday(9) }],
  });
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'usage', value: 1 }, wait);
  await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'happiness', value: 0 }, wait);
  await letPassUntil(id, new Date(`${daysFromToday(4)}T23:00:00Z`));
  await mailAbout(deputy.mail, 'Nobody has reacted since ');
  expect((await mailsTo(people.managerMail)).length).toBe(0);
});

test('whatever was told can be listed: page by page, each thing once, as it reads by itself', async () => {
  const people = await aGroup({});
  const product = fresh('product');
  const workgroup = fresh('workgroup');
  await admin.put(`/v1/products/${product}`, { name: 'Listed', onboarding: [] });
  const [receivablesManager, businessDeveloper] = [people.rep, people.rep];
  await admin.put(`/v1/workgroups/${workgroup}`, { name: 'W', receivablesManager, businessDeveloper, reps: [] });
  const deal = aDeal({}, { group: people.group });
  await handOff(deal);
  const { policy } = (await admin.get(`/v1/groups/${people.group}`)).body;
  const made = {
    reps: people.rep,
    groups: people.group,
    policies: policy,
    products: product,
    workgroups: workgroup,
    clients: deal.client.id,
    deals: deal.dealId,
  };
  for (const [kind, id] of Object.entries(made)) {
    const items = await everyPage<Record<string, string>>(admin, `/v1/${kind}`, 50);
    const ids = items.map((item) => item.id ?? item.dealId ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    expect((await admin.get(`/v1/${kind}/${id}`)).body).toMatchObject(items[ids.indexOf(id)] ?? { listed: kind });
  }
  const { body: theirs } = await admin.get(`/v1/deals?client=${deal.client.id}`);
  expect(theirs.items).toMatchObject([{ dealId: deal.dealId, client: { id: deal.client.id } }]);
});
