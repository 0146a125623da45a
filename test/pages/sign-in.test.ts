/** What is read where people sign in, and around every page of the desk: in English and in German, and safe to show. */
import { signInMail } from '../../mail/sign-in';
import { deskPage } from '../../pages/desk/shell';
import { deskProblemPage, signedOutPage } from '../../pages/desk/problem';
import { codePage, linkPage, notSignedInPage, signedOutHerePage, signInPage } from '../../pages/desk/sign-in';

const house = 'Vendor & Sons';
const readers = (['en', 'de'] as const).map((language) => ({ language, house }));
const elsewhere = { name: '<b>Account</b>', href: '/sign-in/elsewhere?then=%2F' };
const wrong = { values: { email: ['"><script>x'] }, errors: { email: 'wrong' } };

const shownTo = (reader: (typeof readers)[number]): readonly string[] => [
  signInPage(reader, { leadsTo: '/clients?q="x"', elsewhere, mailbox: 'http://127.0.0.1:1', form: wrong }),
  signInPage(reader, { leadsTo: '/', elsewhere: null, mailbox: null }),
  codePage(reader),
  linkPage(reader, '<i>Ida</i>'),
  ...(['over', 'nobody', 'elsewhere', 'anotherSite', 'later'] as const).map((why) => notSignedInPage(reader, why)),
  signedOutHerePage(reader, true),
  signedOutPage(reader, { address: '/do?x="', signIn: '/sign-in', fields: [['note', '<script>x</script>']] }),
  deskPage({ title: 'T', signedIn: { name: '<i>Ida</i>', ...reader }, current: 'day', said: { text: 'Done', undo: { href: '/u', label: 'Undo' } }, children: 'children-only' }), // prettier-ignore
  deskProblemPage({ title: 'T', why: 'W' }, { name: 'Ida', ...reader }),
];

const textOf = (html: string): string => html.replace(/^.*<body/s, '').replaceAll(/<[^>]*>/g, ' ');

test.each(readers)(
  'pages have one heading, a language, no markup of others, no code and no day as programs write it: %j',
  (reader) => {
    for (const html of shownTo(reader)) {
      expect(html.match(/<h1/g) ?? []).toHaveLength(html.includes('children-only') ? 0 : 1);
      expect(html).toContain(`<html lang="${reader.language}">`);
      expect(html).not.toMatch(/<script>x|<i>Ida|<b>Account|style="|onclick/);
      expect(textOf(html)).not.toMatch(/\d{4}-\d\d-\d\d|undefined|null|[«»]|\[object/);
    }
  },
);

test('what one language says, the other says in its own words', () => {
  const [english = [], german = []] = readers.map(shownTo);
  english.forEach((html, index) => expect(textOf(html)).not.toBe(textOf(german[index] ?? '')));
});

test('in the frame a screen reader finds the page, the search, the navigation and where one is', () => {
  const html = deskPage({ title: 'My day', signedIn: { name: 'Ida', language: 'en' }, current: 'day', children: 'x' });
  for (const part of [
    '<a class="skip" href="#page">',
    '<main id="page"',
    'role="search"',
    'aria-label="Pages"',
    'aria-current="page"',
    'id="search"',
    'action="/sign-out"',
  ])
    expect(html).toContain(part);
  expect(html.match(/aria-current/g)).toHaveLength(1);
});

test.each(['en', 'de'] as const)(
  'the mail has the link and the code, as text and as HTML, and says of itself what it is: %s',
  (language) => {
    const secrets = {
      to: { name: 'Ida <x>', address: 'ida@vendor.example' },
      language,
      link: 'https://desk.example/sign-in/abc',
      code: '012345',
    };
    const { html, text, subject, headers, messageId } = signInMail(secrets, {
      id: 'x1',
      sender: house,
      at: '2027-05-06T08:00:00.000Z',
    });
    for (const body of [html, text]) {
      expect(body).toContain(secrets.link);
      expect(body).toContain(secrets.code);
      expect(body).toContain('15');
    }
    expect(`${subject} ${messageId} ${JSON.stringify(headers)}`).not.toMatch(/012345|abc/);
    expect(headers).toEqual({ 'X-Holdfast-Mail': 'sign-in' });
    expect(subject).toBe(language === 'de' ? 'Ihr Link zur Anmeldung' : 'Your link to sign in');
  },
);
