/** The course of a client's health, as a review's agenda tells it. */
import { present, itemById } from '../../domain/told/present';
import { reviewAgenda } from '../../mail/kinds/review-agenda';
import { retained, say, until } from '../support/lives';
import { occasion } from '../support/occasions';

const heard = say(retained(), '2027-01-05T12:00:00.000Z', 'usageChanged', { bucket: 'low' });

test('the agenda of a review begins with how health went', () => {
  const state = until(heard, '2027-03-29');
  const review = itemById(present(state), 'review-1');
  if (review === undefined) throw new Error('no review');
  const line = 'green 90 in March → amber 64 now: usage −36';
  const [first] = reviewAgenda({ ...occasion(state, 'review-1'), course: line }, review);
  expect(first).toEqual({ title: 'Health since the last review', lines: [line] });
});
