/**
 * Every operation is asked for once, in one small world. The stack holds each answer against its schema, unknown
 * fields included, and answers 500 when it differs: so a call that succeeds is a proof.
 */
import { createHmac } from 'node:crypto';
import { withDatabase } from '../../dev/postgres';
import { createHoldfast, type OperationName } from '../../sdk/typescript/src';
import { operations } from '../../sdk/typescript/src/operations';
import { eventually, fresh, jobIs, running } from '../support/api';
import { daysFromToday, everyDay } from '../support/dates';
import { aRow } from '../support/imports';
import { comesIn, logAddress } from '../support/mail-in';

const called = new Set<OperationName>();
const client = createHoldfast({ baseUrl: running.api, key: running.keys.admin });
const holdfast = new Proxy(client, {
  get(target, name, receiver) {
    called.add(name as OperationName);
    return Reflect.get(target, name, receiver) as unknown;
  },
});

const header = { Prefer: 'wait=10' };
const euros = (amount: number) => ({ amount, currency: 'EUR' });
const mira = fresh('mira');
const jonas = fresh('jonas');
const [group, policy, code, sam] = [fresh('group'), fresh('policy'), fresh('crm'), fresh('sam')];
const dealId = fresh('D');
const customer = fresh('C');
const lifecycleOf = (product: string) => `${dealId}.${product}.t1`;
const contactCap = { touches: 10, days: 30 };
const main = { id: lifecycleOf(code) };

const line = (product: string) => ({
  code: product,
  name: 'CRM Pro',
  annualValue: euros(1_800_000),
  startsOn: daysFromToday(-1),
  termMonths: 12,
  skipOnboarding: product !== code,
  promises: [{ metric: 'Time to a quote', target: 2, unit: 'hours', better: 'lower' as const }],
  group,
});

test('the organisation', async () => {
  for (const id of [mira, jonas]) {
    const absences = [{ from: daysFromToday(300), until: daysFromToday(310) }];
    const workingHours = { opensAt: '09:00', days: [1, 2, 3, 4, 5] };
    const body = { name: `Wobblewort ${id}`, email: `${id}@holdfast.example`, capacity: 40, absences, workingHours };
    await holdfast.putRep({ path: { id }, body: { ...body, profile: 'many-small', country: 'AT', language: 'en' } });
  }
  expect(await holdfast.getRep({ path: { id: mira } })).toMatchObject({ id: mira, capacity: 40, load: 0 });
  await holdfast.listReps({ query: { limit: 200 } });
  const phone = await holdfast.makeCalendar({ path: { id: mira }, body: { name: 'Phone' } });
  expect(phone.address).toContain('/calendar/');
  expect((await holdfast.listCalendars({ path: { id: mira } })).items).toMatchObject([{ id: phone.id, name: 'Phone' }]);
  await holdfast.revokeCalendar({ path: { id: mira, calendarId: phone.id } });
  // A day of so much work has room for a campaign all the same.
  await holdfast.putPolicy({ path: { id: policy }, body: { rules: { ...everyDay, contactCap } } });
  await holdfast.getPolicy({ path: { id: policy }, query: { version: 1 } });
  await holdfast.listPolicies({ query: { limit: 200 } });
  await holdfast.getPolicyForm();
  const value = { currency: 'EUR', below: 900_000_000 };
  await holdfast.putGroup({
    path: { id: group },
    body: {
      name: 'Alps',
      rep: mira,
      manager: jonas,
      policy,
      stage: 'retention',
      value,
      productTypes: [code],
      countries: ['AT'],
    },
  });
  await holdfast.getGroup({ path: { id: group } });
  await holdfast.listGroups({ query: { limit: 200 } });
  const workgroup = { name: 'Alps', receivablesManager: jonas, businessDeveloper: jonas, reps: [mira] };
  const path = { id: fresh('workgroup') };
  await holdfast.putWorkgroup({ path, body: workgroup });
  await holdfast.getWorkgroup({ path });
  await holdfast.listWorkgroups({ query: { limit: 200 } });
  const brand = { name: 'Brightline Alps', colour: '#0B5CAD', imprint: ['Brightline GmbH, Wien'] };
  await holdfast.putWorkgroupBrand({ path, body: brand });
  await holdfast.getWorkgroupBrand({ path });
  const { warnings: _, ...ofCompany } = await holdfast.getBrand();
  await holdfast.putBrand({ body: ofCompany });
  const onboarding = [{ code: 'training', title: 'Training', owner: 'client', targetDays: 30 }];
  const ofLogins = { path: { code: fresh('logins') } };
  await holdfast.putSignalKind({ ...ofLogins, body: { name: 'Logins', better: 'higher', warnAt: 50, alarmAt: 20 } });
  await holdfast.getSignalKind(ofLogins);
  await holdfast.listSignalKinds({ query: { limit: 50 } });
  await holdfast.deleteSignalKind(ofLogins);
  await holdfast.putProduct({ path: { id: code }, body: { name: 'CRM Pro', type: 'crm', onboarding } });
  await holdfast.getProduct({ path: { id: code } });
  await holdfast.listProducts({ query: { limit: 200 } });
  await holdfast.putRouting({ body: await holdfast.getRouting() });
});

