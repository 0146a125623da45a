/** Pages speak to people: in their language, by name, with days and money as they write them, and in words that fit the item. */
import { FormError } from '../../api/act/fields';
import { actKinds } from '../../api/act/kinds';
import type { ApiDeps } from '../../api/http/route';
import { receivableEnds, receivableOutcomes } from '../../domain/concerns/receivables';
import { itemStates, outcomes, postponeReasons, touchKinds, type ItemKind } from '../../domain/core/item';
import { refusals } from '../../domain/core/refusals';
import { churnReasons, ineligibleReasons } from '../../domain/core/stages';
import type { Locale } from '../../domain/told/locale';
import type { Occasion } from '../../domain/told/occasion';
import { itemById, withItem, type PresentedItem } from '../../domain/told/present';
import { wordsFor } from '../../domain/told/sentences';
import { purposes, type Purpose } from '../../links/links';
import { closedPage, closedWords } from '../../pages/act/closed';
import { itemEnding, itemReceipt, leftReceipt } from '../../pages/act/item-receipt';
import { notFilled, type Filled } from '../../pages/parts/filled';
import { prepared } from '../support/prepared-review';
import { askedFor, criteriaAsked, inEnglish, inGerman, reviewAsked } from '../support/occasions';

const shown = (purpose: Purpose, occasion: Occasion, form: Filled = notFilled): string =>
  actKinds[purpose].asks({ occasion, subject: occasion.subject, form, formNumber: 3, brand: 'Vendor & Co' });

const ours = purposes.filter((purpose) => purpose !== 'satisfaction' && purpose !== 'invitation');
const asked: readonly (readonly [name: string, purpose: Purpose, occasion: Occasion])[] = [
  ...ours.map((purpose) => [purpose, purpose, askedFor[purpose]] as const),
  ['review', 'item', reviewAsked],
  ['review that is prepared', 'item', prepared],
  ['success criteria', 'item', criteriaAsked],
];
const readers = [inEnglish, inGerman, { ...inGerman, country: 'CH' }, { ...inEnglish, country: 'US' }];
const pages = asked.flatMap(([name, purpose, occasion]) =>
  readers.map(
    (locale) => [name, `${locale.language}-${locale.country ?? ''}`, purpose, { ...occasion, locale }] as const,
  ),
);

/** What a person reads or hears of a page, without what is only for programs. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<(?:title|head)\b.*?<\/(?:title|head)>/gs, ' ')
    .replaceAll(/<[^>]*?aria-label="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<input id="annualValue"[^>]*? value="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

const codes = [
  ...churnReasons,
  ...ineligibleReasons,
  ...postponeReasons,
  ...receivableOutcomes,
  ...receivableEnds,
  ...outcomes,
  ...itemStates,
  ...touchKinds,
  ...Object.keys(refusals),
  'at-risk',
  'touch-missed',
  'review-missed',
  'renewal-undecided',
].filter((code) => code.includes('-'));

describe.each(pages)('the page of %s, read in %s,', (_, __, purpose, occasion) => {
  const html = shown(purpose, occasion);
  const text = textOf(html);

  test('has no word of a machine: no id, code, ISO date, plain amount or guillemet', () => {
    expect(text).not.toMatch(/\b(?:c_\w+|[a-z]+-\d+|D-\d\S*|\w+\.t\d)\b/);
    expect(text).not.toMatch(/\b[a-z]+[A-Z]\w*/);
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}|\d\.\d\d [A-Z]{3}\b|\b1200000\b|[«»]/);
    expect(text).not.toMatch(/\b(?:undefined|null|NaN|true|false)\b|\[object/);
    expect(codes.filter((code) => new RegExp(`\\b${code}\\b`).test(text))).toEqual([]);
  });

  test('has one first heading, and a label for every control', () => {
    expect(html.match(/<h1>/g)).toHaveLength(1);
    for (const [tag] of html.matchAll(/<(?:input(?! type="hidden")|select|textarea)\b[^>]*>/g)) {
      const id = / id="([^"]*)"/.exec(tag)?.[1] ?? '';
      expect(html.includes(`<label class="choice">${tag}`) || html.includes(`for="${id}">`)).toBe(true);
    }
  });

  test('says in which language it is, and that it follows the day and the night', () => {
    expect(html).toContain(`<html lang="${occasion.locale.language}">`);
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
  });
});

