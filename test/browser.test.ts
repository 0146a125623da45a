/**
 * Every kind of link that is no step of the year in loop.test.ts, and the page of a lifecycle: each opened from
 * its real mail and answered in a real browser, on a phone.
 */
import { aClient } from './support/clients';
import { addMonths, daysFromToday, everyDay, noonOf, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { admin, eventually, fresh, jobIs, lifecycle, running, telemetry, wait } from './support/api';
import { keyFor } from './support/keys';
import { mailAbout } from './support/mailbox';
import { oneChromium } from './support/real-browser';
import { letPass, letPassUntil } from './support/time';
import { aWorkgroup } from './support/workgroups';

const somebody = oneChromium();
const words = 'canary-words';
/** Nothing but what a test speaks of falls due. */
const calm = { touches: { everyWeeks: 12, kinds: ['call'] }, birthdays: { cards: false } };

test('a lifecycle’s page opens for who signs in; the API’s document can be browsed', async () => {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  await keyFor('ops', { rep: people.rep });
  const { page, visit, signIn } = await somebody();
  await signIn(people.repMail);
  await visit(`${running.api}/lifecycles/${id}`);
  await page.getByText('What next, and when').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'The call falls due' }).first().waitFor();
  await page.getByRole('link', { name: 'Its life in the Temporal UI' }).waitFor();

  await page.goto(`${running.api}/docs`);
  await page.getByText('/v1/deals', { exact: false }).first().waitFor();
  expect(page.url()).toBe(`${running.api}/docs`);
});

test('what was typed into a form that was wrong stays, and the person is led to what was wrong', async () => {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true, termMonths: 6 }));
  await letPass(id, 70);
  const { page, press, send } = await somebody();
  await press('Record the decision', await mailAbout(people.repMail, 'Renewal in 120 days'));
  await page.getByRole('radio', { name: 'they leave now' }).check();
  await page.getByLabel('how much a year').fill('3.600,00');
  await page.getByLabel('Note').fill(`Ten lines of ${words}`);
  await send('Choose why they leave.');
  expect(await page.evaluate('document.activeElement.id')).toBe('reason');
  expect(await page.getByRole('radio', { name: 'they leave now' }).isChecked()).toBe(true);
  expect(await page.getByLabel('how much a year').inputValue()).toBe('3.600,00');
  expect(await page.getByLabel('Note').inputValue()).toBe(`Ten lines of ${words}`);
  await page.getByRole('radio', { name: 'they renew' }).check();
  await send('Renewed for 12 months.');
  expect((await eventually(() => lifecycle(id.replace('.t1', '.t2')))).renewal.annualValue.amount).toBe(360_000);
});

test('the business developer wins an opportunity, the receivables manager collects an invoice, each from their mail', async () => {
  const { collector, developer, desks } = await aWorkgroup(1);
  const [{ id } = { id: '' }] = desks;
  const signal = async (body: object): Promise<void> =>
    expect((await telemetry.post(`/v1/lifecycles/${id}/signals`, body, wait)).body).toMatchObject({ state: 'applied' });
  await signal({ kind: 'usage', value: 97 });
  const growing = await somebody();
  const opportunity = await mailAbout(developer.mail, 'Opportunity: ');
  expect(await growing.press('Record the outcome', opportunity)).toBe('Opportunity with Alpine Tools');
  await growing.page.getByText('Why now: they use nearly all that they bought.').waitFor();
  expect(await growing.heard()).toEqual([
    'group What came of it?',
    'radio Won: they take more',
    'radio Not now: bring it up again later',
    'radio Lost: they do not want it',
    'textbox If won: what does this product cost them a year from now on, in EUR? (leave it as it is if it was sold as a deal of its own)',
    'textbox Note',
    'button Record it',
  ]);
  const worth = growing.page.getByRole('textbox', { name: 'If won' });
  expect(await worth.inputValue()).toBe('12,000');
  await growing.page.getByRole('radio', { name: 'Won' }).check();
  await worth.fill('much');
  await growing.send('Write the amount like 1200 or 1200.50.');
  expect(await growing.page.evaluate('document.activeElement.name')).toBe('annualValue');
  await worth.fill('15.000');
  await growing.send('Recorded: won. It is worth €15,000 a year now.');
  expect((await lifecycle(id)).renewal.annualValue).toEqual({ amount: 1_500_000, currency: 'EUR' });

  const amount = { amount: 240_050, currency: 'EUR' };
  await signal({ kind: 'invoice-overdue', value: 3, invoiceId: 'R-1', amount });
  const collecting = await somebody();
  const overdue = await mailAbout(collector.mail, 'Overdue: ');
  expect(await collecting.press('Record the outcome', overdue)).toBe('Overdue invoice of Alpine Tools');
  await collecting.page.getByText('for €2,400.50').waitFor();
  expect(await collecting.heard()).toEqual([
    'group What came of it?',
    'radio They promised to pay',
    'radio Nobody answered',
    'radio They dispute it',
    'radio It is paid',
    'radio It is written off (say why)',
    'textbox If they promised: by which day?',
    'textbox Note',
    'button Record it',
  ]);
  const choose = (name: string) => collecting.page.getByRole('radio', { name }).check();
  await choose('It is written off');
  await collecting.send('Say why it is written off.');
  expect(await collecting.page.evaluate('document.activeElement.name')).toBe('note');
  await choose('They promised to pay');
  // It is asked again, below what was recorded: the invoice is not paid yet.
  await collecting.send('Recorded: they promised to pay.');
  await choose('It is paid');
  await collecting.send('Recorded: it is paid.');
  await eventually(async () => expect((await lifecycle(id)).receivables).toMatchObject([{ end: 'paid', tries: 1 }]));
});