test('a deal, its lifecycles and its client', async () => {
  const deal = {
    dealId,
    client: { id: customer, name: 'Alpine Tools', country: 'AT', timeZone: 'Europe/Vienna', industry: 'machinery' },
    contacts: [
      { id: 'ada', name: 'Quetzalina Ada', email: `${customer}.ada@client.example`, level: 'manager' as const },
      { id: 'bo', name: 'Quetzalina Bo', email: `${customer}.bo@client.example`, birthday: '02-29' },
    ],
    seller: { id: sam, name: 'Zyzzyva Sam', email: 'zyzzyva@holdfast.example' },
    products: [line(code), line('second'), line('third'), line('fourth')],
  };
  await holdfast.previewDeal({ body: deal });
  await holdfast.handOffDeal({ body: deal });
  // The same again is another answer.
  await holdfast.handOffDeal({ body: deal });
  const amendment = {
    amendmentId: 'more',
    effectiveOn: daysFromToday(0),
    products: [{ code: 'fourth', quantity: 12 }],
  };
  await holdfast.amendDeal({ path: { dealId }, body: amendment });
  await holdfast.amendDeal({ path: { dealId }, body: amendment });
  await holdfast.putSeller({ path: { id: sam }, body: { name: 'Zyzzyva Sam' } });
  await holdfast.getSeller({ path: { id: sam } });
  await holdfast.getDeal({ path: { dealId } });
  await holdfast.listDeals({ query: { client: customer } });
  expect((await holdfast.getSoldLines({ path: { id: sam } })).lines.length).toBe(4);
  await holdfast.listLifecycles({ query: { client: customer, limit: 2 } });
  await holdfast.getLifecycleDeal({ path: main });
  await holdfast.completeStep({ path: { ...main, step: 'training' }, body: {}, header });
  await holdfast.getLifecycle({ path: main });
  await holdfast.getTimeline({ path: main, query: { limit: 5 } });
  await holdfast.getHealthCourse({ path: main, query: { limit: 5 } });
  await holdfast.getAgenda({ path: main });
  await holdfast.getWhy({ path: main });
  await holdfast.callRenewal({
    path: main,
    body: { by: 'rep', call: 'likely', amount: { amount: 900, currency: 'EUR' } },
  });
  expect((await holdfast.getLifecycle({ path: main })).renewal.calls).toMatchObject([{ by: 'rep', call: 'likely' }]);
  await holdfast.listOutlooks({ path: main });
  await holdfast.listRenewals({ query: { sort: 'probability', limit: 5 } });
  await holdfast.getClient({ path: { id: customer } });
  await holdfast.listClients({ query: { limit: 200 } });
  const person = { name: 'Quetzalina Cy', email: `${customer}.cy@client.example`, language: 'de' as const };
  await holdfast.putContact({ path: { id: customer, contactId: 'cy' }, body: person });
  const closed = [{ from: daysFromToday(300), until: daysFromToday(310) }];
  const own = { country: 'AT', region: 'AT-9', weekend: [6, 7], closed };
  const known = await holdfast.patchClient({ path: { id: customer }, body: own });
  expect(known).toMatchObject({ ...own, region: '9' });
  await holdfast.patchClient({ path: { id: customer }, body: { country: null, weekend: null, closed: null } });
  await holdfast.listClientDuplicates({ query: { limit: 2 } });
});

