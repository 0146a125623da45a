/** The colours of pages and mails. */
export const palette = {
  ink: '#20302b',
  quiet: '#55625d',
  line: '#d5dad2',
  /** Around what is typed into; 3:1 against white. */
  edge: '#7f8c85',
  ground: '#f3f4f1',
  leaf: '#20453a',
  /** The one accent: what is to be done. */
  act: '#b44d22',
  wrong: '#a32020',
} as const;
