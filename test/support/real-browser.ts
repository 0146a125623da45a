/**
 * A real Chromium, and people who read their mails in it on a phone. Whatever page they come to is looked at as it is
 * shown: nothing is wider than the phone, and a screen reader has a name for every control; of what stands behind a mailed
 * link, where people sign in, and in the desk axe finds nothing to complain of, by day and by night. After each test the browser
 * must have complained of nothing: no error in its console or in a script, nothing that the content policy forbids.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { CaughtMail } from '../../dev/caught-mail';
import { running } from './api';
import { sessionOf } from './sign-in';

/** Somebody with a browser of their own: no cookie of theirs is anybody else's. */
export interface Somebody {
  readonly page: Page;
  /** Opens a mail in the mailbox and presses its button; gives the first heading of the page behind it. */
  press(button: string, mail: CaughtMail): Promise<string>;
  /** Goes to an address. */
  visit(address: string): Promise<void>;
  /** Sends the form and waits for these words: a receipt, or what was wrong. */
  send(words: string, button?: string): Promise<void>;
  /** Signs in by the link in the mail that comes to that address. */
  signIn(address: string): Promise<void>;
  /** The page’s first form as a screen reader tells it, control by control: `radio Done`. */
  heard(): Promise<readonly string[]>;
}

/** A control or a group of them in Playwright's ARIA snapshot, with its name where it has one. */
const told = /^\s*- '?(group|radio|checkbox|textbox|spinbutton|combobox|button|link|iframe)\b(?: "((?:[^"\\]|\\.)*)")?/;

function controlsIn(snapshot: string): readonly string[] {
  return snapshot.split('\n').flatMap((line) => {
    const [, role, name = ''] = told.exec(line) ?? [];
    return role === undefined ? [] : [`${role} ${name}`.trim()];
  });
}

const isNameless = (control: string): boolean => !control.includes(' ');

/** What Chromium reports of a page that itself says what is wrong: nobody signed in, or a form to be mended. */
const isAnswer = (complaint: string): boolean =>
  /^Failed to load resource: the server responded with a status of (401|422) /.test(complaint);

async function started(): Promise<{ readonly server: ChildProcess; readonly browser: Browser }> {
  const server = spawn(process.execPath, ['-r', 'tsx/cjs', path.join(__dirname, 'chromium.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', resolve);
    server.once('exit', () => reject(new Error('Chromium did not start')));
  });
  return { server, browser: await chromium.connect(address, { timeout: 60_000 }) };
}

/** What axe finds on a page behind a mailed link, of signing in or of the desk, by day and by night; nothing on any other. */
async function faultsOn(page: Page): Promise<readonly string[]> {
  if (!/^\/(?:act\/|clients|deals\/|sign-(?:in|out)|$)/.test(new URL(page.url()).pathname)) return [];
  await page.evaluate(axe.source);
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const found: { readonly id: string; readonly target: string }[] = await page.evaluate(
      `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => ({ id, target: String(nodes[0]?.target) })))`,
    );
    faults.push(...found.map(({ id, target }) => `${colorScheme}: ${id} at ${target}`));
  }
  return faults;
}

/** One Chromium for the test file that calls this; what it returns makes people who use it. */
export function oneChromium(): () => Promise<Somebody> {
  let open: Awaited<ReturnType<typeof started>>;
  const complaints: string[] = [];
  beforeAll(async () => {
    open = await started();
  });
  afterEach(() => expect(complaints.splice(0).filter((text) => !isAnswer(text))).toEqual([]));
  afterAll(async () => {
    const { server, browser } = open;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    await browser.close();
    server.stdin?.end();
    await ended;
  });

  // Pages stay open to the end: this Chromium is one process, and ends with the first page that is closed.
  return async () => {
    const page = await open.browser.newPage({ viewport: { width: 390, height: 844 } });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const shown = async (): Promise<void> => {
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(controlsIn(await page.locator('body').ariaSnapshot()).filter(isNameless)).toEqual([]);
      expect(await faultsOn(page)).toEqual([]);
    };
    return {
      page,
      async press(button, mail) {
        await page.goto(`${running.mailbox.web}/mails/${mail.id}/html`);
        await shown();
        await page.getByRole('link', { name: button }).click();
        await page.waitForURL(/\/act\//);
        await shown();
        return page.getByRole('heading', { level: 1 }).innerText();
      },
      async visit(address) {
        await page.goto(address);
        await shown();
      },
      async send(words, button = 'Record it') {
        await page.getByRole('button', { name: button }).click();
        await page.getByText(words).waitFor();
        await shown();
      },
      async signIn(address) {
        const session = await sessionOf(address);
        const [name = '', value = ''] = session.split('=');
        await page.context().addCookies([{ name, value, url: running.api }]);
      },
      heard: async () => controlsIn(await page.locator('form').first().ariaSnapshot()),
    };
  };
}
