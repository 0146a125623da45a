/** The embedded mailbox in a browser: what was sent, newest first, and each mail as its reader sees it. */
import type { ComponentChildren } from 'preact';
import { documentOf } from '../pages/parts/document';
import type { CaughtMail } from './caught-mail';
import type { HandedOn } from './incoming';

/** How it looks, beside the stylesheet of all pages. */
export const mailboxStyles = `
header a { color: #fff; text-decoration: none; font-weight: 600; }
main { max-width: 1000px; }
h2 { font-size: 20px; margin: 28px 0 8px; }
table { background: #fff; table-layout: fixed; font-size: 16px; }
td, td:first-child, th { text-align: left; white-space: normal; padding: 9px 12px; border: 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-size: 13px; color: var(--quiet); }
th:first-child { width: 11em; } th:nth-child(2) { width: 30%; }
.reply { margin: 0 0 16px; }
.reply summary { cursor: pointer; }
.reply label { display: block; margin: 10px 0 2px; }
.reply input, .reply textarea { width: 100%; box-sizing: border-box; font: inherit; padding: 6px 8px; }
.reply button { margin-top: 10px; }
iframe { width: 100%; height: 75vh; border: 1px solid var(--line); background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #fff; border: 1px solid var(--line); padding: 16px; font-size: 14px; }
@media (max-width: 559px) {
  th { display: none; }
  td, td:first-child { display: block; border: 0; padding: 0 12px; font-size: 14px; color: var(--quiet); }
  td:first-child { padding-top: 12px; }
  td:last-child { padding-bottom: 12px; border-bottom: 1px solid var(--line); font-size: 16px; }
}
`;

function mailboxDocument(title: string, children: ComponentChildren): string {
  return documentOf(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/mailbox.css" />
      </head>
      <body>
        <header>
          <a href="/">Mailbox</a>
        </header>
        <main>{children}</main>
      </body>
    </html>,
  );
}

const minuteOf = ({ date }: CaughtMail): string => date.slice(0, 16).replace('T', ' ');

/** The list of mails, newest first. */
export function mailboxPage(mails: readonly CaughtMail[], total: number): string {
  return mailboxDocument(
    'Mailbox',
    <>
      <h1>Mails that Holdfast sent</h1>
      {mails.length === 0 ? (
        <p>None yet. Hand a deal over, and the first one arrives within seconds.</p>
      ) : (
        <>
          <p class="quiet">
            {total} in all, newest first. The date is the moment in the client’s life, which runs ahead when you
            fast-forward.
          </p>
          <table>
            <tr>
              <th>Date</th>
              <th>To</th>
              <th>Subject</th>
            </tr>
            {mails.map((mail) => (
              <tr>
                <td>{minuteOf(mail)}</td>
                <td>{mail.to.join(', ')}</td>
                <td>
                  <a href={`/mails/${mail.id}`}>{mail.subject}</a>
                </td>
              </tr>
            ))}
          </table>
        </>
      )}
    </>,
  );
}

/** A text with its addresses as links. */
function WithLinks({ text }: { readonly text: string }) {
  return (
    <>{text.split(/(https?:\/\/\S+)/).map((part) => (/^https?:/.test(part) ? <a href={part}>{part}</a> : part))}</>
  );
}

/** Where a mail is answered to: its Reply-To, else whom it is from. */
const answeredTo = ({ headers }: CaughtMail): string => {
  const header = headers['reply-to'] ?? headers.from ?? '';
  return /<([^<>]*)>/.exec(header)?.[1] ?? header.trim();
};

/** Its reader's answer, closed until somebody wants to write one. */
function Reply({ mail }: { readonly mail: CaughtMail }) {
  return (
    <details class="reply">
      <summary>Reply as {mail.to[0]}</summary>
      <form method="post" action={`/mails/${mail.id}/reply`}>
        <label for="to">To</label>
        <input id="to" name="to" value={answeredTo(mail)} />
        <label for="cc">Cc</label>
        <input id="cc" name="cc" />
        <label for="bcc">Bcc</label>
        <input id="bcc" name="bcc" />
        <label for="text">Your words</label>
        <textarea id="text" name="text" rows={6} />
        <button type="submit">Send</button>
      </form>
    </details>
  );
}

/** After an answer was sent: what the API said of it, where it went to the reply domain. */
export function handedOnPage(mail: CaughtMail, answer: HandedOn | null): string {
  return mailboxDocument(
    'Sent',
    <>
      <h1>Sent</h1>
      <p>
        {answer === null
          ? 'It is in the mailbox of its readers.'
          : answer.status === 202
            ? `Holdfast took it: ${answer.became}.`
            : `Holdfast did not take it: ${answer.became}`}
      </p>
      <p>
        <a href={`/mails/${mail.id}`}>Back to the mail</a>
      </p>
    </>,
  );
}

/** One mail: its HTML in a frame where nothing runs, its text with links that work, and where mail comes in an answer. */
export function mailPage(mail: CaughtMail, canBeAnswered: boolean): string {
  return mailboxDocument(
    'Mail',
    <>
      <h1>{mail.subject}</h1>
      <p class="quiet">
        {minuteOf(mail)} UTC to {mail.to.join(', ')}
      </p>
      {canBeAnswered ? <Reply mail={mail} /> : null}
      <iframe
        sandbox="allow-popups allow-top-navigation-by-user-activation"
        src={`/mails/${mail.id}/html`}
        title="The mail as HTML"
      />
      <h2>As text</h2>
      <pre>
        <WithLinks text={mail.text} />
      </pre>
    </>,
  );
}
