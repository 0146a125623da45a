/** Codes of ours, and numbers of things, as people read them. */

/** A code in words: `no-answer` reads no answer, `invoiceOverdue` reads invoice overdue. */
export const inWords = (code: string): string =>
  code.replaceAll('-', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** ISO weekdays by their names: `Friday, Saturday`. */
export const weekdaysText = (days: readonly number[]): string =>
  days.map((day) => weekdayNames[day - 1] ?? '').join(', ');

/** A number of things in words: `1 client`, `2 clients`. */
export const units = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
