/**
 * What a mail server's answer means for the mail: whether waiting helps, or whose end it is.
 *
 *   the connection, the greeting, EHLO, STARTTLS, AUTH, MAIL FROM     ──► passes, whatever it says: that is between it and us
 *   any step, 4xx or no answer at all                                 ──► passes
 *   RCPT TO, 5xx   the address is unknown, disabled, moved, no address ──► `recipient`
 *   DATA, 5xx      too large, malformed, taken for spam                ──► `content`
 *   RCPT TO, DATA  about the relay, about us as the sender, about how
 *                  much at once, or about a mailbox that is full       ──► passes, though it is a 5xx
 *
 * Of a 5xx to RCPT TO or DATA the enhanced code decides where it is clear (RFC 3463, 5248, 7372), then the words, then the
 * reply code. A relay that is set up wrongly must cost no mail: what may be meant for us as the sender passes.
 */
import type { MailEnd } from '../core/mail-end';

/** The commands that an answer may be to; `CONN`: none yet, `API`: none was sent. */
const smtpCommands = [
  'CONN',
  'EHLO',
  'HELO',
  'LHLO',
  'STARTTLS',
  'AUTH',
  'MAIL FROM',
  'RCPT TO',
  'DATA',
  'API',
] as const;
export type SmtpCommand = (typeof smtpCommands)[number];

/** What a mail server said, and to what; it is read here and goes no further. */
export interface MailServerAnswer {
  /** Null where nobody knows. */
  readonly command: SmtpCommand | null;
  /** The reply code; null where no answer came. */
  readonly code: number | null;
  /** The enhanced status code, such as `5.1.1`; null where it sent none. */
  readonly enhanced: string | null;
  readonly words: string;
}

export type MeaningOfAnswer = 'passes' | MailEnd;

/** The command as it is called here: `AUTH PLAIN` is `AUTH`. Null for any other. */
export function smtpCommandOf(text: string): SmtpCommand | null {
  return smtpCommands.find((command) => text === command || text.startsWith(`${command} `)) ?? null;
}

/** The enhanced status code with which the words of an answer begin. */
export function enhancedCodeOf(reply: string): string | null {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?!\d)/.exec(reply)?.[1] ?? null;
}

/** By the enhanced code alone, where that settles it. */
const byEnhanced: readonly (readonly [RegExp, MeaningOfAnswer])[] = [
  // The sender's address, or where it stands: ours.
  [/^5\.1\.[78]$/, 'passes'],
  // The recipient's: unknown, ambiguous, malformed, moved, at a host that takes no mail.
  [/^5\.1\.\d+$/, 'recipient'],
  // Their mailbox is full.
  [/^5\.2\.2$/, 'passes'],
  [/^5\.2\.3$/, 'content'],
  // Too big for the system; anything else about the system is its own.
  [/^5\.3\.4$/, 'content'],
  [/^5\.3\.\d+$/, 'passes'],
  // The network, the routing, congestion, a loop, too long under way.
  [/^5\.4\.[23567]$/, 'passes'],
  [/^5\.6\.\d+$/, 'content'],
  // No reason given, no sign-in, and a sender who is not set up as it should be (SPF, DKIM, DMARC, reverse DNS).
  [/^5\.7\.(?:0|3|8|9|1[0-4]|2[0-9])$/, 'passes'],
];

/** No such address. It comes before the words that pass: such an answer may name a rule or a list too. */
const unknownThere: readonly RegExp[] = [
  /(?<!\b(?:sender|sender’s|sender's|your) )\b(?:user|recipient|mailbox|address|addressee|account)\b.{0,60}\b(?:unknown|not (?:found|known|exist|here)|(?:does|did) ?n[o']t exist|no longer|invalid|disabled|inactive|suspended|deactivated)/i,
  /\b(?:unknown|no such|invalid|non-?existent) (?:(?!sender)\w+ ){0,2}(?:user|recipient|mailbox|address|account)\b/i,
];

