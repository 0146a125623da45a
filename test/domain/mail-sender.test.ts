/** Who sent a mail, as far as that is proved: signed by real keys, with a DNS that the test answers. */
import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth/lib/dkim/sign';
import { ownWordsOf } from '../../domain/integrations/own-words';
import { isProved } from '../../outside/mail-sender';
import { spfDomainIn } from '../../domain/integrations/relay-word';
import { readMail, UnreadableMail } from '../../outside/received-mail';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const record = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;
const noSuchName = Object.assign(new Error('queryTxt ENOTFOUND'), { code: 'ENOTFOUND' });
/** Every domain below `.example` publishes the test’s key, but for one that has none and one whose server is away. */
const dns = async (name: string): Promise<string[][]> => {
  if (name.endsWith('nokey.example')) throw noSuchName;
  if (name.endsWith('away.example')) throw Object.assign(new Error('queryTxt ETIMEOUT'), { code: 'ETIMEOUT' });
  return [[record]];
};

interface Parts {
  readonly from?: string;
  readonly by?: string;
  readonly headers?: readonly string[];
  readonly bodyLength?: number;
  readonly signs?: readonly string[];
  /** What happens to the mail after it was signed. */
  readonly after?: (signed: string) => string;
}

async function aMail({
  from = 'anna@vendor.example',
  by,
  headers = [],
  bodyLength,
  signs,
  after = (same) => same,
}: Parts) {
  const plain = [
    `From: Anna <${from}>`,
    'To: reply+0123@reply.vendor.example',
    'Subject: Re: Call',
    'Message-ID: <one@vendor.example>',
    'Date: Wed, 03 Mar 2027 10:12:00 +0000',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    'Done.',
    '',
  ].join('\r\n');
  if (by === undefined) return Buffer.from(after(plain));
  const { signatures, errors } = await dkimSign(plain, {
    signatureData: [
      {
        signingDomain: by,
        selector: 's1',
        privateKey,
        ...(bodyLength === undefined ? {} : { maxBodyLength: bodyLength }),
      },
    ],
    ...(signs === undefined ? {} : { headerList: signs.join(':') }),
  } as unknown as Parameters<typeof dkimSign>[1]);
  expect(errors).toEqual([]);
  return Buffer.from(after(signatures + plain));
}

const relay = 'mx.vendor.example';
const results = (words: string): string => `Authentication-Results: ${words}`;

test.each([
  ['signed by its own domain', { by: 'vendor.example' }, 'yes'],
  ['signed by a part of the same organisation', { by: 'mail.vendor.example' }, 'yes'],
  ['not signed: anybody may write a name into it', {}, 'no'],
  ['signed by another domain', { by: 'evil.example' }, 'no'],
  ['signed with a key that nobody publishes', { from: 'anna@nokey.example', by: 'nokey.example' }, 'no'],
  ['DNS does not answer now', { from: 'anna@away.example', by: 'away.example' }, 'unknown'],
  ['DNS of another domain does not answer', { by: 'away.example' }, 'no'],
  ['its words were changed after it was signed', { by: 'vendor.example', after: (one: string) => one.replace('Done.', 'Gone.') }, 'no'],
  ['it was given another sender', { by: 'evil.example', after: (one: string) => one.replace('From: Anna', 'From: Eve <eve@evil.example>\r\nFrom: Anna') }, 'no'],
  ['a second sender stands before the signed one', { by: 'vendor.example', after: (one: string) => `From: Boss <boss@vendor.example>\r\n${one}` }, 'no'],
  ['only its beginning is signed', { by: 'vendor.example', bodyLength: 2 }, 'no'],
  ['the id by which it counts once is not signed', { by: 'vendor.example', signs: ['From', 'To', 'Subject'] }, 'no'],
  ['another id stands before the signed one', { by: 'vendor.example', after: (one: string) => `Message-ID: <two@vendor.example>\r\n${one}` }, 'yes'],
  ['the relay that is trusted found it to be allowed', { headers: [results(`${relay}; spf=pass smtp.mailfrom=anna@vendor.example`)] }, 'yes'],
  ['the relay found another domain to be allowed', { headers: [results(`${relay}; spf=pass smtp.mailfrom=eve@evil.example`)] }, 'no'],
  ['somebody says that for the relay', { headers: [results(`${relay}; spf=fail smtp.mailfrom=x@evil.example`), results(`${relay}; spf=pass smtp.mailfrom=anna@vendor.example`)] }, 'no'],
  ['another relay found it to be allowed', { headers: [results('mx.evil.example; spf=pass smtp.mailfrom=anna@vendor.example')] }, 'no'],
] as const satisfies readonly (readonly [string, Parts, string])[])('%s', async (_, parts, proved) => {
  const raw = await aMail(parts);
  expect(await isProved(raw, await readMail(raw), { relay, dns })).toBe(proved);
}); // prettier-ignore

