/** The running Holdfast that tests talk to, as its users do: over HTTP, and by reading the mailbox. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { CaughtMail } from '../../dev/caught-mail';
import type { Running } from '../../dev/stack';
import { fastForward, virtualNow } from '../../dev/time';
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

/** Asks again until the answer is there; fails with the last problem when the deadline passes. */
export async function eventually<T>(look: () => Promise<T>, deadlineMs = 30_000): Promise<T> {
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

/** Waits until a job is in that state, and gives it. */
export async function jobIs(id: string, state: string, call = admin, deadlineMs = 60_000): Promise<Answer['body']> {
  return eventually(async () => {
    const { body } = await call.get(`/v1/jobs/${id}`);
    if (body.state !== state) throw new Error(`job ${id} is ${body.state}, not ${state}: ${body.told}`);
    return body;
  }, deadlineMs);
}

let connected: Promise<{ client: Client; connection: Connection }> | undefined;

/** The Temporal client, for moving time and for reading histories. */
export async function temporal(): Promise<Client> {
  connected ??= Connection.connect({ address: running.temporal.address }).then((connection) => ({
    connection,
    client: new Client({ connection, namespace: running.temporal.namespace }),
  }));
  return (await connected).client;
}

/** Closes what `temporal` has opened; support/disconnected.ts does it after every test file. */
export async function disconnect(): Promise<void> {
  const open = await connected;
  connected = undefined;
  await open?.connection.close();
}

/** Lets days pass for a lifecycle. */
export async function letPass(lifecycleId: string, days: number): Promise<Date> {
  return fastForward(await temporal(), lifecycleId, days * 86_400_000);
}

/** Lets time pass for a lifecycle until that moment of its own clock. */
export async function letPassUntil(lifecycleId: string, until: Date): Promise<void> {
  const client = await temporal();
  const aheadMs = until.getTime() - (await virtualNow(client, lifecycleId)).getTime();
  if (aheadMs > 0) await fastForward(client, lifecycleId, aheadMs);
}

export async function lifecycle(id: string): Promise<Presented & { readonly source: string }> {
  const { status, body } = await admin.get(`/v1/lifecycles/${id}`);
  if (status !== 200) throw new Error(`GET lifecycle ${id}: ${status}`);
  return body as Presented & { source: string };
}

/** Every mail caught for an address, oldest first. */
export async function mailsTo(address: string): Promise<readonly CaughtMail[]> {
  const asked = `${running.mailbox.api}?to=${encodeURIComponent(address)}`;
  const response = await fetch(asked, { signal: AbortSignal.timeout(30_000) });
  const mails = (await response.json()) as CaughtMail[];
  return mails.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Waits for the first mail to an address whose subject begins so, or that is about such an item. */
export async function mailAbout(address: string, about: string | { readonly item: string }): Promise<CaughtMail> {
  const isIt = ({ subject, headers }: CaughtMail): boolean =>
    typeof about === 'string'
      ? subject.startsWith(about)
      : (headers['x-holdfast-item']?.split(', ').includes(about.item) ?? false);
  return eventually(async () => {
    const mails = await mailsTo(address);
    const found = mails.find(isIt);
    if (found === undefined)
      throw new Error(`no «${JSON.stringify(about)}» among ${mails.map(({ subject }) => subject).join('; ')}`);
    return found;
  });
}

/** The link behind a mail's button. */
export function linkIn(mail: CaughtMail): string {
  const link = /https?:\/\/\S+\/l\/[\w-]+/.exec(mail.text)?.[0];
  if (link === undefined) throw new Error(`no link in «${mail.subject}»`);
  return link;
}
