import { Eta } from 'eta';
import type { Letter } from './letter';

const eta = new Eta({ autoEscape: true });

const html = `<!doctype html>
<html lang="<%= it.letter.language ?? 'en' %>">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title><%= it.letter.subject %></title></head>
<body style="margin:0;background:#f3f4f1;font-family:Georgia,'Times New Roman',serif;color:#20302b">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="max-width:600px;width:100%;background:#ffffff;border:1px solid #d9ddd6">
<tr><td style="padding:10px 28px;background:#20453a;color:#ffffff;font:14px Arial,Helvetica,sans-serif;letter-spacing:.06em"><%= it.brand %></td></tr>
<% for (const part of it.letter.parts) { %><tr><td style="padding:28px 28px 8px">
<p style="margin:0 0 12px;font-size:22px;line-height:1.3"><%= part.headline %></p>
<p style="margin:0 0 20px;font:15px/1.5 Arial,Helvetica,sans-serif;color:#4c5a55"><%= part.why %></p>
<% if (part.button) { %><p style="margin:0 0 24px"><a href="<%= part.button.url %>" style="display:inline-block;background:#b44d22;color:#ffffff;text-decoration:none;padding:12px 22px;font:bold 15px Arial,Helvetica,sans-serif"><%= part.button.label %></a></p><% } %>
</td></tr><% } %>
<% for (const list of it.letter.lists ?? []) { %><tr><td style="padding:8px 28px 16px">
<p style="margin:0 0 8px;padding-bottom:4px;border-bottom:2px solid #20453a;font-size:18px;color:#20453a"><%= list.title %></p>
<% for (const group of list.groups) { %><p style="margin:10px 0 2px;font:bold 15px/1.5 Arial,Helvetica,sans-serif"><%= group.name %></p>
<% for (const entry of group.entries) { %><p style="margin:0 0 4px;font:15px/1.5 Arial,Helvetica,sans-serif"><%= entry.text %> · <a href="<%= entry.button.url %>" style="color:#b44d22;font-weight:bold"><%= entry.button.label %></a></p>
<% } } %></td></tr><% } %>
<% for (const part of it.letter.sections) { %><tr><td style="padding:0 28px 16px">
<p style="margin:0 0 4px;font:bold 12px Arial,Helvetica,sans-serif;letter-spacing:.05em;text-transform:uppercase;color:#20453a"><%= part.title %></p>
<% for (const line of part.lines) { %><p style="margin:0 0 3px;font:15px/1.5 Arial,Helvetica,sans-serif"><%= line %></p>
<% } %></td></tr><% } %>
<tr><td style="padding:14px 28px;border-top:1px solid #d9ddd6;font:12px/1.5 Arial,Helvetica,sans-serif;color:#6c7772"><%= it.footer %></td></tr>
</table></td></tr></table>
</body></html>
`;

/** The text body: what the HTML says, line by line. */
function plain({ parts, lists = [], sections }: Letter, footer: string): string {
  const blocks = [
    ...parts.map(({ headline, why, button }) => [
      headline,
      ...(why === '' ? [] : ['', why]),
      ...(button === undefined ? [] : ['', `${button.label}:`, button.url]),
    ]),
    ...lists.map(({ title, groups }) => [
      title.toUpperCase(),
      ...groups.flatMap(({ name, entries }) => [
        name,
        ...entries.flatMap(({ text, button }) => [`- ${text}`, `  ${button.label}: ${button.url}`]),
      ]),
    ]),
    ...sections.map(({ title, lines }) => [title.toUpperCase(), ...lines.map((line) => `- ${line}`)]),
    ['-- ', footer],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The two bodies of a mail, under the sender's name. Everything from outside is escaped in HTML; text is text. */
export function compose(
  letter: Letter,
  recipient: string,
  brand: string,
): { readonly html: string; readonly text: string } {
  const footer =
    letter.footer ?? `For ${recipient}. Opening a link changes nothing; only what you send behind it counts.`;
  return { html: eta.renderString(html, { letter, footer, brand }), text: plain(letter, footer) };
}
