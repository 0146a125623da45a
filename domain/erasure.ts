/** Finds a person in texts, and takes them out. */
import type { Json } from './core/json';

/** What a person is known by. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

/** Stands where something of a person stood. */
export const erased = '[erased]';

/** Parts of a name shorter than that are words of their own too often. */
const shortestPart = 3;

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Takes a person out of a text, however they are spelled: address, number, the whole name, and each part of it that stands as a word. */
export function withoutPerson(...spellings: readonly Person[]): (text: string) => string {
  const whole = spellings
    .flatMap(({ name, email, phone }) => [email, phone ?? '', name])
    .filter((needle) => needle !== '')
    .map(literal);
  // A part of somebody else's address (bob@client.example) is not a part of this name. `Adas` is Ada's, in German.
  const parts = spellings
    .flatMap(({ name }) => name.split(/\s+/).flatMap((part) => [part, ...part.split('-')]))
    .filter((part) => part.length >= shortestPart)
    .map((part) => `(?<![@.])${literal(part)}s?`);
  const anyOf = [...whole, ...parts].join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyOf})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => (anyOf === '' ? text : text.replace(pattern, erased));
}

const plain = (text: string): string => text.replaceAll(/[-_+/.]+/g, ' ').toLowerCase();

const spelledOut = (address: string): string => {
  try {
    return plain(decodeURIComponent(address));
  } catch {
    return address.toLowerCase();
  }
};

/** An address in the web without the person: where it names them, only whose page it was is left. */
export function addressWithout(address: string, { name, email }: Person): string {
  const text = spelledOut(address);
  const named = [name, email].some((needle) => needle !== '' && text.includes(plain(needle)));
  return named ? new URL('/', address).href : address;
}

/** What a feed is asked for. */
export interface FeedWanted {
  readonly url: string;
  readonly words: readonly string[];
  readonly active: boolean;
}

/**
 * A feed that no longer looks for the person; one that looked for nothing else rests, lest it bring everything.
 * A part of the name counts in feeds about their own company only: elsewhere it is a word like any other.
 */
export function feedWithout({ url, words, active }: FeedWanted, person: Person, own: boolean): FeedWanted {
  const redact = withoutPerson(own ? person : { ...person, name: '' });
  const whole = person.name.toLowerCase();
  const left = words.filter((word) => redact(word) === word && (whole === '' || !word.toLowerCase().includes(whole)));
  const address = addressWithout(url, person);
  return { url: address, words: left, active: active && address === url && (left.length > 0 || words.length === 0) };
}

interface Given {
  /** The contact's id in the client's records; `id` is ours, which takes its place. */
  readonly givenId: string;
  readonly id: string;
}

/** Fields of a deal in which people write what they like; all others are codes, figures, or about somebody else. */
const freeWords: ReadonlySet<string> = new Set(['successCriteria', 'requirements', 'agreements', 'words']);

/** A deal, wherever it is kept, without the person: their contact has nothing but an id left; free words lose them. */
export function dealWithout(document: Json, { givenId, id }: Given, redact: (text: string) => string): Json {
  const walk = (value: Json, key: string): Json => {
    if (typeof value === 'string') return freeWords.has(key) ? redact(value) : value;
    if (value === null || typeof value !== 'object') return value;
    if (!isObject(value))
      return value.map((one) =>
        key === 'contacts' && isObject(one) && one.id === givenId ? { id, name: erased, email: '' } : walk(one, key),
      );
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one ?? null, name)]));
  };
  return walk(document, '');
}

/** An answer that was kept to be replayed, without the person. */
export function answerWithout(answer: Json, { givenId, id }: Given, redact: (text: string) => string): Json {
  if (typeof answer === 'string') return answer === givenId ? id : redact(answer);
  if (answer === null || typeof answer !== 'object') return answer;
  if (!isObject(answer)) return answer.map((one) => answerWithout(one, { givenId, id }, redact));
  return Object.fromEntries(
    Object.entries(answer).map(([name, one]) => [name, answerWithout(one ?? null, { givenId, id }, redact)]),
  );
}

function isObject(value: Json): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
