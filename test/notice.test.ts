/** A contract that renews by itself on the real server: it goes on without anybody; then its client gives notice, stays, and leaves. */
import { dayIn } from '../domain/told/locale';
import { admin, eventually, lifecycle, wait } from './support/api';
import { browse } from './support/browse';
import { addDays, addMonths, everyDay, noonOf, today, written } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { kindsOfMailsTo, linkIn, mailAbout, mailsTo } from './support/mailbox';
import { inEnglish } from './support/occasions';
import { letPassUntil } from './support/time';

interface Happening {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const happened = async (id: string, kind: string): Promise<readonly Happening['data'][]> => {
  const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return (body as { items: Happening[] }).items.filter((one) => one.kind === kind).map(({ data }) => data);
};

test('month by month it renews by itself, without an alarm; a notice asks for a save, may be withdrawn, and takes effect on its day', async () => {
  const people = await aGroup({ ...everyDay, escalation: { missed: [] } });
  const line = { group: people.group, skipOnboarding: true, termMonths: 1, autoRenews: true, noticeDays: 10 };
  const id = await handOff(aDeal({}, line));
  const ends = (months: number): string => addMonths(today, months);
  expect((await lifecycle(id)).renewal).toMatchObject({
    renewsOn: ends(1),
    autoRenews: true,
    lastNoticeOn: addDays(ends(1), -10),
  });

  await letPassUntil(id, noonOf(ends(3)));
  const onward = await lifecycle(id);
  expect(onward).toMatchObject({ stage: 'retention', term: 1, escalations: [], renewal: { renewsOn: ends(4) } });
  expect((await happened(id, 'term-prolonged')).map(({ on, until }) => [on, until])).toEqual([
    [ends(1), ends(2)],
    [ends(2), ends(3)],
    [ends(3), ends(4)],
  ]);
  expect(await mailsTo(people.directorMail)).toEqual([]);
  expect(await kindsOfMailsTo(people.rep)).not.toContain('renewal-notice');

  // Too late for this term, and the day is not said; a day that does not fit is named.
  const late = addDays(ends(4), -5);
  await letPassUntil(id, noonOf(late));
  const give = (notice: object) => admin.post(`/v1/lifecycles/${id}/notice`, { reason: 'price', ...notice });
  expect(await give({ receivedOn: late })).toMatchObject({
    status: 409,
    body: { type: 'urn:holdfast:problem:too-late' },
  });
  for (const [notice, pointer] of [
    [{ receivedOn: late, endsOn: addDays(late, -1) }, '/endsOn'],
    [{ receivedOn: late, endsOn: addDays(ends(5), 1) }, '/endsOn'],
    [{ receivedOn: addDays(late, 3) }, '/receivedOn'],
    [{ receivedOn: late, reason: 'bored' }, '/reason'],
    [{}, '/receivedOn'],
  ] as const)
    expect(await give(notice)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });

  const given = await give({ receivedOn: late, endsOn: ends(5), note: 'canary-words: too dear for what we use' });
  const leaving = { receivedOn: late, endsOn: ends(5), reason: 'price' };
  expect(given).toMatchObject({ status: 200, body: { decision: 'notice', stage: 'retention', leaving } });
  const alarm = await mailAbout(people.repMail, 'Urgent: ');
  expect(alarm.text).toContain('they gave notice');
  expect(alarm.text).toContain(
    `They gave notice on ${written(late)}; it takes effect on ${written(ends(5), late)}. Why: the price.`,
  );
  const { escalations, items } = await lifecycle(id);
  expect(escalations.at(-1)?.reasons).toEqual(['notice-given']);
  const save = items.find(({ kind }) => kind === 'save-call');
  expect(save).toMatchObject({ programme: 'rescue', dueAt: `${addDays(late, 1)}T09:00:00.000Z` });

  // They are talked to, and stay: it goes on as before.
  await admin.post(`/v1/lifecycles/${id}/touches/${save?.id}`, { outcome: 'done' }, wait);
  const stays = await admin.post(`/v1/lifecycles/${id}/notice/withdraw`, { note: 'canary-words: a smaller plan' });
  expect(stays.status).toBe(200);
  expect(stays.body).not.toHaveProperty('leaving');
  expect(await admin.post(`/v1/lifecycles/${id}/notice/withdraw`, {})).toMatchObject({
    status: 409,
    body: { type: 'urn:holdfast:problem:no-notice' },
  });
  await letPassUntil(id, noonOf(ends(4)));
  expect((await lifecycle(id)).renewal.renewsOn).toBe(ends(5));

  // They leave after all, in time: the day comes from the contract, and so does the ending.
  const second = addDays(ends(4), 2);
  await letPassUntil(id, noonOf(second));
  expect(await give({ receivedOn: second })).toMatchObject({ status: 200, body: { leaving: { endsOn: ends(5) } } });
  await letPassUntil(id, new Date(`${ends(5)}T08:30:00Z`));
  expect((await lifecycle(id)).stage).toBe('retention');
  await letPassUntil(id, noonOf(ends(5)));
  await eventually(async () =>
    expect(await lifecycle(id)).toMatchObject({ stage: 'churned', endReason: 'price', agenda: [] }),
  );
  expect((await happened(id, 'stage-changed')).at(-1)).toMatchObject({ to: 'churned', reason: 'price', on: ends(5) });
});

test('a notice is recorded from the mail about the renewal; what does not fit is said at its field', async () => {
  const people = await aGroup({ ...everyDay, renewal: { noticeDays: [60] } });
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true, termMonths: 4 }));
  const [ends, day] = [addMonths(today, 4), addDays(addMonths(today, 4), -59)];
  await letPassUntil(id, noonOf(day));
  const page = await browse(linkIn(await mailAbout(people.repMail, 'Renewal in 60 days')));
  const form = { outcome: 'notice', reason: 'competitor', endsOn: '' };
  expect((await page.post({ ...form, receivedOn: '' })).html).toContain('Say on which day the notice came.');
  const beyond = await page.post({ ...form, receivedOn: day, endsOn: addDays(ends, 1) });
  expect(beyond.html).toContain('A notice takes effect at the end of the term at the latest.');
  expect(beyond.html).toContain(`value="${addDays(ends, 1)}"`);
  expect((await page.post({ ...form, receivedOn: day })).html).toContain(
    `The client gave notice on ${dayIn(inEnglish, day)} (a competitor); it takes effect on ${dayIn(inEnglish, ends)}.`,
  );
  expect(await lifecycle(id)).toMatchObject({ leaving: { receivedOn: day, endsOn: ends, reason: 'competitor' } });
});

test('at the hand-off a period of notice is shorter than the term', async () => {
  const line = { autoRenews: true, termMonths: 1, startsOn: today };
  for (const noticeDays of [31, 367, -1, 1.5])
    expect(await admin.post('/v1/deals', aDeal({}, { ...line, noticeDays }))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/products/0/noticeDays' }] },
    });
});
