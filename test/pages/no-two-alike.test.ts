/** No two mails about one thing have the same subject: what is asked again says so. */
import type { Event } from '../../domain/core/concern';
import type { MailKind } from '../../domain/told/mails';
import { draftOf } from '../../mail/kinds';
import { mailed } from '../support/occasions';

const told = (kind: MailKind, event: Event | null, at: string | null = null): string => {
  const { role, occasion } = mailed[kind];
  return draftOf(kind, role, { ...occasion, event, at }).subject;
};
const reminded = (reminder: number): Event => ({ kind: 'item-reminded', item: 'touch-1', itemKind: 'call', reminder });
const opportunity = 'opportunity-1';

test('a second reminder of an item says that it is one', () => {
  const subjects = [1, 2, 3].map((times) => told('item-reminded', reminded(times)));
  expect(subjects.map((one) => one.slice(one.indexOf('CRM Pro')))).toEqual([
    'CRM Pro)',
    'CRM Pro), once more',
    'CRM Pro), reminded 2 times before',
  ]);
});

test('a mail about an overdue invoice says for how long, as it is on that day', () => {
  const climbed: Event = { kind: 'receivable-climbed', receivable: 'receivable-1', level: 3, role: 'director' };
  const subjects = ['2027-01-05', '2027-02-01', '2027-02-08'].map((day) => told('receivable', climbed, `${day}T09:00:00.000Z`)); // prettier-ignore
  expect(subjects.map((one) => one.slice(one.indexOf('CRM Pro')))).toEqual([
    'CRM Pro), for 20 days',
    'CRM Pro), for 47 days',
    'CRM Pro), for 54 days',
  ]);
});

test('an opportunity that is joined, reminded of or brought up again is no second mail like the first', () => {
  const subjects = [
    told('opportunity', { kind: 'opportunity-opened', opportunity, reason: 'usage-at-ceiling', currency: 'EUR' }),
    told('opportunity', { kind: 'opportunity-joined', opportunity, reason: 'happy-review' }),
    told('opportunity', { kind: 'opportunity-reminded', opportunity, reminder: 1 }),
    told('opportunity', { kind: 'opportunity-reminded', opportunity, reminder: 2 }),
    told('opportunity', { kind: 'opportunity-returned', opportunity }, '2027-05-12T09:00:00.000Z'),
    told('opportunity', { kind: 'opportunity-returned', opportunity }, '2027-08-12T09:00:00.000Z'),
  ];
  expect(new Set(subjects).size).toBe(subjects.length);
  expect(subjects[0]).toMatch(/^Opportunity: /);
  expect(subjects[1]).toMatch(/^More speaks for an opportunity: .* – they were very happy in the review$/);
});
