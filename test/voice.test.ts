/** The client's own voice: asked by mail in their language, answered from the mail, never by a scanner. */
import { browse } from './support/browse';
import { aClient } from './support/clients';
import { addMonths, daysFromToday, noonOf, today } from './support/dates';
import { admin, eventually, lifecycle, wait } from './support/api';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPassUntil } from './support/time';

const calm = { touches: { everyWeeks: 12 }, birthdays: { cards: false }, satisfaction: { remindWorkingDays: null } };

test('a contact answers one question from the mail, in German; a scanner answers nothing; the answer moves health and is told why', async () => {
  const { ids, mails, people } = await aClient(1, calm, { country: 'AT' });
  const [id = ''] = ids;
  const [main = '', boss = ''] = mails;
  await letPassUntil(id, noonOf(daysFromToday(80)));
  const mail = await mailAbout(main, 'Eine Frage: Wie zufrieden sind Sie mit Line 1?');
  // Nothing of ours is told to the client, and an answer by mail reaches the rep.
  for (const ours of ['PROMISED', 'TO KNOW', 'Health: ', 'Last: ', id]) expect(mail.text).not.toContain(ours);
  expect(mail.headers['reply-to']).toContain(people.repMail);

  // A scanner opens everything, and submits the form as it stands.
  const link = linkIn(mail);
  for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method, redirect: 'manual' })).status).toBe(303);
  const page = await browse(link);
  expect(page.html).toContain('<html lang="de">');
  expect(page.html).toContain('Wie zufrieden sind Sie mit Line 1?');
  expect(page.html).not.toContain('Promised before the sale');
  expect(page.html).toContain('<span class="mark">Holdfast</span>');
  expect(await page.post({})).toMatchObject({ status: 422 });
  expect((await page.post({ outcome: '11' })).status).toBe(422);
  expect((await lifecycle(id)).satisfaction?.answered).toEqual([]);

  const thanks = await page.post({ outcome: '2', note: 'canary-words: niemand ruft an' });
  expect(thanks.html).toContain('Danke. Ihre Antwort ist angekommen.');
  expect((await page.post({ outcome: '10' })).html).toBe(thanks.html);
  await eventually(async () => {
    const now = await lifecycle(id);
    expect(now.satisfaction).toMatchObject({ lowest: 2 });
    expect(now.health).toMatchObject({ band: 'red', reasons: [{ signal: 'happiness', points: 60 }] });
    expect(now.escalations).toMatchObject([{ reasons: ['happiness'] }]);
  });
  // Red comes with first steps: a call within a day; and with the client's own words.
  const burning = await mailAbout(people.repMail, 'Urgent: ');
  expect(burning.text).toContain('To do first: call, by');
  expect(burning.text).toContain('canary-words: niemand ruft an');
  const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  expect((body.items as { what: string }[]).map(({ what }) => what)).toContain(
    'Health is red, 40 of 100: happiness −60.',
  );

  // The other one does not want to be asked again, and is not; nor does a card come.
  const other = await browse(linkIn(await mailAbout(boss, 'Eine Frage')));
  expect((await other.post({ outcome: 'leave-alone' })).html).toContain('Verstanden. Wir fragen Sie nicht mehr.');
  await letPassUntil(id, noonOf(addMonths(today, 6)));
  await eventually(async () => expect((await mailsTo(main)).length).toBe(2));
  expect((await mailsTo(boss)).length).toBe(1);
  // The first question is closed by the second.
  expect((await browse(linkIn(mail))).html).toContain('Danke. Ihre Antwort ist angekommen.');
});

test('while a lifecycle is paused nobody is asked, signals keep counting, and resuming lists what arrived', async () => {
  const { ids, mails, people } = await aClient(1, calm);
  const [id = ''] = ids;
  expect((await admin.post(`/v1/lifecycles/${id}/pause`, { reason: 'season' })).status).toBe(200);
  await letPassUntil(id, noonOf(daysFromToday(80)));
  for (const signal of [
    { kind: 'happiness', value: 6 },
    { kind: 'competitor-seen', note: 'canary-words: at the fair' },
    { kind: 'news', note: 'canary-words: a new plant' },
  ])
    expect((await admin.post(`/v1/lifecycles/${id}/signals`, signal, wait)).body).toMatchObject({ state: 'applied' });
  expect((await lifecycle(id)).health.reasons.map(({ signal }) => signal)).toEqual([
    'competitorSeen',
    'happiness',
    'news',
  ]);
  expect(await mailsTo(mails[0] ?? '')).toEqual([]);
  await mailAbout(people.repMail, 'Still paused: ');

  const resumed = await admin.post(`/v1/lifecycles/${id}/resume`, {});
  expect(resumed.status).toBe(200);
  const arrived = resumed.body.arrived as { kind: string; note?: string }[];
  expect(arrived.filter(({ kind }) => kind !== 'health-changed').map(({ kind, note }) => [kind, note])).toEqual([
    ['happiness-heard', undefined],
    ['incident-noted', 'canary-words: at the fair'],
    ['news-noted', 'canary-words: a new plant'],
    ['incident-noted', 'canary-words: a new plant'],
  ]);
  const mail = await mailAbout(people.repMail, 'Resumed: ');
  expect(mail.text).toContain('HEARD MEANWHILE');
  expect(mail.text).toContain('A competitor was seen at the client. “canary-words: at the fair”');
});
