/** The documents' commands, as a newcomer copies them: one after the other, into one shell. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '..', '..');

const shellIn = (text: string): readonly string[] =>
  [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);

/** The blocks of shell in a page: those of its head, and those of each section, by its heading. */
export function commandsOf(page: string): {
  readonly head: readonly string[];
  readonly sections: ReadonlyMap<string, readonly string[]>;
} {
  const [head = '', ...sections] = readFileSync(path.join(root, page), 'utf8').split(/^## /m);
  return {
    head: shellIn(head),
    sections: new Map(sections.map((section) => [section.split('\n', 1)[0] ?? '', shellIn(section)])),
  };
}

/** Runs blocks of shell; returns what they said. The only difference: the stack of this test run instead of the one in .holdfast. */
export async function copied(blocks: readonly string[]): Promise<string> {
  const script = blocks.join('\necho\n').replaceAll('./.holdfast/running.json', './.holdfast/test/running.json');
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    env: { ...process.env, HOLDFAST_HOME: path.join(root, '.holdfast', 'test') },
    encoding: 'utf8',
    timeout: 110_000,
    maxBuffer: 10_000_000,
  });
  return stdout;
}
