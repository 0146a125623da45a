/** docs/mission.md: every point of the mission has tests, and each of them exists. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const page = readFileSync(path.join(__dirname, '..', 'docs', 'mission.md'), 'utf8');
const points = page
  .split(/^## /m)
  .slice(1)
  .map((part) => {
    const [title = '', ...lines] = part.split('\n');
    const tests = lines.flatMap((line) => {
      const [, file, name] = /^- \[([^\]]+)\]\(\.\.\/test\/[^)]+\): (.+)$/.exec(line) ?? [];
      return file === undefined || name === undefined ? [] : [{ file, name }];
    });
    return { title, tests };
  });

test('each of the nineteen points is there, in its order, and none is without a test', () => {
  const numbered = points.filter(({ title }) => /^\d+\. /.test(title));
  expect(numbered.map(({ title }) => Number.parseInt(title, 10))).toEqual(Array.from({ length: 19 }, (_, n) => n + 1));
  expect(points.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test.each(
  points.flatMap(({ title, tests }) => tests.map(({ file, name }) => [title.slice(0, 40), file, name] as const)),
)('%s: %s', (_, file, name) => {
  const code = readFileSync(path.join(__dirname, file), 'utf8');
  // Titles that are made from a table or a number stand in the code as they are made.
  expect(code.replaceAll('\\', '')).toContain(name);
});
