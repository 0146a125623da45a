/** Feeds as their generators write them, each read as its reader would, and what is refused, by name. */
import { feedText } from '../../outside/feed-text';
import { FeedError, readFeed, type Feed } from '../../outside/feed';

const now = '2027-03-01T10:00:00.000Z';
const url = 'https://feeds.example/alpine/feed.xml';

const read = (bytes: Uint8Array, contentType?: string): Feed =>
  readFeed({ text: feedText(bytes, contentType), url, now });

/** `<title> <address> <day>` of each entry. */
const told = (bytes: Uint8Array, contentType?: string): readonly string[] =>
  read(bytes, contentType).entries.map(({ title, link, publishedAt }) =>
    [title, link, publishedAt?.toISOString().slice(0, 10) ?? 'no day'].join(' | '),
  );

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
/** Cyrillic letters lie 0x350 above their bytes. */
const cp1251 = (text: string): Buffer =>
  Buffer.from(Array.from(text, (one) => one.codePointAt(0) ?? 0).map((code) => (code < 128 ? code : code - 0x350)));
const utf16 = (text: string, mark = true): Buffer =>
  Buffer.concat([Buffer.from(mark ? [0xff, 0xfe] : []), Buffer.from(text, 'utf16le')]);

const day = 'Thu, 25 Feb 2027 08:00:00 +0000';
const rss = (items: string, first = '<?xml version="1.0" encoding="UTF-8"?>', head = ''): string =>
  `${first}\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">${head}<channel><title>Alpine</title><link>https://alpine.example</link><description>d</description>${items}</channel></rss>`;
const item = (inner: string): string => `<item>${inner}<pubDate>${day}</pubDate></item>`;
const atom = (entries: string, more = ''): string =>
  `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"${more}><title>Alpine</title><id>urn:a</id><updated>2027-02-25T08:00:00Z</updated>${entries}</feed>`;

