/** For whom a sentence is made: how they read, and which names they may be told. */
import type { CivilDate, Instant, Money } from '../core/json';
import type { LifecycleState } from '../lifecycle';
import { countryIn, dayIn, dayOfMomentIn, listIn, moneyIn, numberIn, plainEnglish, type Locale } from './locale';

export type NamesById = ReadonlyMap<string, string>;

/** What ids in events are called. Whoever is not among them is told of as somebody: `a contact`, `a colleague`. */
export interface NamesTold {
  /** The client's contacts. */
  readonly contacts: NamesById;
  /** Our own people. */
  readonly people: NamesById;
  readonly groups: NamesById;
  /** Products, by the lifecycles that are about them. */
  readonly products: NamesById;
  /** Steps of onboarding, by their codes. */
  readonly steps: NamesById;
  /** Metrics of promises, by their ids. */
  readonly promises: NamesById;
  readonly campaigns: NamesById;
  readonly articles: NamesById;
}

const none: NamesById = new Map();

/** NamesTold of those kinds; of every other kind nobody is named. */
export const namesOf = (known: Partial<NamesTold> = {}): NamesTold => ({
  contacts: none,
  people: none,
  groups: none,
  products: none,
  steps: none,
  promises: none,
  campaigns: none,
  articles: none,
  ...known,
});

export interface Telling {
  readonly locale: Locale;
  readonly names: NamesTold;
  /** The lifecycle of which is told, where that is known: what it has with itself is no other product. */
  readonly lifecycle?: string;
}

/** What a lifecycle itself knows by name: its product, and its steps of onboarding. */
export function namesWithin({
  seed,
  slices,
}: Pick<LifecycleState, 'seed' | 'slices'>): Pick<NamesTold, 'products' | 'steps'> {
  const { onboarding } = slices;
  return {
    products: new Map([[seed.lifecycleId, seed.product.name]]),
    steps: new Map([...seed.onboarding.steps, ...onboarding.steps].map(({ code, title }) => [code, title])),
  };
}

/** How a lifecycle tells of itself: in English, on the client's wall clock, and without the name of any person. */
export function plainTellingOf(state: Pick<LifecycleState, 'seed' | 'slices'>): Telling {
  const { lifecycleId, client } = state.seed;
  const locale = { ...plainEnglish, zone: client.zone };
  return { locale, names: namesOf(namesWithin(state)), lifecycle: lifecycleId };
}

/** The same, with those contacts by name. */
export const withContacts = (telling: Telling, contacts: NamesById): Telling => ({
  ...telling,
  names: { ...telling.names, contacts },
});

/** In English, with no names but those: for what is told of no lifecycle. */
export const plainTelling = (known: Partial<NamesTold> = {}): Telling => ({
  locale: plainEnglish,
  names: namesOf(known),
});

/** What a sentence is made with: days, money and lists as its reader writes them, and the names. */
export interface Say extends Telling {
  day(day: CivilDate): string;
  /** The day of a moment. */
  dayOf(at: Instant): string;
  money(money: Money): string;
  number(value: number): string;
  list(names: readonly string[]): string;
  country(code: string): string;
}

/** The means of a telling. */
export function sayFor(telling: Telling): Say {
  const { locale } = telling;
  return {
    ...telling,
    day: (day) => dayIn(locale, day),
    dayOf: (at) => dayOfMomentIn(locale, at),
    money: (money) => moneyIn(locale, money),
    number: (value) => numberIn(locale, value),
    list: (names) => listIn(locale, names),
    country: (code) => countryIn(locale, code),
  };
}