test('facts and signals', async () => {
  const note = 'canary-words: they like it';
  await holdfast.recordTouch({ path: main, body: { kind: 'call', outcome: 'done', contacts: ['ada'], note }, header });
  const { touches, reviews } = await holdfast.getLifecycle({ path: main });
  const { id: touchId = 'touch-1' } = touches[0] ?? {};
  await holdfast.completeTouch({ path: { ...main, touchId }, body: { outcome: 'done', happiness: 8 }, header });
  const slip = { happiness: 7, note: 'canary-words: I had misheard them' };
  await holdfast.correctItem({ path: { ...main, itemId: touchId }, body: slip });
  const { id: laterId = 'touch-2', dueAt = '' } = touches[1] ?? {};
  const inAWeek = new Date(Date.parse(dueAt) + 7 * 86_400_000).toISOString().slice(0, 10);
  const later = { until: inAWeek, reason: 'client-asked' as const, note };
  await holdfast.postponeItem({ path: { ...main, itemId: laterId }, body: later });
  await holdfast.completeItem({ path: { ...main, itemId: 'check-in-1' }, body: { outcome: 'no-answer' } });
  const actuals = [{ metric: 'Time to a quote', value: 3 }];
  const { id: reviewId = 'review-1' } = reviews[0] ?? {};
  const actions = [{ words: 'Name two key users', rep: mira, day: daysFromToday(30) }];
  await holdfast.completeReview({ path: { ...main, reviewId }, body: { happiness: 9, actuals, actions }, header });
  const { agreedActions } = await holdfast.getLifecycle({ path: main });
  expect(agreedActions).toMatchObject([{ words: 'Name two key users', rep: { id: mira }, state: 'open' }]);
  await holdfast.sendReview({ path: { ...main, reviewId }, body: { contacts: ['ada'] } });
  await holdfast.completeAction({ path: { ...main, actionId: agreedActions[0]?.id ?? '' } });
  await holdfast.hearSuccessCriteria({ path: main, body: { successCriteria: 'canary-words: faster' } });
  await holdfast.hintOpportunity({ path: main, body: { reason: 'hint', note }, header });
  await holdfast.sendSignal({ path: main, body: { kind: 'billing-error' }, header });
  await holdfast.sendSignal({ path: main, body: { kind: 'news' }, header });
  await holdfast.sendSignal({ path: main, body: { kind: 'usage', value: 20 }, header });
  const overdue = { kind: 'invoice-overdue' as const, value: 20, invoiceId: 'INV-1', amount: euros(1_000) };
  await holdfast.sendSignal({ path: main, body: overdue, header });
  const { receivables } = await holdfast.getLifecycle({ path: main });
  const { id: receivableId = 'receivable-1' } = receivables[0] ?? {};
  await holdfast.workReceivable({ path: { ...main, receivableId }, body: { outcome: 'promised' }, header });
  const signals = [main.id, 'D-0.nobody.t1'].map((lifecycle, index) => ({
    kind: 'tickets' as const,
    value: 4,
    lifecycle,
    eventId: `tickets-${index}`,
  }));
  const rejected = [{ pointer: '/signals/1', code: 'unknown-lifecycle' }];
  expect(await holdfast.sendSignals({ body: { signals } })).toEqual({ accepted: 1, repeated: 0, rejected });
});

