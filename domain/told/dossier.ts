/** A continuity dossier: everything that the next rep must know of the lifecycles that they get. */
import type { Ask } from './asks';
import type { Occasion } from './occasion';

/** What a dossier says of one lifecycle: the part of its occasion that the next rep needs. */
export type DossierLine = Pick<Occasion, 'lifecycle' | 'deal' | 'contacts' | 'criteria' | 'lately' | 'actuals'> & {
  readonly asks: readonly Ask[];
};

export interface Dossier {
  readonly reason: 'handover' | 'import';
  /** Whose clients they were; null where they come from outside. */
  readonly from: string | null;
  readonly at: string;
  readonly lines: readonly DossierLine[];
}