test.each<[string, Uint8Array, string | undefined, readonly string[]]>([
  [
    'WordPress: words in content:encoded, a guid that is no permalink',
    utf8(
      rss(
        item(
          '<title>Alpine opens a plant</title><link>https://alpine.example/2027/02/plant/</link><dc:creator><![CDATA[Press]]></dc:creator><guid isPermaLink="false">https://alpine.example/?p=12</guid><description><![CDATA[<p>In Graz.</p>]]></description><content:encoded><![CDATA[<p>In Graz, at last.</p>]]></content:encoded>',
        ),
      ),
    ),
    'application/rss+xml; charset=UTF-8',
    ['Alpine opens a plant | https://alpine.example/2027/02/plant/ | 2027-02-25'],
  ],
  [
    'Blogger: Atom with five links, of which one is the story',
    utf8(
      atom(
        '<entry><id>tag:blogger.example,1999:blog-1.post-2</id><published>2027-02-25T09:00:00.000+01:00</published><updated>2027-02-26T09:00:00Z</updated><title type="text">Alpine grows</title><content type="html">&lt;p&gt;More.&lt;/p&gt;</content><link rel="replies" type="application/atom+xml" href="https://alpine.example/feeds/2/comments"/><link rel="edit" href="https://blogger.example/2"/><link rel="alternate" type="text/html" href="https://alpine.example/2027/02/grows.html" title="Alpine grows"/></entry>',
      ),
    ),
    'application/atom+xml; charset=UTF-8',
    ['Alpine grows | https://alpine.example/2027/02/grows.html | 2027-02-25'],
  ],
  [
    'Jekyll: xml:base, addresses relative to it',
    utf8(
      atom(
        '<entry><title type="html">Alpine and snow</title><link href="2027/snow" rel="alternate"/><id>/2027/snow</id><published>2027-02-25T08:00:00+00:00</published></entry><entry xml:base="https://other.example/x/"><title>Alpine elsewhere</title><link href="y"/><id>urn:y</id><published>2027-02-24T08:00:00Z</published></entry>',
        ' xml:base="https://blog.example/posts/"',
      ),
    ),
    undefined,
    [
      'Alpine and snow | https://blog.example/posts/2027/snow | 2027-02-25',
      'Alpine elsewhere | https://other.example/x/y | 2027-02-24',
    ],
  ],
  [
    'Hugo: addresses relative to the feed',
    utf8(rss(item('<title>Alpine relative</title><link>/news/6</link>') + item('<title>Alpine beside</title><link>7.html</link>'))),
    undefined,
    ['Alpine relative | https://feeds.example/news/6 | 2027-02-25', 'Alpine beside | https://feeds.example/alpine/7.html | 2027-02-25'],
  ],
  [
    'a newsletter: where the reader came from is no other story',
    utf8(rss(item('<title>Alpine letter</title><link>https://letters.example/p/alpine?utm_source=rss&amp;utm_medium=feed&amp;id=3</link>'))),
    undefined,
    ['Alpine letter | https://letters.example/p/alpine?id=3 | 2027-02-25'],
  ],
  [
    'a podcast: the recording alone',
    utf8(rss(item('<title>Alpine talks</title><guid isPermaLink="false">ep-4</guid><enclosure url="https://cdn.example/ep4.mp3" length="9" type="audio/mpeg"/>'))),
    undefined,
    ['Alpine talks | https://cdn.example/ep4.mp3 | 2027-02-25'],
  ],
  [
    'a guid that is the permalink',
    utf8(rss(item('<title>Alpine guid</title><guid>https://alpine.example/g/1</guid>'))),
    undefined,
    ['Alpine guid | https://alpine.example/g/1 | 2027-02-25'],
  ],
  [
    'RDF with Dublin Core days',
    utf8(
      '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://r.example"><title>R</title><link>https://r.example/</link></channel><item rdf:about="https://r.example/1"><title>Alpine in RDF</title><link>https://r.example/1</link><dc:date>2027-02-25T08:00:00+01:00</dc:date></item></rdf:RDF>',
    ),
    'application/rdf+xml',
    ['Alpine in RDF | https://r.example/1 | 2027-02-25'],
  ],
  [
    'JSON Feed 1.1, one note without a title, one story elsewhere',
    utf8(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Micro',
        items: [
          { id: '1', url: 'https://micro.example/1', title: 'Alpine in JSON', content_text: 'Words', date_published: '2027-02-25T08:00:00Z' },
          { id: 'https://micro.example/2', content_html: '<p>Alpine, a note &amp; no title</p>', date_published: '2027-02-24T08:00:00Z' },
          { id: '3', external_url: 'https://elsewhere.example/3', title: 'Alpine linked', date_published: '2027-02-23T08:00:00Z' },
        ],
      }),
    ),
    'application/feed+json',
    [
      'Alpine in JSON | https://micro.example/1 | 2027-02-25',
      'Alpine, a note & no title | https://micro.example/2 | 2027-02-24',
      'Alpine linked | https://elsewhere.example/3 | 2027-02-23',
    ],
  ],
  [
    'an old German system: ISO-8859-1, said by the feed',
    latin1(rss(item('<title>Müller Alpine übernimmt</title><link>https://alt.example/1</link>'), '<?xml version="1.0" encoding="ISO-8859-1"?>')),
    'text/xml',
    ['Müller Alpine übernimmt | https://alt.example/1 | 2027-02-25'],
  ],
  [
    'the same, said by nobody',
    latin1(rss(item('<title>Müller Alpine</title><link>https://alt.example/2</link>'), '')),
    undefined,
    ['Müller Alpine | https://alt.example/2 | 2027-02-25'],
  ],
  [
    'Windows-1252 that says it is ISO-8859-1: quotation marks and the euro',
    Buffer.concat([
      latin1('<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>F</title><item><title>'),
      Buffer.from([0x84, 0x41, 0x6c, 0x70, 0x69, 0x6e, 0x65, 0x93, 0x20, 0x80]),
      latin1(`</title><link>https://alt.example/3</link><pubDate>${day}</pubDate></item></channel></rss>`),
    ]),
    undefined,
    ['„Alpine“ € | https://alt.example/3 | 2027-02-25'],
  ],
  [
    'a Russian system: windows-1251, said by its server',
    cp1251(rss(item('<title>Альпина Alpine</title><link>https://ru.example/1</link>'), '<?xml version="1.0"?>')),
    'text/xml; charset="windows-1251"',
    ['Альпина Alpine | https://ru.example/1 | 2027-02-25'],
  ],
  [
    'a Japanese system: ISO-2022-JP, of which every byte is ASCII',
    Buffer.concat([
      latin1('<?xml version="1.0" encoding="ISO-2022-JP"?><rss version="2.0"><channel><title>F</title><item><title>Alpine '),
      Buffer.from([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42]),
      latin1(`</title><link>https://jp.example/1</link><pubDate>${day}</pubDate></item></channel></rss>`),
    ]),
    undefined,
    ['Alpine 日本 | https://jp.example/1 | 2027-02-25'],
  ],
  [
    'UTF-16 with its mark',
    utf16(rss(item('<title>Alpine sechzehn für alle</title><link>https://w.example/1</link>'), '<?xml version="1.0" encoding="UTF-16"?>')),
    undefined,
    ['Alpine sechzehn für alle | https://w.example/1 | 2027-02-25'],
  ],
  [
    'UTF-16 without one',
    utf16(rss(item('<title>Alpine ohne</title><link>https://w.example/2</link>')), false),
    undefined,
    ['Alpine ohne | https://w.example/2 | 2027-02-25'],
  ],
  [
    'UTF-8 that says it is ISO-8859-1',
    utf8(rss(item('<title>Müller lügt</title><link>https://w.example/3</link>'), '<?xml version="1.0" encoding="ISO-8859-1"?>')),
    'text/xml; charset=iso-8859-1',
    ['Müller lügt | https://w.example/3 | 2027-02-25'],
  ],
  [
    'UTF-8 with a broken byte: the rest is read as it was meant',
    Buffer.concat([utf8(rss('')).subarray(0, -16), utf8(item('<title>Müller größer</title><link>https://w.example/4</link>')), Buffer.from([0xc3]), utf8('</channel></rss>')]),
    undefined,
    ['Müller größer | https://w.example/4 | 2027-02-25'],
  ],
  [
    'a charset that nobody knows: as old systems write',
    latin1(rss(item('<title>Müller fremd</title><link>https://w.example/5</link>'), '<?xml version="1.0" encoding="x-nobody"?>')),
    undefined,
    ['Müller fremd | https://w.example/5 | 2027-02-25'],
  ],
  [
    'a harmless entity that it declares',
    utf8(rss(item('<title>Alpine&nbsp;entity &copyright;</title><link>https://w.example/6</link>'), '<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE rss [\n<!ENTITY nbsp "&#160;">\n<!ENTITY copyright \'&#xA9; Alpine\'>]>')),
    undefined,
    ['Alpine entity © Alpine | https://w.example/6 | 2027-02-25'],
  ],
  [
    'a document type of 1999, without declarations',
    utf8(rss(item('<title>Alpine 0.91</title><link>https://w.example/7</link>'), '<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">')),
    undefined,
    ['Alpine 0.91 | https://w.example/7 | 2027-02-25'],
  ],
  [
    'words about entities, in CDATA',
    utf8(rss(item('<title>How to write Alpine DTDs</title><link>https://w.example/8</link><description><![CDATA[shows <!ENTITY foo "bar"> in code]]></description>'))),
    undefined,
    ['How to write Alpine DTDs | https://w.example/8 | 2027-02-25'],
  ],
  [
    'a day to come is no day; today’s is, wherever it is today',
    utf8(
      rss(
        `<item><title>Alpine 2099</title><link>https://w.example/9</link><pubDate>Fri, 01 Jan 2099 08:00:00 GMT</pubDate></item><item><title>Alpine today</title><link>https://w.example/10</link><pubDate>Mon, 01 Mar 2027 23:00:00 +0000</pubDate></item>`,
      ),
    ),
    undefined,
    ['Alpine today | https://w.example/10 | 2027-03-01', 'Alpine 2099 | https://w.example/9 | no day'],
  ],
])('%s', (_, bytes, contentType, entries) => {
  expect(told(bytes, contentType)).toEqual(entries);
}); // prettier-ignore

