/** What the items of a lifecycle tell of the time before anybody kept what was heard: its rules did not ask for it. */
import type { Item } from '../core/item';
import { isSection } from '../core/item-steps';
import type { Instant } from '../core/json';
import { withRemark, type Remark } from './health-remarks';
import { contactProgrammes, isContact, isWord } from './health-words';

/** So many missed contacts count: more of them are no worse. */
const missedKept = 6;

/** A contact that was made, or missed. */
export interface ContactTry extends Remark {
  readonly made: boolean;
}

const inOrder = <R extends Remark>(remarks: readonly R[]): readonly R[] =>
  remarks
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .reduce<readonly R[]>((list, one) => withRemark(list, one), []);

/** What the client told of themselves in items. */
export function wordsIn(items: readonly Item[]): readonly Remark[] {
  return inOrder(
    items.flatMap((item) =>
      item.state === 'done' && isWord(item, item.kind) ? [{ at: item.closedAt, item: item.id }] : [],
    ),
  );
}

/** The contacts that were made, and those that were missed; a section of a meeting is not missed besides the meeting. */
export function contactsIn(items: readonly Item[]): readonly ContactTry[] {
  return inOrder(
    items.flatMap((item): ContactTry[] => {
      const { id, state, outcome, kind, programme, closedAt } = item;
      if (state === 'done' && outcome === 'done' && isContact(programme, kind))
        return [{ at: closedAt, item: id, made: true }];
      const isMissed = state === 'missed' && contactProgrammes.includes(programme);
      return isMissed && !(isSection(item) && item.covered !== null) ? [{ at: closedAt, item: id, made: false }] : [];
    }),
  );
}

/** The items missed since the last contact that was made, the oldest first. */
export function missedIn(contacts: readonly ContactTry[]): readonly string[] {
  return contacts
    .slice(contacts.findLastIndex(({ made }) => made) + 1)
    .flatMap(({ item }) => item ?? [])
    .slice(-missedKept);
}

/** When something was heard last; null: never. */
export function lastWordAt(words: readonly Remark[]): Instant | null {
  return words.at(-1)?.at ?? null;
}
