/** How pages look: one typeface, one accent, nothing wider than a phone, targets for a thumb. */
import { palette } from './parts/palette';

const colours = Object.entries(palette)
  .map(([name, colour]) => `--${name}: ${colour};`)
  .join(' ');

export const stylesheet = `
:root { color-scheme: light; ${colours} }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.5 system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; overflow-wrap: break-word; }
header { background: var(--leaf); color: #fff; padding: 12px 20px; }
.mark { letter-spacing: .06em; text-transform: uppercase; font-size: 14px; font-weight: 600; }
main { max-width: 660px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font: 600 27px/1.25 Georgia, 'Times New Roman', serif; margin: 8px 0 6px; }
h2 { font-size: 15px; margin: 26px 0 4px; color: var(--leaf); }
p { margin: 0 0 12px; }
a { color: var(--leaf); }
.quiet { color: var(--quiet); font-weight: 400; }
form { background: #fff; border: 1px solid var(--line); padding: 16px; margin: 20px 0; }
fieldset { border: 0; margin: 0 0 18px; padding: 0; min-width: 0; }
legend, label.field { font-weight: 600; display: block; margin-bottom: 6px; padding: 0; }
label.choice { display: flex; gap: 12px; align-items: center; min-height: 48px; padding: 10px 12px; border: 1px solid var(--line); margin-bottom: 8px; cursor: pointer; }
label.choice:hover { border-color: var(--leaf); }
label.choice input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--leaf); }
label.choice:has(input:checked) { border-color: var(--leaf); background: #e8f0ea; }
.ends { display: flex; justify-content: space-between; gap: 16px; width: 100%; font-weight: 400; color: var(--quiet); }
.ends span:last-child { text-align: right; }
.scale { display: flex; margin: 0 -8px 14px; }
.scale label { flex: 1 1 0; min-width: 0; position: relative; cursor: pointer; }
.scale input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.scale span { display: grid; place-items: center; height: 52px; margin-left: -1px; border: 1px solid var(--edge); background: #fff; font-variant-numeric: tabular-nums; }
.scale label:hover span { background: #e8f0ea; }
.scale input:checked + span { background: var(--leaf); border-color: var(--leaf); color: #fff; font-weight: 700; text-decoration: underline; }
input[type=number], input[type=text], input[type=date], input[type=password], select, textarea { font: inherit; width: 100%; min-height: 48px; padding: 10px 12px; border: 1px solid var(--edge); border-radius: 0; background: #fff; color: inherit; margin-bottom: 16px; }
textarea { min-height: 96px; }
[aria-invalid]:not([type=radio], [type=checkbox]) { border: 2px solid var(--wrong); }
button { font: inherit; font-weight: 600; background: var(--act); color: #fff; border: 0; min-height: 48px; padding: 12px 24px; cursor: pointer; width: 100%; }
button:hover { background: #963d18; }
fieldset.aside { border-top: 1px solid var(--line); margin: 22px 0 0; padding: 18px 0 0; } button.second { background: #fff; color: var(--leaf); border: 1px solid var(--leaf); } button.second:hover { background: #e8f0ea; }
:focus-visible, .scale input:focus-visible + span { outline: 3px solid var(--leaf); outline-offset: 2px; position: relative; z-index: 1; }
label.choice:has(:focus-visible) { outline: 3px solid var(--leaf); outline-offset: 1px; } label.choice :focus-visible { outline: none; }
ul { margin: 0; padding-left: 20px; }
.error { border-left: 4px solid var(--wrong); padding: 8px 14px; background: #fbeaea; margin-bottom: 8px; }
.done { border-left: 4px solid var(--leaf); padding: 10px 14px; background: #e8f0ea; }
.band { display: inline-block; padding: 1px 10px; color: #fff; font-size: 14px; font-weight: 600; }
.band.green { background: #2d6a4f; } .band.amber { background: #8a5a00; } .band.red { background: var(--wrong); } .band.unknown { background: #5a5f66; }
table { border-collapse: collapse; width: 100%; font-size: 15px; } td { border-top: 1px solid var(--line); padding: 7px 10px 7px 0; vertical-align: top; } td:first-child { white-space: nowrap; color: var(--quiet); }
h3 { font-size: 15px; margin: 18px 0 4px; } h4 { font-size: 15px; margin: 16px 0 4px; color: var(--leaf); }
.row { border-top: 1px solid var(--line); padding-top: 12px; }
.paper { background: #fff; border: 1px solid var(--line); padding: 16px; margin: 8px 0 20px; } .paper .title { font: 600 22px/1.25 Georgia, 'Times New Roman', serif; margin: 4px 0 8px; }
.chart { margin: 8px 0 0; } .chart svg { display: block; width: 100%; max-width: 420px; height: auto; }
.chart .axis { stroke: var(--edge); } .chart .course { fill: none; stroke: var(--leaf); stroke-width: 2; } .chart .read { fill: var(--leaf); }
caption { text-align: left; color: var(--quiet); padding-bottom: 4px; } th { text-align: left; font-weight: 400; padding: 7px 10px 7px 0; border-top: 1px solid var(--line); } thead th { color: var(--quiet); border-top: 0; }
@media (min-width: 560px) { button { width: auto; } main { padding: 24px 20px 64px; } form { padding: 18px 20px; } .scale { margin: 0 0 14px; gap: 4px; } .scale span { margin: 0; } }
@media (min-width: 560px) { .chart { display: flex; gap: 24px; align-items: flex-start; } .chart svg { flex: 1 1 55%; } .chart table { flex: 1 1 45%; width: auto; } .row { display: grid; grid-template-columns: 3fr 2fr; column-gap: 12px; } .row > :first-child { grid-column: 1 / -1; } }
@media print { body:has(.paper) { background: #fff; } body:has(.paper) > header, main:has(.paper) > :not(:has(.paper)), :has(> .paper) > :not(.paper) { display: none; } main:has(.paper) { padding: 0; max-width: none; } .paper { border: 0; padding: 0; margin: 0; } .paper section, .chart { break-inside: avoid; } }
@media (forced-colors: active) { .scale input:checked + span { outline: 3px solid Highlight; } }
`;
