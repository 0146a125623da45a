/** Signing in by OpenID Connect: a real provider on this machine, a real browser that goes there and comes back. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../dev/ports';
import { fresh } from './support/api';
import { startCell, type Cell } from './support/cell';
import { oneChromium, type Somebody } from './support/real-browser';

const somebody = oneChromium();
let provider: ChildProcess;
let issuer = '';
let cell: Cell;

beforeAll(async () => {
  const port = await freePort(0);
  const api = `http://127.0.0.1:${port}`;
  const comesBack = `${api}/sign-in/elsewhere/back`;
  const [id, secret] = ['holdfast', fresh('secret')];
  provider = spawn(process.execPath, [path.join(__dirname, 'support', 'oidc-provider.mjs'), id, secret, comesBack], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  issuer = await new Promise<string>((resolve, reject) => {
    createInterface({ input: provider.stdout as NodeJS.ReadableStream }).once('line', resolve);
    provider.once('exit', () => reject(new Error('the provider did not start')));
  });
  cell = await startCell({
    HOLDFAST_PORT: String(port),
    HOLDFAST_PUBLIC_URL: api,
    HOLDFAST_OIDC_ISSUER: issuer,
    HOLDFAST_OIDC_CLIENT_ID: id,
    HOLDFAST_OIDC_CLIENT_SECRET: secret,
    HOLDFAST_OIDC_NAME: 'Vendor Account',
  });
});
afterAll(async () => {
  await cell.stop();
  const ended = new Promise((resolve) => provider.once('exit', resolve));
  provider.stdin?.end();
  await ended;
});

/** One of our people. */
async function aRep(parts: object = {}): Promise<{ readonly id: string; readonly email: string }> {
  const id = fresh('rep');
  const email = `${id}@holdfast.example`;
  expect((await cell.admin.put(`/v1/reps/${id}`, { name: 'Ida Holm', email, ...parts })).status).toBe(200);
  return { id, email };
}

/** Goes to a page of ours, is led to sign in, and says over there who they are. */
async function comesFromThere({ page, visit }: Somebody, account: string, to = '/?seen=1'): Promise<void> {
  // The provider's own page asks for a typeface that is nowhere near.
  await page.route(/fonts\.googleapis\.com/, (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  await visit(`${cell.url}${to}`);
  await page.getByRole('link', { name: 'Sign in with Vendor Account' }).click();
  await page.getByPlaceholder('Enter any login').fill(account);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL((url) => url.origin === cell.url);
}

const isIn = async ({ page }: Somebody): Promise<boolean> =>
  (await page.context().cookies(cell.url)).some(({ name }) => name === 'hf_session');

test('who is known by an address that was verified elsewhere comes in, to the page that they wanted', async () => {
  const { email } = await aRep();
  const who = await somebody();
  await comesFromThere(who, email.toUpperCase());
  expect(who.page.url()).toBe(`${cell.url}/?seen=1`);
  expect(await isIn(who)).toBe(true);
  expect(await cell.count('audit', `actor = '${email.split('@')[0]}' and route = '/sign-in/elsewhere/back'`)).toBe(1);
});

test.each([
  ['an address that was not verified', async () => `unverified:${(await aRep()).email}`],
  ['an address that nobody here has', async () => `${fresh('nobody')}@holdfast.example`],
  ['the address of somebody who left', async () => (await aRep({ left: true })).email],
])('%s does not come in', async (_, account) => {
  const who = await somebody();
  await comesFromThere(who, await account());
  await who.page.getByRole('heading', { name: 'Nobody here has that address' }).waitFor();
  expect(await isIn(who)).toBe(false);
});

/** The answer to a browser that comes back so. */
async function back(query: string, cookie = ''): Promise<{ readonly status: number; readonly signsIn: boolean }> {
  const answer = await fetch(`${cell.url}/sign-in/elsewhere/back${query}`, {
    headers: { Cookie: cookie },
    redirect: 'manual',
  });
  return {
    status: answer.status,
    signsIn: answer.headers
      .getSetCookie()
      .some((line) => line.startsWith('hf_session=') && !line.startsWith('hf_session=;')),
  };
}

test('what did not begin in this browser, or is told a second time, signs nobody in', async () => {
  const going = await fetch(`${cell.url}/sign-in/elsewhere?then=https://evil.example`, { redirect: 'manual' });
  const to = new URL(going.headers.get('Location') ?? '');
  expect(to.origin).toBe(issuer);
  expect(Object.fromEntries(to.searchParams)).toMatchObject({
    code_challenge_method: 'S256',
    response_type: 'code',
    scope: 'openid email',
  });
  for (const needed of ['state', 'nonce', 'code_challenge'])
    expect(to.searchParams.get(needed)).toMatch(/^[\w.-]{43,}$/);
  const state = to.searchParams.get('state') ?? '';
  const cookie = going.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  for (const [query, held] of [
    ['', cookie],
    ['?code=x', cookie],
    [`?code=x&state=${state}`, ''],
    [`?code=x&state=${state}`, cookie],
    ['?code=x&state=other.Lw', cookie],
    [`?code=x&state=${state}&state=${state}`, cookie],
    [`?code=x&state=${state}`, `hf_elsewhere=${'A'.repeat(43)}`],
    [`?error=access_denied&state=${state}`, cookie],
  ] as const)
    expect([query, await back(query, held)]).toEqual([query, { status: 409, signsIn: false }]);
});

test('without a provider there is no such way, and where it does not answer the mail is the way', async () => {
  const away = await cell.startApi({ HOLDFAST_PORT: '0', HOLDFAST_OIDC_ISSUER: 'http://127.0.0.1:1' });
  const url = String(JSON.parse(cell.logged.findLast((line) => line.includes('api is listening')) ?? '{}').url);
  const page = await fetch(`${url}/sign-in/elsewhere`, { redirect: 'manual' });
  expect(page.status).toBe(409);
  expect(await page.text()).toContain('Signing in did not work');
  await away.kill();
});
