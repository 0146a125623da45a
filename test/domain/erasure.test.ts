/** What is left of texts and documents once a person is taken out of them. */
import fc from 'fast-check';
import { addressWithout, answerWithout, dealWithout, feedWithout, withoutPerson } from '../../domain/erasure';
import { afterDeal, afterPut, contactFieldNames, knownTogether, type Known } from '../../domain/organisation/known';
import { spellingsOf } from '../../domain/organisation/spellings';
import { present } from '../../domain/told/present';
import { longestAttemptMs } from '../../records/erasure';
import { deliveryRetry } from '../../workflows/retries';
import { dayOne, happening, retained, say } from '../support/lives';

const ada = { name: 'Ada van Example', email: 'ada@client.example', phone: '+43 1 000' };

test.each([
  ['Ada van Example called from +43 1 000.', '[erased] called from [erased].'],
  ['ada said so; EXAMPLE, too (ada@client.example)', '[erased] said so; [erased], too ([erased])'],
  ['Adaption and canada are words of their own', 'Adaption and canada are words of their own'],
  ['Ada’s boss, de van and others', '[erased]’s boss, de [erased] and others'],
  ['Bob (bob@client.example) agrees', 'Bob (bob@client.example) agrees'],
  ['Adas Plan, ADA', '[erased] Plan, [erased]'],
  ['nobody is named', 'nobody is named'],
])('“%s” becomes “%s”', (text, left) => expect(withoutPerson(ada)(text)).toBe(left));

test('somebody who stood in two records is gone under both names, addresses and numbers, and what people changed since', () => {
  const [first, second, third] = [1, 2, 3].map((day) => `2027-01-0${day}T08:00:00.000Z`) as [string, string, string];
  const one = afterDeal(contactFieldNames, null, { name: 'Ada Example', email: 'ada@client.example', phone: '+43 1 000' }, first); // prettier-ignore
  const other = afterDeal(contactFieldNames, null, { name: 'Adelheid Sample', email: 'Ada@Client.example', phone: '+43 1 222' }, second); // prettier-ignore
  const together = knownTogether(contactFieldNames, one, other);
  const known = afterPut(contactFieldNames, together, { name: 'Ada Married', email: 'ada@new.example', phone: null }, third); // prettier-ignore
  const text =
    'Ada Example (+43 1 000, ada@client.example), Adelheid Sample (+43 1 222), Ada Married (ada@new.example)';
  expect(withoutPerson(...spellingsOf(known))(text)).toBe('[erased] ([erased], [erased]), [erased] ([erased]), [erased] ([erased])'); // prettier-ignore
  expect(spellingsOf(known)[0]).toEqual({ name: 'Ada Married', email: 'ada@new.example', phone: expect.any(String) });
  const nobody = { values: { ...known.values, name: '', email: '', phone: null }, said: {} } satisfies Known<keyof typeof known.values>; // prettier-ignore
  expect(spellingsOf(nobody)).toEqual([{ name: '', email: '', phone: null }]);
});

test('whatever a person is called, their address and whole name are gone', () => {
  const word = fc.string({ minLength: 3, maxLength: 12 }).filter((one) => /^\p{L}+$/u.test(one));
  fc.assert(
    fc.property(word, word, fc.string(), (first, last, rest) => {
      const person = { name: `${first} ${last}`, email: `${first}@client.example`.toLowerCase(), phone: null };
      const left = withoutPerson(person)(`${rest} ${person.name}, ${person.email} ${rest}`);
      expect(left.toLowerCase()).not.toContain(`${person.name}, ${person.email}`.toLowerCase());
    }),
  );
});

test('in a deal the entry keeps an id of ours and nothing else; other people stay', () => {
  const document = {
    client: { id: 'C-1', name: 'Alpine Tools' },
    contacts: [
      { id: 'ada', name: ada.name, email: ada.email, birthday: '1980-01-01', phone: ada.phone },
      { id: 'bob', name: 'Bob Other', email: 'bob@client.example' },
    ],
    products: [{ code: 'ada', name: 'Ada Suite' }],
    requirements: ['Ada wants a button', 'nothing else'],
  };
  expect(dealWithout(document, { givenId: 'ada', id: 'c_1' }, withoutPerson(ada))).toEqual({
    client: { id: 'C-1', name: 'Alpine Tools' },
    contacts: [{ id: 'c_1', name: '[erased]', email: '' }, document.contacts[1]],
    products: document.products,
    requirements: ['[erased] wants a button', 'nothing else'],
  });
});

test.each([
  ['https://news.example/2026/ada-van-example-leaves', 'https://news.example/'],
  ['https://news.example/find?q=Ada%20van+Example', 'https://news.example/'],
  ['https://news.example/find?q=ada%40client.example', 'https://news.example/'],
  ['https://ada.example/van', 'https://ada.example/van'],
  ['https://news.example/%', 'https://news.example/%'],
])('the address %s becomes %s', (address, left) => expect(addressWithout(address, ada)).toBe(left));

const feed = { url: 'https://news.example/rss', words: ['Alpine', 'Ada van Example', 'Example'], active: true };
test.each([
  ['about their company loses name and parts of it', true, feed, { ...feed, words: ['Alpine'] }],
  ['of an industry loses the whole name only', false, feed, { ...feed, words: ['Alpine', 'Example'] }],
  [
    'that looked for them only rests',
    false,
    { ...feed, words: ['ada van example'] },
    { ...feed, words: [], active: false },
  ],
  ['that takes everything stays', true, { ...feed, words: [] }, { ...feed, words: [] }],
  [
    'whose address names them rests',
    false,
    { ...feed, url: 'https://news.example/rss?q=Ada+van+Example', words: [] },
    { ...feed, url: 'https://news.example/', words: [], active: false },
  ],
])('a feed %s', (_, own, before, left) => expect(feedWithout(before, ada, own)).toEqual(left));

test('an answer that is kept to be replayed loses them too', () => {
  const answer = { client: 'C-1', contact: 'ada', lifecycles: ['D-1.crm.t1'], detail: 'Ada is there already.' };
  expect(answerWithout(answer, { givenId: 'ada', id: 'c_1' }, withoutPerson(ada))).toEqual({
    client: 'C-1',
    contact: 'c_1',
    lifecycles: ['D-1.crm.t1'],
    detail: '[erased] is there already.',
  });
});

test('nothing of an erased contact falls due, and it is no alarm', () => {
  const contacts = [{ id: 'c_main', birthday: '03-17' }, { id: 'c_boss' }, { id: 'c_user' }];
  const left = say(retained({ contacts }), dayOne, 'contactErased', { contact: 'c_main' });
  expect(present(left).items.filter(({ kind, state }) => kind === 'birthday-card' && state === 'planned')).toEqual([]);
  expect(left.slices.contacts.list?.map(({ id }) => id)).toEqual(['c_boss', 'c_user']);
  expect(present(left).health.reasons).toEqual([]);
  const cards = happening(left, '2027-12-01').filter(
    ({ event }) => 'itemKind' in event && event.itemKind === 'birthday-card',
  );
  expect(cards).toEqual([]);
  const again = say(left, dayOne, 'contactErased', { contact: 'c_main' });
  expect(again.recent.at(-1)?.event).toMatchObject({ kind: 'fact-ignored', reason: 'already-there' });
});

test('an erasure waits for as long as one attempt to send a mail may take', () => {
  expect(deliveryRetry.startToCloseTimeout).toBe(`${longestAttemptMs / 1_000} seconds`);
});
