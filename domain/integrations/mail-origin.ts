/** Who or what wrote a mail: a person, a program in their absence, a list, a mail server, or we ourselves. */

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

const subjectOfAway =
  /^(?:(?:re|aw|tr|rv|r)\s?:\s*)*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|autoreply|out of (?:the )?office|on (?:vacation|leave)|abwesen(?:d|heit)|automatische antwort|ich bin (?:nicht im büro|abwesend)|réponse automatique|absence du bureau|absen(?:t|ce)\b|respuesta automática|fuera de (?:la )?oficina|ausencia|risposta automatica|fuori (?:sede|ufficio)|assenza)/i;

const wordsOfLeaving =
  /\b(?:no longer (?:with|at|works?|working|employed|part of)|(?:has|have) left (?:the company|the firm|us\b|our company|our organi[sz]ation)|nicht mehr (?:bei|für|in unserem|im|in der|teil)\b|(?:hat|habe) (?:das|unser) unternehmen verlassen|(?:hat|habe) die firma verlassen|ausgeschieden|ne travaill?e plus|ne fait plus partie|(?:a|ai) quitté (?:la société|l['’]entreprise|le groupe|notre)|ya no (?:trabaja|trabajo|forma parte)|(?:ha dejado|he dejado|dejó) (?:la empresa|la compañía|de trabajar)|non (?:lavora|lavoro) più|non fa più parte|(?:ha|ho) lasciato (?:l['’]azienda|la società))/i;

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
  const isAutomatic =
    all('auto-submitted').some((value) => !/^no\b/.test(value)) ||
    has(automaticHeaders) ||
    precedence.includes('auto_reply') ||
    all('return-path').includes('<>') ||
    subjectOfAway.test(subject.trim());
  const saysItself = `${subject}\n${text.slice(0, 4_000)}`;
  if (isAutomatic && wordsOfLeaving.test(saysItself)) return 'left';
  if (isAutomatic && (subjectOfAway.test(subject.trim()) || isAnswer(headers))) return 'away';
  if (has(listHeaders) || precedence.some((value) => ['list', 'bulk', 'junk'].includes(value))) return 'list';
  return isAutomatic ? 'automatic' : 'person';
}

/** Whether it says which mail it answers: programs that speak for somebody who is away do. */
const isAnswer = (headers: MailSeen['headers']): boolean =>
  headers.some(({ key, value }) => key === 'auto-submitted' && /^auto-replied\b/i.test(value.trim()));
