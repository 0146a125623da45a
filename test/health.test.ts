/** Health that deserves trust, on the real server: nobody is green of whom nothing was heard, and time alone is not forgotten. */
import { admin, eventually, everyPage, fresh, lifecycle, running, telemetry, wait } from './support/api';
import { daysFromToday, everyDay, noonOf } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { as, keyFor } from './support/keys';
import { kindsOfMailsTo, mailsTo } from './support/mailbox';
import { sessionOf } from './support/sign-in';
import { letPassUntil } from './support/time';

const noon = (days: number): Date => noonOf(daysFromToday(days));
const healthOf = async (id: string) => (await lifecycle(id)).health;
const signal = async (id: string, body: object): Promise<void> =>
  expect((await telemetry.post(`/v1/lifecycles/${id}/signals`, body, wait)).body).toMatchObject({ state: 'applied' });
const course = (id: string) =>
  everyPage<{ at: string; band: string; score: number; moved: { signal: string; by: number }[] }>(
    admin,
    `/v1/lifecycles/${id}/health`,
  );

test('a client whom nobody ever called is unknown, then amber, then red, and never green; it floods nobody with alarms', async () => {
  const people = await aGroup({ ...everyDay, touches: { everyWeeks: 8, kinds: ['call'] } });
  const deal = aDeal({}, { group: people.group, skipOnboarding: true });
  const id = await handOff(deal);
  expect(await healthOf(id)).toMatchObject({ band: 'unknown', score: 100, reasons: [] });
  const unknown = await everyPage<{ id: string }>(admin, `/v1/lifecycles?band=unknown&client=${deal.client.id}`);
  expect(unknown.map((one) => one.id)).toEqual([id]);
  await letPassUntil(id, noon(300));
  const went = await course(id);
  expect(went.map(({ band }) => band)).not.toContain('green');
  expect([...new Set(went.map(({ band }) => band))]).toEqual(['unknown', 'amber', 'red']);
  expect((await healthOf(id)).reasons.map((reason) => reason.signal)).toEqual(
    expect.arrayContaining(['missedContact', 'openAlarm', 'silence']),
  );
  expect((await lifecycle(id)).escalations).toMatchObject([{ severity: 'small', level: 'manager' }]);
  // The alarm, and that it is red now, though the alarm about it is an old one.
  const alarms = (await mailsTo(people.repMail)).filter(({ headers }) => headers['x-holdfast-mail'] === 'escalation');
  expect(alarms.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^To catch up on: Alpine Tools – /),
    expect.stringMatching(/^Red now: Alpine Tools – /),
  ]);
  expect(alarms[1]?.text).toContain('red, ');
  expect(await kindsOfMailsTo(people.rep)).not.toContain('changed');

  const call = { kind: 'call', outcome: 'done', happiness: 9 };
  expect((await admin.post(`/v1/lifecycles/${id}/touches`, call, wait)).body).toMatchObject({ state: 'applied' });
  const { score, reasons } = await healthOf(id);
  expect(reasons.map((reason) => reason.signal)).not.toContain('silence');
  expect(score).toBeGreaterThan(70);
  const { body: recent } = await admin.get(`/v1/lifecycles/${id}/health?from=${daysFromToday(299)}`);
  expect(recent.items[0]).toMatchObject({ band: 'red' });
  expect(recent.items.at(-1)).toMatchObject({ score });
  const backwards = await admin.get(`/v1/lifecycles/${id}/health?from=2027-02-01&to=2027-01-01`);
  expect([backwards.status, backwards.body.errors]).toMatchObject([422, [{ pointer: '/to' }]]);
});

test('an invoice that was told of once grows older by itself, and is as old as the day says', async () => {
  const people = await aGroup({ ...everyDay, health: { weights: { missedContact: 0, openAlarm: 0, silence: 0 } } });
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  await signal(id, { kind: 'usage', value: 60 });
  await signal(id, { kind: 'invoice-overdue', value: 10, invoiceId: 'R-1' });
  const costs = async (): Promise<object | undefined> =>
    (await healthOf(id)).reasons.find((reason) => reason.signal === 'invoiceOverdue');
  const since = daysFromToday(-10);
  expect(await costs()).toMatchObject({ points: 5, since });
  await letPassUntil(id, noon(21));
  expect(await costs()).toMatchObject({ points: 12, since });
  await letPassUntil(id, noon(51));
  expect(await costs()).toMatchObject({ points: 20, since, detail: `overdue since ${since}` });
  // It puts the lifecycle at risk from sixty days on: nobody is green beside that.
  expect(await healthOf(id)).toMatchObject({ band: 'amber', score: 65 });
  expect((await healthOf(id)).reasons).toContainEqual(expect.objectContaining({ signal: 'invoiceAtRisk', points: 15 }));
  expect((await course(id)).map(({ score }) => score).slice(0, 3)).toEqual([100, 95, 88]);
  await signal(id, { kind: 'invoice-paid', invoiceId: 'R-1' });
  expect(await costs()).toBeUndefined();
  expect(await healthOf(id)).toMatchObject({ band: 'green', score: 100 });
});

