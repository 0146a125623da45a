/** The figures of a whole book, through the API, against an oracle that computes them in another way; work, and targets. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCell, type Cell } from './support/cell';
import { aClient } from './support/clients';
import { daysFromToday } from './support/dates';
import { aDeal, handOff } from './support/deals';
import { admin, eventually, everyPage, fresh, running, wait } from './support/api';
import { testEnv } from './support/env';
import { figuresToldTo, mailAbout } from './support/mailbox';
import { letPass } from './support/time';
import * as oracle from './support/oracle';
import { size } from './support/size';
import { stories, type Story } from './support/stories';

const { HOLDFAST_SEED: seed = Date.now() % 1_000_000 } = testEnv();
const lifecycles = size(300, 2_000);

let cell: Cell;
let book: readonly Story[];
beforeAll(async () => {
  cell = await startCell();
  console.log(`seed ${seed} (HOLDFAST_SEED=${seed} gives the same book)`);
  book = stories(seed, lifecycles);
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'book-')), 'stories.json');
  writeFileSync(file, JSON.stringify(book));
  const root = path.join(__dirname, '..');
  const said = execFileSync(process.execPath, ['-r', 'tsx/cjs', path.join(root, 'test/support/make-book.ts'), file], {
    cwd: root,
    env: { ...process.env, HOLDFAST_DATABASE_URL: cell.databaseUrl },
    timeout: 300_000,
    maxBuffer: 10_000_000,
  });
  console.log(said.toString());
}, 320_000);
afterAll(async () => {
  await cell.stop();
});

const periods: readonly oracle.Asked[] = [
  { from: '2022-01-01', to: '2023-01-01', asOf: '2025-12-31' },
  { from: '2022-01-01', to: '2023-01-01', asOf: '2022-12-31' },
  { from: '2023-04-01', to: '2023-07-01', asOf: '2025-12-31' },
  { from: '2023-04-01', to: '2023-07-01', asOf: '2023-05-15' },
  { from: '2021-06-15', to: '2025-11-03', asOf: '2025-11-20' },
  { from: '2024-01-01', to: '2025-01-01', asOf: '2024-12-31' },
  { from: '2025-01-01', to: '2026-01-01', asOf: '2025-09-30' },
];

const report = async (name: string, asked: oracle.Asked, more = ''): Promise<Record<string, never>[]> => {
  const { status, body } = await cell.admin.get(
    `/v1/reports/${name}?from=${asked.from}&to=${asked.to}&asOf=${asked.asOf}${more}`,
  );
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.rows;
};

describe.each(periods)('from $from to $to, as of $asOf', (asked) => {
  test.each([null, 'crm'])('the figures agree to the cent, for product %p', async (product) => {
    const of = product === null ? book : book.filter((story) => story.product === product);
    const more = product === null ? '' : `&product=${product}`;
    const [expected, sums] = [oracle.clients(of, asked), oracle.money(of, asked)];
    const { netGrowth, ...counts } = expected;
    const rows = await report('retention', asked, more);
    expect(rows).toMatchObject(
      sums.map(({ currency, start, expansion, contraction, churn }) => ({
        atStart: counts.atStart,
        kept: counts.kept,
        lost: counts.lost,
        retention: counts.retention,
        currency,
        start,
        expansion,
        contraction,
        churn,
        agreed: 0,
        grr: oracle.share(start - contraction - churn, start),
        nrr: oracle.share(start + expansion - contraction - churn, start),
      })),
    );
    const [growth] = await report('growth', asked, more);
    expect(growth).toMatchObject({ atStart: counts.atStart, acquired: counts.acquired, netGrowth });
    expect(await report('renewals', asked, more)).toEqual([oracle.renewals(of, asked)]);
    expect(await report('time-to-value', asked, more)).toEqual([oracle.timeToValue(of, asked)]);
    const churn = await report('churn', asked, more);
    expect(
      Object.fromEntries(
        churn.map((row: Record<string, string>) => [`${row.ending} ${row.reason} ${row.currency}`, row.annualValue]),
      ),
    ).toEqual(oracle.reasons(of, asked));
    const sold = await report('oversold', asked, more);
    expect(
      Object.fromEntries(
        sold.map((row: Record<string, string>) => [`${row.seller} ${row.product}`, `${row.flagged} of ${row.sold}`]),
      ),
    ).toEqual(oracle.oversold(of, asked));
    const cohorts = await report('cohorts', asked, `${more}&by=year`);
    expect(
      Object.fromEntries(
        cohorts.map((row: Record<string, string>) => [
          `${String(row.cohort).slice(0, 4)}+${row.periods}`,
          `${row.there} of ${row.clients}`,
        ]),
      ),
    ).toEqual(oracle.yearCohorts(of, asked));
  });
});

test('over time each month is the period by itself, and by product each product', async () => {
  const asked = { from: '2023-01-01', to: '2023-04-01', asOf: '2025-12-31' };
  const months = [
    ['2023-01-01', '2023-02-01'],
    ['2023-02-01', '2023-03-01'],
    ['2023-03-01', '2023-04-01'],
  ] as const;
  expect(await report('renewals', asked, '&by=month')).toEqual(
    months.map(([from, to]) => ({ from, to, ...oracle.renewals(book, { ...asked, from, to }) })),
  );
  expect(await report('renewals', asked, '&by=product')).toEqual(
    ['crm', 'desk', 'erp']
      .map((product) => ({
        product,
        ...oracle.renewals(
          book.filter((story) => story.product === product),
          asked,
        ),
      }))
      // A product of which nothing was up for renewal then is not among them.
      .filter(({ upForRenewal }) => upForRenewal > 0),
  );
});

test('every figure comes with its definition, the lifecycles behind it, and as CSV', async () => {
  const asked = '?from=2022-01-01&to=2023-01-01&asOf=2025-12-31';
  const { body } = await cell.admin.get(`/v1/reports/renewals${asked}`);
  expect(body.definitions[0]).toMatch(/^renewal rate = renewed ÷ up for renewal/);
  const items = await everyPage<{ lifecycle: string; as: string }>(cell.admin, `/v1/reports/renewals/behind${asked}`);
  expect(items.length).toBe(body.rows[0].upForRenewal);
  expect(items.filter(({ as }) => as === 'renewed').length).toBe(body.rows[0].renewed);
  const csv = await fetch(`${cell.url}/v1/reports/renewals${asked}`, {
    headers: { Authorization: `Bearer ${cell.key}`, Accept: 'text/csv' },
  });
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect((await csv.text()).split('\n')[0]).toBe('upForRenewal,renewed,lost,undecided,rate');
  const { body: backwards } = await cell.admin.get('/v1/reports/growth?from=2023-01-01&to=2022-01-01');
  expect(backwards.errors).toEqual([{ pointer: '/to', detail: 'The period ends before it begins.', in: 'query' }]);
});

test('notices, prolonging, first steps and days of effect are read from the database as they were told', async () => {
  const [deal, client, product] = [fresh('deal'), fresh('C'), fresh('product')];
  const root = path.join(__dirname, '..');
  const said = execFileSync(
    process.execPath,
    ['-r', 'tsx/cjs', path.join(root, 'test/support/told-term.ts'), deal, client, product],
    { cwd: root, env: { ...process.env, HOLDFAST_DATABASE_URL: cell.databaseUrl }, timeout: 120_000 },
  );
  const { term, found } = JSON.parse(said.toString()) as { term: object; found: readonly number[] };
  expect(term).toMatchObject({
    lifecycle: `${deal}.${product}.t1`,
    notices: [
      {
        at: '2023-03-10T08:00:00.000Z',
        receivedOn: '2023-03-09',
        endsOn: '2024-01-01',
        reason: 'price',
        withdrawnAt: '2023-04-01T08:00:00.000Z',
        saved: 'withdrawal',
        steps: ['2023-03-12T08:00:00.000Z'],
      },
      { receivedOn: '2024-02-10', endsOn: '2024-07-01', reason: 'unused', steps: [] },
    ],
    prolonged: [{ at: '2024-01-01T08:00:00.000Z', on: '2024-01-01', until: '2024-07-01' }],
    ended: { at: '2024-07-02T08:00:00.000Z', as: 'churned', reason: 'unused', on: '2024-07-01' },
  });
  // A figure that needs a part of the book finds it by each of these days, and by no other.
  expect(found).toEqual([1, 1, 1, 1, 0, 0]);
  const row = async (name: string, from: string, to: string) =>
    (await report(name, { from, to, asOf: '2025-12-31' }, `&product=${product}`))[0];
  expect(await row('saved', '2023-01-01', '2024-01-01')).toEqual({
    reason: 'price',
    given: 1,
    saved: 1,
    lost: 0,
    open: 0,
    rate: 1,
    firstSteps: 1,
  });
  expect(await row('saved', '2024-01-01', '2025-01-01')).toMatchObject({ reason: 'unused', lost: 1, rate: 0 });
  expect(await row('retention', '2024-06-01', '2024-07-01')).toMatchObject({ grr: 1, churn: 0, churnRate: 0 });
  expect(await row('retention', '2024-07-01', '2024-08-01')).toMatchObject({ grr: 0, churn: 1_000, churnRate: 1 });
  expect(await row('churn', '2024-07-01', '2024-07-02')).toMatchObject({ reason: 'unused', annualValue: 1_000 });
  expect(await row('renewals', '2024-01-01', '2025-01-01')).toMatchObject({ upForRenewal: 2, renewed: 1, lost: 1 });
});

test('work counts for whoever did it and who took part, from the ledger, as JSON and as CSV', async () => {
  const { ids, people } = await aClient(1, { birthdays: { cards: false } });
  const [id = ''] = ids;
  const helper = fresh('rep');
  await admin.put(`/v1/reps/${helper}`, { name: 'Wobblewort Helper', email: `${helper}@holdfast.example` });
  const post = async (at: string, body: object) =>
    expect((await admin.post(`/v1/lifecycles/${id}/${at}`, body, wait)).status).toBeLessThan(300);
  await post('touches', { kind: 'visit', outcome: 'done', with: [helper] });
  await post('touches', { kind: 'training', outcome: 'done' });
  await post('touches', { kind: 'call', outcome: 'no-answer' });
  await post('signals', { kind: 'usage', value: 1 });
  await post('signals', { kind: 'happiness', value: 0 });
  await post('escalations/escalation-1/resolve', { note: 'canary-words: solved' });
  await post('reassign', { rep: helper });
  await post('renew', { termMonths: 12, annualValue: { amount: 1_500_000, currency: 'EUR' } });
  const of = async (rep: string) => (await admin.get(`/v1/reports/work?rep=${rep}`)).body.rows[0];
  // The admin's key said it: it counts for the rep of the lifecycle at that moment.
  expect(await of(people.rep)).toMatchObject({
    counts: { touches: 3, unanswered: 1, trainings: 1, rescues: 1, handoversGiven: 1, handoversTaken: 0, renewals: 0 },
    touchesByKind: { visit: 1, training: 1, call: 1 },
  });
  expect(await of(helper)).toMatchObject({
    counts: { touches: 1, handoversTaken: 1, renewals: 1 },
    renewedValue: { EUR: 1_500_000 },
  });
  const csv = await fetch(`${running.api}/v1/reports/work?rep=${helper}`, {
    headers: { Authorization: `Bearer ${running.keys.admin}`, Accept: 'text/csv' },
  });
  const [head = '', line = ''] = (await csv.text()).split('\n');
  const cells = Object.fromEntries(head.split(',').map((name, index) => [name, line.split(',')[index]]));
  expect(cells).toMatchObject({ rep: helper, touches: '1', 'touch visit': '1', 'renewed EUR': '15000.00' });
});

test('a figure that falls through its threshold is told to those who lead, once; targets that make no sense are refused', async () => {
  const { people } = await aClient(1, {});
  // A product of this test alone: one client, who leaves.
  const product = fresh('product');
  const lost = await handOff(
    aDeal(
      {},
      { code: product, group: people.group, skipOnboarding: true, startsOn: daysFromToday(-360), termMonths: 24 },
    ),
  );
  const target = fresh('target');
  const { status } = await admin.put(`/v1/targets/${target}`, {
    measure: 'logo-retention',
    product,
    target: 0.9,
    threshold: 0.8,
  });
  expect(status).toBe(200);
  await eventually(async () => expect((await admin.get(`/v1/targets/${target}`)).body.state).toBe('unknown'));
  await admin.post(`/v1/lifecycles/${lost}/churn`, { reason: 'price' });
  const hook = fresh('hook');
  await admin.put(`/v1/webhooks/${hook}`, { url: 'http://localhost:9/nobody', types: ['figure.crossed'] });
  // Some days on, the twelve months before begin with this client there.
  await letPass(`target.${target}`, 15);
  const alert = await mailAbout(people.managerMail, 'Critical: logo retention');
  expect(alert.subject).toBe(`Critical: logo retention (${product}) is 0%`);
  expect(alert.text).toContain('below the critical 80%');
  expect(alert.text).toContain('logo retention = clients there when the period begins');
  await mailAbout(people.directorMail, 'Critical: logo retention');
  expect((await figuresToldTo(people.managerMail)).filter(({ subject }) => subject.includes(product)).length).toBe(1);
  expect((await admin.get(`/v1/targets/${target}`)).body).toMatchObject({ state: 'critical', value: 0 });
  // Others hear of it too, by webhook.
  const { body: log } = await admin.get(`/v1/webhooks/${hook}/messages`);
  expect(log.items.filter(({ data }: { data: { target: string } }) => data.target === target)).toMatchObject([
    { type: 'figure.crossed', data: { measure: 'logo-retention', product, from: 'unknown', to: 'critical', value: 0 } },
  ]);
  await admin.delete(`/v1/webhooks/${hook}`);
  const wrong = async (body: object) => (await admin.put(`/v1/targets/${target}`, body)).body.errors[0].pointer;
  expect(await wrong({ measure: 'grr', target: 0.9, threshold: 0.8 })).toBe('/currency');
  expect(await wrong({ measure: 'logo-retention', target: 0.8, threshold: 0.9 })).toBe('/threshold');
});
