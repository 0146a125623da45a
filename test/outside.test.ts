/** The way out: it cannot be led into the inner network, and what comes back is bounded. */
import { gzipSync } from 'node:zlib';
import { createOutside, isPublic, isTrusted, OutsideError, type OutsideRequest } from '../outside/http';
import { closeWorlds, drips, startWorld, tenGigabytes, type World } from './support/outside';

let world: World;
const outside = createOutside(['localhost:*']);
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await outside.close();
  await closeWorlds();
});

const asked = (url: string, parts: Partial<OutsideRequest> = {}): OutsideRequest => ({
  method: 'GET',
  url,
  maxBytes: 100_000,
  timeoutMs: 5_000,
  maxRedirects: 3,
  ...parts,
});
const failureOf = async (one: OutsideRequest): Promise<string> => {
  try {
    const { status } = await outside.request(one);
    return String(status);
  } catch (error) {
    return error instanceof OutsideError ? error.failure : String(error);
  }
};

test.each([
  ['127.0.0.1', false],
  ['127.8.9.10', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['::', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['words', false],
  ['93.184.215.14', true],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true],
])('%s is public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});

test.each([
  ['a private address', () => world.at('/', '127.0.0.1')],
  ['a private address in another spelling', () => world.at('/', '0x7f.1')],
  ['… as one number', () => world.at('/', '2130706433')],
  ['… inside IPv6', () => world.at('/', '[::ffff:127.0.0.1]')],
  ['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
])('%s is not asked', async (_, url) => {
  const before = world.arrived.length;
  expect(await failureOf(asked(url()))).toBe('private-address');
  expect(world.arrived.length).toBe(before);
});

test('a name that resolves to a private address is not asked', async () => {
  const wary = createOutside([]);
  await expect(wary.request(asked(world.at('/')))).rejects.toMatchObject({ failure: 'private-address' });
  await wary.close();
});

test('a redirect into a private address is not followed; one to where it may go is', async () => {
  world.answers(({ path }, response) => {
    const to =
      path === '/inward' ? world.at('/secret', '127.0.0.1') : path === '/file' ? 'file:///etc/passwd' : '/there';
    if (path === '/there') response.end('here');
    else response.writeHead(302, { location: to }).end();
  });
  expect(await failureOf(asked(world.at('/inward')))).toBe('private-address');
  expect(world.arrived.some(({ path }) => path === '/secret')).toBe(false);
  expect(await failureOf(asked(world.at('/file')))).toBe('not-http');
  const answered = await outside.request(asked(world.at('/elsewhere')));
  expect([answered.body.toString(), answered.url]).toEqual(['here', world.at('/there')]);
});

test.each([
  ['http://feeds.inner/news', ['feeds.inner'], true],
  ['https://feeds.inner/news', ['feeds.inner'], true],
  ['http://feeds.inner:8081/admin', ['feeds.inner'], false],
  ['http://feeds.inner:8081/news', ['feeds.inner:8081'], true],
  ['http://feeds.inner/news', ['feeds.inner:8081'], false],
  ['http://FEEDS.inner:9/news', ['feeds.inner:*'], true],
  ['http://feeds.inner.evil.example/', ['feeds.inner', 'feeds.inner:*'], false],
  ['http://[fd00::1]:8081/', ['[fd00::1]:8081'], true],
  ['http://10.0.0.1:8081/', ['10.0.0.1:8082'], false],
])('%s with %j trusted: %s', (url, trusted, expected) => {
  expect(isTrusted(new URL(url), trusted)).toBe(expected);
});

test('nobody leads to a trusted host by a redirect, but that host itself', async () => {
  const other = await startWorld();
  other.answers((_, response) => response.end('inner admin'));
  const once = other.arrived.length;
  world.answers((_, response) => response.writeHead(302, { location: other.at('/delete?all=1') }).end());
  expect(await failureOf(asked(world.at('/')))).toBe('private-address');
  expect(other.arrived.length).toBe(once);
  expect(await failureOf(asked(other.at('/')))).toBe('200');
});

test('redirects in a circle end', async () => {
  world.answers((_, response) => response.writeHead(307, { location: '/again' }).end());
  expect(await failureOf(asked(world.at('/')))).toBe('too-many-redirects');
});

test('ten gigabytes are given up after what was asked for', async () => {
  let sent = 0;
  world.answers((_, response) =>
    tenGigabytes(response, (bytes) => {
      sent += bytes;
    }),
  );
  expect(await failureOf(asked(world.at('/')))).toBe('too-large');
  expect(sent).toBeLessThan(20_000_000);
});

test('an answer that never ends, drop by drop, is given up in time', async () => {
  world.answers((_, response) => {
    response.writeHead(200);
    drips(response, '.');
  });
  expect(await failureOf(asked(world.at('/'), { timeoutMs: 1_000 }))).toBe('too-slow');
});

test('one that never begins, too', async () => {
  world.answers(() => undefined);
  expect(await failureOf(asked(world.at('/'), { timeoutMs: 500 }))).toBe('too-slow');
});

test('a body that is packed is not unpacked', async () => {
  world.answers((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
  );
  expect(await failureOf(asked(world.at('/')))).toBe('packed');
});

test('nobody there is unreachable; other protocols are not asked', async () => {
  expect(await failureOf(asked('http://localhost:9/'))).toBe('unreachable');
  expect(await failureOf(asked('ftp://localhost/'))).toBe('not-http');
  expect(await failureOf(asked('http://no-such-host.invalid/'))).toBe('unreachable');
});
