/** Two clients who may be one are proposed, with why; a name's key is what is left of it but for how it is written. */
import fc from 'fast-check';
import { mailboxOf } from '../../domain/core/mailbox';
import {
  maybeSame,
  maybeThere,
  nameKey,
  reasonsForOne,
  type ComparedClient,
} from '../../domain/organisation/duplicates';

test.each<[name: string, key: string]>([
  ['Alpine Tools', 'alpinetools'],
  ['ALPINE  TOOLS', 'alpinetools'],
  ['Alpine-Tools', 'alpinetools'],
  ['AlpineTools', 'alpinetools'],
  ['Alpine Tools GmbH', 'alpinetools'],
  ['Alpine Tools G.m.b.H.', 'alpinetools'],
  ['Alpine Tools Ges.m.b.H.', 'alpinetools'],
  ['Alpine Tools Gesellschaft mbH', 'alpinetools'],
  ['Alpine Tools GmbH & Co. KG', 'alpinetools'],
  ['Alpine Tools e.U.', 'alpinetools'],
  ['Alpine Tools, Inc.', 'alpinetools'],
  ['Alpine Tools Pty Ltd', 'alpinetools'],
  ['Alpine Tools (Limited)', 'alpinetools'],
  ['Alpine Tools S.p.A.', 'alpinetools'],
  ['Alpine Tools S. p. A.', 'alpinetools'],
  ['Alpine Tools S.r.l.', 'alpinetools'],
  ['Alpine Tools Sp. z o.o.', 'alpinetools'],
  ['Alpine Tools A/S', 'alpinetools'],
  ['Alpine Tools ApS', 'alpinetools'],
  ['Größe AG', 'grosse'],
  ['GRÖSSE', 'grosse'],
  ['Café Noël SARL', 'cafenoel'],
  ['Cafe\u0301 Noe\u0308l', 'cafenoel'],
  ['L’Atelier SAS', 'latelier'],
  ["L'Atelier", 'latelier'],
  ['ＡＣＭＥ Oy', 'acme'],
  ['Ångström AB', 'angstrom'],
  ['İstanbul A.Ş.', 'istanbul'],
  // What is no form at the end belongs to the name.
  ['SAS Institute Inc.', 'sasinstitute'],
  ['AG Tools', 'agtools'],
  ['Alpine Parts', 'alpineparts'],
  // A name of nothing but such words keeps them.
  ['AG', 'ag'],
  ['Co. KG', 'cokg'],
  // Nothing is left of nothing.
  ['', ''],
  ['— & —', ''],
  ['東京 株式会社', '東京株式会社'],
])('%s goes by %s', (name, key) => {
  expect(nameKey(name)).toBe(key);
});

const client = (id: string, name: string, ...people: readonly (readonly [name: string | null, email: string])[]): ComparedClient => ({
  id, name, isMerged: false, people: people.map(([called, email]) => ({ name: called, email })),
}); // prettier-ignore

const ada = ['Ada Example', 'ada@alpine.example'] as const;
const together = 'they may be one client, or it is somebody who works for both or went from the one to the other.';

test.each<[what: string, one: ComparedClient, other: ComparedClient, reasons: readonly string[]]>([
  ['one name', client('a', 'Alpine Tools'), client('b', 'Alpine Tools'), ['Both are called Alpine Tools.']],
  ['one name, written otherwise', client('a', 'Alpine Tools GmbH'), client('b', 'ALPINE TOOLS'),
    ['Alpine Tools GmbH and ALPINE TOOLS are one name, but for how it is written.']],
  ['two names', client('a', 'Alpine Tools'), client('b', 'Peak Parts'), []],
  ['names of which nothing is left', client('a', '—'), client('b', '&'), []],
  ['one mailbox', client('a', 'Alpine Tools', ada), client('b', 'Peak Parts', ['A. Example', ' Ada@Alpine.example ']),
    [`Ada Example at Alpine Tools and A. Example at Peak Parts read one mailbox: ${together}`]],
  ['people who are not to be named', client('a', 'Alpine Tools', [null, ada[1]]), client('b', 'Peak Parts', [null, ada[1]]),
    [`Somebody at Alpine Tools and somebody at Peak Parts read one mailbox: ${together}`]],
  ['nobody has an address', client('a', 'Alpine Tools', ['x', '']), client('b', 'Peak Parts', ['y', ' ']), []],
  ['itself', client('a', 'Alpine Tools', ada), client('a', 'Alpine Tools', ada), []],
  ['one that is merged', client('a', 'Alpine Tools', ada), { ...client('b', 'Alpine Tools', ada), isMerged: true }, []],
])('%s', (_, one, other, reasons) => {
  expect(reasonsForOne(one, other)).toEqual(reasons);
}); // prettier-ignore

