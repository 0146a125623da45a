/** The API's document to browse in: Swagger UI shows it, from files of its own. */
import { documentOf } from './parts/document';

/** The page as HTML; the browser loads the document by itself. */
export function apiDocumentPage(): string {
  return documentOf(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Holdfast API</title>
        <link rel="stylesheet" href="/docs/assets/swagger-ui.css" />
      </head>
      <body>
        <div id="swagger-ui" />
        <script src="/docs/assets/swagger-ui-bundle.js" />
        <script src="/docs/start.js" />
      </body>
    </html>,
  );
}
