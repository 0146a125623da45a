/** The running Holdfast that tests talk to, as its users do: over HTTP. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from '../../dev/stack';
import type { Presented } from '../../domain/told/present';

export const running: Running = JSON.parse(
  readFileSync(path.join(__dirname, '..', '..', '.holdfast', 'test', 'running.json'), 'utf8'),
) as Running;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are looked into field by field, and a wrong field fails the test
  readonly body: any;
}

export interface Caller {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  patch(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

/** Calls the API with a key. */
export function caller(api: string, key: string): Caller {
  async function call(
    method: string,
    at: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(`${api}${at}`, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : (JSON.parse(text) as unknown),
    };
  }
  return {
    get: (at) => call('GET', at),
    post: (at, body, headers) => call('POST', at, body, headers),
    put: (at, body) => call('PUT', at, body),
    patch: (at, body, headers) => call('PATCH', at, body, headers),
    delete: (at) => call('DELETE', at),
  };
}

export const admin = caller(running.api, running.keys.admin);
export const sales = caller(running.api, running.keys.sales);
export const telemetry = caller(running.api, running.keys.telemetry);

/** A fresh id with a prefix: every test makes its own, so that all run side by side. */
export function fresh(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`;
}

/** Headers that ask the API to answer when what was said is applied. */
export const wait = { Prefer: 'wait=10' };

/**
 * Asks again until the answer is there; fails with the last problem when the deadline passes. The deadline is long:
 * one that is kept costs nothing, and a machine that others use too may be three times slower.
 */
export async function eventually<T>(look: () => Promise<T>, deadlineMs = 60_000): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

/** Says it under one key until it is answered with 200, as the API asks of its callers: a busy one answers 503 first. */
export async function insist(at: string, body: object, call = admin): Promise<Answer> {
  const key = { 'Idempotency-Key': fresh('insist') };
  return eventually(async () => {
    const answer = await call.post(at, body, key);
    if (answer.status !== 200) throw new Error(`POST ${at}: ${answer.status}`);
    return answer;
  }, 60_000);
}

/** Everything in a list of the API, page by page. */
export async function everyPage<T>({ get }: Pick<Caller, 'get'>, list: string, limit = 200): Promise<readonly T[]> {
  const items: T[] = [];
  for (let cursor = ''; ;) {
    const { status, body } = await get(`${list}${list.includes('?') ? '&' : '?'}limit=${limit}${cursor}`);
    expect({ list, status }).toEqual({ list, status: 200 });
    items.push(...(body.items as T[]));
    if (body.next === undefined) return items;
    cursor = `&cursor=${body.next}`;
  }
}

/** Waits until a job is in that state, and gives it: as long as it gets on, and no longer than `stillMs` without that. */
export async function jobIs(id: string, state: string, call = admin, stillMs = 60_000): Promise<Answer['body']> {
  let [told, since] = ['', Date.now()];
  for (;;) {
    const { body } = await call.get(`/v1/jobs/${id}`);
    if (body.state === state) return body;
    const now = `job ${id} is ${body.state}, not ${state}: ${body.told}`;
    if (now !== told) [told, since] = [now, Date.now()];
    else if (Date.now() - since > stillMs) throw new Error(told);
    await sleep(200);
  }
}

/** A lifecycle as the API shows it. */
export async function lifecycle(id: string): Promise<Presented & { readonly source: string }> {
  const { status, body } = await admin.get(`/v1/lifecycles/${id}`);
  if (status !== 200) throw new Error(`GET lifecycle ${id}: ${status}`);
  return body as Presented & { source: string };
}
