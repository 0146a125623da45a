import { Eta } from 'eta';
import type { CaughtMail } from './caught-mail';

const eta = new Eta({ autoEscape: true });
const style = `body{margin:0;background:#f3f4f1;color:#20302b;font:16px/1.5 system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}header{background:#20453a;color:#fff;padding:12px 20px}header a{color:#fff;text-decoration:none}main{max-width:1000px;margin:0 auto;padding:20px}h1{font:600 24px/1.3 Georgia,serif;margin:8px 0 16px}table{width:100%;border-collapse:collapse;background:#fff}td,th{text-align:left;padding:9px 12px;border-bottom:1px solid #d5dad2;vertical-align:top}th{font-size:13px;color:#55625d}td.when{white-space:nowrap;color:#55625d}a{color:#20453a}iframe{width:100%;height:75vh;border:1px solid #d5dad2;background:#fff}pre{white-space:pre-wrap;background:#fff;border:1px solid #d5dad2;padding:16px}.quiet{color:#55625d}`;

const shell = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head><body><header><a href="/">Mailbox</a></header><main>${body}</main></body></html>`;

const list = shell(
  'Mailbox',
  `<h1>Mails that Holdfast sent</h1>
<% if (it.mails.length === 0) { %><p>None yet. Hand a deal over, and the first one arrives within seconds.</p><% } else { %>
<p class="quiet"><%= it.total %> in all, newest first. The date is the moment in the client’s life, which runs ahead when you fast-forward.</p>
<table><tr><th>Date</th><th>To</th><th>Subject</th></tr><% for (const mail of it.mails) { %>
<tr><td class="when"><%= mail.date.slice(0, 16).replace('T', ' ') %></td><td><%= mail.to.join(', ') %></td><td><a href="/mails/<%= mail.id %>"><%= mail.subject %></a></td></tr><% } %></table><% } %>`,
);

const one = shell(
  'Mail',
  `<h1><%= it.mail.subject %></h1><p class="quiet"><%= it.mail.date.replace('T', ' ').slice(0, 16) %> UTC to <%= it.mail.to.join(', ') %></p>
<iframe sandbox="allow-popups allow-top-navigation-by-user-activation" src="/mails/<%= it.mail.id %>/html" title="The mail as HTML"></iframe>
<h1>As text</h1><pre><% for (const part of it.parts) { if (part.link) { %><a href="<%= part.text %>"><%= part.text %></a><% } else { %><%= part.text %><% } } %></pre>`,
);

/** The list of mails, newest first. */
export function mailboxPage(mails: readonly CaughtMail[], total: number): string {
  return eta.renderString(list, { mails, total });
}

/** One mail: its HTML in a frame where nothing runs, and its text with links that work. */
export function mailPage(mail: CaughtMail): string {
  const parts = mail.text.split(/(https?:\/\/\S+)/).map((text) => ({ text, link: /^https?:/.test(text) }));
  return eta.renderString(one, { mail, parts });
}
