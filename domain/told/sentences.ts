/** Events, what comes, and reasons, as sentences for their reader: in the reader's language, with names and never with ids. */
import type { ComingOf, ComingKind, EventKind, EventOf } from '../core/concern';
import type { CivilDate } from '../core/json';
import { capitalised } from '../core/item-steps';
import type { OurLanguage } from '../core/language';
import { signedPoints, type HealthReason } from '../concerns/health-weighing';
import type { ForecastReason } from '../figures/forecast';
import type { Locale } from './locale';
import type { Catalogue, ComingTold, Vocabulary } from './sentences/catalogue';
import { de } from './sentences/de';
import { partsOf, signalNamed } from './sentences/details';
import { en } from './sentences/en';
import { routedWith } from './sentences/said';
import { sayFor, type Telling } from './telling';

const catalogues: Readonly<Record<OurLanguage, Catalogue>> = { en, de };

/** Our own people read English or German; whoever reads another language is told in English. */
const catalogueFor = ({ language }: Pick<Locale, 'language'>): Catalogue => catalogues[language === 'de' ? 'de' : 'en'];

/** The words of a reader's language. */
export const wordsFor = (reader: Pick<Locale, 'language'>): Vocabulary => catalogueFor(reader).words;

/** Whether this version knows events of that kind: a worker of the next release may answer others. */
export const knowsEvent = (kind: string): boolean => Object.hasOwn(en.events, kind);
/** Whether it knows coming steps of that kind. */
export const knowsComing = (kind: string): boolean => Object.hasOwn(en.coming, kind);

/** An event as a sentence; of a kind that only a later version knows, that there was one. */
export function sentenceOf<E extends EventKind>(event: EventOf<E>, telling: Telling): string {
  const { events } = catalogueFor(telling.locale);
  return capitalised(
    knowsEvent(event.kind) ? events[event.kind](event, sayFor(telling)) : wordsFor(telling.locale).unknown,
  );
}

/** What will happen in a step, and why: a sentence each. */
export function comingOf<S extends ComingKind>(tells: ComingOf<S>, telling: Telling): ComingTold {
  const { coming } = catalogueFor(telling.locale);
  const { what, why } = coming[tells.kind](tells, sayFor(telling));
  return { what: capitalised(what), why: capitalised(why) };
}

/** Why a client went to a group and a rep, a sentence each. */
export function routingTold(why: readonly string[], telling: Telling): readonly string[] {
  const { routing } = wordsFor(telling.locale);
  return why.map((line) => routedWith(line, sayFor(telling), routing));
}

/** What made something happen: the plan, somebody of ours by name, or a program. */
export function causeTold(
  { cause, by }: { readonly cause?: string | undefined; readonly by?: string | undefined },
  { locale, names }: Telling,
): string {
  const { causes } = wordsFor(locale);
  if (cause === undefined) return causes.plan;
  return (by === undefined ? undefined : names.people.get(by)) ?? causes.message;
}

/** What a reason of health is called, inside a sentence. */
export const reasonNamed = (reason: Pick<HealthReason, 'signal' | 'name'>, locale: Locale): string =>
  signalNamed(reason, wordsFor(locale).signals);

/** What a reason of health rests on, as it stands on a day; without one an invoice says since when. */
export function detailTold(reason: HealthReason, day: CivilDate | null, telling: Telling): string {
  return wordsFor(telling.locale).detail(partsOf(reason, day), sayFor(telling));
}

/** A reason of health in a line: `usage −36 (nobody uses it)`. `day`: on which it is read, where that is known. */
export const reasonLine = (reason: HealthReason, day: CivilDate | null, telling: Telling): string =>
  `${reasonNamed(reason, telling.locale)} ${signedPoints(-reason.points)} (${detailTold(reason, day, telling)})`;

/** A reason of the outlook of a renewal, inside a sentence. */
export const forecastTold = (reason: ForecastReason, telling: Telling): string =>
  wordsFor(telling.locale).forecast(reason, sayFor(telling));
