/** The course of a client's health, as a page shows it and as a review's agenda tells it. */
import { present, itemById } from '../../domain/told/present';
import { reviewAgenda } from '../../mail/kinds/review-agenda';
import { lifecyclePage } from '../../pages/lifecycle';
import { retained, say, until } from '../support/lives';
import { occasion } from '../support/occasions';

const heard = say(retained(), '2027-01-05T12:00:00.000Z', 'usageChanged', { bucket: 'low' });

test('a lifecycle’s page shows how its health went, the newest first, with what moved it', () => {
  const html = lifecyclePage({
    lifecycle: present(heard),
    decisions: [],
    course: [
      { at: '2027-01-05T12:00:00.000Z', band: 'green', score: 100, reasons: [], moved: [] },
      {
        at: '2027-02-05T12:00:00.000Z',
        band: 'amber',
        score: 58,
        reasons: [{ signal: 'usage', points: 42, detail: 'low' }],
        moved: [{ signal: 'usage', by: -42 }],
      },
    ],
    source: 'live',
    temporal: 'https://temporal.example',
  });
  const [, course = ''] = html.split('How its health went');
  expect(course).toMatch(/Fri 5 Feb.*amber, 58 of 100.*usage −42.*Tue 5 Jan.*green, 100 of 100/s);
});

test('an invoice is as old on the page as it is that day', () => {
  const owed = say(heard, '2027-01-06T12:00:00.000Z', 'invoiceOverdue', { days: 10 });
  const html = lifecyclePage({
    lifecycle: present(until(owed, '2027-02-28')),
    decisions: [],
    course: [],
    source: 'live',
    temporal: 'https://temporal.example',
  });
  expect(html).toMatch(/\(\d\d days overdue\)/);
  expect(html).not.toContain('How its health went');
});

test('the agenda of a review begins with how health went', () => {
  const state = until(heard, '2027-03-29');
  const review = itemById(present(state), 'review-1');
  if (review === undefined) throw new Error('no review');
  const line = 'green, 90 of 100 in March → amber, 64 of 100 now: usage −36';
  const [first] = reviewAgenda({ ...occasion(state, 'review-1'), course: line }, review);
  expect(first).toEqual({ title: 'Health since the last review', lines: [line] });
});
