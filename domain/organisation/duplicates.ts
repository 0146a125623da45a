/**
 * Two clients who may be one: what tells of it, in sentences. It is proposed and no more: a holding and its daughter look
 * alike too, so somebody says whether they are one (`one-client.ts`) or two.
 */
import { groupBy } from '../core/grouped';
import { mailboxOf } from '../core/mailbox';

/** Forms in which a company stands in a register: at the end of a name they make no other name. */
const legalForms: ReadonlySet<string> = new Set(
  [
    'ag eg ek ev eu gbr gesellschaftmbh gesmbh gmbh kg kgaa mbh og ohg se ug',
    'co company corp corporation inc incorporated limited llc llp lp ltd plc pte pty',
    'eurl sa sarl sas sasu sca sci scs snc',
    'lda sau sl slu spa srl srls',
    'bv bvba cv nv vof',
    'ab aps as asa ivs oy oyj',
    'ad doo dd kft nyrt ood ou sia spj spk spzoo sro uab zrt',
  ]
    .join(' ')
    .split(' '),
);

/** A form of several words is written with blanks or without: S. p. A., Sp. z o.o. */
const mostWordsOfForm = 3;

/** How many words at the end are one legal form; 0: none. */
function formAtEnd(words: readonly string[]): number {
  for (let many = Math.min(mostWordsOfForm, words.length); many > 0; many -= 1)
    if (legalForms.has(words.slice(-many).join(''))) return many;
  return 0;
}

/**
 * What is left of a client's name once case, accents, punctuation, blanks and legal forms at its end are taken away: two
 * names with one key may be one. Empty for a name without letters and digits.
 */
export function nameKey(name: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    // Within a word these only abbreviate it: e.U., A/S, L'Atelier.
    .replaceAll(/[./'’]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let left = words;
  for (let form = formAtEnd(left); form > 0; form = formAtEnd(left)) left = left.slice(0, -form);
  return (left.length === 0 ? words : left).join('');
}

/** Somebody who is at a client: nobody who left, and nobody who is erased. */
interface PersonThere {
  /** Null where it is not to be told. */
  readonly name: string | null;
  readonly email: string;
}

/** A client as it is held against others. */
export interface ComparedClient {
  readonly id: string;
  readonly name: string;
  /** It is one with another already. */
  readonly isMerged: boolean;
  readonly people: readonly PersonThere[];
}

/** So many shared mailboxes are told. */
const mailboxesTold = 3;

function sameName(one: ComparedClient, other: ComparedClient): readonly string[] {
  const key = nameKey(one.name);
  if (key === '' || key !== nameKey(other.name)) return [];
  return [
    one.name === other.name
      ? `Both are called ${one.name}.`
      : `${one.name} and ${other.name} are one name, but for how it is written.`,
  ];
}

function oneMailbox(one: ComparedClient, other: ComparedClient): readonly string[] {
  const readers = new Map(other.people.map((person) => [mailboxOf(person.email), person]));
  const both = new Map(one.people.map((person) => [mailboxOf(person.email), person]));
  return [...both]
    .flatMap(([mailbox, person]) => {
      const reader = mailbox === '' ? undefined : readers.get(mailbox);
      if (reader === undefined) return [];
      const [first, second] = [person.name ?? 'Somebody', reader.name ?? 'somebody'];
      return [
        `${first} at ${one.name} and ${second} at ${other.name} read one mailbox: they may be one client, or it is somebody who works for both or went from the one to the other.`,
      ];
    })
    .slice(0, mailboxesTold);
}

/** Why two clients may be one; none where nothing tells of it. A client is never held against itself, nor one that is merged. */
export function reasonsForOne(one: ComparedClient, other: ComparedClient): readonly string[] {
  if (one.id === other.id || one.isMerged || other.isMerged) return [];
  return [...sameName(one, other), ...oneMailbox(one, other)];
}

/** A client that another may be one with, and why. */
export interface MaybeSame {
  readonly id: string;
  readonly name: string;
  readonly reasons: readonly string[];
}

/** Of those the ones with whom a client may be one, in their order. */
export const maybeSame = (one: ComparedClient, others: readonly ComparedClient[]): readonly MaybeSame[] =>
  others.flatMap((other) => {
    const reasons = reasonsForOne(one, other);
    return reasons.length === 0 ? [] : [{ id: other.id, name: other.name, reasons }];
  });

/** So many clients who may be there already are named, each with so many of those with whom it may be one. */
export const mostNamed = 10;

/** New clients who may be there already. */
export interface MaybeThere {
  readonly count: number;
  readonly first: readonly { readonly id: string; readonly name: string; readonly maybeSameAs: readonly MaybeSame[] }[];
}

/** Which of new clients may be there already, or twice among themselves by their names. */
export function maybeThere(fresh: readonly ComparedClient[], known: readonly ComparedClient[]): MaybeThere {
  const byName = groupBy([...known, ...fresh], ({ name }) => nameKey(name));
  const readers = known.flatMap((client) => client.people.map(({ email }) => ({ mailbox: mailboxOf(email), client })));
  const byMailbox = groupBy(readers, ({ mailbox }) => mailbox);
  // One more than are named: a client is among those of its own name.
  const some = <T>(all: readonly T[] = []): readonly T[] => all.slice(0, mostNamed + 1);
  const found = fresh.flatMap((one) => {
    const like = [
      ...some(byName.get(nameKey(one.name))),
      ...one.people.flatMap(({ email }) => some(byMailbox.get(mailboxOf(email))).map(({ client }) => client)),
    ];
    const maybeSameAs = maybeSame(one, [...new Map(like.map((client) => [client.id, client])).values()]);
    return maybeSameAs.length === 0
      ? []
      : [{ id: one.id, name: one.name, maybeSameAs: maybeSameAs.slice(0, mostNamed) }];
  });
  return { count: found.length, first: found.slice(0, mostNamed) };
}
