/** News by feed: read politely, proposed to the rep once, and hostile feeds do no harm. */
import type { ServerResponse } from 'node:http';
import { withDatabase } from '../dev/postgres';
import { fastForward } from '../dev/time';
import { browse } from './support/browse';
import { aClient } from './support/clients';
import { everyDay } from './support/dates';
import { admin, caller, eventually, fresh, lifecycle, running } from './support/api';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { temporal } from './support/time';
import { closeWorlds, drips, startWorld, tenGigabytes, type World } from './support/outside';

afterAll(async () => {
  await closeWorlds();
});

interface Poll {
  readonly at: string;
  readonly outcome: string;
  readonly detail: string;
  readonly entries: number;
  readonly articles: number;
  readonly proposed: number;
  readonly nextAt: string;
}
const pollsOf = async (id: string): Promise<readonly Poll[]> => (await admin.get(`/v1/feeds/${id}`)).body.polls;
const polled = (id: string, times = 1, deadlineMs = 30_000): Promise<Poll> =>
  eventually(async () => {
    const polls = await pollsOf(id);
    expect(polls.length).toBeGreaterThanOrEqual(times);
    return polls[0] as Poll;
  }, deadlineMs);

const item = (title: string, link: string, at = Date.now()): string =>
  `<item><title>${title}</title><link>${link}</link><pubDate>${new Date(at).toUTCString()}</pubDate></item>`;
const rss = (...items: readonly string[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items.join('')}</channel></rss>`;
const quiet = {
  touches: { everyWeeks: 12, kinds: ['call'] },
  birthdays: { cards: false },
  // At work since midnight: what is proposed today is due at once, at whatever hour the test runs.
  workingHours: { ...everyDay.workingHours, opensAt: '00:00' },
};
const dayMs = 86_400_000;

test('an article about the client is proposed to the rep, once, however many products and however often the feed brings it', async () => {
  const { client, ids, people } = await aClient(2, quiet);
  const world = await startWorld();
  const [id, link] = [fresh('feed'), `https://news.example/${fresh('article')}`];
  let items = [
    item('Alpine Tools &amp; sons open a plant', link),
    item('Nothing to do with it', 'https://news.example/other'),
  ];
  world.answers((_, response) => response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss(...items)));
  const put = await admin.put(`/v1/feeds/${id}`, {
    url: world.at('/rss'),
    about: { client },
    words: ['Alpine Tools'],
    everyMinutes: 7 * 1_440,
  });
  expect(put.status).toBe(200);
  expect(await polled(id)).toMatchObject({ outcome: 'read', entries: 2, articles: 1, proposed: 1 });
  expect(world.arrived[0]?.headers).toMatchObject({ 'user-agent': 'Holdfast' });
  const mail = await mailAbout(people.repMail, 'Due: article for Alpine Tools');
  expect(mail.text).toContain('Alpine Tools & sons open a plant');
  expect(mail.text).toContain(link);

  const page = await browse(linkIn(mail));
  expect(page.html).toContain('Alpine Tools &amp; sons open a plant');
  expect((await page.post({ outcome: 'done' })).status).toBe(200);
  const [carrier = ''] = ids;
  await eventually(async () =>
    expect((await lifecycle(carrier)).items.find(({ kind }) => kind === 'article')).toMatchObject({ state: 'done' }),
  );

  // The feed brings it again, and something new: too soon after the last for another one …
  items = [...items, item('Alpine Tools wins a prize', `https://news.example/${fresh('article')}`)];
  const moving = await temporal();
  await fastForward(moving, `feed.${id}`, 8 * dayMs);
  expect(await polled(id, 2)).toMatchObject({ outcome: 'read', articles: 2, proposed: 0 });
  // … but two weeks after it only what is new is proposed.
  await fastForward(moving, `feed.${id}`, 7 * dayMs);
  expect(await polled(id, 3)).toMatchObject({ articles: 2, proposed: 1 });
  await eventually(async () => {
    const mails = (await mailsTo(people.repMail)).filter(({ subject }) => subject.includes('article'));
    expect(mails.map(({ text }) => text.includes('wins a prize'))).toEqual([false, true]);
  });
  // Two weeks on there is nothing that they have not had.
  await fastForward(moving, `feed.${id}`, 14 * dayMs);
  expect(await polled(id, 5)).toMatchObject({ proposed: 0 });
});