/** What names a control: labels, legends, options and buttons, each without what it is called by in the data. */
const named = (html: string): readonly string[] =>
  [...html.matchAll(/<(label|legend|option|button|summary|h1|h2)\b[^>]*>(.*?)<\/\1>/gs)]
    .map(([, , inner = '']) =>
      inner
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((name) => name !== '');
const data = [
  'Ada',
  'Ben',
  'Cleo',
  'Rita',
  'Desk',
  'Time to',
  'Users trained',
  'Setup',
  'Configuration',
  'Training',
  'Check-in: first',
];

test.each(asked)('the page of %s is German for who reads German, label by label', (_, purpose, occasion) => {
  const english = named(shown(purpose, { ...occasion, locale: inEnglish }));
  const german = named(shown(purpose, { ...occasion, locale: inGerman }));
  expect(german).toHaveLength(english.length);
  const same = german.filter((name) => english.includes(name) && !data.some((one) => name.includes(one)));
  expect(same).toEqual([]);
});

/** A touch of that kind, as its page asks for it. */
function pageOfA(kind: ItemKind, locale: Locale, more: Partial<PresentedItem> = {}): string {
  const { item } = askedFor;
  const plain = itemById(item.lifecycle, item.subject);
  if (plain === undefined) throw new Error('there is no touch');
  const one = { ...plain, id: 'touch-9', kind, ...more };
  return shown('item', { ...item, locale, subject: one.id, lifecycle: withItem(item.lifecycle, one) });
}

const options = (html: string): readonly string[] =>
  [...html.matchAll(/name="outcome" value="([^"]*)"[^>]*><span>([^<]*)</g)].map(
    ([, value, label]) => `${value}: ${label}`,
  );

test.each<[ItemKind, readonly string[], readonly string[], boolean, boolean]>([
  ['birthday-card', ['done: It was sent', 'no-answer: It was not sent', 'declined: They would not want it'], ['done: Ist verschickt', 'no-answer: Ist nicht verschickt', 'declined: Wäre nicht erwünscht'], false, false],
  ['thank-you', ['done: It was sent', 'no-answer: It was not sent', 'declined: They would not want it'], ['done: Ist verschickt', 'no-answer: Ist nicht verschickt', 'declined: Wäre nicht erwünscht'], false, false],
  ['email', ['done: It was sent', 'no-answer: It was not sent', 'declined: They would not want it'], ['done: Ist verschickt', 'no-answer: Ist nicht verschickt', 'declined: Wäre nicht erwünscht'], true, false],
  ['call', ['done: We spoke', 'no-answer: Nobody answered', 'declined: They did not want to talk'], ['done: Wir haben gesprochen', 'no-answer: Niemand war zu erreichen', 'declined: Sie wollten nicht sprechen'], true, true],
  ['save-call', ['done: We spoke', 'no-answer: Nobody answered', 'declined: They did not want to talk'], ['done: Wir haben gesprochen', 'no-answer: Niemand war zu erreichen', 'declined: Sie wollten nicht sprechen'], true, true],
  ['visit', ['done: It took place', 'no-answer: It did not take place', 'declined: They declined'], ['done: Hat stattgefunden', 'no-answer: Hat nicht stattgefunden', 'declined: Sie haben abgesagt'], true, true],
  ['event', ['done: It took place', 'no-answer: It did not take place', 'declined: They declined'], ['done: Hat stattgefunden', 'no-answer: Hat nicht stattgefunden', 'declined: Sie haben abgesagt'], true, true],
])('of a %s it is asked what fits it', (kind, english, german, asksWhom, asksHappiness) => {
  for (const [locale, expected] of [[inEnglish, english], [inGerman, german]] as const) {
    const html = pageOfA(kind, locale);
    expect(options(html)).toEqual(expected);
    expect(html.includes('name="contacts"')).toBe(asksWhom);
    expect(html.includes('name="happiness"')).toBe(asksHappiness);
  }
}); // prettier-ignore

test('a card is called by the person for whom it is, while they are there', () => {
  expect(pageOfA('birthday-card', inEnglish, { about: 'c_1' })).toContain(
    'Birthday card for Ada &lt;i>Example&lt;/i> at',
  );
  expect(pageOfA('birthday-card', inGerman, { about: 'c_1' })).toContain(
    'Geburtstagskarte für Ada &lt;i>Example&lt;/i> von',
  );
  expect(pageOfA('birthday-card', inEnglish, { about: 'c_9' })).toContain('Birthday card for Alpine');
});

