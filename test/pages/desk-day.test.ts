/** The page of a day: what must be done stands first, in people's words, with an act on every line. */
import type { Locale } from '../../domain/told/locale';
import { withWayBack } from '../../pages/act/way-back';
import { closedPage } from '../../pages/act/closed';
import { inEnglish, inGerman } from '../support/occasions';
import { daysRead, dayShown } from '../support/desk-day';

const readers: readonly Locale[] = [
  inEnglish,
  inGerman,
  { ...inGerman, country: 'CH' },
  { ...inEnglish, country: 'US' },
];
const pages = Object.entries(daysRead).flatMap(([name, read]) =>
  readers.map(
    (locale) => [name, `${locale.language}-${locale.country ?? ''}`, dayShown(read, locale), locale] as const,
  ),
);

/** What somebody reads or hears of it. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<head>.*?<\/head>/gs, ' ')
    .replaceAll(/<dialog.*?<\/dialog>/gs, ' ')
    .replaceAll(/<[^>]*?aria-label="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe.each(pages)('the day %s in %s', (_, __, html) => {
  const text = textOf(html);
  test('speaks of no id, no code and no day as programs write it', () => {
    expect(text).not.toMatch(/\bD-\d|escalation-|touch-|\d{4}-\d\d-\d\d|undefined|null|NaN|\[object/);
    expect(text).not.toMatch(/\b(?:happiness,|contactDeparted|birthday-card|quarterly-review|at-risk|touch-missed)\b/);
    expect(text).not.toMatch(/[«»]/);
  });

  test('has one first heading, none that skips a level, and nothing from outside as HTML', () => {
    const levels = [...html.replaceAll(/<dialog.*?<\/dialog>/gs, '').matchAll(/<h(\d)/g)].map(([, level]) =>
      Number(level),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    expect(html).not.toMatch(/<b>&|<slow>|<team>|<a> quote|<script(?! src)|<style| style=| on\w+=/);
  });

  test('has on every line what next, why now, and an act whose name says for whom', () => {
    for (const row of html.split('<li data-row').slice(1)) {
      expect(row).toMatch(/class="next">[^<]/);
      expect(row).toMatch(/<p>[^<]{10}/);
      const acts = [...(row.split('class="acts"')[1] ?? '').matchAll(/<(?:a|button)\b[^>]*aria-label="([^"]+)"/g)];
      expect(acts.length).toBeGreaterThan(0);
      for (const [, label = ''] of acts) expect(label).toMatch(/: ./);
    }
  });
});

test('the whole of a day in English, from what burns to whom nobody has spoken', () => {
  const html = dayShown(daysRead.full, inEnglish);
  const titles = [...html.matchAll(/<h2 id="day-(\w+)"/g)].map(([, of]) => of);
  expect(titles).toEqual(['burning', 'news', 'due', 'renewals', 'small', 'week', 'silent']);
  const text = textOf(html);
  expect(text).toContain('My day, Tue 2 Mar: 2 urgent, 4 due or overdue, 1 to renew, 2 new, 2 this week');
  expect(text).toContain('They are unhappy, they hardly use it, since Fri 26 Feb. Mia Manager was asked on Mon 1 Mar; nobody has taken it on. If nobody takes it on by Wed 3 Mar, it goes to Dora Director.'); // prettier-ignore
  expect(text).toMatch(/First step: call with Donau.*, by Tue 2 Mar\./);
  expect(text).toContain('Due since Thu 25 Feb (5 days ago).');
  expect(text).toContain('CRM Pro · for Ben Berg, who is away');
  expect(text).toContain('Ends on Sat 1 May, worth £31,500 a year; 30 days left to decide, by Thu 1 Apr; at risk.');
  expect(text).toContain('No contact recorded since Tue 1 Dec 2026 (91 days).');
});

test('a telephone number is dialled and an address written to, with a tap', () => {
  const html = dayShown(daysRead.full, inEnglish);
  expect(html).toContain('href="tel:+4315550100"');
  expect(html).toContain('href="mailto:ada@peak.example"');
});

test('what was sent is done with a click; whatever was spoken opens its page; all of it can be put off', () => {
  const html = dayShown(daysRead.full, inEnglish);
  const forms = [...html.matchAll(/<form method="post" action="(\/do\/[^"]+)" class="plain"><button/g)].map(
    ([, at]) => at,
  );
  expect(forms).toEqual(['/do/D-14.crm-pro.t1/item/card-1', '/do/D-8.crm-pro.t1/item/email-1']);
  expect(html).toContain('href="/do/D-10.crm-pro.t1/item/touch-1"');
  expect(html).toContain('href="/do/D-10.crm-pro.t1/item/touch-1#until"');
});

test('a manager reads of what climbed to them, with whom the client is', () => {
  const text = textOf(dayShown(daysRead.manager, inEnglish));
  expect(text).toContain('Begin with Sunrise Dairy');
  expect(text).toContain('CRM Pro · with Ben Berg');
  expect(text).toMatch(/Eva Long has left/);
});

test('a seller is asked about promises, and records no contacts', () => {
  const html = dayShown(daysRead.seller, inEnglish);
  expect(textOf(html)).toContain('The rep flagged “time to &lt;a> quote” as oversold on Sun 28 Feb.');
  expect(html).toContain('href="/do/D-5.crm-pro.t1/oversold/promise-1"');
  expect(html).not.toContain('data-log');
});

test.each([
  ['en', inEnglish, 'A quiet day: nothing waits for you'],
  ['de', inGerman, 'Ein ruhiger Tag: Nichts wartet auf Sie'],
])('an empty day says so kindly, in %s', (_, locale, words) => {
  const text = textOf(dayShown(daysRead.empty, locale));
  expect(text).toContain(words);
  expect(dayShown(daysRead.empty, locale)).not.toContain('data-row');
});

test('a seller’s empty day speaks of promises alone', () => {
  const text = textOf(dayShown(daysRead.empty, inEnglish, null, true));
  expect(text).toContain('Nobody asks you about a promise.');
  expect(text).not.toContain('no contract ends');
});

test('what was recorded is said, with the way to correct it', () => {
  const html = dayShown(daysRead.full, inEnglish, { what: 'Recorded: birthday card, sent.', correctAt: '/act/abc' });
  expect(html).toMatch(/role="status">Recorded: birthday card, sent\. <a href="\/act\/abc">Undo<\/a>/);
  expect(dayShown(daysRead.full, inEnglish, { what: 'Recorded.', correctAt: null })).not.toContain('Undo');
});

test('of more than a day can hold it is said how many more there are', () => {
  const [one] = daysRead.full.brief.entries.filter(({ section }) => section === 'today');
  if (one === undefined) throw new Error('nothing is due');
  const entries = Array.from({ length: 53 }, (_, n) => ({ ...one, lifecycle: `D-${n}.crm-pro.t1` }));
  const html = dayShown({ ...daysRead.full, brief: { ...daysRead.full.brief, entries } }, inEnglish);
  expect(textOf(html)).toContain('And 13 more: they come up as these are done.');
});

test('a page behind a link has the way back to the desk below its head, in the language of its reader', () => {
  const page = closedPage('This is closed already', 'Somebody has dealt with it.', 'en');
  const html = withWayBack(page, { day: '/', client: '/lifecycles/D-1.crm-pro.t1' }, inGerman);
  expect(html).toMatch(/<\/header><nav class="way-back" aria-label="Zurück"><a href="\/">Zurück zu meinem Tag<\/a>/);
});
