/** Growth: a client who could use more is the business developer's business, and what is won counts from its day on. */
import { browse } from './support/browse';
import { admin, eventually, fresh, lifecycle, telemetry, wait } from './support/api';
import { kindsOfMailsTo, linkIn, mailAbout } from './support/mailbox';
import { letPass } from './support/time';
import { aWorkgroup, person } from './support/workgroups';
import { aDeal, handOff } from './support/deals';

test('usage at the ceiling opens an opportunity for the business developer; what is won is the annual value from then on', async () => {
  const { developer, desks } = await aWorkgroup(1);
  const [{ id, rep, repMail } = { id: '', rep: '', repMail: '' }] = desks;
  await telemetry.post(`/v1/lifecycles/${id}/signals`, { kind: 'usage', value: 97 }, wait);
  const mail = await mailAbout(developer.mail, 'Opportunity: Alpine Tools');
  expect(mail.text).toContain('they use nearly all that they bought');
  expect(mail.text).toContain('€12,000 a year');
  expect(await kindsOfMailsTo(rep)).not.toContain('opportunity');

  const page = await browse(linkIn(mail));
  expect(page.html).toContain('Opportunity with Alpine Tools');
  expect((await page.post({})).status).toBe(422);
  expect((await page.post({ outcome: 'won', annualValue: 'much' })).html).toContain('Write the amount like 1200');
  expect((await page.post({ outcome: 'not-now' })).html).toContain('Recorded: not now.');
  // The same form once more: the same receipt, and it is put off once.
  expect((await page.post({ form: '1', outcome: 'not-now' })).html).toContain('Recorded: not now.');
  expect((await page.post({ form: '1', outcome: 'lost' })).html).toContain('Recorded: not now.');
  expect((await lifecycle(id)).opportunities).toMatchObject([{ postponed: 1 }]);
  await letPass(id, 91);
  await mailAbout(developer.mail, 'Brought up again on ');
  // The first mail's link still serves: months later it is a new answer.
  await page.get();
  const won = await page.post({ outcome: 'won', annualValue: '15000', note: 'canary-words: two more teams' });
  expect(won.html).toContain('Recorded: won.');
  expect((await page.post({ outcome: 'lost' })).html).toContain('Recorded: won.');
  expect((await lifecycle(id)).renewal.annualValue).toEqual({ amount: 1_500_000, currency: 'EUR' });
  await mailAbout(repMail, 'Won: an opportunity with Alpine Tools');

  const now = await lifecycle(id);
  const [from, to] = [`${Number(now.asOf.slice(0, 4)) - 1}-01-01`, `${Number(now.asOf.slice(0, 4)) + 1}-01-01`];
  const { body } = await admin.get(`/v1/reports/opportunities?from=${from}&to=${to}`);
  expect(body.rows.find((row: { developer: string }) => row.developer === developer.id)).toMatchObject({
    currency: 'EUR',
    opened: 1,
    won: 1,
    annualValueWon: 300_000,
  });
});

test('a hint and a rescue that needs another scope go to the business developer; without one, to the manager and not the rep', async () => {
  const [rep, manager] = [await person('rep'), await person('manager')];
  await admin.put(`/v1/groups/${rep.id}`, { name: 'G', rep: rep.id, manager: manager.id, policy: 'default' });
  const id = await handOff(aDeal({}, { skipOnboarding: true, group: rep.id }));
  await telemetry.post(`/v1/lifecycles/${id}/signals`, { kind: 'happiness', value: 1 }, wait);
  const alarm = await mailAbout(rep.mail, 'Urgent: Alpine Tools');
  const page = await browse(linkIn(alarm));
  expect((await page.post({ outcome: 'change-scope', note: 'canary-words: fewer seats' })).html).toContain(
    'stays open until it is resolved',
  );
  // With the words of whoever saw it.
  expect((await mailAbout(manager.mail, 'Opportunity: Alpine Tools')).text).toContain('canary-words: fewer seats');
  await eventually(async () =>
    expect((await lifecycle(id)).opportunities).toMatchObject([{ reasons: ['changed-scope'] }]),
  );
  expect((await lifecycle(id)).escalations[0]).not.toHaveProperty('resolvedAt');
  const hint = await admin.post(`/v1/lifecycles/${id}/opportunities`, { eventId: fresh('hint') }, wait);
  expect(hint.body.state).toBe('applied');
  expect((await lifecycle(id)).opportunities).toMatchObject([{ reasons: ['changed-scope', 'hint'] }]);

  const at = `/v1/lifecycles/${id}/opportunities/opportunity-1`;
  const settle = (body: object) => admin.post(at, body);
  const money = (currency: string) => ({ amount: 900_000, currency });
  expect(await settle({ outcome: 'lost', annualValue: money('EUR') })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/annualValue' }] },
  });
  expect(await settle({ outcome: 'won', annualValue: money('USD') })).toMatchObject({ status: 409 });
  // A rescue may end in less: that is contraction, and better than churn.
  expect((await settle({ outcome: 'won', annualValue: money('EUR') })).body.renewal.annualValue.amount).toBe(900_000);
  expect(await settle({ outcome: 'lost' })).toMatchObject({ status: 409 });
  const client = await admin.get(`/v1/clients/${(await lifecycle(id)).client.id}`);
  expect(JSON.stringify(client.body)).toContain('900000');
});
