/** What a mail or a page may speak of: names and words, which come from PostgreSQL and never enter a workflow. */
import type { Deal, DealProduct } from './deal';
import type { Presented } from './present';

/** A lifecycle with everything a person should know about it before acting. */
export interface Occasion {
  readonly lifecycle: Presented;
  readonly deal: Deal;
  readonly contacts: readonly {
    readonly name: string;
    readonly role: string | null;
    readonly email: string;
    readonly level: string | null;
  }[];
  /** What was done with the client lately, newest first, in sentences. */
  readonly lately: readonly string[];
  /** Figures heard in reviews, newest first. */
  readonly actuals: readonly { readonly metric: string; readonly value: number; readonly on: string }[];
  readonly subject: string | null;
}

export function productOf({ deal, lifecycle }: Pick<Occasion, 'deal' | 'lifecycle'>): DealProduct | undefined {
  return deal.products.find(({ code }) => code === lifecycle.product.code);
}

/** Every promise with its last actual figure. */
export function promiseLines(occasion: Pick<Occasion, 'deal' | 'lifecycle' | 'actuals'>): readonly string[] {
  return (productOf(occasion)?.promises ?? []).map(({ metric, target, unit, by }) => {
    const actual = occasion.actuals.find((one) => one.metric === metric);
    const heard =
      actual === undefined
        ? 'no figure yet'
        : `last ${actual.value}${unit === undefined ? '' : ` ${unit}`} on ${actual.on}`;
    return `${metric}: ${target}${unit === undefined ? '' : ` ${unit}`}${by === undefined ? '' : ` by ${by}`} (${heard})`;
  });
}

/** Each contact with role, level and address. */
export function contactLines({ contacts }: Pick<Occasion, 'contacts'>): readonly string[] {
  return contacts.map(
    ({ name, role, email, level }) =>
      `${name}${role === null ? '' : `, ${role}`}${level === null ? '' : ` (${level})`}: ${email}`,
  );
}

/** The band, and every reason with the points it costs. */
export function healthLines({ lifecycle: { health } }: Pick<Occasion, 'lifecycle'>): readonly string[] {
  return [
    `${health.band}, ${health.score} of 100`,
    ...health.reasons.map(({ signal, points, detail }) => `${signal}: −${points} (${detail})`),
  ];
}
