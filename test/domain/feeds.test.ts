/** Reading feeds politely: when one is asked again, which words count, and what a feed may hold. */
import { readFeed as feedIn } from '../../outside/feed';
import { maxAgeSeconds, retryAfterSeconds } from '../../outside/asked-to-wait';
import { articleToPropose, isNews, speaksOf, type ArticleClient } from '../../domain/organisation/article-choice';
import { isResting, nextPollAt } from '../../domain/integrations/feeds';
import { capAllows, reachedBy } from '../../domain/organisation/contact-cap';
import { accept, advance } from '../../domain/lifecycle';
import { present } from '../../domain/told/present';
import { dayOne, daysOf, happening, onboarded, retained, say } from '../support/lives';

const now = '2027-03-01T10:00:00.000Z';
const readFeed = (text: string, url = 'https://news.example/feed.xml') => feedIn({ text, url, now });

test.each([
  ['as often as we were told', { everyMinutes: 60, failures: 0 }, '2027-03-01T11:00:00.000Z'],
  ['not before the feed says', { everyMinutes: 60, ttlMinutes: 180, failures: 0 }, '2027-03-01T13:00:00.000Z'],
  ['not before its server says', { everyMinutes: 60, serverSeconds: 7_200, failures: 0 }, '2027-03-01T12:00:00.000Z'],
  ['ever more seldom while it fails', { everyMinutes: 60, failures: 2 }, '2027-03-01T14:00:00.000Z'],
  ['by five doublings at most', { everyMinutes: 60, failures: 5 }, '2027-03-02T18:00:00.000Z'],
  ['and it is not given up', { everyMinutes: 60, failures: 50 }, '2027-03-02T18:00:00.000Z'],
  [
    'a second more is a minute more',
    { everyMinutes: 60, serverSeconds: 3_601, failures: 0 },
    '2027-03-01T11:01:00.000Z',
  ],
  [
    'the longest of all that is asked',
    { everyMinutes: 60, ttlMinutes: 90, serverSeconds: 6_000, failures: 1 },
    '2027-03-01T12:00:00.000Z',
  ],
  [
    'nobody makes us wait longer than a week',
    { everyMinutes: 60, serverSeconds: 1e9, failures: 0 },
    '2027-03-08T10:00:00.000Z',
  ],
])('%s', (_, asking, at) => {
  expect(nextPollAt(now, asking)).toBe(at);
});

test.each<[string, string | null, boolean]>([
  ['never asked', null, false],
  ['asked at this moment', now, true],
  ['asked less than a minute ago', '2027-03-01T09:59:00.001Z', true],
  ['asked a minute ago', '2027-03-01T09:59:00.000Z', false],
])('a feed that was %s rests: %s', (_, polledAt, expected) => {
  expect(isResting(polledAt, now)).toBe(expected);
});

test.each([
  [undefined, 0],
  ['120', 120],
  ['Mon, 01 Mar 2027 10:10:00 GMT', 600],
  ['Mon, 01 Mar 2027 09:00:00 GMT', 0],
  ['soon', 0],
])('Retry-After %s is %s seconds', (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});

test.each([
  ['public, max-age=600', 600],
  ['s-maxage=9', 0],
  [undefined, 0],
])('Cache-Control %s is %s seconds', (header, seconds) => {
  expect(maxAgeSeconds(header)).toBe(seconds);
});

test.each([
  [['Alpine Tools'], 'ALPINE TOOLS opens a plant', true],
  [['Alpine Tools'], 'Alpine-Tools: profit up', true],
  [['tool'], 'New tools', false],
  [['Müller'], 'Bei mu\u0308ller', true],
  [['c'], 'vitamin c', true],
  [[], 'anything', true],
  [['x'], '', false],
])('%j speaks of “%s”: %s', (words, text, expected) => {
  expect(speaksOf(words, text)).toBe(expected);
});

