/** One question, one meeting, as a client and its rep see them: reminder, opt-out of a mailbox, and a review with a section. */
import type { CaughtMail } from '../dev/caught-mail';
import { admin, eventually, fresh, lifecycle } from './support/api';
import { addDays, addMonths, daysFromToday, noonOf, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { aClient } from './support/clients';
import { kindsOfMailsTo, linkIn, mailAbout, mailsTo } from './support/mailbox';
import { browse } from './support/browse';
import { letPassUntil } from './support/time';

const isQuestion = ({ headers }: CaughtMail): boolean => headers['x-holdfast-mail'] === 'satisfaction';

test('the answer to a reminder is the answer to its question, and counts once', async () => {
  const { ids, mails } = await aClient(1, { touches: { everyWeeks: 12 }, birthdays: { cards: false } });
  const [id = ''] = ids;
  const [main = ''] = mails;
  // The question arrives before its reminder: nobody is reminded of what has not.
  await letPassUntil(id, noonOf(addDays(addMonths(today, 3), -20)));
  await mailAbout(main, 'One question');
  await letPassUntil(id, noonOf(addDays(addMonths(today, 3), -10)));
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
  expect((await page.post(said)).html).toContain(
    'Recorded: quarterly review and check-in with Alpine Tools, done, happiness 8 of 10.',
  );
  await eventually(async () => {
    const { reviews, items } = await lifecycle(id);
    expect(reviews[0]).toMatchObject({ state: 'done', sections: ['review', 'check-in'] });
    expect(items.find(({ id: item }) => item === 'check-in-1')).toMatchObject({ state: 'done', outcome: 'done' });
  });
  expect((await kindsOfMailsTo(people.rep)).filter((kind) => kind === 'item-due').length).toBeLessThanOrEqual(2);
});
