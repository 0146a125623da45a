/** My day, lived in a real browser: what must be done is seen, recorded, undone, put off and corrected; and nobody does what is another's. */
import type { Page } from 'playwright-core';
import { addDays, birthdayInDays, daysFromToday, everyDay } from './support/dates';
import { aDeal, aGroup, handOff, type People } from './support/deals';
import { anAccessHouse, putAway } from './support/access-house';
import { admin, eventually, fresh, lifecycle, running, wait } from './support/api';
import { mailAbout } from './support/mailbox';
import { oneChromium, type Somebody } from './support/real-browser';
import { sendForm, sessionOf } from './support/sign-in';
import { letPass } from './support/time';

const somebody = oneChromium();
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 860 } } as const;
const card = 'Birthday card for Quetzalina Main';

interface Lived {
  readonly id: string;
  readonly people: People;
  readonly client: string;
}

/** A client in use, whose rep has a birthday card and a call to think of today. */
async function aDayToLive(client: string): Promise<Lived> {
  const people = await aGroup(everyDay);
  const deal = aDeal({ skipOnboarding: true }, { group: people.group });
  const [main, boss] = deal.contacts;
  const id = await handOff({
    ...deal,
    client: { ...deal.client, name: client },
    contacts: [{ ...main, birthday: birthdayInDays(60) }, boss],
  });
  // The card is a day late, whatever the hour at which this runs.
  await letPass(id, 61);
  await eventually(async () =>
    expect((await lifecycle(id)).touches.some(({ state }: { state: string }) => /due/.test(state))).toBe(true),
  );
  return { id, people, client };
}

const rowOf = (page: Page, next: string) => page.locator('[data-row]').filter({ hasText: next });

async function openDay({ people }: Lived, { page, visit, signIn }: Somebody, size: keyof typeof sizes): Promise<void> {
  await page.setViewportSize(sizes[size]);
  await signIn(people.repMail);
  await visit(`${running.api}/`);
}

test.each(['phone', 'desktop'] as const)(
  'a rep sees the day, records with a click, undoes it, puts a call off, records another and corrects it, on a %s',
  async (size) => {
    const lived = await aDayToLive(`Alpine Tools ${size}`);
    const rep = await somebody();
    const { page, send, visit } = rep;
    await openDay(lived, rep, size);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(
      new RegExp(`^(Call Quetzalina \\w+ at ${lived.client} first|Begin with ${lived.client})$`),
    );
    await rowOf(page, card).getByText('Ask for').waitFor();

    // Done with a click, and undone behind the same link.
    await send(`Recorded: birthday card for Quetzalina Main, sent.`, `Done: ${lived.client}, CRM Pro`);
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await rowOf(page, card).count()).toBe(0);
    await page.getByRole('link', { name: 'Undo' }).click();
    await page.getByRole('radio', { name: 'Nothing yet: open it again' }).check();
    await page.getByRole('textbox', { name: 'What was wrong?' }).fill('It lies on my desk still.');
    await send('Corrected: it is open again.', 'Correct it');
    await page.getByRole('link', { name: 'Back to my day' }).click();
    await rowOf(page, card).waitFor();

    // Put off from the page behind the row.
    const call = rowOf(page, 'Call with');
    await call.getByRole('link', { name: /^Put off: / }).click();
    await page.getByRole('textbox', { name: 'Put it off to' }).fill(addDays(daysFromToday(61), 3));
    await page.getByRole('combobox', { name: 'Why?' }).selectOption({ label: 'There is no time' });
    await send('Put off to ', 'Put it off');
    await visit(`${running.api}/`);
    await eventually(async () => {
      await page.reload();
      expect(await page.locator('#day-due').locator('..').getByText('Call with').count()).toBe(0);
    });

    // Recorded on its page with a word, and corrected there.
    await rowOf(page, card)
      .getByRole('link', { name: /^Record: / })
      .click();
    await page.getByRole('radio', { name: 'They would not want it' }).check();
    await send('not sent, since they would not want it');
    await page.getByRole('radio', { name: 'It was sent' }).check();
    await page.getByRole('textbox', { name: 'What was wrong?' }).fill('I sent it after all.');
    await send('Corrected. Recorded: birthday card for Quetzalina Main, sent.', 'Correct it');
    await page.getByRole('link', { name: 'Back to my day' }).click();
    expect(await rowOf(page, card).count()).toBe(0);
  },
);

