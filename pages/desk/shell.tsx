/** What stands around every page of the desk: whose house it is, where to go, the search, and who is signed in. */
import type { Locale } from '../../domain/told/locale';
import { deskWords } from '../../domain/told/words/desk';
import { documentOf, type HasChildren } from '../parts/document';

/** The pages that the navigation leads to. */
export type DeskPlace = 'day' | 'clients' | 'hand-over';

export interface DeskPageProps extends HasChildren {
  readonly title: string;
  readonly signedIn: {
    readonly name: string;
    readonly language: Locale['language'];
    /** In whose house: above every page. */
    readonly house?: string | undefined;
    /** Whether they hand deals over. */
    readonly handsOver?: boolean | undefined;
  };
  /** Where in the navigation it stands. */
  readonly current: DeskPlace | null;
  /** What was just done, and how to undo it. */
  readonly said?:
    { readonly text: string; readonly undo?: { readonly href: string; readonly label: string } } | undefined;
}

/** htmx puts no styles and no scripts of its own into a page, and asks this site alone. */
const htmxConfig = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
});

function Keys({ words }: { readonly words: ReturnType<typeof deskWords>['keys'] }) {
  return (
    <dialog id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{words.title}</h2>
      <dl class="keys">
        {words.rows.map(([key, what]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog" class="plain">
        <button type="submit" class="second">
          {words.close}
        </button>
      </form>
    </dialog>
  );
}

function DeskPage({ title, signedIn, current, said, children }: DeskPageProps) {
  const words = deskWords(signedIn);
  const house = signedIn.house ?? 'Holdfast';
  const place = (of: DeskPlace, href: string, label: string) => (
    <li>
      <a href={href} {...(of === current ? { 'aria-current': 'page' as const } : {})}>
        {label}
      </a>
    </li>
  );
  return (
    <html lang={signedIn.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="htmx-config" content={htmxConfig} />
        <title>
          {title} · {house}
        </title>
        <link rel="stylesheet" href="/assets/pages.css" />
        <script src="/assets/htmx.js" defer />
        <script src="/assets/desk.js" defer />
      </head>
      <body class="desk">
        <a class="skip" href="#page">
          {words.skip}
        </a>
        <header>
          <span class="mark">{house}</span>
          <nav aria-label={words.navigation}>
            <ul>
              {place('day', '/', words.myDay)}
              {place('clients', '/clients', words.clients)}
              {signedIn.handsOver === true ? place('hand-over', '/deals/new', words.handDealOver) : null}
            </ul>
          </nav>
          <form class="find" method="get" action="/clients" role="search">
            <input
              id="search"
              type="search"
              name="q"
              aria-label={words.search}
              placeholder={words.search}
              autocomplete="off"
              aria-keyshortcuts="/ Control+K"
            />
            <button type="submit">{words.find}</button>
          </form>
          <details class="who" aria-label={signedIn.name}>
            <summary>{signedIn.name}</summary>
            <form method="post" action="/sign-out">
              <button type="submit">{words.signOut}</button>
              <button type="submit" name="everywhere" value="yes">
                {words.signOutEverywhere}
              </button>
              <button type="button" data-keys hidden>
                {words.keyboard}
              </button>
            </form>
          </details>
        </header>
        <main id="page" tabindex={-1}>
          {said === undefined ? null : (
            <p class="done said" role="status">
              {said.text}
              {said.undo === undefined ? null : (
                <>
                  {' '}
                  <a href={said.undo.href}>{said.undo.label}</a>
                </>
              )}
            </p>
          )}
          {children}
        </main>
        <Keys words={words.keys} />
      </body>
    </html>
  );
}

/** A whole page of the desk as HTML. Its one heading of the first level is in `children`. */
export function deskPage(props: DeskPageProps): string {
  return documentOf(<DeskPage {...props} />);
}
