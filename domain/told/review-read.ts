/** What is read of a review besides its occasion. */
import type { CivilDate } from '../core/json';
import type { AgreedAction } from './agreed-actions';
import type { SpokenLine } from './spoken';
import type { NamesTold } from './telling';

/** A month (`2027-05`) and the mean of what was read in it. */
export interface MonthRead {
  readonly month: string;
  readonly value: number;
}

/** What is read of a product line for a review. */
export interface LineRead {
  readonly lifecycle: string;
  /** The oldest month first. */
  readonly usage: readonly MonthRead[];
  readonly tickets: readonly MonthRead[];
  /** The newest first. */
  readonly figures: readonly { readonly metric: string; readonly value: number; readonly on: CivilDate }[];
}

/** A contact to whom the client's version may be sent. */
export interface ReviewReader {
  readonly id: string;
  /** As the client's records name them. */
  readonly given: string;
  readonly name: string;
  /** The day on which it was sent to them; null where it was not yet. */
  readonly sentOn: CivilDate | null;
}

/** What is read of a review besides its occasion. */
export interface ReviewRead {
  readonly today: CivilDate;
  /** The review that was held last, before this one; null where there was none in this term. */
  readonly last: { readonly item: string; readonly on: CivilDate } | null;
  /** What is open, what was agreed at the last review, and what was done since. */
  readonly actions: readonly AgreedAction[];
  /** Lines of the ledger since the last review, the newest first. */
  readonly since: readonly SpokenLine[];
  /** What those lines speak of, by name. */
  readonly names: NamesTold;
  readonly lines: readonly LineRead[];
  /** The day on which each contact was reached last, by our id; none for whom nobody reached. */
  readonly spoken: ReadonlyMap<string, CivilDate>;
  readonly readers: readonly ReviewReader[];
}
