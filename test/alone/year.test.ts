/** A year of a small vendor, played on the real server and read as its people would: nobody drowns, nothing stays silent. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { asking } from '../../proof/asking';
import { faultKinds, type FaultKind } from '../../proof/year/faults';
import { startNews } from '../../proof/year/news';
import { playYear } from '../../proof/year/play';
import { readYear } from '../../proof/year/read';
import { linesOf } from '../../proof/year/told';
import type { CaughtMail } from '../../dev/caught-mail';
import { freePort } from '../../dev/ports';
import { running } from '../support/api';
import { startCell, type Cell } from '../support/cell';
import { today } from '../support/dates';
import { testEnv } from '../support/env';
import { temporal } from '../support/time';

const { HOLDFAST_SEED: seed = 7 } = testEnv();

/** What a played year finds all the same, and how often at most. */
const known: Partial<Readonly<Record<FaultKind, number>>> = {
  // The feed: its mails go by the real clock, which a played year leaves behind (connections.test.ts reads them).
  untold: 1,
};

let cell: Cell;
beforeAll(async () => {
  // The links of mails lead to it.
  const port = String(await freePort(0));
  cell = await startCell({
    HOLDFAST_PORT: port,
    HOLDFAST_PUBLIC_URL: `http://127.0.0.1:${port}`,
    HOLDFAST_TRUSTED_HOSTS: 'localhost:*',
    HOLDFAST_MAIL_GATHER_MS: '250',
    HOLDFAST_SKIPS_TIME: 'true',
  });
  await cell.startWorker();
}, 120_000);
afterAll(async () => {
  await cell.stop();
});

test('fifty-four weeks of twelve clients: no two mails are the same, nobody is asked twice, no figures contradict each other, and whatever is serious is told the same day', async () => {
  const news = await startNews();
  const since = async (id: string): Promise<readonly CaughtMail[]> => {
    const response = await fetch(`${running.mailbox.api}?after=${id}`, { signal: AbortSignal.timeout(30_000) });
    return (await response.json()) as CaughtMail[];
  };
  const before = (await since('')).at(-1)?.id ?? '';
  try {
    const left = await playYear(
      {
        admin: asking(cell.url, cell.key),
        asHolder: (key) => asking(cell.url, key),
        temporal: await temporal(),
        mailsAfter: (id) => since(id === '' ? before : id),
        news,
        say: (line) => process.stdout.write(`${line}\n`),
      },
      { seed, today, pages: true },
    );
    const read = readYear(left);
    // For whoever wants to look closer.
    writeFileSync(path.join(__dirname, '..', '..', '.holdfast', 'test', 'year.json'), JSON.stringify(left));
    process.stdout.write(`${linesOf(read).join('\n')}\n`);
    const found = Object.fromEntries(faultKinds.map((kind) => [kind, read.faults.filter((one) => one.kind === kind)]));
    for (const kind of faultKinds)
      expect({ kind, found: (found[kind] ?? []).slice(known[kind] ?? 0) }).toEqual({ kind, found: [] });
    for (const what of [
      'unhappy answer',
      'departure',
      'red',
      'notice',
      'undecided',
      'contact bounced',
      'rep bounced',
      'feed broken',
    ])
      expect({ what, came: (read.serious[what] ?? 0) > 0 }).toEqual({ what, came: true });
  } finally {
    await news.stop();
  }
}, 560_000);
