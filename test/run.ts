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
import { compiledProduct } from '../dev/product';
import { startStack } from './stack';

const root = path.join(__dirname, '..');
const config = path.join(root, 'jest.config.cjs');

type Extent = 'rules' | 'story' | 'all';
type Group = 'rules' | 'story' | 'long' | 'load' | 'alone' | 'after';

interface Part {
  readonly group: Group;
  readonly workers: number;
  /** What of it runs where nobody chose. */
  readonly only?: string;
}

/** What looks back at all that the others left on a stack. */
const lookingBack: Part = { group: 'after', workers: 1, only: 'after/(privacy|columns)' };

/**
 * Rules, and then one stack after the other: a server that has thousands of lives behind it is slower than a fresh one.
 * What needs the machine to itself comes last.
 */
const stages: readonly { readonly in: readonly Extent[]; readonly parts: readonly Part[] }[] = [
  { in: ['rules', 'story', 'all'], parts: [{ group: 'rules', workers: 2 }] },
  {
    in: ['story', 'all'],
    parts: [
      { group: 'story', workers: 3 },
      { group: 'after', workers: 1 },
    ],
  },
  { in: ['all'], parts: [{ group: 'long', workers: 3 }, lookingBack] },
  { in: ['all'], parts: [{ group: 'load', workers: 2 }, { group: 'alone', workers: 1 }, lookingBack] },
];

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Seconds by test file. */
  readonly seconds: readonly (readonly [file: string, seconds: number])[];
}

async function run({ group, workers, only }: Part, chosen: readonly string[]): Promise<Outcome> {
  const argv: Parameters<typeof runCLI>[0] = {
    _: chosen.length === 0 && only !== undefined ? [only] : [...chosen],
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

const isLive = (parts: readonly Part[]): boolean => parts.every(({ group }) => group !== 'rules');

const isExtent = (word: string): word is Extent => ['rules', 'story', 'all'].includes(word);

async function main(): Promise<boolean> {
  const [extent = '', ...chosen] = process.argv.slice(2);
  if (!isExtent(extent)) throw new Error('Say what to run: rules, story or all.');
  // Pictures, pages and their dates come out the same everywhere.
  process.env.TZ = 'UTC';
  // Read by support/size.ts.
  if (extent === 'all') process.env.HOLDFAST_FULL_SIZE ??= '1';
  const wanted =
    chosen.length === 0
      ? stages.filter((stage) => stage.in.includes(extent)).map(({ parts }) => parts)
      : stages
          .map(({ parts }) => parts.filter(({ only }) => only === undefined))
          .filter((parts) =>
            found(
              parts.map(({ group }) => group),
              chosen,
            ),
          );
  const live = wanted.filter(isLive);
  // Both are made while the rules run.
  const compiling = live.length > 0 ? compiledProduct() : null;
  let starting = live.length > 0 ? startStack() : null;
  for (const one of [compiling, starting]) one?.catch(() => undefined); // looked at below
  const outcomes: Outcome[] = [];
  let left = 0;
  const stop = async (): Promise<void> => {
    const stack = await starting;
    starting = null;
    if ((await stack?.stop()) === 'left') left += 1;
  };
  try {
    for (const parts of wanted) {
      if (isLive(parts)) {
        starting ??= startStack();
        await Promise.all([starting, compiling]);
      }
      for (const part of parts) outcomes.push(await run(part, chosen));
      if (isLive(parts)) await stop();
    }
  } finally {
    await stop();
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
