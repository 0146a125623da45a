/** Who or what wrote a mail: a person, a program in their absence, a list, a mail server, or we ourselves. */

import { ownWordsOf } from './own-words';

/**
 * - `person`: somebody sat down and wrote it.
 * - `away`, `left`: their mail program, while they are out of the office, or since they left.
 * - `automatic`: some other program. `list`: it went to many. `bounce`: a mail server speaks of a mail. `ours`: we sent it.
 */
export const mailOrigins = ['person', 'away', 'left', 'automatic', 'list', 'bounce', 'ours'] as const;
export type MailOrigin = (typeof mailOrigins)[number];

/** What is looked at. Header names are in small letters; of a header that comes twice both are there. */
export interface MailSeen {
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly subject: string;
  readonly text: string;
}

/**
 * What programs write above such a mail: alone, or before the subject of the mail that they answer, or before a day. Whoever
 * answers such a mail has `Re:` before it. It proves nothing by itself: people write of absences as well.
 */
const subjectOfAway =
  /^(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|autoreply|(?:i am |i['’]m )?(?:currently )?out of (?:the )?office(?: (?:auto(?:matic)?[- ]?)?(?:reply|response|message|notification|notice))?|(?:on |annual )?(?:vacation|leave|holidays?)(?: (?:reply|message|notice))?|abwesend|abwesenheit(?:snotiz|sassistent|smeldung|snachricht|sbenachrichtigung)?|automatische (?:antwort|rückantwort)|autoantwort|ich bin (?:nicht im büro|abwesend|im urlaub)|nicht im büro|réponse automatique|(?:message d['’])?absence(?: du bureau)?|(?:je suis )?absente?(?: du bureau)?|hors du bureau|respuesta automática|fuera de (?:la )?oficina|ausencia|(?:estoy )?ausente|risposta automatica|fuori (?:sede|ufficio)|assenza|assente)\s*(?:$|[:,;.!([|–—-]|(?:re|aw|tr|rv|r|wg|fw|fwd)\s?:|until\b|till\b|from\b|bis\b|vom?\b|ab\b|jusqu|du\b|hasta\b|del?\b|fino\b|dal?\b|\d)/iu;

/** How people say, in their absence, that they are not there: it stands at the beginning, and means now or a time to come. */
const startsAway: readonly RegExp[] = [
  /\b(?:i am|i['’]m|i will be|i['’]ll be|we are|we['’]re)\s(?:\S+\s){0,2}?(?:out of (?:the )?office|out on|away\b|on (?:\S+ ){0,2}(?:leave|vacation|holidays?)|not in the office|travel?ling|unavailable|not available)/iu,
  /\b(?:is|will be) (?:currently )?(?:out of (?:the )?office|on (?:\S+ ){0,2}(?:leave|vacation|holidays?)|away (?:until|from))/iu,
  /^\s*(?:currently )?out of (?:the )?office\b/iu,
  /\b(?:i (?:will|['’]ll) (?:be back|return)|i['’]ll be back|back in the office|returning (?:on|to the office))/iu,
  /\b(?:ich|wir) (?:bin|sind|werde|befinde mich|habe)\s(?:(?:[^.!?\n]|(?<=\d)\.){0,80}\s)?(?:abwesend|außer haus|ausser haus|nicht (?:im büro|im haus|da|erreichbar|am platz|verfügbar)|(?:im|in|in den|auf) (?:\S+ )?(?:urlaub|ferien|elternzeit|mutterschutz|dienstreise|geschäftsreise)|unterwegs)/iu,
  /\b(?:bin|sind) (?:ich|wir)\s(?:(?:[^.!?\n]|(?<=\d)\.){0,60}\s)?(?:abwesend|außer haus|ausser haus|nicht (?:im büro|im haus|da|erreichbar)|im urlaub|wieder (?:da|im büro|erreichbar))/iu,
  /\b(?:ab|bis)(?: zum)? (?:[^.!?\n]|(?<=\d)\.){1,40} (?:wieder|nicht) (?:da|im büro|erreichbar|im haus)\b/iu,
  /\bje (?:suis|serai)\s(?:(?:[^.!?\n]|(?<=\d)\.){0,40}\s)?(?:absente?|en (?:congés?|vacances|déplacement)|hors du bureau|indisponible|de retour)/iu,
  /\b(?:estoy|estaré|me encuentro|me encontraré)\s(?:(?:[^.!?\n]|(?<=\d)\.){0,40}\s)?(?:fuera de|ausente|de vacaciones|de baja|de viaje|de vuelta)/iu,
  /\b(?:sono|sarò|mi trovo)\s(?:(?:[^.!?\n]|(?<=\d)\.){0,40}\s)?(?:fuori (?:sede|ufficio)|assente|in (?:ferie|vacanza|congedo|trasferta)|di ritorno)/iu,
];

const wordsOfLeaving =
  /\b(?:no longer (?:with|at|works?|working|employed|part of)|no longer (?:in use|active|monitored)|(?:has|have) left (?:the company|the firm|us\b|our company|our organi[sz]ation)|nicht mehr (?:bei|für|in unserem|im unternehmen|im hause?|in der (?:firma|gesellschaft|abteilung)|teil|tätig|beschäftigt)\b|(?:hat|habe) (?:das|unser) unternehmen verlassen|(?:hat|habe) die firma verlassen|ausgeschieden|ne travaill?e plus|ne fait plus partie|(?:a|ai) quitté (?:la société|l['’]entreprise|le groupe|notre)|ya no (?:trabaja|trabajo|forma parte)|(?:ha dejado|he dejado|dejó) (?:la empresa|la compañía|de trabajar)|non (?:lavora|lavoro) più|non fa più parte|(?:ha|ho) lasciato (?:l['’]azienda|la società))/iu;

/** So much of a text is its beginning: what programs say for somebody stands there. */
const beginning = 500;

const automaticHeaders: readonly string[] = ['x-autoreply', 'x-autorespond', 'x-autoresponse'];
const listHeaders: readonly string[] = ['list-id', 'list-unsubscribe', 'list-post'];
const writtenByServers = /^(?:mailer-daemon|postmaster)@/i;

/** Who or what wrote it. */
export function mailOriginOf({ headers, subject, text }: MailSeen): MailOrigin {
  const all = (key: string): readonly string[] =>
    headers.filter((one) => one.key === key).map(({ value }) => value.trim().toLowerCase());
  const has = (keys: readonly string[]): boolean => headers.some(({ key }) => keys.includes(key));
  if (headers.some(({ key }) => key.startsWith('x-holdfast-'))) return 'ours';
  const precedence = all('precedence');
  if (
    all('content-type').some((type) => type.startsWith('multipart/report')) ||
    all('from').some((value) => writtenByServers.test(/<([^<>]*)>/.exec(value)?.[1] ?? value))
  )
    return 'bounce';
  const says = ownWordsOf(text).slice(0, beginning);
  const isAbsence = subjectOfAway.test(subject.trim().slice(0, longestSubject));
  const awayAt = Math.min(...startsAway.map((one) => says.search(one)).filter((at) => at >= 0));
  const isAway = awayAt < beginning;
  // Who is away until Monday may say of somebody else that they left.
  const leftAt = `${subject.slice(0, longestSubject)}\n${says}`.search(wordsOfLeaving);
  const tellsLeaving = leftAt >= 0 && leftAt <= awayAt + Math.min(subject.length, longestSubject);
  const isAutomatic =
    all('auto-submitted').some((value) => !/^no\b/.test(value)) ||
    has(automaticHeaders) ||
    precedence.includes('auto_reply') ||
    all('return-path').includes('<>') ||
    // Not every program says that it is one: then subject and words have to say it both.
    (isAbsence && (tellsLeaving || isAway));
  if (isAutomatic && tellsLeaving) return 'left';
  if (isAutomatic && (isAbsence || isAnswer(headers))) return 'away';
  if (has(listHeaders) || precedence.some((value) => ['list', 'bulk', 'junk'].includes(value))) return 'list';
  return isAutomatic ? 'automatic' : 'person';
}

/** So much of a subject is looked at. */
const longestSubject = 400;

/** Whether it says which mail it answers: programs that speak for somebody who is away do. */
const isAnswer = (headers: MailSeen['headers']): boolean =>
  headers.some(({ key, value }) => key === 'auto-submitted' && /^auto-replied\b/i.test(value.trim()));
