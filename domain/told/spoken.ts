/** What people speak of when they look back on a client: which events, in which words, and what counts as service. */
import type { Event, EventKind } from '../core/concern';
import type { ItemKind } from '../core/item';
import type { CivilDate, Instant } from '../core/json';
import { dayIn, type Locale } from './locale';
import { sentenceOf, wordsFor } from './sentences';
import type { Telling } from './telling';

/** Kinds of events that people speak of. */
export const spokenOf: readonly EventKind[] = [
  'item-completed',
  'item-corrected',
  'item-postponed',
  'touch-recorded',
  'onboarding-step-completed',
  'onboarding-step-overdue',
  'escalation-resolved',
  'oversold-flagged',
  'oversold-answered',
  'item-missed',
  'incident-noted',
  'satisfaction-answered',
  'client-opted-out',
  'contact-unreachable',
  'news-noted',
  'opportunity-opened',
  'opportunity-joined',
  'opportunity-closed',
  'campaign-invited',
  'invitation-answered',
];
/** Kinds of events from which `lookBack` looks back. */
export const lookedBackOn: readonly EventKind[] = [...spokenOf, 'tickets-changed', 'success-criteria-heard'];

/** A line of the ledger, with the words that were said. */
export interface SpokenLine {
  readonly on: CivilDate;
  readonly event: Event;
  /** Null where nobody added any. */
  readonly words: string | null;
}

/** What happened on a day, in a sentence. */
export interface ToldDay {
  readonly on: CivilDate;
  readonly what: string;
}

/** A line as people read it: the sentence of its event, and what was said. */
export function toldDay({ on, event, words }: SpokenLine, telling: Telling): ToldDay {
  const said = words === null ? '' : ` ${wordsFor(telling.locale).quoted(words)}`;
  return { on, what: `${sentenceOf(event, telling)}${said}` };
}

/** Days with their sentences, as lines. */
export function dayLines(days: readonly ToldDay[], locale: Locale): readonly string[] {
  return days.map(({ on, what }) => `${dayIn(locale, on)}: ${what}`);
}

/** Of what happened, that since a moment: its own day (UTC) among them. */
export function toldSince(days: readonly ToldDay[], since: Instant): readonly ToldDay[] {
  return days.filter(({ on }) => on >= since.slice(0, 10));
}

/** What is done for a client: an item of a kind, a touch beside the plan, or a step of onboarding. */
export type ServiceKind = ItemKind | 'onboarding-step';

/** Something that was done for a client, and when. */
export interface ServiceDone {
  readonly service: ServiceKind;
  readonly on: CivilDate;
}

/** What was done for a client in an event; null for anything else. */
function serviceIn(event: Event): ServiceKind | null {
  if (event.kind === 'item-completed' || event.kind === 'item-corrected')
    return event.outcome === 'done' ? event.itemKind : null;
  if (event.kind === 'touch-recorded') return event.outcome === 'done' ? event.touchKind : null;
  return event.kind === 'onboarding-step-completed' ? 'onboarding-step' : null;
}

/** The services among lines, the newest first: of an item what was said of it last counts, corrected or not. */
export function servicesIn(lines: readonly SpokenLine[]): readonly ServiceDone[] {
  const told = new Set<string>();
  return lines.flatMap(({ event, on }) => {
    if (event.kind === 'item-completed' || event.kind === 'item-corrected') {
      if (told.has(event.item)) return [];
      told.add(event.item);
    }
    const service = serviceIn(event);
    return service === null ? [] : [{ service, on }];
  });
}

/** What a service is called. */
export function serviceName(service: ServiceKind, locale: Locale): string {
  const { items, step } = wordsFor(locale);
  return service === 'onboarding-step' ? step : items[service];
}

/** True where a client needed help: a service call, a billing error, another number of open tickets. */
function isSupport(event: Event): boolean {
  if (event.kind === 'incident-noted') return event.incident === 'serviceCall' || event.incident === 'billingError';
  return event.kind === 'tickets-changed';
}

function counted(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name}: ${count}`);
}

/** A mail tells so much of what happened lately. */
const latelyTold = 8;

/** True for what people speak of. News is told once, however much it weighs in the health, and so is a meeting, whatever it was about. */
function isSpokenOf({ event }: SpokenLine): boolean {
  const isSection = event.kind === 'item-completed' && event.within !== undefined;
  const isNewsAgain = event.kind === 'incident-noted' && event.incident === 'news';
  return spokenOf.includes(event.kind) && !isSection && !isNewsAgain;
}

export interface LookBack {
  /** What people speak of, the newest first. */
  readonly lately: readonly ToldDay[];
  /** What was done for the client since the last review, counted by kind. */
  readonly services: readonly string[];
  /** What the client needed help with since the last review. */
  readonly support: readonly string[];
  /** How the client will know success, in the words heard last; null where nobody heard any. */
  readonly criteria: string | null;
}

/** What lines of a ledger, the newest first, tell whoever looks back. */
export function lookBack(lines: readonly SpokenLine[], telling: Telling): LookBack {
  const review = lines.findIndex(({ event }) => event.kind === 'item-completed' && event.programme === 'review');
  const recent = review < 0 ? lines : lines.slice(0, review);
  return {
    lately: lines
      .filter(isSpokenOf)
      .slice(0, latelyTold)
      .map((line) => toldDay(line, telling)),
    services: counted(servicesIn(recent).map(({ service }) => serviceName(service, telling.locale))),
    support: dayLines(
      recent.filter(({ event }) => isSupport(event)).map((line) => toldDay(line, telling)),
      telling.locale,
    ),
    criteria: lines.find(({ event }) => event.kind === 'success-criteria-heard')?.words ?? null,
  };
}