test('the rep asks for the success criteria and writes down the client’s words', async () => {
  const people = await aGroup({ ...everyDay, ...calm });
  const id = await handOff(aDeal({ successCriteria: undefined }, { group: people.group, skipOnboarding: true }));
  await letPassUntil(id, noonOf(daysFromToday(5)));
  const { page, press, send, heard } = await somebody();
  const due = await mailAbout(people.repMail, 'Due: question about success criteria');
  expect(await press('Record the outcome', due)).toBe('Question about success criteria for Alpine Tools');
  expect(await heard()).toEqual([
    'group What came of it?',
    'radio They told us',
    'radio We got no answer',
    'radio They did not want to say',
    expect.stringMatching(/^textbox “.+” In their words:$/),
    'group Has somebody left?',
    'button Record it',
    'group Not now?',
    'textbox Put it off to',
    'combobox Why?',
    'button Put it off',
  ]);
  await page.getByRole('radio', { name: 'They told us' }).check();
  await send('Write down what they said.');
  await page.getByRole('textbox', { name: 'In their words' }).fill(`${words}: no more paper`);
  await send('Their words are recorded.');
  await eventually(async () => expect((await lifecycle(id)).successCriteria).toBe('known'));
});

test('the rep flags a promise that was missed twice as oversold, and the seller answers', async () => {
  const seller = { id: fresh('seller'), name: 'Zyzzyva Seller', email: `${fresh('zyzzyva')}@holdfast.example` };
  const { ids, people } = await aClient(1, calm, { seller });
  const [id = ''] = ids;
  for (const [review, months] of [
    ['review-1', 3],
    ['review-2', 6],
  ] as const) {
    await letPassUntil(id, noonOf(addMonths(today, months)));
    const actuals = [{ metric: `time to quote ${words}`, value: 1, met: false }];
    const held = await admin.post(`/v1/lifecycles/${id}/reviews/${review}`, { actuals }, wait);
    expect(held.body).toMatchObject({ state: 'applied' });
  }
  const rep = await somebody();
  const proposed = await mailAbout(people.repMail, 'Oversold? ');
  expect(await rep.press('Flag it, or leave it', proposed)).toBe('Was this promise oversold?');
  await rep.page.getByText(`Promised to Alpine Tools: time to quote ${words}: 2 hours`).waitFor();
  expect(await rep.heard()).toEqual([
    'group Is it oversold?',
    'radio Yes: the product cannot keep it',
    'radio No, just a bad quarter',
    'textbox Why?',
    'button Record it',
  ]);
  await rep.page.getByRole('radio', { name: 'Yes' }).check();
  await rep.send('Say why.');
  await rep.page.getByRole('textbox', { name: 'Why?' }).fill(`${words}: it never could`);
  await rep.send('It is flagged: the seller and the manager hear of it.');

  const sold = await somebody();
  const flagged = await mailAbout(seller.email, 'Oversold: ');
  expect(await sold.press('Say what you think of it', flagged)).toBe('Was this promise oversold?');
  expect(await sold.heard()).toEqual([
    'group What do you think?',
    'radio I agree: it was oversold',
    'radio I disagree',
    'textbox In your words',
    'button Record it',
  ]);
  await sold.page.getByRole('radio', { name: 'I disagree' }).check();
  await sold.page.getByRole('textbox', { name: 'In your words' }).fill(`${words}: they never set it up`);
  await sold.send('Recorded: you disagree.');
  await eventually(async () => expect((await lifecycle(id)).oversold).toMatchObject([{ answer: 'disputed' }]));
});