const rss = (items: string, head = ''): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${head}${items}</channel></rss>`;

describe('a feed', () => {
  test('RSS, Atom and RDF are read alike', () => {
    const item =
      '<item><title>A &amp; B</title><link>https://x.example/1</link><guid>g1</guid><pubDate>Mon, 01 Mar 2027 10:00:00 GMT</pubDate></item>';
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title><link rel="alternate" href="https://x.example/1"/><id>g1</id><updated>2027-03-01T10:00:00Z</updated></entry></feed>';
    const rdf =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>t</title></channel><item><title>A &amp; B</title><link>https://x.example/1</link><dc:date>2027-03-01T10:00:00Z</dc:date></item></rdf:RDF>';
    for (const [xml, title] of [
      [rss(item, '<ttl>90</ttl>'), 'A & B'],
      [atom, 'A & B'],
      [rdf, 'A & B'],
    ] as const) {
      const [entry] = readFeed(xml).entries;
      expect([entry?.title, entry?.link, entry?.publishedAt?.toISOString()]).toEqual([
        title,
        'https://x.example/1',
        now,
      ]);
    }
    expect(readFeed(rss(item, '<ttl>90</ttl>')).ttlMinutes).toBe(90);
  });

  test('of ten thousand entries the newest two hundred are looked at', () => {
    const items = Array.from(
      { length: 10_000 },
      (_, n) =>
        `<item><title>T ${n}</title><link>https://x.example/${n}</link><pubDate>${new Date(Date.parse(now) - n * 60_000).toUTCString()}</pubDate></item>`,
    );
    const feed = readFeed(rss(items.toReversed().join('')));
    expect([feed.total, feed.entries.length, feed.entries[0]?.title, feed.entries.at(-1)?.title]).toEqual([
      10_000,
      200,
      'T 0',
      'T 199',
    ]);
  });

  test('addresses that are none, and entries without a title or one, are left out', () => {
    const entries = [
      '<link>javascript:alert(1)</link><title>x</title>',
      '<link>https://x.example/1</link>',
      '<title>x</title>',
      '<title><![CDATA[<script>x</script>]]></title><link>https://x.example/2</link>',
    ];
    expect(
      readFeed(rss(entries.map((one) => `<item>${one}</item>`).join(''))).entries.map(({ title }) => title),
    ).toEqual(['x']);
  });

  const lols = Array.from(
    { length: 9 },
    (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n === 0 ? '' : n};`.repeat(10)}">`,
  ).join('');
  test.each([
    [
      'a billion laughs',
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY lol "lol">${lols}]>${rss('<item><title>&lol9;</title><link>https://x.example/1</link></item>')}`,
      'entities',
    ],
    [
      'a file of ours as an entity',
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><title>&x;</title></item>')}`,
      'entities',
    ],
    ['a web page', '<!doctype html><html><body>words</body></html>', 'not-a-feed'],
    ['nothing', '', 'not-a-feed'],
    ['half of one', '<rss version="2.0"><channel><item><title>x', 'not-a-feed'],
    ['a million levels', `<rss version="2.0"><channel>${'<a>'.repeat(1_000_000)}`, 'not-a-feed'],
    [
      'two hundred thousand attributes',
      `<rss version="2.0" ${Array.from({ length: 200_000 }, (_, n) => `a${n}="1"`).join(' ')}><channel/></rss>`,
      'not-a-feed',
    ],
  ])('%s is refused by name, soon, and with little memory', (_, xml, failure) => {
    // Of this process's own time: on a busy machine everything takes longer by the clock.
    const [cpu, before] = [process.cpuUsage(), process.memoryUsage().heapUsed];
    let found = 'read';
    try {
      // A strict reader may also read nothing of it.
      if (readFeed(xml).entries.length === 0) found = 'empty';
    } catch (error) {
      found = (error as { failure: string }).failure;
    }
    expect(failure === 'entities' ? ['entities'] : [failure, 'empty']).toContain(found);
    expect(process.cpuUsage(cpu).user / 1_000).toBeLessThan(10_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(1_000_000_000);
  });
});

describe('an article', () => {
  const found = (state = retained()) =>
    accept(state, { name: 'articleFound', id: 'a1', data: { article: 'art_1' } }, dayOne);

  test('falls due for the rep at once, and counts as a day on which the client hears of us', () => {
    const { state, events } = found();
    expect(daysOf(events, 'item-due', 'item')).toEqual(['2027-01-04 article-1']);
    expect(present(state).items).toContainEqual(
      expect.objectContaining({ id: 'article-1', kind: 'article', about: 'art_1', state: 'due' }),
    );
    expect(reachedBy(state.slices.items)).toContain('2027-01-04');
    expect(capAllows({ touches: 1, days: 2 }, '2027-01-05', reachedBy(state.slices.items))).toBe(false);
  });

  test('one that nobody sends is missed after a month, and is no alarm', () => {
    const events = happening(found().state, '2027-02-20');
    expect(daysOf(events, 'item-missed', 'item')).toContain('2027-02-01 article-1');
    expect(daysOf(events, 'escalation-opened')).toEqual([]);
  });

  test.each([
    ['in onboarding', onboarded(), 'not-in-retention'],
    ['while it is paused', say(retained(), dayOne, 'pause', { reason: 'season' }), 'already-paused'],
    ['to a client who wants to be left alone', say(retained(), dayOne, 'clientOptedOut'), 'nobody-to-invite'],
  ])('is not proposed %s', (_, state, refused) => {
    expect(advance(state, { name: 'articleFound', id: 'a1', data: { article: 'art_1' } }, dayOne).refused).toBe(
      refused,
    );
  });
});

