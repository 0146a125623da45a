/** Every decision record says when it was made, whether it stands, and what was refused; documents name files that exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const docs = path.join(root, 'docs');
const records = readdirSync(path.join(docs, 'decisions')).toSorted();
const textOf = (file: string): string => readFileSync(path.join(docs, file), 'utf8');

test('decision records are numbered once each', () => {
  const numbers = records.map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]);
  expect(numbers).not.toContain(undefined);
  expect(new Set(numbers).size).toBe(records.length);
});

describe.each(records)('%s', (name) => {
  const text = textOf(path.join('decisions', name));

  test('has a title with its number, a date and a status', () => {
    expect(text).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. \\S`));
    expect(text).toMatch(/^Date: 20\d\d-[01]\d-[0-3]\d$/m);
    expect(text).toMatch(/^Status: (accepted|superseded by \[\d+\]\(\d{4}-[a-z0-9-]+\.md\))(; .+)?$/m);
  });

  test('says why it was needed, what was decided and what was refused', () => {
    const parts = [...text.matchAll(/^## (.+)\n\n([^#]+)/gm)].map(([, title, body]) => ({
      title,
      body: body?.trim() ?? '',
    }));
    expect(parts.map(({ title }) => title)).toEqual(['Context', 'Decision', 'Refused']);
    for (const { body } of parts) expect(body.length).toBeGreaterThan(40);
    // An option that was refused, and why.
    expect(parts[2]?.body).toMatch(/^- [^:]+: \S/m);
  });
});

/** The concern that docs/extending.md goes through. */
const examples = [path.join(root, 'domain', 'concerns', 'gifts.ts')];

const pages = [
  ...readdirSync(docs).filter((name) => name.endsWith('.md')),
  ...records.map((name) => path.join('decisions', name)),
];

test.each(pages)('every file and page that %s names is there', (page) => {
  const text = textOf(page);
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, to]) =>
    path.join(docs, path.dirname(page), to ?? ''),
  );
  const rooms = readdirSync(root).join('|');
  const files = [
    ...text.matchAll(new RegExp(`\`((?:${rooms})/[\\w./-]*\\.(?:ts|md|mjs|cjs|sql|prisma|tsx))\``, 'g')),
  ].map(([, to]) => path.join(root, to ?? ''));
  expect([...links, ...files].filter((file) => !existsSync(file) && !examples.includes(file))).toEqual([]);
});
