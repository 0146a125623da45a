/** How the page of a client looks, and its forms. */
export const clientStyles = `
.headline { display: grid; gap: 0 28px; margin: 12px 0 16px; border-top: 1px solid var(--line); } .headline > div { padding: 10px 0; border-bottom: 1px solid var(--line); } .headline dt { color: var(--quiet); font-size: 15px; } .headline dd { margin: 0; } .burns { color: var(--wrong); } .headline .burns { display: block; }
.client .acts { margin: 0 0 8px; } .client .acts a { flex: 0 1 auto; } .client .acts details { margin: 0; } .client .acts details[open] { flex-basis: 100%; }
.told, .open { list-style: none; margin: 0; padding: 0; } .told li, .open li { border-top: 1px solid var(--line); padding: 9px 0; } .told li > .quiet, .told li > span > .quiet, .open li .quiet { display: block; font-size: 15px; }
.told a { display: inline-block; padding: 10px 0; }
.open li { display: flex; gap: 12px; align-items: center; justify-content: space-between; } .open li > span { min-width: 0; } .open .button { flex: none; }
.timeline q { display: block; margin: 4px 0; padding: 4px 12px; border-left: 3px solid var(--line); white-space: pre-line; } .timeline .asked { background: var(--soft); border-left: 4px solid var(--leaf); padding-left: 12px; scroll-margin-top: 24px; }
.desk .filters { display: flex; flex-wrap: wrap; gap: 0 4px; margin: 0 0 8px -10px; }
.people .gone > strong { font-weight: 400; text-decoration: line-through; } .people li > .quiet { display: block; font-size: 15px; }
.line { border-top: 1px solid var(--line); } .line:target { border-left: 4px solid var(--leaf); padding-left: 12px; } .line h3 { margin-top: 12px; } .small { font-size: 14px; } .plain { list-style: none; padding: 0; }
.client table th[scope=row] { min-width: 12ch; } .client table td { min-width: 9ch; } .client .chart { margin: 0 0 20px; } .client .chart table { display: block; max-height: 420px; overflow: auto; }
.bar { vertical-align: middle; } .bar .planned { fill: var(--line); } .bar .made { fill: var(--leaf); }
.client-act { max-width: 660px; }
@media (min-width: 760px) { .headline { grid-template-columns: 2fr 1fr 1fr 2fr; } .headline > div { border-bottom: 0; } .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 32px; } .timeline li { display: grid; grid-template-columns: 150px 1fr; gap: 16px; } .client .people { columns: 2; column-gap: 32px; } .client .people li { break-inside: avoid; } }
@media (max-width: 559px) { .client .acts .button { flex: 1 1 45%; justify-content: center; text-align: center; } }
`;