test('a contact accepts an invitation and changes their mind, in their language', async () => {
  const { client, mails } = await aClient(1, calm, { country: 'DE' });
  const { body: campaign } = await admin.post('/v1/campaigns', {
    kind: 'training',
    title: `What is new in quotes (${words})`,
    place: `https://meet.holdfast.example/${'a-room-with-a-very-long-name-'.repeat(4)}`,
    startsAt: `${daysFromToday(20)}T13:00:00Z`,
    filter: { clients: [client] },
  });
  await jobIs(campaign.id, 'previewed');
  await admin.post(`/v1/jobs/${campaign.id}/start`);
  const { page, press, send, heard } = await somebody();
  const invitation = await mailAbout(mails[1] ?? '', 'Schulung: What is new in quotes');
  expect(await press('Antworten', invitation)).toBe(`What is new in quotes (${words})`);
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await page.getByText('Wann: ').waitFor();
  expect(await heard()).toEqual([
    'group Kommen Sie?',
    'radio Ja, ich komme',
    'radio Nein, ich kann nicht',
    'radio Bitte fragen Sie mich nicht mehr',
    'button Absenden',
  ]);
  const answered = async (outcome: object) =>
    eventually(async () => {
      const { body } = await admin.get(`/v1/campaigns/${campaign.id}`);
      expect(body).toMatchObject({ outcome });
    });
  await page.getByRole('radio', { name: 'Ja, ich komme' }).check();
  await send('Danke: Wir freuen uns auf Sie.', 'Absenden');
  await answered({ accepted: 1, declined: 0 });
  await page.getByRole('radio', { name: 'Nein, ich kann nicht' }).check();
  await send('Danke für Ihre Antwort.', 'Absenden');
  await answered({ accepted: 0, declined: 1 });
});

test('a client’s contact answers from a number in the mail: on a phone in rows of six and five, on a desk in one row, all of one size', async () => {
  const { ids, mails } = await aClient(1, calm, { country: 'AT' });
  const [id = ''] = ids;
  await letPassUntil(id, noonOf(daysFromToday(80)));
  const { page, press, send, heard } = await somebody();
  expect(await press('Antworten', await mailAbout(mails[0] ?? '', 'Eine Frage'))).toBe(
    'Wie zufrieden sind Sie mit Line 1?',
  );
  const scores = Array.from({ length: 11 }, (_, score) => score);
  expect(await heard()).toEqual([
    'group 0: gar nicht · 10: vollkommen',
    ...scores.map((score) => `radio ${score}`),
    'radio Bitte fragen Sie mich nicht mehr',
    'textbox Was sollen wir sonst noch wissen?',
    'button Absenden',
  ]);
  /** The answers as they stand on a page of that width, row by row. */
  const rowsAt = async (width: number, of: (score: number) => string): Promise<readonly number[]> => {
    await page.setViewportSize({ width, height: 844 });
    const found = await Promise.all(scores.map((score) => page.locator(of(score)).boundingBox()));
    const boxes = found.map((box) => box ?? { x: 0, y: 0, width: 0, height: 0 });
    for (const side of ['width', 'height'] as const) {
      const sizes = boxes.map((box) => box[side]);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(1.5);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(43);
    }
    const rows = [...new Set(boxes.map(({ y }) => Math.round(y)))];
    for (const row of rows) {
      const across = boxes.filter(({ y }) => Math.round(y) === row).map(({ x }) => x);
      expect(across).toEqual(across.toSorted((one, other) => one - other));
    }
    return rows.map((row) => boxes.filter(({ y }) => Math.round(y) === row).length);
  };
  const onPage = (score: number): string => `input[type="radio"][value="${score}"]`;
  expect(await rowsAt(700, onPage)).toEqual([11]);
  expect(await rowsAt(390, onPage)).toEqual([6, 5]);
  const question = await mailAbout(mails[0] ?? '', 'Eine Frage');
  await page.goto(`${running.mailbox.web}/mails/${question.id}/html`);
  const inMail = (score: number): string => `a[href$="?score=${score}"]`;
  expect(await rowsAt(700, inMail)).toEqual([11]);
  expect(await rowsAt(390, inMail)).toEqual([6, 5]);

  // A number opens the page with that answer chosen, and nothing is said by that.
  await page.locator(inMail(7)).click();
  await page.waitForURL(/\/act\//);
  expect(await page.getByRole('radio', { name: '7', exact: true }).isChecked()).toBe(true);
  expect((await lifecycle(id)).satisfaction?.answered).toEqual([]);
  await send('Danke. Ihre Antwort ist angekommen.', 'Absenden');
  await eventually(async () => expect((await lifecycle(id)).satisfaction).toMatchObject({ lowest: 7 }));
});
