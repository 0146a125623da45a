/** What somebody wrote in a mail themselves, what it says came of an item, and who or what wrote it. */
import { mailOriginOf } from '../../domain/integrations/mail-origin';
import { ownWordsOf } from '../../domain/integrations/own-words';
import { isBelow, spfDomainIn } from '../../domain/integrations/relay-word';
import { replyAddressOf, replyTokensIn } from '../../domain/integrations/reply-address';
import { saidOutcome } from '../../domain/integrations/said-outcome';
import { lineMeant } from '../../domain/organisation/line-meant';

const quoted = '> A call with Alpine Tools is due.\n> Say what came of it.\n';

test.each([
  ['Gmail, English', `Done.\n\nOn Wed, Mar 3, 2027 at 10:12 AM Holdfast <holdfast@vendor.example> wrote:\n\n${quoted}`],
  ['Gmail, broken over two lines', `Done.\n\nOn Wed, Mar 3, 2027 at 10:12 AM Holdfast, the vendor's keeper\n<reply+0123@reply.vendor.example> wrote:\n\n${quoted}`],
  ['Gmail, German', `Done.\n\nAm Mi., 3. März 2027 um 10:12 Uhr schrieb Holdfast <holdfast@vendor.example>:\n\n${quoted}`],
  ['Gmail, French', `Done.\n\nLe mer. 3 mars 2027 à 10:12, Holdfast <holdfast@vendor.example> a écrit :\n\n${quoted}`],
  ['Gmail, Spanish', `Done.\n\nEl mié, 3 mar 2027 a las 10:12, Holdfast (<holdfast@vendor.example>) escribió:\n\n${quoted}`],
  ['Gmail, Italian', `Done.\n\nIl giorno mer 3 mar 2027 alle ore 10:12 Holdfast <holdfast@vendor.example> ha scritto:\n\n${quoted}`],
  ['Apple, English', `Done.\n\n> On 3 Mar 2027, at 10:12, Holdfast <holdfast@vendor.example> wrote:\n> \n${quoted}`],
  ['Apple, German', `Done.\n\n> Am 03.03.2027 um 10:12 schrieb Holdfast <holdfast@vendor.example>:\n> \n${quoted}`],
  ['Apple, on a telephone', `Done.\n\nSent from my iPhone\n\n> On 3 Mar 2027, at 10:12, Holdfast <holdfast@vendor.example> wrote:\n${quoted}`],
  ['Apple, French, with a hard blank', `Done.\n\nLe 3 mars 2027 à 10:12, Holdfast <holdfast@vendor.example> a écrit\u00a0:\n\n${quoted}`],
  ['Thunderbird, English', `On 3/3/27 10:12, Holdfast wrote:\n${quoted}\nDone.\n\n-- \nAnna Weber\nVendor Ltd\n`],
  ['Thunderbird, German, below', `Am 03.03.27 um 10:12 schrieb Holdfast:\n${quoted}\nDone.\n`],
  ['Outlook, English', 'Done.\r\n\r\nAnna\r\n\r\nFrom: Holdfast <holdfast@vendor.example>\r\nSent: Wednesday, 3 March 2027 10:12\r\nTo: Anna Weber\r\nSubject: Call with Alpine Tools\r\n\r\nA call is due.\r\n'],
  ['Outlook, with a rule', 'Done.\n\n-----Original Message-----\nFrom: Holdfast\nSent: Wednesday\n\nA call is due.'],
  ['Outlook on the web', 'Done.\n\n________________________________\nFrom: Holdfast <holdfast@vendor.example>\nSent: Wednesday, March 3, 2027 10:12 AM\nTo: Anna\n\nA call is due.'],
  ['Outlook, German', 'Done.\n\nVon: Holdfast <holdfast@vendor.example>\nGesendet: Mittwoch, 3. März 2027 10:12\nAn: Anna Weber\nBetreff: Anruf\n\nEin Anruf ist fällig.'],
  ['Outlook, German, with a rule', 'Done.\n\n-----Ursprüngliche Nachricht-----\nVon: Holdfast\nGesendet: Mittwoch\n\nEin Anruf ist fällig.'],
  ['Outlook, French', 'Done.\n\nDe : Holdfast <holdfast@vendor.example>\nEnvoyé : mercredi 3 mars 2027 10:12\nÀ : Anna\nObjet : Appel\n\nUn appel est dû.'],
  ['Outlook, Spanish', 'Done.\n\nDe: Holdfast <holdfast@vendor.example>\nEnviado el: miércoles, 3 de marzo de 2027 10:12\nPara: Anna\n\nToca una llamada.'],
  ['Outlook, Italian', 'Done.\n\nDa: Holdfast <holdfast@vendor.example>\nInviato: mercoledì 3 marzo 2027 10:12\nA: Anna\n\nUna chiamata.'],
  ['Outlook on a telephone', 'Done.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Holdfast <holdfast@vendor.example>\nSent: Wednesday, March 3, 2027 10:12:00 AM\n\nA call is due.'],
  ['German telephone', `Done.\n\nVon meinem iPhone gesendet\n\n> Am 03.03.2027 um 10:12 schrieb Holdfast <holdfast@vendor.example>:\n${quoted}`],
  ['Yahoo', 'Done.\n\n    On Wednesday, March 3, 2027 at 10:12:00 AM GMT+1, Holdfast <holdfast@vendor.example> wrote:  \n \n A call is due.'],
  ['plain quotes alone', `${quoted}Done.`],
  ['nothing else', 'Done.'],
])('own words: %s', (_, text) => {
  expect(ownWordsOf(text).split('\n')[0]).toBe('Done.');
  expect(ownWordsOf(text)).not.toMatch(/due|fällig|dû|Toca|chiamata|Vendor Ltd|iPhone|Outlook/);
}); // prettier-ignore

