/** The colours of pages and mails, by light and by dark. */
export const palette = {
  ink: '#20302b',
  quiet: '#55625d',
  line: '#d5dad2',
  /** Around what is typed into; 3:1 against a card. */
  edge: '#7f8c85',
  ground: '#f3f4f1',
  /** What stands on the ground: forms, and what is typed into. */
  card: '#ffffff',
  leaf: '#20453a',
  /** The head of a page, and what is chosen; its text is `onDeep`. */
  deep: '#20453a',
  onDeep: '#ffffff',
  /** Behind what is chosen or done. */
  soft: '#e8f0ea',
  /** The one accent: what is to be done; its text is `onAct`. */
  act: '#b44d22',
  actHover: '#963d18',
  onAct: '#ffffff',
  wrong: '#a32020',
  wrongGround: '#fbeaea',
  green: '#2d6a4f',
  amber: '#8a5a00',
  red: '#a32020',
  unknown: '#5a5f66',
} as const;

/** The same at night. */
export const darkPalette: Readonly<Record<keyof typeof palette, string>> = {
  ink: '#e6ece8',
  quiet: '#a9b6b0',
  line: '#38453f',
  edge: '#82918a',
  ground: '#121a17',
  card: '#1b2521',
  leaf: '#9fd0ba',
  deep: '#1c3b31',
  onDeep: '#f2f7f4',
  soft: '#223a31',
  act: '#f0a37d',
  actHover: '#f6b998',
  onAct: '#2a1106',
  wrong: '#ff9c9c',
  wrongGround: '#3b1d1d',
  green: '#2d6a4f',
  amber: '#8a5a00',
  red: '#a32020',
  unknown: '#5a5f66',
};
