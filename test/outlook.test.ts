/** The outlook of a renewal, the calls beside it, and every past outlook as it was on its day. */
import { admin, eventually, fresh, insist, lifecycle, wait } from './support/api';
import { browse } from './support/browse';
import { linkIn, mailAbout } from './support/mailbox';
import { addDays, addMonths } from '../domain/core/calendar';
import { daysFromToday, everyDay, noonOf, today, written } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { as } from './support/keys';
import { letPassUntil } from './support/time';

interface Past {
  readonly day: string;
  readonly outlook: string;
  readonly probability: number;
  readonly calls: object;
}

const forecastOf = async (id: string) => (await lifecycle(id)).renewal.forecast;
const pastOf = async (id: string): Promise<readonly Past[]> =>
  (await admin.get(`/v1/lifecycles/${id}/renewal/outlooks`)).body.items as readonly Past[];
const said = (id: string, signal: object) => admin.post(`/v1/lifecycles/${id}/signals`, signal, wait);
const noon = (days: number): Date => noonOf(daysFromToday(days));

test('an executive who left and a rescue that was declined count until there is a successor and a good word; every outlook stays as of its day', async () => {
  const people = await aGroup({ ...everyDay, touches: { everyWeeks: 12, kinds: ['call'] } });
  const deal = aDeal({}, { group: people.group, skipOnboarding: true });
  const id = await handOff(deal);
  await said(id, { kind: 'happiness', value: 9 });
  expect(await forecastOf(id)).toMatchObject({ outlook: 'likely', probability: 65 });

  await letPassUntil(id, noon(3));
  await said(id, { kind: 'contact-departed', contactId: deal.contacts[1]?.id });
  await said(id, { kind: 'usage', value: 0 });
  const gone = 'the executive contact has left, and no successor is known';
  const burning = await lifecycle(id);
  expect(burning.renewal.forecast.outlook).toBe('at-risk');
  expect(burning.renewal.forecast.reasons).toContain(gone);

  const step = burning.items.find(({ programme }) => programme === 'rescue');
  await admin.post(
    `/v1/lifecycles/${id}/items/${step?.id}`,
    { outcome: 'declined', note: 'canary-words: a quote' },
    wait,
  );
  await insist(`/v1/lifecycles/${id}/escalations/${burning.escalations[0]?.id}/resolve`, {
    note: 'canary-words: settled',
  });
  await letPassUntil(id, noon(120));
  const declined = 'the client declined the first step of an alarm';
  expect((await forecastOf(id)).reasons).toEqual(expect.arrayContaining([gone, declined]));

  await admin.put(`/v1/clients/${deal.client.id}/contacts/${fresh('next')}`, {
    name: 'Quetzalina Next',
    email: 'quetzalina.next@client.example',
    level: 'executive',
  });
  await eventually(async () => expect((await forecastOf(id)).reasons).not.toContain(gone));
  await admin.post(`/v1/lifecycles/${id}/touches`, { kind: 'call', outcome: 'done', happiness: 8 }, wait);
  expect((await forecastOf(id)).reasons).not.toContain(declined);

  const past = await pastOf(id);
  expect(past.at(-1)).toMatchObject({ day: today, outlook: 'likely', probability: 65, calls: {} });
  expect(past.find(({ day }) => day === daysFromToday(3))).toMatchObject({ outlook: 'at-risk' });
  expect(past.map(({ day }) => day)).toEqual(
    past
      .map(({ day }) => day)
      .toSorted()
      .toReversed(),
  );
});

test('the rep and the manager each have a call of their own, beside the outlook and moving nothing; nobody else has', async () => {
  const people = await aGroup(everyDay);
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  const manager = people.managerMail.slice(0, people.managerMail.indexOf('.'));
  const [rep, lead] = [await as(people.rep), await as(manager)];
  const at = `/v1/lifecycles/${id}/renewal/call`;
  const before = await forecastOf(id);
  const note = 'canary-words: they want a quote from a competitor';
  const first = await rep.put(at, { by: 'rep', call: 'at-risk', amount: { amount: 900_000, currency: 'EUR' }, note });
  expect(first).toMatchObject({
    status: 200,
    body: { calls: [{ by: 'rep', call: 'at-risk', note, saidBy: people.rep }] },
  });
  expect((await rep.put(at, { by: 'manager', call: 'likely' })).status).toBe(403);
  expect((await lead.put(at, { by: 'rep', call: 'likely' })).status).toBe(403);
  expect((await lead.put(at, { by: 'manager', call: 'lost' })).status).toBe(200);
  expect((await (await as((await aGroup()).rep)).put(at, { by: 'rep', call: 'lost' })).status).toBe(404);
  const wrong = await rep.put(at, { by: 'rep', call: 'likely', amount: { amount: 1, currency: 'USD' } });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/amount/currency' }] } });

  const now = (await admin.get(`/v1/lifecycles/${id}`)).body.renewal;
  expect(now.forecast).toEqual(before);
  expect(now.calls).toMatchObject([
    { by: 'rep', call: 'at-risk', amount: { amount: 900_000, currency: 'EUR' }, note },
    { by: 'manager', call: 'lost', saidBy: manager },
  ]);
  expect((await pastOf(id))[0]).toMatchObject({ day: today, calls: { rep: 'at-risk', manager: 'lost' } });
});

