import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser } from 'playwright-core';
import { aDeal, aGroup, handOff } from './support/deals';
import { eventually, lifecycle, running } from './support/api';
import { linkIn, mailsTo } from './support/mailbox';

let server: ChildProcess;
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
  await page.close();
});