test.each([
  ['an entity that leads to another', '<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>', 'entities'],
  ['an entity that leads to a file', '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hosts">]>', 'entities'],
  ['an entity that becomes another when it is read', '<!DOCTYPE rss [<!ENTITY a "&#38;b;">]>', 'entities'],
  ['an entity of parameters', '<!DOCTYPE rss [<!ENTITY % a "b">]>', 'entities'],
  ['a long one', `<!DOCTYPE rss [<!ENTITY a "${'b'.repeat(40)}">]>`, 'entities'],
  ['a document type that never ends', '<!DOCTYPE rss [<!ENTITY a "b">', 'entities'],
])('%s is refused by name', (_, head, failure) => {
  let found = 'read';
  try {
    read(utf8(`<?xml version="1.0"?>${head}<rss version="2.0"><channel><title>t</title></channel></rss>`));
  } catch (error) {
    found = error instanceof FeedError ? error.failure : String(error);
  }
  expect(found).toBe(failure);
});

test('what is left out is counted: without an address, or with neither a title nor words', () => {
  const { total, leftOut, entries } = read(
    utf8(rss(item('<title>Alpine nowhere</title>') + item('<link>https://w.example/1</link>') + item('<title>Alpine</title><link>https://w.example/2</link>'))),
  );
  expect([total, leftOut, entries.length]).toEqual([3, 2, 1]);
}); // prettier-ignore
