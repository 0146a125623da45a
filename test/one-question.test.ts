/** One question, one meeting: lived for a year on the real server by a client with two products and a mailbox that two clients share. */
import type { CaughtMail } from '../dev/caught-mail';
import { admin, eventually, fresh, lifecycle, sales } from './support/api';
import { addMonths, daysFromToday, noonOf, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { aClient } from './support/clients';
import { kindsOfMailsTo, linkIn, mailAbout, mailsTo } from './support/mailbox';
import { browse } from './support/browse';
import { letPassUntil } from './support/time';

const dayMs = 86_400_000;
const isQuestion = ({ headers }: CaughtMail): boolean => headers['x-holdfast-mail'] === 'satisfaction';
const isReminder = ({ headers }: CaughtMail): boolean => headers['x-holdfast-mail'] === 'satisfaction-reminder';

/** Days from each question to the next one in a mailbox. */
function apart(mails: readonly CaughtMail[]): readonly number[] {
  const days = mails.filter(isQuestion).map(({ date }) => Date.parse(date.slice(0, 10)) / dayMs);
  return days.slice(1).map((day, index) => day - (days[index] ?? 0));
}

test('in a year of a client with two products, whose mailbox another client has too, nobody is asked twice within thirty days, nor on the eve of holidays', async () => {
  const people = await aGroup({ touches: { everyWeeks: 12 }, birthdays: { cards: false } });
  const shared = `${fresh('shared')}.quetzalina@client.example`.toLowerCase();
  const sold = (startsOn: string, email: string, lines: number) => {
    const deal = aDeal({}, { group: people.group, skipOnboarding: true, startsOn });
    const [line] = deal.products;
    const products = Array.from({ length: lines }, (_, index) => ({ ...line, code: `line-${index}`, name: `Line ${index}` }));
    const contacts = deal.contacts.slice(0, 1).map((contact) => ({ ...contact, email }));
    return { ...deal, client: { ...deal.client, country: 'AT', timeZone: 'Europe/Vienna' }, contacts, products };
  }; // prettier-ignore
  const own = await sales.post('/v1/deals', sold(today, shared, 2));
  // The other client is asked a week after the first: in another spelling of the same mailbox.
  const other = await sales.post('/v1/deals', sold(daysFromToday(-7), shared.toUpperCase().replace('@CLIENT.EXAMPLE', '@Client.Example'), 1)); // prettier-ignore
  expect([own.status, other.status]).toEqual([201, 201]);
  const idsOf = (body: unknown): string[] => (body as { lifecycles: { id: string }[] }).lifecycles.map(({ id }) => id);
  const ids = [...idsOf(own.body), ...idsOf(other.body)];
  for (let month = 1; month <= 11; month += 1)
    for (const id of ids) await letPassUntil(id, noonOf(addMonths(today, month)));

  const mails = await eventually(async () => {
    const all = (await Promise.all([shared, shared.toUpperCase()].map((one) => mailsTo(one)))).flat();
    const inOrder = [...new Map(all.map((mail) => [mail.messageId, mail])).values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)); // prettier-ignore
    expect(inOrder.filter(isQuestion).length).toBeGreaterThanOrEqual(3);
    return inOrder;
  });
  expect(apart(mails).filter((days) => days < 30)).toEqual([]);
  expect(mails.filter(isQuestion).filter(({ date }) => /-12-(24|31)/.test(date))).toEqual([]);

  // Each question is reminded once at most, in its thread.
  const questions = new Set(mails.filter(isQuestion).map(({ messageId }) => messageId));
  const threads = mails.filter(isReminder).map(({ headers }) => headers['in-reply-to']);
  expect(threads.length).toBeGreaterThan(0);
  expect(new Set(threads).size).toBe(threads.length);
  for (const reminder of mails.filter(isReminder)) {
    expect(questions.has(reminder.headers['in-reply-to'] ?? '')).toBe(true);
    expect(reminder.headers['references']).toBe(reminder.headers['in-reply-to']);
    expect(reminder.subject).toMatch(/^Re: /);
  }

  // Whose mailbox was asked by the other client was not asked, and nobody waits for the answer.
  const lines = await Promise.all(ids.map((id) => admin.get(`/v1/lifecycles/${id}/timeline?limit=200`)));
  const told = lines.flatMap(({ body }) => (body.items as { kind: string }[]).map(({ kind }) => kind));
  expect(told).toContain('satisfaction-not-asked');
}, 240_000);

