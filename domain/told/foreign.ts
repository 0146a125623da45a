/**
 * Words that others wrote (names, titles, notes), among words of ours: they stay as they are to read, and cannot pass for
 * a line, a link or a heading of ours.
 */

/** What ends a line, wherever. */
const lineEnds = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
const everyLineEnd = new RegExp(lineEnds, 'g');
/** What steers a device or turns the direction of text; line ends are looked for before. */
// oxlint-disable-next-line no-control-regex -- it is they that are looked for
const unseen = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The words on one line. */
export function onOneLine(words: string): string {
  return words.replaceAll(everyLineEnd, ' ').replaceAll('\t', ' ').replaceAll(unseen, '').trim();
}

/** The words line by line, as they were written: nothing in a line ends it or steers a device. */
export function plainLines(words: string): readonly string[] {
  return words.split(lineEnds).map(onOneLine);
}

/** The words in plain text: whatever follows their first line is quoted, so that none of it stands where a line of ours could. */
export function inPlainText(words: string, indent = ''): string {
  return plainLines(words)
    .filter((line, index) => index === 0 || line !== '')
    .map((line, index) => (index === 0 ? line : `${indent}> ${line}`))
    .join('\n');
}

/** The words in Markdown, on one line: nothing of them is formatted, embedded, or a link. */
export function inMarkdown(words: string): string {
  return (
    onOneLine(words)
      .replaceAll(/[\\`*_[\]<>!&~|#]/g, '\\$&')
      // A bare address becomes a link too, unless something stands in it: a character without width.
      .replaceAll('://', ':\u2060//')
      .replaceAll(/\bwww\./gi, (www) => `${www.slice(0, 3)}\u2060.`)
  );
}
