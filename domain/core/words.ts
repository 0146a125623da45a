/** Codes of ours, as people read them. */

/** A code in words: `no-answer` reads no answer, `invoiceOverdue` reads invoice overdue. */
export const inWords = (code: string): string =>
  code.replaceAll('-', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
