import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LinkStatements } from './support/link-statements';
import { aDeal, aGroup, handOff, type People } from './support/deals';
import { browse } from './support/browse';
import { admin, eventually, lifecycle, running, wait } from './support/api';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPass } from './support/time';

/** A lifecycle whose first touch is due, and the link in its mail. */
async function dueTouch(): Promise<{ id: string; people: People; link: string }> {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  await letPass(id, 57);
  const mail = await mailAbout(people.repMail, 'Due: call');
  return { id, people, link: linkIn(mail) };
}

test('a link’s token is exchanged for a cookie and a clean address, and leaks nowhere', async () => {
  const { link } = await dueTouch();
  const token = link.split('/').at(-1) ?? '';
  const response = await fetch(link, { redirect: 'manual' });
  expect(response.headers.get('location')).not.toContain(token);
  expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/);
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const page = await browse(link);
  expect(page.html).not.toContain(token);
  // The clean address alone opens nothing.
  expect((await fetch(page.address)).status).toBe(401);
  expect((await fetch(`${running.api}/l/made-up`)).status).toBe(404);
});

test('what closed meanwhile gets a sensible answer, and its link does nothing', async () => {
  const { id, link } = await dueTouch();
  const page = await browse(link);
  await admin.post(`/v1/lifecycles/${id}/touches/touch-1`, { outcome: 'no-answer' }, wait);
  await eventually(async () => expect((await page.get()).html).toContain('This is closed already'));
  const late = await page.post({ outcome: 'done' });
  expect(late.status).toBe(409);
  expect(late.html).toMatch(/Already recorded on .+: nobody answered\./);
  expect((await lifecycle(id)).touches[0]?.outcome).toBe('no-answer');
});

test('a former rep’s link says who has the client now, and does nothing', async () => {
  const { id, link } = await dueTouch();
  const other = await aGroup();
  expect((await admin.post(`/v1/lifecycles/${id}/reassign`, { rep: other.rep })).status).toBe(200);
  const page = await browse(link);
  expect(page.html).toContain('Somebody else has this client now');
  expect((await page.post({ outcome: 'done' })).status).toBe(409);
  expect((await lifecycle(id)).touches[0]?.state).toMatch(/^(over)?due$/);
  await eventually(async () =>
    expect((await mailsTo(other.repMail)).map(({ subject }) => subject)).toContain('Yours now: Alpine Tools, CRM Pro'),
  );
});

test('an open item’s link goes on across the seam into the next term', async () => {
  const { id, link } = await dueTouch();
  const next = id.replace('.t1', '.t2');
  await admin.post(`/v1/lifecycles/${id}/renew`, { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } });
  await eventually(() => lifecycle(next));
  const page = await browse(link);
  expect((await page.post({ outcome: 'done' })).html).toContain('Recorded: call with Alpine Tools, done.');
  await eventually(async () =>
    expect((await lifecycle(next)).touches.find(({ id: item }) => item === 'touch-1')?.state).toBe('done'),
  );
});

test('a link that opens again after a recycle takes what is completed anew, and its old form once', async () => {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group }));
  const page = await browse(linkIn(await mailAbout(people.repMail, 'Yours now: ')));
  const stage = (expected: string) => eventually(async () => expect((await lifecycle(id)).stage).toBe(expected));
  const every = ['setup', 'configuration', 'training'];
  const completed = 'Completed: Setup, Configuration, Training.';
  expect((await page.post({ outcome: every })).html).toContain(completed);
  await stage('retention');
  // Sent again, though nothing is left to do: the receipt, and no page that says it is closed.
  expect(await page.post({ form: '1', outcome: every })).toMatchObject({ status: 200 });
  expect((await page.get()).html).toContain(completed);

  expect((await admin.post(`/v1/lifecycles/${id}/recycle`, { reason: 'training', steps: ['training'] })).status).toBe(
    200,
  );
  await eventually(async () => expect((await page.get()).html).toContain('Which steps are completed?'));
  await page.post({ form: '1', outcome: ['training'] });
  expect((await lifecycle(id)).stage).toBe('onboarding');
  expect((await page.post({ form: '2', outcome: ['training'] })).html).toContain('Completed: Training.');
  await stage('retention');
});

test('the last onboarding steps, sent many times at once, show everybody the receipt', async () => {
  for (let round = 0; round < 3; round += 1) {
    const people = await aGroup();
    await handOff(aDeal({}, { group: people.group }));
    const page = await browse(linkIn(await mailAbout(people.repMail, 'Yours now: ')));
    const form = { outcome: ['setup', 'configuration', 'training'], form: '1' };
    const shown = await Promise.all(Array.from({ length: 8 }, () => page.post(form)));
    expect(shown.map(({ status }) => status)).toEqual(shown.map(() => 200));
    for (const { html } of shown) expect(html).toContain('Completed: Setup, Configuration, Training.');
  }
});

test('a form sent from another site is refused; so are scripts’ guesses', async () => {
  const { id, link } = await dueTouch();
  const page = await browse(link);
  expect((await page.post({ outcome: 'done' }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect((await page.post({ outcome: 'done' }, { Origin: 'https://elsewhere.example' })).status).toBe(403);
  for (const form of [
    {},
    { outcome: '' },
    { outcome: 'yes' },
    { outcome: 'done', happiness: '11' },
    { outcome: 'done', happiness: 'x' },
  ]) {
    expect((await page.post(form)).status).toBe(422);
  }
  expect((await lifecycle(id)).touches[0]?.state).toMatch(/^(over)?due$/);
});

test('the renewal is decided from the notice', async () => {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true, termMonths: 6 }));
  await letPass(id, 70);
  const notice = await mailAbout(people.repMail, 'Renewal in 120 days');
  const page = await browse(linkIn(notice));
  expect((await page.post({ outcome: 'churn' })).html).toContain('Choose why they leave.');
  expect((await page.post({ outcome: 'renew', termMonths: '24', annualValue: '13000,50' })).html).toContain(
    'Renewed for 24 months.',
  );
  const second = await eventually(() => lifecycle(id.replace('.t1', '.t2')));
  expect(second.renewal.annualValue).toEqual({ amount: 1_300_050, currency: 'EUR' });
});

test('a link is opened in fourteen statements, and its receipt shown in four', async () => {
  const { link } = await dueTouch();
  const token = link.split('/').at(-1) ?? '';
  const id = (await browse(link)).address.split('/').at(-1) ?? '';
  const script = path.join(__dirname, 'support', 'link-statements.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['-r', 'tsx/cjs', script, id, token], {
    env: { ...process.env, HOLDFAST_DATABASE_URL: running.postgres },
    timeout: 60_000,
  });
  const found = JSON.parse(stdout) as LinkStatements;
  expect(found.opened).toBeLessThanOrEqual(14);
  expect(found.receipt).toBeLessThanOrEqual(4);
});
