/** A page: its head, the sender's name above it, and what it says. */
import type { Language } from '../../domain/core/language';
import { documentOf, type HasChildren } from './document';

interface PageProps extends HasChildren {
  readonly title: string;
  readonly language: Language;
  /** In whose name the page speaks. */
  readonly brand?: string | undefined;
}

function Page({ title, language, brand = 'Holdfast', children }: PageProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>
          {title} · {brand}
        </title>
        <link rel="stylesheet" href="/assets/pages.css" />
      </head>
      <body>
        <header>
          <span class="mark">{brand}</span>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** A whole page as HTML. */
export function page(props: PageProps): string {
  return documentOf(<Page {...props} />);
}
