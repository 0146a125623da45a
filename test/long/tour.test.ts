/** docs/tour.md: its commands, one after the other, as a newcomer would copy them. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { admin, eventually } from '../support/api';
import { mailsTo } from '../support/mailbox';

const root = path.join(__dirname, '..', '..');

test('a company of two workgroups, fifty clients, a campaign, a rep who leaves, and the figures, by API alone', async () => {
  const tour = readFileSync(path.join(root, 'docs', 'tour.md'), 'utf8');
  const commands = [...tour.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block);
  expect(commands.length).toBe(14);
  // The only difference: the stack of this test run instead of the one in .holdfast.
  const script = commands.join('\necho\n').replaceAll('./.holdfast/running.json', './.holdfast/test/running.json');
  const { stdout: said } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    env: { ...process.env, HOLDFAST_HOME: path.join(root, '.holdfast', 'test') },
    encoding: 'utf8',
    timeout: 110_000,
    maxBuffer: 10_000_000,
  });
  // Nothing was refused on the way.
  expect(said).not.toContain('"status":4');
  expect(said).toMatch(/"rows":50,.*"lifecycles":50/);
  expect(said).toContain('done: 50 of 50 done');
  // Who gets whom: DE and small, DE and key, the others and small, the others and key.
  const load = async (rep: string): Promise<number> => (await admin.get(`/v1/reps/tour-${rep}`)).body.load;
  expect(await load('nora')).toBe(0);
  const [pia, omar, quin] = [await load('pia'), await load('omar'), await load('quin')];
  expect([pia + omar + quin, omar, quin]).toEqual([49, 3, 7]);
  const dossiers = await eventually(async () => {
    const mails = await mailsTo('pia@tour.example');
    const found = mails.filter(({ subject }) => subject.startsWith('Yours now:'));
    expect(found.length).toBe(2);
    return found;
  });
  expect(dossiers.at(-1)?.subject).toBe('Yours now: 13 clients with 13 lifecycles');
  // Everybody was invited, once.
  expect(said).toMatch(/clients: 50,\s+invited: 50/);
  await eventually(async () =>
    expect(
      (await mailsTo('main@client-7.example')).filter(({ subject }) => subject.startsWith('Schulung')).length,
    ).toBe(1),
  );
  // The figures: one of fifty has left; one has grown by 12,000.00, and is a part of what the fifty were worth.
  const retention = /\{"report":"retention".*\}/.exec(said)?.[0] ?? '{}';
  const start = 40 * 480_000 + 10 * 3_600_000;
  expect((JSON.parse(retention) as { rows: object[] }).rows).toMatchObject([
    { atStart: 50, kept: 49, lost: 1, retention: 0.98, currency: 'EUR', start, expansion: 1_200_000, churn: 480_000 },
  ]);
  expect(said).toMatch(/"reason":"price"/);
  expect(said).toMatch(/"developer":"tour-ben".*"annualValueWon":1200000/);
}, 120_000);