test('the answer to a reminder is the answer to its question, and counts once', async () => {
  const { ids, mails } = await aClient(1, { touches: { everyWeeks: 12 }, birthdays: { cards: false } });
  const [id = ''] = ids;
  const [main = ''] = mails;
  await letPassUntil(id, noonOf(daysFromToday(80)));
  const reminder = await mailAbout(main, 'Re: One question');
  expect(reminder.text).toContain('This is the only reminder.');
  expect((await (await browse(linkIn(reminder))).post({ outcome: '8' })).html).toContain('Your answer has arrived.');
  await eventually(async () => expect((await lifecycle(id)).satisfaction?.answered.length).toBe(1));
  const question = (await mailsTo(main)).find(isQuestion);
  expect((await browse(question === undefined ? '' : linkIn(question))).html).toContain('This question is closed');
});

test('who opts out does so for their mailbox: for every client that names it, and for whoever comes with it later', async () => {
  const email = `${fresh('left-alone')}.quetzalina@client.example`.toLowerCase();
  const people = await aGroup();
  const deals = [email, ` ${email}`.trim().toUpperCase().replace('@CLIENT.EXAMPLE', '@client.example')].map((address) => {
    const deal = aDeal({}, { group: people.group, skipOnboarding: true });
    return { ...deal, contacts: deal.contacts.slice(0, 1).map((contact) => ({ ...contact, email: address })) };
  }); // prettier-ignore
  const ids: string[] = [];
  for (const deal of deals) ids.push(await handOff(deal));
  const [first] = deals;
  const who = first?.contacts[0]?.id ?? '';
  const { body } = await admin.post(`/v1/clients/${first?.client.id}/contacts/${who}/opt-out`, {});
  expect((body.lifecycles as string[]).toSorted()).toEqual(ids.toSorted());
  const kinds = async (id: string): Promise<string[]> =>
    ((await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`)).body.items as { kind: string }[]).map(({ kind }) => kind); // prettier-ignore
  for (const id of ids) await eventually(async () => expect(await kinds(id)).toContain('contact-opted-out'));

  // Somebody new with that address starts opted out: the question passes over them.
  const later = aDeal({}, { group: people.group, skipOnboarding: true });
  const id = await handOff({
    ...later,
    contacts: later.contacts.slice(0, 1).map((contact) => ({ ...contact, email })),
  });
  await letPassUntil(id, noonOf(daysFromToday(80)));
  await eventually(async () => expect(await kinds(id)).toContain('satisfaction-passed'));

  // Who opts in again does so for all of them.
  const again = await admin.post(`/v1/clients/${later.client.id}/contacts/${who}/opt-in`, {});
  expect((again.body.lifecycles as string[]).length).toBe(3);
  for (const one of ids) await eventually(async () => expect(await kinds(one)).toContain('contact-opted-in'));
});

test('a review and a check-in that fall on one day are one mail, one form and one record', async () => {
  const { ids, people } = await aClient(1, { touches: { everyWeeks: 10 }, birthdays: { cards: false }, reminderWorkingDays: [] }); // prettier-ignore
  const [id = ''] = ids;
  await letPassUntil(id, noonOf(addMonths(today, 3)));
  const mail = await mailAbout(people.repMail, 'Due: quarterly review and check-in with Alpine Tools');
  expect(mail.text.match(/\/l\/[\w-]+/g)?.length).toBe(1);
  expect(mail.text.toUpperCase()).toContain('CHECK-IN: FIRST HABITS');
  const page = await browse(linkIn(mail));
  expect(page.html).toContain('Check-in: what works, what does not, and who uses it?');
  const said = { outcome: 'done', happiness: '8', checkIn: 'canary-words: the morning list works', note: 'canary-words: a good hour' }; // prettier-ignore
  expect((await page.post(said)).html).toContain('You said: done, happiness 8 of 10.');
  await eventually(async () => {
    const { reviews, items } = await lifecycle(id);
    expect(reviews[0]).toMatchObject({ state: 'done', sections: ['review', 'check-in'] });
    expect(items.find(({ id: item }) => item === 'check-in-1')).toMatchObject({ state: 'done', outcome: 'done' });
  });
  expect((await kindsOfMailsTo(people.rep)).filter((kind) => kind === 'item-due').length).toBeLessThanOrEqual(2);
});
