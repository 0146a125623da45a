/** What the parts of a brief share: who reads, whom to call, lists by client, in whose place. */
import { groupBy } from '../../domain/core/grouped';
import type { CivilDate } from '../../domain/core/json';
import type { BriefContact } from '../../domain/told/brief';
import type { InPlaceOf } from '../../domain/told/leaders-day';
import { inBoth } from '../../domain/told/words/in-both';
import type { Speech } from '../../domain/told/words/speech';
import type { DraftButton, MailSection, Matter, TaskList } from '../draft';

const words = inBoth(
  {
    callFirst: (who: string, client: string, why: string) => `Call ${who} at ${client} first: ${why}.`,
    beginWith: (client: string, why: string) => `Begin with ${client}: ${why}.`,
    ask: (client: string, who: string) => `${client} – ask for ${who}`,
    away: (name: string) => ` (for ${name}, who is away)`,
    partOf: (title: string, some: number, all: number) =>
      some === all ? `${title} (${all})` : `${title} (${some} of ${all})`,
  },
  {
    callFirst: (who, client, why) => `Rufen Sie zuerst ${who} bei ${client} an: ${why}.`,
    beginWith: (client, why) => `Beginnen Sie mit ${client}: ${why}.`,
    ask: (client, who) => `${client} – fragen Sie nach ${who}`,
    away: (name) => ` (für ${name}, abwesend)`,
    partOf: (title, some, all) => (some === all ? `${title} (${all})` : `${title} (${some} von ${all})`),
  },
);

/** What a part brings into the mail. */
export interface RolesTold {
  /** What there is, for the subject; what matters most, first. */
  readonly counts: readonly string[];
  readonly matters: readonly Matter<DraftButton>[];
  readonly tasks: readonly TaskList<DraftButton>[];
  readonly sections: readonly MailSection[];
}

/** Who reads, on which day. */
export interface RolesReading {
  readonly speech: Speech;
  readonly day: CivilDate;
}

export const noPart: RolesTold = { counts: [], matters: [], tasks: [], sections: [] };

/** A count in words; none of nothing. */
export const counted = (count: number, inWords: (count: number) => string): readonly string[] =>
  count === 0 ? [] : [inWords(count)];

/** Whom to ask for, with the number. */
const reachedAt = ({ name, role, phone }: BriefContact): string =>
  [name, ...(role === null ? [] : [role]), ...(phone === null ? [] : [phone])].join(', ');

/** A client, and whom to ask for there. */
export const askedAt = ({ speech }: RolesReading, client: string, contact: BriefContact | null): string =>
  contact === null ? client : words(speech).ask(client, reachedAt(contact));

/** In whose place it is told. */
export const awayOf = ({ speech }: RolesReading, place: InPlaceOf): string =>
  place === null ? '' : words(speech).away(place.name);

/** The same for a button. */
export const placed = (place: InPlaceOf): Pick<DraftButton, 'forRep'> => (place === null ? {} : { forRep: place.id });

/** A list of things to do by client, of which some are named. */
export function taskListOf<T extends { readonly client: string }>(
  { speech }: RolesReading,
  title: string,
  all: readonly T[],
  most: number,
  inWords: {
    readonly head: (one: T) => string;
    readonly text: (one: T) => string;
    readonly button: (one: T) => DraftButton;
  },
): readonly TaskList<DraftButton>[] {
  if (all.length === 0) return [];
  const some = all.slice(0, most);
  const groups = [...groupBy(some, ({ client }) => client)].map(([client, of]) => {
    const [first] = of;
    return {
      name: first === undefined ? client : inWords.head(first),
      entries: of.map((one) => ({ text: inWords.text(one), button: inWords.button(one) })),
    };
  });
  return [{ title: words(speech).partOf(title, some.length, all.length), groups }];
}

/** Whom to call first where their number is known. */
export function callAbout(
  { speech }: RolesReading,
  { client, contact }: { readonly client: string; readonly contact: BriefContact | null },
  why: string,
): string {
  const said = words(speech);
  return contact === null || contact.phone === null
    ? said.beginWith(client, why)
    : said.callFirst(contact.name, client, why);
}
