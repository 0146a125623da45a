/** Sentences of the ledger and of the agenda as people read them: names for contacts, and no word that only a program knows. */
import { itemName, touchKinds, type ItemKinds, type Programmes } from '../core/item';

/** Names of contacts by the ids that events carry. */
export type ContactNames = ReadonlyMap<string, string>;

const nobodyNamed: ContactNames = new Map();

/** What plans items: the ids of items begin with it. */
const programmes: Readonly<Partial<Record<keyof Programmes, true>>> = {
  touch: true,
  article: true,
  birthday: true,
  invitation: true,
  'check-in': true,
  'success-check': true,
  'success-criteria': true,
  review: true,
  rescue: true,
};
const kindsBesidesTouches: Readonly<Partial<Record<keyof ItemKinds, true>>> = {
  'check-in': true,
  'success-check': true,
  'success-criteria': true,
  'quarterly-review': true,
  'successor-call': true,
  'sponsor-call': true,
  'save-call': true,
};
const either = (words: readonly string[]): string => words.toSorted((a, b) => b.length - a.length).join('|');
const itemId = `(?:${either(Object.keys(programmes))})-(?:\\d+|c_[\\w-]+)`;
const itemNames = either([...touchKinds, ...(Object.keys(kindsBesidesTouches) as (keyof ItemKinds)[])].map(itemName));
/**
 * `Call (touch-3)`, `birthday card (birthday-c_1-2027)`, `worth sending (article-1)`: an item by its id, behind its name. What
 * stands in brackets behind anything else is somebody's own words.
 */
const itemBehind = new RegExp(`\\b(${itemNames}|worth sending) \\(${itemId}\\)`, 'gi');
/** Promises, invitations and questions by their ids, behind what is said of them. */
const idBehind =
  /(oversold|the invitation|called off|has changed|how happy they are|were reminded|was not asked) \([\w-]+\)|(?<= \d{4}-\d\d-\d\d) \(campaign-[\w-]+\)/g;
/** `: touch-4 fell due`: why an item counts as missed. */
const successor = new RegExp(`: ${itemId} fell due(?=\\.$)`);
/** What people have typed stands in these. */
const quoted = /(«[^»]*»)/;
const contact = /\b([Cc])ontact (c_[\w-]+)/g;
const byOrdinal = /\b(escalation|opportunity|receivable)-\d+\b/g;
const things: Readonly<Record<string, string>> = {
  escalation: 'alarm',
  opportunity: 'opportunity',
  receivable: 'overdue invoice',
};

/** The sentence for people; a contact whom nobody names any more is `a contact`, and what somebody typed is left as it is. */
export function forPeople(sentence: string, names: ContactNames = nobodyNamed): string {
  return sentence
    .split(quoted)
    .map((part, place) => (place % 2 === 1 ? `“${part.slice(1, -1)}”` : inPlainWords(part, place === 0, names)))
    .join('');
}

function inPlainWords(part: string, isFirst: boolean, names: ContactNames): string {
  return part
    .replaceAll(itemBehind, '$1')
    .replaceAll(idBehind, '$1')
    .replace(successor, '')
    .replaceAll(contact, (_, first: string, id: string) => names.get(id) ?? (first === 'C' ? 'A contact' : 'a contact'))
    .replaceAll(
      byOrdinal,
      (_, thing: string, at: number) => `${at === 0 && isFirst ? 'The' : 'the'} ${things[thing] ?? thing}`,
    );
}