test('a feed of an industry reaches its clients and no others; within the cap, and not who is left alone', async () => {
  const industry = fresh('industry');
  const [one, full, alone, other] = [
    await aClient(1, quiet),
    await aClient(1, { ...quiet, contactCap: { touches: 1, days: 365 } }),
    await aClient(1, quiet),
    await aClient(1, quiet),
  ];
  await withDatabase(running.postgres, (db) =>
    db.query('update clients set industry = $1 where id = any($2)', [
      industry,
      [one.client, full.client, alone.client],
    ]),
  );
  await admin.post(`/v1/clients/${alone.client}/opt-out`, {});
  await eventually(async () => expect(await lifecycle(alone.ids[0] ?? '')).toHaveProperty('optedOutSince'));
  const world = await startWorld();
  world.answers((_, response) =>
    response.writeHead(200).end(rss(item('A law for tools', `https://news.example/${fresh('a')}`))),
  );
  const id = fresh('feed');
  await admin.put(`/v1/feeds/${id}`, { url: world.at('/'), about: { industry: industry.toUpperCase() } });
  expect(await polled(id)).toMatchObject({ articles: 1, proposed: 1 });
  await mailAbout(one.people.repMail, 'Due: article');
  for (const { people } of [full, alone, other])
    expect((await mailsTo(people.repMail)).filter(({ subject }) => subject.includes('article'))).toEqual([]);
});

test('it asks politely: conditionally, as seldom as it is told, and more seldom when it is turned away', async () => {
  const world = await startWorld();
  let busy = false;
  world.answers(({ headers }, response) => {
    if (busy) response.writeHead(429, { 'retry-after': String(36 * 3_600) }).end();
    else if (headers['if-none-match'] === '"v1"') response.writeHead(304, { 'cache-control': 'max-age=0' }).end();
    else response.writeHead(200, { etag: '"v1"', 'last-modified': 'Mon, 01 Mar 2027 10:00:00 GMT' }).end(rss());
  });
  const id = fresh('feed');
  const put = () => admin.put(`/v1/feeds/${id}`, { url: world.at('/'), everyMinutes: 120 });
  await put();
  const first = await polled(id);
  expect(Date.parse(first.nextAt) - Date.parse(first.at)).toBe(120 * 60_000);
  // Pressed again and again, it is not asked again.
  for (let times = 0; times < 3; times += 1) await put();
  const client = await temporal();
  await fastForward(client, `feed.${id}`, 121 * 60_000);
  expect(await polled(id, 2)).toMatchObject({ outcome: 'unchanged' });
  expect(world.arrived.length).toBe(2);
  expect(world.arrived[1]?.headers).toMatchObject({
    'if-none-match': '"v1"',
    'if-modified-since': 'Mon, 01 Mar 2027 10:00:00 GMT',
  });
  busy = true;
  await fastForward(client, `feed.${id}`, 121 * 60_000);
  const turnedAway = await polled(id, 3);
  expect(turnedAway).toMatchObject({
    outcome: 'refused',
    detail: 'The server answered 429: we are to ask more seldom.',
  });
  expect(Date.parse(turnedAway.nextAt) - Date.parse(turnedAway.at)).toBe(36 * 3_600_000);
  expect((await admin.get(`/v1/feeds/${id}`)).body.failures).toBe(1);
});

async function residentBytes(): Promise<number> {
  const response = await fetch(`${running.ops.api}/metrics`, { signal: AbortSignal.timeout(10_000) });
  return Number(/^holdfast_api_process_resident_memory_bytes (\S+)/m.exec(await response.text())?.[1]);
}