test('decisions', async () => {
  await holdfast.flagOversold({ path: main, body: { metric: 'Time to a quote', note: 'canary-words: never' } });
  await holdfast.answerOversold({ path: main, body: { metric: 'Time to a quote', answer: 'agreed' }, header });
  await holdfast.pause({ path: main, body: { reason: 'season', until: daysFromToday(40) } });
  await holdfast.sendSignal({ path: main, body: { kind: 'happiness', value: 2 }, header });
  await holdfast.resume({ path: main, body: {} });
  await holdfast.reassign({ path: main, body: { rep: jonas } });
  await holdfast.optClientOut({ path: { id: customer }, body: {} });
  const escalationId = await eventually(async () => {
    const { escalations } = await holdfast.getLifecycle({ path: main });
    const open = escalations.find(({ resolvedAt }) => resolvedAt === undefined);
    if (open === undefined) throw new Error('no alarm yet');
    return open.id;
  });
  const { opportunities } = await holdfast.getLifecycle({ path: main });
  await holdfast.acknowledge({ path: { ...main, escalationId }, body: {} });
  await holdfast.resolve({ path: { ...main, escalationId }, body: { note: 'canary-words: done' } });
  await holdfast.optClientIn({ path: { id: customer }, body: {} });
  const { id: opportunityId = '' } = opportunities[0] ?? {};
  const won = { outcome: 'won' as const, annualValue: euros(2_000_000) };
  await holdfast.settleOpportunity({ path: { ...main, opportunityId }, body: won });
  await holdfast.recycle({ path: { id: lifecycleOf('second') }, body: { reason: 'training' } });
  const noticed = { receivedOn: daysFromToday(0), reason: 'price' as const };
  await holdfast.giveNotice({ path: main, body: noticed });
  await holdfast.withdrawNotice({ path: main, body: {} });
  await holdfast.renew({ path: main, body: { termMonths: 12, annualValue: euros(1_900_000) } });
  await holdfast.churn({ path: { id: lifecycleOf('third') }, body: { reason: 'price' } });
  await holdfast.makeIneligible({ path: { id: lifecycleOf('fourth') }, body: { reason: 'merged' } });
  const next = { id: `${dealId}.${code}.t2` };
  expect((await eventually(() => holdfast.getLifecycle({ path: next }))).previous).toBe(main.id);
});

test('people at the client', async () => {
  const path = { id: customer, contactId: 'ada' };
  await holdfast.optContactOut({ path, body: {} });
  await holdfast.optContactIn({ path, body: {} });
  const { contacts } = await holdfast.getClient({ path: { id: customer } });
  expect(contacts.length).toBe(3);
  await holdfast.getCommunication({ path: { id: customer } });
  await holdfast.sendSignal({
    path: { id: lifecycleOf('second') },
    body: { kind: 'contact-departed', contactId: 'cy' },
  });
  const [daughter, twin] = [fresh('C'), fresh('C')];
  for (const id of [daughter, twin])
    await holdfast.handOffDeal({
      body: {
        dealId: fresh('D'),
        client: { id, name: 'Alpine Tools', timeZone: 'UTC' },
        contacts: [{ id: 'eve', name: 'Quetzalina Eve', email: `${daughter}.eve@client.example` }],
        seller: { id: sam, name: 'Zyzzyva Sam', email: 'zyzzyva@holdfast.example' },
        products: [line(code)],
      },
    });
  await holdfast.moveContact({ path: { id: customer, contactId: 'bo' }, body: { to: daughter } });
  await holdfast.sayOfClients({ path: { id: twin, other: daughter }, body: { same: false } });
  await holdfast.mergeClient({ path: { id: twin }, body: { into: daughter, dryRun: true } });
  await holdfast.mergeClient({ path: { id: twin }, body: { into: daughter } });
  await holdfast.eraseContact({ path: { id: customer, contactId: 'bo' } });
  await holdfast.getDeal({ path: { dealId } });
  await holdfast.getClient({ path: { id: customer } });
});

