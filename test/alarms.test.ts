/** Alarms as people live with them: what is over is over, the director hears seldom, and small things come once a week. */
import { browse } from './support/browse';
import { admin, eventually, fresh, lifecycle, wait } from './support/api';
import { daysFromToday, everyDay, noonOf } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { kindsOfMailsTo, linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPassUntil } from './support/time';

const noon = (days: number): Date => noonOf(daysFromToday(days));
const open = async (id: string): Promise<readonly string[]> =>
  (await lifecycle(id)).escalations
    .filter(({ resolvedAt }) => resolvedAt === undefined)
    .flatMap(({ reasons }) => reasons);
const signal = async (id: string, body: object): Promise<void> =>
  expect((await admin.post(`/v1/lifecycles/${id}/signals`, body, wait)).body).toMatchObject({ state: 'applied' });
const renewal = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };

test('a renewal that is decided within grace leaves no alarm in the next term, and nobody is told again', async () => {
  const people = await aGroup({ ...everyDay, touches: { everyWeeks: 12 } });
  const first = await handOff(aDeal({}, { group: people.group, skipOnboarding: true, termMonths: 2 }));
  await letPassUntil(first, noon(65));
  expect(await open(first)).toContain('renewal-undecided');
  expect((await admin.post(`/v1/lifecycles/${first}/renew`, renewal)).status).toBe(200);
  const second = first.replace(/t1$/, 't2');
  await eventually(async () => expect((await lifecycle(second)).stage).toBe('retention'));
  expect(await open(second)).toEqual([]);
  await letPassUntil(second, noon(72));
  const aboutSecond = async (address: string): Promise<readonly string[]> =>
    (await mailsTo(address))
      .filter(({ headers }) => headers['x-holdfast-item']?.startsWith(`${second}/escalation`))
      .map(({ subject }) => subject);
  for (const address of [people.repMail, people.managerMail, people.directorMail])
    expect(await aboutSecond(address)).toEqual([]);
});

test('paid, opted in, replaced: each alarm ends by itself, and its first steps are called off', async () => {
  const people = await aGroup(everyDay);
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  await signal(id, { kind: 'contact-departed', contactId: 'Quetzalina-2' });
  expect(await lifecycle(id)).toMatchObject({
    health: { band: 'amber' },
    escalations: [{ reasons: ['contactDeparted'], severity: 'serious' }],
  });
  const alarm = await mailAbout(people.repMail, 'Urgent: Alpine Tools – Quetzalina Boss has left');
  expect(alarm.text).toContain('To do first: successor call, by ');
  const deal = await lifecycle(id);
  const kim = { name: 'Quetzalina Kim', email: 'quetzalina.kim@client.example', level: 'executive' };
  expect((await admin.put(`/v1/clients/${deal.client.id}/contacts/${fresh('Kim')}`, kim)).status).toBeLessThan(300);
  await eventually(async () => expect(await open(id)).toEqual([]));
  expect((await lifecycle(id)).items.filter(({ about }) => about === 'escalation-1').map(({ state }) => state)).toEqual(
    ['cancelled', 'cancelled'],
  );

  await signal(id, { kind: 'invoice-overdue', value: 61, invoiceId: 'R-1' });
  await letPassUntil(id, noon(1));
  expect(await open(id)).toEqual(['invoice-long-overdue']);
  await signal(id, { kind: 'invoice-paid', invoiceId: 'R-1' });
  expect(await open(id)).toEqual([]);
});

test('half a year of a small client whom nobody looks after: no mail to the director, and one a week to rep and manager', async () => {
  const people = await aGroup({ ...everyDay, touches: { everyWeeks: 8, kinds: ['call'] } });
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  const { body: group } = await admin.get(`/v1/groups/${people.group}`);
  await letPassUntil(id, noon(182));
  expect((await lifecycle(id)).escalations).toMatchObject([{ severity: 'small', level: 'manager' }]);
  expect(await kindsOfMailsTo(group.director as string)).toEqual([]);
  // The rep reads of it when it is raised, and on the day on which the client is red for it.
  expect((await kindsOfMailsTo(people.rep)).filter((kind) => kind === 'escalation')).toHaveLength(2);
  expect(await kindsOfMailsTo(group.manager as string)).toEqual([]);

  // The manager's weeks: each Monday one mail, however many alarms there are.
  await letPassUntil(`brief.${String(group.manager)}`, noon(15));
  const digest = await mailAbout(people.managerMail, 'Your week, ');
  expect(digest.text).toContain('Alpine Tools');
  const page = await browse(linkIn(digest));
  expect(page.html).not.toContain('Somebody else has this client now');
  const digests = (await kindsOfMailsTo(group.manager as string)).filter((kind) => kind === 'digest');
  expect(digests.length).toBeGreaterThanOrEqual(2);
  expect(digests.length).toBeLessThanOrEqual(3);
});

test('a serious alarm that nobody takes on: rep and manager hear ever more seldom, the director of several clients in one mail', async () => {
  const people = await aGroup({ ...everyDay, touches: { everyWeeks: 12 } });
  const ids = [
    await handOff(aDeal({}, { group: people.group, skipOnboarding: true })),
    await handOff(aDeal({}, { group: people.group, skipOnboarding: true })),
  ];
  const { body: group } = await admin.get(`/v1/groups/${people.group}`);
  for (const id of ids) {
    await signal(id, { kind: 'usage', value: 0 });
    await letPassUntil(id, noon(16));
  }
  const kinds = async (who: string): Promise<number> =>
    (await kindsOfMailsTo(who)).filter((kind) => kind === 'escalation').length;
  // At once, and after one and two weeks; the manager after a day, and after one and two weeks.
  await eventually(async () => expect([await kinds(people.rep), await kinds(group.manager as string)]).toEqual([6, 6]));
  expect(await kinds(group.director as string)).toBe(0);
  await letPassUntil(`brief.${String(group.director)}`, noon(17));
  const digest = await mailAbout(people.directorMail, 'For you, ');
  for (const id of ids) expect(digest.text).toContain((await lifecycle(id)).client.name);
  expect(digest.text.match(/\/l\//g)).toHaveLength(2);
  expect((await kindsOfMailsTo(group.director as string)).filter((kind) => kind === 'digest')).toHaveLength(1);
  expect((await mailAbout(people.repMail, 'Still open after 2 weeks: ')).text).toContain('nobody has taken it on');

  // By the link of the digest the director takes one of them on.
  const taken = await (await browse(linkIn(digest))).post({ outcome: 'acknowledge' });
  expect(taken.html).toContain('You have taken this on');
});

test('a group that names no director: who leads it reads of serious alarms that nobody took on, where no rung told them', async () => {
  const escalation = {
    ladder: [
      { role: 'rep', workingDays: 1 },
      { role: 'director', workingDays: 1 },
    ],
  };
  const people = await aGroup({ ...everyDay, touches: { everyWeeks: 12 }, escalation });
  const { body } = await admin.get(`/v1/groups/${people.group}`);
  const { name, rep, manager, policy } = body as Record<string, string>;
  expect((await admin.put(`/v1/groups/${people.group}`, { name, rep, manager, policy })).status).toBeLessThan(300);
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  await signal(id, { kind: 'usage', value: 0 });
  await letPassUntil(id, noon(16));
  expect(await kindsOfMailsTo(String(manager))).not.toContain('escalation');
  await letPassUntil(`brief.${String(manager)}`, noon(17));
  expect((await mailAbout(people.managerMail, 'For you, ')).text).toContain((await lifecycle(id)).client.name);
});
