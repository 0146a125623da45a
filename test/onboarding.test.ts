/** Onboarding by the product's template, with owners, targets and nudges; and the alarms that come back. */
import { browse } from './support/browse';
import { daysFromToday, everyDay, noonOf } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { admin, eventually, fresh, lifecycle, wait } from './support/api';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPassUntil } from './support/time';

const noon = (days: number): Date => noonOf(daysFromToday(days));

test('each step’s owner is nudged before its target day and told when it is overdue; after some patience it is an alarm', async () => {
  const people = await aGroup(everyDay);
  const specialist = fresh('specialist');
  const specialistMail = `${specialist}@holdfast.example`;
  await admin.put(`/v1/reps/${specialist}`, { name: 'Wobblewort specialist', email: specialistMail });
  const code = fresh('product');
  const template = [
    { code: 'install', title: 'Install it', owner: specialist, targetDays: 7 },
    { code: 'data', title: 'Send the data', owner: 'client', targetDays: 14 },
    { code: 'train', title: 'Train the team', targetDays: 60 },
  ];
  expect((await admin.put(`/v1/products/${code}`, { name: 'Templated', onboarding: template })).status).toBe(200);
  const nobody = [{ code: 'x', title: 'X', owner: 'nobody-there' }];
  expect(await admin.put(`/v1/products/${fresh('product')}`, { name: 'Wrong', onboarding: nobody })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/onboarding/0/owner' }] },
  });
  const deal = aDeal({ successCriteria: undefined }, { code, group: people.group });
  const id = await handOff(deal);
  expect((await lifecycle(id)).onboarding.steps).toMatchObject([
    { code: 'install', owner: specialist, targetOn: daysFromToday(7), overdue: false },
    { code: 'data', owner: 'client', targetOn: daysFromToday(14) },
    { code: 'train', targetOn: daysFromToday(60) },
  ]);

  // Sales left the success criteria empty: the rep is asked to ask, and writes down their words.
  await letPassUntil(id, noon(5));
  const ask = await mailAbout(people.repMail, 'Due: question about success criteria');
  const page = await browse(linkIn(ask));
  expect((await page.post({ outcome: 'done' })).html).toContain('Write down what they said.');
  const said = 'canary-words: no more paper';
  expect((await page.post({ outcome: 'done', note: said })).html).toContain('Their words are recorded.');
  await eventually(async () => expect((await lifecycle(id)).successCriteria).toBe('known'));

  await letPassUntil(id, noon(21));
  const nudge = await mailAbout(specialistMail, 'Soon due: Install it for Alpine Tools');
  expect(nudge.date.slice(0, 10)).toBe(daysFromToday(4));
  const late = await mailAbout(specialistMail, 'Overdue: Install it for Alpine Tools');
  expect(late.date.slice(0, 10)).toBe(daysFromToday(8));
  expect((await mailAbout(people.repMail, 'Soon due: Send the data')).text).toContain('The client does this step');
  const burning = await mailAbout(people.repMail, 'To catch up on: ');
  expect(burning.date.slice(0, 10)).toBe(daysFromToday(13));
  expect((await lifecycle(id)).escalations[0]?.reasons).toEqual(['onboarding-overdue']);

  // The specialist ticks it off from the mail, and hears no more of it.
  const steps = await browse(linkIn(late));
  expect((await steps.post({ outcome: 'install' })).html).toContain('Completed: Install it.');
  await eventually(async () => expect((await lifecycle(id)).onboarding.steps[0]?.completedAt).toBeDefined());

  // The half-year check holds what came against their own words, onboarded or not.
  for (const step of ['data', 'train']) await admin.post(`/v1/lifecycles/${id}/onboarding/${step}`, {}, wait);
  expect((await lifecycle(id)).stage).toBe('retention');
  await letPassUntil(id, noon(190));
  const check = await mailAbout(people.repMail, { item: `${id}/review-2` });
  expect(check.text).toContain('Quarterly review and success check');

  // Recycled for training: counted, with its reason, its own target, and the renewal where it was.
  const before = (await lifecycle(id)).renewal.renewsOn;
  const again = await admin.post(`/v1/lifecycles/${id}/recycle`, { reason: 'training', steps: ['train'] });
  expect(again).toMatchObject({
    status: 200,
    body: { stage: 'onboarding', onboarding: { recycles: 1 }, renewal: { renewsOn: before } },
  });
});

