/** How a fact is said, and what its sender hears. */
import { randomUUID } from 'node:crypto';
import { actorOf } from '../http/keys';
import type { Call, ReplyOf } from '../http/route';
import type { factTaken } from '../schemas/facts';
import type { SentFact } from './facts';
import type { Saying } from './saying';

type Words = { readonly eventId?: string | undefined; readonly note?: string | undefined };
export type FactCall = Call<{ readonly id: string }, unknown, Words>;

/** Without an `eventId` the Idempotency-Key says what counts once, so that asking again after a 503 repeats nothing. */
export function sayingOf({ params, body, principal, waitSeconds, idempotencyKey }: FactCall): Saying & {
  readonly eventId: string;
  readonly waitSeconds: number | null;
  readonly given: boolean;
} {
  return {
    lifecycleId: params.id,
    by: actorOf(principal),
    note: body.note,
    eventId: body.eventId ?? idempotencyKey ?? randomUUID(),
    waitSeconds,
    given: body.eventId !== undefined,
  };
}

export type FactReply = ReplyOf<{ readonly 202: { readonly description: string; readonly body: typeof factTaken } }>;

/** What the sender of a fact hears; with `Prefer: wait=N`, what became of it. */
export function factReply(call: FactCall, { eventId, fate }: SentFact): FactReply {
  return {
    status: 202,
    body: { lifecycle: call.params.id, eventId, ...fate },
    ...(call.waitSeconds === null ? {} : { headers: { 'Preference-Applied': `wait=${call.waitSeconds}` } }),
  };
}
