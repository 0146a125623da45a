/** Takes what other systems send. They hold no key: they sign each event with the secret of their source. */
import { Router, type Request, type Response } from 'express';
import { jsonIn, readText } from '../http/bytes';
import { bodyLimitBytes, otherMethod } from '../http/mount';
import type { AnswerCheck } from '../http/answer-check';
import { notInFormat, notSigned, sendProblem, wrongFields } from '../http/problems';
import type { CallLimit } from '../http/limits';
import type { ApiDeps } from '../http/route';
import { unstorable } from '../http/storable';
import { formatOf, isSignedBy, readEvent } from './formats';
import { inbound } from './operation';
import { takeEvent } from './sources';

/** The address at which a source sends. */
export function inboundAddress(publicUrl: string, sourceId: string): string {
  return `${publicUrl}/in/${sourceId}`;
}

/** The route of all sources. `check` looks at every answer that goes out, `limit` counts what a source sends. */
export function inboundRouter(deps: ApiDeps, check: AnswerCheck | null, limit: CallLimit): Router {
  const router = Router();

  async function take(request: Request, response: Response): Promise<void> {
    const id = typeof request.params.source === 'string' ? request.params.source : '';
    const body = await readText(request, response, bodyLimitBytes);
    const source = /^[A-Za-z0-9_-]{1,64}$/.test(id) ? await deps.db.source.findUnique({ where: { id } }) : null;
    const format = source === null ? null : formatOf(source);
    // An unknown source and a wrong signature look alike from outside.
    if (source === null || format === null || !isSignedBy(format, source.secret, request.headers, body, new Date()))
      throw notSigned();
    await limit(source.id, request, response);
    const event = readEvent(format, jsonIn(body), source.testEvents);
    if (event === null) throw notInFormat(format);
    const errors = unstorable(event);
    if (errors.length > 0) throw wrongFields(errors);
    const reply = { status: 202, body: await takeEvent(source.id, event, deps) };
    check?.(inbound, reply);
    response.status(reply.status).json(reply.body);
  }

  router.post('/in/:source', (request, response) => {
    take(request, response).catch((error: unknown) => sendProblem(response, error, deps.log));
  });
  router.all('/in/:source', otherMethod(['POST'], deps));
  return router;
}