test('a signal of the house’s own counts by its thresholds, by the name that people know', async () => {
  const people = await aGroup(everyDay);
  const code = fresh('logins');
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  const send = (value: number) => telemetry.post(`/v1/lifecycles/${id}/signals`, { kind: code, value }, wait);
  expect(await send(40)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/kind' }] } });
  const kind = { name: 'Logins per week', unit: 'logins', better: 'higher', warnAt: 50, alarmAt: 20 };
  expect((await telemetry.put(`/v1/signal-kinds/${code}`, kind)).status).toBe(403);
  expect(await admin.put(`/v1/signal-kinds/${code}`, kind)).toMatchObject({ status: 200, body: { id: code, ...kind } });
  const upsideDown = { ...kind, better: 'lower' };
  expect(await admin.put(`/v1/signal-kinds/${code}`, upsideDown)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/alarmAt' }] },
  });

  await send(80);
  expect(await healthOf(id)).toMatchObject({ band: 'green', score: 100 });
  await send(40);
  // It wobbles about its threshold: nothing new is heard.
  for (const value of [48, 51, 49, 52]) await send(value);
  expect(await healthOf(id)).toMatchObject({
    score: 90,
    reasons: [{ signal: 'ownSignal', code, name: 'Logins per week', points: 10 }],
  });
  const { body } = await telemetry.post('/v1/signals', {
    signals: [
      { lifecycle: id, kind: code, value: 5, eventId: fresh('reading') },
      { lifecycle: id, kind: fresh('weather'), value: 5, eventId: fresh('reading') },
    ],
  });
  expect(body).toEqual({ accepted: 1, repeated: 0, rejected: [{ pointer: '/signals/1', code: 'unknown-kind' }] });
  await eventually(async () => expect(await healthOf(id)).toMatchObject({ score: 80 }));
  const { body: timeline } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  const said = (timeline.items as { kind: string; what: string }[]).filter((one) => one.kind === 'own-signal-changed');
  expect(said.map(({ what }) => what)).toEqual([
    'Logins per week: as it should be.',
    'Logins per week: past its warning threshold.',
    'Logins per week: past its alarm threshold.',
  ]);

  // It is taken away: it costs nothing, and is taken no more.
  expect(await admin.delete(`/v1/signal-kinds/${code}`)).toMatchObject({ status: 200, body: { deleted: true } });
  await eventually(async () => expect(await healthOf(id)).toMatchObject({ score: 100 }));
  expect((await admin.get(`/v1/signal-kinds/${code}`)).status).toBe(404);
  expect((await admin.delete(`/v1/signal-kinds/${code}`)).status).toBe(404);
  expect(await send(5)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/kind' }] } });
  expect((await admin.put(`/v1/signal-kinds/${code}`, kind)).status).toBe(200);
  await send(5);
  await eventually(async () => expect(await healthOf(id)).toMatchObject({ score: 80 }));
});

test('health is checked against who really left', async () => {
  const people = await aGroup(everyDay);
  const lines = async (value: number): Promise<string> => {
    const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
    await signal(id, { kind: 'usage', value });
    return id;
  };
  const [red] = [await lines(0), await lines(60)];
  await letPassUntil(red, noon(20));
  expect((await admin.post(`/v1/lifecycles/${red}/churn`, { reason: 'unused' })).status).toBe(200);
  const manager = await as(people.managerMail.slice(0, people.managerMail.indexOf('.')));
  const period = `from=${daysFromToday(1)}&to=${daysFromToday(60)}`;
  const { body } = await manager.get(`/v1/reports/health?${period}&ahead=10`);
  expect(body.definitions[0]).toContain('Rate = stood and left ÷ stood');
  expect(body.rows).toMatchObject([
    { band: 'green', left: 0, share: 0, stood: 1, stoodAndLeft: 0, rate: 0 },
    { band: 'unknown', left: 0, stood: 0, rate: null },
    { band: 'amber', left: 0, stood: 0, rate: null },
    { band: 'red', left: 1, share: 1, stood: 1, stoodAndLeft: 1, rate: 1 },
    { band: 'new', left: 0, stood: 0, rate: null },
  ]);
  // Ninety days before they left they were no clients yet.
  const { body: long } = await manager.get(`/v1/reports/health?${period}`);
  expect(long.rows.at(-1)).toMatchObject({ band: 'new', left: 1, share: 1 });
});

test('how health went is told across the terms of a line', async () => {
  const id = await handOff(aDeal({}, { skipOnboarding: true }));
  await signal(id, { kind: 'usage', value: 30 });
  const terms = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };
  expect((await admin.post(`/v1/lifecycles/${id}/renew`, terms)).status).toBe(200);
  const next = id.replace('.t1', '.t2');
  await eventually(async () => expect((await lifecycle(next)).health.score).toBe(79));
  const people = await aGroup();
  await keyFor('ops', { rep: people.rep });
  const cookie = await sessionOf(people.repMail);
  await eventually(async () => {
    const page = await fetch(`${running.api}/lifecycles/${next}`, { headers: { cookie } });
    const [, went = ''] = (await page.text()).split('How health went');
    expect(went).toMatch(/ 79<.*usage −21/s);
  });
});
