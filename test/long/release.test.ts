/** A release that changes something, with lives in flight: what the old build did not know, and what the new one decides differently. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { daysFromToday } from '../support/dates';
import { aDeal } from '../support/deals';
import { startCell, type Cell } from '../support/cell';
import { eventually, fresh, type Caller } from '../support/api';
import { allOn, handedOff, letAllPass, rollTo, wholeLedgerOf, type ToldLine } from '../support/releases';

let cell: Cell;
/** Where nothing is ever released. */
let unmoved: Cell;
const deployment = fresh('release');
const versionOf = (buildId: string) => ({ HOLDFAST_DEPLOYMENT: deployment, HOLDFAST_BUILD_ID: buildId });

beforeAll(async () => {
  [cell, unmoved] = await Promise.all([startCell(versionOf('a')), startCell()]);
});
afterAll(async () => {
  await Promise.all([cell.stop(), unmoved.stop()]);
});

/** The bundle of the release before, which does not know every fact. */
async function olderBundle(): Promise<string> {
  const quiet = (): void => undefined;
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(__dirname, '..', 'support', 'older-release.ts'),
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: console.error },
  });
  const folder = path.join(__dirname, '..', '..', '.holdfast', 'test');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${deployment}.js`);
  writeFileSync(file, code);
  return file;
}

async function handOff(api: Caller): Promise<string> {
  const client = { id: fresh('C'), name: 'Alpine Tools', timeZone: 'Europe/Vienna' };
  const promises = [{ metric: 'hours', target: 2 }];
  const deal = aDeal({ client }, { skipOnboarding: true, startsOn: daysFromToday(-30), promises });
  return handedOff(api, deal);
}

const kindsOf = async (id: string): Promise<readonly string[]> =>
  (await wholeLedgerOf(cell.admin, id)).map(({ kind }) => kind);

/** By how many hours what happened from a place in the first ledger on is later than the same in the second, by kind. */
function hoursLater(
  one: readonly ToldLine[],
  from: number,
  other: readonly ToldLine[],
): ReadonlyMap<string, readonly number[]> {
  const seen = new Map<string, number>();
  const later = new Map<string, number[]>();
  for (const [place, { kind, at }] of one.entries()) {
    const nth = seen.get(kind) ?? 0;
    seen.set(kind, nth + 1);
    const same = other.filter((line) => line.kind === kind)[nth];
    const hours = Math.round((Date.parse(at) - Date.parse(same?.at ?? '')) / 3_600_000);
    if (place >= from) later.set(kind, [...(later.get(kind) ?? []), hours]);
  }
  return later;
}

test('a new build brings a fact, a decision, a rule and other time-zone data: lives move, obey them from then on, and go back', async () => {
  const older = { ...versionOf('a'), HOLDFAST_WORKFLOW_BUNDLE: await olderBundle() };
  const { HOLDFAST_WORKFLOW_BUNDLE } = older;
  const old = await cell.startWorker(older);
  await unmoved.startWorker({ HOLDFAST_WORKFLOW_BUNDLE });
  const [first = '', ...moving] = await Promise.all(Array.from({ length: 4 }, () => handOff(cell.admin)));
  const stayed = await handOff(unmoved.admin);
  // The first build of a deployment becomes current without being asked.
  await allOn([first, ...moving], 'a');
  await letAllPass([...moving, stayed], 70);

  const newer = await cell.startWorker(versionOf('b'));
  // The old build does not know what this API knows: the fact is accepted, the decision is not known yet.
  const news = { kind: 'news', eventId: fresh('event') };
  expect((await cell.admin.post(`/v1/lifecycles/${first}/signals`, news)).status).toBe(202);
  const asked = { 'Idempotency-Key': fresh('key') };
  const oversold = { metric: 'hours', note: 'never' };
  expect((await cell.admin.post(`/v1/lifecycles/${first}/oversold`, oversold, asked)).status).toBe(503);
  await rollTo(cell, versionOf('b'));
  await allOn([first, ...moving], 'b');
  await old.stop();
  await eventually(async () => {
    const kinds = await kindsOf(first);
    expect(kinds.filter((kind) => kind === 'news-noted')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'oversold-flagged')).toHaveLength(1);
  });
  await eventually(async () =>
    expect((await cell.admin.post(`/v1/lifecycles/${first}/oversold`, oversold, asked)).status).toBe(200),
  );

  const movedAt = (await wholeLedgerOf(cell.admin, moving[0] ?? '')).length;
  await letAllPass([...moving, stayed], 100);
  const stayedLedger = await wholeLedgerOf(unmoved.admin, stayed);
  for (const id of moving) {
    const ledger = await wholeLedgerOf(cell.admin, id);
    // The same things happened as to one that never moved, at the same moments until it moved.
    expect(ledger.map(({ kind }) => kind).toSorted()).toEqual(stayedLedger.map(({ kind }) => kind).toSorted());
    const [before, after] = [hoursLater(ledger, 0, stayedLedger), hoursLater(ledger, movedAt, stayedLedger)];
    expect(before.get('item-reminded')?.[0]).toBe(0);
    // From then on reminders come a day later by the rule, and Vienna's clock an hour later by the data; what was planned stands.
    const { 'item-reminded': reminders, ...others } = Object.fromEntries(after);
    expect(new Set(reminders)).toEqual(new Set([25]));
    expect(
      Object.values(others)
        .flat()
        .every((hours) => hours === 0 || hours === 1),
    ).toBe(true);
    expect(after.get('escalation-climbed')).toContain(1);
  }

  const again = await cell.startWorker(older);
  await rollTo(cell, versionOf('a'));
  await allOn([first, ...moving], 'a');
  await newer.stop();
  for (const id of [first, ...moving]) {
    expect((await cell.admin.post(`/v1/lifecycles/${id}/pause`, { reason: 'season' })).status).toBe(200);
    expect(await kindsOf(id)).toContain('paused');
  }

  // The old workers are gone and their image is lost: what is on their build goes on from its record.
  await again.stop();
  await cell.startWorker(versionOf('b'));
  for (const id of [first, ...moving])
    expect((await cell.admin.post(`/v1/lifecycles/${id}/touches`, { kind: 'call', outcome: 'done' })).status).toBe(202);
  const lines = await rollTo(cell, versionOf('b'), true);
  expect(lines.join(' ')).toContain('on a, of which no worker runs: started again from the record');
  await allOn([first, ...moving], 'b');
  for (const id of [first, ...moving])
    await eventually(async () => expect(await kindsOf(id)).toContain('touch-recorded'), 60_000);
}, 400_000);