/** About us as the sender, about the relay, or about how much we send. */
const aboutUs: readonly RegExp[] = [
  /\btry (?:again|it again)?\s*later\b|\btry again\b|\btemporar(?:y|ily)\b|\bgr[ae]y-?list/i,
  /\blimits?\b.{0,40}\b(?:exceed|reach)|\bexceed\w*\b.{0,40}\b(?:limit|rate|quota)|\bfrequency\b|\brate\b.{0,20}\b(?:limit|exceed)|\bthrottl|\btoo (?:many|much|quickly|fast)\b/i,
  /\b(?:quota|over ?quota|mailbox (?:is )?full|insufficient (?:system )?(?:storage|space)|out of (?:disk )?space)\b/i,
  /\b(?:black|block|deny|reputation)[ -]?list|\bspamhaus\b|\b(?:rbl|dnsbl)\b/i,
  /\b(?:client|host|ip|server|connections?|sender|source|network)\b.{0,40}\b(?:block|ban|reject|refus|denied)/i,
  /\brelay(?:ing)?\b|\byour (?:account|address|domain|host|ip|message rate|server)\b/i,
  /\b(?:un)?authenticat|\bauthori[sz]|\b(?:dmarc|dkim|spf)\b|\bsender\b.{0,40}\b(?:verif|address|not (?:allowed|owned|accepted))|\bnot (?:allowed|permitted) to send\b/i,
];

const tooLarge = /\b(?:message|mail|size)\b.{0,40}\b(?:too (?:large|big|long)|exceeds?)|\bexceeds? .{0,30}\bsize\b/i;

/** An address that an answer repeats says nothing: its parts are words like any other. */
const withoutAddresses = (said: string): string => said.replaceAll(/\S+/g, (word) => (word.includes('@') ? ' ' : word));

/** Reply codes about signing in, and one for a full mailbox: never about the recipient or the content. */
const passing: ReadonlySet<number> = new Set([521, 530, 534, 535, 538, 552]);

/** What an answer means for the mail. Total: whatever a server says, one of the three. */
export function meaningOf({ command, code, enhanced, words: said }: MailServerAnswer): MeaningOfAnswer {
  if (code === null || code < 500) return 'passes';
  if (command !== 'RCPT TO' && command !== 'DATA') return 'passes';
  const settled = byEnhanced.find(([codes]) => enhanced !== null && codes.test(enhanced));
  if (settled !== undefined) return settled[1];
  const words = withoutAddresses(said);
  if (tooLarge.test(words)) return 'content';
  if (command === 'RCPT TO' && isUnknownThere(words)) return 'recipient';
  if (passing.has(code) || aboutUs.some((about) => about.test(words))) return 'passes';
  // Commands that it does not know, or not now: between it and us.
  if (code < 550 && code !== 501) return 'passes';
  return command === 'RCPT TO' ? 'recipient' : afterData(words);
}

const isUnknownThere = (words: string): boolean => unknownThere.some((saying) => saying.test(words));

/** Some servers look for the recipient only once they have the mail. */
function afterData(words: string): MailEnd {
  return isUnknownThere(words) ? 'recipient' : 'content';
}

const meanings: Readonly<Record<MeaningOfAnswer, string>> = {
  passes: 'it is tried again',
  recipient: 'it takes no mail for this address',
  content: 'it takes no mail with this content',
};

/** An answer in words for ops: codes and our own words only, for a server repeats addresses and whatever else it was sent. */
export function answerText(answer: Omit<MailServerAnswer, 'words'>, meaning: MeaningOfAnswer): string {
  const { command, code, enhanced } = answer;
  const codes = [code, enhanced].filter((part) => part !== null).join(' ');
  const to = command === null || command === 'API' ? '' : ` to ${command === 'CONN' ? 'the connection' : command}`;
  return `the mail server answered ${codes}${to}: ${meanings[meaning]}`;
}
