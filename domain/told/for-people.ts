/** Sentences of the ledger and of the agenda as people read them: names for contacts, and no word that only a program knows. */

/** Names of contacts by the ids that events carry. */
export type ContactNames = ReadonlyMap<string, string>;

const nobodyNamed: ContactNames = new Map();

/** ` (touch-3)`, ` (birthday-c_1-2027)`: an item by its id, behind its name. */
const itemBehind = / \([a-z]+(?:-[a-z]+)*-(?:\d+|c_[\w-]+)\)/g;
/** `: touch-4 fell due`: why an item counts as missed. */
const successor = /: [a-z]+(?:-[a-z]+)*-\d+ fell due/g;
const contact = /\b([Cc])ontact (c_[\w-]+)/g;
const byOrdinal = /(^|\b)(escalation|opportunity|receivable)-\d+\b/g;
const things: Readonly<Record<string, string>> = {
  escalation: 'alarm',
  opportunity: 'opportunity',
  receivable: 'overdue invoice',
};

/** The sentence for people; a contact whom nobody names any more is `a contact`. */
export function forPeople(sentence: string, names: ContactNames = nobodyNamed): string {
  return sentence
    .replaceAll(itemBehind, '')
    .replaceAll(successor, '')
    .replaceAll(contact, (_, first: string, id: string) => names.get(id) ?? (first === 'C' ? 'A contact' : 'a contact'))
    .replaceAll(
      byOrdinal,
      (_, __, thing: string, at: number) => `${at === 0 ? 'The' : 'the'} ${things[thing] ?? thing}`,
    )
    .replaceAll('«', '“')
    .replaceAll('»', '”');
}
