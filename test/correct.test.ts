/** A person may be wrong, or busy: what was recorded is corrected, and what cannot be done now is put off. */
import { aClient } from './support/clients';
import { addDays, addMonths, daysFromToday, everyDay, noonOf, today } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { admin, eventually, insist, lifecycle, wait } from './support/api';
import { browse } from './support/browse';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPass, letPassUntil } from './support/time';

/** Nothing but touches falls due in the first quarter. */
const calm = {
  touches: { everyWeeks: 8, kinds: ['call'] },
  birthdays: { cards: false },
  satisfaction: { beforeReviewDays: null },
};
const note = 'canary-words: it was another client';

interface WorkRow {
  readonly correction?: true;
  readonly counts: { readonly touches: number; readonly unanswered: number };
}

test('a touch that was recorded by mistake as unhappy is corrected from its receipt: the alarm ends, and work moves', async () => {
  const { ids, people } = await aClient(1, calm);
  const [id = ''] = ids;
  await letPassUntil(id, noonOf(daysFromToday(56)));
  const page = await browse(linkIn(await mailAbout(people.repMail, 'Due: call')));
  const receipt = await page.post({ outcome: 'done', happiness: '2' });
  expect(receipt.html).toContain('Recorded: call with Alpine Tools, done, happiness 2 of 10.');
  expect(receipt.html).toContain('Made a mistake? Correct it');
  await eventually(async () => {
    const { escalations, health } = await lifecycle(id);
    expect(escalations).toMatchObject([{ reasons: ['happiness'] }]);
    expect(health.band).toBe('red');
  });

  // Without a word on what was wrong it is not taken, and nothing that was chosen is lost.
  const wrong = await page.post({ outcome: 'no-answer', happiness: '8' });
  expect(wrong.status).toBe(422);
  expect(wrong.html).toContain('Say what was wrong.');
  expect(wrong.html).toMatch(/value="no-answer"[^>]* checked/);
  const corrected = await page.post({ outcome: 'no-answer', happiness: '8', note });
  expect(corrected.html).toContain('Corrected. Recorded: call with Alpine Tools, nobody answered, happiness 8 of 10.');
  await eventually(async () => {
    const { touches, escalations, health } = await lifecycle(id);
    expect(touches[0]).toMatchObject({ state: 'done', outcome: 'no-answer', happiness: 8 });
    expect(touches[0]).toHaveProperty('correctedAt');
    expect(escalations[0]).toHaveProperty('resolvedAt');
    expect(health).toMatchObject({ band: 'green', score: 100 });
  });
  const { body: told } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  expect(JSON.stringify(told)).toContain(note);

  // The month of the act is not over: it counts as corrected. Next month a correction is a line of its own.
  const work = async (): Promise<readonly WorkRow[]> =>
    (await admin.get(`/v1/reports/work?rep=${people.rep}&from=${today}&to=${daysFromToday(120)}`)).body.rows;
  expect(await work()).toMatchObject([{ counts: { touches: 1, unanswered: 1 } }]);
  await letPass(id, 40);
  const back = { outcome: 'done', note };
  const key = { 'Idempotency-Key': `${id}-back` };
  for (let twice = 0; twice < 2; twice += 1)
    expect((await admin.post(`/v1/lifecycles/${id}/items/touch-1/correct`, back, key)).status).toBe(200);
  const rows = await work();
  expect(rows).toMatchObject([
    { counts: { touches: 1, unanswered: 1 } },
    { correction: true, counts: { touches: 0, unanswered: -1 } },
  ]);
  expect(rows).toHaveLength(2);

  // Renewed, it is corrected in the term that has it now; after ninety days no more.
  const terms = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };
  await insist(`/v1/lifecycles/${id}/renew`, terms);
  const next = id.replace('.t1', '.t2');
  await eventually(() => lifecycle(next));
  const answer = await admin.post(`/v1/lifecycles/${id}/items/touch-1/correct`, { happiness: 7, note });
  expect(answer.body).toMatchObject({ decision: 'correctItem', id: next });
  await letPass(next, 60);
  const late = await admin.post(`/v1/lifecycles/${id}/items/touch-1/correct`, { happiness: 9, note });
  expect([late.status, late.body.type]).toEqual([409, 'urn:holdfast:problem:too-old']);
});

