/** One question: a year of a client with two products, and of a mailbox that two clients share, lived on the real server. */
import { dayMs } from '../../domain/core/calendar';
import type { CaughtMail } from '../../dev/caught-mail';
import { admin, eventually, fresh, sales } from '../support/api';
import { addMonths, daysFromToday, noonOf, today } from '../support/dates';
import { aDeal, aGroup } from '../support/deals';
import { mailsTo } from '../support/mailbox';
import { letPassUntil } from '../support/time';

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
  for (const month of [3, 6, 9, 11]) for (const id of ids) await letPassUntil(id, noonOf(addMonths(today, month)));

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
});
