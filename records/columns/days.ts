/** Civil days, as a column of type `date` takes and gives them. */
import type { CivilDate } from '../../domain/core/json';

/** A day for a column. */
export const dateOf = (day: CivilDate): Date => new Date(`${day}T00:00:00.000Z`);

/** The day that a column holds. */
export const civilDayOf = (date: Date): CivilDate => date.toISOString().slice(0, 10);
