/**
 * My day: what somebody of ours must do now, in the order in which they should. It shows what the morning's brief tells, as it
 * stands at the moment, and of an alarm besides who was told, what to do first, and who hears of it next.
 *
 *   burning    alarms that are serious: those that nobody took on before those that somebody did, the oldest first
 *   flagged    promises that a seller is asked about
 *   news       what clients said and what changed, since the brief of the day before
 *   due        what is overdue and due today, the longest waiting first
 *   renewals   contracts that end in the next months without a decision: the one that must be decided first stands first
 *   small      alarms that are small, and wait for an hour without others
 *   week       what the week brings
 *   silent     clients to whom nobody has spoken for longest
 */
import { addDays } from '../../core/calendar';
import type { AskedRole } from '../../concerns/climbing';
import type { CivilDate, Instant, Money } from '../../core/json';
import type { LadderRole } from '../../core/policy';
import type { Outlook } from '../../figures/forecast';
import type { AlarmAsk, Ask } from '../asks';
import type { Brief, BriefContact, BriefEntry } from '../brief';
import type { News } from '../news';
import type { Presented, PresentedItem } from '../present';
import { firstStepsOf } from '../occasion';
import { isSent } from '../words/outcomes';

/** So many lines of a section are shown: a day has no room for more, and the next come up as these are done. */
export const shownOfADay = 40;

/** Of whom a line tells, and in whose place. */
interface DayLine {
  readonly lifecycle: string;
  readonly client: string;
  readonly product: string;
  /** Who keeps the client, by name, where that is not the reader. */
  readonly forRep: string | null;
}

/** What is read of an alarm besides what is asked. */
export interface AlarmRead {
  /** Who holds the roles that are told of it, by name. */
  readonly names: { readonly [R in LadderRole]: string | null };
  readonly firstStep: Pick<PresentedItem, 'id' | 'kind' | 'dueAt'> | null;
  readonly next: Presented['escalations'][number]['next'] | null;
}

/** An alarm, with the role in which its reader hears of it. */
export interface BurningLine extends DayLine {
  readonly ask: AlarmAsk;
  /** The people of the client whom it is about. */
  readonly about: readonly string[];
  readonly role: LadderRole;
  readonly read: AlarmRead | null;
}

/** Something that is asked by a day. */
export interface DueLine extends DayLine {
  readonly ask: Exclude<Ask, AlarmAsk>;
  readonly isOverdue: boolean;
  readonly about: string | null;
}

/** A contract that ends and is not decided. */
export interface RenewalLine extends DayLine {
  readonly renewsOn: CivilDate;
  readonly decideBy: CivilDate;
  /** Null where it is no longer among those that lie ahead. */
  readonly worth: Money | null;
  readonly outlook: Outlook | null;
}

/** A promise about which its seller is asked. */
export interface FlaggedLine extends DayLine {
  readonly at: Instant;
  /** Null where it is the product as a whole. */
  readonly promise: { readonly id: string; readonly metric: string | null } | null;
  readonly rep: string;
}

export interface SilentLine {
  readonly clientId: string;
  readonly client: string;
  readonly since: CivilDate;
  readonly contact: BriefContact | null;
}

/** A day, section by section. */
export interface Day {
  readonly day: CivilDate;
  readonly burning: readonly BurningLine[];
  readonly flagged: readonly FlaggedLine[];
  readonly news: readonly News[];
  readonly due: readonly DueLine[];
  readonly renewals: readonly RenewalLine[];
  readonly small: readonly BurningLine[];
  readonly week: readonly DueLine[];
  readonly silent: readonly SilentLine[];
}

/** An alarm of a group that its reader leads, as it is read. */
export interface LedAlarm {
  readonly lifecycle: string;
  readonly client: string;
  readonly product: string;
  readonly rep: string;
  readonly ask: AlarmAsk;
  readonly about: readonly string[];
  /** What the reader is to its group; none is what nobody told them of. */
  readonly roles: readonly Exclude<LadderRole, 'rep'>[];
}

/** The role in which whoever leads a group was told of an alarm; null where it has not climbed to them. */
export function toldAs(
  asked: readonly Pick<AskedRole, 'role'>[] | undefined,
  roles: LedAlarm['roles'],
): LadderRole | null {
  return roles.find((role) => asked?.some((one) => one.role === role)) ?? null;
}

/** The key under which an alarm's details are found. */
export const alarmKeyOf = (lifecycle: string, alarm: string): string => `${lifecycle}\n${alarm}`;

const byMoment = (a: { readonly ask: Ask }, b: { readonly ask: Ask }): number =>
  a.ask.at < b.ask.at ? -1 : a.ask.at > b.ask.at ? 1 : 0;

/** Nobody took it on: that comes first. */
const untakenFirst = (a: BurningLine, b: BurningLine): number =>
  Number(a.ask.acknowledged === true) - Number(b.ask.acknowledged === true) || byMoment(a, b);

