/**
 * From the release before to this one, and back, with lives in flight: its API, its workers and its bundle are the ones
 * that were built then (test/releases), and they run on this tree's schema from the first moment on.
 */
import { briefIdOf, feedIdOf, targetIdOf } from '../../workflows/names';
import { fresh, type Caller } from '../support/api';
import { startCell, type Cell } from '../support/cell';
import { daysFromToday } from '../support/dates';
import { aDeal } from '../support/deals';
import { closeWorlds, startWorld } from '../support/outside';
import {
  allOn,
  handedOff,
  letAllPass,
  makeCurrent,
  previousProduct,
  rollTo,
  wholeLedgerOf,
  type ToldLine,
} from '../support/releases';

const deployment = fresh('release');
const versionOf = (buildId: string) => ({ HOLDFAST_DEPLOYMENT: deployment, HOLDFAST_BUILD_ID: buildId });
const product = previousProduct();
/** Lives that sleep through the release; a few more are moved on in time while it goes on. */
const sleeping = 200;
const living = 5;

let cell: Cell;
/** Where nothing is ever released: the same lives, on the release before throughout. */
let unmoved: Cell;

beforeAll(async () => {
  [cell, unmoved] = await Promise.all([
    startCell({ ...versionOf('now'), HOLDFAST_TRUSTED_HOSTS: 'localhost,localhost:*' }),
    startCell(),
  ]);
});
afterAll(async () => {
  await Promise.all([cell.stop(), unmoved.stop(), closeWorlds()]);
});

const handOff = (api: Caller): Promise<string> =>
  handedOff(api, aDeal({}, { skipOnboarding: true, startsOn: daysFromToday(-30) }));

async function handOffs(api: Caller, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  while (ids.length < count)
    ids.push(...(await Promise.all(Array.from({ length: Math.min(8, count - ids.length) }, () => handOff(api)))));
  return ids;
}

/** What does not depend on the moment at which a test asks: what happened, in which order, and on which days. */
const toldBy = (lines: readonly ToldLine[]) => lines.map(({ kind, at }) => `${at.slice(0, 10)} ${kind}`);

/** Says something to every one of them, in the same words wherever they are. */
async function tellAll(api: Caller, ids: readonly string[], at: string, body: object, expected: number): Promise<void> {
  for (const id of ids) {
    const { status } = await api.post(`/v1/lifecycles/${id}${at}`, body, { Prefer: 'wait=20' });
    expect({ id, at, status }).toEqual({ id, at, status: expected });
  }
}

