/** A review of a client with every kind of trouble: each word of ours that the client must not read is a canary. */
import type { Event } from '../../domain/core/concern';
import type { Occasion } from '../../domain/told/occasion';
import type { ReviewOccasion } from '../../domain/told/review';
import type { ReviewRead } from '../../domain/told/review-read';
import type { SpokenLine } from '../../domain/told/spoken';
import { namesOf } from '../../domain/told/telling';
import { retained, say, until } from './lives';
import { occasion } from './occasions';

const burning = (() => {
  let state = retained();
  state = say(state, '2027-01-05T10:00:00.000Z', 'usageChanged', { bucket: 'none' });
  state = say(state, '2027-01-06T10:00:00.000Z', 'invoiceOverdue', { days: 40, invoice: 'R-canary' });
  state = say(state, '2027-01-07T10:00:00.000Z', 'competitorSeen');
  state = say(state, '2027-01-08T10:00:00.000Z', 'serviceCallRated', { score: 1 });
  return until(state, '2027-04-05');
})();

const line = (on: string, event: Event, words: string | null = null): SpokenLine => ({ on, event, words });
const answered = (contact: string, score: number): Event => ({
  kind: 'satisfaction-answered',
  question: 'satisfaction-review-1',
  contact,
  score,
  lowest: score,
});

/** The newest first, as the ledger is read. */
const since: readonly SpokenLine[] = [
  line('2027-03-30', { kind: 'escalation-resolved', escalation: 'escalation-1' }, 'canary-alarm'),
  line('2027-03-20', answered('c_3', 9), 'canary-answer three'),
  line('2027-03-19', answered('c_2', 8), 'canary-answer two'),
  line('2027-03-18', answered('c_1', 2), 'canary-answer one'),
  line('2027-03-12', { kind: 'touch-recorded', touchKind: 'birthday-card', outcome: 'done' }),
  line('2027-03-10', { kind: 'touch-recorded', touchKind: 'training', outcome: 'done' }, 'canary-note'),
  line('2027-03-05', { kind: 'incident-noted', id: 'incident-2', incident: 'serviceCall', badness: 3 }, 'canary-call'),
  line('2027-03-01', { kind: 'tickets-changed', bucket: 'flood' }),
  line(
    '2027-02-20',
    { kind: 'incident-noted', id: 'incident-1', incident: 'competitorSeen', badness: 1 },
    'canary-rival',
  ),
  line(
    '2027-02-10',
    { kind: 'incident-noted', id: 'incident-0', incident: 'billingError', badness: 1 },
    'canary-billing',
  ),
  line('2027-02-01', { kind: 'touch-recorded', touchKind: 'call', outcome: 'done' }),
  line('2027-01-20', { kind: 'touch-recorded', touchKind: 'call', outcome: 'done' }),
  line('2027-01-15', { kind: 'touch-recorded', touchKind: 'visit', outcome: 'no-answer' }),
];

const ours = { kind: 'ours', id: 'rep-1', given: 'rep-1', name: 'Rita Rep' } as const;
const theirs = { kind: 'contact', id: 'c_2', given: 'ben', name: 'Ben Example' } as const;
const agreed = { lifecycle: burning.seed.lifecycleId, review: 'review-0' };

export const read: ReviewRead = {
  today: '2027-04-05',
  last: { item: 'review-0', on: '2027-01-10' },
  actions: [
    { ...agreed, id: 'a_1', words: 'Set up the second site', owner: ours, day: '2027-03-01', doneOn: null },
    { ...agreed, id: 'a_2', words: 'Name two key users', owner: theirs, day: '2027-02-01', doneOn: '2027-01-28' },
    { ...agreed, id: 'a_3', words: 'Train the new people', owner: ours, day: '2027-05-01', doneOn: null },
  ],
  since,
  names: namesOf(),
  lines: [
    {
      lifecycle: burning.seed.lifecycleId,
      usage: [
        { month: '2027-01', value: 62.5 },
        { month: '2027-02', value: 41 },
        { month: '2027-03', value: 12 },
      ],
      tickets: [{ month: '2027-03', value: 11.5 }],
      figures: [
        { metric: 'Users trained', value: 35, on: '2027-03-04' },
        { metric: 'Users trained', value: 20, on: '2027-01-10' },
      ],
    },
  ],
  spoken: new Map([['c_1', '2027-03-18']]),
  readers: [
    { id: 'c_1', given: 'ada', name: 'Ada Example', sentOn: null },
    { id: 'c_2', given: 'ben', name: 'Ben Example', sentOn: '2027-04-01' },
  ],
};

const person = (id: string, name: string): Occasion['contacts'][number] => ({
  id,
  name,
  role: null,
  email: `${name.split(' ')[0]?.toLowerCase()}@client.example`,
  level: 'user',
  phone: '+43 1 000',
  channel: null,
  unreachableSince: null,
});

/** The review that is due, with everything that was read for it. */
export const prepared: ReviewOccasion & Occasion = {
  ...occasion(burning, 'review-1', {
    contacts: [person('c_1', 'Ada Example'), person('c_2', 'Ben Example'), person('c_3', 'Cleo Example')],
    lately: [{ on: '2027-03-30', what: 'canary-lately' }],
    course: 'green, 90 of 100 in January → red, 20 of 100 now: usage −60',
    actuals: [
      { metric: 'Users trained', value: 35, on: '2027-03-04' },
      { metric: 'Users trained', value: 20, on: '2027-01-10' },
    ],
  }),
  review: read,
};
