/** What is said of mails that go out as one. */
import { lastOfEachThing } from '../../domain/told/delivery';

const mail = (name: string, lifecycleId: string | null, subjectId: string | null) => ({ name, lifecycleId, subjectId });
const due = mail('due', 'D-1.crm.t1', 'touch-1');
const reminder = mail('reminder', 'D-1.crm.t1', 'touch-1');

test.each([
  ['nothing of nothing', [], []],
  ['each of different things', [due, mail('other', 'D-1.crm.t1', 'touch-2')], ['due', 'other']],
  ['a reminder alone, of what fell due while nothing could go out', [due, reminder], ['reminder']],
  ['the last of several reminders', [due, reminder, mail('again', 'D-1.crm.t1', 'touch-1')], ['again']],
  [
    'each product’s own, however alike their items are called',
    [due, mail('app', 'D-1.app.t1', 'touch-1')],
    ['due', 'app'],
  ],
  [
    'all that is about no one thing',
    [mail('one', 'D-1.crm.t1', null), mail('two', 'D-1.crm.t1', null)],
    ['one', 'two'],
  ],
] as const)('%s', (_, mails, expected) => expect(lastOfEachThing(mails).map(({ name }) => name)).toEqual(expected));
