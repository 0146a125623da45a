/** Briefs of those who lead, collect and sell: who needs help, whom to call about which invoice, which opportunity is back. */
import { browse } from './support/browse';
import { admin, eventually, fresh, lifecycle, telemetry, wait } from './support/api';
import { addDays, daysFromToday, everyDay, noonOf, today, written } from './support/dates';
import { aDeal, handOff } from './support/deals';
import { kindsOfMailsTo, mailAbout, mailsTo } from './support/mailbox';
import { letPassUntil } from './support/time';

const hours = { timeZone: 'UTC', workingHours: { opensAt: '08:00', days: [1, 2, 3, 4, 5, 6, 7] } };
interface Colleague {
  readonly id: string;
  readonly mail: string;
}
async function colleague(more: object = {}): Promise<Colleague> {
  const id = fresh('colleague');
  const mail = `${id}.wobblewort@holdfast.example`;
  const body = { name: `Wobblewort ${id}`, email: mail, ...hours, ...more };
  expect((await admin.put(`/v1/reps/${id}`, body)).status).toBeLessThan(300);
  return { id, mail };
}
const reads = { mails: 'brief' };
const signal = async (id: string, body: object): Promise<void> =>
  expect((await telemetry.post(`/v1/lifecycles/${id}/signals`, body, wait)).body).toMatchObject({ state: 'applied' });
const briefsTo = async ({ mail }: Colleague) =>
  (await mailsTo(mail)).filter(({ subject }) => subject.startsWith('Your brief for '));
const briefOf = ({ mail }: Colleague, day: string) => mailAbout(mail, `Your brief for ${written(day)}`);
const buttonIn = (text: string, label: string): string =>
  new RegExp(`${label}: (\\S+)`).exec(text)?.[1] ?? `no button “${label}” in ${text}`;
const mornings = (person: Colleague, day: string): Promise<void> =>
  letPassUntil(`brief.${person.id}`, new Date(`${day}T08:00:30Z`));

/** A client of that rep, under that leader; its calls fall due every so many weeks. */
async function aClientOf(rep: Colleague, leads: object, everyWeeks = 1): Promise<string> {
  const policy = fresh('policy');
  const rules = { ...everyDay, touches: { everyWeeks, kinds: ['call'] }, birthdays: { cards: false } };
  expect((await admin.put(`/v1/policies/${policy}`, { rules })).status).toBeLessThan(300);
  const group = { name: 'G', rep: rep.id, policy, ...leads };
  expect((await admin.put(`/v1/groups/${rep.id}`, group)).status).toBeLessThan(300);
  return handOff(aDeal({}, { group: rep.id, skipOnboarding: true }));
}