test('ten thousand entries, a billion laughs, a way inward, ten gigabytes, an end that never comes: each gets a clear record, and nothing else suffers', async () => {
  const before = await residentBytes();
  const hostile: Record<string, { readonly outcome: string; answer(response: ServerResponse, world: World): void }> = {
    many: {
      outcome: 'read',
      answer: (response) =>
        response.end(
          rss(...Array.from({ length: 10_000 }, (_, n) => item(`T ${n}`, `https://news.example/many/${n}`))),
        ),
    },
    laughs: {
      outcome: 'entities',
      answer: (response) =>
        response.end(
          `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n === 0 ? '' : n};`.repeat(10)}">`).join('')}]>${rss('<item><title>&lol9;</title></item>')}`,
        ),
    },
    inward: {
      outcome: 'private-address',
      answer: (response, world) => response.writeHead(302, { location: world.at('/secret', '127.0.0.1') }).end(),
    },
    metadata: {
      outcome: 'private-address',
      answer: (response) => response.writeHead(301, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    },
    huge: { outcome: 'too-large', answer: (response) => tenGigabytes(response) },
    endless: {
      outcome: 'too-slow',
      answer: (response) => {
        response.writeHead(200).write('<?xml version="1.0"?><rss version="2.0"><channel>');
        drips(response, '<item/>');
      },
    },
    page: { outcome: 'not-a-feed', answer: (response) => response.end('<!doctype html><html></html>') },
    circle: { outcome: 'too-many-redirects', answer: (response) => response.writeHead(302, { location: '/' }).end() },
  };
  const feeds = await Promise.all(
    Object.entries(hostile).map(async ([name, { outcome, answer }]) => {
      const world = await startWorld();
      world.answers((_, response) => answer(response, world));
      const id = fresh(`feed-${name}`);
      // About nobody here: what it brings is proposed to nobody.
      const { status } = await admin.put(`/v1/feeds/${id}`, {
        url: world.at('/'),
        about: { industry: fresh('nobody') },
      });
      expect(status).toBe(200);
      return { id, name, outcome, world };
    }),
  );
  const polls = new Map<string, Poll>();
  for (const { id, name, outcome, world } of feeds) {
    const poll = await polled(id, 1, 60_000);
    expect({ name, outcome: poll.outcome }).toEqual({ name, outcome });
    expect(poll.detail.length).toBeGreaterThan(10);
    polls.set(name, poll);
    expect(world.arrived.some(({ path }) => path === '/secret')).toBe(false);
  }
  expect(polls.get('many')).toMatchObject({ entries: 10_000, articles: 200 });
  expect((await residentBytes()) - before).toBeLessThan(600_000_000);
});

test('a feed that makes no sense is refused, naming the field', async () => {
  const wrong = async (body: object) => (await admin.put(`/v1/feeds/${fresh('feed')}`, body)).body.errors?.[0]?.pointer;
  expect(await wrong({ url: 'http://127.0.0.1/feed' })).toBe('/url');
  expect(await wrong({ url: 'file:///etc/passwd' })).toBe('/url');
  expect(await wrong({ url: 'https://news.example/', everyMinutes: 1 })).toBe('/everyMinutes');
  expect(await wrong({ url: 'https://news.example/', about: { client: fresh('C') } })).toBe('/about/client');
  expect(await wrong({ url: 'https://news.example/', about: { client: 'C-1', industry: 'tools' } })).toBe('/about');
  const id = fresh('feed');
  await admin.put(`/v1/feeds/${id}`, { url: 'https://news.invalid/' });
  expect(await polled(id)).toMatchObject({ outcome: 'unreachable' });
  const listed = (await admin.get('/v1/feeds?limit=1')).body;
  expect([listed.items.length, typeof listed.next]).toEqual([1, 'string']);
  expect((await admin.get(`/v1/feeds?limit=1&cursor=${listed.next}`)).body.items[0].id > listed.items[0].id).toBe(true);
  expect((await admin.delete(`/v1/feeds/${id}`)).status).toBe(200);
  expect((await admin.get(`/v1/feeds/${id}`)).status).toBe(404);
  expect((await caller(running.api, running.keys.sales).get(`/v1/feeds/${id}`)).status).toBe(403);
});
