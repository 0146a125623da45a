/**
 * Carries out what a route declares, for whoever asks: a program with a key, or a person on a page of ours. Access is
 * looked at first, what was done before under the same key is answered again, and what is done is audited.
 */
import type { z } from 'zod';
import { isDuplicate } from '../../prisma/errors';
import { mayCall } from './access';
import { audit } from './audit';
import { isReplayed, onceUnder } from './idempotency';
import { actorOf } from './keys';
import { fieldErrors, problemToKeep, wrongFields, type FieldError } from './problems';
import type { ApiDeps, Call, Reply, Route } from './route';
import { unstorable } from './storable';

/** What a schema makes of something. Throws a 422 `Problem` that names the fields. */
export function checked<T extends z.ZodType>(
  schema: T | undefined,
  value: unknown,
  where?: FieldError['in'],
): z.output<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a route without a schema for it is typed to look at nothing of it
  if (schema === undefined) return {} as z.output<T>;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw wrongFields(fieldErrors(parsed.error.issues, where));
  return parsed.data;
}

/** So many who make the same at one moment are let pass. */
const mostRivals = 10;

/**
 * A `PUT` says how something is to be. Where somebody else made it between the look and the write, it is there now: said
 * again, it is left as it is or changed, as if the one had come after the other.
 */
async function amongRivals(put: () => Promise<Reply>): Promise<Reply> {
  for (let tries = 1; ; tries += 1)
    try {
      return await put();
    } catch (error) {
      if (!isDuplicate(error) || tries === mostRivals) throw error;
    }
}

/** How a request is known again, and how the audit names it. */
interface AskedAs {
  readonly fingerprint: string;
  readonly method: string;
  /** The ids in its address. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The key by which it was asked; null where there was none. */
  readonly keyId: string | null;
}

/** Acts. Every part of the call was checked by the schemas of its route. Throws `Problem`s; one that was kept comes as a reply. */
export async function carryOut(
  route: Route,
  call: Call<unknown, unknown, unknown>,
  { fingerprint, method, params, keyId }: AskedAs,
  deps: ApiDeps,
): Promise<Reply> {
  const errors = unstorable(call.body);
  if (errors.length > 0) throw wrongFields(errors);
  await mayCall(route, call, deps);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each part was checked by the schema that types this handler
  const handle = (): Promise<Reply> => route.handle(call as Call<never, never, never>, deps);
  const act = route.method === 'put' ? () => amongRivals(handle) : handle;
  const reply =
    call.idempotencyKey === null
      ? await act()
      : await onceUnder(deps, call.idempotencyKey, fingerprint, handle, problemToKeep);
  // HEAD comes by the route of GET; and what is answered again was audited when it was done.
  if (route.method !== 'get' && !isReplayed(reply)) {
    // How the client's records call a person is theirs, and may have to go: an audit names our id, or nobody.
    const { contactId, ...ids } = params;
    const subject = reply.subject ?? Object.values(ids).join('/');
    await audit(deps.db, {
      actor: actorOf(call.principal),
      method,
      route: route.path,
      subject,
      status: reply.status,
      keyId,
    });
  }
  return reply;
}
