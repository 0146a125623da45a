/** Whoever calls a function of ours reads in one place what it gives back: every exported one has a doc comment. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const rooms =
  'activities api bench config dev domain links mail outside pages prisma proof records sdk/typescript temporal worker workflows'.split(
    ' ',
  );

/** A function, a component, a constant that holds one, or a concern. */
const exported =
  /^export (?:(?:async )?function\*? ?(\w+)|const (\w+)(?:: Concern<.*| ?(?::.*)?=\s*(?:async )?(?:<.*>)?(?:\(|\w+ =>|function\b)))/gm;

function sources(): readonly string[] {
  return rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/(^|\/)(generated|node_modules|dist)\//.test(file))
      .map((file) => path.join(room, file))
      .filter((file) => file !== path.join('sdk/typescript', 'src', 'schema.ts')),
  );
}

/** What a file exports, each with whether a doc comment stands right above it (of overloads, above the first). */
function functionsOf(code: string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const match of code.matchAll(exported)) {
    const name = match[1] ?? match[2] ?? '';
    if (!found.has(name)) found.set(name, code.slice(0, match.index).endsWith('*/\n'));
  }
  return found;
}

test('every exported function, component and concern has a doc comment', () => {
  const all = sources().flatMap((file) =>
    [...functionsOf(readFileSync(path.join(root, file), 'utf8'))].map(([name, said]) => ({ file, name, said })),
  );
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter(({ said }) => !said).map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

test('it is noticed where one is missing', () => {
  const code = [
    '/** Says a. */\nexport function a(): void {}',
    'export async function b(): Promise<void> {}',
    '// No doc comment.\nexport const c = (x: number) => x;',
    'export const notAFunction = 5;',
    '/** Says d. */\nexport function d(x: string): string;\nexport function d(x: unknown): unknown {}',
  ].join('\n');
  expect([...functionsOf(code)]).toEqual([
    ['a', true],
    ['b', false],
    ['c', false],
    ['d', true],
  ]);
});
