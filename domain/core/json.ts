/** What survives JSON unchanged: the only kind of value a state, an event or a message may hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A moment as ISO 8601 in UTC with milliseconds (`2027-01-15T08:00:00.000Z`): sorts as text. */
export type Instant = string;

/** A day on a wall calendar, without a zone (`2027-01-15`): sorts as text. */
export type CivilDate = string;

/** Minor units (cents) and the ISO 4217 code. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}
