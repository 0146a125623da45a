/** A receivables manager serving seven reps: every overdue invoice comes to them, and none to a rep. */
import { browse } from './support/browse';
import { aDeal, handOff } from './support/deals';
import { admin, eventually, fresh, lifecycle, telemetry, wait } from './support/api';
import { kindsOfMailsTo, linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPass } from './support/time';
import { aWorkgroup, person } from './support/workgroups';

/** How often somebody tried to collect, as the ledger tells it once the lifecycle has taken everything that was sent. */
async function tried(id: string): Promise<number> {
  const kinds = async (): Promise<readonly string[]> =>
    (await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`)).body.items.map((one: { kind: string }) => one.kind);
  const { length } = await kinds();
  const heard = { kind: 'happiness', value: 7, eventId: fresh('heard') };
  expect((await telemetry.post(`/v1/lifecycles/${id}/signals`, heard, wait)).body.state).toBe('applied');
  return eventually(async () => {
    const now = await kinds();
    expect(now.length).toBeGreaterThan(length);
    return now.filter((kind) => kind === 'receivable-tried').length;
  });
}

const amount = { amount: 240_050, currency: 'EUR' };

test('seven reps, seven overdue invoices: all of them come to the receivables manager, and none to a rep', async () => {
  const { collector, desks } = await aWorkgroup(7);
  for (const [index, { id }] of desks.entries()) {
    const signal = { kind: 'invoice-overdue', value: 3 + index, invoiceId: `R-${index}`, amount };
    expect((await telemetry.post(`/v1/lifecycles/${id}/signals`, signal, wait)).body.state).toBe('applied');
  }
  const mails = await eventually(async () => {
    const found = (await mailsTo(collector.mail)).filter(({ subject }) => subject.startsWith('Overdue: '));
    expect(found.length).toBe(7);
    return found;
  });
  expect(mails.map(({ subject }) => /R-\d/.exec(subject)?.[0] ?? '').toSorted()).toEqual(
    [0, 1, 2, 3, 4, 5, 6].map((n) => `R-${n}`),
  );
  expect(mails[0]?.text).toContain('for €2,400.50');
  expect(mails[0]?.text).toContain('Nobody has tried to collect it yet');
  for (const { rep, id } of desks) {
    expect(await kindsOfMailsTo(rep)).not.toContain('receivable');
    // The rep is informed: it stands with the client, and in what speaks against its health.
    const now = await lifecycle(id);
    expect(now.health.reasons).toMatchObject([{ signal: 'invoiceOverdue' }]);
    expect(now.receivables).toMatchObject([{ level: 'receivables', tries: 0 }]);
  }
});

test('behind the link one says what came of it, as often as it takes; paid closes it, and it is reported', async () => {
  const { collector, desks, managerMail } = await aWorkgroup(1);
  const [{ id, rep, repMail } = { id: '', rep: '', repMail: '' }] = desks;
  const signal = { kind: 'invoice-overdue', value: 3, invoiceId: 'R-1', amount, eventId: fresh('overdue') };
  await telemetry.post(`/v1/lifecycles/${id}/signals`, signal, wait);
  await telemetry.post(`/v1/lifecycles/${id}/signals`, signal, wait);
  const mail = await mailAbout(collector.mail, 'Overdue: invoice R-1 of Alpine Tools');
  const page = await browse(linkIn(mail));
  expect(page.status).toBe(200);
  expect(page.html).toContain('Overdue invoice of Alpine Tools');
  expect((await page.post({})).status).toBe(422);
  expect((await page.post({ outcome: 'written-off' })).html).toContain('Say why it is written off.');
  expect((await page.post({ outcome: 'promised', note: 'canary-words: next week' })).html).toContain('promised');
  await eventually(async () => expect((await lifecycle(id)).receivables).toMatchObject([{ tries: 1 }]));
  // The same form once more, as a double click or the back button sends it: the same receipt, and no second try.
  const twice = await page.post({ form: '1', outcome: 'no-answer' });
  expect(twice.html).toContain('Recorded: they promised to pay');
  expect(twice.html).not.toContain('Recorded: nobody answered');
  expect((await page.post({ form: '1', outcome: 'paid' })).html).toContain('Overdue invoice of Alpine Tools');
  expect(await tried(id)).toBe(1);

  // Nobody hears of it for a while: the receivables manager again, then the manager, then the lifecycle is at risk.
  await letPass(id, 11);
  const climbed = await mailAbout(managerMail, 'Overdue: invoice R-1');
  expect(await kindsOfMailsTo(rep)).not.toContain('receivable');
  await letPass(id, 50);
  await mailAbout(repMail, 'Urgent: Alpine Tools');
  expect((await lifecycle(id)).escalations).toMatchObject([
    { reasons: expect.arrayContaining(['invoice-long-overdue']) },
  ]);

  const again = await browse(linkIn(mail));
  expect((await again.post({ outcome: 'no-answer' })).status).toBe(200);
  await eventually(async () => expect((await lifecycle(id)).receivables).toMatchObject([{ tries: 2 }]));
  expect((await again.post({ form: '2', outcome: 'no-answer' })).html).toContain('Recorded: nobody answered');
  expect(await tried(id)).toBe(2);
  const paid = { kind: 'invoice-paid', invoiceId: 'R-1' };
  expect((await telemetry.post(`/v1/lifecycles/${id}/signals`, paid, wait)).body.state).toBe('applied');
  expect((await lifecycle(id)).receivables).toMatchObject([{ end: 'paid', tries: 2 }]);
  expect((await browse(linkIn(climbed))).html).toContain('This invoice is paid.');

  const day = (await lifecycle(id)).asOf.slice(0, 10);
  const year = Number(day.slice(0, 4));
  const { body } = await admin.get(`/v1/reports/receivables?from=${year - 1}-01-01&to=${year + 2}-01-01`);
  expect(body.rows.find((row: { collector: string }) => row.collector === collector.id)).toMatchObject({
    currency: 'EUR',
    opened: 1,
    collected: 1,
    collectedAmount: 240_050,
    medianDays: 64,
    triesEach: 2,
  });
  // Through the API: what is closed takes nothing more, and says so.
  const late = await admin.post(`/v1/lifecycles/${id}/receivables/receivable-1`, { outcome: 'paid' }, wait);
  expect(late.body).toMatchObject({ state: 'ignored', reason: 'receivable-closed' });
  const wordless = await admin.post(`/v1/lifecycles/${id}/receivables/receivable-1`, { outcome: 'written-off' });
  expect(wordless).toMatchObject({ status: 422, body: { errors: [{ pointer: '/note' }] } });
});

test('where nobody is named to collect, the manager of the group is told, and still not the rep', async () => {
  const rep = await person('rep');
  const manager = await person('manager');
  await admin.put(`/v1/groups/${rep.id}`, { name: 'G', rep: rep.id, manager: manager.id, policy: 'default' });
  const id = await handOff(aDeal({}, { skipOnboarding: true, group: rep.id }));
  await telemetry.post(`/v1/lifecycles/${id}/signals`, { kind: 'invoice-overdue', value: 1 }, wait);
  await mailAbout(manager.mail, 'Overdue: invoice of Alpine Tools');
  expect(await kindsOfMailsTo(rep.id)).not.toContain('receivable');
});
