/** The Express application: health, documents, pages, API routes, and the last-resort handlers. */
import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { z } from 'zod';
import { collectDefaultMetrics, Histogram, type Registry } from 'prom-client';
import type { Readiness } from '../ops/readiness';
import { actRouter, tooManyPages } from './act/router';
import { wayOutRouter } from './act/way-out';
import { calendarsRouter } from './calendars/router';
import { inboundRouter } from './inbound/inbound';
import { mailRouter } from './inbound/mail/mail';
import { addressDoor } from './http/bytes';
import { createAnswerCheck } from './http/answer-check';
import { createLimits } from './http/limits';
import { measureConnections } from './http/connection-metrics';
import { measureMails } from './http/mail-metrics';
import { mount, otherMethod } from './http/mount';
import { openApi } from './document/openapi';
import { pagesRouter } from './desk/pages';
import { deskRouter } from './desk/router';
import { nothingHere, sendProblem } from './http/problems';
import type { ApiDeps } from './http/route';
import { routes } from './routes';
import type * as health from './schemas/health';

const probes: readonly string[] = ['/healthz', '/readyz'];

/** The API as an express application, with its documents, pages and mailed links. It does not listen yet. */
export function createApp(deps: ApiDeps, metrics: Registry, readiness: () => Promise<Readiness>): Express {
  const { db, config, log } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', config.api.trustProxy);
  const https = config.api.publicUrl.startsWith('https:');
  app.use(
    helmet({
      // On plain http (the embedded stack) browsers must not be sent to https.
      contentSecurityPolicy: {
        directives: {
          'upgrade-insecure-requests': https ? [] : null,
          'form-action': ["'self'"],
          'frame-ancestors': ["'none'"],
        },
      },
      strictTransportSecurity: https,
    }),
  );
  collectDefaultMetrics({ register: metrics, prefix: 'holdfast_api_' });
  measureMails(metrics, db, log);
  measureConnections(metrics, db, log);
  const seconds = new Histogram({
    name: 'holdfast_http_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [metrics],
  });

  app.use((request, response, next) => {
    const requestId = randomUUID();
    response.setHeader('X-Request-Id', requestId);
    const stop = seconds.startTimer({ method: request.method });
    response.on('finish', () => {
      const matched: { readonly path?: string } | undefined = request.route;
      const route = matched?.path ?? 'other';
      stop({ route, status: response.statusCode });
      // The route, never the address: a link's token stands in it.
      log.debug({ requestId, method: request.method, route, status: response.statusCode }, 'answered');
    });
    next();
  });
  const limits = createLimits(config.api, log);
  // Probes are asked by what must always know.
  app.use((request, response, next) =>
    probes.includes(request.path) ? next() : limits.address(request, response, next),
  );
  app.use(addressDoor);

  app.get('/healthz', (_, response) => {
    const alive: z.output<typeof health.alive> = { ok: true };
    response.json(alive);
  });
  app.get('/readyz', async (_, response) => {
    const { ok, parts } = await readiness();
    // Whether, and never why: anybody may ask.
    const { database, temporal, worker, mail } = parts;
    const ready: z.output<typeof health.ready> = {
      ok,
      database: database.well,
      temporal: temporal.well,
      worker: worker.well,
      mail: mail.well,
    };
    response.status(ok ? 200 : 503).json(ready);
  });
  const document = openApi(config.api.publicUrl);
  app.get('/openapi.json', (_, response) => {
    response.json(document);
  });
  app.all(['/healthz', '/readyz', '/openapi.json'], otherMethod(['GET', 'HEAD'], deps));
  app.use(
    ['/l', '/act', '/leave', '/lifecycles', '/sign-in', '/sign-out', '/clients', '/do'],
    limits.page(tooManyPages),
  );
  app.post(['/sign-in', '/sign-in/code'], limits.signIn(tooManyPages));
  app.use(deskRouter(deps));
  app.use(pagesRouter());
  app.use(actRouter(deps));
  app.use(wayOutRouter(deps));
  const check = config.api.checkAnswers ? createAnswerCheck(metrics) : null;
  app.use(calendarsRouter(deps, limits.calendar));
  app.use(mailRouter(deps, check, limits.source));
  app.use(inboundRouter(deps, check, limits.source));
  mount(app, routes, deps, check, limits.key);

  app.use((_, response) => sendProblem(response, nothingHere(), log));
  app.use((error: unknown, _: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    sendProblem(response, error, log);
  });
  return app;
}
