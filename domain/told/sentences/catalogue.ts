/**
 * What a language has to say. Each of our languages says all of it: what one lacks does not compile.
 *
 * Sentences begin with whatever word comes first: `sentences.ts` gives them their capital.
 */
import type { AlarmReason } from '../../concerns/alarm-reasons';
import type { Band } from '../../concerns/health-bands';
import type { OpportunityReason } from '../../concerns/growth';
import type { ComingKind, ComingOf, EventKind, EventOf } from '../../core/concern';
import type { ContactLevel } from '../../core/deal';
import type { EndReason, PauseReason } from '../../concerns/standing';
import type { ItemKind } from '../../core/item';
import type { LadderRole, SignalName } from '../../core/policy';
import type { Refusal } from '../../core/refusals';
import type { ChurnReason, Stage } from '../../core/stages';
import type { ForecastReason } from '../../figures/forecast';
import type { RoutingReason } from '../routing-words';
import type { Say } from '../telling';
import type { DetailParts } from './details';

/** The sentences of events. */
export type EventSentences<K extends EventKind = EventKind> = {
  readonly [E in K]: (event: EventOf<E>, say: Say) => string;
};

/** What comes: what will happen, and the rule behind it, a sentence each. */
export interface ComingTold {
  readonly what: string;
  readonly why: string;
}
export type ComingSentences = { readonly [S in ComingKind]: (step: ComingOf<S>, say: Say) => ComingTold };

/** To whom a mail goes, by role. */
export type MailReader = LadderRole | 'receivables' | 'developer' | 'seller' | 'owner' | 'contact';

/** Of alarms. */
export interface AlarmWords {
  asked(name: string, day: string): string;
  /** The reader was asked first on that day. */
  askedYou(day: string): string;
  /** Who was asked before, in a list. */
  untaken(asked: string): string;
  /** Who hears of it next where nobody takes it on by that day; `again`: they heard of it before. */
  next(name: string, day: string, again: boolean): string;
  readonly noFurther: string;
  /** For how many days it is open: `2 weeks`, `3 days`. */
  age(days: number): string;
}

/** Of news. */
export interface NewsWords {
  readonly somebody: string;
  health(told: { readonly fell: boolean; readonly band: Band; readonly score: number; readonly moved: string }): string;
  optedOut(who: string): string;
  unreachable(who: string): string;
  declined(who: string, campaign: string | null): string;
  left(who: string, to: string | null): string;
  notice(day: string, reason: ChurnReason): string;
  readonly withdrawn: string;
  answered(who: string, score: number): string;
  /** `where`: in which item somebody of ours heard it; null where nobody said. */
  unhappy(score: number, where: ItemKind | null): string;
}

/** Of the course of health. */
export interface CourseWords {
  since(band: Band, score: number, month: string): string;
  fromTo(
    first: { readonly band: Band; readonly score: number; readonly month: string },
    now: { readonly band: Band; readonly score: number },
  ): string;
}

/** What things are called, in sentences, in mails and on pages: here and nowhere else. */
export interface Vocabulary {
  /** Said of an event of which this version knows nothing. */
  readonly unknown: string;
  /** What made something happen, as it follows `by`: the plan, or a message that nobody is named for. */
  readonly causes: { readonly plan: string; readonly message: string };
  /** What somebody said, in their own words. */
  quoted(words: string): string;
  /** What a step of onboarding is called among services. */
  readonly step: string;
  readonly items: { readonly [K in ItemKind]: string };
  /** Between an item and whom it is for or with: `with`, `for`. */
  link(kind: ItemKind): string;
  readonly signals: { readonly [S in SignalName]: string };
  readonly bands: { readonly [B in Band]: string };
  /** How a client stands: `in onboarding`. */
  readonly stages: { readonly [S in Stage]: string };
  /** Why a client leaves, can no longer be kept, or was taken for either. */
  readonly leaving: { readonly [R in EndReason]: string };
  readonly pauses: { readonly [R in PauseReason]: string };
  readonly levels: { readonly [L in ContactLevel]: string };
  readonly roles: { readonly [R in LadderRole]: string };
  /** What is wrong, as the rest of a sentence: `they are unhappy`. */
  readonly wrong: { readonly [R in AlarmReason]: string };
  /** Who has left, by name; and which signals of the house's own are past their thresholds. */
  haveLeft(names: readonly string[], say: Say): string;
  arePast(names: readonly string[], say: Say): string;
  /** What an alarm says of who was asked, and who hears next. */
  readonly alarm: AlarmWords;
  /** What is new of a client, each the rest of a sentence. */
  readonly news: NewsWords;
  /** How health went: `green, 90 of 100 in March → amber, 64 of 100 now`. */
  readonly course: CourseWords;
  readonly opportunities: { readonly [R in OpportunityReason]: string };
  readonly refusals: { readonly [R in Refusal]: string };
  /** What a reason of health rests on: `3 of 10`. */
  detail(parts: DetailParts, say: Say): string;
  forecast(reason: ForecastReason, say: Say): string;
  /** Why a client went to a group and a rep, in a sentence. */
  routing(reason: RoutingReason, say: Say): string;
}

export interface Catalogue {
  readonly words: Vocabulary;
  readonly events: EventSentences;
  readonly coming: ComingSentences;
}
