/** The commands of a page of the documents, as somebody would type them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Compose } from './compose';

/** The blocks of shell under a heading of the second level, each as its lines. */
export function shellBlocks(page: string, heading: string): readonly (readonly string[])[] {
  const section = page.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim().split('\n'));
}

/** The `docker compose` commands of a line, in order; null where the line is another one. */
export function composeCommands(line: string): readonly (readonly string[])[] | null {
  const parts = line.split(' && ').map((part) => part.trim().split(/\s+/));
  if (!parts.some(([first, second]) => first === 'docker' && second === 'compose')) return null;
  return parts.map((words) => words.slice(2));
}

/** Types a block into a shell in a folder; what is for Docker goes to `compose`. Returns what the last command printed. */
export async function typed(
  block: readonly string[],
  {
    folder,
    compose,
    variables,
    say,
  }: {
    readonly folder: string;
    readonly compose: Compose;
    readonly variables: Readonly<Record<string, string>>;
    readonly say: (line: string) => void;
  },
): Promise<string> {
  let printed = '';
  for (const line of block) {
    say(`$ ${line}`);
    const commands = composeCommands(line);
    if (commands === null)
      printed = (await promisify(execFile)('/bin/sh', ['-ec', line], { cwd: folder, timeout: 60_000 })).stdout;
    for (const words of commands ?? []) printed = await compose.run(words, variables);
  }
  return printed;
}
