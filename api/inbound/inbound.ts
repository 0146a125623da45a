/** Takes what other systems send. They hold no key: they sign each event with the secret of their source. */
import express, { Router, type Request, type Response } from 'express';
import { bodyLimitBytes, otherMethod } from '../http/mount';
import type { AnswerCheck } from '../http/answer-check';
import { notInFormat, notJson, notSigned, sendProblem } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { formatOf, isSignedBy, readEvent } from './formats';
import { inbound } from './operation';
import { takeEvent } from './sources';

/** The address at which a source sends. */
export function inboundAddress(publicUrl: string, sourceId: string): string {
  return `${publicUrl}/in/${sourceId}`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw notJson();
  }
}

/** The route of all sources. `check` looks at every answer that goes out. */
export function inboundRouter(deps: ApiDeps, check: AnswerCheck | null): Router {
  const router = Router();

  async function take(request: Request, response: Response): Promise<void> {
    const id = typeof request.params.source === 'string' ? request.params.source : '';
    const body = typeof request.body === 'string' ? request.body : '';
    const source = /^[A-Za-z0-9_-]{1,64}$/.test(id) ? await deps.db.source.findUnique({ where: { id } }) : null;
    const format = source === null ? null : formatOf(source);
    // An unknown source and a wrong signature look alike from outside.
    if (source === null || format === null || !isSignedBy(format, source.secret, request.headers, body, new Date()))
      throw notSigned();
    const event = readEvent(format, parsed(body));
    if (event === null) throw notInFormat(format);
    const reply = { status: 202, body: await takeEvent(source.id, event, deps) };
    check?.(inbound, reply);
    response.status(reply.status).json(reply.body);
  }

  router.post(
    '/in/:source',
    express.text({ type: () => true, limit: bodyLimitBytes, defaultCharset: 'utf-8' }),
    (request, response) => {
      take(request, response).catch((error: unknown) => sendProblem(response, error, deps.log));
    },
  );
  router.all('/in/:source', otherMethod(['POST'], deps));
  return router;
}
