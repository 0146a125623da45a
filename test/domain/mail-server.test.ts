/** What a mail server's answer means: the relay's trouble passes, and only a refused address or content ends a mail. */
import {
  answerText,
  enhancedCodeOf,
  meaningOf,
  smtpCommandOf,
  type MeaningOfAnswer,
  type SmtpCommand,
} from '../../domain/integrations/mail-server';

/** An answer as a server gives it: `550 5.1.1 user unknown`. */
const said = (command: SmtpCommand | null, reply: string) => ({
  command,
  code: Number(reply.slice(0, 3)),
  enhanced: enhancedCodeOf(reply),
  words: reply.slice(4),
});

const answers: readonly (readonly [SmtpCommand | null, string, MeaningOfAnswer])[] = [
  // Between it and us, whatever it says.
  ['CONN', '554 5.7.1 no service here', 'passes'],
  ['CONN', '554 maintenance', 'passes'],
  ['CONN', '521 this host takes no mail', 'passes'],
  ['EHLO', '550 5.7.1 your name is not known', 'passes'],
  ['STARTTLS', '554 5.7.3 cannot begin', 'passes'],
  ['AUTH', '535 5.7.8 Authentication credentials invalid', 'passes'],
  ['AUTH', '534 5.7.9 use a stronger mechanism', 'passes'],
  ['MAIL FROM', '530 5.7.0 Authentication required', 'passes'],
  ['MAIL FROM', '550 5.1.8 sender address rejected', 'passes'],
  ['MAIL FROM', '550 not verified', 'passes'],
  ['MAIL FROM', '552 5.3.4 too large', 'passes'],
  [null, '550 5.1.1 user unknown', 'passes'],
  // It says itself that it passes.
  ['RCPT TO', '450 4.2.0 greylisted', 'passes'],
  ['RCPT TO', '452 4.2.2 mailbox full', 'passes'],
  ['DATA', '451 4.3.0 try later', 'passes'],
  ['DATA', '421 4.7.0 closing', 'passes'],
  // The address.
  ['RCPT TO', '550 5.1.1 <ada@client.example>: Recipient address rejected: User unknown', 'recipient'],
  ['RCPT TO', '550-5.1.1 The email account that you tried to reach does not exist. Please try', 'recipient'],
  ['RCPT TO', '550 5.1.1 unknown; this address is blocked, try later', 'recipient'],
  ['RCPT TO', '550 5.1.0 Address rejected', 'recipient'],
  ['RCPT TO', '550 5.1.2 bad destination system', 'recipient'],
  ['RCPT TO', '501 5.1.3 bad recipient address syntax', 'recipient'],
  ['RCPT TO', '551 5.1.6 moved', 'recipient'],
  ['RCPT TO', '556 5.1.10 takes no mail', 'recipient'],
  ['RCPT TO', '550 5.2.1 mailbox disabled', 'recipient'],
  ['RCPT TO', '550 No such user here', 'recipient'],
  ['RCPT TO', '550 mailbox unavailable', 'recipient'],
  ['RCPT TO', '550', 'recipient'],
  ['RCPT TO', '553 mailbox name not allowed', 'recipient'],
  ['RCPT TO', '501 that is no address', 'recipient'],
  ['RCPT TO', "550 this user doesn't exist", 'recipient'],
  ['RCPT TO', '554 5.7.1 <ada@client.example>: Recipient address rejected: Access denied', 'recipient'],
  ['RCPT TO', '550 5.4.1 Recipient address rejected: Access denied', 'recipient'],
  ['RCPT TO', '550 5.4.4 host not found', 'recipient'],
  ['DATA', '550 5.1.1 user unknown', 'recipient'],
  ['DATA', '554 delivery error: this user does not have an account; mailbox not found', 'recipient'],
  // At the address, and it passes all the same.
  ['RCPT TO', '550 5.2.2 mailbox full', 'passes'],
  ['RCPT TO', '552 mailbox full', 'passes'],
  ['RCPT TO', '552 storage allocation exceeded', 'passes'],
  ['RCPT TO', '550 the mailbox is over quota', 'passes'],
  ['RCPT TO', '550 5.2.1 receiving mail at a rate that prevents additional messages; try again later', 'passes'],
  ['RCPT TO', '550 connection frequency limited', 'passes'],
  ['RCPT TO', '554 limit exceeded, try again later', 'passes'],
  ['RCPT TO', '550 5.4.5 Daily user sending limit exceeded', 'passes'],
  ['RCPT TO', '550 Temporarily rejected', 'passes'],
  ['RCPT TO', '550 Greylisted, come back in five minutes', 'passes'],
  ['RCPT TO', '550 5.7.1 too many recipients today', 'passes'],
  ['RCPT TO', '550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'passes'],
  ['RCPT TO', '554 your address is on our blacklist', 'passes'],
  ['RCPT TO', '550 5.7.1 Unable to relay', 'passes'],
  ['RCPT TO', '554 5.7.1 Relay access denied', 'passes'],
  ['RCPT TO', '550 Sender address rejected: Domain not found', 'passes'],
  ['RCPT TO', '550 invalid sender address', 'passes'],
  ['RCPT TO', '550 Your account has been suspended', 'passes'],
  ['RCPT TO', '530 Authentication required', 'passes'],
  ['RCPT TO', '535 sign in first', 'passes'],
  ['RCPT TO', '550 5.7.0 not now', 'passes'],
  ['RCPT TO', '550 5.3.2 not accepting mail', 'passes'],
  ['RCPT TO', '503 5.5.1 bad sequence of commands', 'passes'],
  ['DATA', '550 5.7.26 this mail has not been authenticated', 'passes'],
  ['DATA', '550 5.7.1 Unauthenticated email is not accepted due to the domain’s DMARC policy', 'passes'],
  ['DATA', '554 5.7.1 the IP you are sending from is blocked', 'passes'],
  ['DATA', '550 connection frequency limited', 'passes'],
  ['DATA', '552 5.2.2 over quota', 'passes'],
  ['DATA', '554 5.3.0 system trouble', 'passes'],
  // What the mail says.
  ['DATA', '552 5.3.4 Message size exceeds fixed limit', 'content'],
  ['DATA', '552 message too large', 'content'],
  ['DATA', '552 message exceeds maximum size', 'content'],
  ['RCPT TO', '552 5.2.3 message length exceeds the limit of this mailbox', 'content'],
  ['DATA', '554 5.6.0 malformed message', 'content'],
  ['DATA', '554 5.7.1 this looks like spam', 'content'],
  ['DATA', '550 5.7.1 message content rejected', 'content'],
  ['DATA', '554 transaction failed', 'content'],
  ['DATA', '550 Mail content denied', 'content'],
];

test.each(answers)('to %s, %s: %s', (command, reply, meaning) => {
  expect(meaningOf(said(command, reply))).toBe(meaning);
});

test('no answer at all passes', () => {
  expect(meaningOf({ command: 'RCPT TO', code: null, enhanced: null, words: 'user unknown' })).toBe('passes');
});

test.each([
  ['AUTH PLAIN', 'AUTH'],
  ['AUTH XOAUTH2', 'AUTH'],
  ['RCPT TO', 'RCPT TO'],
  ['DATA', 'DATA'],
  ['RSET', null],
  ['DATABASE', null],
  ['', null],
])('the command %s is %s', (text, command) => {
  expect(smtpCommandOf(text)).toBe(command);
});

test.each([
  ['550 5.1.1 unknown', '5.1.1'],
  ['550-5.1.10 unknown', '5.1.10'],
  ['550 5.1.1234 unknown', null],
  ['550 192.0.2.1 is not welcome', null],
  ['550 unknown', null],
  ['550', null],
])('the enhanced code of %s is %s', (reply, code) => {
  expect(enhancedCodeOf(reply)).toBe(code);
});

test.each([
  [said('RCPT TO', '550 5.1.1 <ada@client.example> unknown'), 'the mail server answered 550 5.1.1 to RCPT TO: it takes no mail for this address'], // prettier-ignore
  [said('CONN', '554 ada'), 'the mail server answered 554 to the connection: it is tried again'],
  [said('DATA', '554 5.6.0 ada'), 'the mail server answered 554 5.6.0 to DATA: it takes no mail with this content'],
  [said(null, '550 ada'), 'the mail server answered 550: it is tried again'],
])('in words for ops: %j', (answer, text) => {
  expect(answerText(answer, meaningOf(answer))).toBe(text);
});