test.each([
  ['of today', '2027-03-01T09:00:00.000Z', true],
  ['of thirty days ago', '2027-01-30T00:00:00.000Z', true],
  ['older than thirty days', '2027-01-29T23:59:59.999Z', false],
  ['nobody knows of which day', null, true],
])('an article is news or not: %s', (_, publishedAt, expected) => {
  expect(isNews(publishedAt, '2027-03-01')).toBe(expected);
});

describe('what is proposed to a rep', () => {
  const rules = { articles: { everyDays: 10 }, contactCap: { touches: 2, days: 30 } };
  const lifecycle = (lifecycleId: string) => retained({ lifecycleId }, rules);
  const [first, second] = [lifecycle('D-1.a.t1'), lifecycle('D-1.b.t1')];
  const resting = say(first, dayOne, 'pause', { reason: 'season' });
  const before = (article: string, day: string) => ({ article, at: `${day}T10:00:00.000Z` });

  test.each<[string, string | null, Partial<ArticleClient>]>([
    ['the newest, by the first lifecycle', 'art_2 by D-1.a.t1', {}],
    ['the newest that they have not seen', 'art_1 by D-1.a.t1', { proposed: [before('art_2', '2027-02-01')] }],
    ['none where they have seen all', null, { proposed: ['art_1', 'art_2'].map((id) => before(id, '2027-02-01')) }],
    ['by the next lifecycle while one is paused', 'art_2 by D-1.b.t1', { states: [resting, second] }],
    ['none while all are paused', null, { states: [resting] }],
    ['none in onboarding', null, { states: [onboarded({}, rules)] }],
    ['none where nothing runs', null, { states: [] }],
    ['none where the client wants to be left alone', null, { states: [say(first, dayOne, 'clientOptedOut'), second] }],
    ['none where the policy wants none', null, { states: [retained({}, { ...rules, articles: { everyDays: null } })] }],
    ['none so soon after the last one', null, { proposed: [before('art_0', '2027-02-20')] }],
    ['one again when its days are over', 'art_2 by D-1.a.t1', { proposed: [before('art_0', '2027-02-19')] }],
    ['none where the cap has no room', null, { days: ['2027-02-27', '2027-02-28'] }],
    ['one where the cap has room for it', 'art_2 by D-1.a.t1', { days: ['2027-02-28'] }],
  ])('%s', (_, expected, parts) => {
    const client = { states: [first, second], days: [], proposed: [], ...parts };
    const proposal = articleToPropose(client, ['art_2', 'art_1'], '2027-03-01');
    expect(proposal && `${proposal.article} by ${proposal.lifecycle}`).toBe(expected);
  });
});

/** 39 s of CPU when each `<` looked for its `>` to the end, in all entries; a tenth of a second since. */
test('a feed of half a million signs that begin a tag and end none is read in time that grows with its length', () => {
  const item = (index: number): string =>
    `<item><title>News ${index}</title><link>https://news.example/${index}</link><description><![CDATA[${'<'.repeat(8_000)}]]></description></item>`;
  const xml = `<rss version="2.0"><channel>${Array.from({ length: 526 }, (_, index) => item(index)).join('')}</channel></rss>`;
  const before = process.cpuUsage();
  expect(readFeed(xml)).toMatchObject({ total: 526, entries: { length: 200 } });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(8);
});

test('the newest entries are chosen before their words are looked at; those without a title or a link make room', () => {
  const item = (day: number, title: string): string =>
    `<item><title>${title}</title><link>https://news.example/${day}</link><pubDate>${new Date(Date.UTC(2027, 0, day)).toUTCString()}</pubDate></item>`;
  const days = Array.from({ length: 300 }, (_, index) => index + 1);
  const xml = `<rss version="2.0"><channel>${days.map((day) => item(day, day % 3 === 0 ? '' : `Day ${day}`)).join('')}</channel></rss>`;
  const { total, entries } = feedIn({ text: xml, url: 'https://news.example/', now: '2028-01-01T00:00:00.000Z' });
  expect(total).toBe(300);
  expect(entries.map(({ title }) => title)).toEqual(
    days
      .filter((day) => day % 3 !== 0)
      .toReversed()
      .slice(0, 200)
      .map((day) => `Day ${day}`),
  );
});
