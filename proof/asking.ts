/** How a proof talks to a Holdfast whose parts are killed: as a careful client, who asks again under the same key. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Presented } from '../domain/told/present';

export interface Answered {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are looked into field by field, and a wrong field fails the proof
  readonly body: any;
}

/** One line of a timeline, as the API tells it. */
export interface TimelineLine {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly data: { readonly item?: string; readonly to?: string };
  readonly note?: string;
}

/** It did not come to pass in time. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** Why something did not come to pass, in one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** Looks until it finds something; throws `TooLate` with the last reason when it takes longer. */
export async function untilFound<T>(look: () => Promise<T>, limitMs: number, what: string): Promise<T> {
  for (const until = Date.now() + limitMs; ;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > until) throw new TooLate(`${what}: not within ${limitMs / 1_000} s`, { cause: error });
      await sleep(100);
    }
  }
}

export interface Asking {
  /** Asks until there is an answer that is none of an outage. */
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  put(path: string, body: object): Promise<Answered>;
  get(path: string): Promise<Answered>;
  /** Every line of a lifecycle's ledger. */
  timeline(id: string): Promise<readonly TimelineLine[]>;
  lifecycle(id: string): Promise<Presented & { readonly source: string }>;
  /** Answers that no outage explains, and that nobody should get. */
  readonly faults: readonly string[];
  /** Times that it had to ask again. */
  again(): number;
}

const patienceMs = 180_000;
const pauseMs = 150;
const inFlight = 'urn:holdfast:problem:in-flight';
const pageSize = 200;

/** Asks the API at that address with that key. */
export function asking(api: string, key: string): Asking {
  const faults: string[] = [];
  let again = 0;
  async function once(method: string, path: string, body?: object, headers = {}): Promise<Answered | null> {
    try {
      const response = await fetch(`${api}${path}`, {
        method,
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    } catch {
      return null; // nobody listened, or the connection broke: the answer is unknown
    }
  }
  async function call(method: string, path: string, body?: object, headers = {}): Promise<Answered> {
    for (const until = Date.now() + patienceMs; ;) {
      const answer = await once(method, path, body, headers);
      // Under the same key another attempt of ours is at work, or was, until somebody was killed.
      const isInFlight = answer?.status === 409 && answer.body?.type === inFlight;
      if (answer !== null && answer.status < 500 && !isInFlight) return answer;
      if (answer !== null && answer.status !== 503 && !isInFlight)
        faults.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      if (Date.now() > until) throw new TooLate(`${method} ${path}: no answer but ${answer?.status ?? 'none at all'}`);
      again += 1;
      await sleep(pauseMs);
    }
  }
  const found = async (path: string): Promise<Answered['body']> => {
    const { status, body } = await call('GET', path);
    if (status !== 200) throw new TooLate(`GET ${path}: ${status}`);
    return body;
  };
  return {
    faults,
    again: () => again,
    post: (path, body, headers) => call('POST', path, body, headers),
    put: (path, body) => call('PUT', path, body),
    get: (path) => call('GET', path),
    async timeline(id) {
      const lines: TimelineLine[] = [];
      for (let cursor = ''; ;) {
        const page = await found(`/v1/lifecycles/${id}/timeline?limit=${pageSize}${cursor}`);
        lines.push(...(page.items as TimelineLine[]));
        if (page.next === undefined) return lines;
        cursor = `&cursor=${page.next}`;
      }
    },
    lifecycle: (id) => found(`/v1/lifecycles/${id}`) as Promise<Presented & { readonly source: string }>,
  };
}
