/**
 * Runs tests, and ends with one line of counts. The first word says which; jest.config.cjs says what is in a group.
 *
 *   rules   what needs nothing but Node
 *   story   that, then what a rep, a client or sales would notice, against one embedded stack
 *   all     that, and what operators would notice, takes long, puts the stack under load or kills its parts
 *
 * Further words choose by path, in whichever group: `npm test -- loop`. The stack starts only for tests that need it.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { runCLI } from 'jest';
import { startStack } from './stack';

const root = path.join(__dirname, '..');
const config = path.join(root, 'jest.config.cjs');

type Extent = 'rules' | 'story' | 'all';
type Group = 'rules' | 'story' | 'long' | 'load' | 'alone' | 'after';

/** In their order: what needs the machine to itself comes late, and what looks back at all that the others did last. */
const groups: readonly { readonly group: Group; readonly in: readonly Extent[]; readonly workers: number }[] = [
  { group: 'rules', in: ['rules', 'story', 'all'], workers: 2 },
  { group: 'story', in: ['story', 'all'], workers: 3 },
  { group: 'long', in: ['all'], workers: 2 },
  { group: 'load', in: ['all'], workers: 2 },
  { group: 'alone', in: ['all'], workers: 1 },
  { group: 'after', in: ['story', 'all'], workers: 1 },
];

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Seconds by test file. */
  readonly seconds: readonly (readonly [file: string, seconds: number])[];
}

async function run({ group, workers }: (typeof groups)[number], chosen: readonly string[]): Promise<Outcome> {
  const argv: Parameters<typeof runCLI>[0] = {
    _: [...chosen],
    $0: 'jest',
    config,
    selectProjects: [group],
    maxWorkers: workers,
    ci: true,
    passWithNoTests: true,
  };
  const { results } = await runCLI(argv, [root]);
  return {
    passed: results.numPassedTests,
    // A test that is there and does not run is no proof of anything.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites + results.numPendingTests + results.numTodoTests,
    seconds: results.testResults.map(({ testFilePath, perfStats: { start, end } }) => [
      path.relative(root, testFilePath),
      (end - start) / 1_000,
    ]),
  };
}

/** Whether there is a file in these groups whose path matches. */
function found(names: readonly Group[], chosen: readonly string[]): boolean {
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const args = [jest, '--config', config, '--listTests', '--json', '--selectProjects', ...names];
  const listed = execFileSync(process.execPath, [...args, '--testPathPatterns', ...chosen], {
    cwd: root,
    stdio: 'pipe',
  });
  return (JSON.parse(listed.toString()) as unknown[]).length > 0;
}

const isExtent = (word: string): word is Extent => ['rules', 'story', 'all'].includes(word);

async function main(): Promise<boolean> {
  const [extent = '', ...chosen] = process.argv.slice(2);
  if (!isExtent(extent)) throw new Error('Say what to run: rules, story or all.');
  // Pictures, pages and their dates come out the same everywhere.
  process.env.TZ = 'UTC';
  // Read by support/size.ts.
  if (extent === 'all') process.env.HOLDFAST_FULL_SIZE ??= '1';
  const live = groups.filter(({ group }) => group !== 'rules');
  const stackIsNeeded =
    chosen.length === 0
      ? extent !== 'rules'
      : found(
          live.map(({ group }) => group),
          chosen,
        );
  const wanted = groups.filter((one) =>
    one.group === 'rules' ? true : stackIsNeeded && (chosen.length > 0 || one.in.includes(extent)),
  );
  // It starts while the rules run.
  const starting = stackIsNeeded ? startStack() : null;
  starting?.catch(() => undefined); // looked at below
  const outcomes: Outcome[] = [];
  let left = 0;
  try {
    for (const one of wanted) {
      if (one.group !== 'rules') await starting;
      outcomes.push(await run(one, chosen));
    }
  } finally {
    left = (await (await starting)?.stop()) === 'left' ? 1 : 0;
  }
  const slowest = outcomes
    .flatMap(({ seconds }) => seconds)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 5);
  if (slowest.length > 0)
    console.log(`\nSlowest: ${slowest.map(([file, seconds]) => `${file} ${Math.round(seconds)} s`).join(', ')}`);
  const sum = (of: (one: Outcome) => number): number => outcomes.reduce((total, one) => total + of(one), 0);
  const [passed, failed] = [sum((one) => one.passed), sum((one) => one.failed) + left];
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

main()
  .then((good) => process.exit(good ? 0 : 1))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log('\n0 passed, 1 failed');
    process.exit(1);
  });
