/** Codes of ours, and numbers of things, as people read them. */

/** A code in words: `no-answer` reads no answer, `invoiceOverdue` reads invoice overdue. */
export const inWords = (code: string): string =>
  code.replaceAll('-', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A number of things in words: `1 client`, `2 clients`. */
export const units = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