describe('whoever has left', () => {
  const { item } = askedFor;
  const [ada] = item.contacts;
  if (ada === undefined) throw new Error('nobody is there');
  const ben = { ...ada, id: 'c_2', name: 'Ben' };
  const gone = { ...ada, id: 'c_3', name: 'Cy', departedAt: '2027-01-10T10:00:00.000Z' };
  const occasion = { ...item, contacts: [ada, ben, gone] };
  const left = (html: string): readonly string[] =>
    [...html.matchAll(/<input type="checkbox" name="left" value="([^"]*)"([^>]*?)\/?>/g)].map(
      ([, id, more]) => `${id}${more}`,
    );
  const sent = (form: Record<string, string | string[]>) =>
    actKinds.item.act({ subject: occasion.subject, occasion, form, by: 'rita', onceKey: 'link:1' }, {} as ApiDeps);

  test.each([
    ['item', occasion],
    ['review', { ...reviewAsked, contacts: occasion.contacts }],
    ['success criteria', { ...criteriaAsked, contacts: occasion.contacts }],
  ] as const)('is asked for once on the page of an item (%s), folded away, nobody chosen, nobody who left before', (_, of) => {
    const html = shown('item', of);
    expect(html.match(/<details aria-label="Has somebody left\?"><summary>/g)).toHaveLength(1);
    expect(left(html)).toEqual(['c_1', 'c_2']);
    expect(html).not.toContain('Cy');
  }); // prettier-ignore

  test('is not asked for where nobody is known', () => {
    expect(shown('item', { ...occasion, contacts: [gone] })).not.toContain('<details');
  });

  test('cannot have been there as well: it is said at the field, which is open, and what was ticked stays', async () => {
    const refused: unknown = await sent({ outcome: 'done', contacts: ['c_2'], left: ['c_1', 'c_2'] }).catch((error: unknown) => error);
    expect(refused).toEqual(
      new FormError({ left: 'You chose Ben both as somebody who was there and as somebody who has left: choose one.' }),
    );
    const { errors } = refused as FormError;
    const html = shown('item', occasion, { values: { contacts: ['c_2'], left: ['c_1', 'c_2'] }, errors });
    expect(html).toContain('<details open aria-label="Has somebody left?">');
    expect(left(html)[0]).toMatch(/^c_1 checked aria-invalid="true" aria-describedby="left-error" autofocus/);
    expect(html.match(/autofocus/g)).toHaveLength(1);
  }); // prettier-ignore

  test('is somebody of the client', async () => {
    await expect(sent({ outcome: 'done', left: 'c_9' })).rejects.toMatchObject({ errors: { left: 'Choose contacts from the list.' } });
  }); // prettier-ignore

  test('is named in the receipt', () => {
    expect(leftReceipt(occasion, [])).toBe('');
    expect(leftReceipt(occasion, ['Ida'])).toBe(' Ida has left.');
    expect(leftReceipt({ ...occasion, locale: inGerman }, ['Ida', 'Ben'])).toBe(' Ida und Ben sind nicht mehr da.');
  });
});

describe('what was recorded', () => {
  const { item } = askedFor;
  const of = { ...item, lifecycle: { ...item.lifecycle, client: { id: 'C-1', name: 'Alpine Tools' } } };
  const german = { ...of, locale: inGerman };
  const one = itemById(of.lifecycle, of.subject);
  if (one === undefined) throw new Error('there is no touch');
  const closed = (more: Partial<PresentedItem>): PresentedItem => ({
    ...one,
    state: 'done',
    completedAt: '2027-03-01T10:00:00.000Z',
    outcome: 'done',
    ...more,
  });

  test('is told by the item’s name, and in words that fit it', () => {
    expect(itemReceipt(of, of.subject, { outcome: 'done', happiness: 8 })).toBe(
      'Recorded: call with Alpine Tools, done, happiness 8 of 10.',
    );
    expect(itemReceipt(of, of.subject, { outcome: 'no-answer', alsoFor: ['Desk', 'Till'] })).toBe(
      'Recorded: call with Alpine Tools, nobody answered. Also for Desk and Till.',
    );
    expect(itemReceipt(german, of.subject, { outcome: 'declined' })).toBe(
      'Eingetragen: Anruf bei Alpine Tools, sie wollten nicht sprechen.',
    );
  });

  test('is told to whoever comes later: by whom, and when', () => {
    expect(itemEnding(of, closed({}), 'Lukas')).toBe('Already recorded as done by Lukas on Mon 1 Mar.');
    expect(itemEnding(of, closed({ kind: 'article' }), null)).toBe('Already recorded as sent on Mon 1 Mar.');
    expect(itemEnding(of, closed({ outcome: 'no-answer' }), 'Lukas')).toBe(
      'Already recorded by Lukas on Mon 1 Mar: nobody answered.',
    );
    expect(itemEnding(german, closed({}), 'Lukas')).toBe('Schon von Lukas am Mo, 1. März als erledigt eingetragen.');
    expect(itemEnding(of, { ...one, state: 'missed' }, null)).toBe('Call with Alpine Tools was missed.');
    expect(itemEnding(of, one, null)).toBeNull();
  });
});