test('renewals that come are listed by date, value or probability, page by page, for whom they are', async () => {
  const people = await aGroup(everyDay);
  const handed: string[] = [];
  for (const [termMonths, amount] of [
    [9, 500],
    [6, 300],
    [3, 400],
  ] as const)
    handed.push(
      await handOff(
        aDeal({}, { group: people.group, skipOnboarding: true, termMonths, annualValue: { amount, currency: 'EUR' } }),
      ),
    );
  const [nine = '', six = '', three = ''] = handed;
  await said(six, { kind: 'happiness', value: 9 });
  await said(nine, { kind: 'usage', value: 0 });
  const list = (more: string) => `/v1/renewals?from=${today}&group=${people.group}&limit=1${more}`;
  const idsOf = async (more: string, call = admin): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const { status, body } = await call.get(`${list(more)}${cursor}`);
      expect(status).toBe(200);
      ids.push(...(body.items as { id: string }[]).map(({ id }) => id));
      if (body.next === undefined) return ids;
      cursor = `&cursor=${body.next}`;
    }
  };
  expect(await idsOf('')).toEqual([three, six, nine]);
  expect(await idsOf('&sort=value')).toEqual([nine, three, six]);
  expect(await idsOf('&sort=probability')).toEqual([nine, three, six]);
  expect(await idsOf('&outlook=likely')).toEqual([six]);
  expect(await idsOf(`&to=${addDays(today, 200)}`)).toEqual([three, six]);
  expect(await idsOf('', await as(people.rep))).toEqual([three, six, nine]);
  expect(await idsOf('', await as((await aGroup()).rep))).toEqual([]);
  const { next } = (await admin.get(list(''))).body;
  expect((await admin.get(`${list('&sort=value')}&cursor=${next}`)).status).toBe(422);
  // What a cursor holds is text that a database can keep.
  for (const place of [
    ['2027-01-01', 'a\u0000'],
    ['2027\u0000', 'a'],
    ['2027-01-01', '\ud800'],
  ]) {
    const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
    const { status, body } = await admin.get(`${list('')}&cursor=${cursor}`);
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '/cursor' }]]);
  }
});

test('what was said of a renewal ahead of its date is held against what came', async () => {
  const people = await aGroup({ ...everyDay, renewal: { noticeDays: [30], graceDays: 10, undecided: 'churned' } });
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true, termMonths: 2 }));
  await said(id, { kind: 'happiness', value: 9 });
  await admin.put(`/v1/lifecycles/${id}/renewal/call`, { by: 'rep', call: 'lost' });
  await letPassUntil(id, noon(40));
  const notice = await mailAbout(people.repMail, 'Renewal in 30 days: ');
  expect(notice.text).toContain(`The rep said on ${written(today, daysFromToday(30))}: lost.`);
  const page = await browse(linkIn(notice));
  expect((await page.post({ outcome: 'undecided' })).html).toContain('Choose what you expect.');
  expect((await page.post({ outcome: 'undecided', call: 'at-risk' })).html).toContain('Recorded: at risk.');
  expect((await admin.get(`/v1/lifecycles/${id}`)).body.renewal.calls).toMatchObject([
    { by: 'rep', call: 'at-risk', saidBy: people.rep },
  ]);
  await letPassUntil(id, noon(90));
  expect((await lifecycle(id)).stage).toBe('churned');
  const report = async (more: string) =>
    (await admin.get(`/v1/reports/forecast?from=${today}&to=${daysFromToday(100)}&ahead=45${more}`)).body;
  const rowsOf = async (more: string) =>
    ((await report(more)).rows as { rep: string }[]).filter(({ rep }) => rep === people.rep);
  expect(await rowsOf(`&asOf=${daysFromToday(95)}`)).toMatchObject([
    { saidBy: 'outlook', said: 'likely', terms: 1, lost: 1, right: 0, accuracy: 0, expectedValue: 780_000 },
    { saidBy: 'rep', said: 'lost', terms: 1, lost: 1, right: 1, accuracy: 1, lostValue: 1_200_000 },
  ]);
  // As it was known before anything had come.
  expect(await rowsOf(`&asOf=${daysFromToday(20)}`)).toMatchObject([
    { saidBy: 'outlook', said: 'likely', undecided: 1, accuracy: null },
    { saidBy: 'rep', said: 'lost', undecided: 1, accuracy: null },
  ]);
  expect((await report('')).definitions[0]).toContain('Accuracy = right ÷ decided');
});

test('a term that renews by itself was renewed on that date: it is not undecided, and its next date is a forecast of its own', async () => {
  const people = await aGroup({ ...everyDay, escalation: { missed: [] } });
  const line = { group: people.group, skipOnboarding: true, termMonths: 1, autoRenews: true, noticeDays: 10 };
  const id = await handOff(aDeal({}, line));
  await said(id, { kind: 'happiness', value: 9 });
  const [first, second] = [addMonths(today, 1), addMonths(today, 2)];
  await letPassUntil(id, noonOf(addDays(second, 2)));
  const report = async (asOf: string): Promise<{ renewed: number; undecided: number }> => {
    const { body } = await admin.get(
      `/v1/reports/forecast?from=${today}&to=${addDays(second, 5)}&ahead=10&asOf=${asOf}`,
    );
    const own = (body.rows as { rep: string; saidBy: string; renewed: number; undecided: number }[]).filter(
      ({ rep, saidBy }) => rep === people.rep && saidBy === 'outlook',
    );
    return {
      renewed: own.reduce((sum, { renewed }) => sum + renewed, 0),
      undecided: own.reduce((sum, { undecided }) => sum + undecided, 0),
    };
  };
  expect(await report(addDays(second, 2))).toEqual({ renewed: 2, undecided: 0 });
  // As it was known before the second date: the first was renewed, the second to come.
  expect(await report(addDays(first, 2))).toEqual({ renewed: 1, undecided: 1 });
  // Before the first date nobody knew of a second.
  expect(await report(addDays(first, -3))).toEqual({ renewed: 0, undecided: 1 });
});