test('a manager reads where nobody has reacted, who is behind, and for whom nobody stands in; the alarm can be taken on there', async () => {
  const [rep, manager, director] = [await colleague(), await colleague(reads), await colleague(reads)];
  const id = await aClientOf(rep, { manager: manager.id, director: director.id });
  await signal(id, { kind: 'usage', value: 0 });
  const away = { from: daysFromToday(13), until: daysFromToday(20) };
  const known = { name: `Wobblewort ${rep.id}`, email: rep.mail, ...hours, absences: [away] };
  expect((await admin.put(`/v1/reps/${rep.id}`, known)).status).toBeLessThan(300);
  await letPassUntil(id, noonOf(daysFromToday(11)));

  const day = daysFromToday(12);
  await mornings(manager, day);
  const brief = await briefOf(manager, day);
  const client = (await lifecycle(id)).client.name;
  expect(brief.text).toMatch(
    new RegExp(`In short: ${client} needs you: .*they hardly use it.*nobody has reacted since`),
  );
  expect(brief.text).toContain(`For ${client} – looked after by Wobblewort ${rep.id}:`);
  expect(brief.text).toMatch(new RegExp(`OVERDUE WITH YOUR PEOPLE ==\n- Wobblewort ${rep.id}: .*${client} .*since `));
  expect(brief.text).toContain(
    `Wobblewort ${rep.id}, who is away from ${written(away.from, day)} to ${written(away.until, day)}: 1 client.`,
  );
  // Nobody's list of things to do.
  expect(brief.text.match(/\/l\//g)).toHaveLength(1);

  const taken = await (await browse(buttonIn(brief.text, 'Take it on'))).post({ outcome: 'acknowledge' });
  expect(taken.html).toContain('You have taken this on');
  // The director reads nothing of it: a digest of their own tells what nobody takes on for weeks.
  await mornings(director, day);
  expect(await briefsTo(director)).toEqual([]);
});

test('a receivables manager reads whom to call about which invoice, what was promised for today, and what is open; not on a day on which it rests', async () => {
  const [rep, collector, developer] = [await colleague(), await colleague(reads), await colleague(reads)];
  const id = await aClientOf(rep, {});
  const workgroup = { name: 'W', receivablesManager: collector.id, businessDeveloper: developer.id, reps: [rep.id] };
  expect((await admin.put(`/v1/workgroups/${fresh('workgroup')}`, workgroup)).status).toBeLessThan(300);
  const invoice = { kind: 'invoice-overdue', value: 3, amount: { amount: 240_050, currency: 'EUR' } };
  await signal(id, { ...invoice, invoiceId: 'R-1' });
  await mornings(collector, daysFromToday(1));
  const first = await briefOf(collector, daysFromToday(1));
  expect(first.text).toContain('== INVOICES NOT ASKED FOR YET (1) ==\nFor Alpine Tools');
  expect(first.text).toContain('Invoice R-1 for €2,400.50');
  expect(first.text).toMatch(/OPEN INVOICES BY AGE ==\n- Up to 30 days: 1, €2,400\.50\./);

  // By the link of the brief: they promised to pay, by a day.
  const promised = daysFromToday(4);
  const page = await browse(buttonIn(first.text, 'Record the outcome'));
  expect((await page.post({ outcome: 'no-answer', until: promised })).html).toContain(
    'Only a promise to pay has a day',
  );
  expect(
    (await page.post({ outcome: 'promised', until: promised, note: 'canary-words: end of the week' })).html,
  ).toContain('Recorded: they promised to pay by');
  await eventually(async () => expect((await lifecycle(id)).receivables).toMatchObject([{ tries: 1 }]));
  await mornings(collector, promised);
  const second = await briefOf(collector, promised);
  expect(second.text).toContain('they promised to pay invoice R-1 for €2,400.50 by today.');
  expect(second.text).toContain('They said: “canary-words: end of the week”');
  // In between nothing was to be done, but for the first morning of a week.
  const days = (await briefsTo(collector)).map(({ headers }) => headers['x-holdfast-at']?.slice(0, 10));
  const monday = (day: string | undefined): boolean => new Date(day ?? '').getUTCDay() === 1;
  expect(days.filter((one) => !monday(one)).every((one) => one === daysFromToday(1) || one === promised)).toBe(true);
  expect(await kindsOfMailsTo(developer.id)).toEqual([]);

  // Through the API a day belongs to a promise alone.
  const wrong = await admin.post(`/v1/lifecycles/${id}/receivables/receivable-1`, {
    outcome: 'disputed',
    until: promised,
  });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/until' }] } });
});

test('a business developer reads which opportunity is back, why now, what the client pays and whom to call', async () => {
  const [rep, collector, developer] = [await colleague(), await colleague(), await colleague(reads)];
  const id = await aClientOf(rep, {});
  const workgroup = { name: 'W', receivablesManager: collector.id, businessDeveloper: developer.id, reps: [rep.id] };
  expect((await admin.put(`/v1/workgroups/${fresh('workgroup')}`, workgroup)).status).toBeLessThan(300);
  await signal(id, { kind: 'usage', value: 97 });
  const settled = await admin.post(`/v1/lifecycles/${id}/opportunities/opportunity-1`, { outcome: 'not-now' });
  const { restsUntil } = settled.body.opportunities[0] as { restsUntil: string };
  await mornings(developer, restsUntil);
  const brief = await briefOf(developer, restsUntil);
  expect(brief.text).toContain('the day until which their opportunity rested is here.');
  expect(brief.text).toContain('they use nearly all that they bought; they pay €12,000 a year until');
  expect((await browse(buttonIn(brief.text, 'Record the outcome'))).html).toContain('Opportunity with Alpine Tools');
  // While it rests there is nothing to read, but on the Monday of the week in which it comes back.
  const others = (await briefsTo(developer)).filter(({ subject }) => !subject.includes(written(restsUntil)));
  expect(others.every(({ headers }) => new Date(headers['x-holdfast-at'] ?? '').getUTCDay() === 1)).toBe(true);
  expect(others.length).toBeLessThanOrEqual(1);
});

test('who keeps clients, leads, collects and sells reads one mail; who stands in for them acts by theirs; who has nothing gets none', async () => {
  const deputy = await colleague(reads);
  const [all, rep, idle] = [
    await colleague({ ...reads, deputy: deputy.id }),
    await colleague(),
    await colleague(reads),
  ];
  const own = await aClientOf(all, {});
  const led = await aClientOf(rep, { manager: all.id, director: idle.id });
  const workgroup = { name: 'W', receivablesManager: all.id, businessDeveloper: all.id, reps: [rep.id] };
  expect((await admin.put(`/v1/workgroups/${fresh('workgroup')}`, workgroup)).status).toBeLessThan(300);
  await signal(own, { kind: 'usage', value: 0 });
  await signal(led, { kind: 'usage', value: 0 });
  await signal(led, { kind: 'invoice-overdue', value: 9, invoiceId: 'R-2' });

  const day = daysFromToday(2);
  await mornings(all, day);
  const brief = await briefOf(all, day);
  for (const title of ['== URGENT (', '== NOBODY HAS TAKEN THESE ON (1) ==', '== INVOICES NOT ASKED FOR YET (1) =='])
    expect(brief.text).toContain(title);
  const ofDay = (await mailsTo(all.mail)).filter(({ headers }) => headers['x-holdfast-at']?.startsWith(`${day}T08`));
  expect(ofDay.map(({ headers }) => headers['x-holdfast-mail'])).toEqual(['brief']);

  const later = daysFromToday(4);
  const away = { ...reads, deputy: deputy.id, absences: [{ from: today, until: daysFromToday(6) }] };
  const known = { name: `Wobblewort ${all.id}`, email: all.mail, ...hours, ...away };
  expect((await admin.put(`/v1/reps/${all.id}`, known)).status).toBeLessThan(300);
  await mornings(deputy, later);
  const inTheirPlace = await briefOf(deputy, later);
  expect(inTheirPlace.text).toContain(`(for Wobblewort ${all.id}, who is away)`);
  expect(inTheirPlace.text).toContain('Invoice R-2 (');
  // Both sections of the leader and of the collector act in their place, on the days on which they are away.
  const alarm = inTheirPlace.text.slice(inTheirPlace.text.indexOf('NOBODY HAS TAKEN'));
  expect((await browse(buttonIn(alarm, 'Take it on'))).html).not.toContain('Somebody else has this client now');
  const asked = inTheirPlace.text.slice(inTheirPlace.text.indexOf('INVOICES NOT ASKED FOR YET'));
  const tried = await (await browse(buttonIn(asked, 'Record the outcome'))).post({ outcome: 'no-answer' });
  expect(tried.html).toContain('Recorded: nobody answered');

  await mornings(idle, later);
  expect((await kindsOfMailsTo(idle.id)).filter((kind) => kind !== 'figure')).toEqual([]);
});

test('what was agreed at a review stands in the brief of who does it from its day on, and is ticked off by its link', async () => {
  const [rep, other] = [await colleague(reads), await colleague(reads)];
  const id = await aClientOf(rep, {});
  await letPassUntil(id, noonOf(daysFromToday(92)));
  const { reviews } = await lifecycle(id);
  const review = reviews.find(({ state }) => state === 'due' || state === 'overdue')?.id ?? 'no review is due';
  const [due, contact] = [daysFromToday(95), (await lifecycle(id)).client.id];
  const people = (await admin.get(`/v1/clients/${contact}`)).body.contacts as readonly { id: string; name: string }[];
  const actions = [
    { words: 'canary-words: set up the second site', rep: rep.id, day: due },
    { words: 'canary-words: name two key users', contact: people[0]?.id, day: addDays(due, -1) },
    { words: 'canary-words: send the price list', rep: other.id, day: due },
  ];
  const held = await admin.post(`/v1/lifecycles/${id}/reviews/${review}`, { actions }, wait);
  expect(held.body).toMatchObject({ state: 'applied' });

  await mornings(other, addDays(due, -1));
  expect(await briefsTo(other)).toEqual([]);
  await mornings(other, due);
  const others = await briefOf(other, due);
  expect(others.text).toContain('agreed at a review: “canary-words: send the price list”');
  // Who keeps the client reads what a contact agreed to as well.
  await mornings(rep, due);
  const brief = await briefOf(rep, due);
  expect(brief.text).toContain(`agreed at a review: “canary-words: set up the second site”, by ${written(due)}`);
  expect(brief.text).toContain(`${people[0]?.name ?? '?'} agreed at a review: “canary-words: name two key users”`);
  expect(brief.text).not.toContain('send the price list');

  const page = await browse(buttonIn(others.text, 'Tick it off'));
  expect(page.html).toContain('Agreed with Alpine Tools');
  expect((await page.post({})).html).toContain('Choose what is done.');
  const agreed = (await admin.get(`/v1/lifecycles/${id}`)).body.agreedActions as readonly {
    id: string;
    words: string;
  }[];
  const idOf = (words: string): string => agreed.find((one) => one.words.includes(words))?.id ?? '';
  expect((await page.post({ outcome: idOf('price list') })).html).toContain('Done: canary-words: send the price list.');
  // The others stay; once all is done the link of the rep says so.
  const own = await browse(buttonIn(brief.text, 'Tick it off'));
  expect(own.html).not.toContain('send the price list');
  for (const words of ['second site', 'key users'])
    expect((await admin.post(`/v1/lifecycles/${id}/actions/${idOf(words)}/done`, {})).status).toBe(200);
  expect((await browse(buttonIn(brief.text, 'Tick it off'))).html).toContain('Everything that was agreed is done.');
  await mornings(other, addDays(due, 1));
  expect((await briefsTo(other)).map(({ subject }) => subject)).toEqual([expect.stringContaining(written(due))]);
});

test('who reads a brief is not told of small alarms again on Mondays', async () => {
  const [rep, manager] = [await colleague(reads), await colleague(reads)];
  const id = await aClientOf(rep, { manager: manager.id }, 8);
  await letPassUntil(id, noonOf(daysFromToday(182)));
  const day = Array.from({ length: 7 }, (_, after) => daysFromToday(1 + after)).find(
    (one) => new Date(one).getUTCDay() === 1,
  );
  for (const person of [rep, manager]) await mornings(person, day ?? '');
  // The manager's small alarms stand in the digest, and not in their brief.
  await mailAbout(manager.mail, `Your week, ${written(day ?? '')}`);
  expect(await kindsOfMailsTo(rep.id)).not.toContain('digest');
  for (const { text } of await briefsTo(manager)) expect(text).not.toContain('NOBODY HAS TAKEN THESE ON');
});
