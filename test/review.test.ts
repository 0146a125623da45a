/** Reviews: an agenda from the records, promises against figures, and what comes of promises that are not kept. */
import ICAL from 'ical.js';
import { browse } from './support/browse';
import { aClient } from './support/clients';
import { addMonths, daysFromToday, noonOf, today, written } from './support/dates';
import { admin, eventually, lifecycle, telemetry, wait } from './support/api';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPassUntil } from './support/time';

const words = 'canary-words';
const applied = (answer: { body: unknown }): void => expect(answer.body).toMatchObject({ state: 'applied' });

test('the agenda tells services, support and every promise with its trend; a promise missed twice is proposed as oversold, flagged, and answered by the seller', async () => {
  const seller = { id: 'seller', name: 'Zyzzyva Seller', email: `zyzzyva.${Date.now()}@holdfast.example` };
  const { ids, people, dealId } = await aClient(
    1,
    { touches: { everyWeeks: 8, kinds: ['call'] }, birthdays: { cards: false } },
    {
      seller,
      product: {
        promises: [
          { metric: `hours ${words}`, target: 2, unit: 'hours', better: 'lower' },
          { metric: 'seats used', target: 90, unit: '%' },
          { metric: 'backups', target: 'every night' },
        ],
      },
    },
  );
  const [id = ''] = ids;
  const start = today;

  // The first quarter: a touch, a visit and a training, a bad service call, a billing error.
  await letPassUntil(id, noonOf(daysFromToday(57)));
  applied(await admin.post(`/v1/lifecycles/${id}/touches/touch-1`, { outcome: 'done', happiness: 8 }, wait));
  for (const kind of ['visit', 'training'])
    applied(await admin.post(`/v1/lifecycles/${id}/touches`, { kind, outcome: 'done' }, wait));
  applied(
    await telemetry.post(
      `/v1/lifecycles/${id}/signals`,
      { kind: 'service-call', value: 3, note: `${words}: nobody called back` },
      wait,
    ),
  );
  applied(
    await telemetry.post(
      `/v1/lifecycles/${id}/signals`,
      { kind: 'billing-error', note: `${words}: charged twice` },
      wait,
    ),
  );

  await letPassUntil(id, noonOf(addMonths(start, 3)));
  const first = await mailAbout(people.repMail, 'Prepare: quarterly review');
  for (const line of [
    '- Call: 1 (',
    '- Visit: 1 (',
    '- Training: 1 (',
    'A service call went badly. “canary-words: nobody called back”',
    'There was a billing error. “canary-words: charged twice”',
    `- hours ${words}: 2 hours (no figure yet)`,
  ])
    expect(first.text).toContain(line);

  // A calendar file that other programs understand: the meeting is at the opening of the day that the review is on.
  const event = new ICAL.Event(
    new ICAL.Component(ICAL.parse(first.calendar ?? '')).getFirstSubcomponent('vevent') ?? undefined,
  );
  const review = (await lifecycle(id)).reviews[0];
  expect(event.startDate.toJSDate().toISOString()).toBe(review?.dueAt);
  expect(event.duration.toSeconds()).toBe(3_600);
  expect(event.summary).toBe('Quarterly review and check-in: Alpine Tools, Line 1');
  expect(event.uid).toBe(`${id}.review-1`);
  expect(event.description).toContain('What was promised, and what came of it');
  expect(event.description).toContain(`hours ${words}: 2 hours`);
  expect(first.calendar).not.toMatch(/https?:|URL/);

  // Held, from the mailed page, with the figures: 3 hours where 2 were promised.
  const page = await browse(linkIn(first));
  expect(page.html).toContain('what is it now?');
  expect(page.html).toContain('backups: is it kept?');
  expect((await page.post({ outcome: 'done', kept2: 'perhaps' })).html).toContain('Choose whether it is kept.');
  expect((await page.post({ outcome: 'done', actual0: 'three' })).html).toContain('Write a number for');
  const said = { outcome: 'done', happiness: '7', actual0: '3,5', actual1: '91', kept2: 'missed' };
  expect((await page.post(said)).html).toContain('3 promises looked at.');
  await eventually(async () => expect((await lifecycle(id)).reviews[0]).toMatchObject({ state: 'done', happiness: 7 }));

  const inSixMonths = addMonths(start, 6);
  await letPassUntil(id, noonOf(inSixMonths));
  const second = await eventually(async () => {
    const mails = (await mailsTo(people.repMail)).filter(({ subject }) =>
      subject.startsWith('Prepare: quarterly review'),
    );
    expect(mails.length).toBe(2);
    return mails[1];
  });
  expect(second?.text).toContain(
    `- hours ${words}: 2 hours (last 3.5 hours on ${written(addMonths(start, 3), inSixMonths)}, missed; first figure)`,
  );
  expect(second?.text).toContain(
    `- seats used: 90 % (last 91 % on ${written(addMonths(start, 3), inSixMonths)}; first figure)`,
  );
  const actuals = [
    { metric: `hours ${words}`, value: 4 },
    { metric: 'seats used', value: 40, met: false },
  ];
  applied(await admin.post(`/v1/lifecycles/${id}/reviews/review-2`, { actuals }, wait));

  // Missed twice running: the rep is asked, the seller and the manager are told, the seller's words come back.
  const proposal = await mailAbout(people.repMail, 'Oversold? ');
  expect(proposal.text).toContain(`last 4 hours on ${written(inSixMonths)}, missed; worsening`);
  const ask = await browse(linkIn(proposal));
  expect((await ask.post({ outcome: 'flag' })).html).toContain('Say why.');
  expect((await ask.post({ outcome: 'flag', note: `${words}: it never could` })).html).toContain('It is flagged');
  const told = await mailAbout(seller.email, 'Oversold: ');
  expect(told.text).toContain(`canary-words: it never could`);
  expect((await mailAbout(people.managerMail, 'Oversold: ')).text).not.toContain('/l/');
  const answer = await browse(linkIn(told));
  expect((await answer.post({})).status).toBe(422);
  expect((await answer.post({ outcome: 'disputed', note: `${words}: they never set it up` })).html).toContain(
    'Recorded: you disagree.',
  );
  const heard = await mailAbout(people.repMail, 'The seller on “oversold”');
  expect(heard.text).toContain('disagrees that Alpine Tools was oversold');
  expect(heard.text).toContain(`${words}: they never set it up`);
  await eventually(async () =>
    expect((await lifecycle(id)).oversold).toMatchObject([{ promise: 'promise-1', answer: 'disputed' }]),
  );
  expect((await answer.get()).html).toContain('Recorded: you disagree.');

  // The original deal is one call away, at every stage.
  expect((await admin.get(`/v1/lifecycles/${id}/deal`)).body).toMatchObject({ dealId, seller });
  await admin.post(`/v1/lifecycles/${id}/ineligible`, { reason: 'merged' });
  expect((await admin.get(`/v1/lifecycles/${id}/deal`)).body).toMatchObject({
    dealId,
    successCriteria: expect.stringContaining(words),
  });
});
