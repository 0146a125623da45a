/** What came of an item, as the first line of somebody's answer says it: only where it can mean nothing else. */
import type { Outcome } from '../core/item';

const phrases: Readonly<Record<Outcome, readonly string[]>> = {
  done: [
    'done', 'all done', 'it is done', "it's done", 'this is done', 'completed',
    'erledigt', 'ist erledigt', 'alles erledigt', 'gemacht', 'habe ich erledigt', 'hab ich erledigt',
    'fait', "c'est fait", 'hecho', 'está hecho', 'fatto', 'è fatto',
  ], // prettier-ignore
  'no-answer': [
    'no answer', 'no reply', 'no response', 'not reached', "didn't answer", 'did not answer',
    "they didn't answer", 'they did not answer', 'could not reach them', "couldn't reach them",
    'nicht erreicht', 'niemand erreicht', 'niemanden erreicht', 'keine antwort', 'keine rückmeldung',
    'pas de réponse', 'sin respuesta', 'nessuna risposta',
  ], // prettier-ignore
  declined: [
    'declined', 'they declined', 'client declined', 'the client declined',
    'abgelehnt', 'wurde abgelehnt', 'haben abgelehnt', 'kunde hat abgelehnt', 'der kunde hat abgelehnt',
    'refusé', 'ils ont refusé', 'rechazado', 'rifiutato',
  ], // prettier-ignore
};

const byPhrase: ReadonlyMap<string, Outcome> = new Map(
  Object.entries(phrases).flatMap(([outcome, all]) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table above
    all.map((phrase) => [phrase, outcome as Outcome] as const),
  ),
);

const greeting =
  /^(?:hi|hello|hey|dear|good (?:morning|day|afternoon)|hallo|liebe[rs]?|guten (?:morgen|tag)|moin|servus|grüezi|bonjour|hola|buongiorno|ciao)\b[^.?:;]{0,60}$/i;

/** What a line says, without the signs around it. */
const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/^[\s*_"“”'.!,;:–—-]+|[\s*_"“”'.!,;:–—-]+$/g, '')
    .replaceAll(/\s+/g, ' ');

/** An answer as it is recorded: without an outcome it has to be asked for. */
export interface SaidOutcome {
  readonly outcome: Outcome | null;
  /** What else was said; empty where that was all. */
  readonly note: string;
}

/** Where the first part of a line ends: `Done. They were happy`, `No answer - I call again`. */
const partEnds = /[.!,;:](?=\s)|\s[–—-]+(?=\s)/;

/** What the words say came of it, and what is left of them as a note. */
export function saidOutcome(words: string): SaidOutcome {
  const unclear: SaidOutcome = { outcome: null, note: words };
  const lines = words.split('\n');
  const at = lines.findIndex((line) => line.trim() !== '' && !greeting.test(line.trim()));
  const first = (lines[at] ?? '').trim();
  const below = lines.slice(at + 1).join('\n');
  const whole = byPhrase.get(bare(first));
  if (whole !== undefined && !first.includes('?')) return { outcome: whole, note: below.trim() };
  const end = partEnds.exec(first);
  if (end === null) return unclear;
  const outcome = byPhrase.get(bare(first.slice(0, end.index)));
  const rest = first.slice(end.index + end[0].length).trim();
  if (outcome === undefined || saysAnother(rest, outcome)) return unclear;
  return { outcome, note: [rest, below.trim()].filter((one) => one !== '').join('\n') };
}

/** Words that may take back what was said before them. */
const denials = [
  'not', 'nobody', 'none', 'never', "didn't", "wasn't", "isn't", "don't", "won't", 'nicht', 'niemand', 'nie',
  'kein', 'keine', 'keinen', 'keiner', 'pas', 'personne', 'jamais', 'nadie', 'nunca', 'nessuno', 'non', 'mai',
]; // prettier-ignore

/** Whether the rest of a line says that something else came of it, or takes it back. */
function saysAnother(rest: string, outcome: Outcome): boolean {
  const text = ` ${rest
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[^\p{L}\p{N}']+/gu, ' ')} `;
  const denies = outcome === 'done' && denials.some((word) => text.includes(` ${word} `));
  return denies || [...byPhrase].some(([phrase, other]) => other !== outcome && text.includes(` ${phrase} `));
}
