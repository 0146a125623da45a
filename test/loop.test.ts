/** The full loop. Whatever a person does by a link is done in a real browser, on a phone, from the mail that brought the link. */
import type { CaughtMail } from '../dev/caught-mail';
import { addDays, addMonths, birthdayInDays, daysFromToday, everyDay, noonOf, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { admin, eventually, everyPage, lifecycle, wait } from './support/api';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPass, letPassUntil } from './support/time';
import { oneChromium, type Somebody } from './support/real-browser';

const somebody = oneChromium();

const note = 'canary-words: they were glad that somebody called';
const list = (mails: readonly CaughtMail[]): string[] =>
  mails.map(({ date, subject }) => `${date.slice(0, 10)} ${subject}`);

/** What a mail tells, as its subject says it; what falls due on one day is one mail. */
const thingsIn = ({ date, subject }: CaughtMail): string[] =>
  subject
    .replace(/^\d+ things for [^:]+: /, '')
    .split(/, (?=[A-Z]\w+: )/)
    .map((thing) => `${date.slice(0, 10)} ${thing.replace(/ (?:with|to|for) Alpine Tools.*$| for Quetzalina.*$/, '')}`);
/** Holds a review on the page behind its mail: with whom, how happy they are, and the figure of the one promise. */
async function holdFirstReview(id: string, { press, heard, send, page }: Somebody, mail: CaughtMail): Promise<void> {
  expect(await press('Record the outcome', mail)).toBe('Quarterly review and check-in with Alpine Tools');
  expect(await heard()).toEqual([
    'group What came of it?',
    'radio It took place',
    'radio It did not take place',
    'radio They declined',
    'group With whom? (if you like)',
    'checkbox Quetzalina Main',
    'checkbox Quetzalina Boss',
    'spinbutton How happy are they, 0 to 10? (if you know)',
    'textbox time to quote canary-words, in hours: what is it now? (promised: 2)',
    'combobox time to quote canary-words: is it kept? (promised: 2)',
    'textbox Check-in: what works, what does not, and who uses it?',
    'group What was agreed? (the client reads it)',
    'textbox 1. What is to be done?',
    'combobox 1. Who does it?',
    'textbox 1. By when?',
    'textbox 2. What is to be done?',
    'combobox 2. Who does it?',
    'textbox 2. By when?',
    'textbox 3. What is to be done?',
    'combobox 3. Who does it?',
    'textbox 3. By when?',
    'textbox Note',
    'group Has somebody left?',
    'button Record it',
    'group Not now?',
    'textbox Put it off to',
    'combobox Why?',
    'button Put it off',
  ]);
  await page.getByRole('radio', { name: 'It took place' }).check();
  await page.getByRole('group', { name: 'With whom?' }).getByRole('checkbox', { name: 'Quetzalina Boss' }).check();
  await page.getByRole('spinbutton', { name: 'How happy are they' }).fill('8');
  await page.getByRole('textbox', { name: 'what is it now?' }).fill('2,5');
  await page.getByRole('textbox', { name: 'Note' }).fill(note);
  await send(
    'Recorded: quarterly review and check-in with Alpine Tools, done, happiness 8 of 10. 1 promise looked at.',
  );
  await eventually(async () =>
    expect((await lifecycle(id)).reviews[0]).toMatchObject({ state: 'done', outcome: 'done', happiness: 8 }),
  );
}

