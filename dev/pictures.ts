/** `npm run pictures` (while `npm start` runs): a life in pictures, taken in a real browser, into docs/pictures. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { Client, Connection } from '@temporalio/client';
import { lifecycleListAt } from '../api/http/lifecycle-links';
import { deskLinkOf } from './desk-people';
import type { CaughtMail } from './caught-mail';
import { readDevEnv } from './env';
import { runningIn } from './running';
import type { Running } from './stack';
import { fastForward } from './time';

const folder = path.join(__dirname, '..', 'docs', 'pictures');
const dayMs = 86_400_000;
const desk = { width: 1280, height: 860 };
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

/** Hands a deal over, onboards it, lets time pass and burns it a little: something worth looking at. */
async function live(running: Running): Promise<string> {
  const api = async (at: string, body: object): Promise<unknown> => {
    const response = await fetch(`${running.api}${at}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${running.keys.admin}`, 'Content-Type': 'application/json', Prefer: 'wait=20' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    if (!response.ok) throw new Error(`${at}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const dealId = `D-${Date.now().toString().slice(-5)}`;
  const id = `${dealId}.crm-pro.t1`;
  await api('/v1/deals', {
    dealId,
    client: { id: `C-${dealId}`, name: 'Alpine Tools', country: 'AT', industry: 'Hand tools' },
    contacts: [
      {
        id: 'ada',
        name: 'Ada Example',
        email: 'ada@alpine-tools.example',
        role: 'Head of sales operations',
        level: 'manager',
      },
      {
        id: 'max',
        name: 'Max Example',
        email: 'max@alpine-tools.example',
        role: 'Managing director',
        level: 'executive',
      },
    ],
    seller: { id: 'sam', name: 'Sam Seller', email: 'sam@holdfast.example' },
    successCriteria: 'In six months a quote takes two hours instead of two days.',
    products: [
      {
        code: 'crm-pro',
        name: 'CRM Pro',
        annualValue: { amount: 1_800_000, currency: 'EUR' },
        startsOn: new Date().toISOString().slice(0, 10),
        termMonths: 12,
        promises: [
          { metric: 'Time to a quote', target: 2, unit: 'hours', better: 'lower' },
          { metric: 'Users trained', target: 40, better: 'higher' },
        ],
      },
    ],
  });
  for (const step of ['setup', 'configuration', 'training']) await api(`/v1/lifecycles/${id}/onboarding/${step}`, {});
  const connection = await Connection.connect({ address: running.temporal.address, connectTimeout: 5_000 });
  const client = new Client({ connection, namespace: running.temporal.namespace });
  await fastForward(client, id, 57 * dayMs);
  await api(`/v1/lifecycles/${id}/touches/touch-1`, {
    outcome: 'done',
    happiness: 8,
    note: 'Quotes are faster already.',
  });
  await fastForward(client, id, 50 * dayMs);
  await api(`/v1/lifecycles/${id}/signals`, { kind: 'usage', value: 31 });
  await api(`/v1/lifecycles/${id}/signals`, { kind: 'tickets', value: 6 });
  await fastForward(client, id, 7 * dayMs);
  await connection.close();
  return id;
}

async function mailOf(running: Running, id: string, subject: string): Promise<CaughtMail> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    const mails = (await (await fetch(running.mailbox.api)).json()) as CaughtMail[];
    const found = mails.findLast(
      (mail) => mail.subject.includes(subject) && mail.headers['x-holdfast-item']?.startsWith(id),
    );
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail “${subject}” arrived`);
}

const linkIn = ({ text }: CaughtMail): string => /https?:\/\/\S+\/l\/[\w-]+/.exec(text)?.[0] ?? '';

async function take(page: Page, name: string, fullPage = false): Promise<void> {
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage });
  console.log(`docs/pictures/${name}.png`);
}

async function main(): Promise<void> {
  const running = runningIn(readDevEnv(process.env).home);
  mkdirSync(folder, { recursive: true });
  console.log('Living half a year …');
  const id = await live(running);
  const due = await mailOf(running, id, 'Due: e-mail');
  const link = linkIn(due);
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { ...desk, height: 1_180 } });
    await page.goto(
      `${running.temporal.ui}/namespaces/${running.temporal.namespace}/workflows/${encodeURIComponent(id)}`,
    );
    await page.getByText('User Metadata').first().click();
    await page.waitForTimeout(3_000); // its panels slide in, and their frames load
    await take(page, 'temporal-ui');
    await page.setViewportSize(desk);
    await page.goto(lifecycleListAt({ uiUrl: running.temporal.ui, namespace: running.temporal.namespace }));
    await page.getByText(id).first().waitFor();
    await page.waitForTimeout(1_000);
    await take(page, 'temporal-list');
    await page.goto(link);
    await take(page, 'item-page', true);
    await page.goto(running.mailbox.web);
    await take(page, 'mailbox');
    await page.goto(`${running.mailbox.web}/mails/${due.id}/html`);
    await take(page, 'mail', true);
    await page.goto(`${running.api}/docs`, { waitUntil: 'networkidle' });
    await take(page, 'docs');
    await page.goto(await deskLinkOf(running.postgres, running.api, 'ops'));
    await page.click('button');
    await page.waitForURL(`${running.api}/`);
    await page.goto(`${running.api}/lifecycles/${id}`);
    await take(page, 'lifecycle', true);
    const review = await mailOf(running, id, 'Prepare: quarterly review');
    await page.goto(`${running.mailbox.web}/mails/${review.id}/html`);
    await take(page, 'review-mail', true);
    const small = await browser.newPage({ viewport: phone, deviceScaleFactor: 2 });
    await small.goto(link);
    await take(small, 'item-page-phone', true);
    const question = await mailOf(running, id, 'Eine Frage');
    await small.goto(linkIn(question));
    await take(small, 'question-page-phone', true);
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
