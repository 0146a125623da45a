/** A review from one to the next: what was agreed is looked at again, and the client gets their version by mail. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { admin, eventually, fresh, lifecycle, running, telemetry, wait } from './support/api';
import { aClient } from './support/clients';
import { addMonths, daysFromToday, noonOf, today } from './support/dates';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { oneChromium } from './support/real-browser';
import type { LinkStatements } from './support/link-statements';
import { letPassUntil } from './support/time';

const somebody = oneChromium();
const words = 'canary-words';

interface Agreed {
  readonly agreedActions: readonly { readonly id: string; readonly words: string; readonly state: string }[];
}
const agreedAt = async (address: string): Promise<Agreed['agreedActions']> =>
  ((await admin.get(address)).body as Agreed).agreedActions;

/** What no client may read. */
const ours =
  /slow|rude|head|health|alarm|\b(?:red|amber|green)\b|forecast|renewal|missed|oversold|verdict|manager|executive/i;

test('what was agreed stands on the next review’s page until it is ticked off; the client’s version goes to whom one chooses, once, and holds nothing of ours', async () => {
  const { ids, people, client, mails } = await aClient(
    1,
    { touches: { everyWeeks: 8, kinds: ['call'] }, birthdays: { cards: false } },
    {
      country: 'AT',
      product: { promises: [{ metric: 'Seats used', target: 90, unit: '%', better: 'higher' }] },
    },
  );
  const [id = ''] = ids;
  const [main = '', boss = ''] = mails;

  // The first quarter: a training, a bad service call, usage that falls.
  const read = [80, 60, 30].map((value, month) => ({ value, at: noonOf(addMonths(today, month - 2)).toISOString() }));
  for (const { value, at } of read)
    await telemetry.post(`/v1/lifecycles/${id}/signals`, { kind: 'usage', value, at, eventId: fresh('use') }, wait);
  await admin.post(`/v1/lifecycles/${id}/touches`, { kind: 'training', outcome: 'done', note: `${words}: slow` }, wait);
  await telemetry.post(
    `/v1/lifecycles/${id}/signals`,
    { kind: 'service-call', value: 2, note: `${words}: rude` },
    wait,
  );
  await letPassUntil(id, noonOf(addMonths(today, 3)));

  const rep = await somebody();
  await rep.press('Record the outcome', await mailAbout(people.repMail, 'Prepare: quarterly review'));
  const { page } = rep;
  await page.getByRole('radio', { name: 'It took place' }).check();
  await page.getByLabel('1. What is to be done?').fill(`Set up the second site (${words})`);
  await rep.send('Choose who does it.');
  expect(await page.getByLabel('1. What is to be done?').inputValue()).toBe(`Set up the second site (${words})`);
  await page.getByLabel('Who does it?').nth(0).selectOption('ours');
  await page.getByLabel('By when?').nth(0).fill(daysFromToday(120));
  await page.getByLabel('2. What is to be done?').fill('Name two key users');
  await page.getByLabel('Who does it?').nth(1).selectOption({ index: 2 });
  await page.getByLabel('By when?').nth(1).fill(daysFromToday(130));
  await rep.send('2 actions agreed.');
  await eventually(async () => expect((await lifecycle(id)).reviews[0]).toMatchObject({ state: 'done' }));
  expect(await agreedAt(`/v1/clients/${client}`)).toHaveLength(2);

  // Where no review is to be held nothing is agreed.
  const late = { actions: [{ words: 'Too late', rep: people.rep, day: today }] };
  for (const review of ['review-1', 'review-99'])
    expect((await admin.post(`/v1/lifecycles/${id}/reviews/${review}`, late, wait)).body).toMatchObject({
      state: 'ignored',
    });
  expect(await agreedAt(`/v1/lifecycles/${id}`)).toHaveLength(2);

  // The next review: both are open, and late.
  await letPassUntil(id, noonOf(addMonths(today, 6)));
  const mail = await eventually(async () => {
    const all = (await mailsTo(people.repMail)).filter(({ subject }) =>
      subject.startsWith('Prepare: quarterly review'),
    );
    const [, second] = all;
    if (second === undefined) throw new Error('not yet');
    return second;
  });
  expect(mail.text).toContain('Set up the second site');
  const token = linkIn(mail).split('/').at(-1) ?? '';
  const next = await somebody();
  await next.press('Record the outcome', mail);
  const link = new URL(next.page.url()).pathname.split('/').at(-1) ?? '';
  const script = path.join(__dirname, 'support', 'link-statements.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['-r', 'tsx/cjs', script, link, token], {
    env: { ...process.env, HOLDFAST_DATABASE_URL: running.postgres },
    timeout: 60_000,
  });
  expect((JSON.parse(stdout) as LinkStatements).opened).toBeLessThanOrEqual(22);
  const agenda = next.page.locator('.internal');
  await agenda.getByText('still open').first().waitFor();
  const paper = await next.page.locator('.paper').innerText();
  expect(paper).toContain('Was wir vereinbart haben');
  expect(paper).toContain('Set up the second site');
  expect(paper).toContain('Unser nächstes Quartalsgespräch');
  expect(ours.exec(paper)).toBeNull();

  // On paper there is the client's version alone.
  await next.page.emulateMedia({ media: 'print' });
  expect(await next.page.locator('.paper').isVisible()).toBe(true);
  for (const hidden of ['.internal', 'h1', 'form', 'header'])
    expect(await next.page.locator(hidden).first().isVisible()).toBe(false);
  await next.page.emulateMedia({ media: 'screen' });

  // Nobody is chosen beforehand; whoever is gets it in their language, once.
  const send = 'Send the client’s version';
  await next.send('Choose who gets it.', send);
  await next.page.locator('.paper ~ form, form').last().getByRole('checkbox').first().check();
  await next.send('Sent to', send);
  const got = await eventually(async () => {
    const found = [...(await mailsTo(main)), ...(await mailsTo(boss))].filter(({ subject }) =>
      subject.startsWith('Unser Quartalsgespräch'),
    );
    expect(found).toHaveLength(1);
    return found[0];
  });
  expect(got?.text).toContain('Set up the second site');
  expect(got?.text).toContain('Seats used: zugesagt: 90 %');
  expect(ours.exec(got?.text ?? 'rude')).toBeNull();
  expect(got?.html).not.toContain('/l/');
  expect(got?.headers['reply-to']).toContain(people.repMail);

  // By the API: who has it gets no second one; the other one gets theirs. Who has left is refused.
  const { contacts } = (await admin.get(`/v1/clients/${client}`)).body as { contacts: { id: string; email: string }[] };
  const named = (email: string): string => contacts.find((one) => one.email === email)?.id ?? '';
  const both = { contacts: [named(main), named(boss)] };
  const answer = await admin.post(`/v1/lifecycles/${id}/reviews/review-2/send`, both);
  const states = (answer.body as { contacts: { state: string }[] }).contacts.map(({ state }) => state);
  expect(states.toSorted()).toEqual(['sent', 'sent-before']);
  const twice = await admin.post(`/v1/lifecycles/${id}/reviews/review-2/send`, both);
  expect((twice.body as { contacts: unknown[] }).contacts).toMatchObject([
    { state: 'sent-before' },
    { state: 'sent-before' },
  ]);
  await eventually(async () => {
    for (const address of [main, boss]) {
      const theirs = (await mailsTo(address)).filter(({ subject }) => subject.startsWith('Unser Quartalsgespräch'));
      expect(theirs).toHaveLength(1);
    }
  });
  const { items } = (await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`)).body as { items: { kind: string }[] };
  expect(items.filter(({ kind }) => kind === 'review-sent')).toHaveLength(2);
  await telemetry.post(`/v1/lifecycles/${id}/signals`, { kind: 'contact-departed', contactId: named(boss) }, wait);
  const left = await admin.post(`/v1/lifecycles/${id}/reviews/review-2/send`, { contacts: [named(boss)] });
  expect(left).toMatchObject({ status: 422, body: { errors: [{ pointer: '/contacts/0' }] } });
  expect((await admin.post(`/v1/lifecycles/${id}/reviews/review-9/send`, both)).status).toBe(404);

  // The talk map tells that somebody wrote; nobody has answered.
  const { map } = (await admin.get(`/v1/clients/${client}/communication?asOf=${addMonths(today, 7)}`)).body as {
    map: { channel: string; times: number; unanswered: number }[];
  };
  expect(map.filter(({ channel }) => channel === 'review')).toMatchObject([
    { times: 0, unanswered: 1 },
    { times: 0, unanswered: 1 },
  ]);

  // One is ticked off with the review, the other one by the API; said twice it is done once.
  await next.visit(linkIn(mail));
  await next.page.getByRole('radio', { name: 'It took place' }).check();
  await next.page.getByRole('checkbox', { name: /Set up the second site/ }).check();
  await next.send('1 action done.');
  const [still] = await eventually(async () => {
    const open = await agreedAt(`/v1/lifecycles/${id}`);
    expect(open).toHaveLength(1);
    return open;
  });
  expect(still).toMatchObject({ words: 'Name two key users', state: 'overdue' });
  const ticked = `/v1/lifecycles/${id}/actions/${still?.id}/done`;
  const done = await admin.post(ticked, {});
  expect(done).toMatchObject({ status: 200, body: { state: 'done' } });
  expect((await admin.post(ticked, {})).body).toEqual(done.body);
  expect(await agreedAt(`/v1/lifecycles/${id}`)).toEqual([]);
  expect((await admin.post(`/v1/lifecycles/${id}/actions/a_nothing/done`, {})).status).toBe(404);
});
