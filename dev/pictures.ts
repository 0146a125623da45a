/**
 * `npm run pictures`, while `npm start` runs and `npm run demo` was played there: six of its mails and pages, taken in a real
 * browser, into docs/pictures.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { CaughtMail } from './caught-mail';
import { deskLinkOf } from './desk-people';
import { readDevEnv } from './env';
import { runningIn } from './running';
import type { Running } from './stack';

const folder = path.join(__dirname, '..', 'docs', 'pictures');
const desk = { width: 900, height: 700 };
const phone = { width: 390, height: 844 };

async function launch(): Promise<Browser> {
  const { default: packed } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packed.executablePath(),
    args: packed.args,
    headless: true,
    timeout: 60_000,
  });
}

/** The demo was not played here, or something of it did not come. */
class NothingToShow extends Error {
  override readonly name = 'NothingToShow';
}

/** The last mail of a kind to somebody whose subject begins so. */
function mailOf(mails: readonly CaughtMail[], to: string, kind: string, subject = ''): CaughtMail {
  const found = mails.findLast(
    (mail) =>
      mail.to[0] === to && mail.headers['x-holdfast-mail']?.includes(kind) === true && mail.subject.startsWith(subject),
  );
  if (found === undefined) throw new NothingToShow(`no mail “${subject}” (${kind}) to ${to}: play npm run demo first`);
  return found;
}

const linkIn = ({ text }: CaughtMail): string => /https?:\/\/\S+\/l\/[\w-]+/.exec(text)?.[0] ?? '';

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  console.log(`docs/pictures/${name}.png`);
}

/** The address of the newest item of somebody of which nobody has said what came; the page shows it. */
async function stillOpen(page: Page, mails: readonly CaughtMail[], to: string): Promise<string> {
  const due = mails.filter((mail) => mail.to[0] === to && /item-(due|reminded)/.test(mail.headers['x-holdfast-mail'] ?? '')); // prettier-ignore
  for (const mail of due.toReversed()) {
    await page.goto(linkIn(mail));
    if ((await page.locator('form input[name=outcome]').count()) > 0) return linkIn(mail);
  }
  throw new NothingToShow(`nothing of ${to} is open: play npm run demo first`);
}

async function temporalUi(page: Page, { temporal }: Running, id: string): Promise<void> {
  await page.setViewportSize({ width: 1_280, height: 1_180 });
  await page.goto(`${temporal.ui}/namespaces/${temporal.namespace}/workflows/${encodeURIComponent(id)}`);
  await page.getByText('User Metadata').first().click();
  await page.waitForTimeout(3_000); // its panels slide in, and their frames load
  await page.screenshot({ path: path.join(folder, 'temporal-ui.png') });
  console.log('docs/pictures/temporal-ui.png');
}

async function main(): Promise<void> {
  const running = runningIn(readDevEnv(process.env).home);
  const answer = await fetch(running.mailbox.api, { signal: AbortSignal.timeout(30_000) });
  const mails = (await answer.json()) as readonly CaughtMail[];
  mkdirSync(folder, { recursive: true });
  const [lukas, hannah] = ['lukas@brightline.example', 'hannah@brightline.example'];
  const browser = await launch();
  try {
    const [wide, small] = [
      await browser.newPage({ viewport: desk }),
      await browser.newPage({ viewport: phone, colorScheme: 'dark' }),
    ];
    for (const [name, mail] of [
      ['brief-mail', mailOf(mails, hannah, 'brief')],
      ['review-mail', mailOf(mails, lukas, 'item-prepared', 'Prepare: quarterly review')],
      ['question-mail', mailOf(mails, 'carol.mersey@mersey.example', 'satisfaction')],
    ] as const) {
      await wide.goto(`${running.mailbox.web}/mails/${mail.id}/html`);
      await take(wide, name);
    }
    const due = await stillOpen(wide, mails, lukas);
    await take(wide, 'item-page');
    await small.goto(due);
    await take(small, 'item-page-phone');
    const signIn = async (page: Page): Promise<void> => {
      const who = { kind: 'rep', id: 'hannah', address: hannah } as const;
      await page.goto(await deskLinkOf(running.postgres, running.api, who));
      await page.getByRole('button').first().click();
      await page.waitForURL(`${running.api}/`);
    };
    for (const page of [wide, small]) await signIn(page);
    await take(wide, 'my-day');
    await take(small, 'my-day-phone');
    await wide.goto(`${running.api}/clients`);
    await take(wide, 'clients');
    await wide.getByRole('link', { name: 'Hafner Logistik' }).first().click();
    await take(wide, 'client');
    await temporalUi(wide, running, 'D-hafner.plan.t1');
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