const lineOf = ({ lifecycle, client, product, forRep }: BriefEntry): DayLine => ({
  lifecycle,
  client,
  product,
  forRep: forRep?.name ?? null,
});

/** What the day is made of. */
export interface DayFacts {
  readonly brief: Brief;
  readonly led: readonly LedAlarm[];
  readonly flagged: readonly FlaggedLine[];
  readonly alarms: ReadonlyMap<string, AlarmRead>;
}

/** The day of its reader. */
export function dayOfReader({ brief, led, flagged, alarms }: DayFacts): Day {
  const { day, entries, news, renewals, silent } = brief;
  const readOf = (lifecycle: string, { id }: AlarmAsk): AlarmRead | null =>
    alarms.get(alarmKeyOf(lifecycle, id)) ?? null;
  const own = (section: BriefEntry['section']): readonly BurningLine[] =>
    entries.flatMap((entry): BurningLine[] => {
      const { ask, about, lifecycle } = entry;
      if (entry.section !== section || ask.kind !== 'escalation') return [];
      const names = about === null ? [] : [about];
      return [{ ...lineOf(entry), ask, about: names, role: 'rep', read: readOf(lifecycle, ask) }];
    });
  const burning = own('burning');
  const climbed = led.flatMap((alarm): BurningLine[] => {
    const { lifecycle, client, product, rep, ask, about } = alarm;
    const role = toldAs(ask.asked, alarm.roles);
    const isOwn = burning.some((one) => one.lifecycle === lifecycle && one.ask.id === ask.id);
    if (role === null || isOwn || ask.severity === 'small') return [];
    return [{ lifecycle, client, product, forRep: rep, ask, about, role, read: readOf(lifecycle, ask) }];
  });
  const asked = (...sections: readonly BriefEntry['section'][]): readonly DueLine[] =>
    entries
      .flatMap((entry): DueLine[] => {
        const { ask, about, section } = entry;
        if (!sections.includes(section) || ask.kind === 'escalation') return [];
        return [{ ...lineOf(entry), ask, about, isOverdue: section === 'overdue' }];
      })
      .toSorted(byMoment);
  return {
    day,
    burning: [...burning, ...climbed].toSorted(untakenFirst),
    flagged: flagged.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    news,
    due: asked('overdue', 'today'),
    renewals: renewalLines(renewals, entries),
    small: own('small').toSorted(untakenFirst),
    week: asked('week'),
    silent,
  };
}

/** Those that lie ahead, and those whose decision is asked though they do no more. */
function renewalLines(ahead: Brief['renewals'], entries: Brief['entries']): readonly RenewalLine[] {
  const asked = entries.filter(({ section }) => section === 'renewals');
  const known = new Set(ahead.map(({ lifecycle }) => lifecycle));
  return [
    ...ahead.map(({ lifecycle, client, product, renewsOn, decideBy, worth, outlook }): RenewalLine => {
      const entry = asked.find((one) => one.lifecycle === lifecycle);
      return { lifecycle, client, product, forRep: entry?.forRep?.name ?? null, renewsOn, decideBy, worth, outlook };
    }),
    ...asked.flatMap((entry): RenewalLine[] =>
      entry.ask.kind !== 'renewal' || known.has(entry.lifecycle)
        ? []
        : [{ ...lineOf(entry), renewsOn: entry.ask.on, decideBy: entry.ask.on, worth: null, outlook: null }],
    ),
  ].toSorted((a, b) => (a.decideBy < b.decideBy ? -1 : a.decideBy > b.decideBy ? 1 : 0));
}

/** The first of the first steps of an alarm that are to be done still, by day; null where none is. */
export function firstStepOf(lifecycle: Presented, alarm: string): AlarmRead['firstStep'] {
  const [first = null] = firstStepsOf({ lifecycle }, alarm).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  return first;
}

/** Whether “done” is the whole truth of an item: it was sent. Whatever was spoken of with somebody is asked for on its page. */
export function isDoneAtOnce({ what }: Pick<Extract<Ask, { kind: 'item' }>, 'what'>): boolean {
  return isSent(what);
}

/** With which client a day begins; null where nothing is asked now. What must be decided soon comes before what is small. */
export function firstOfDay(day: Day): { readonly client: string; readonly lifecycle: string } | null {
  const { burning, flagged, due, renewals, small } = day;
  const soon = renewals.filter(({ decideBy }) => decideBy <= addDays(day.day, soonDays));
  return [...burning, ...flagged, ...due, ...soon, ...small][0] ?? null;
}

/** A decision is soon when its last day lies within a month. */
const soonDays = 30;

/** True for a day on which there is nothing at all to show. */
export function isEmptyDay({ day: _, ...sections }: Day): boolean {
  return Object.values(sections).every((lines) => lines.length === 0);
}
