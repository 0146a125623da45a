/** What stands at the API's own address: where to go from here, a page for a browser, JSON for a program. */
import type { RequestHandler } from 'express';
import type { Config } from '../../config/config';

type Shown = Pick<Config, 'api' | 'mail' | 'temporal'>;

interface Place {
  readonly name: string;
  readonly title: string;
  readonly what: string;
  readonly url: string;
}

/** Where to go; Temporal's UI and the mailbox show everything, so they stand here in the embedded stack alone. */
function places({ api, mail, temporal }: Shown): readonly Place[] {
  const at = (path: string): string => new URL(path, api.publicUrl).href;
  const always = [
    { name: 'documents', title: 'Documents', what: 'every route of the API, to read', url: at('/docs') },
    { name: 'openapi', title: 'OpenAPI', what: 'the same for programs', url: at('/openapi.json') },
  ];
  if (mail.mailboxUrl === undefined) return always;
  return [
    ...always,
    { name: 'mailbox', title: 'Mailbox', what: 'every mail that was sent', url: new URL(mail.mailboxUrl).href },
    { name: 'temporal', title: 'Temporal UI', what: 'each client’s life', url: new URL(temporal.uiUrl).href },
  ];
}

/** A parsed URL holds no quotes and no angle brackets; only an ampersand may have to be escaped. */
const escaped = (url: string): string => url.replaceAll('&', '&amp;').replaceAll("'", '&#39;');

const pageOf = (all: readonly Place[]): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Holdfast</title><link rel="stylesheet" href="/assets/pages.css"></head>
<body><header><span class="mark">Holdfast</span></header><main><h1>Holdfast keeps clients after the sale</h1>
<p>Sales hand a closed deal over to the API that answers here; reps work from links in their mails.</p>
<ul>${all.map(({ title, what, url }) => `<li><a href="${escaped(url)}">${title}</a>: ${what}</li>`).join('')}</ul></main></body></html>`;

/** Answers `GET /`: HTML to who prefers it, as browsers do, otherwise JSON. */
export function front(config: Shown): RequestHandler {
  const all = places(config);
  const index = { name: 'Holdfast', links: Object.fromEntries(all.map(({ name, url }) => [name, url])) };
  const html = pageOf(all);
  return (request, response) => {
    response.vary('Accept');
    if (request.accepts(['json', 'html']) === 'html') response.type('html').send(html);
    else response.json(index);
  };
}