test.each([
  ['a mail without words has none', `\n\nOn 3/3/27 10:12, Holdfast wrote:\n${quoted}`, ''],
  ['nor has a signature', '-- \nAnna Weber', ''],
  ['what stands between quoted lines stays', 'On 3/3/27 10:12, Holdfast wrote:\n> Who was there?\nTom.\n> How was it?\nGood.', 'Tom.\nGood.'],
  ['a sentence that ends so is no such line', 'On Monday she wrote:\nwe stay.', 'On Monday she wrote:\nwe stay.'],
  ['nor is a line about somebody', 'From: what I hear, they stay.\nGood.', 'From: what I hear, they stay.\nGood.'],
  ['a price list stays', 'Three things:\n- 10:00 call\n-- next week\n', 'Three things:\n- 10:00 call\n-- next week'],
])('own words: %s', (_, text, words) => expect(ownWordsOf(text)).toBe(words)); // prettier-ignore

test('words of a mail are found in good time, whatever is sent', () => {
  const began = performance.now();
  for (const odd of ['On '.repeat(50_000), `${'> '.repeat(30_000)}\n`, 'On 1:11 @\n'.repeat(20_000), '(('.repeat(40_000)]) {
    expect(typeof ownWordsOf(odd)).toBe('string');
    spfDomainIn([{ key: 'authentication-results', value: odd }], 'relay');
    saidOutcome(odd);
    mailOriginOf({ headers: [], subject: odd, text: odd });
  }
  expect(performance.now() - began).toBeLessThan(5_000);
}); // prettier-ignore

test.each([
  ['done', 'done', ''],
  ['Done.', 'done', ''],
  ['Done!\nAnna is happy.', 'done', 'Anna is happy.'],
  ['Done. Anna is happy, and asks for a visit.\nIn May.', 'done', 'Anna is happy, and asks for a visit.\nIn May.'],
  ['Hi,\n\ndone\n\nBest, Mira', 'done', 'Best, Mira'],
  ['It’s done', 'done', ''],
  ['Erledigt', 'done', ''],
  ['erledigt - sie verlängern', 'done', 'sie verlängern'],
  ['No answer, I left a message', 'no-answer', 'I left a message'],
  ['Nicht erreicht', 'no-answer', ''],
  ['Keine Antwort. Nächste Woche wieder.', 'no-answer', 'Nächste Woche wieder.'],
  ['They declined.', 'declined', ''],
  ['Abgelehnt: kein Budget', 'declined', 'kein Budget'],
  ['Done. Not yet!', null, 'Done. Not yet!'],
  ['Done. Nobody answered though.', null, 'Done. Nobody answered though.'],
  ['C’est fait', 'done', ''],
  ['Sin respuesta', 'no-answer', ''],
  ['Rifiutato', 'declined', ''],
  // What could mean something else is asked for.
  ['Done?', null, 'Done?'],
  ['Not done', null, 'Not done'],
  ['Nicht erledigt', null, 'Nicht erledigt'],
  ['Done: no answer', null, 'Done: no answer'],
  ['Done with this client', null, 'Done with this client'],
  ['Erledigt, aber abgelehnt', null, 'Erledigt, aber abgelehnt'],
  ['Spoke to Anna, all is well', null, 'Spoke to Anna, all is well'],
  ['Thanks', null, 'Thanks'],
])('what came of it: %j', (words, outcome, note) => expect(saidOutcome(words)).toEqual({ outcome, note })); // prettier-ignore

const header = (key: string, value: string) => ({ key, value });
const replied = header('auto-submitted', 'auto-replied');

