import { Eta } from 'eta';

const eta = new Eta({ autoEscape: true });

const shell = `<!doctype html>
<html lang="<%= it.language %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title><%= it.title %> · <%= it.brand %></title>
<link rel="stylesheet" href="/assets/pages.css">
</head>
<body>
<header><span class="mark"><%= it.brand %></span></header>
<main><%~ it.body %></main>
</body>
</html>
`;

/** A whole page around a body template; whatever `it` holds is escaped. */
export function page(
  title: string,
  body: string,
  it: object,
  { language = 'en', brand = 'Holdfast' }: { readonly language?: string; readonly brand?: string } = {},
): string {
  return eta.renderString(shell, { title, language, brand, body: eta.renderString(body, it) });
}

export interface Fact {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Template part: one answer among several; `value` and `label` may hold template tags. */
export const choice = (value: string, label: string, name = 'outcome', type = 'radio'): string =>
  `<label class="choice"><input type="${type}" name="${name}" value="${value}"${type === 'radio' ? ' required' : ''}> ${label}</label>`;

/** Template part: titled lists, empty ones left out. Expects \`it.facts\`. */
export const factsPart = `<% for (const fact of it.facts) { if (fact.lines.length > 0) { %>
<section><h2><%= fact.title %></h2><ul><% for (const line of fact.lines) { %><li><%= line %></li><% } %></ul></section>
<% } } %>`;

export const stylesheet = `
:root { color-scheme: light; --ink: #20302b; --quiet: #55625d; --line: #d5dad2; --ground: #f3f4f1; --leaf: #20453a; --act: #b44d22; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.5 system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
header { background: var(--leaf); color: #fff; padding: 12px 20px; }
.mark { letter-spacing: .06em; text-transform: uppercase; font-size: 14px; font-weight: 600; }
main { max-width: 660px; margin: 0 auto; padding: 24px 20px 64px; }
h1 { font: 600 27px/1.25 Georgia, 'Times New Roman', serif; margin: 8px 0 6px; }
h2 { font-size: 15px; margin: 26px 0 4px; color: var(--leaf); }
p { margin: 0 0 12px; }
.quiet { color: var(--quiet); }
form, .card { background: #fff; border: 1px solid var(--line); padding: 18px 20px; margin: 20px 0; }
fieldset { border: 0; margin: 0 0 14px; padding: 0; }
legend, label.field { font-weight: 600; display: block; margin-bottom: 6px; padding: 0; }
label.choice { display: flex; gap: 12px; align-items: center; padding: 11px 12px; border: 1px solid var(--line); margin-bottom: 8px; cursor: pointer; }
label.choice:hover { border-color: var(--leaf); }
label.choice input { width: 20px; height: 20px; accent-color: var(--leaf); }
.scale { display: flex; justify-content: space-between; width: 100%; font-weight: 400; color: var(--quiet); }
.scores { display: grid; grid-template-columns: repeat(auto-fit, minmax(74px, 1fr)); gap: 0 8px; }
input[type=number], input[type=text], input[type=password], select, textarea { font: inherit; width: 100%; padding: 10px 12px; border: 1px solid #9aa69f; background: #fff; color: inherit; margin-bottom: 14px; }
textarea { min-height: 96px; }
button { font: inherit; font-weight: 600; background: var(--act); color: #fff; border: 0; padding: 13px 24px; cursor: pointer; width: 100%; }
button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible { outline: 3px solid #e0a37f; outline-offset: 1px; }
ul { margin: 0; padding-left: 20px; }
.error { border-left: 4px solid #a32020; padding: 10px 14px; background: #fbeaea; }
.done { border-left: 4px solid var(--leaf); padding: 10px 14px; background: #e8f0ea; }
.band { display: inline-block; padding: 1px 10px; color: #fff; font-size: 14px; font-weight: 600; }
.band.green { background: #2d6a4f; } .band.amber { background: #8a5a00; } .band.red { background: #a32020; }
table { border-collapse: collapse; width: 100%; font-size: 15px; } td { border-top: 1px solid var(--line); padding: 7px 10px 7px 0; vertical-align: top; } td:first-child { white-space: nowrap; color: var(--quiet); }
@media (min-width: 560px) { button { width: auto; } }
`;
