/** Does what a form on a client's page says, as the API's route for it does: its checks, its access, its handler, its audit. */
import { setTimeout as wait } from 'node:timers/promises';
import { isRefusal, refusals } from '../../../domain/core/refusals';
import type { Locale } from '../../../domain/told/locale';
import { refusedIn } from '../../../domain/told/words/refused';
import { answeredBefore } from '../../../records/idempotent-requests';
import { FormError, refusalText } from '../../act/fields';
import { carryOut, checked } from '../../http/carry-out';
import { canonical, sha256 } from '../../http/idempotency';
import type { Principal } from '../../http/keys';
import { keptProblem, Problem, roleMayNot } from '../../http/problems';
import type { ApiDeps, Reply, Route } from '../../http/route';
import type { SignedIn } from '../../http/session';
import { noFile } from '../../http/upload';
import { routes } from '../../routes/index';
import type { AskedOf } from './fields';

/** So long somebody at a browser waits to learn what became of what they said. */
const patienceSeconds = 10;
/** A form that is sent twice at once waits for its twin: so often, and so long in between. */
const twinTries = 40;
const twinMs = 250;

const keyOf = ({ keyId }: Principal, formId: string): string => sha256(keyId, formId);

function routeOf(operation: string): Route {
  const route = routes.find(({ operationId }) => operationId === operation);
  if (route === undefined) throw new Error(`There is no route ${operation}.`);
  return route;
}

/** Asks a route of the API for somebody who is signed in; the same form asks once. Throws `Problem`s. */
async function ask(
  { operation, params, body }: AskedOf,
  { principal, viewer, locale }: SignedIn,
  formId: string,
  deps: ApiDeps,
): Promise<Reply> {
  const route = routeOf(operation);
  if (principal.role !== 'admin' && !route.roles.includes(principal.role)) throw roleMayNot(principal.role);
  const call = {
    params: checked(route.params, params, 'path'),
    query: {},
    body: checked(route.body, body),
    principal,
    viewer,
    idempotencyKey: route.method === 'post' ? keyOf(principal, formId) : null,
    file: noFile,
    wants: 'json' as const,
    waitSeconds: route.waits === true ? patienceSeconds : null,
    locale,
  };
  const as = { fingerprint: canonical([operation, params, body]), method: 'POST', params, keyId: null };
  for (let tries = 1; ; tries += 1)
    try {
      const reply = await carryOut(route, call, as, deps);
      if (reply.status >= 400) throw keptProblem(reply);
      return reply;
    } catch (error) {
      const isTwin = error instanceof Problem && error.more.code === 'in-flight';
      if (!isTwin || tries === twinTries) throw error;
      await wait(twinMs);
    }
}

/** Whether that form was sent before, and what it says was done. */
export async function wasDone(formId: string, { principal }: SignedIn, { db }: Pick<ApiDeps, 'db'>): Promise<boolean> {
  const status = await answeredBefore(db, keyOf(principal, formId));
  return status !== null && status < 400;
}

/** What a sentence of a refusal says in the reader's language; as it is where it is none. */
function inTheirLanguage(detail: string, locale: Locale): string {
  const code = Object.keys(refusals).find((one) => isRefusal(one) && refusals[one] === detail);
  return isRefusal(code) ? refusedIn(locale)[code] : detail;
}

/** The field of a form that a JSON pointer means. */
const fieldOf = (pointer: string): string => pointer.split('/')[1] ?? '';

/**
 * Does it. What does not apply, or is wrong, is thrown as `FormError`: at its field where it is about one, so that the form
 * is shown again. Throws every other `Problem`.
 */
export async function doAct(asked: AskedOf, by: SignedIn, formId: string, deps: ApiDeps): Promise<void> {
  const { locale } = by;
  let reply: Reply;
  try {
    reply = await ask(asked, by, formId, deps);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 409) throw new FormError({ '': refusalText(locale, error) });
    const { errors = [] } = error.more;
    if (error.status !== 422 || errors.length === 0) throw error;
    throw new FormError(
      Object.fromEntries(errors.map(({ pointer, detail }) => [fieldOf(pointer), inTheirLanguage(detail, locale)])),
    );
  }
  const { body } = reply;
  if (typeof body !== 'object' || body === null || !('state' in body) || body.state !== 'ignored') return;
  const reason: unknown = 'reason' in body ? body.reason : undefined;
  if (typeof reason === 'string' && isRefusal(reason)) throw new FormError({ '': refusedIn(locale)[reason] });
}