test('a mail with two ids has none, by which it could count once', async () => {
  const raw = await aMail({ by: 'vendor.example', after: (one) => `Message-ID: <two@vendor.example>\r\n${one}` });
  expect((await readMail(raw)).messageId).toBe('');
});

const html = (body: string): Buffer =>
  Buffer.from(
    `From: a@vendor.example\r\nMessage-ID: <h@vendor.example>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${body}`,
  );

test.each([
  ['Gmail', '<div dir="ltr">Done.<br>Tom was there.</div><br><div class="gmail_quote"><div class="gmail_attr">On 3 Mar 2027 at 10:12, Holdfast wrote:<br></div><blockquote class="gmail_quote">A call is due.</blockquote></div>'],
  ['Apple', '<html><body>Done.<div>Tom was there.</div><div><blockquote type="cite"><div>On 3 Mar 2027, at 10:12, Holdfast &lt;h@vendor.example&gt; wrote:</div>A call is due.</blockquote></div></body></html>'],
  ['Outlook', '<p>Done.</p><p>Tom was there.</p><hr><div id="divRplyFwdMsg"><b>From:</b> Holdfast<br><b>Sent:</b> Wednesday, 3 March 2027 10:12<br><b>To:</b> Anna<br></div><p>A call is due.</p>'],
])('HTML alone becomes text: %s', async (_, body) => {
  expect(ownWordsOf((await readMail(html(body))).text).split(/\n+/)).toEqual(['Done.', 'Tom was there.']);
}); // prettier-ignore

test('what no database keeps is not in it, and files that come with it are no words', async () => {
  const raw = Buffer.from(
    [
      'From: a@vendor.example',
      'Message-ID: <f@vendor.example>',
      'Subject: A\u0000B',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Do\u0000ne.',
      '--x',
      'Content-Type: text/plain; name=report.txt',
      'Content-Disposition: attachment; filename=report.txt',
      '',
      'figures',
      '--x--',
    ].join('\r\n'),
  );
  const mail = await readMail(raw);
  expect(mail.text.trim()).toBe('Done.');
  expect(mail.subject).not.toContain('\u0000');
});

test('garbage names nobody, and breaks nothing', async () => {
  const garbage = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 256));
  for (const bytes of [garbage, Buffer.alloc(0), Buffer.alloc(100), Buffer.from('From: a@b.example, c@d.example\r\n\r\n'), Buffer.from('From:\r\n\r\nx')]) {
    const mail = await readMail(bytes).catch((error: unknown) => error);
    expect(mail instanceof UnreadableMail || (mail as { readonly from: unknown }).from === null).toBe(true);
  }
}); // prettier-ignore

test('comments of a relay’s header are read once, however deep they stand in each other', () => {
  const nested = (depth: number): string =>
    `mx.vendor.example ${'('.repeat(depth)}x${')'.repeat(depth)}; spf=pass smtp.mailfrom=a@vendor.example`;
  const of = (value: string) => spfDomainIn([{ key: 'authentication-results', value }], 'mx.vendor.example');
  expect(of(nested(3))).toBe('vendor.example');
  expect(of(nested(4_900))).toBe('vendor.example');
  expect(of(`mx.vendor.example (it said) spf=pass); spf=fail (spf=pass) smtp.mailfrom=a@vendor.example`)).toBeNull();
});
