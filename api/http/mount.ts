/** Puts declared routes into Express: key, role, path and query, body, access, idempotency, handler, audit, in this order. */
import { ourLanguages } from '../../domain/core/language';
import { plainEnglish, type Locale } from '../../domain/told/locale';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { dropUnwanted } from '../../records/import-files';
import type { AnswerCheck } from './answer-check';
import { presentParams } from './present-params';
import { createRefusalAudit } from './audit';
import { readJsonBody } from './bytes';
import { carryOut, checked } from './carry-out';
import { canonical, isKeptOnce, sha256 } from './idempotency';
import { actorOf, principalOf, viewerOf, type Principal } from './keys';
import type { CallLimit } from './limits';
import { keptProblem, refusedAs, roleMayNot, sendProblem, wrong, wrongMethod, wrongType } from './problems';
import type { ApiDeps, Call, Reply, Route } from './route';
import { noFile, takeFile, type SentFile } from './upload';

/** The hand-off of fifty products with their promises fits; nothing legitimate is larger. */
export const bodyLimitBytes = 1_000_000;
/** `Prefer: wait` is heeded up to so long, so that no connection is held for ever. */
const longestWaitSeconds = 30;

async function readBody(request: Request, response: Response): Promise<unknown> {
  const empty = request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined;
  if (!empty && request.headers['content-length'] !== '0' && !request.is('application/json'))
    throw wrongType('Send the body as application/json.');
  return readJsonBody(request, response, bodyLimitBytes);
}

function idempotencyKeyOf(request: Request, { keyId }: Principal): string | null {
  const given = request.get('Idempotency-Key');
  if (given === undefined || !isKeptOnce(request.method.toLowerCase())) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(given))
    throw wrong('/Idempotency-Key', 'Use 1 to 255 visible characters.', 'header');
  return sha256(keyId, given);
}

function waitSecondsOf(request: Request): number | null {
  const seconds = /(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])/.exec(request.get('Prefer') ?? '')?.[1];
  return seconds === undefined ? null : Math.min(longestWaitSeconds, Number(seconds));
}

/** How whoever asks reads: of our languages the one that they like best; English where they say none. */
function localeOf(request: Request): Locale {
  const language = request.acceptsLanguages(...ourLanguages);
  return { ...plainEnglish, ...(language === 'de' ? { language, country: 'DE' } : {}) };
}

/** What is known of a request while it is answered. */
interface Asked {
  principal: Principal | null;
}

async function answer(
  route: Route,
  request: Request,
  response: Response,
  asked: Asked,
  deps: ApiDeps,
  check: AnswerCheck | null,
  limit: CallLimit,
): Promise<void> {
  const principal = await principalOf(deps.db, request.get('Authorization'));
  asked.principal = principal;
  await limit(principal.keyId, request, response);
  if (principal.role !== 'admin' && !route.roles.includes(principal.role)) throw roleMayNot(principal.role);
  const params = await presentParams(route, checked(route.params, request.params, 'path'), deps);
  const query = checked(route.query, request.query, 'query');
  const body = route.body === undefined ? undefined : await readBody(request, response);
  const file = route.upload === undefined ? noFile : await takeFile(route.upload, request, deps.db);
  try {
    await act(route, { request, response, principal, params, query, body, file }, deps, check);
  } finally {
    if (file.id !== '')
      await dropUnwanted(deps.db, file.id).catch((error: unknown) =>
        deps.log.warn({ err: error }, 'a file that nobody wants will go later'),
      );
  }
}

interface Read {
  readonly request: Request;
  readonly response: Response;
  readonly principal: Principal;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly file: SentFile;
}

/** Acts on a request that was read, and answers. */
async function act(
  route: Route,
  { request, response, principal, params, query, body, file }: Read,
  deps: ApiDeps,
  check: AnswerCheck | null,
): Promise<void> {
  const call: Call<unknown, unknown, unknown> = {
    params,
    query,
    // A body whose every field is optional may be left out.
    body: checked(route.body, body === undefined && route.body?.safeParse({}).success === true ? {} : body),
    principal,
    viewer: await viewerOf(deps.db, principal, deps.config.api.openBook),
    file,
    wants: request.accepts(['application/json', 'text/csv']) === 'text/csv' ? 'csv' : 'json',
    idempotencyKey: idempotencyKeyOf(request, principal),
    waitSeconds: waitSecondsOf(request),
    locale: localeOf(request),
  };
  const reply = await carryOut(
    route,
    call,
    {
      fingerprint: file.fingerprint ?? sha256(request.method, request.originalUrl, canonical(call.body), ''),
      method: request.method,
      params: request.params,
      keyId: principal.keyId,
    },
    deps,
  );
  if (reply.status < 400) check?.(route, reply);
  send(response, reply);
}

function send(response: Response, reply: Reply): void {
  const { status, body, csv, headers } = reply;
  // A replayed problem is a problem again, with its own content type.
  if (status >= 400) throw keptProblem(reply);
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (csv === undefined) response.json(body);
  else
    response
      .set('Content-Disposition', `attachment; filename="${csv.name}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(csv.text);
}

/** Mounts the routes; other methods on their paths are 405. `check` looks at every answer that goes out, `limit` counts calls by key. */
export function mount(
  app: Express,
  routes: readonly Route[],
  deps: ApiDeps,
  check: AnswerCheck | null,
  limit: CallLimit,
): void {
  const auditRefusal = createRefusalAudit(deps);
  for (const route of routes) {
    app[route.method](route.path, (request: Request, response: Response, next: NextFunction) => {
      const asked: Asked = { principal: null };
      answer(route, request, response, asked, deps, check, limit).catch(async (error: unknown) => {
        const status = refusedAs(error);
        const { principal } = asked;
        if (status !== null)
          await auditRefusal({
            actor: principal === null ? 'unknown' : actorOf(principal),
            method: request.method,
            route: route.path,
            subject: '',
            status,
            keyId: principal?.keyId ?? null,
          });
        next(error);
      });
    });
  }
  for (const path of new Set(routes.map((one) => one.path))) {
    const allowed = routes
      .filter((one) => one.path === path)
      .flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
    app.all(path, otherMethod(allowed, deps));
  }
}

/** Answers every other method with 405 and what is allowed; stands behind the handlers of a path. */
export function otherMethod(allowed: readonly string[], { log }: Pick<ApiDeps, 'log'>): RequestHandler {
  const problem = wrongMethod(allowed);
  return (_, response) => sendProblem(response, problem, log);
}
