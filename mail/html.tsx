/** The HTML body of a mail: tables and inline styles, because mail programs know little else. */
import type { ComponentChildren } from 'preact';
import { documentOf } from '../pages/parts/document';
import { palette } from '../pages/parts/palette';
import type { Button, MailSection, LinkedDraft, Matter, TaskList } from './draft';

const { ink, quiet, line, ground, leaf, act } = palette;
const sans = 'Arial,Helvetica,sans-serif';
const serif = "Georgia,'Times New Roman',serif";

function Row({ padding, children }: { readonly padding: string; readonly children: ComponentChildren }) {
  return (
    <tr>
      <td style={`padding:${padding}`}>{children}</td>
    </tr>
  );
}

function MatterRow({ matter: { headline, why, button }, first }: { matter: Matter<Button>; first: boolean }) {
  const Heading = first ? 'h1' : 'h2';
  return (
    <Row padding="28px 28px 8px">
      <Heading style={`margin:0 0 12px;font:normal 22px/1.3 ${serif};color:${ink}`}>{headline}</Heading>
      <p style={`margin:0 0 20px;font:15px/1.5 ${sans};color:${quiet}`}>{why}</p>
      {button === undefined ? null : (
        <p style="margin:0 0 24px">
          <a
            href={button.url}
            style={`display:inline-block;background:${act};color:#ffffff;text-decoration:none;padding:12px 22px;font:bold 15px ${sans}`}
          >
            {button.label}
          </a>
        </p>
      )}
    </Row>
  );
}

function TasksRow({ title, groups }: TaskList<Button>) {
  return (
    <Row padding="8px 28px 16px">
      <h2
        style={`margin:0 0 8px;padding-bottom:4px;border-bottom:2px solid ${leaf};font:normal 18px/1.3 ${serif};color:${leaf}`}
      >
        {title}
      </h2>
      {groups.map(({ name, entries }) => (
        <>
          <h3 style={`margin:10px 0 2px;font:bold 15px/1.5 ${sans};color:${ink}`}>{name}</h3>
          {entries.map(({ text, button }) => (
            <p style={`margin:0 0 4px;font:15px/1.5 ${sans}`}>
              {text} ·{' '}
              <a href={button.url} style={`color:${act};font-weight:bold`}>
                {button.label}
              </a>
            </p>
          ))}
        </>
      ))}
    </Row>
  );
}

function SectionRow({ title, lines }: MailSection) {
  return (
    <Row padding="0 28px 16px">
      <h2 style={`margin:0 0 4px;font:bold 12px ${sans};letter-spacing:.05em;text-transform:uppercase;color:${leaf}`}>
        {title}
      </h2>
      {lines.map((text) => (
        <p style={`margin:0 0 3px;font:15px/1.5 ${sans}`}>{text}</p>
      ))}
    </Row>
  );
}

function Mail({ draft, footer, brand }: { draft: LinkedDraft; footer: string; brand: string }) {
  const { subject, language = 'en', matters, tasks = [], sections } = draft;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{subject}</title>
      </head>
      <body style={`margin:0;background:${ground};font-family:${serif};color:${ink}`}>
        <table role="presentation" width="100%" cellPadding="0" cellSpacing="0">
          <tr>
            <td align="center" role="main" style="padding:24px 12px">
              <table
                role="presentation"
                width="600"
                cellPadding="0"
                cellSpacing="0"
                style={`max-width:600px;width:100%;background:#ffffff;border:1px solid ${line};word-break:break-word`}
              >
                <tr>
                  <td
                    style={`padding:10px 28px;background:${leaf};color:#ffffff;font:14px ${sans};letter-spacing:.06em`}
                  >
                    {brand}
                  </td>
                </tr>
                {matters.map((matter, index) => (
                  <MatterRow matter={matter} first={index === 0} />
                ))}
                {tasks.map((list) => (
                  <TasksRow {...list} />
                ))}
                {sections.map((list) => (
                  <SectionRow {...list} />
                ))}
                <tr>
                  <td style={`padding:14px 28px;border-top:1px solid ${line};font:12px/1.5 ${sans};color:${quiet}`}>
                    {footer}
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
}

/** The mail as a whole HTML document. */
export function htmlOf(draft: LinkedDraft, footer: string, brand: string): string {
  return documentOf(<Mail draft={draft} footer={footer} brand={brand} />);
}
