/** One word, one meaning: nothing goes by a name that another file uses for something else. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const rooms =
  'activities api config dev domain links mail outside pages prisma records temporal worker workflows'.split(' ');

/** Maps that each concern adds its words to. */
const maps = ['Slices', 'Events', 'Coming', 'Facts', 'Decisions', 'Tasks', 'ItemKinds', 'Programmes'];
/** The same thing in several files: a row of feeds; as much of the database as a reading needs. */
const shared = new Set([...maps, 'FeedRow', 'ReadAccess']);

function sources(): readonly string[] {
  return rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/(^|\/)(generated|node_modules)\//.test(file))
      .map((file) => path.join(room, file)),
  );
}

test('a type’s name is declared in one file alone', () => {
  const files = new Map<string, Set<string>>();
  for (const file of sources())
    for (const [, name = ''] of readFileSync(path.join(root, file), 'utf8').matchAll(
      /^(?:export )?(?:interface|type|class) (\w+)/gm,
    ))
      files.set(name, (files.get(name) ?? new Set()).add(file));
  expect(files.size).toBeGreaterThan(300);
  const several = [...files].filter(([name, where]) => where.size > 1 && !shared.has(name));
  expect(several.map(([name, where]) => `${name}: ${[...where].join(', ')}`)).toEqual([]);
});

/** Shapes go by the words of what they describe. */
const isSchema = (file: string): boolean => file.startsWith(path.join('api', 'schemas'));

/** What a language says has the names that it has in the other; the rest of the tree knows it as `en` and `de`. */
const isOfLanguage = (file: string): boolean =>
  /^domain\/told\/sentences\/[a-z]{2}\/(?!index\.ts$)/.test(file.replaceAll(path.sep, '/'));

test('what is exported goes by a name of its own', () => {
  const files = new Map<string, Set<string>>();
  for (const file of sources().filter((one) => !isSchema(one) && !isOfLanguage(one)))
    for (const [, name = ''] of readFileSync(path.join(root, file), 'utf8').matchAll(
      /^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm,
    ))
      files.set(name, (files.get(name) ?? new Set()).add(file));
  expect(files.size).toBeGreaterThan(900);
  const several = [...files].filter(([name, where]) => where.size > 1 && !shared.has(name));
  expect(several.map(([name, where]) => `${name}: ${[...where].join(', ')}`)).toEqual([]);
});

test('a query by stage stands in records/ alone', () => {
  const byStage = /stage: \{ (?:in|notIn): \[/;
  const asking = sources().filter((file) => byStage.test(readFileSync(path.join(root, file), 'utf8')));
  expect(asking.length).toBeGreaterThan(3);
  expect(asking.filter((file) => !file.startsWith('records'))).toEqual([]);
});

test('which stages run, and which are endings, is listed in one file alone', () => {
  const lists = /'onboarding',\s*'retention'|'churned',\s*'ineligible'|stage (?:not )?in \('/;
  const listing = sources().filter((file) => lists.test(readFileSync(path.join(root, file), 'utf8')));
  expect(listing).toEqual([path.join('domain', 'core', 'stages.ts')]);
});

test('no statement spells a stage: it is given one', () => {
  const spelt = /\bstage"?\s*(?:=|<>|!=|is (?:not )?distinct from)\s*'|\bstage"?\s+(?:not )?in \('/i;
  expect(spelt.test(`where l.stage = 'retention' and`)).toBe(true);
  const spelling = sources().filter((file) => spelt.test(readFileSync(path.join(root, file), 'utf8')));
  expect(spelling).toEqual([]);
});
