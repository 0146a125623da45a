/**
 * What somebody wrote in a mail themselves: without the mail that they answer, and without their signature. Mail programs
 * mark what they quote in few ways: a line that says who wrote it when, in the reader's language; a `>` before each line; a
 * rule with a name; or the head of the mail that is answered.
 */

/** So much of a mail is looked at: nobody answers in more. */
const longestText = 100_000;
/** A line of a mail program's own is never longer. */
const longestMark = 400;

/** `On Wed, 3 Mar 2027 at 10:12, Holdfast <…> wrote:`, as mail programs write it in each language. */
const wroteIn: readonly RegExp[] = [
  /^on\b.*\bwrote\s?:$/i,
  /^am\b.*\bschrieb\b.*:$/i,
  /^am\b.*\bhat\b.*\bgeschrieben\s?:$/i,
  /^[\p{L}\d][^:]{0,80}\bschrieb am\b.*:$/iu,
  /^le\b.*\ba écrit\s?:$/i,
  /^el\b.*\bescribió\s?:$/i,
  /^il\b.*\bha scritto\s?:$/i,
  /^op\b.*\bschreef\b.*:$/i,
  /^em\b.*\bescreveu\s?:$/i,
  /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}),? \d{1,2}:\d{2}\b.*<[^<>\s]+@[^<>\s]+>\s?:$/,
  /^-{2,}.*<[^<>\s]+@[^<>\s]+>\s*(?:wrote|schrieb|a écrit|escribió|ha scritto)\s*-{2,}$/i,
];
/** `Holdfast <…> wrote:`: it begins with no word of its own, and stands in one line, so that no line above belongs to it. */
const wroteByName = /^.*<[^<>\s]+@[^<>\s]+>\s*(?:wrote|schrieb|a écrit|escribió|ha scritto)(?!\p{L}).*:$/iu;
/** Such a line names a time of day, or an address; a sentence of a person that ends so does not. */
const saysWhen = /\d{1,2}\s?[:.h]\s?\d{2}|@/;
/** So many lines one such line may be broken into. */
const brokenInto = 4;

const ruled =
  /^-{2,}\s*(?:original message|original appointment|forwarded message|ursprüngliche nachricht|original-?nachricht|weitergeleitete nachricht|message d['’]origine|message original|message transféré|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato)\s*-{2,}$/i;
/** How Apple's programs say that another mail follows. */
const forwarded =
  /^(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado|inizio messaggio inoltrato)\s?:$/i;
const underscores = /^_{10,}$/;
/** What a mailing list writes below every mail: its name, and where it is left. */
const ofList = /\bmailing[- ]?list\b|\bmailingliste\b|\/listinfo\/|\bunsubscribe\b/i;

/** The lines of a mail's head, each in the five languages. A head has three of them at least, and says who wrote it. */
const fieldsOfHead: readonly RegExp[] = [
  /^\*?(?:from|von|de|da)\s?:\*?\s+\S/i,
  /^\*?(?:sent|date|gesendet|datum|envoyé|enviado(?: el)?|fecha|inviato|data)\s?:\*?\s+\S/i,
  /^\*?(?:to|an|à|para|a)\s?:\*?\s+\S/i,
  /^\*?(?:subject|betreff|objet|asunto|oggetto)\s?:\*?/i,
];
/** So many lines a head has at most, with those for copies and what is broken over two. */
const linesOfHead = 6;

const signedOff = /^--\s*$/;
const ofDevice =
  /^(?:sent from (?:my (?:[\p{L}\d]{1,20}[ -]){0,3}[\p{L}\d]{1,20}\.?$|mail for |yahoo|outlook|proton ?mail)|sent with proton|get outlook for|von meinem .{1,40}gesendet|gesendet von (?:mein|mail|outlook)|outlook für .{1,20}(?:beziehen|herunterladen|abrufen)|envoyé de(?:puis)? (?:mon|outlook|mail)|télécharger outlook|enviado desde (?:mi|outlook|correo)|obtener outlook|inviato da(?:l mio| iphone| ipad| outlook| posta)|scarica outlook|ottieni outlook)/iu;

const isQuoted = (line: string): boolean => line.trimStart().startsWith('>');

/** How many lines from there say who wrote what follows; 0 where they do not. */
function wroteLines(lines: readonly string[], at: number): number {
  for (let count = 1; count <= brokenInto; count += 1) {
    const parts = lines.slice(at, at + count).map((line) => line.replace(/^>\s?/, '').trim());
    if (parts.length < count || parts.includes('')) return 0;
    const line = parts.join(' ');
    if (line.length > longestMark) return 0;
    if (saysWhen.test(line) && (wroteIn.some((one) => one.test(line)) || (count === 1 && wroteByName.test(line))))
      return count;
  }
  return 0;
}

/** Whether the head of another mail begins there. */
function isHead(lines: readonly string[], at: number): boolean {
  const fieldOf = (line: string): number =>
    line.length <= longestMark ? fieldsOfHead.findIndex((field) => field.test(line)) : -1;
  const [first = '', ...next] = lines.slice(at, at + linesOfHead).map((line) => line.trim());
  const begins = fieldOf(first);
  if (begins !== 0 && begins !== 1) return false;
  const said = new Set([begins, ...next.map(fieldOf)].filter((field) => field >= 0));
  return said.has(0) && said.has(1) && said.size > 2;
}

/** Whether there a mailing list writes its own. */
const isFooterOfList = (lines: readonly string[], at: number): boolean =>
  lines.slice(at, at + 4).some((line) => ofList.test(line));

/** The lines before another mail that is copied below; all where none is. */
function aboveCopy(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line, index) => {
    const mark = line.trim();
    if (ruled.test(mark) || forwarded.test(mark)) return true;
    if (underscores.test(mark)) return isHead(lines, index + 1) || isFooterOfList(lines, index + 1);
    return isHead(lines, index);
  });
  return at < 0 ? lines : lines.slice(0, at);
}

/** Without the line that says who wrote what is quoted, and without that: what stands between quoted lines was written there. */
function unquoted(lines: readonly string[]): readonly string[] {
  for (let at = 0; at < lines.length; at += 1) {
    const count = wroteLines(lines, at);
    if (count === 0) continue;
    const below = lines.slice(at + count);
    const marksLines = below.some(isQuoted);
    const namesAddress = lines.slice(at, at + count).some((line) => line.includes('@'));
    // People report in such words, too: `On 3 March at 10:12 Ada wrote:`.
    if (!marksLines && !namesAddress && below.some((line) => line.trim() !== '')) continue;
    const above = unsigned(lines.slice(0, at));
    // A program that marks no line has the whole mail below, and nothing of the writer's.
    const between = marksLines ? unsigned(below.filter((line) => !isQuoted(line))) : [];
    return [...above.filter((line) => !isQuoted(line)), '', ...between];
  }
  return unsigned(lines.filter((line) => !isQuoted(line)));
}

/** Without a signature. */
function unsigned(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line) => signedOff.test(line) || ofDevice.test(line.trim()));
  return at < 0 ? lines : lines.slice(0, at);
}

/** The words of whoever wrote a mail, without what they answer; empty where they wrote none. */
export function ownWordsOf(text: string): string {
  const lines = text
    .slice(0, longestText)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/[\u200b\u200e\u200f\ufeff]/g, '')
    .split('\n')
    .map((line) => line.trimEnd());
  return unquoted(aboveCopy(lines))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