test('by keyboard alone a rep comes to a row, and d records it', async () => {
  const lived = await aDayToLive('Keyboard Tools');
  const rep = await somebody();
  const { page } = rep;
  await openDay(lived, rep, 'desktop');
  const current = (): Promise<string> => page.evaluate('document.activeElement.innerText');
  for (let n = 0; n < 12 && !(await current()).includes(card); n += 1) await page.keyboard.press('j');
  expect(await current()).toContain(card);
  await page.keyboard.press('d');
  await page.getByText('Recorded: birthday card').waitFor();
  const { touches, items } = await lifecycle(lived.id);
  expect([...touches, ...items].filter(({ kind }: { kind: string }) => kind === 'birthday-card')).toMatchObject([
    { state: 'done', outcome: 'done' },
  ]);
});

test('without scripts the day is seen, recorded and undone just the same; clicked twice it counts once', async () => {
  const lived = await aDayToLive('Plain Tools');
  const { page } = await somebody();
  const session = await sessionOf(lived.people.repMail);
  const [name = '', value = ''] = session.split('=');
  const context = await page.context().browser()?.newContext({ javaScriptEnabled: false });
  if (context === undefined) throw new Error('no browser');
  await context.addCookies([{ name, value, url: running.api }]);
  const plain = await context.newPage();
  await plain.goto(`${running.api}/`);
  const action = (await rowOf(plain, card).locator('form').getAttribute('action')) ?? '';
  const twice = await Promise.all([1, 2].map(() => sendForm(action, {}, { cookie: session })));
  const [to, again] = twice.map(({ headers }) => headers.get('Location') ?? '');
  expect(to).toMatch(/^\/\?recorded=/);
  expect(again).toBe(to);
  await plain.goto(`${running.api}${to}`);
  await plain.getByText('Recorded: birthday card').waitFor();
  await plain.getByRole('link', { name: 'Undo' }).click();
  await plain.getByRole('radio', { name: 'Nothing yet: open it again' }).check();
  await plain.getByRole('textbox', { name: 'What was wrong?' }).fill('Not yet.');
  await plain.getByRole('button', { name: 'Correct it' }).click();
  await plain.getByText('Corrected: it is open again.').waitFor();
  await plain.getByRole('link', { name: 'Back to my day' }).click();
  await rowOf(plain, card).waitFor();
});

test('an empty day is kind to its reader', async () => {
  const rep = fresh('rep');
  await admin.put(`/v1/reps/${rep}`, { name: 'Ida Holm', email: `${rep}@holdfast.example` });
  const { page, signIn, visit } = await somebody();
  await signIn(`${rep}@holdfast.example`);
  await visit(`${running.api}/`);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('A quiet day: nothing waits for you');
});

test('what burns and was not taken on is on the day of the manager too, who takes it on there', async () => {
  const people = await aGroup(everyDay);
  const id = await handOff(aDeal({ skipOnboarding: true }, { group: people.group }));
  expect((await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'usage', value: 2 }, wait)).status).toBeLessThan(
    300,
  );
  await letPass(id, 4);
  await mailAbout(people.managerMail, 'Nobody has reacted since ');
  const { page, signIn, visit, send } = await somebody();
  await signIn(people.managerMail);
  await visit(`${running.api}/`);
  const row = rowOf(page, 'Nobody has taken it on');
  await row.getByText('was asked on').waitFor();
  await row.getByRole('link', { name: /^Take it on: / }).click();
  await page.getByRole('radio', { name: 'I take it on' }).check();
  await send('You have taken this on');
  await page.getByRole('link', { name: 'Back to my day' }).click();
  await rowOf(page, 'Taken on').waitFor();
});

