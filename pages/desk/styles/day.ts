/** How my day looks: lines that begin with what to do, and acts for a thumb; the rest is the shell's. */
export const dayStyles = `
.way-back { display: flex; flex-wrap: wrap; gap: 0 20px; max-width: 660px; margin: 0 auto; padding: 6px 16px 0; } .way-back a { display: inline-flex; align-items: center; min-height: 44px; }
.day h2 { margin: 32px 0 6px; font-size: 18px; }
.day .rows > li { background: var(--card); border: 1px solid var(--line); border-top-width: 0; padding: 10px 16px 14px; display: grid; gap: 8px 20px; } .day .rows > li:first-child { border-top-width: 1px; }
.day h3 { font-size: 17px; margin: 0 0 4px; display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px; min-width: 0; } .day h3 a { display: inline-flex; align-items: center; min-height: 44px; min-width: 0; overflow-wrap: anywhere; }
.day h3 .quiet { font-weight: 400; font-size: 15px; } .day p { margin: 0 0 4px; max-width: 70ch; } .day .next { font-weight: 600; } .day .told, .day .acts { min-width: 0; } .day .reaches span { display: inline-flex; align-items: center; min-height: 44px; }
.day.burning .rows > li { border-left: 5px solid var(--wrong); }
.day .acts { align-items: flex-start; align-content: flex-start; gap: 8px; } .day .acts button { width: auto; min-height: 44px; padding: 8px 16px; }
@media (min-width: 860px) { .day .rows > li { grid-template-columns: minmax(0, 1fr) 300px; } .day .acts { justify-content: flex-end; padding-top: 2px; } }
`;