test('everything that lives for years goes from the release before to this one and back, and lives as if nothing had been released', async () => {
  const before = await cell.startWorker(versionOf('before'), product);
  // It does not know what the workers of this release say beside: it is looked at what it answers, not at its shape.
  const beforeApi = await cell.startApi({ HOLDFAST_CHECK_ANSWERS: 'false' }, { product });
  await makeCurrent(deployment, 'before');
  await unmoved.startWorker({}, product);
  const unmovedApi = await unmoved.startApi({ HOLDFAST_CHECK_ANSWERS: 'false' }, { product });
  // They begin by the rules of then, which know nothing of what this release has added: what is new stays silent.
  for (const api of [beforeApi, unmovedApi])
    expect(await api.put('/v1/policies/default', { rules: {} })).toMatchObject({ status: 200, body: { version: 2 } });
  const [rep, target, feed] = [fresh('rep'), fresh('target'), fresh('feed')];
  const email = `${rep}.wobblewort@holdfast.example`;
  await beforeApi.put(`/v1/reps/${rep}`, { name: 'Wobblewort Rep', email, mails: 'brief' });
  await beforeApi.put(`/v1/targets/${target}`, { measure: 'logo-retention', target: 0.9, threshold: 0.8 });
  const world = await startWorld();
  world.answers((_, response) =>
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end('<rss><channel/></rss>'),
  );
  expect(
    (await beforeApi.put(`/v1/feeds/${feed}`, { url: world.at('/rss'), about: { industry: 'none' }, words: ['x'] }))
      .status,
  ).toBeLessThan(300);

  const lives = await handOffs(beforeApi, sleeping);
  const moving = await handOffs(beforeApi, living);
  const twins = await handOffs(unmovedApi, living);
  const all = [...lives, ...moving, briefIdOf(rep), targetIdOf(target), feedIdOf(feed)];
  await allOn(all, 'before');
  for (const [api, ids] of [
    [beforeApi, moving],
    [unmoved.admin, twins],
  ] as const) {
    await letAllPass(ids, 60);
    await tellAll(api, ids, '/touches/touch-1', { outcome: 'done', happiness: 4 }, 202);
  }

  // This release arrives: its API and its workers run beside those of the one before, which go on.
  const now = await cell.startWorker(versionOf('now'));
  await tellAll(cell.admin, lives.slice(0, 3), '/pause', { reason: 'season' }, 200);
  await tellAll(beforeApi, lives.slice(0, 3), '/resume', {}, 200);
  await allOn(lives.slice(0, 3), 'before');

  const lines = await rollTo(cell, versionOf('now'));
  expect(lines[0]).toBe('Build now is current: what begins from now on runs there.');
  expect(lines.at(-1)).toBe(`Nothing of ${deployment} is left on older builds: their workers can go.`);
  await allOn(all, 'now');
  await before.stop();
  for (const [api, ids] of [
    [cell.admin, moving],
    [unmoved.admin, twins],
  ] as const) {
    await letAllPass(ids, 100);
    await tellAll(api, ids, '/touches', { kind: 'call', outcome: 'done' }, 202);
    await tellAll(api, ids, '/signals', { kind: 'service-call', value: 1, eventId: 'a-call' }, 202);
  }
  // The API of the release before reads and tells lives that this one has recorded.
  const [first = ''] = moving;
  expect((await beforeApi.get(`/v1/lifecycles/${first}`)).body).toMatchObject({ id: first, source: 'live' });
  expect(toldBy(await wholeLedgerOf(beforeApi, first))).toEqual(toldBy(await wholeLedgerOf(cell.admin, first)));
  const begunNow = await handOff(cell.admin);
  await allOn([begunNow], 'now');

  // Figures of each release count what the other one wrote, in the types of its columns.
  const [before60, tomorrow] = [daysFromToday(-60), daysFromToday(1)];
  const bookBy = async (api: Caller) => {
    const [growth, value] = await Promise.all(
      ['growth', 'retention'].map(async (report) => {
        const { status, body } = await api.get(`/v1/reports/${report}?from=${before60}&to=${tomorrow}`);
        return { status, rows: body.rows as readonly Readonly<Record<string, unknown>>[] };
      }),
    );
    return { growth: growth?.rows.map(({ acquired, atEnd }) => ({ acquired, atEnd })), value: value?.status };
  };
  const known = { growth: [{ acquired: lives.length + living + 1, atEnd: lives.length + living + 1 }], value: 200 };
  expect([await bookBy(beforeApi), await bookBy(cell.admin)]).toEqual([known, known]);

  // And back, as a rollback would.
  const again = await cell.startWorker(versionOf('before'), product);
  await rollTo(cell, versionOf('before'));
  await allOn([...all, begunNow], 'before');
  await now.stop();
  for (const [api, ids] of [
    [beforeApi, moving],
    [unmoved.admin, twins],
  ] as const) {
    await tellAll(api, ids, '/pause', { reason: 'season' }, 200);
    // The pause is brought up on the thirtieth day. A clock that is to stop in the seconds of a timer may be skipped past them.
    await letAllPass(ids, 31);
    await tellAll(api, ids, '/resume', {}, 200);
  }
  await tellAll(beforeApi, [begunNow, ...lives.slice(0, 3)], '/touches', { kind: 'call', outcome: 'done' }, 202);

  const [unmovedLedger] = await Promise.all(twins.map((id) => wholeLedgerOf(unmoved.admin, id)));
  for (const id of moving) expect(toldBy(await wholeLedgerOf(cell.admin, id))).toEqual(toldBy(unmovedLedger ?? []));
  await again.stop();
}, 600_000);
