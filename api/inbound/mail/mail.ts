/** The address at which a relay hands on mail to the reply domain. It holds no key: it signs each mail with our secret. */
import { Router, type Request, type Response } from 'express';
import type { AnswerCheck } from '../../http/answer-check';
import { readBytes } from '../../http/bytes';
import type { CallLimit } from '../../http/limits';
import { otherMethod } from '../../http/mount';
import { mailNotSigned, sendProblem } from '../../http/problems';
import type { ApiDeps } from '../../http/route';
import { longestMail, mailIn } from './operation';
import { isMailSigned } from './signature';
import { takeMail } from './take';

/** The route of mail that comes in. `check` looks at every answer that goes out, `limit` counts what comes. */
export function mailRouter(deps: ApiDeps, check: AnswerCheck | null, limit: CallLimit): Router {
  const router = Router();
  const { incoming } = deps.config.mail;
  // Where no mail comes in, a source may have that name.
  if (incoming === null) return router;
  const { secrets } = incoming;

  async function take(request: Request, response: Response): Promise<void> {
    const body = await readBytes(request, response, longestMail);
    const signed = {
      id: request.get('webhook-id') ?? '',
      timestamp: request.get('webhook-timestamp') ?? '',
      signatures: request.get('webhook-signature') ?? '',
    };
    if (!isMailSigned(secrets, signed, body, new Date())) throw mailNotSigned();
    await limit('mail', request, response);
    const reply = { status: 202, body: { state: await takeMail(body, deps) } };
    check?.(mailIn, reply);
    response.status(reply.status).json(reply.body);
  }

  router.post('/in/mail', (request, response) => {
    take(request, response).catch((error: unknown) => sendProblem(response, error, deps.log));
  });
  router.all('/in/mail', otherMethod(['POST'], deps));
  return router;
}