test('an item is put off from its page, comes again on its day, and the link of its first mail still works', async () => {
  const { ids, people } = await aClient(1, calm);
  const [id = ''] = ids;
  const due = daysFromToday(56);
  await letPassUntil(id, noonOf(due));
  const page = await browse(linkIn(await mailAbout(people.repMail, 'Due: call')));
  const tooLate = await page.post({ does: 'postpone', until: addDays(due, 70), reason: 'away', note: 'canary-words' });
  expect(tooLate.status).toBe(422);
  expect(tooLate.html).toContain('That day is not before the next one of its kind');
  expect(tooLate.html).toContain('canary-words');
  const off = await page.post({ does: 'postpone', until: addDays(due, 10), reason: 'away', note: 'canary-words' });
  expect(off.html).toContain('Put off to ');
  expect(off.html).toContain('What came of it?');
  expect((await lifecycle(id)).touches[0]).toMatchObject({
    state: 'planned',
    postponed: { times: 1, until: addDays(due, 10), reason: 'away' },
  });
  const dueMails = async (): Promise<number> =>
    (await mailsTo(people.repMail)).filter(
      ({ headers }) => headers['x-holdfast-mail'] === 'item-due' && headers['x-holdfast-item'] === `${id}/touch-1`,
    ).length;
  expect(await dueMails()).toBe(1);
  await letPassUntil(id, noonOf(addDays(due, 10)));
  await eventually(async () => expect(await dueMails()).toBe(2));
  expect((await page.post({ outcome: 'done' })).html).toContain('Recorded: call with Alpine Tools, done.');
  await eventually(async () => expect((await lifecycle(id)).touches[0]).toMatchObject({ state: 'done' }));
});

test('one meeting for two products is put off and corrected in both; elsewhere the answer says where it is asked', async () => {
  const { ids } = await aClient(2, { ...calm, touches: { everyWeeks: 10, kinds: ['call'] } });
  const due = addMonths(today, 3);
  for (const id of ids) await letPassUntil(id, noonOf(due));
  const covered = await eventually(async () => {
    const all = await Promise.all(ids.map((id) => lifecycle(id)));
    const found = all.find(({ reviews }) => reviews[0]?.covered !== undefined);
    if (found === undefined) throw new Error('not shared yet');
    return found.id;
  });
  const holder = ids.find((id) => id !== covered) ?? '';
  const until = addDays(due, 14);
  const off = { until, reason: 'client-asked' };
  const elsewhere = await admin.post(`/v1/lifecycles/${covered}/items/review-1/postpone`, off);
  expect([elsewhere.status, elsewhere.body.type]).toEqual([409, 'urn:holdfast:problem:asked-elsewhere']);
  expect(elsewhere.body.detail).toContain('put it off there');
  await insist(`/v1/lifecycles/${holder}/items/review-1/postpone`, off);
  for (const id of ids)
    await eventually(async () =>
      expect((await lifecycle(id)).reviews[0]).toMatchObject({ state: 'planned', postponed: { until } }),
    );

  for (const id of ids) await letPassUntil(id, noonOf(until));
  await admin.post(`/v1/lifecycles/${holder}/reviews/review-1`, { happiness: 9 }, wait);
  for (const id of ids)
    await eventually(async () => expect((await lifecycle(id)).reviews[0]).toMatchObject({ state: 'done' }));
  await insist(`/v1/lifecycles/${covered}/items/review-1/correct`, { happiness: 6, note });
  for (const id of ids)
    await eventually(async () => expect((await lifecycle(id)).reviews[0]).toMatchObject({ happiness: 6 }));
  await insist(`/v1/lifecycles/${holder}/items/review-1/correct`, { outcome: 'open', note });
  for (const id of ids)
    await eventually(async () => expect((await lifecycle(id)).reviews[0]).toMatchObject({ state: 'due' }));
  const unknown = await admin.post(`/v1/lifecycles/${holder}/items/review-1/postpone`, {
    until: 'soon',
    reason: 'ill',
  });
  expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, '/until']);
});

test('where success criteria were recorded as not to be had, the client’s words are written down from the receipt', async () => {
  const people = await aGroup({ ...everyDay, ...calm });
  const id = await handOff(aDeal({ successCriteria: undefined }, { group: people.group, skipOnboarding: true }));
  await letPassUntil(id, noonOf(daysFromToday(8)));
  const page = await browse(linkIn(await mailAbout(people.repMail, 'Due: question about success criteria')));
  expect((await page.post({ outcome: 'no-answer' })).html).toContain('Recorded: question about success criteria for Alpine Tools');
  const words = 'canary-words: no more paper';
  const lost = await page.post({ outcome: 'declined', words, note });
  expect([lost.status, lost.html.includes(words)]).toEqual([422, true]);
  expect((await page.post({ outcome: 'done', words, note })).html).toContain('Their words are recorded.');
  await eventually(async () => {
    const { successCriteria, items } = await lifecycle(id);
    expect(successCriteria).toBe('known');
    expect(items.find(({ kind }) => kind === 'success-criteria')).toMatchObject({ state: 'done', outcome: 'done' });
  });
  const { body: told } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  for (const typed of [words, note]) expect(JSON.stringify(told)).toContain(typed);
});
