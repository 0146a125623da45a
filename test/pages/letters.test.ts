/** Mails to a client's contact, as letters: who writes, to whom, how to reach them, and how to be left alone; in every language. */
import { startMailServer } from '../../dev/refusing-mail-server';
import { actKinds } from '../../api/act/kinds';
import { languages, type Language } from '../../domain/core/language';
import { letterVoices } from '../../domain/told/letter-voice';
import type { MailKind } from '../../domain/told/mails';
import type { Occasion } from '../../domain/told/occasion';
import { scoreIn, scores } from '../../links/score';
import { compose } from '../../mail/compose';
import { withButtons } from '../../mail/draft';
import { draftOf } from '../../mail/kinds';
import { createPost, type OutgoingMail } from '../../mail/post';
import { notFilled } from '../../pages/parts/filled';
import { wayOutPage, leftAlonePage } from '../../pages/act/way-out';
import { askedFor, mailed } from '../support/occasions';

const wayOut = 'https://holdfast.example/leave/token';
const link = 'https://holdfast.example/l/token';

const kinds = (Object.keys(mailed) as MailKind[]).filter((kind) => mailed[kind].role === 'contact');

const letter = (kind: MailKind, parts: Partial<Occasion> = {}) =>
  letterOn(kind, { ...mailed[kind].occasion, contact: 'Ada Example', ...parts });

function letterOn(kind: MailKind, occasion: Occasion) {
  const draft = draftOf(kind, 'contact', occasion);
  const ready = withButtons(draft, ({ label }) => ({ label, url: link }));
  const around = { recipient: 'Ada Example', sender: 'Holdfast', wayOut };
  return { subject: draft.subject, ...compose(ready, around) };
}

const cases = kinds.flatMap((kind) => languages.map((language): [MailKind, Language] => [kind, language]));

test('there are letters to look at', () => {
  expect(kinds.toSorted()).toEqual([
    'introduction',
    'invitation',
    'invitation-called-off',
    'invitation-moved',
    'review-agenda',
    'satisfaction',
    'satisfaction-reminder',
  ]);
});

test.each(cases)('%s in %s: says to whom, by whom, how to reach them, and how to be left alone', (kind, language) => {
  const { html, text } = letter(kind, { language });
  const voice = letterVoices[language];
  expect(text.startsWith(`${voice.salutation('Ada Example')}\n`)).toBe(true);
  for (const said of [voice.regards, 'Rita Rep', 'Vendor & Co', '+43 1 5550100', 'rita@holdfast.example', 'FN 123456a', wayOut])
    expect(text).toContain(said);
  expect(text.trimEnd().endsWith(wayOut)).toBe(true);
  expect(html).toContain(`<html lang="${language}" dir="ltr">`);
  for (const said of [voice.salutation('Ada Example'), 'tel:+4315550100', 'mailto:rita@holdfast.example', `href="${wayOut}"`, voice.wayOut])
    expect(html).toContain(said);
  expect(html).toContain('background:#0b5cad;color:#ffffff');
  expect(html).toContain('<meta name="color-scheme" content="light dark"');
  expect(html).toContain('prefers-color-scheme: dark');
  // The house that runs it is nobody to the client.
  expect(`${text}${html}`.replaceAll(/holdfast\.example/g, '')).not.toMatch(/holdfast/i);
}); // prettier-ignore

test('no two languages say the same', () => {
  for (const kind of kinds) expect(new Set(languages.map((language) => letter(kind, { language }).text)).size).toBe(5);
});

test.each(languages)('the question in %s names the product and the vendor', (language) => {
  const { subject, text } = letter('satisfaction', { language });
  for (const said of [subject, text]) expect(said).toContain('CRM Pro');
  expect(text).toContain('Vendor & Co');
  const reminder = letter('satisfaction-reminder', { language });
  expect(reminder.subject).toBe(`Re: ${subject}`);
});

test('where nobody is known who looks after them, the vendor signs', () => {
  const { text } = letter('satisfaction', { language: 'en', rep: null });
  expect(text).toContain('Kind regards\n  Vendor & Co\n');
  expect(text).toContain('The person who looks after you at Vendor & Co reads it');
  expect(text).not.toMatch(/null|undefined/);
});

test.each(languages)('an introduction in %s names who it was, and how to reach who it is', (language) => {
  const { text, subject } = letter('introduction', { language, formerRep: 'Otto Old' });
  expect(subject).toContain('Rita Rep');
  for (const said of ['Otto Old', 'Rita Rep', '+43 1 5550100', 'rita@holdfast.example']) expect(text).toContain(said);
  const { formerRep: _, ...unknown } = { ...mailed.introduction.occasion, contact: 'Ada Example', language };
  const first = letterOn('introduction', unknown).text;
  expect(first).not.toMatch(/\b(?:Otto|undefined|null)\b/);
});

