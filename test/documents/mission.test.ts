/** docs/mission.md: every point of the mission has tests, and each of them is there and runs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { titlesIn } from '../support/titles';

const docs = path.join(__dirname, '..', '..', 'docs');
const page = readFileSync(path.join(docs, 'mission.md'), 'utf8');

interface Named {
  readonly file: string;
  readonly title: string;
}
const points = page
  .split(/^## /m)
  .slice(1)
  .map((part) => {
    const [point = '', ...lines] = part.split('\n');
    const tests = lines.flatMap((line): Named[] => {
      const [, file, title] = /^- \[[^\]]+\]\(([^)]+)\): (.+)$/.exec(line) ?? [];
      return file === undefined || title === undefined ? [] : [{ file, title }];
    });
    return { point, lines, tests };
  });

/** The others are still to be built; the page says so. */
const keptPoints = Array.from({ length: 26 }, (_, n) => n + 1);

test('each of the points that are kept is there, in its order, and none is without a test', () => {
  const numbered = points.filter(({ point }) => /^\d+\. /.test(point));
  expect(numbered.map(({ point }) => Number.parseInt(point, 10))).toEqual(keptPoints);
  expect(points.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test('every line of a list names a test', () => {
  for (const { lines, tests } of points)
    expect(tests.map(({ title }) => title)).toEqual(
      lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(line.indexOf('): ') + 3)),
    );
});

test.each(points.flatMap(({ tests }) => tests.map(({ file, title }) => [file, title] as const)))(
  '%s: %s',
  (file, title) => {
    expect(titlesIn(readFileSync(path.join(docs, file), 'utf8'))).toContain(title);
  },
);

test('titles are read from code, and nothing else that looks like one', () => {
  const code = `
    // test('in a comment', () => {});
    const words = "test('in words', () => {})";
    describe('a group', () => {
      test('plain', () => {});
      test.each([1])('of %s and $name', () => {});
    });
    test(\`\${n} of them\`, () => {});
    other('not a test', () => {});`;
  expect(titlesIn(code)).toEqual(['plain', 'of … and …', '… of them']);
});
