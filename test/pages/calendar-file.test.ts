/** Calendar files are files of RFC 5545, whatever stands in the names and texts of which they are made. */
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
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
const house = { name: 'Vendor & "Co"', email: 'holdfast@vendor.example' };
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
  const { content } = calendarFile({ ...meeting, ...parts }, '2027-05-01T12:00:00.000Z', house);
  expect(lineOf(content, 'SEQUENCE')).toBe(expected);
  expect(lineOf(content, 'UID')).toBe('UID:C-1');
});

test.each([false, true])('names and texts that others wrote, called off: %s', (calledOff) => {
  const { content } = calendarFile({ ...meeting, calledOff }, '2027-05-01T12:00:00.000Z', house);
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

test('a meeting without an organizer of its own is the house’s, published and called off alike', () => {
  const { organizer, ...ours } = meeting;
  for (const calledOff of [false, true]) {
    const { content } = calendarFile({ ...ours, calledOff }, '2027-05-01T12:00:00.000Z', house);
    expect(lineOf(content, 'ORGANIZER')).toBe(`ORGANIZER;CN="Vendor & 'Co'":mailto:holdfast@vendor.example`);
    expect(lineOf(content, 'METHOD')).toBe(calledOff ? 'METHOD:CANCEL' : 'METHOD:PUBLISH');
    expect(lineOf(content, 'DTSTAMP')).toBe('DTSTAMP:20270501T120000Z');
    expect(lineOf(content, 'URL')).toBeUndefined();
  }
});

/** What two independent programs read of a file. */
function read(content: string) {
  const event = new ICAL.Component(ICAL.parse(content)).getFirstSubcomponent('vevent');
  const one = Object.values(nodeIcal.sync.parseICS(content)).find((part) => part?.type === 'VEVENT');
  if (event === null || one?.type !== 'VEVENT') throw new Error('there is no event');
  const { uid, summary, description, sequence, startDate, organizer } = new ICAL.Event(event);
  return {
    icalJs: { uid, summary, description, sequence, start: startDate.toJSDate().toISOString(), organizer },
    nodeIcal: {
      uid: one.uid,
      summary: one.summary,
      description: one.description,
      sequence: Number(one.sequence),
      start: one.start.toISOString(),
      organizer: typeof one.organizer === 'object' ? one.organizer.val : one.organizer,
    },
  };
}

test.each([
  ['before clocks go forward', '2027-03-27T08:00:00.000Z'],
  ['in the hour that does not exist', '2027-03-28T01:30:00.000Z'],
  ['after clocks go back', '2027-10-31T01:30:00.000Z'],
])('two programs read the same of it, %s, and no line is longer than 75 octets', (_, start) => {
  const title =
    'Überprüfung 📈, مراجعة; \\ und sehr viel mehr, als in eine Zeile von fünfundsiebzig Oktetten passt 📆📆📆';
  const lines = ['Zürich, Genève; Kraków', '👩‍👩‍👧 '.repeat(30).trim()];
  const { organizer, ...ours } = meeting;
  const file = calendarFile({ ...ours, title, lines, start, sequence: 7 }, '2027-05-01T12:00:00.000Z', house);
  for (const line of file.content.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const { icalJs, nodeIcal: other } = read(file.content);
  expect(icalJs).toEqual({
    uid: 'C-1',
    summary: title,
    description: lines.join('\n'),
    sequence: 7,
    start,
    organizer: 'mailto:holdfast@vendor.example',
  });
  expect(other).toEqual(icalJs);
});
