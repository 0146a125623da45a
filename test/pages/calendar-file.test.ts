/** Calendar files are files of RFC 5545, whatever stands in the names and texts of which they are made. */
import { calendarFile } from '../../mail/calendar-file';

const meeting = {
  id: 'C-1',
  start: '2027-05-05T12:00:00.000Z',
  minutes: 90,
  title: 'What is new\u0007\nin quotes',
  lines: ['An hour\u0000 and\u0008 a half\r\nBring a "quote"\u2028\u001bATTENDEE:mailto:evil@evil.example'],
  place: 'Room\u000b5',
  organizer: { name: 'Rita "Rep"\u0001 O\'Neil\n', email: 'rita@holdfast.example' },
};
/** The file's lines as they were before they were folded. */
const unfolded = (content: string): readonly string[] => content.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
const lineOf = (content: string, name: string): string | undefined =>
  unfolded(content).find((line) => line.startsWith(name));

test.each([
  [{}, 'SEQUENCE:0'],
  [{ sequence: 2 }, 'SEQUENCE:2'],
  [{ calledOff: true }, 'SEQUENCE:1'],
  [{ calledOff: true, sequence: 3 }, 'SEQUENCE:3'],
] as const)('a file that replaces another has a higher number: %j', (parts, expected) => {
  const { content } = calendarFile({ ...meeting, ...parts }, '2027-05-01T12:00:00.000Z');
  expect(lineOf(content, 'SEQUENCE')).toBe(expected);
  expect(lineOf(content, 'UID')).toBe('UID:C-1');
});

test.each([false, true])('names and texts that others wrote, called off: %s', (calledOff) => {
  const { content } = calendarFile({ ...meeting, calledOff }, '2027-05-01T12:00:00.000Z');
  expect(lineOf(content, 'ORGANIZER')).toBe(`ORGANIZER;CN="Rita 'Rep' O'Neil":mailto:rita@holdfast.example`);
  expect(lineOf(content, 'SUMMARY')).toBe('SUMMARY:What is new in quotes');
  expect(lineOf(content, 'LOCATION')).toBe('LOCATION:Room 5');
  expect(lineOf(content, 'DESCRIPTION')).toBe(
    String.raw`DESCRIPTION:An hour and a half\nBring a "quote"\nATTENDEE:mailto:evil@evil.example`,
  );
  expect(lineOf(content, 'ATTENDEE')).toBeUndefined();
  // oxlint-disable-next-line no-control-regex -- it is they that are looked for
  expect(content.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/);
});
