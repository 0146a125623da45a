/** Who reads one mailbox may be several people: each of them is meant once, in merges, in later deals, and by who arrives. */
import fc from 'fast-check';
import { meantBy, type MailboxReader } from '../../domain/organisation/readers';
import { contactsNow } from '../../records/merged-clients';

const reader = (name: string, email = 'office@x.example', isThere = true): MailboxReader => ({ name, email, isThere });

test.each<[string, readonly MailboxReader[], readonly MailboxReader[], readonly string[]]>([
  ['nobody reads it', [reader('Ada')], [reader('Ada', 'ada@x.example')], []],
  ['however the address is written', [reader('Ada', ' Office@X.example ')], [reader('Bo')], ['Ada is Bo']],
  ['no address is nobody’s', [reader('Ada', '')], [reader('Ada', '')], []],
  ['by name first, whoever is named first', [reader('Ada'), reader('Bo')], [reader('Bo')], ['Bo is Bo']],
  ['and the rest in their order', [reader('Ada'), reader('Bo')], [reader('Bo'), reader('Cy')], ['Bo is Bo', 'Ada is Cy']],
  ['who is there before who left', [reader('Ada')], [reader('Bo', undefined, false), reader('Cy')], ['Ada is Cy']],
  ['the name counts more', [reader('Ada')], [reader('Ada', undefined, false), reader('Cy')], ['Ada is Ada']],
])('%s', (_, named, known, expected) => {
  expect([...meantBy(named, known)].map(([one, { name }]) => `${one.name} is ${name}`)).toEqual(expected);
}); // prettier-ignore

test('of one name who is there is meant', () => {
  const left = reader('Ada', undefined, false);
  const there = reader('Ada');
  expect([...meantBy([reader('Ada')], [left, there]).values()]).toEqual([there]);
});

const some = fc.array(
  fc.record({ name: fc.constantFrom('Ada', 'Bo', 'Cy'), email: fc.constantFrom('o@x.example', 'p@x.example', ''), isThere: fc.boolean() }),
  { maxLength: 5 },
); // prettier-ignore

test('nobody is meant twice, and nobody stays alone while one who reads the same mailbox is meant by none', () => {
  fc.assert(
    fc.property(some, some, (named, known) => {
      const meant = meantBy(named, known);
      expect(new Set(meant.values()).size).toBe(meant.size);
      const left = known.filter((one) => ![...meant.values()].includes(one));
      for (const one of named.filter((each) => !meant.has(each) && each.email !== ''))
        expect(left.map(({ email }) => email)).not.toContain(one.email);
    }),
  );
});

test('two new contacts of one deal with one mailbox are two', () => {
  const there = [{ id: 'c_1', givenId: 'boss', name: 'Bo', email: 'office@x.example', departedAt: null }];
  const contact = (id: string, name: string) => ({ id, name, email: 'office@x.example' });
  const deal = {
    client: { id: 'C-1', name: 'Alpine' },
    contacts: [contact('new', 'Cy'), contact('old', 'Ada'), contact('bo', 'Bo')],
  };
  const ids = (former: ReadonlyMap<string, string>): readonly string[] =>
    contactsNow(deal, there, former).map(({ id }) => id);
  expect(ids(new Map())).toEqual(['new', 'old', 'boss']);
  expect(ids(new Map([['C-1 old', 'c_1']]))).toEqual(['new', 'boss', 'bo']);
});