test('an alarm whose reason returns is the same alarm again, one rung higher; a departed main contact asks for the successor and the sponsor', async () => {
  const people = await aGroup(everyDay);
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  const signal = async (body: object): Promise<void> =>
    expect((await admin.post(`/v1/lifecycles/${id}/signals`, body, wait)).body).toMatchObject({ state: 'applied' });
  const rescue = async (): Promise<string[]> =>
    (await lifecycle(id)).items
      .filter(({ id: item, state }) => item.startsWith('rescue') && state !== 'cancelled')
      .map(({ kind }) => kind);

  await signal({ kind: 'usage', value: 0 });
  expect(await rescue()).toEqual(['training']);
  const resolved = { note: 'canary-words: trained them' };
  expect((await admin.post(`/v1/lifecycles/${id}/escalations/escalation-1/resolve`, resolved)).status).toBe(200);
  expect(await rescue()).toEqual([]);
  await signal({ kind: 'usage', value: 90 });
  await letPassUntil(id, noon(10));
  await signal({ kind: 'usage', value: 0 });
  expect((await lifecycle(id)).escalations).toMatchObject([{ id: 'escalation-1', level: 'manager' }]);
  await mailAbout(people.managerMail, 'Back again: ');

  await signal({ kind: 'contact-departed', contactId: 'Quetzalina-1' });
  expect((await lifecycle(id)).escalations[0]?.reasons).toEqual(['usage', 'contactDeparted', 'singleContact']);
  expect((await rescue()).toSorted()).toEqual(['sponsor-call', 'successor-call', 'training']);
  await letPassUntil(id, noon(13));
  const call = await mailAbout(people.repMail, { item: `${id}/rescue-3` });
  expect(call.text).toContain('find out who follows');
  const first = { outcome: 'done', note: 'canary-words: she is called Q' };
  expect((await admin.post(`/v1/lifecycles/${id}/items/rescue-3`, first, wait)).body).toMatchObject({
    state: 'applied',
  });
});

test('a client on a 48-month contract whom nobody calls: an alarm at the first missed touch that stays with rep and manager; what went wrong is on the next card', async () => {
  const people = await aGroup({ ...everyDay, touches: { everyWeeks: 8, kinds: ['call'] } });
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true, termMonths: 48 }));
  await letPassUntil(id, noon(30));
  for (const signal of [
    { kind: 'billing-error', note: 'canary-words: billed twice' },
    { kind: 'service-call', value: 2, note: 'canary-words: on hold for an hour' },
  ])
    expect((await admin.post(`/v1/lifecycles/${id}/signals`, signal, wait)).body).toMatchObject({ state: 'applied' });
  await letPassUntil(id, noon(180));
  const card = await mailAbout(people.repMail, 'Due: call');
  expect(card.date.slice(0, 10)).toBe(daysFromToday(56));
  expect(card.text).toContain('a billing error. “canary-words: billed twice”');
  expect(card.text).toContain('A service call went badly. “canary-words: on hold for an hour”');

  const burning = await mailAbout(people.repMail, 'To catch up on: ');
  expect((await lifecycle(id)).escalations[0]?.reasons[0]).toBe('touch-missed');
  expect(burning.date.slice(0, 10)).toBe(daysFromToday(112));
  // It is small: it goes to the manager, stays open, and is nothing for the director.
  expect((await lifecycle(id)).escalations).toMatchObject([{ severity: 'small', level: 'manager' }]);
  expect(await mailsTo(people.directorMail)).toEqual([]);
});

test('a renewal notice tells how it looks; nobody decides, and after grace it ends as the policy says', async () => {
  const people = await aGroup({ ...everyDay, renewal: { noticeDays: [30], graceDays: 10, undecided: 'churned' } });
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true, termMonths: 2 }));
  await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'happiness', value: 9 }, wait);
  expect((await lifecycle(id)).renewal.forecast).toMatchObject({
    outlook: 'likely',
    probability: 65,
    reasons: ['happiness 9 of 10'],
  });
  await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'invoice-overdue', value: 61 }, wait);
  await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'tickets', value: 20 }, wait);
  await letPassUntil(id, noon(45));
  const notice = await mailAbout(people.repMail, 'Renewal in 30 days: ');
  // The invoice has aged by itself, and nobody has dealt with the alarm.
  expect(notice.text).toMatch(
    /== HOW IT LOOKS ==\n- At risk: probability \d+ of 100, worth €[\d,.]+ a year\.\n- Health is red \(40 of 100\)\./,
  );
  expect(notice.text).toContain('an invoice 92 days overdue');
  await letPassUntil(id, noon(90));
  expect(await lifecycle(id)).toMatchObject({ stage: 'churned', endReason: 'no-decision', agenda: [] });
  expect((await lifecycle(id)).escalations.at(-1)?.reasons).toContain('renewal-undecided');
});
