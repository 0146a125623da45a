/** What stands on a page can be read, by day and by night: WCAG AA for texts, 3:1 for what frames a control. */
import { darkPalette, palette } from '../../pages/parts/palette';

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/** Relative luminance, as WCAG defines it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

type Token = keyof typeof palette;

const texts: readonly (readonly [Token, Token])[] = [
  ...(['ground', 'card', 'soft', 'wrongGround'] as const).map((behind) => ['ink', behind] as const),
  ...(['ground', 'card', 'soft', 'wrongGround'] as const).map((behind) => ['quiet', behind] as const),
  ['leaf', 'ground'],
  ['leaf', 'card'],
  ['leaf', 'soft'],
  ['onDeep', 'deep'],
  ['onAct', 'act'],
  ['onAct', 'actHover'],
];
/** The focus ring, and the edges of what is typed into, of errors and of what is chosen. */
const frames: readonly (readonly [Token, Token])[] = [
  ['leaf', 'card'],
  ['leaf', 'ground'],
  ['leaf', 'soft'],
  ['edge', 'card'],
  ['wrong', 'card'],
  ['wrong', 'wrongGround'],
  ['act', 'card'],
];
const bands = ['green', 'amber', 'red', 'unknown'] as const;

describe.each([
  ['day', palette],
  ['night', darkPalette],
])('by %s', (_, colours: Readonly<Record<Token, string>>) => {
  test.each(texts)('%s can be read on %s', (text, behind) => {
    expect(contrast(colours[text], colours[behind])).toBeGreaterThanOrEqual(4.5);
  });
  test.each(frames)('%s frames what stands on %s', (frame, behind) => {
    expect(contrast(colours[frame], colours[behind])).toBeGreaterThanOrEqual(3);
  });
  test.each(bands)('the word of a %s band can be read', (band) => {
    expect(contrast('#ffffff', colours[band])).toBeGreaterThanOrEqual(4.5);
  });
});