test('a name and three mailboxes are told, however many there are', () => {
  const people = Array.from({ length: 9 }, (_, n) => [`P${n}`, `p${n}@x.example`] as const);
  expect(reasonsForOne(client('a', 'Alpine', ...people), client('b', 'Alpine AG', ...people))).toHaveLength(4);
});

const anyName = fc.oneof(
  fc.constantFrom('Alpine Tools', 'ALPINE TOOLS GmbH', 'Peak', 'Peak AG', 'AG', '—', ''),
  fc.string({ unit: 'grapheme' }),
);
const anyClient: fc.Arbitrary<ComparedClient> = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  name: anyName,
  isMerged: fc.boolean(),
  people: fc.array(
    fc.record({
      name: fc.option(fc.constantFrom('Ada', 'Bo')),
      email: fc.constantFrom('a@x.example', 'A@X.example ', 'b@x.example', ''),
    }),
    { maxLength: 3 },
  ),
});

test('it is the same from either side, and nobody is proposed with itself, merged, or without a sign', () => {
  fc.assert(
    fc.property(anyClient, anyClient, (one, other) => {
      const isProposed = reasonsForOne(one, other).length > 0;
      expect(reasonsForOne(other, one).length > 0).toBe(isProposed);
      const mailboxes = ({ people }: ComparedClient) => people.map(({ email }) => mailboxOf(email)).filter(Boolean);
      const sign =
        (nameKey(one.name) !== '' && nameKey(one.name) === nameKey(other.name)) ||
        mailboxes(one).some((mailbox) => mailboxes(other).includes(mailbox));
      expect(isProposed).toBe(one.id !== other.id && !one.isMerged && !other.isMerged && sign);
    }),
  );
});

test('a key has neither marks nor blanks nor capitals, and a legal form more makes no other', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const key = nameKey(name);
      expect(key).not.toMatch(/[\s\p{M}\p{Lu}\p{P}]/u);
      expect(nameKey(key)).toBe(key);
      expect(nameKey(`${name} Tools GmbH`)).toBe(nameKey(`${name} Tools`));
    }),
  );
});

test('of new clients it is counted who may be there already, or twice among themselves; the first ten are named', () => {
  const known = [client('c-1', 'Alpine Tools'), client('c-2', 'Peak Parts', [null, 'eve@peak.example'])];
  const fresh = [
    client('n-1', 'ALPINE TOOLS AG'),
    client('n-2', 'Danube', [null, 'Eve@peak.example']),
    client('n-3', 'Graz Robotics'),
    client('n-4', 'Graz-Robotics OG'),
    client('n-5', 'Enns Optics', [null, 'shared@agency.example']),
    client('n-6', 'Linz Optics', [null, 'shared@agency.example']),
  ];
  const { count, first } = maybeThere(fresh, known);
  expect(count).toBe(4);
  expect(first.map(({ id, maybeSameAs }) => [id, maybeSameAs.map((one) => one.id)])).toEqual([
    ['n-1', ['c-1']],
    ['n-2', ['c-2']],
    ['n-3', ['n-4']],
    ['n-4', ['n-3']],
  ]);
  const many = maybeThere(Array.from({ length: 40 }, (_, n) => client(`m-${n}`, 'Alpine Tools')), known); // prettier-ignore
  expect(many.count).toBe(40);
  expect(many.first).toHaveLength(10);
  expect(many.first.every(({ maybeSameAs }) => maybeSameAs.length === 10)).toBe(true);
  expect(maybeThere([], known)).toEqual({ count: 0, first: [] });
  expect(maybeSame(client('a', 'Peak Parts'), known)).toMatchObject([{ id: 'c-2', name: 'Peak Parts' }]);
});
