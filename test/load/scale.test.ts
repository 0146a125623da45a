/**
 * A big company's book, of 300 reps. Briefs and figures take few queries, and none reads a table whole. It is as small
 * as shows that: with 20,000 lifecycles PostgreSQL rather reads all terms than their index.
 * `HOLDFAST_SEED_LIFECYCLES=100000 npm test -- load/scale` looks at more.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { testEnv } from '../support/env';
import type { AtScale } from '../support/at-scale';
import { startCell, type Cell } from '../support/cell';

const lifecycles = testEnv().HOLDFAST_SEED_LIFECYCLES;
const reps = 300;
/** Everybody who works here, and their groups, fit on a page or two: whether those are read whole is the planner’s business. */
const people = ['reps', 'workgroups', 'groups'];
/** Who judges health reads where every line was; its events are found one by one. */
const everyTerm = ['health of those who left'];
const root = path.join(__dirname, '..', '..');

let cell: Cell;
beforeAll(async () => {
  cell = await startCell();
  await run('dev/seed.ts', String(lifecycles), String(reps));
}, 600_000);
afterAll(async () => {
  await cell.stop();
});

/** Runs a script over the cell's database; returns what it printed last. */
async function run(script: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-r', 'tsx/cjs', path.join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, HOLDFAST_DATABASE_URL: cell.databaseUrl },
    timeout: 580_000,
    maxBuffer: 10_000_000,
  });
  return stdout.trim().split('\n').at(-1) ?? '';
}

test('every brief takes the same few queries, and no brief or figure reads a large table from end to end', async () => {
  const found = JSON.parse(await run('test/support/at-scale.ts')) as AtScale;
  console.log(
    `${found.briefs} briefs with ${found.entries} lines, at most ${found.queries} queries each; ${found.roleQueries} for who leads, collects and sells, in ${found.roleMs} ms (${found.roleFound.join(', ')}); ${found.reads.map(({ what, indexes }) => `${what}: ${indexes.join(', ')}`).join('; ')}`,
  );
  expect(found.briefs).toBe(reps);
  expect(found.entries).toBeGreaterThan(lifecycles / 100);
  expect(found.queries).toBeLessThanOrEqual(11);
  // Whom they stand in for, their groups and workgroups; and what each part of it tells.
  expect(found.noRoleQueries).toBeLessThanOrEqual(6);
  expect(found.roleQueries).toBeLessThanOrEqual(18);
  // All of them were looked for.
  expect(found.roleFound.every((of) => of >= 0)).toBe(true);
  // The person, and whom they lead: nothing is read for who leads nobody.
  expect(found.digestQueries).toBeLessThanOrEqual(2);
  // A page more than its brief: the clock, alarms that climbed with whom they name, and whose all these lifecycles are.
  expect(found.dayQueries).toBeGreaterThan(8);
  expect(found.dayQueries).toBeLessThanOrEqual(12);
  expect(found.clientQueries).toBeLessThanOrEqual(15);
  // Whom they stand in for, whether anything changed, the lines, and the people whom they name.
  expect(found.calendarQueries).toBeLessThanOrEqual(6);
  // How large the book is, hits, the clients, their lines; whom it can be narrowed to, and the views.
  expect(found.bookQueries).toBeLessThanOrEqual(6);
  expect(found.reads.filter(({ what }) => what.startsWith('everything')).length).toBeGreaterThan(0);
  for (const { what, whole, indexes, sorts } of found.reads) {
    const small = everyTerm.includes(what) ? [...people, 'terms'] : people;
    expect({ what, whole: whole.filter((table) => !small.includes(table)) }).toEqual({ what, whole: [] });
    expect({ what, indexes: indexes.length }).not.toEqual({ what, indexes: 0 });
    expect({ what, sorts: what.startsWith('everything') && sorts }).toEqual({ what, sorts: false });
  }
});

test.each(['retention', 'growth', 'renewals', 'time-to-value', 'churn', 'oversold', 'cohorts', 'work'])(
  'the figure %s takes a fixed number of queries',
  async (name) => {
    const before = await cell.queries();
    const { status, body } = await cell.admin.get(`/v1/reports/${name}`);
    expect(status).toBe(200);
    expect(body.rows.length).toBeGreaterThan(0);
    // The key, the book or the ledger, the targets.
    expect((await cell.queries()) - before).toBeLessThanOrEqual(6);
    if (name === 'work' || name === 'cohorts') return;
    const again = await cell.queries();
    expect((await cell.admin.get(`/v1/reports/${name}?by=month&product=crm-pro`)).status).toBe(200);
    expect((await cell.queries()) - again).toBeLessThanOrEqual(6);
  },
);
