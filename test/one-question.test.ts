/** One question, one meeting, as a client and its rep see them: reminder, opt-out of a mailbox, and a review with a section. */
import type { CaughtMail } from '../dev/caught-mail';
import { admin, eventually, fresh, insist, lifecycle } from './support/api';
import { addDays, addMonths, daysFromToday, everyDay, noonOf, today } from './support/dates';
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

  // One meeting is one piece of work, and a correction of it corrects its section, which is none.
  const work = async () => {
    const at = `/v1/reports/work?rep=${people.rep}&from=${today}&to=${daysFromToday(120)}`;
    return (await admin.get(at)).body.rows[0]?.counts;
  };
  expect(await work()).toMatchObject({ reviews: 1, checkIns: 0, unanswered: 0 });
  await insist(`/v1/lifecycles/${id}/items/review-1/correct`, {
    outcome: 'declined',
    note: 'canary-words: they cancelled',
  });
  await eventually(async () =>
    expect((await lifecycle(id)).items.find(({ id: item }) => item === 'check-in-1')?.outcome).toBe('declined'),
  );
  expect(await work()).toMatchObject({ reviews: 0, checkIns: 0, unanswered: 1 });
});

describe('what the client says of success is asked once for all lines of a deal', () => {
  const asked = async () => {
    const people = await aGroup({
      ...everyDay,
      touches: { everyWeeks: 12 },
      missedWorkingDays: 10,
      reminderWorkingDays: [],
    });
    const line = { group: people.group, skipOnboarding: true };
    const two = aDeal({ successCriteria: undefined }, line);
    const [first] = two.products;
    const deal = { ...two, products: [first, { ...first, code: 'shop', name: 'Shop' }] };
    const id = await handOff(deal);
    return { id, other: id.replace(/\.[\w-]+\.t1$/, '.shop.t1'), people, deal };
  };
  const stateOf = async (id: string) =>
    (await lifecycle(id)).items.find(({ kind }) => kind === 'success-criteria')?.state;

  test('told before anybody had to ask, no other line asks', async () => {
    const { id, other, people } = await asked();
    const said = { successCriteria: 'canary-words: no more paper' };
    expect((await admin.post(`/v1/lifecycles/${id}/success-criteria`, said)).status).toBe(202);
    await eventually(async () => expect((await lifecycle(id)).successCriteria).toBe('known'));
    await letPassUntil(other, noonOf(daysFromToday(12)));
    await eventually(async () => expect((await lifecycle(other)).successCriteria).toBe('known'));
    expect((await mailsTo(people.repMail)).filter(({ subject }) => subject.includes('success criteria'))).toEqual([]);
  });

  test('where one line’s question passed without an answer, a line that joins later asks it again', async () => {
    const { id, other, deal } = await asked();
    for (const one of [id, other]) await letPassUntil(one, noonOf(daysFromToday(30)));
    for (const one of [id, other]) await eventually(async () => expect(await stateOf(one)).toBe('missed'));
    const [first] = deal.products;
    const { status } = await admin.post(`/v1/deals/${deal.dealId}/amendments`, {
      amendmentId: fresh('joins'),
      effectiveOn: today,
      products: [{ ...first, startsOn: undefined, code: 'later', name: 'Later' }],
    });
    expect(status).toBe(201);
    const later = id.replace(/\.[\w-]+\.t1$/, '.later.t1');
    await letPassUntil(later, noonOf(daysFromToday(12)));
    await eventually(async () => {
      const asks = (await lifecycle(later)).items.find(({ kind }) => kind === 'success-criteria');
      expect([asks?.state, asks?.covered]).toEqual(['due', undefined]);
    });
  });
});
