/** What is said of an item once somebody recorded what came of it: at once, and to whoever opens its link later. */
import type { Outcome } from '../../domain/core/item';
import { capitalised } from '../../domain/core/item-steps';
import type { Occasion } from '../../domain/told/occasion';
import { itemById, type PresentedItem } from '../../domain/told/present';
import { inBoth } from '../../domain/told/words/in-both';
import { outcomesOf } from '../../domain/told/words/outcomes';
import { speechFor } from '../../domain/told/words/speech';
import { itemNamed } from './item-parts';

const words = inBoth(
  {
    recorded: (what: string, outcome: string, happiness: string) => `Recorded: ${what}${outcome}${happiness}.`,
    happiness: (score: number) => `, happiness ${score} of 10`,
    alsoFor: (products: string) => ` Also for ${products}.`,
    left: (names: string, several: boolean) => ` ${names} ${several ? 'have' : 'has'} left.`,
    by: (name: string) => ` by ${name}`,
    asDone: (outcome: string, by: string, day: string) => `Already recorded as ${outcome}${by} on ${day}.`,
    otherwise: (outcome: string, by: string, day: string) => `Already recorded${by} on ${day}: ${outcome}.`,
    missed: (what: string) => `${what} was missed.`,
    cancelled: (what: string) => `${what} is no longer needed.`,
  },
  {
    recorded: (what, outcome, happiness) => `Eingetragen: ${what}${outcome}${happiness}.`,
    happiness: (score) => `, Zufriedenheit ${score} von 10`,
    alsoFor: (products) => ` Auch für ${products}.`,
    left: (names, several) => ` ${names} ${several ? 'sind' : 'ist'} nicht mehr da.`,
    by: (name) => ` von ${name}`,
    asDone: (outcome, by, day) => `Schon${by} am ${day} als ${outcome} eingetragen.`,
    otherwise: (outcome, by, day) => `Schon${by} am ${day} eingetragen: ${outcome}.`,
    missed: (what) => `${what} wurde versäumt.`,
    cancelled: (what) => `${what} wird nicht mehr gebraucht.`,
  },
);

/** What somebody said of an item. */
interface ItemRecorded {
  readonly outcome: Outcome;
  readonly happiness?: number | undefined;
  /** Other products for which it counts too. */
  readonly alsoFor?: readonly string[];
}

/** The receipt: which item, with whom, and what came of it. */
export function itemReceipt(occasion: Occasion, subject: string | null, said: ItemRecorded): string {
  const { locale, lifecycle } = occasion;
  const { outcome, happiness, alsoFor = [] } = said;
  const item = itemById(lifecycle, subject);
  const text = words(locale);
  const what = item === undefined ? '' : `${itemNamed(occasion, item)}, `;
  const told = outcomesOf(locale, item?.kind)[outcome].told;
  const also = alsoFor.length === 0 ? '' : text.alsoFor(speechFor(occasion).list(alsoFor));
  return `${text.recorded(what, told, happiness === undefined ? '' : text.happiness(happiness))}${also}`;
}

/** Who has left, by name, as it follows a receipt; empty where nobody has. */
export function leftReceipt(occasion: Occasion, names: readonly string[]): string {
  return names.length === 0 ? '' : words(occasion.locale).left(speechFor(occasion).list(names), names.length > 1);
}

/** How an item ended: what was recorded of it, by whom and when; null while it is open. `who`: whoever recorded it. */
export function itemEnding(occasion: Occasion, item: PresentedItem, who: string | null): string | null {
  const { locale } = occasion;
  const text = words(locale);
  const { state, outcome, completedAt, kind } = item;
  if (state === 'missed') return text.missed(capitalised(itemNamed(occasion, item)));
  if (state === 'cancelled') return text.cancelled(capitalised(itemNamed(occasion, item)));
  if (outcome === undefined || completedAt === undefined) return null;
  const { told } = outcomesOf(locale, kind)[outcome];
  const by = who === null ? '' : text.by(who);
  const day = speechFor(occasion).dayOf(completedAt);
  return outcome === 'done' ? text.asDone(told, by, day) : text.otherwise(told, by, day);
}
