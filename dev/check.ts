/**
 * `npm run check`: everything that must be green before a merge, the quick parts first, every test in its full size.
 * `npm run check -- --quick`, before a commit: the same without the tests that need a running Holdfast, in a minute.
 * Stops at nothing, tells all.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const tests = process.argv.includes('--quick') ? 'rules' : 'all';
const bin = (name: string): string => path.join(__dirname, '..', 'node_modules', '.bin', name);

/** docker-compose.yml for real, where Temporal's server is in Go's caches: building it takes minutes. */
const production = [
  'production',
  process.execPath,
  [path.join(__dirname, 'start.cjs'), '../proof/production', '--if-cached'],
] as const;

const parts: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['types', bin('tsc'), ['--noEmit']],
  ['lint', bin('oxlint'), ['--type-aware', '--deny-warnings']],
  ['unused code', bin('knip'), ['--no-progress']],
  ['documents', process.execPath, ['-r', 'tsx/cjs', path.join(__dirname, '..', 'docs', 'generate.ts'), '--check']],
  ...(tests === 'all' ? [production] : []),
  ['tests', process.execPath, [path.join(__dirname, 'start.cjs'), '../test/run', tests]],
];

const failed: string[] = [];
for (const [name, command, args] of parts) {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, [...args], { stdio: 'inherit', cwd: path.join(__dirname, '..') });
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? '\nAll checks are green.' : `\nRed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