test('long work', async () => {
  const rows = [
    aRow(1, { client: { id: fresh('C'), name: 'Alpine Tools' }, rep: mira }),
    aRow(2, {}, { termMonths: 0 }),
  ];
  const file = { body: rows.map((row) => JSON.stringify(row)).join('\n'), type: 'application/x-ndjson' as const };
  await holdfast.importClients({ query: { dryRun: 'true' }, ...file });
  const { id } = await holdfast.importClients({ ...file }).then((one) => ('id' in one ? one : { id: '' }));
  await jobIs(id, 'done');
  await holdfast.getJob({ path: { id } });
  await holdfast.getJobRows({ path: { id } });

  const to = { to: mira };
  await holdfast.handOverClients({ path: { id: jonas }, body: { ...to, dryRun: true } });
  const handover = await holdfast.handOverClients({ path: { id: jonas }, body: to });
  if ('id' in handover) await jobIs(handover.id, 'done');
  if ('id' in handover) await holdfast.getJobRows({ path: { id: handover.id } });

  await holdfast.putPolicy({
    path: { id: policy },
    body: { rules: { ...everyDay, contactCap, touches: { everyWeeks: 4 } } },
  });
  const rollout = await holdfast.prepareRollout({ path: { id: policy }, body: { when: 'now', scope: { rep: mira } } });
  const job = { id: rollout.id };
  const [row] = (await jobIs(job.id, 'previewed').then(() => holdfast.getJobRows({ path: job }))).items;
  const lifecycles = [row?.subject ?? ''];
  await holdfast.chooseForRollout({ path: job, body: { lifecycles, when: 'next-quarter' } });
  await jobIs(job.id, 'previewed');
  await holdfast.startJob({ path: job });
  await jobIs(job.id, 'done');
  await holdfast.getJobRows({ path: job });

  const filter = { clients: [customer] };
  const campaign = {
    kind: 'training' as const,
    title: 'canary-words',
    startsAt: `${daysFromToday(30)}T13:00:00Z`,
    filter,
  };
  const prepared = { id: (await holdfast.prepareCampaign({ body: { ...campaign, perClient: 2 } })).id };
  await jobIs(prepared.id, 'previewed');
  await holdfast.startJob({ path: prepared });
  await jobIs(prepared.id, 'done');
  expect((await holdfast.getCampaign({ path: prepared })).progress).toMatchObject({ total: 1, waiting: 0 });
  await holdfast.getJobRows({ path: prepared });
  const moved = await holdfast.moveCampaign({ path: prepared, body: { startsAt: `${daysFromToday(31)}T13:00:00Z` } });
  await jobIs(moved.id, 'done');
  await holdfast.getJobRows({ path: { id: moved.id } });
  const calledOff = await holdfast.callOffCampaign({ path: prepared });
  await jobIs(calledOff.id, 'done');
  await holdfast.getJobRows({ path: { id: calledOff.id } });
  const cancelled = { id: (await holdfast.prepareCampaign({ body: campaign })).id };
  await jobIs(cancelled.id, 'previewed');
  await holdfast.cancelJob({ path: cancelled });
  await holdfast.listJobs({ query: { limit: 200 } });
});

test('reports', async () => {
  const from = daysFromToday(-100);
  await holdfast.getWork({ query: { rep: mira } });
  await holdfast.getReceivables({ query: { from } });
  await holdfast.getOpportunities({ query: { from } });
  await holdfast.getHealthReport({ query: { from, to: daysFromToday(500), ahead: 30 } });
  await holdfast.getForecastReport({ query: { from, to: daysFromToday(500), ahead: 30 } });
  for (const measure of ['renewal-rate', 'logo-retention', 'net-growth', 'time-to-value'] as const) {
    const path = { id: fresh('target') };
    const target = measure === 'time-to-value' ? { target: 30, threshold: 60 } : { target: 0.9, threshold: 0.5 };
    await holdfast.putTarget({ path, body: { measure, product: code, ...target } });
    await holdfast.getTarget({ path });
  }
  const reports = ['retention', 'growth', 'renewals', 'time-to-value', 'churn', 'oversold', 'cohorts'] as const;
  for (const report of reports)
    for (const by of ['all', 'product', 'quarter'] as const) {
      await holdfast.getReport({ path: { report }, query: { by, product: code, from, to: daysFromToday(400) } });
      await holdfast.getBehindReport({ path: { report }, query: { by, limit: 2, from } });
    }
  const csv = await fetch(`${running.api}/v1/reports/churn`, {
    headers: { Authorization: `Bearer ${running.keys.admin}`, Accept: 'text/csv' },
  });
  expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('Content-Disposition')).toBe('attachment; filename="churn.csv"');
});