test.each([
  ['a person', [], 'Re: your call', 'I am on it.', 'person'],
  ['a person who says so', [header('auto-submitted', 'no')], 'Re: call', 'Fine.', 'person'],
  ['a person who speaks of leaving', [], 'My last day', 'I have left the company on Friday.', 'person'],
  ['Gmail', [replied, header('precedence', 'bulk'), header('x-autoreply', 'yes')], 'Re: call', 'Back on Monday.', 'away'],
  ['Exchange, English', [header('auto-submitted', 'auto-generated'), header('x-auto-response-suppress', 'All')], 'Automatic reply: call', 'Back on Monday.', 'away'],
  ['German', [replied], 'Automatische Antwort: Anruf', 'Ich bin bis Montag nicht im Büro.', 'away'],
  ['German, by its subject alone', [], 'Abwesenheitsnotiz: Anruf', 'Ich bin bis Montag nicht da.', 'away'],
  ['French', [replied], 'Réponse automatique : appel', 'Je suis absente jusqu’à lundi.', 'away'],
  ['Spanish', [replied], 'Respuesta automática: llamada', 'Estoy fuera de la oficina hasta el lunes.', 'away'],
  ['Italian', [replied], 'Risposta automatica: chiamata', 'Sono fuori sede fino a lunedì.', 'away'],
  ['left, English', [replied], 'Automatic reply: call', 'Tom Berg is no longer with Alpine Tools. Please write to sales.', 'left'],
  ['left, German', [replied], 'Automatische Antwort', 'Herr Berg ist nicht mehr im Unternehmen.', 'left'],
  ['left, German, otherwise', [replied], 'Automatische Antwort', 'Frau Berg hat das Unternehmen verlassen.', 'left'],
  ['left, French', [replied], 'Réponse automatique', 'Tom Berg ne travaille plus chez Alpine Tools.', 'left'],
  ['left, Spanish', [replied], 'Respuesta automática', 'Tom Berg ya no trabaja en Alpine Tools.', 'left'],
  ['left, Italian', [replied], 'Risposta automatica', 'Tom Berg non lavora più in Alpine Tools.', 'left'],
  ['a ticket system', [header('auto-submitted', 'auto-generated')], 'Ticket 7 was opened', 'We look at it.', 'automatic'],
  ['a list', [header('list-id', '<news.example>')], 'News', 'Many things.', 'list'],
  ['a bounce', [header('content-type', 'multipart/report; report-type=delivery-status')], 'Undelivered', 'No such user.', 'bounce'],
  ['a mail server', [header('from', 'MAILER-DAEMON@mx.example')], 'Undelivered', 'No such user.', 'bounce'],
  ['ourselves', [header('x-holdfast-mail', 'item-due')], 'Call', 'A call is due.', 'ours'],
])('who wrote it: %s', (_, headers, subject, text, origin) => expect(mailOriginOf({ headers, subject, text })).toBe(origin)); // prettier-ignore

const results = (value: string) => header('authentication-results', value);

test.each([
  ['the relay found it to be allowed', [results('mx.vendor.example; spf=pass (ok; it is) smtp.mailfrom=anna@vendor.example')], 'vendor.example'],
  ['with a domain alone', [results('mx.vendor.example 1; dkim=none; spf=pass smtp.mailfrom=vendor.example')], 'vendor.example'],
  ['the relay found nothing', [results('mx.vendor.example; spf=softfail smtp.mailfrom=anna@vendor.example')], null],
  ['another relay says so', [results('evil.example; spf=pass smtp.mailfrom=anna@vendor.example')], null],
  ['a comment says so', [results('evil.example (mx.vendor.example;); spf=pass smtp.mailfrom=anna@vendor.example')], null],
  ['only the topmost counts', [results('mx.vendor.example; spf=fail smtp.mailfrom=x@evil.example'), results('mx.vendor.example; spf=pass smtp.mailfrom=anna@vendor.example')], null],
  ['nobody says anything', [], null],
])('the relay’s word: %s', (_, headers, domain) => expect(spfDomainIn(headers, 'mx.vendor.example')).toBe(domain)); // prettier-ignore

test('without a relay that is trusted nobody’s word counts; a domain belongs to the one above it, and not the other way', () => {
  expect(spfDomainIn([results('mx.vendor.example; spf=pass smtp.mailfrom=a@vendor.example')], undefined)).toBeNull();
  expect(isBelow('bounce.vendor.example', 'vendor.example')).toBe(true);
  expect(isBelow('vendor.example', 'mail.vendor.example')).toBe(false);
  expect(isBelow('notvendor.example', 'vendor.example')).toBe(false);
});

test('an address names its token in whatever letters it is written', () => {
  const token = 'ab01'.repeat(10);
  const address = replyAddressOf(token, 'reply.vendor.example');
  expect(address.indexOf('@')).toBeLessThanOrEqual(64);
  expect(replyTokensIn([address, address.toUpperCase()], 'reply.vendor.example')).toEqual([token]);
  expect(replyTokensIn([address, 'reply+zz@reply.vendor.example', 'x'], 'other.example')).toEqual([]);
});

test('a mail is about the product that its subject names, else the one whose deal names them, else the writer’s', () => {
  const line = (id: string, product: string, rep: string, knowsThem = false) => ({ id, product, rep, knowsThem });
  const lines = [line('a', 'CRM Pro', 'tom'), line('b', 'Mail Hub', 'mira'), line('c', 'Desk', 'tom', true)];
  expect(lineMeant(lines, 'Re: your crm pro', 'mira')?.id).toBe('a');
  expect(lineMeant(lines, 'Hello', 'mira')?.id).toBe('c');
  expect(lineMeant(lines.slice(0, 2), 'Hello', 'mira')?.id).toBe('b');
  expect(lineMeant([], 'Hello', 'mira')).toBeNull();
});
