/** What somebody is told who types in for which key, and leaves half of it out. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');

test.each([
  ['no role', [], 'Usage: create-key <admin'],
  ['a role that is none', ['queen'], 'Usage: create-key <admin'],
  ['the role of a rep, without the rep', ['rep'], 'A key of role rep belongs to a rep: say to which.'],
])('%s makes no key: the command ends with 1, and says why', (_, typed, why) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', 'tsx/cjs', path.join(root, 'api/create-key.ts'), ...typed],
    {
      cwd: root,
      encoding: 'utf8',
      // No PostgreSQL is there: nothing was asked of it.
      env: { ...process.env, HOLDFAST_DATABASE_URL: 'postgresql://holdfast@127.0.0.1:1/holdfast' },
      timeout: 60_000,
    },
  );
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(why);
});
