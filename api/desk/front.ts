/** What stands at the API's own address: for a program where to go from here, for a person their day. */
import type { RequestHandler } from 'express';
import type { Config } from '../../config/config';
import { lifecycleListAt } from '../http/lifecycle-links';

type FrontConfig = Pick<Config, 'api' | 'mail' | 'temporal'>;

/** The places that a program is told. Temporal's UI and the mailbox show everything, so only the embedded stack names them. */
function places({ api, mail, temporal }: FrontConfig): Readonly<Record<string, string>> {
  const at = (path: string): string => new URL(path, api.publicUrl).href;
  const always = { documents: at('/docs'), openapi: at('/openapi.json') };
  if (mail.mailboxUrl === undefined) return always;
  return { ...always, mailbox: new URL(mail.mailboxUrl).href, temporal: lifecycleListAt(temporal) };
}

/** Answers `GET /` to programs, with JSON; who prefers HTML, as browsers do, goes on to their day. */
export function front(config: FrontConfig): RequestHandler {
  const index = { name: 'Holdfast', links: places(config) };
  return (request, response, next) => {
    response.vary('Accept');
    if (request.accepts(['json', 'html']) === 'html') next();
    else response.json(index);
  };
}
