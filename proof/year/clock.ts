/** The clocks of a played year: of lives, of mornings and of feeds, each moved ahead on the real server when it must be. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { fastForward, virtualNow } from '../../dev/time';
import type { Asking } from '../asking';
import { YearStuck } from './stand';

/** Clocks that are moved at once. */
const atOnce = 6;
const quietLimitMs = 30_000;
/** What a clock may be ahead of the day: it goes on while people act, and no further. */
const tooFarMs = 3_600_000;

/** Does it for each, a few at once. */
export async function each<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
}

interface Listed {
  readonly id: string;
  readonly client: { readonly id: string };
  readonly stage: string;
  readonly next: { readonly at: string } | null;
}

export interface Clock {
  /** Moves these to a moment, where they are behind it. */
  to(moment: Date, workflows: readonly string[]): Promise<void>;
  /** Lives that have not ended. */
  running(): Promise<readonly string[]>;
  /** Those in which something falls due by a moment. */
  dueBy(moment: Date): Promise<readonly string[]>;
  /** Waits until every mail has gone out. */
  quiet(): Promise<void>;
}

/** The clocks of some clients in a Holdfast. */
export function clockOf(temporal: Client, admin: Asking, clients: ReadonlySet<string>): Clock {
  /** Others may live there too: their time is theirs. */
  const living = async (): Promise<readonly Listed[]> => {
    const lives: Listed[] = [];
    for (let cursor = ''; ;) {
      const { body } = await admin.get(`/v1/lifecycles?limit=200${cursor}`);
      lives.push(...(body.items as readonly Listed[]));
      if (body.next === undefined) break;
      cursor = `&cursor=${body.next}`;
    }
    return lives.filter(
      ({ client, stage }) => clients.has(client.id) && (stage === 'onboarding' || stage === 'retention'),
    );
  };
  return {
    to: (moment, workflows) =>
      each(workflows, async (id) => {
        const aheadMs = moment.getTime() - (await virtualNow(temporal, id)).getTime();
        if (aheadMs < -tooFarMs)
          throw new YearStuck(`${id} was to be at ${moment.toISOString()}, and is ${-aheadMs} ms beyond it`);
        if (aheadMs > 0) await fastForward(temporal, id, aheadMs);
      }),
    running: async () => (await living()).map(({ id }) => id),
    dueBy: async (moment) =>
      (await living()).flatMap(({ id, next }) => (next !== null && next.at <= moment.toISOString() ? id : [])),
    async quiet() {
      for (const until = Date.now() + quietLimitMs; ;) {
        const { body } = await admin.get('/v1/mails?state=waiting&limit=5');
        const waiting = body.items as readonly { readonly key: string; readonly lastError?: string }[];
        if (waiting.length === 0) return;
        if (Date.now() > until) throw new YearStuck(`mails wait: ${JSON.stringify(waiting)}`);
        await sleep(40); // between two looks
      }
    },
  };
}
