/** How the desk looks: what stands around its pages, and what several of them are made of. */
export const shellStyles = `
.desk header { display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: center; padding: 8px 16px; }
.desk header a, .desk header summary { color: var(--onDeep); }
.skip { position: absolute; left: -9999px; } .skip:focus { left: 8px; top: 8px; z-index: 2; background: var(--card); color: var(--ink); padding: 10px 16px; }
.desk nav ul { display: flex; flex-wrap: wrap; gap: 0 4px; padding: 0; list-style: none; }
.desk nav a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 10px; text-decoration: none; } .desk nav a:hover { text-decoration: underline; }
.desk nav a[aria-current] { font-weight: 600; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 6px; }
.desk form.find { display: flex; flex: 1 1 240px; gap: 0; margin: 0; padding: 0; border: 0; background: none; max-width: 420px; margin-left: auto; }
.desk .find input { flex: 1 1 auto; min-width: 0; width: auto; min-height: 44px; margin: 0; padding: 8px 12px; }
.desk .find button { flex: none; width: auto; min-height: 44px; padding: 8px 14px; background: var(--card); color: var(--leaf); border: 1px solid var(--edge); border-left: 0; }
.who { margin: 0; position: relative; } .who summary { min-height: 44px; font-weight: 400; }
.desk .who form { position: absolute; right: 0; z-index: 3; min-width: 220px; margin: 0; padding: 6px; display: grid; gap: 2px; background: var(--card); color: var(--ink); border: 1px solid var(--edge); }
.who button { width: 100%; min-height: 44px; padding: 8px 12px; background: none; color: var(--ink); font-weight: 400; text-align: left; } .who button:hover { background: var(--soft); }
.desk main { max-width: 1080px; } .desk main:focus { outline: none; }
.desk header :focus-visible { outline-color: var(--onDeep); } .desk header .find :focus-visible, .desk header .who form :focus-visible { outline-color: var(--leaf); }
input[type=search], input[type=email] { font: inherit; width: 100%; min-height: 48px; padding: 10px 12px; border: 1px solid var(--edge); border-radius: 0; background: var(--card); color: inherit; margin-bottom: 16px; }
form.plain { background: none; border: 0; padding: 0; margin: 0; } form.inline { display: inline; background: none; border: 0; padding: 0; margin: 0; }
button.small, .button.small { width: auto; min-height: 44px; padding: 8px 14px; } a.button { display: inline-flex; align-items: center; min-height: 44px; padding: 8px 16px; font-weight: 600; text-decoration: none; background: var(--act); color: var(--onAct); } a.button:hover { background: var(--actHover); } a.button.second { background: var(--card); color: var(--leaf); border: 1px solid var(--leaf); }
.said { display: flex; flex-wrap: wrap; gap: 0 12px; align-items: center; } .said a { display: inline-flex; align-items: center; min-height: 44px; }
.rows { padding: 0; margin: 0 0 16px; list-style: none; } [data-row] { border-top: 1px solid var(--line); } .rows > [data-row] { padding: 12px 8px; } [data-row]:focus-visible { outline: 3px solid var(--leaf); outline-offset: -3px; background: var(--soft); }
.acts { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; } .acts a { display: inline-flex; align-items: center; min-height: 44px; }
.badge { display: inline-block; padding: 1px 9px; border: 1px solid var(--edge); font-size: 14px; white-space: nowrap; } .badge.alarm { border-color: var(--wrong); color: var(--wrong); font-weight: 600; }
.wide { overflow-x: auto; } table.list { font-size: 15px; } table.list th { font-weight: 600; color: var(--quiet); border-top: 0; white-space: nowrap; } table.list td, table.list th { padding: 9px 12px 9px 0; } table.list td:first-child { color: inherit; white-space: normal; } table.list .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dialog { border: 1px solid var(--edge); background: var(--card); color: var(--ink); max-width: 440px; width: calc(100% - 32px); padding: 8px 20px 20px; } dialog::backdrop { background: rgb(0 0 0 / .5); }
.keys { margin: 8px 0 16px; } .keys div { display: flex; gap: 16px; padding: 6px 0; border-top: 1px solid var(--line); } .keys dt { flex: 0 0 72px; } .keys dd { margin: 0; } kbd { font: inherit; border: 1px solid var(--edge); padding: 0 6px; }
.code input { max-width: 12ch; font-size: 24px; letter-spacing: .18em; font-variant-numeric: tabular-nums; }
@media (max-width: 559px) { .desk form.find { order: 3; max-width: none; flex-basis: 100%; } .desk .who { margin-left: auto; } .desk nav { order: 2; flex-basis: 100%; } }
@media print { .desk nav, .find, .who, .skip { display: none; } }
`;
