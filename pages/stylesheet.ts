/** How pages look: one typeface, one accent, nothing wider than a phone, targets for a thumb; by day, by night and on paper. */
import { clientStyles } from './desk/styles/client';
import { dayStyles } from './desk/styles/day';
import { clientsStyles } from './desk/styles/clients';
import { shellStyles } from './desk/styles/shell';
import { darkPalette, palette } from './parts/palette';

const tokens = (colours: Readonly<Record<keyof typeof palette, string>>): string =>
  Object.entries(colours)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');

export const stylesheet = `
:root { color-scheme: light dark; ${tokens(palette)} }
@media (prefers-color-scheme: dark) { :root { ${tokens(darkPalette)} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.5 system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; overflow-wrap: break-word; }
header { background: var(--deep); color: var(--onDeep); padding: 12px 20px; }
.mark { letter-spacing: .06em; text-transform: uppercase; font-size: 14px; font-weight: 600; }
main { max-width: 660px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font: 600 27px/1.25 Georgia, 'Times New Roman', serif; margin: 8px 0 6px; hyphens: auto; }
h2 { font-size: 15px; margin: 26px 0 4px; color: var(--leaf); }
p { margin: 0 0 12px; }
a { color: var(--leaf); }
.quiet { color: var(--quiet); font-weight: 400; }
form { background: var(--card); border: 1px solid var(--line); padding: 16px; margin: 20px 0; }
fieldset { border: 0; margin: 0 0 18px; padding: 0; min-width: 0; }
legend, label.field { font-weight: 600; display: block; margin-bottom: 6px; padding: 0; }
label.choice { display: flex; gap: 12px; align-items: center; min-height: 48px; padding: 10px 12px; border: 1px solid var(--line); margin-bottom: 8px; cursor: pointer; }
label.choice > span { min-width: 0; }
label.choice:hover { border-color: var(--leaf); }
label.choice input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--leaf); }
label.choice:has(input:checked) { border-color: var(--leaf); background: var(--soft); }
.ends { font-weight: 400; color: var(--quiet); }
.scale { display: grid; grid-template-columns: repeat(6, 1fr); gap: 4px; margin: 0 0 14px; }
.scale label { min-width: 0; position: relative; cursor: pointer; }
.scale input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.scale span { display: grid; place-items: center; height: 52px; border: 1px solid var(--edge); background: var(--card); font-variant-numeric: tabular-nums; }
.scale label:hover span { background: var(--soft); }
.scale input:checked + span { background: var(--deep); border-color: var(--leaf); color: var(--onDeep); font-weight: 700; text-decoration: underline; }
input[type=number], input[type=text], input[type=date], input[type=password], select, textarea { font: inherit; width: 100%; min-height: 48px; padding: 10px 12px; border: 1px solid var(--edge); border-radius: 0; background: var(--card); color: inherit; margin-bottom: 16px; }
textarea { min-height: 96px; }
[aria-invalid]:not([type=radio], [type=checkbox]) { border: 2px solid var(--wrong); }
button { font: inherit; font-weight: 600; background: var(--act); color: var(--onAct); border: 0; min-height: 48px; padding: 12px 24px; cursor: pointer; width: 100%; }
button:hover { background: var(--actHover); }
fieldset.aside { border-top: 1px solid var(--line); margin: 22px 0 0; padding: 18px 0 0; } button.second { background: var(--card); color: var(--leaf); border: 1px solid var(--leaf); } button.second:hover { background: var(--soft); }
details { margin: 0 0 18px; } details fieldset { margin: 8px 0 0; }
summary { display: flex; align-items: center; min-height: 48px; cursor: pointer; color: var(--leaf); font-weight: 600; text-decoration: underline; text-underline-offset: 3px; list-style: none; } summary::-webkit-details-marker { display: none; }
summary::before { content: ''; width: 0; height: 0; margin-right: 10px; border: 5px solid transparent; border-left: 7px solid currentColor; border-right-width: 0; } details[open] > summary::before { transform: rotate(90deg); }
:focus-visible, .scale input:focus-visible + span { outline: 3px solid var(--leaf); outline-offset: 2px; position: relative; z-index: 1; }
label.choice:has(:focus-visible) { outline: 3px solid var(--leaf); outline-offset: 1px; } label.choice :focus-visible { outline: none; }
ul { margin: 0; padding-left: 20px; }
.people { padding: 0; list-style: none; } .people li { padding: 8px 0; border-top: 1px solid var(--line); } .people li:first-child { border-top: 0; }
.reaches { display: flex; flex-wrap: wrap; gap: 0 20px; } .reach { display: inline-flex; align-items: center; min-height: 44px; overflow-wrap: anywhere; }
.error { border-left: 4px solid var(--wrong); padding: 8px 14px; background: var(--wrongGround); margin-bottom: 8px; }
.done { border-left: 4px solid var(--leaf); padding: 10px 14px; background: var(--soft); }
.band { display: inline-block; padding: 1px 10px; color: #fff; font-size: 14px; font-weight: 600; }
.band.green { background: var(--green); } .band.amber { background: var(--amber); } .band.red { background: var(--red); } .band.unknown { background: var(--unknown); }
table { border-collapse: collapse; width: 100%; font-size: 15px; } td { border-top: 1px solid var(--line); padding: 7px 10px 7px 0; vertical-align: top; } td:first-child { white-space: nowrap; color: var(--quiet); }
@media (min-width: 560px) { button { width: auto; } main { padding: 24px 20px 64px; } form { padding: 18px 20px; } .scale { grid-template-columns: repeat(11, 1fr); } }
h3 { font-size: 15px; margin: 18px 0 4px; } h4 { font-size: 15px; margin: 16px 0 4px; color: var(--leaf); }
.row { border-top: 1px solid var(--line); padding-top: 12px; }
.paper { background: var(--card); border: 1px solid var(--line); padding: 16px; margin: 8px 0 20px; } .paper .title { font: 600 22px/1.25 Georgia, 'Times New Roman', serif; margin: 4px 0 8px; }
.chart { margin: 8px 0 0; } .chart svg { display: block; width: 100%; max-width: 420px; height: auto; }
.chart .axis { stroke: var(--edge); } .chart .course { fill: none; stroke: var(--leaf); stroke-width: 2; } .chart .read { fill: var(--leaf); }
caption { text-align: left; color: var(--quiet); padding-bottom: 4px; } th { text-align: left; font-weight: 400; padding: 7px 10px 7px 0; border-top: 1px solid var(--line); } thead th { color: var(--quiet); border-top: 0; }
@media (min-width: 560px) { .chart { display: flex; gap: 24px; align-items: flex-start; } .chart svg { flex: 1 1 55%; } .chart table { flex: 1 1 45%; width: auto; } .row { display: grid; grid-template-columns: 3fr 2fr; column-gap: 12px; } .row > :first-child { grid-column: 1 / -1; } }
@media (forced-colors: active) { .scale input:checked + span { outline: 3px solid Highlight; } }
@media print { :root { color-scheme: light; ${tokens(palette)} } body { background: #fff; font-size: 11pt; } header { background: none; color: var(--ink); padding: 0; } main { max-width: none; padding: 0; } form { border: 0; padding: 0; } button, .aside { display: none; } section, label.choice { break-inside: avoid; } a { text-decoration: none; } }
@media print { body:has(.paper) > header, main:has(.paper) > :not(:has(.paper)), :has(> .paper) > :not(.paper) { display: none; } main:has(.paper) { padding: 0; max-width: none; } .paper { border: 0; padding: 0; margin: 0; } .paper section, .chart { break-inside: avoid; } }
${[shellStyles, clientStyles, dayStyles, clientsStyles].join('')}`;