test('mails', async () => {
  const key = await eventually(async () => {
    const { items } = await holdfast.listMails({ query: { state: 'sent', lifecycle: main.id, limit: 2 } });
    expect(items).not.toEqual([]);
    return items[0]?.key ?? '';
  });
  await expect(holdfast.sendMailAgain({ path: { key } })).rejects.toMatchObject({ status: 409 });
  // The mailbox takes whatever comes: that this one was refused is made up.
  await withDatabase(running.postgres, (db) => db.query(`update mails set state = 'refused' where key = $1`, [key]));
  expect(await holdfast.sendMailAgain({ path: { key } })).toMatchObject({ key, sentAgain: 1 });
});

test('mails that came in', async () => {
  const from = `${mira}@holdfast.example`;
  expect(await comesIn({ from, to: ['nobody@elsewhere.example'], bcc: [logAddress], text: 'Hello' })).toBe(
    'nobody-known',
  );
  const { items } = await holdfast.listMailsIn({ query: { from: mira, state: 'nobody-known', limit: 2 } });
  expect(items).toMatchObject([{ what: 'copy', from: { who: 'rep', id: mira } }]);
});

test('the world outside', async () => {
  const hook = { id: fresh('hook') };
  const url = 'http://localhost:9/nobody';
  await holdfast.putWebhook({ path: hook, body: { url, types: ['escalation.opened'] } });
  await holdfast.putWebhook({ path: hook, body: { url, types: ['lifecycle.stage-changed'], active: false } });
  await holdfast.getWebhook({ path: hook });
  await holdfast.rotateWebhook({ path: hook });
  await holdfast.getWebhookMessages({ path: hook });
  await holdfast.replayWebhook({ path: hook, body: { failed: true } });
  await holdfast.listWebhooks({ query: { limit: 200 } });
  await holdfast.deleteWebhook({ path: hook });

  const feed = { id: fresh('feed') };
  await holdfast.putFeed({ path: feed, body: { url, about: { client: customer }, words: ['Alpine'], active: false } });
  await holdfast.getFeed({ path: feed });
  await holdfast.listFeeds({ query: { limit: 200 } });
  await holdfast.deleteFeed({ path: feed });

  const source = { id: fresh('billing') };
  const secret = fresh('secret');
  const { address } = await holdfast.putSource({ path: source, body: { format: 'stripe', secret } });
  await holdfast.listSources({ query: { limit: 200 } });
  await holdfast.listBrokenConnections();
  const created = Math.floor(Date.now() / 1000);
  const invoice = {
    id: 'in_1',
    customer: 'cus_1',
    amount_remaining: 900,
    currency: 'eur',
    due_date: created - 900_000,
  };
  for (const [id, type, state] of [
    ['evt_1', 'invoice.overdue', 'unmapped'],
    ['evt_2', 'customer.created', 'ignored'],
  ] as const) {
    const body = JSON.stringify({ id, created, type, data: { object: invoice } });
    const v1 = createHmac('sha256', secret).update(`${created}.${body}`).digest('hex');
    const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': `t=${created},v1=${v1}` };
    const response = await fetch(address, { method: 'POST', body, headers });
    expect(await response.json()).toMatchObject({ state });
    expect(response.status).toBe(202);
  }
  await holdfast.getSource({ path: source });
  await holdfast.putSourceClient({ path: { ...source, externalId: 'cus_1' }, body: { client: customer } });
  await holdfast.getSource({ path: source });
  await holdfast.getSourceEvents({ path: source });
});

test('keys', async () => {
  const { id } = await holdfast.makeKey({ body: { name: 'CRM', role: 'sales' } });
  await holdfast.listKeys({ query: { limit: 200 } });
  await holdfast.rotateKey({ path: { id } });
  expect((await holdfast.revokeKey({ path: { id } })).revokedAt).toBeDefined();
});

test('nothing was left out', () => {
  const all = Object.keys(operations) as OperationName[];
  expect(all.filter((name) => !called.has(name))).toEqual([]);
});