test('a number is dialled and an address is written to with a tap', () => {
  const [ada] = askedFor.item.contacts;
  if (ada === undefined) throw new Error('nobody is there');
  const reach = (phone: string | null, email = 'ada@client.example'): string =>
    /<ul class="people">(.*?)<\/ul>/s.exec(shown('item', { ...askedFor.item, contacts: [{ ...ada, phone, email }] }))?.[1] ?? '';
  expect(reach('+43 (0)1 234 567-89')).toContain('<a class="reach" href="tel:+43123456789">+43 (0)1 234 567-89</a>');
  expect(reach('01/234 567 DW 12')).toContain('href="tel:01234567"');
  expect(reach('ask at the desk')).toContain('<span>ask at the desk</span>');
  expect(reach(null)).not.toContain('tel:');
  expect(reach(null)).toContain('<a class="reach" href="mailto:ada@client.example">ada@client.example</a>');
  expect(reach(null, 'a&b?cc=eve@client.example')).toContain('href="mailto:a%26b%3Fcc%3Deve@client.example"');
}); // prettier-ignore

test('whoever nobody has heard of is not called unknown with a score', () => {
  expect(shown('item', askedFor.item)).toContain('<li>Not known yet</li>');
  expect(shown('item', { ...askedFor.item, locale: inGerman })).toContain('<li>Noch unbekannt</li>');
});

test('a refusal is a sentence in either language, and never its code', () => {
  for (const locale of [inEnglish, inGerman])
    for (const [code, said] of Object.entries(wordsFor(locale).refusals)) {
      expect(said).toMatch(/^[A-ZÄÖÜ].*\.$/);
      expect(said).not.toContain(code.includes('-') ? code : '«');
    }
});

describe.each([inEnglish, inGerman])('what is said to whoever can do nothing, to $language', (reader) => {
  const { elsewhere, ended, closed } = closedWords(reader);
  const said: [title: string, why: string][] = [
    [elsewhere.title, elsewhere.why('Alpine Tools', 'Ida Egger')],
    [elsewhere.title, elsewhere.nobody('Alpine Tools')],
    [ended.title, ended.renewed('Alpine Tools', 'CRM Pro')],
    ...[...churnReasons, ...ineligibleReasons].flatMap((why): [string, string][] => [
      [ended.title, ended.churned('Alpine Tools', 'Thu 19 Aug', wordsFor(reader).leaving[why])],
      [ended.title, ended.ineligible('Alpine Tools', 'Thu 19 Aug', wordsFor(reader).leaving[why])],
    ]),
    [closed.title, `${closed.somebody} ${closed.nothingLeft}`],
  ];
  test.each(said)('%s: %s', (title, why) => {
    expect(why).toMatch(/^[A-ZÄÖÜ].*\.$/);
    expect([...codes, 'undefined'].filter((code) => new RegExp(`\\b${code}\\b`).test(`${title} ${why}`))).toEqual([]);
    expect(closedPage(title, why, reader.language)).toContain(`<html lang="${reader.language}">`);
  });
  test('a client who left is said to have, on which day and why', () => {
    const left = ended.churned('Alpine Tools', reader.language === 'de' ? 'Do, 19. August' : 'Thu 19 Aug', wordsFor(reader).leaving.unused);
    expect(left).toBe(
      reader.language === 'de'
        ? 'Alpine Tools ist seit Do, 19. August kein Kunde mehr (das Produkt wird nicht genutzt).'
        : 'Alpine Tools left on Thu 19 Aug (they do not use it).',
    );
  }); // prettier-ignore
});