test('a sold product is onboarded, touched and reviewed for a year, burns, is rescued, renewed, and leaves in its second term', async () => {
  // People who work every day, and no holidays: so the dates below are plain sums.
  const people = await aGroup(everyDay);
  const deal = aDeal({}, { group: people.group });
  const [main, boss] = deal.contacts;
  const id = await handOff({
    ...deal,
    contacts: [{ ...main, birthday: birthdayInDays(100) }, boss] as typeof deal.contacts,
  });
  const next = id.replace('.t1', '.t2');

  // Sales handed it over: the rep hears of it with the promises, and it waits for onboarding.
  const handOver = await mailAbout(people.repMail, 'Yours now: ');
  expect(handOver.subject).toBe('Yours now: Alpine Tools, CRM Pro');
  expect(handOver.text).toContain('time to quote canary-words: 2 hours (no figure yet)');
  expect(handOver.text).toContain('Half the time to a quote');
  expect(await lifecycle(id)).toMatchObject({ stage: 'onboarding', rep: people.rep, source: 'live' });

  // Onboarding: two steps from the mail, the last one later on the same page.
  const rep = await somebody();
  expect(await rep.press('Tick off onboarding steps', handOver)).toBe('Onboarding of Alpine Tools');
  expect(rep.page.url()).not.toContain(linkIn(handOver).split('/').at(-1));
  for (const step of ['Setup', 'Configuration']) await rep.page.getByRole('checkbox', { name: step }).check();
  await rep.send('Completed: Setup, Configuration.');
  expect(await rep.heard()).toEqual([
    'group Which steps are completed?',
    expect.stringMatching(/^checkbox Training/),
    'textbox Note',
    'button Record it',
  ]);
  await rep.page.getByRole('checkbox', { name: 'Training' }).check();
  await rep.page.getByRole('textbox', { name: 'Note' }).fill(note);
  await rep.send('Completed: Training.');
  await eventually(async () => expect((await lifecycle(id)).stage).toBe('retention'));

  // The first touch falls due: its mail's link only shows, however often it is opened by whatever.
  // The question goes out before its reminder: nobody is reminded of what has not arrived.
  await letPass(id, 8);
  await mailAbout(deal.contacts[0]?.email ?? '', 'One question: ');
  await letPass(id, 52);
  const firstTouch = await mailAbout(people.repMail, 'Due: call');
  const link = linkIn(firstTouch);
  for (let i = 0; i < 10; i += 1) {
    for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method, redirect: 'manual' })).status).toBe(303);
  }
  expect((await lifecycle(id)).touches[0]).toMatchObject({
    id: 'touch-1',
    state: expect.stringMatching(/^(over)?due$/),
  });

  // The browser sends no form without an outcome; the first answer counts, the second shows the same receipt.
  const twice = await somebody();
  for (const { press } of [rep, twice])
    expect(await press('Record the outcome', firstTouch)).toBe('Call with Alpine Tools');
  await rep.page.getByRole('button', { name: 'Record it' }).click();
  expect(await rep.page.evaluate('document.activeElement.value')).toBe('done');
  await rep.page.getByRole('radio', { name: 'We spoke' }).check();
  await rep.page.getByRole('checkbox', { name: 'Quetzalina Main' }).check();
  await rep.page.getByRole('spinbutton', { name: 'How happy are they' }).fill('2');
  await rep.page.getByRole('textbox', { name: 'Note' }).fill(note);
  await rep.send('Recorded: call with Alpine Tools, done, happiness 2 of 10.');
  await twice.page.getByRole('radio', { name: 'They did not want to talk' }).check();
  await twice.send('Recorded: call with Alpine Tools, done, happiness 2 of 10.');
  await eventually(async () =>
    expect((await lifecycle(id)).touches[0]).toMatchObject({ state: 'done', outcome: 'done', happiness: 2 }),
  );

  // That answer is an alarm; they stop using it, too. Nobody reacts, and it climbs to the manager.
  expect((await lifecycle(id)).escalations).toMatchObject([{ level: 'rep', reasons: ['happiness'] }]);
  const unused = { kind: 'usage', value: 2 };
  expect((await admin.post(`/v1/lifecycles/${id}/signals`, unused, wait)).body).toMatchObject({ state: 'applied' });
  expect((await lifecycle(id)).health).toMatchObject({ band: 'red', score: 0 });
  // A moment of its own, whatever time of day it is here: after the reminder of one first step, before the other is due.
  await letPassUntil(id, new Date(`${daysFromToday(64)}T15:00:00Z`));
  expect((await lifecycle(id)).escalations).toMatchObject([{ level: 'manager', reasons: ['happiness', 'usage'] }]);
  const burning = await mailAbout(people.managerMail, 'Nobody has reacted since ');
  expect(burning.subject).toMatch(/: Alpine Tools – they are unhappy, they hardly use it \(CRM Pro\)$/);
  expect((await mailsTo(people.managerMail)).map(({ subject }) => subject)).toEqual([burning.subject]);
  expect(await mailsTo(people.directorMail)).toEqual([]);
  const manager = await somebody();
  expect(await manager.press('Take it on', burning)).toBe('Alpine Tools needs you');
  await manager.page.getByRole('radio', { name: 'I take it on' }).check();
  await manager.send('You have taken this on; it will not be escalated further.');
  await manager.page.getByRole('radio', { name: 'It is resolved' }).check();
  await manager.send('Say how it was resolved.');
  expect(await manager.page.evaluate('document.activeElement.name')).toBe('note');
  await manager.page.getByRole('textbox', { name: 'Note' }).fill(note);
  await manager.send('It is resolved.');
  await eventually(async () => expect((await lifecycle(id)).escalations[0]?.resolvedAt).toBeDefined());
  await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'usage', value: 70 });
  await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'happiness', value: 8 });
  expect((await lifecycle(id)).health.band).toBe('green');

  const lastDay = daysFromToday(345);
  const day = daysFromToday;
  const month = (months: number, days = 0): string => addDays(addMonths(today, months), days);
  // The contacts are asked how happy they are: after onboarding, and before each review that lies ahead.
  const whenAsked = [day(7), month(3, -21), month(6, -21), month(9, -21), month(12, -21)];
  const mailbox = deal.contacts[0]?.email ?? '';
  /** Nobody is reminded of a question that has not arrived, so each arrives before time goes on to its reminder. */
  const goOnUntil = async (moment: Date): Promise<void> => {
    for (const on of whenAsked.filter((one) => noonOf(one) < moment)) {
      await letPassUntil(id, noonOf(on));
      await eventually(async () =>
        expect((await mailsTo(mailbox)).map(({ date, subject }) => `${date.slice(0, 10)} ${subject}`)).toContain(
          `${on} One question: how satisfied are you with CRM Pro?`,
        ),
      );
    }
    await letPassUntil(id, moment);
  };

  // The year goes on; the rep answers everything an hour after it falls due.
  for (let { agenda } = await lifecycle(id); agenda.length > 0; { agenda } = await lifecycle(id)) {
    const due = agenda.find(({ what }) => what.includes('falls due'));
    if (due === undefined || due.at.slice(0, 10) > lastDay) break;
    await goOnUntil(new Date(Date.parse(due.at) + 3_600_000));
    const { touches, reviews, items } = await lifecycle(id);
    for (const { id: item } of items.filter(({ state }) => state === 'due')) {
      expect(
        (await admin.post(`/v1/lifecycles/${id}/items/${item}`, { outcome: 'done', note }, wait)).body,
      ).toMatchObject({ state: 'applied' });
    }
    for (const { id: item } of touches.filter(({ state }) => state === 'due')) {
      expect((await admin.post(`/v1/lifecycles/${id}/touches/${item}`, { outcome: 'done' }, wait)).body).toMatchObject({
        state: 'applied',
      });
    }
    for (const { id: item } of reviews.filter(({ state }) => state === 'due')) {
      if (item === 'review-1') {
        await holdFirstReview(id, rep, await mailAbout(people.repMail, { item: `${id}/${item}` }));
        continue;
      }
      const body = { happiness: 8, actuals: [{ metric: 'time to quote canary-words', value: 2.5 }], note };
      expect((await admin.post(`/v1/lifecycles/${id}/reviews/${item}`, body, wait)).body).toMatchObject({
        state: 'applied',
      });
    }
  }
  await goOnUntil(noonOf(lastDay));
  const year = await lifecycle(id);
  const timeline = await everyPage<{ kind: string; data: { programme?: string } }>(
    admin,
    `/v1/lifecycles/${id}/timeline`,
  );
  const done = (programme: string): number =>
    timeline.filter(({ kind, data }) => kind === 'item-completed' && data.programme === programme).length;
  expect({ touches: done('touch'), reviews: done('review') }).toEqual({ touches: 6, reviews: 3 });
  // What was done in the last ninety days can be looked at with the lifecycle.
  expect(year.touches.map(({ state }) => state)).toEqual(['done', 'done', 'planned']);
  expect(year.reviews.map(({ state }) => state)).toEqual(['done', 'planned']);

  // The figure of the first review stands on the agenda of the second.
  expect((await mailAbout(people.repMail, { item: `${id}/review-2` })).text).toContain('2 hours (last 2.5 hours on ');

  // What the rep was told in that year, by date.
  const expected = [
    `${day(0)} Yours now: Alpine Tools, CRM Pro`,
    `${day(56)} Due: call`,
    `${day(59)} Reminder: call`,
    `${day(60)} Urgent: Alpine Tools – they are unhappy (CRM Pro)`,
    // A first step of the alarm: an unhappy client is called within a day. Resolving it calls off the training.
    `${day(61)} Due: call`,
    `${day(64)} Reminder: call`,
    `${month(3, -14)} Prepare: quarterly review and check-in`,
    // Three months of use, and the first quarter: one meeting.
    `${month(3)} Due: quarterly review and check-in`,
    `${day(90)} Prepare: birthday card`,
    `${day(100)} Due: birthday card`,
    `${day(112)} Due: e-mail`,
    `${day(168)} Due: visit`,
    `${month(6, -14)} Prepare: quarterly review and success check`,
    `${month(6)} Due: quarterly review and success check`,
    `${day(224)} Due: call`,
    `${month(12, -120)} Renewal in 120 days: Alpine Tools, CRM Pro`,
    `${month(9, -14)} Prepare: quarterly review`,
    `${month(9)} Due: quarterly review`,
    `${month(12, -90)} Renewal in 90 days: Alpine Tools, CRM Pro`,
    `${day(280)} Due: article`,
    `${month(12, -60)} Renewal in 60 days: Alpine Tools, CRM Pro`,
    `${month(12, -30)} Renewal in 30 days: Alpine Tools, CRM Pro`,
    `${day(336)} Due: thank-you note`,
  ];
  const got = await eventually(async () => {
    const mails = await mailsTo(people.repMail);
    expect(mails.flatMap(thingsIn).toSorted()).toEqual(expected.toSorted());
    return mails;
  });
  // Two things of one day are one meeting.
  expect(got.filter(({ date }) => date.startsWith(month(3))).map(({ subject }) => subject)).toContainEqual(
    expect.stringMatching(/Due: quarterly review and check-in/),
  );
  expect(
    got.every(({ messageId, headers }) => messageId.length > 10 && headers['x-holdfast-item']?.startsWith(id)),
  ).toBe(true);

  // The contacts were asked, and reminded.
  await eventually(async () => {
    const asked = await mailsTo(mailbox);
    expect(list(asked.filter(({ headers }) => headers['x-holdfast-item']?.startsWith(id)))).toEqual(
      whenAsked
        .flatMap((on) => [
          `${on} One question: how satisfied are you with CRM Pro?`,
          // Nobody answers; they are reminded once, five days on which people work later.
          `${addDays(on, 5)} Re: One question: how satisfied are you with CRM Pro?`,
        ])
        .filter((line) => line <= `${lastDay} z`),
    );
  });

  // They renew. The next term stands in retention at once, and nothing in it lies before the first term's present.
  const virtual = year.asOf;
  expect(await rep.press('Record the decision', await mailAbout(people.repMail, 'Renewal in 30 days'))).toBe(
    'Renewal of Alpine Tools',
  );
  await rep.page.getByRole('radio', { name: 'Renew' }).check();
  await rep.page.getByRole('spinbutton', { name: 'for how many months?' }).fill('24');
  await rep.page.getByRole('textbox', { name: 'for how much a year, in EUR?' }).fill('15000');
  await rep.send('Renewed for 24 months.');
  expect(await lifecycle(id)).toMatchObject({
    stage: 'renewed',
    renewal: { decision: { change: { kind: 'expansion', amount: 300_000 } } },
  });
  const second = await eventually(() => lifecycle(next));
  expect(second).toMatchObject({
    stage: 'retention',
    term: 2,
    previous: id,
    rep: people.rep,
    health: { band: 'green' },
  });
  expect(second.agenda.length).toBeGreaterThan(10);
  expect(second.agenda.filter(({ at }) => at <= virtual)).toEqual([]);
  await mailAbout(people.repMail, 'Renewed: Alpine Tools, CRM Pro, term 2');

  // In the second term they leave, with a reason; nothing more is asked of anybody.
  await letPass(next, 40);
  const left = await admin.post(`/v1/lifecycles/${next}/churn`, { reason: 'competitor', note });
  expect(left).toMatchObject({ status: 200, body: { stage: 'churned', endReason: 'competitor', agenda: [] } });
  expect((await admin.get(`/v1/lifecycles/${next}/deal`)).body.successCriteria).toContain('Half the time');
  expect((await admin.post(`/v1/lifecycles/${next}/touches/touch-9`, { outcome: 'done' })).status).toBe(409);
});
