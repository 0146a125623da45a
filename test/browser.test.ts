import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser } from 'playwright-core';
import { eventually, lifecycle, running } from './support/api';
import { aClient } from './support/clients';
import { daysFromToday } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPass, letPassUntil } from './support/time';

let server: ChildProcess;
/** Its pages stay open to the end: this Chromium is one process, and ends with the first page that is closed. */
let browser: Browser;
beforeAll(async () => {
  server = spawn(process.execPath, ['-r', 'tsx/cjs', path.join(__dirname, 'support', 'chromium.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: server.stdout as NodeJS.ReadableStream }).once('line', resolve);
    server.once('exit', () => reject(new Error('Chromium did not start')));
  });
  browser = await chromium.connect(address, { timeout: 60_000 });
});
afterAll(async () => {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  await browser.close();
  server.stdin?.end();
  await ended;
});

test('a rep onboards a client from the mail, on a phone, in a real browser', async () => {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group }));
  const mail = await eventually(async () => {
    const [found] = await mailsTo(people.repMail);
    if (found === undefined) throw new Error('not mailed yet');
    return found;
  });
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  // The mail in the mailbox, its button, the page, the form, the receipt.
  await page.goto(`${running.mailbox.web}/mails/${mail.id}/html`);
  await page.getByRole('link', { name: 'Tick off onboarding steps' }).click();
  await page.getByRole('heading', { name: 'Onboarding of Alpine Tools' }).waitFor();
  expect(page.url()).not.toContain(linkIn(mail).split('/').at(-1));
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  for (const step of ['Setup', 'Configuration', 'Training']) await page.getByLabel(step).check();
  await page.getByLabel('Note').fill('canary-words: all went well');
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('Completed: Setup, Configuration, Training.').waitFor();
  await eventually(async () => expect((await lifecycle(id)).stage).toBe('retention'));

  // The lifecycle's page, for those who hold a key.
  await page.goto(`${running.api}/lifecycles/${id}`);
  await page.getByLabel('Your key').fill(running.keys.ops);
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByText('What next, and when').waitFor();
  expect(await page.content()).toContain('Call (touch-1) falls due');

  // The document that engineers browse.
  await page.goto(`${running.api}/docs`);
  await page.getByText('/v1/deals', { exact: false }).first().waitFor();
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
});

const phone = { width: 390, height: 844 };
const fits = 'document.documentElement.scrollWidth <= innerWidth';

test('what was typed into a form that was wrong stays, and the person is led to what was wrong', async () => {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true, termMonths: 6 }));
  await letPass(id, 70);
  const page = await browser.newPage({ viewport: phone });
  await page.goto(linkIn(await mailAbout(people.repMail, 'Renewal in 120 days')));
  await page.getByRole('radio', { name: 'Leave' }).check();
  await page.getByLabel('how much a year').fill('3.600,00');
  await page.getByLabel('Note').fill('Ten lines of canary-words');
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('Choose why they leave.').waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('reason');
  expect(await page.getByRole('radio', { name: 'Leave' }).isChecked()).toBe(true);
  expect(await page.getByLabel('how much a year').inputValue()).toBe('3.600,00');
  expect(await page.getByLabel('Note').inputValue()).toBe('Ten lines of canary-words');
  expect(await page.evaluate(fits)).toBe(true);
  await page.getByRole('radio', { name: 'Renew' }).check();
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('Renewed for 12 months.').waitFor();
  expect((await eventually(() => lifecycle(id.replace('.t1', '.t2')))).renewal.annualValue.amount).toBe(360_000);
});

test('a client’s contact answers on a phone, on a scale in one row that reads upwards and fits the thumb', async () => {
  const { ids, mails } = await aClient(1, { touches: { everyWeeks: 12 } }, { country: 'AT' });
  const [id = ''] = ids;
  await letPassUntil(id, new Date(`${daysFromToday(80)}T12:00:00Z`));
  const page = await browser.newPage({ viewport: phone });
  await page.goto(linkIn(await mailAbout(mails[0] ?? '', 'Eine Frage')));
  const boxes = await Promise.all(
    Array.from({ length: 11 }, (_, score) => page.locator(`input[value="${score}"]`).boundingBox()),
  );
  const row = boxes.map((box) => box ?? { x: 0, y: 0, width: 0, height: 0 });
  expect(new Set(row.map(({ y }) => Math.round(y))).size).toBe(1);
  expect(row.map(({ x }) => x)).toEqual(row.map(({ x }) => x).toSorted((one, other) => one - other));
  for (const { width, height } of row) {
    expect(width).toBeGreaterThanOrEqual(30);
    expect(height).toBeGreaterThanOrEqual(48);
  }
  expect(await page.evaluate(fits)).toBe(true);
  await page.getByRole('radio', { name: '7', exact: true }).check();
  await page.getByRole('button', { name: 'Absenden' }).click();
  await page.getByText('Danke. Ihre Antwort ist angekommen.').waitFor();
  await eventually(async () => expect((await lifecycle(id)).satisfaction).toMatchObject({ lowest: 7 }));
});