describe('the scale', () => {
  test('has eleven links, each of the one capability with its number, in HTML and in text', () => {
    const { html, text } = letter('satisfaction', { language: 'en' });
    for (const score of scores) {
      expect(html).toContain(`href="${link}?score=${score}"`);
      expect(text).toContain(`: ${link}?score=${score}\n`);
    }
    expect(html.match(/class="number"/g)).toHaveLength(11);
    expect(html).toContain('0: not at all · 10: completely');
  });

  test.each([
    ['0', 0],
    ['7', 7],
    ['10', 10],
    ['11', null],
    ['-1', null],
    ['7.5', null],
    ['07', null],
    ['', null],
    [['7', '7'], null],
    [undefined, null],
  ])('%j in the address is the score %j', (said, score) => expect(scoreIn({ score: said })).toBe(score));

  test.each([
    ['7', ['7']],
    ['12', []],
    [undefined, []],
  ])('a page whose address says %j has %j chosen, and nothing else', (score, chosen) => {
    const { chosen: chosenBy, asks } = actKinds.satisfaction;
    const occasion = askedFor.satisfaction;
    const form = chosenBy?.({ score }) ?? notFilled;
    const html = asks({ occasion, subject: occasion.subject, form, formNumber: 1, brand: 'Vendor & Co' });
    expect([...html.matchAll(/value="(\w+)"[^>]* checked/g)].map(([, value]) => value)).toEqual(chosen);
    expect(html).toContain('Vendor &amp; Co · CRM Pro');
    expect(html).toContain('Rita Rep betreut Sie bei Vendor &amp; Co');
  });
});

test('words that are read from the right say so, and the words around them do not', () => {
  const campaign = mailed.invitation.occasion.campaign;
  if (campaign === null) throw new Error('there is no campaign');
  const { html } = letter('invitation', { language: 'en', campaign: { ...campaign, title: 'تقارير جديدة', description: 'ساعة ونصف' } });
  expect(html).toMatch(/<h1 [^>]*dir="rtl"[^>]*>تقارير جديدة/);
  expect(html).toMatch(/<p [^>]*dir="rtl"[^>]*>ساعة ونصف/);
  expect(html.match(/dir="rtl"/g)).toHaveLength(2);
}); // prettier-ignore

test('a picture has the vendor’s name in its place, and stands on white in the dark too', () => {
  const { vendor } = mailed.invitation.occasion;
  const { html } = letter('invitation', {
    vendor: { ...vendor, logo: 'https://vendor.example/logo.png', colour: null },
  });
  expect(html).toMatch(/<img src="https:\/\/vendor\.example\/logo\.png" alt="Vendor &amp; Co"/);
  expect(html).not.toContain('#0b5cad');
});

test.each(languages)(
  'the page of the way out in %s asks in the vendor’s name, and says what became of it',
  (language) => {
    const reader = { language, brand: 'Vendor & Co' };
    const asks = wayOutPage(reader);
    expect(asks).toContain('Vendor &amp; Co');
    expect(asks).toContain('<form method="post">');
    expect(leftAlonePage(reader)).not.toContain('<form');
  },
);

/** What a mail server is handed, and under which envelope. */
async function handedOver(mail: Partial<OutgoingMail>, bounces?: string) {
  const server = await startMailServer();
  const post = createPost({
    smtpUrl: server.smtpUrl,
    from: 'Holdfast <holdfast@vendor.example>',
    bounces,
    tlsRequired: false,
  });
  await post.send({
    to: { name: 'Ada, "the" Example', address: 'ada@client.example' },
    subject: 'Hello',
    html: '<p>Hello</p>',
    text: 'Hello',
    date: '2027-01-04T08:00:00.000Z',
    messageId: '<1@vendor.example>',
    headers: {},
    ...mail,
  });
  post.close();
  await server.stop();
  const [arrived] = server.arrived;
  if (arrived === undefined) throw new Error('no mail arrived');
  const parsed = await arrived.read();
  const header = (name: string): string | undefined => parsed.headers.find(({ key }) => key === name)?.value;
  return { parsed, envelope: arrived.envelopeFrom, header };
}

test('every mail says that a program wrote it, and that no program should answer', async () => {
  const { header, parsed, envelope } = await handedOver({});
  expect(header('auto-submitted')).toBe('auto-generated');
  expect(header('x-auto-response-suppress')).toBe('All');
  expect(parsed.from).toMatchObject({ name: 'Holdfast', address: 'holdfast@vendor.example' });
  expect(envelope).toBe('holdfast@vendor.example');
});

test.each([
  ['Rita "Rep" O’Neil, Vendor & Söhne'],
  ['Rita\r\nBcc: evil@evil.example, Vendor'],
  ['ريتا, Vendor'],
])('a mail in the name of %j comes from the configured address, and bounces go where they are collected', async (fromName) => {
  const { parsed, envelope, header } = await handedOver({ fromName }, 'bounces@vendor.example');
  expect(parsed.from).toMatchObject({ name: fromName.replaceAll('\r\n', ' '), address: 'holdfast@vendor.example' });
  expect(header('bcc')).toBeUndefined();
  expect(envelope).toBe('bounces@vendor.example');
  expect(parsed.to).toMatchObject([{ name: 'Ada, "the" Example', address: 'ada@client.example' }]);
}); // prettier-ignore
