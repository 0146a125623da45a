/** In which direction words are read. */

/** Letters of scripts that are written from right to left. */
const rightToLeft =
  /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** By their first letter, as Unicode has it (UAX 9, P2). */
export function directionOf(words: string): 'ltr' | 'rtl' {
  const letter = /\p{L}/u.exec(words)?.[0] ?? '';
  return rightToLeft.test(letter) ? 'rtl' : 'ltr';
}
