/**
 * The page of a client on the real server, in a real browser: how the relationship is and why, and what is done there. By
 * keyboard, on a phone and on a desk, and by plain forms.
 */
import { admin, eventually, fresh, lifecycle, running, telemetry, wait } from './support/api';
import { aClient } from './support/clients';
import { addDays, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { oneChromium, type Somebody } from './support/real-browser';
import { sendForm, sessionOf } from './support/sign-in';

const somebody = oneChromium();
const words = 'canary-words';
const calm = { touches: { everyWeeks: 12, kinds: ['call'] }, birthdays: { cards: false } };

const pageOf = (client: string, more = ''): string => `${running.api}/clients/${client}${more}`;

/** Somebody of ours who is signed in, at a client's page. */
async function at(client: string, mail: string, size?: { width: number; height: number }): Promise<Somebody> {
  const person = await somebody();
  if (size !== undefined) await person.page.setViewportSize(size);
  await person.signIn(mail);
  await person.visit(pageOf(client));
  return person;
}

interface Happening {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}
const happened = async (id: string, kind: string): Promise<readonly Happening['data'][]> => {
  const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return (body as { items: Happening[] }).items.filter((one) => one.kind === kind).map(({ data }) => data);
};

test.each([
  ['a phone', undefined],
  ['a desk', { width: 1280, height: 900 }],
])('on %s a why leads to its event, and back; what is open leads to its act', async (_, size) => {
  const { client, ids, people } = await aClient(1, calm);
  const [id = ''] = ids;
  await telemetry.post(`/v1/lifecycles/${id}/signals`, { kind: 'usage', value: 0 }, wait);
  const { page, visit } = await at(client, people.repMail, size);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Alpine Tools');
  await page.getByText('Usage −').first().waitFor();
  await page.getByRole('link', { name: /^Health (?:is|fell)/ }).first().click(); // prettier-ignore
  await page.waitForURL(/event=/);
  expect(await page.locator('#event').innerText()).toMatch(/Health (?:is|fell)/);
  await page.goBack();
  await page.getByRole('heading', { name: 'Open' }).waitFor();
  await visit(pageOf(client, '?show=health'));
  expect(await page.locator('.filters [aria-current]').innerText()).toBe('Health and alarms');
  await visit(pageOf(client));
  await page.getByRole('link', { name: 'Take it on' }).click();
  await page.waitForURL(/\/act\//);
  await page.getByText('Alpine Tools').first().waitFor();
});

test('a contact that nobody planned is logged by keyboard, counts once, and stands in the timeline in words', async () => {
  const { client, ids, people } = await aClient(2, calm);
  const { page, send } = await at(client, people.repMail);
  await page.getByRole('link', { name: 'Log a contact' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Log a contact with Alpine Tools' }).waitFor();
  await page.getByLabel('Note').fill(`They like the <new> quotes ${words}`);
  await send('Choose the product.');
  await page.getByRole('checkbox', { name: 'Line 1' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('checkbox', { name: 'Line 2' }).check();
  await send('Choose what it was.');
  expect(await page.getByLabel('Note').inputValue()).toBe(`They like the <new> quotes ${words}`);
  await page.getByLabel('What was it?').selectOption('Visit');
  await page.getByRole('radio', { name: 'We spoke' }).check();
  await page.getByRole('checkbox', { name: /Main$/ }).check();
  await page.getByLabel('How happy').fill('9');
  const form = await page
    .locator('main form')
    .evaluate((one: HTMLFormElement) =>
      [...new FormData(one)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
    );
  await send('The contact is recorded.');
  await page.getByText(`They like the <new> quotes ${words}`).first().waitFor();
  // The same form once more: a double click, or a page that was gone back to.
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const twice = await fetch(pageOf(client, '/contact'), {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
    redirect: 'manual',
  });
  expect([twice.status, twice.headers.get('Location')]).toEqual([303, `/clients/${client}?done=contact`]);
  for (const id of ids) await eventually(async () => expect(await happened(id, 'touch-recorded')).toHaveLength(1));
});

test('a notice is recorded, a save is made, and the client stays', async () => {
  const { client, ids, people } = await aClient(1, calm);
  const [id = ''] = ids;
  const { page, send, visit } = await at(client, people.repMail);
  await page.getByRole('link', { name: 'Record a notice' }).click();
  await page.getByLabel('On which day').fill(addDays(today, 3));
  await page.getByLabel('Why do they leave').selectOption('The price');
  await send('has not come yet.');
  await page.getByLabel('On which day').fill(today);
  await send('The notice is recorded.');
  await page.getByText('Line 1 leaves on').first().waitFor();
  expect((await lifecycle(id)).leaving).toMatchObject({ reason: 'price' });
  // The alarm that asks for a save stands open, with its act.
  await page.getByText('they gave notice').first().waitFor();
  await page.getByRole('link', { name: 'They stay after all' }).click();
  await page.getByLabel('Note').fill(`We moved the date ${words}`);
  await send('The notice is withdrawn: they stay.');
  expect((await lifecycle(id)).leaving).toBeUndefined();
  await visit(pageOf(client));
  expect(await page.getByText('leaves on').count()).toBe(0);
});

test('renewed early: each way to write the value is shown back before it counts', async () => {
  const { client, ids, people } = await aClient(1, calm);
  const [id = ''] = ids;
  const { page, send } = await at(client, people.repMail);
  await page.getByRole('link', { name: 'Renew', exact: true }).click();
  const worth = page.getByLabel('For how much a year');
  expect(await worth.inputValue()).toBe('12,000');
  for (const typed of ['36,000', '36.000', '36 000']) {
    await worth.fill(typed);
    await send('is renewed for 12 months, at €36,000 a year. Up to now it is €12,000 a year.');
    await page.getByRole('button', { name: 'No, change it' }).click();
    expect(await worth.inputValue()).toBe(typed);
  }
  expect((await lifecycle(id)).renewal.decision).toBeUndefined();
  await send('at €36,000 a year');
  await send('It is renewed.', 'Yes, renew');
  const next = await eventually(() => lifecycle(id.replace('.t1', '.t2')));
  expect(next.renewal.annualValue).toEqual({ amount: 3_600_000, currency: 'EUR' });
});

test('somebody who has left is told of to every line, and somebody new is there', async () => {
  const { client, people } = await aClient(2, calm);
  const { page, send } = await at(client, people.repMail, { width: 1280, height: 900 });
  await page.getByRole('link', { name: 'Somebody has left' }).click();
  await page.getByRole('radio', { name: /Main$/ }).check();
  await send('everybody who looks after them hears of it');
  await page.locator('.people .gone').waitFor();
  await page.getByRole('link', { name: 'Add a contact' }).click();
  await page.getByLabel('Name').fill('Quetzalina New');
  await page.getByLabel('E-mail address').fill('new');
  await send('Write an e-mail address like');
  expect(await page.getByLabel('Name').inputValue()).toBe('Quetzalina New');
  await page.getByLabel('E-mail address').fill(`${client}.quetzalina.new@client.example`.toLowerCase());
  await page.getByLabel('How high').selectOption('Executive');
  await send('The contact is there.');
  await page.locator('.people li', { hasText: 'Quetzalina New, executive' }).waitFor();
  const { body } = await admin.get(`/v1/clients/${client}`);
  expect(body.contacts).toContainEqual(expect.objectContaining({ name: 'Quetzalina New', departed: false }));
});

test('a pause, and going on; a hint; back to onboarding; a promise that cannot be kept: whole without scripts', async () => {
  const { client, ids, people } = await aClient(1, calm);
  const [id = ''] = ids;
  const cookie = await sessionOf(people.repMail);
  const send = async (act: string, form: Readonly<Record<string, string>>): Promise<readonly [number, string]> => {
    const answer = await sendForm(
      `/clients/${client}/${act}`,
      { form: fresh('form-of-the-test'), ...form },
      { cookie },
    );
    return [answer.status, answer.headers.get('Location') ?? (await answer.text())];
  };
  const done = (act: string): readonly [number, string] => [303, `/clients/${client}?done=${act}`];
  expect((await send('pause', {}))[0]).toBe(422);
  expect(await send('pause', { reason: 'season', until: addDays(today, 20) })).toEqual(done('pause'));
  expect((await lifecycle(id)).paused).toMatchObject({ reason: 'season', until: addDays(today, 20) });
  expect(await send('resume', { note: words })).toEqual(done('resume'));
  expect((await lifecycle(id)).paused).toBeUndefined();
  expect(await send('hint', { note: `A second site ${words}` })).toEqual(done('hint'));
  await eventually(async () => expect((await lifecycle(id)).opportunities).toHaveLength(1));
  expect(await send('oversold', { promise: `0~${id}`, note: `It never could ${words}` })).toEqual(done('oversold'));
  expect((await lifecycle(id)).oversold).toHaveLength(1);
  expect(await send('recycle', { reason: 'training' })).toEqual(done('recycle'));
  expect((await lifecycle(id)).stage).toBe('onboarding');
  // What does not apply any more has no page.
  expect((await send('recycle', { reason: 'training' }))[0]).toBe(404);
});

test('another rep’s client is not there, in the page and in every act; a deputy’s is while they are away', async () => {
  const { client, dealId, ids, people } = await aClient(1, calm);
  const [id = ''] = ids;
  const other = await aGroup();
  const paths = [`/clients/${client}`, `/lifecycles/${id}`, `/deals/${dealId}`];
  const acts = [
    'contact',
    'left',
    'person',
    'notice',
    'withdraw',
    'renew',
    'pause',
    'resume',
    'hint',
    'recycle',
    'oversold',
  ];
  const stranger = await sessionOf(other.repMail);
  const get = async (path: string, cookie: string): Promise<number> =>
    (await fetch(`${running.api}${path}`, { headers: { Cookie: cookie }, redirect: 'manual' })).status;
  const typed = { kind: 'call', outcome: 'done', reason: 'other', receivedOn: today, termMonths: '12', annualValue: '1', sure: 'yes', name: 'X', email: 'x@client.example', form: 'f'.repeat(20) }; // prettier-ignore
  for (const path of paths) expect([path, await get(path, stranger)]).toEqual([path, 404]);
  for (const act of acts) {
    expect([act, await get(`/clients/${client}/${act}`, stranger)]).toEqual([act, 404]);
    expect([act, (await sendForm(`/clients/${client}/${act}`, typed, { cookie: stranger })).status]).toEqual([
      act,
      404,
    ]);
  }
  expect((await lifecycle(id)).stage).toBe('retention');

  const absent = await admin.get(`/v1/reps/${people.rep}`);
  const { name, email } = absent.body as { name: string; email: string };
  const away = { from: addDays(today, -1), until: addDays(today, 3) };
  const put = await admin.put(`/v1/reps/${people.rep}`, { name, email, deputy: other.rep, absences: [away] });
  expect(put.status).toBeLessThan(300);
  expect(await get(`/clients/${client}`, stranger)).toBe(200);
  const logged = await sendForm(
    `/clients/${client}/contact`,
    { ...typed, form: fresh('form-of-the-deputy') },
    { cookie: stranger },
  );
  expect(logged.status).toBe(303);
  await admin.put(`/v1/reps/${people.rep}`, { name, email, absences: [] });
  expect(await get(`/clients/${client}`, stranger)).toBe(404);
});

test('a lifecycle’s address leads to its client, and a deal is one click away', async () => {
  const people = await aGroup();
  const deal = aDeal({}, { group: people.group, skipOnboarding: true });
  const id = await handOff(deal);
  const { page, visit } = await somebody().then(async (one) => {
    await one.signIn(people.repMail);
    return one;
  });
  await visit(`${running.api}/lifecycles/${id}`);
  expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe(`/clients/${deal.client.id}#line-${id}`);
  await page.getByRole('link', { name: 'Deal: CRM Pro' }).click();
  await page.getByRole('heading', { name: 'Deal with Alpine Tools' }).waitFor();
  await page.getByText('Half the time to a quote').waitFor();
  expect(await page.getByText(deal.dealId).count()).toBe(0);
});
