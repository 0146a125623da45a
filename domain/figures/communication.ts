/** The communication map of a client: who talks to whom, by which channel, how often, and who has been left alone too long. */
import { groupBy, median } from '../core/grouped';
import { daysBetween } from '../core/calendar';
import type { Event, EventKind } from '../core/concern';
import { cardContactOf } from '../core/earlier';
import type { CivilDate } from '../core/json';
import { gridWeeks, widestGridWeeks, type Rules } from '../core/policy';

export const communicationDefinition =
  'One line for each pair and channel: days on which they talked (answered) or somebody tried (unanswered), the last of them, and the median of days in between. A contact is overdue when nobody has reached them for more than one and a half times their own rhythm; where there is none yet, the rhythm of the policy’s touches. Whom nobody has ever reached is counted from the day on which the relationship began, or on which they joined it later. Of several products one conversation counts once.';

/** Event kinds that tell of talking. */
export const talkingEvents = [
  'item-completed',
  'touch-recorded',
  'satisfaction-asked',
  'satisfaction-answered',
  'campaign-invited',
  'invitation-answered',
  'rep-introduced',
  'review-sent',
] as const satisfies readonly EventKind[];

/** One line of the ledger, with who kept the lifecycle then and who said it. */
export interface TalkLine {
  readonly on: CivilDate;
  readonly event: Event;
  readonly rep: string;
  /** Who did it, if it was a rep. */
  readonly by: string | null;
}

export type Direction = 'out' | 'in';

export interface Talk {
  readonly on: CivilDate;
  readonly who: string;
  /** Our id of the contact; null where nobody said with whom. */
  readonly whom: string | null;
  readonly channel: string;
  readonly direction: Direction;
  readonly answered: boolean;
}

/** What a line tells of talking: each pair once. */
export function talksOf({ on, event, rep, by }: TalkLine): readonly Talk[] {
  const talk = (who: string, whom: string | null, channel: string, more: Partial<Talk> = {}): Talk => ({
    on,
    who,
    whom,
    channel,
    direction: 'out',
    answered: true,
    ...more,
  });
  switch (event.kind) {
    case 'item-completed':
    case 'touch-recorded': {
      if (event.kind === 'item-completed' && event.within !== undefined) return [];
      const channel = event.kind === 'touch-recorded' ? event.touchKind : event.itemKind;
      const card = event.kind === 'item-completed' && event.programme === 'birthday' ? cardContactOf(event) : null;
      const whom: readonly (string | null)[] = event.contacts ?? [card];
      const who = [...new Set([by ?? rep, ...(event.with ?? [])])];
      const answered = event.outcome === 'done';
      return who.flatMap((one) => whom.map((contact) => talk(one, contact, channel, { answered })));
    }
    case 'satisfaction-asked':
      return event.contacts.map((contact) => talk(rep, contact, 'question', { answered: false }));
    case 'satisfaction-answered':
      return [talk(rep, event.contact, 'question', { direction: 'in' })];
    case 'campaign-invited':
      return event.contacts.map((contact) => talk(rep, contact, 'invitation', { answered: false }));
    case 'invitation-answered':
      return [talk(rep, event.contact, 'invitation', { direction: 'in' })];
    case 'review-sent':
      return event.contacts.map((contact) => talk(by ?? rep, contact, 'review', { answered: false }));
    case 'rep-introduced':
      return event.contacts.map((contact) => talk(event.rep, contact, 'introduction', { answered: false }));
    default:
      return [];
  }
}

export interface MapLine {
  readonly who: string;
  readonly whom: string | null;
  readonly channel: string;
  /** Days on which they talked. */
  readonly times: number;
  /** Days on which somebody tried, and nobody answered. */
  readonly unanswered: number;
  readonly last: CivilDate;
  /** Median of days from one time to the next; null before the second. */
  readonly everyDays: number | null;
}

export interface Reach {
  readonly contact: string;
  /** When they were reached last, by whom and how; null: never. */
  readonly last: { readonly on: CivilDate; readonly who: string; readonly channel: string } | null;
  readonly everyDays: number | null;
  /** Days beyond the time in which somebody should have reached them; 0: in time, or never reached. */
  readonly overdueDays: number;
}

/** Somebody is left alone too long when they were not reached for so many times the usual time. */
const patience = 1.5;

/** Days from one touch to the next that a client's policies ask for: the closest of them, and the widest grid for none. */
export function usualDays(rules: readonly Pick<Rules, 'touches'>[]): number {
  return 7 * Math.min(widestGridWeeks, ...rules.map(gridWeeks));
}

/** Since when there is somebody to talk to. */
export interface Acquainted {
  /** The day on which the client's first lifecycle began; null before one has. */
  readonly client: CivilDate | null;
  /** Of contacts who joined later, by our id: the day on which they were first heard of. */
  readonly contacts: ReadonlyMap<string, CivilDate>;
}

const rhythm = (days: readonly CivilDate[]): number | null =>
  median(days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day)));
const distinct = (talks: readonly Talk[]): readonly CivilDate[] => [...new Set(talks.map(({ on }) => on))].toSorted();

/** The map: pairs and channels, the liveliest first; and how each contact who is still there is reached. */
export function communicationOf(
  lines: readonly TalkLine[],
  contacts: readonly string[],
  { day, everyDays, since }: { readonly day: CivilDate; readonly everyDays: number; readonly since: Acquainted },
): { readonly map: readonly MapLine[]; readonly contacts: readonly Reach[] } {
  const talks = lines.flatMap(talksOf);
  const map = [...groupBy(talks, ({ who, whom, channel }) => JSON.stringify([who, whom, channel])).values()].flatMap(
    (group): MapLine[] => {
      const [first] = group;
      if (first === undefined) return [];
      const talked = distinct(group.filter(({ answered }) => answered));
      const tried = distinct(group.filter(({ answered }) => !answered)).filter((on) => !talked.includes(on));
      const { who, whom, channel } = first;
      const last = [...talked, ...tried].toSorted().at(-1) ?? first.on;
      return [{ who, whom, channel, times: talked.length, unanswered: tried.length, last, everyDays: rhythm(talked) }];
    },
  );
  const reached = contacts.map((contact): Reach => {
    const own = talks.filter(({ whom, answered }) => whom === contact && answered);
    const last = own.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).at(-1);
    const every = rhythm(distinct(own));
    const from = last?.on ?? since.contacts.get(contact) ?? since.client;
    const limit = Math.ceil(patience * Math.max(1, every ?? everyDays));
    return {
      contact,
      last: last === undefined ? null : { on: last.on, who: last.who, channel: last.channel },
      everyDays: every,
      overdueDays: from === null ? 0 : Math.max(0, daysBetween(from, day) - limit),
    };
  });
  const order = ({ who, whom, channel }: MapLine): string => `${who} ${channel} ${whom ?? ''}`;
  return {
    map: map.toSorted((a, b) => b.times - a.times || (order(a) < order(b) ? -1 : 1)),
    contacts: reached.toSorted((a, b) => b.overdueDays - a.overdueDays || (a.contact < b.contact ? -1 : 1)),
  };
}
