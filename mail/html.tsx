/** The HTML body of a mail: tables and inline styles, because mail programs know little else. What is dark or narrow is a class. */
import type { ComponentChildren } from 'preact';
import type { Language } from '../domain/core/language';
import { bestRating, worstRating } from '../domain/concerns/health-weighing';
import { directionOf } from '../domain/told/direction';
import { withColon } from '../domain/told/letter-voice';
import { scores, withScore } from '../links/score';
import { documentOf } from '../pages/parts/document';
import { palette } from '../pages/parts/palette';
import type { Button, MailSection, Letter, LinkedDraft, Matter, Scaled, TaskList } from './draft';

const { ink, quiet, line, edge, ground, leaf, act } = palette;
const sans = 'Arial,Helvetica,sans-serif';
const serif = "Georgia,'Times New Roman',serif";
const words = `font:15px/1.5 ${sans}`;

/** By classes, since a device in the dark can be asked for in no style of an element. */
const styles = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) { .inside { padding-left: 16px !important; padding-right: 16px !important; } }
@media (prefers-color-scheme: dark) {
  .ground { background: #121816 !important; }
  .card { background: #1d2522 !important; border-color: #3b4743 !important; }
  .line { border-color: #3b4743 !important; }
  .ink { color: #e9eeea !important; }
  .quiet { color: #b6c2bc !important; }
  .leaf { color: #a9d6c1 !important; border-color: #a9d6c1 !important; }
  .act { color: #f3b08d !important; }
  .number { background: #1d2522 !important; border-color: #8b9a93 !important; color: #e9eeea !important; }
}
`;

/** How a mail is coloured: the band above, what to press, and links in words, which in the dark have a class of their own. */
interface Colours {
  readonly band: string;
  readonly press: string;
  readonly link: 'act' | 'ink';
}

const coloursOf = (letter: Letter | undefined): Colours => {
  const own = letter?.vendor.colour ?? null;
  return own === null ? { band: leaf, press: act, link: 'act' } : { band: own, press: own, link: 'ink' };
};

/** Words that are read from the right say so: whoever wrote them may write otherwise than the mail does. */
const reading = (text: string): { readonly dir?: 'rtl' } => (directionOf(text) === 'rtl' ? { dir: 'rtl' } : {});

function Row({ padding, children }: { readonly padding: string; readonly children: ComponentChildren }) {
  return (
    <tr>
      <td class="inside" style={`padding:${padding}`}>
        {children}
      </td>
    </tr>
  );
}

function Paragraph({ children, margin = '0 0 16px' }: { readonly children: string; readonly margin?: string }) {
  return (
    <p class="ink" {...reading(children)} style={`margin:${margin};${words};color:${ink}`}>
      {children}
    </p>
  );
}

/** So that two tables stand beside each other: Outlook knows nothing newer. */
const beside = { align: 'left' };

/** Some of the numbers in a row of their own: two such rows stand side by side where there is room, else one below the other. */
function Numbers({ of, url, press }: { readonly of: readonly number[]; readonly url: string; readonly press: string }) {
  return (
    <table role="presentation" {...beside} cellPadding="0" cellSpacing="0">
      <tr>
        {of.map((score) => (
          <td width="48" style="width:48px;padding:2px;box-sizing:border-box">
            <a
              href={withScore(url, score)}
              class="number"
              style={`display:block;border:1px solid ${edge};background:#ffffff;color:${press};text-decoration:none;text-align:center;font:bold 16px/42px ${sans}`}
            >
              {score}
            </a>
          </td>
        ))}
      </tr>
    </table>
  );
}

/** So many numbers fit beside each other on a phone. */
const inARow = 6;

/** The scale, each number a link to the page with that answer chosen: eleven in a row, or six and five, all of one size. */
function ScaleLinks({ scale: { worst, best }, url, press }: { scale: Scaled; url: string; press: string }) {
  return (
    <>
      <p class="quiet" style={`margin:0 0 6px;font:14px/1.5 ${sans};color:${quiet}`}>
        {worstRating}: {worst} · {bestRating}: {best}
      </p>
      <Numbers of={scores.slice(0, inARow)} url={url} press={press} />
      <Numbers of={scores.slice(inARow)} url={url} press={press} />
      <div style="clear:both;font-size:1px;line-height:10px;height:10px">&#8203;</div>
    </>
  );
}

function Press({ button: { label, url }, colour }: { readonly button: Button; readonly colour: string }) {
  return (
    <p style="margin:0 0 24px">
      <a
        href={url}
        style={`display:inline-block;background:${colour};color:#ffffff;text-decoration:none;padding:12px 22px;font:bold 15px ${sans}`}
      >
        {label}
      </a>
    </p>
  );
}

/** A link in words, in a letter. */
function TextLink({ url, children, letter }: { url: string; children: ComponentChildren; letter: Letter | undefined }) {
  const { press, link } = coloursOf(letter);
  return (
    <a href={url} class={link} style={`color:${press}`}>
      {children}
    </a>
  );
}

function Heading({ first, children }: { readonly first: boolean; readonly children: string }) {
  const Level = first ? 'h1' : 'h2';
  return (
    <Level class="ink" {...reading(children)} style={`margin:0 0 12px;font:normal 22px/1.3 ${serif};color:${ink}`}>
      {children}
    </Level>
  );
}

interface MatterRowProps {
  readonly matter: Matter<Button>;
  readonly first: boolean;
  readonly letter: Letter | undefined;
}

function MatterRow({ matter: { headline, why, says, button, scale }, first, letter }: MatterRowProps) {
  const { press } = coloursOf(letter);
  return (
    <Row padding={letter === undefined ? '28px 28px 8px' : '4px 28px 8px'}>
      <Heading first={first}>{headline}</Heading>
      {says === undefined ? null : <Paragraph>{says}</Paragraph>}
      {why === '' ? null : (
        <p
          class={letter === undefined ? 'quiet' : 'ink'}
          {...reading(why)}
          style={`margin:0 0 20px;${words};color:${letter === undefined ? quiet : ink}`}
        >
          {why}
        </p>
      )}
      {button === undefined || scale !== undefined ? null : <Press button={button} colour={press} />}
      {button === undefined || scale === undefined ? null : (
        <>
          <ScaleLinks scale={scale} url={button.url} press={press} />
          <p style={`margin:0 0 20px;font:14px/1.5 ${sans}`}>
            <TextLink url={button.url} letter={letter}>
              {button.label}
            </TextLink>
          </p>
        </>
      )}
    </Row>
  );
}

function TasksRow({ title, groups }: TaskList<Button>) {
  return (
    <Row padding="8px 28px 16px">
      <h2
        class="leaf"
        style={`margin:0 0 8px;padding-bottom:4px;border-bottom:2px solid ${leaf};font:normal 18px/1.3 ${serif};color:${leaf}`}
      >
        {title}
      </h2>
      {groups.map(({ name, entries }) => (
        <>
          <h3 class="ink" {...reading(name)} style={`margin:10px 0 2px;font:bold 15px/1.5 ${sans};color:${ink}`}>
            {name}
          </h3>
          {entries.map(({ text, button }) => (
            <p class="ink" style={`margin:0 0 4px;${words};color:${ink}`}>
              {text} ·{' '}
              <a href={button.url} class="act" style={`color:${act};font-weight:bold`}>
                {button.label}
              </a>
            </p>
          ))}
        </>
      ))}
    </Row>
  );
}

/** A line that is the address of a page, and nothing else. */
const isAddress = /^https:\/\/[^\s"<>]+$/;

function SectionRow({ title, lines, letter }: MailSection & { readonly letter: Letter | undefined }) {
  return (
    <Row padding="0 28px 16px">
      <h2
        class="leaf"
        style={`margin:0 0 4px;font:bold 12px ${sans};letter-spacing:.05em;text-transform:uppercase;color:${coloursOf(letter).band}`}
      >
        {title}
      </h2>
      {lines.map((text) => (
        <p class="ink" {...reading(text)} style={`margin:0 0 3px;${words};color:${ink}`}>
          {letter !== undefined && isAddress.test(text) ? (
            <TextLink url={text} letter={letter}>
              {text}
            </TextLink>
          ) : (
            text
          )}
        </p>
      ))}
    </Row>
  );
}

/** Who writes: their picture on a white ground, whatever the device, or their name in a band of their colour. */
function Band({ letter, sender }: { readonly letter: Letter | undefined; readonly sender: string }) {
  const { band } = coloursOf(letter);
  const { logo = null, name = sender } = letter?.vendor ?? {};
  return (
    <tr>
      {logo === null ? (
        <td
          class="inside"
          style={`padding:10px 28px;background:${band};color:#ffffff;font:14px ${sans};letter-spacing:.06em`}
        >
          {name}
        </td>
      ) : (
        <td class="inside" style={`padding:16px 28px;background:#ffffff;border-bottom:3px solid ${band}`}>
          <img
            src={logo}
            alt={name}
            height="40"
            style={`display:block;height:40px;max-width:100%;border:0;font:bold 18px/40px ${sans};color:${band}`}
          />
        </td>
      )}
    </tr>
  );
}

/** The regards, who signs, and how to reach them. */
function SignatureRow({ letter, language }: { readonly letter: Letter; readonly language: Language }) {
  const { regards, signedBy, reach, vendor } = letter;
  const below = [...(signedBy === null ? [] : [vendor.name]), ...vendor.signature];
  return (
    <Row padding="4px 28px 20px">
      <Paragraph margin="0 0 8px">{regards}</Paragraph>
      <p class="ink" style={`margin:0 0 8px;${words};color:${ink}`}>
        <strong>{signedBy ?? vendor.name}</strong>
        {below.map((one) => (
          <>
            <br />
            {one}
          </>
        ))}
      </p>
      <p class="quiet" style={`margin:0;font:14px/1.6 ${sans};color:${quiet}`}>
        {reach.map(({ label, text, url }) => (
          <>
            {withColon(label, language)}{' '}
            <TextLink url={url} letter={letter}>
              {text}
            </TextLink>
            <br />
          </>
        ))}
        {vendor.web === null ? null : (
          <TextLink url={vendor.web} letter={letter}>
            {vendor.web.replace(/^https:\/\//, '').replace(/\/$/, '')}
          </TextLink>
        )}
      </p>
    </Row>
  );
}

interface HtmlAround {
  readonly footer: string;
  readonly sender: string;
  readonly wayOut: string | null;
  /** The page of the desk to which it leads. */
  readonly desk: Button | null;
}

/** What stands in small print: the way into the desk, the last line, what the law wants, and the way out. */
function FooterRow({
  letter,
  footer,
  wayOut,
  desk,
}: Omit<HtmlAround, 'sender'> & { readonly letter: Letter | undefined }) {
  const { imprint = [] } = letter?.vendor ?? {};
  return (
    <tr>
      <td
        class="inside quiet line"
        style={`padding:14px 28px;border-top:1px solid ${line};font:12px/1.5 ${sans};color:${quiet}`}
      >
        {desk === null ? null : (
          <div style="margin-bottom:8px">
            <a href={desk.url} class="act" style={`color:${act};font:bold 14px/1.5 ${sans}`}>
              {desk.label}
            </a>
          </div>
        )}
        {footer}
        {imprint.length === 0 ? null : (
          <div style="margin-top:8px">
            {imprint.map((one, index) => (
              <>
                {index === 0 ? null : <br />}
                {one}
              </>
            ))}
          </div>
        )}
        {letter === undefined || wayOut === null ? null : (
          <div style="margin-top:8px">
            <a href={wayOut} class="quiet" style={`color:${quiet}`}>
              {letter.wayOut}
            </a>
          </div>
        )}
      </td>
    </tr>
  );
}

function Mail({ draft, around }: { readonly draft: LinkedDraft; readonly around: HtmlAround }) {
  const { subject, language = 'en', matters, tasks = [], sections, letter } = draft;
  return (
    <html lang={language} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{styles}</style>
      </head>
      <body class="ground" style={`margin:0;background:${ground};font-family:${serif};color:${ink}`}>
        <div role="main" class="ground" lang={language} dir="ltr" style={`background:${ground}`}>
          <table role="presentation" width="100%" cellPadding="0" cellSpacing="0">
            <tr>
              <td align="center" style="padding:24px 12px">
                <table
                  role="presentation"
                  class="card"
                  width="600"
                  cellPadding="0"
                  cellSpacing="0"
                  style={`max-width:600px;width:100%;background:#ffffff;border:1px solid ${line};word-break:break-word;text-align:start`}
                >
                  <Band letter={letter} sender={around.sender} />
                  {letter === undefined ? null : (
                    <Row padding="22px 28px 0">
                      <Paragraph>{letter.salutation}</Paragraph>
                    </Row>
                  )}
                  {matters.length > 0 ? null : (
                    <Row padding="28px 28px 8px">
                      <Heading first>{subject}</Heading>
                    </Row>
                  )}
                  {matters.map((matter, index) => (
                    <MatterRow matter={matter} first={index === 0} letter={letter} />
                  ))}
                  {tasks.map((list) => (
                    <TasksRow {...list} />
                  ))}
                  {sections.map((list) => (
                    <SectionRow {...list} letter={letter} />
                  ))}
                  {letter === undefined ? null : <SignatureRow letter={letter} language={language} />}
                  <FooterRow letter={letter} footer={around.footer} wayOut={around.wayOut} desk={around.desk} />
                </table>
              </td>
            </tr>
          </table>
        </div>
      </body>
    </html>
  );
}

/** The mail as a whole HTML document. */
export function htmlOf(draft: LinkedDraft, around: HtmlAround): string {
  return documentOf(<Mail draft={draft} around={around} />);
}
