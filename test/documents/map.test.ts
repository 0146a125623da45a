/** Where a newcomer is sent is there: the map of the README, and the table of docs/extending.md. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const readme = textOf('README.md');

/** The map of the README: each room's name, with everything that is said of it. */
const map = new Map<string, string>();
for (const line of (/^domain\/ [\s\S]*?(?=^```)/m.exec(readme)?.[0] ?? '').split('\n')) {
  const rooms = line.split(/ {2,}(?=\w+\/ )/);
  if (/^\w+\//.test(line)) for (const room of rooms) map.set(/^\w+/.exec(room)?.[0] ?? '', room);
  else if (line !== '') {
    const last = [...map.keys()].at(-1) ?? '';
    map.set(last, `${map.get(last) ?? ''} ${line}`);
  }
}

test('the map of the README shows every room', () => {
  const rooms = readdirSync(root, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && /^[a-z]/.test(entry.name) && !['node_modules', 'dist'].includes(entry.name),
    )
    .map(({ name }) => name);
  const shown = readme.slice(readme.indexOf('## Find your way around'));
  expect(rooms.length).toBeGreaterThan(15);
  expect(rooms.filter((room) => !new RegExp(`\\b${room}/`).test(shown))).toEqual([]);
});

test('every file and folder of the map is there, and in its room', () => {
  const named = [...map].flatMap(([room, said]) =>
    [...said.slice(room.length + 1).matchAll(/[\w-]+(?:\.test)?\.ts\b|\b[\w-]+\/(?= |$)/g)].map(([name]) => ({
      room,
      name,
    })),
  );
  expect(named.length).toBeGreaterThan(20);
  const inRoom = ({ room, name }: { room: string; name: string }): boolean =>
    [path.join(room, name), path.join(room, 'core', name), name].some((one) => existsSync(path.join(root, one)));
  expect(named.filter((one) => !inRoom(one))).toEqual([]);
});

test('the README stays short', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(75);
});

test('every row of the table sends to files and folders that are there', () => {
  const page = textOf('docs/extending.md');
  const rows = [...page.slice(0, page.indexOf('## A concern')).matchAll(/^\| (?!to add|-)(.+?) +\| (.+?) +\|$/gm)];
  expect(rows.length).toBeGreaterThanOrEqual(20);
  const sent = rows.map(([, what, where = '']) => ({
    what,
    to: [...where.matchAll(/`([\w./-]*(?:\/|\.\w+))`/g)].map(([, to = '']) => to),
  }));
  expect(sent.filter(({ to }) => to.length === 0 || !to.every((one) => existsSync(path.join(root, one))))).toEqual([]);
});
