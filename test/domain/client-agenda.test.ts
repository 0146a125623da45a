/** What a client may read of a meeting: a client with every kind of trouble, and nothing of it in the file. */
import ICAL from 'ical.js';
import type { Event } from '../../domain/core/concern';
import { agendaForClient } from '../../domain/told/client-agenda';
import type { Occasion } from '../../domain/told/occasion';
import { present } from '../../domain/told/present';
import { calendarFile } from '../../mail/calendar-file';
import { draftOf } from '../../mail/kinds';
import { retained, say, until } from '../support/lives';
import { clientName, mailed, occasion } from '../support/occasions';

const house = { name: 'Vendor & Co', email: 'holdfast@vendor.example' };

/** Everything that can be wrong with a client at once. */
function troubled(): Occasion {
  const morning = '2027-01-05T10:00:00.000Z';
  let state = retained();
  state = say(state, morning, 'happinessHeard', { score: 0 });
  state = say(state, morning, 'invoiceOverdue', {
    days: 90,
    invoice: 'R-canary',
    amount: { amount: 123_456, currency: 'EUR' },
  });
  state = say(state, morning, 'oversold', { promise: 'promise-1' });
  state = say(state, morning, 'opportunityHinted', { reason: 'hint' });
  state = say(state, morning, 'notice', { receivedOn: '2027-01-05', endsOn: '2027-12-31', reason: 'price' });
  state = until(state, '2027-03-20');
  const review = present(state).reviews[0];
  const parts: Partial<Occasion> = {
    criteria: 'canary criteria',
    lately: [{ on: '2027-02-01', what: 'canary lately' }],
    services: ['canary service'],
    support: ['canary support'],
    course: 'canary course',
    actuals: [{ metric: 'Users trained', value: 4, on: '2027-02-01' }],
    calls: [{ by: 'rep', who: 'canary caller', call: 'lost', amount: null, note: 'canary note', on: '2027-02-01' }],
    words: 'canary words',
    saidBy: 'canary sayer',
    leaders: { manager: 'canary manager', director: 'canary director' },
    together: [
      {
        lifecycle: 'D-2.desk.t1',
        item: 'review-1',
        product: 'Desk',
        on: '2027-03-20',
        promised: [{ metric: 'Tickets', target: 5, unit: 'a day', by: '2027-05-27' }],
        isTheirWork: true,
        told: occasion(state, null),
        sections: ['review', 'success-check'],
      },
    ],
  };
  return occasion(state, review?.id ?? null, parts);
}

/** Words that a client must not meet. */
const inner =
  /canary|R-canary|1234|health|\bred\b|amber|green|score|risk|probab|forecast|outlook|escalation|alarm|overdue|invoice|oversold|missed|notice|price|happi|Ada|@client|Sofia|Dora|Rita|https?:|\/l\//i;

test('the client with every kind of trouble has it all in what we know', () => {
  const known = JSON.stringify(troubled());
  for (const word of ['canary note', 'escalation-1', 'R-canary', 'red']) expect(known).toContain(word);
});

test('of all that nothing is in the agenda', () => {
  const known = troubled();
  const review = known.lifecycle.reviews[0];
  if (review === undefined) throw new Error('there is a review');
  const { title, lines } = agendaForClient(known, review);
  expect(title).toBe(`Quarterly review and check-in: ${clientName}, CRM Pro`);
  expect(lines).toEqual([
    `For ${clientName}: CRM Pro, Desk`,
    '',
    'What we will go through:',
    '- What was done since the last review',
    '- What support was needed, and how it went',
    '- What was promised, and what came of it',
    '- How the first months went',
    '- Whether it has become the success that you bought it for',
    '- What comes next',
    '',
    'What was promised:',
    '- CRM Pro, Time to a "quote": 2 hours',
    '- CRM Pro, Users trained: 40',
    '- Desk, Tickets: 5 a day by Thu 27 May 2027',
    '',
  ]);
});

const putOff: Event = {
  kind: 'item-postponed',
  item: 'review-1',
  itemKind: 'quarterly-review',
  until: '2027-04-12',
  reason: 'ill',
};
const churned: Event = { kind: 'stage-changed', from: 'retention', to: 'churned', reason: 'price' };
const passedOn: Event = { kind: 'reassigned', from: 'rita', to: 'next' };

test.each([
  ['item-prepared', null, 'PUBLISH'],
  ['review-moved', putOff, 'PUBLISH'],
  ['review-called-off', churned, 'CANCEL'],
  ['review-called-off', passedOn, 'CANCEL'],
] as const)('nor in the file that goes with %s (%j)', (kind, event, method) => {
  const known = { ...troubled(), event, file: { uid: 'D-1.crm-pro.t1.review-1', sequence: 4 } };
  const { meeting } = draftOf(kind, 'rep', known);
  if (meeting === undefined) throw new Error('a file goes with it');
  const file = calendarFile(meeting, '2027-03-20T12:00:00.000Z', house);
  expect(file.method).toBe(method);
  const text = ICAL.parse(file.content);
  expect(JSON.stringify(text).replaceAll(clientName, '')).not.toMatch(inner);
  const calendar = new ICAL.Component(text);
  const component = calendar.getFirstSubcomponent('vevent');
  expect(
    component
      ?.getAllProperties()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(
    [
      'uid',
      'sequence',
      'dtstamp',
      'dtstart',
      'dtend',
      'summary',
      'description',
      'organizer',
      ...(method === 'CANCEL' ? ['status'] : []),
    ].toSorted(),
  );
});

test('an invitation of a campaign has its own words and place, and no address of ours', () => {
  const { role, occasion: invited } = mailed.invitation;
  const { meeting } = draftOf('invitation', role, invited);
  if (meeting === undefined) throw new Error('a file goes with it');
  expect(calendarFile(meeting, '2027-03-20T12:00:00.000Z', house).content).not.toMatch(/https?:|\/l\//);
});
