/** Odd and hostile mails, from their bytes: whose words are in them, and who or what wrote them. */
import { mailOriginOf } from '../../domain/integrations/mail-origin';
import { ownWordsOf } from '../../domain/integrations/own-words';
import { readMail } from '../../outside/received-mail';

const head = ['From: Anna <anna@vendor.example>', 'To: reply+0123@reply.vendor.example', 'Subject: Re: Call', 'Message-ID: <one@vendor.example>', 'Date: Wed, 03 Mar 2027 10:12:00 +0000', 'MIME-Version: 1.0']; // prettier-ignore
/** The bytes of a mail with that body; what stands before an empty line are further headers. */
const mailOf = (body: string | Buffer, headers: readonly string[] = ['Content-Type: text/plain; charset=utf-8']): Buffer =>
  Buffer.concat([Buffer.from(`${[...head, ...headers].join('\r\n')}\r\n\r\n`), Buffer.from(body)]); // prettier-ignore
const html = (body: string): Buffer => mailOf(body, ['Content-Type: text/html; charset=utf-8']);
const parts = (kind: string, ...all: readonly string[]): Buffer =>
  mailOf([...all.map((one) => `--b\r\n${one}\r\n`), '--b--\r\n'].join(''), [
    `Content-Type: multipart/${kind}; boundary=b`,
  ]);
const plainPart = (text: string): string => `Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`;
const filePart = (type: string): string => `Content-Type: ${type}\r\nContent-Disposition: attachment; filename=a\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8=`; // prettier-ignore
const forwardedMail = 'Content-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\nSubject: Old\r\nContent-Type: text/plain\r\n\r\nA call is due.\r\n'; // prettier-ignore

const quoted = '> A call with Alpine Tools is due.\n> Say what came of it.\n';
const german = 'Am 03.03.27 um 10:12 schrieb Holdfast:';
const headOf = (...lines: readonly string[]): string => [...lines, '', 'A call is due.'].join('\n');
const gmail = '<div dir="ltr" class="gmail_attr">On 3 Mar 2027 at 10:12, Holdfast wrote:<br></div>';

