/** What goes wrong behind a page is said with the status and the headers that the API would send: who is to wait learns how long. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { actRouter } from '../../api/act/router';
import { clientRouter } from '../../api/desk/client';
import { signInRouter } from '../../api/desk/sign-in';
import type { ApiDeps } from '../../api/http/route';
import { NoAnswer } from '../../temporal/errors';

/** Whatever is asked of a server of ours is not answered. */
const away = (): object =>
  new Proxy(
    {},
    {
      get: () =>
        new Proxy(
          {},
          {
            get: () => async () => {
              throw new NoAnswer('away');
            },
          },
        ),
    },
  );

const deps = {
  db: away(),
  lifecycles: away(),
  config: { api: { publicUrl: 'http://holdfast.example', openBook: false }, mail: { sender: 'Holdfast' } },
  log: pino({ level: 'silent' }),
} as unknown as ApiDeps;

const app = express().use(signInRouter(deps)).use(clientRouter(deps)).use(actRouter(deps));
const server = app.listen(0, '127.0.0.1');
const listening = once(server, 'listening');
afterAll(() => server.close());

const form = { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'outcome=done' };
const secret = 'a'.repeat(43);
const cookies = `hf_session=${secret}; hf_sign_in=${secret}; hf_link=token`;
const code = { ...form, body: 'code=123456' };

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

test.each<[string, Sent, number, string | null]>([
  ['/lifecycles/D-1.crm.t1', {}, 503, '5'],
  ['/l/token', {}, 503, '5'],
  ['/act/link', {}, 503, '5'],
  ['/act/link', form, 503, '5'],
  ['/sign-in', { ...form, body: 'email=ida@vendor.example' }, 503, '5'],
  [`/sign-in/${secret}`, {}, 503, '5'],
  ['/sign-in/code', { ...code, headers: { ...form.headers, 'Sec-Fetch-Site': 'cross-site' } }, 403, null],
  ['/sign-in/code', { ...code, headers: { ...form.headers, 'Sec-Fetch-Site': 'same-origin', 'Content-Encoding': 'nothing' } }, 415, null], // prettier-ignore
])('%s %j is %i, to be asked again in %s seconds', async (path, init, status, wait) => {
  await listening;
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    headers: { ...init.headers, Cookie: cookies },
    redirect: 'manual',
  });
  expect({ status: answer.status, wait: answer.headers.get('Retry-After') }).toEqual({ status, wait });
  expect(answer.headers.get('Content-Type')).toContain('text/html');
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  expect(answer.headers.get('Referrer-Policy')).toBe(path.startsWith('/lifecycles') ? null : 'no-referrer');
});

test.each([
  ['de-AT,de;q=0.9', 'de', 'Noch nicht bekannt'],
  ['en-GB,en;q=0.9,de;q=0.1', 'en', 'Not known yet'],
  ['ja', 'en', 'Not known yet'],
])('whose browser reads %s is told so in that language, where no reader is known', async (accepts, language, title) => {
  await listening;
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/l/token`, { headers: { 'Accept-Language': accepts } });
  const html = await answer.text();
  expect(html).toContain(`<html lang="${language}">`);
  expect(html).toContain(`<h1>${title}</h1>`);
});
