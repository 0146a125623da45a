/** What sales closed, as it came. It stays in PostgreSQL; only the erasure of a person changes it after close. */
import type { Language } from './language';
import type { CivilDate, Money } from './json';
import type { Better } from './measure';

export const contactLevels = ['user', 'manager', 'executive'] as const;
export type ContactLevel = (typeof contactLevels)[number];

/** By which a contact may like to be reached. */
export const channels = ['call', 'email', 'letter', 'visit'] as const;
export type Channel = (typeof channels)[number];

export interface DealPromise {
  readonly metric: string;
  readonly target: number | string;
  readonly unit?: string | undefined;
  readonly by?: CivilDate | undefined;
  /** Which way is better; without it only people say whether the promise is kept. */
  readonly better?: Better | undefined;
}

export interface DealProduct {
  readonly code: string;
  readonly name: string;
  readonly type?: string | undefined;
  readonly quantity?: number | undefined;
  readonly annualValue: Money;
  readonly startsOn: CivilDate;
  readonly termMonths: number;
  /** Agreed steps in value, in the order of their days. */
  readonly steps?: readonly { readonly on: CivilDate; readonly annualValue: Money }[] | undefined;
  /** Renews by itself for another term where nobody gives notice in time. */
  readonly autoRenews?: boolean | undefined;
  /** So many days before its end a notice must be there. */
  readonly noticeDays?: number | undefined;
  readonly skipOnboarding?: boolean | undefined;
  readonly promises?: readonly DealPromise[] | undefined;
  readonly group?: string | undefined;
}

type AmendedProduct = { readonly [K in keyof DealProduct]?: DealProduct[K] | undefined } & { readonly code: string };

/** What was agreed after the close: of a line that the deal has, what changes from its day on; any other is a new line. */
export interface Amendment {
  readonly amendmentId: string;
  readonly effectiveOn: CivilDate;
  readonly products: readonly AmendedProduct[];
}

export interface DealContact {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly level?: ContactLevel | undefined;
  readonly role?: string | undefined;
  readonly birthday?: string | undefined;
  readonly phone?: string | undefined;
  readonly language?: Language | undefined;
  readonly channel?: Channel | undefined;
}

export interface Deal {
  readonly dealId: string;
  readonly client: {
    readonly id: string;
    readonly name: string;
    readonly industry?: string | undefined;
    readonly country?: string | undefined;
    /** As it was said: with the country's letters, or without. */
    readonly region?: string | undefined;
    readonly timeZone?: string | undefined;
  };
  readonly contacts: readonly DealContact[];
  readonly seller: { readonly id: string; readonly name: string; readonly email: string };
  readonly successCriteria?: string | undefined;
  readonly requirements?: readonly string[] | undefined;
  readonly agreements?: readonly string[] | undefined;
  readonly sourceUrl?: string | undefined;
  readonly products: readonly DealProduct[];
}

/** Id under which a promise may stand in histories: its place in the product line. */
export function promiseIdOf(index: number): string {
  return `promise-${index + 1}`;
}
