/** What stands at the API's own address: where to go from here, a page for a browser, JSON for a program. */
import type { RequestHandler } from 'express';
import type { Config } from '../../config/config';
import { lifecycleListAt } from '../http/lifecycle-links';
import { frontPage, type Place } from '../../pages/front';

type FrontConfig = Pick<Config, 'api' | 'mail' | 'temporal'>;

/** The places that the front page names. Temporal's UI and the mailbox show everything, so only the embedded stack names them. */
function places({ api, mail, temporal }: FrontConfig): readonly (Place & { readonly name: string })[] {
  const at = (path: string): string => new URL(path, api.publicUrl).href;
  const always = [
    { name: 'documents', title: 'Documents', what: 'every route of the API, to read', url: at('/docs') },
    { name: 'openapi', title: 'OpenAPI', what: 'the same for programs', url: at('/openapi.json') },
  ];
  if (mail.mailboxUrl === undefined) return always;
  return [
    ...always,
    { name: 'mailbox', title: 'Mailbox', what: 'every mail that was sent', url: new URL(mail.mailboxUrl).href },
    { name: 'temporal', title: 'Temporal UI', what: 'each client’s life', url: lifecycleListAt(temporal) },
  ];
}

/** Answers `GET /`: HTML to who prefers it, as browsers do, otherwise JSON. */
export function front(config: FrontConfig): RequestHandler {
  const all = places(config);
  const index = { name: 'Holdfast', links: Object.fromEntries(all.map(({ name, url }) => [name, url])) };
  const html = frontPage(all);
  return (request, response) => {
    response.vary('Accept');
    if (request.accepts(['json', 'html']) === 'html') response.type('html').send(html);
    else response.json(index);
  };
}