test.each([
  ['Yahoo, German', mailOf(`Done.\n\nAm Mittwoch, 3. März 2027 um 10:12:00 MEZ hat Holdfast <h@vendor.example> Folgendes geschrieben:\n\n${quoted}`), 'Done.'],
  ['Outlook, German, its address first', mailOf(`Done.\n\nHoldfast <h@vendor.example> schrieb am Mi., 3. März 2027, 10:12:\n\n${quoted}`), 'Done.'],
  ['GMX, whose head begins with the day', mailOf(`Done.\n\n${headOf('Gesendet: Mittwoch, 3. März 2027 um 10:12 Uhr', 'Von: Holdfast <h@vendor.example>', 'An: Anna', 'Betreff: Anruf')}`), 'Done.'],
  ['GMX, with a rule', mailOf('Done.\n\n-------- Original-Nachricht --------\nDatum: Mittwoch\nVon: Holdfast\n\nA call is due.'), 'Done.'],
  ['Zoho', mailOf('Done.\n\n---- On Wed, 03 Mar 2027 10:12:00 +0100 Holdfast <h@vendor.example> wrote ---\n\nA call is due.'), 'Done.'],
  ['Yandex', mailOf(`Done.\n\n03.03.2027, 10:12, "Holdfast" <h@vendor.example>:\n${quoted}`), 'Done.'],
  ['Outlook, French, its head in bold, with copies', mailOf(`Done.\n\n${headOf('*De :* Holdfast <h@vendor.example>', '*Envoyé :* mercredi 3 mars 2027 10:12', '*À :* Anna', '*Cc :* Tom', '*Objet :* Appel')}`), 'Done.'],
  ['Apple, forwarded, Italian', mailOf(`Done.\n\nInizio messaggio inoltrato:\n\n${headOf('Da: Holdfast', 'Oggetto: Chiamata', 'Data: 3 marzo 2027', 'A: Anna')}`), 'Done.'],
  ['Apple, forwarded, German, quoted', mailOf('Done.\n\nAnfang der weitergeleiteten Nachricht:\n\n> Von: Holdfast\n> Betreff: Anruf\n> \n> A call is due.'), 'Done.'],
  ['forwarded without a word', mailOf(`---------- Forwarded message ---------\n${headOf('From: Holdfast <h@vendor.example>', 'Date: Wed, 3 Mar 2027', 'Subject: Call', 'To: Anna')}`), ''],
  ['no empty line before the quote', mailOf(`Done.\nTom was there.\nOn 3 Mar 2027, at 10:12, Holdfast <h@vendor.example> wrote:\n${quoted}`), 'Done.\nTom was there.'],
  ['below the quote, French', mailOf(`Le 03/03/2027 à 10:12, Holdfast a écrit :\n${quoted}\nDone.\n\n-- \nAnna\n`), 'Done.'],
  ['between quoted lines, German', mailOf(`${german}\n> Wer war da?\nTom.\n> Wie war es?\nGut.\n`), 'Tom.\nGut.'],
  ['a quote within a quote, set in', mailOf('Done.\n\nEl 3/3/27 a las 10:12, Ada escribió:\n > On 3/3/27 10:10, Holdfast wrote:\n > > A call is due.\n'), 'Done.'],
  ['Outlook, a sentence that speaks of a mail', mailOf('On 3 March at 10:12 Ada wrote:\nwe stay another year.'), 'On 3 March at 10:12 Ada wrote:\nwe stay another year.'],
  ['an appointment is no head', mailOf('Next visit\nDatum: 12. Mai\nVon: 10 bis 11 Uhr\nwith Tom'), 'Next visit\nDatum: 12. Mai\nVon: 10 bis 11 Uhr\nwith Tom'],
  ['what is sent from somewhere is no telephone', mailOf('Done.\nSent from my side, they sign tomorrow.'), 'Done.\nSent from my side, they sign tomorrow.'],
  ['a list writes below', mailOf('Done.\n\n_______________________________________________\nTeam mailing list\nTeam@lists.vendor.example\nhttps://lists.vendor.example/listinfo/team\n'), 'Done.'],
  ['a rule of one’s own is none of a list', mailOf('Done.\n________________\nTom was there.'), 'Done.\n________________\nTom was there.'],
  ['Gmail, HTML alone, answers between what is quoted', html(`<div class="gmail_quote">${gmail}<blockquote class="gmail_quote"><div>Who?</div></blockquote><div>Tom.</div><blockquote class="gmail_quote"><div>How?</div></blockquote><div>Good.</div></div>`), 'Tom.\nGood.'],
  ['Gmail, HTML alone, set in', html('<div>Done.</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>Tom was there.</div></blockquote>'), 'Done.\nTom was there.'],
  ['Thunderbird, HTML alone, below', html('<div class="moz-cite-prefix">On 3/3/27 10:12, Holdfast wrote:<br></div><blockquote type="cite"><p>A call is due.</p></blockquote><p>Done.</p><div class="moz-signature">-- <br>Anna</div>'), 'Done.'],
  ['Outlook, HTML alone, German', html('<p>Done.</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>Von:</b> Holdfast &lt;h@vendor.example&gt;<br><b>Gesendet:</b> Mittwoch, 3. März 2027 10:12<br><b>An:</b> Anna<br><b>Betreff:</b> Anruf</p></div><p>A call is due.</p>'), 'Done.'],
  ['Proton, HTML alone', html('<div>Done.</div><div class="protonmail_signature_block">Sent with Proton Mail</div><div class="protonmail_quote">On Wednesday, March 3rd, 2027 at 10:12, Holdfast &lt;h@vendor.example&gt; wrote:<blockquote class="protonmail_quote" type="cite">A call is due.</blockquote></div>'), 'Done.'],
  ['an empty mail', mailOf(''), ''],
  ['blanks alone', mailOf(' \u00a0\u200b\r\n\t\r\n'), ''],
  ['a signature alone', mailOf('-- \r\nAnna Weber\r\nVendor Ltd\r\n'), ''],
  ['pictures alone', html('<div><img src="cid:1" alt="Logo"><br></div>'), ''],
  ['files alone', parts('mixed', filePart('application/pdf'), filePart('text/plain; name=a.txt')), ''],
  ['a mail as a file is no words', parts('mixed', plainPart('Done.'), forwardedMail), 'Done.'],
  ['signed by S/MIME', parts('signed; protocol="application/pkcs7-signature"; micalg=sha-256', plainPart('Done.'), filePart('application/pkcs7-signature; name=smime.p7s')), 'Done.'],
  ['signed by PGP', parts('signed; protocol="application/pgp-signature"', plainPart('Done.'), filePart('application/pgp-signature; name=signature.asc')), 'Done.'],
  ['sealed by S/MIME', mailOf('MIAGCSqGSIb3DQEHA6CAMIACAQAx', ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m', 'Content-Transfer-Encoding: base64']), ''],
  ['UTF-7', mailOf('F+APw-r 1 +- 1: +IKw-20.', ['Content-Type: text/plain; charset=utf-7']), 'Für 1 + 1: €20.'],
  ['ISO-8859-15', mailOf(Buffer.from([0x46, 0xfc, 0x72, 0x20, 0xa4, 0x32, 0x30]), ['Content-Type: text/plain; charset=iso-8859-15']), 'Für €20'],
  ['GB18030', mailOf(Buffer.from([0xd2, 0xd1, 0xcd, 0xea, 0xb3, 0xc9]), ['Content-Type: text/plain; charset=gb18030']), '已完成'],
  ['quotation marks of Windows', mailOf(Buffer.from([0x93, 0x44, 0x6f, 0x6e, 0x65, 0x94, 0x20, 0x96, 0x20, 0x80, 0x35]), ['Content-Type: text/plain; charset=windows-1252']), '“Done” – €5'],
  ['a charset that nobody knows', mailOf('Done.', ['Content-Type: text/plain; charset=x-klingon']), 'Done.'],
  ['quoted-printable that is broken', mailOf('Done=2E =ZZ =\r\nfine', ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable']), 'Done. =ZZ fine'],
])('own words of a mail: %s', async (_, raw, words) => {
  expect(ownWordsOf((await readMail(raw)).text).replaceAll(/\n+/g, '\n')).toBe(words);
}); // prettier-ignore

test('lines of any length are read in good time, and what is quoted below them is left out', async () => {
  const began = performance.now();
  for (const line of ['x'.repeat(90_000), 'a b '.repeat(20_000), `Am ${'1'.repeat(90_000)}`, `sent from my ${'x'.repeat(90_000)}`]) {
    const words = ownWordsOf((await readMail(mailOf(`${line}\r\n\r\n${german}\r\n${quoted}`))).text);
    expect(words.length).toBe(line.trim().length);
    expect(mailOriginOf({ headers: [], subject: `Out of office ${line}`, text: line })).toBe('person');
  }
  expect(performance.now() - began).toBeLessThan(5_000);
}); // prettier-ignore

test('all of several addresses of ours are seen, however it is written to whom a mail went', async () => {
  const to = ['reply+1@reply.vendor.example', 'log@reply.vendor.example'];
  const many = Array.from({ length: 400 }, (_, n) => `Reader ${n} <r${n}@client.example>`);
  const raw = Buffer.from(`From: a@vendor.example\r\nTo: Team: ${to.join(', ')};,\r\n ${many.join(',\r\n ')}\r\nDelivered-To: <reply+2@reply.vendor.example>\r\nMessage-ID: <m@vendor.example>\r\n\r\nDone.`); // prettier-ignore
  const mail = await readMail(raw);
  expect(mail.deliveredTo).toEqual(expect.arrayContaining([...to, 'reply+2@reply.vendor.example', 'r399@client.example'])); // prettier-ignore
  expect(mail.to).not.toContain('reply+2@reply.vendor.example');
});

test('a calendar program’s answer is known as one', async () => {
  const reply = (method: string) =>
    parts('alternative', plainPart(''), `Content-Type: text/calendar; charset=utf-8; method=${method}\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:${method}\r\nEND:VCALENDAR`); // prettier-ignore
  expect(await readMail(reply('REPLY'))).toMatchObject({ isCalendarReply: true });
  expect(await readMail(reply('REQUEST'))).toMatchObject({ isCalendarReply: false });
  expect(await readMail(mailOf('Done.'))).toMatchObject({ isCalendarReply: false });
});

const header = (key: string, value: string) => ({ key, value });
const replied = header('auto-submitted', 'auto-replied');
const generated = header('auto-submitted', 'auto-generated');

test.each([
  // A subject proves nothing by itself: neither of an absence, nor where people speak of one.
  ['a question', [], 'Absent-minded question', 'How many seats do we have?', 'person'],
  ['a purchase', [], 'Out of office furniture', 'Do you sell chairs?', 'person'],
  ['an answer under such a subject', [], 'Out of office', 'Done.', 'person'],
  ['an answer to such a mail', [], 'Re: Automatic reply: your review', 'I am back. Wednesday suits us.', 'person'],
  ['an answer to such a mail, which it quotes', [], 'AW: Abwesenheitsnotiz', 'Mittwoch passt.\n\nAm 03.03.27 um 10:12 schrieb Ada:\n> Ich bin bis Montag nicht im Büro.', 'person'],
  ['a report of absences', [], 'Absence report', 'Ten people are ill.', 'person'],
  ['somebody who was away', [], 'Holidays', 'I was away for two weeks, and have read it now: we stay.', 'person'],
  ['somebody who speaks of leaving, under such a subject', [], 'On leave of absence', 'Can we talk about our seats?', 'person'],
  ['a program that sells chairs', [generated], 'Out of office furniture: your order', 'It was sent.', 'automatic'],
  // Not every program says that it is one.
  ['English, no header', [], 'Out of Office: your review', 'Hello,\n\nI am currently out of the office and will be back on Monday.', 'away'],
  ['English, on holiday', [], 'Automatic reply: your review', 'Thank you for your mail. I’m on annual leave until 3 May.', 'away'],
  ['German, no header', [], 'Abwesenheitsnotiz: Anruf', 'Guten Tag,\nvielen Dank für Ihre Nachricht. Ich bin bis zum 3. Mai nicht im Büro.', 'away'],
  ['German, on holiday', [], 'Abwesenheit bis 3. Mai', 'Derzeit bin ich im Urlaub und ab 4. Mai wieder erreichbar.', 'away'],
  ['French, no header', [], 'Réponse automatique : appel', 'Bonjour, je suis en congé jusqu’au 3 mai.', 'away'],
  ['Spanish, no header', [], 'Respuesta automática: llamada', 'Hola: estoy de vacaciones hasta el 3 de mayo.', 'away'],
  ['Italian, no header', [], 'Risposta automatica: chiamata', 'Buongiorno, sono fuori ufficio fino al 3 maggio.', 'away'],
  ['left, no header', [], 'Automatic reply: your review', 'Ada Example no longer works for Alpine Tools.', 'left'],
  ['away, and somebody else has left', [replied], 'Automatic reply: call', 'I am out of the office until Monday. Tom is no longer with us, please write to Eve.', 'away'],
  ['away, while the mail that is answered speaks of leaving', [replied], 'Automatic reply: call', 'Back on Monday.\n\nOn 3/3/27 10:12, Mira wrote:\n> Tom is no longer with us.', 'away'],
  ['nothing is delivered to that address', [replied], 'Automatic reply', 'This mailbox is no longer monitored.', 'left'],
  // Mail servers, lists and loops.
  ['a bounce of a server that writes no report', [header('from', 'Mail Delivery System <postmaster@client.example>')], 'Undeliverable: call', 'No such user.', 'bounce'],
  ['a receipt that it was read', [header('content-type', 'multipart/report; report-type=disposition-notification')], 'Read: call', '', 'bounce'],
  ['a list that answers automatically', [header('list-id', '<a.example>'), generated], 'Digest', 'Many things.', 'list'],
  ['our own mail that comes back', [header('x-holdfast-mail', 'item-due'), replied], 'Automatic reply: Call', 'I am away.', 'ours'],
  ['no sender of the envelope', [header('return-path', '<>')], 'Re: call', 'Done.', 'automatic'],
])('who wrote it: %s', (_, headers, subject, text, origin) => expect(mailOriginOf({ headers, subject, text })).toBe(origin)); // prettier-ignore
