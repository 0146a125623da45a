/** One reader hears one thing once, though an outage ends and all that waited arrives in one moment. */
import fc from 'fast-check';
import type { Event, Recorded } from '../../domain/core/concern';
import { heardOnce, type Hearing } from '../../domain/organisation/heard-once';

const at = '2027-03-01T11:00:00.000Z';
const later = '2027-03-01T11:00:00.001Z';

type Reason = 'happiness' | 'usage';
const alarm = (kind: 'escalation-opened' | 'escalation-reopened', reason: Reason = 'usage'): Event => {
  const said = { escalation: 'escalation-1', reasons: [reason], role: 'rep' } as const;
  return kind === 'escalation-opened' ? { kind, ...said } : { kind, ...said, level: 0 };
};
const heard = (score: number): Event => ({ kind: 'happiness-heard', score });
const fell: Event = { kind: 'health-changed', score: 64, band: 'amber', from: 'green', reasons: [] };
const declined: Event = { kind: 'invitation-answered', campaign: 'campaign-1', contact: 'c_1', answer: 'declined' };

/** `<event> to <reader>`, each with what is said of the mail. */
function hearing(
  event: Event,
  line: Partial<Omit<Recorded, 'event'>>,
  mail: Partial<Omit<Hearing, 'line'>> = {},
): Hearing {
  const kind = event.kind.startsWith('escalation') ? 'escalation' : event.kind === 'happiness-heard' ? 'answer' : 'changed';
  const subject = kind === 'escalation' ? 'escalation-1' : null;
  return { kind, recipient: 'rep', subject, ...mail, line: { seq: 1, at, event, ...line } };
} // prettier-ignore

test.each<[string, readonly Hearing[], readonly number[]]>([
  [
    'an alarm that ends and comes back in one moment: the last word',
    [hearing(alarm('escalation-reopened'), { seq: 1 }), hearing(alarm('escalation-reopened'), { seq: 3 })],
    [3],
  ],
  [
    'an alarm that opens and grows in one moment: both, as the second says only what came on top',
    [
      hearing(alarm('escalation-opened'), { seq: 1 }),
      hearing({ ...alarm('escalation-opened'), kind: 'escalation-joined' } as Event, { seq: 2 }),
    ],
    [1, 2],
  ],
  [
    'an alarm that comes back for another reason: both',
    [hearing(alarm('escalation-reopened'), { seq: 1 }), hearing(alarm('escalation-reopened', 'happiness'), { seq: 3 })],
    [1, 3],
  ],
  [
    'an alarm that comes back a moment later: both',
    [hearing(alarm('escalation-reopened'), { seq: 1 }), hearing(alarm('escalation-reopened'), { seq: 3, at: later })],
    [1, 3],
  ],
  [
    'another alarm of the same moment: both',
    [
      hearing(alarm('escalation-opened'), { seq: 1 }),
      hearing(alarm('escalation-opened'), { seq: 2 }, { subject: 'escalation-2' }),
    ],
    [1, 2],
  ],
  [
    'the same alarm for somebody else: both',
    [
      hearing(alarm('escalation-opened'), { seq: 1 }),
      hearing(alarm('escalation-opened'), { seq: 2 }, { recipient: 'manager' }),
    ],
    [1, 2],
  ],
  [
    'a health that falls, recovers and falls in one moment: once',
    [hearing(fell, { seq: 1 }), hearing(fell, { seq: 4 })],
    [4],
  ],
  [
    'a fall, and a contact who declines, in one moment: both',
    [hearing(fell, { seq: 1 }), hearing(declined, { seq: 2 })],
    [1, 2],
  ],
  ['the same rating twice in one moment: once', [hearing(heard(6), { seq: 1 }), hearing(heard(6), { seq: 2 })], [2]],
  ['another rating: both', [hearing(heard(6), { seq: 1 }), hearing(heard(5), { seq: 2 })], [1, 2]],
  [
    'the same rating with other words: both',
    [hearing(heard(6), { seq: 1, note: 'n-1' }), hearing(heard(6), { seq: 2, note: 'n-2' })],
    [1, 2],
  ],
  [
    'a rating that raised an alarm: the alarm has it',
    [
      hearing(heard(1), { seq: 1, cause: 'said-1' }),
      hearing(alarm('escalation-opened', 'happiness'), { seq: 2, cause: 'said-1' }),
    ],
    [2],
  ],
  [
    'a rating whose alarm was overtaken by that of the next: its words are not lost with the alarm',
    [
      hearing(heard(1), { seq: 1, cause: 'said-1' }),
      hearing(alarm('escalation-reopened', 'happiness'), { seq: 2, cause: 'said-1' }),
      hearing(heard(2), { seq: 3, cause: 'said-2' }),
      hearing(alarm('escalation-reopened', 'happiness'), { seq: 4, cause: 'said-2' }),
    ],
    [1, 4],
  ],
  [
    'one event in two roles: once',
    [hearing(alarm('escalation-opened'), { seq: 1 }), hearing(alarm('escalation-opened'), { seq: 1 })],
    [1],
  ],
])('%s', (_, mails, needed) => {
  expect(heardOnce(mails).needed.map(({ line }) => line.seq)).toEqual(needed);
});

test('every reader of an alarm still gets one of it, and what is needless is needless for good', () => {
  const mail = fc
    .record({
      event: fc.constantFrom(alarm('escalation-opened'), alarm('escalation-reopened', 'happiness'), heard(3), fell),
      seq: fc.integer({ min: 1, max: 5 }),
      at: fc.constantFrom(at, later),
      recipient: fc.constantFrom('rep', 'manager'),
    })
    .map(({ event, recipient, ...line }) => hearing(event, line, { recipient }));
  fc.assert(
    fc.property(fc.array(mail, { maxLength: 8 }), (mails) => {
      const { needed, needless } = heardOnce(mails);
      expect(needed.length + needless.length).toBe(mails.length);
      expect(heardOnce(needed).needed).toEqual(needed);
      const readers = (all: readonly Hearing[]): ReadonlySet<string> =>
        new Set(all.filter(({ kind }) => kind === 'escalation').map(({ recipient }) => recipient));
      expect(readers(needed)).toEqual(readers(mails));
    }),
  );
});