describe('an act of the desk', () => {
  const statusOf = async (path: string, session: string): Promise<number> =>
    (await fetch(`${running.api}${path}`, { headers: { Cookie: session }, redirect: 'manual' })).status;

  test('is for who keeps the client, stands in or leads; of another rep it is not there, and a seller has their own', async () => {
    const house = await anAccessHouse();
    const { id, people, deputy, otherRep, deal } = house;
    const renewal = `/do/${id}/renewal/-`;
    const mail = (person: string): string => `${person}.wobblewort@holdfast.example`;
    const mails = await Promise.all(
      [deputy, otherRep].map(async (one) => (await admin.get(`/v1/reps/${one}`)).body.email as string),
    );
    const [standsIn = '', other = ''] = await Promise.all(mails.map((one) => sessionOf(one)));
    const keeps = await sessionOf(people.repMail);
    const leads = await sessionOf(people.managerMail);
    expect(mail(people.rep)).toBe(people.repMail);
    for (const session of [keeps, standsIn, leads]) expect(await statusOf(renewal, session)).toBe(303);
    expect(await statusOf(renewal, other)).toBe(404);
    expect((await sendForm(renewal, {}, { cookie: other })).status).toBe(404);
    for (const path of [
      `/do/${id}/item/nothing-1`,
      `/do/${id}/satisfaction/x`,
      `/do/none.at-all.t1/renewal/-`,
      `/do/${id}/dance/-`,
    ])
      // prettier-ignore
      expect([path, await statusOf(path, keeps)]).toEqual([path, 404]);

    // The link that it leads to is its own reader's alone, while they may.
    const to = await fetch(`${running.api}${renewal}`, { headers: { Cookie: standsIn }, redirect: 'manual' });
    const act = to.headers.get('Location') ?? '';
    expect([act, await statusOf(act, standsIn)]).toEqual([expect.stringMatching(/^\/act\//), 200]);
    for (const session of [other, keeps, leads]) expect(await statusOf(act, session)).toBe(404);
    // Who is signed out is led to where they sign in, and a form keeps what was typed.
    const out = await fetch(`${running.api}${act}`, { redirect: 'manual' });
    expect(out.headers.get('Location')).toBe(`/sign-in?then=${encodeURIComponent(act)}`);
    const typed = await sendForm(act, { note: 'canary-words typed' });
    expect([typed.status, await typed.text()]).toEqual([401, expect.stringContaining('canary-words typed')]);
    await putAway(people.rep, deputy, -20, -10);
    expect(await statusOf(act, standsIn)).toBe(404);
    expect(await statusOf(renewal, standsIn)).toBe(404);

    // Asked twice it is the same link.
    const once = await fetch(`${running.api}${renewal}`, { headers: { Cookie: keeps }, redirect: 'manual' });
    const again = await fetch(`${running.api}${renewal}`, { headers: { Cookie: keeps }, redirect: 'manual' });
    expect(once.headers.get('Location')).toBe(again.headers.get('Location'));

    const sellerMail = `${deal.seller.id}@holdfast.example`;
    await admin.put(`/v1/sellers/${deal.seller.id}`, { name: 'Zyzzyva Seller', email: sellerMail });
    expect((await admin.post(`/v1/lifecycles/${id}/oversold`, {}, wait)).status).toBeLessThan(300);
    const { page, signIn, visit, send } = await somebody();
    await signIn(sellerMail);
    await eventually(async () => {
      await visit(`${running.api}/`);
      expect(await page.getByRole('link', { name: /^Answer: / }).count()).toBe(1);
    });
    await page.getByRole('link', { name: /^Answer: / }).click();
    await page.getByRole('radio', { name: 'I disagree' }).check();
    await send('Recorded: you disagree.');
    await page.getByRole('link', { name: 'Back to my day' }).click();
    await eventually(async () => {
      await page.reload();
      expect(await page.getByRole('heading', { level: 1, name: 'A quiet day' }).count()).toBe(1);
    });
    expect(await statusOf(renewal, await sessionOf(sellerMail))).toBe(403);
  });
});

test('a mail of ours leads to the client in the desk', async () => {
  const people = await aGroup(everyDay);
  const deal = aDeal({ skipOnboarding: true }, { group: people.group });
  await handOff(deal);
  const mail = await mailAbout(people.repMail, 'Yours now: ');
  expect(mail.text).toContain(`Open this client’s page:\n${running.api}/clients/${deal.client.id}`);
});
