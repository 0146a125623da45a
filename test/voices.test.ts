/** Nothing that a person should know stays silent: answers, falls to amber, and who left, as rep and manager hear of them. */
import { admin, eventually, lifecycle, wait } from './support/api';
import { browse } from './support/browse';
import { aClient } from './support/clients';
import { daysFromToday, noonOf } from './support/dates';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPassUntil } from './support/time';

const calm = { touches: { everyWeeks: 12 }, birthdays: { cards: false }, satisfaction: { remindWorkingDays: null } };

test('an unhappy answer reaches rep and manager at once, in the client’s words, with a first step; the brief has it, and the fall to amber', async () => {
  const { ids, mails, people } = await aClient(2, calm);
  const [id = ''] = ids;
  const [main = ''] = mails;
  const saved = await admin.put(`/v1/reps/${people.rep}`, {
    name: 'Rita Rep',
    email: people.repMail,
    mails: 'brief',
  });
  expect(saved.status).toBeLessThan(300);
  for (const one of ids) await admin.post(`/v1/lifecycles/${one}/signals`, { kind: 'usage', value: 60 }, wait);
  for (const one of ids) await letPassUntil(one, noonOf(daysFromToday(80)));
  const question = await mailAbout(main, 'One question');
  const words = 'canary-words: your support never calls back';
  expect((await browse(linkIn(question))).html).toContain('How happy');
  await (await browse(linkIn(question))).post({ outcome: '4', note: words });

  const toRep = await mailAbout(people.repMail, 'Quetzalina');
  expect(toRep.subject).toContain('is unhappy, 4 of 10: Alpine Tools (Line ');
  expect(toRep.text).toContain(`4 of 10: “${words}”`);
  expect(toRep.text).toContain('To do first: call, by ');
  const toManager = await mailAbout(people.managerMail, 'Quetzalina');
  expect(toManager.text).toContain(words);
  expect(toManager.text).toContain('was told at the same time');
  // Said for both products, and heard once; the call is asked for once.
  const answers = (await mailsTo(people.repMail)).filter(({ headers }) => headers['x-holdfast-mail'] === 'answer');
  expect(answers).toHaveLength(1);
  const steps = (await Promise.all(ids.map((one) => lifecycle(one)))).flatMap(({ items }) =>
    items.filter(({ programme }) => programme === 'rescue'),
  );
  expect(steps.map(({ kind }) => kind)).toEqual(['call']);
  expect((await browse(linkIn(toRep))).html).toContain('What came of it?');

  await letPassUntil(`brief.${people.rep}`, noonOf(daysFromToday(83)));
  await eventually(async () => {
    const briefs = (await mailsTo(people.repMail)).map(({ text }) => text).filter((text) => text.includes(words));
    expect(briefs.some((text) => text.includes('WHAT CLIENTS SAID') && text.includes('health fell to amber'))).toBe(
      true,
    );
  });
  expect(ids).toContain(id);
});

test('who left is named by the alarm, and offered nowhere any more', async () => {
  const { ids, people } = await aClient(1, calm);
  const [id = ''] = ids;
  const left = await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'contact-departed', contactId: 'Quetzalina-2' }, wait); // prettier-ignore
  expect(left.body).toMatchObject({ state: 'applied' });
  const alarm = await mailAbout(people.repMail, 'Urgent: Alpine Tools – Quetzalina Boss has left');
  expect(alarm.text).not.toContain('Quetzalina Boss,');
  const page = await browse(linkIn(alarm));
  expect(page.html).not.toContain('Quetzalina Boss,');
  const touch = { outcome: 'done', kind: 'call', contacts: ['Quetzalina-2'] };
  const said = await admin.post(`/v1/lifecycles/${id}/touches`, touch);
  expect(said.status).toBe(422);
  expect(JSON.stringify(said.body)).toContain('Quetzalina Boss (Quetzalina-2) has left the client.');
});
