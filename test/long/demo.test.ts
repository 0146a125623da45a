/** The demo, on a Holdfast that runs, as whoever has just started one would play it: its first two weeks. Not beside the year, whose names it has. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { virtualNow } from '../../dev/time';
import { colleagues } from '../../proof/year/company';
import { fates } from '../../proof/year/fates';
import { admin } from '../support/api';
import { addDays, today } from '../support/dates';
import { mailsTo } from '../support/mailbox';
import { temporal } from '../support/time';

const root = path.join(__dirname, '..', '..');
const days = 14;

const demo = (): Promise<{ readonly stdout: string; readonly stderr: string }> =>
  promisify(execFile)(process.execPath, ['dev/start.cjs', '../proof/demo', '--days', String(days)], {
    cwd: root,
    env: { ...process.env, HOLDFAST_HOME: path.join(root, '.holdfast', 'test') },
    timeout: 220_000,
  });

test('it leaves every client at one moment, with mails to read and keys to ask with, and is not played twice', async () => {
  const { stdout } = await demo();
  expect(stdout).toContain(`It is ${addDays(today, days)} for every client: `);
  const { items } = (await admin.get('/v1/lifecycles?limit=200')).body as { items: { id: string }[] };
  const played = items.filter(({ id }) => fates.some((fate) => id.startsWith(`D-${fate.id}.`)));
  expect(played.length).toBeGreaterThanOrEqual(fates.length);
  const client = await temporal();
  const moments = await Promise.all(
    played.map(async ({ id }) => (await virtualNow(client, id)).toISOString().slice(0, 10)),
  );
  expect(new Set(moments)).toEqual(new Set([addDays(today, days)]));
  for (const { id } of colleagues.filter(({ post }) => post === 'rep'))
    expect((await mailsTo(`${id}@brightline.example`)).length).toBeGreaterThan(0);

  await expect(demo()).rejects.toMatchObject({ stderr: expect.stringContaining('The demo was played here before.') });
}, 280_000);
