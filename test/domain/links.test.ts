/** Mailed links: which go on in the next term, and who may still act behind one. */
import { mailRoles, type MailRole } from '../../domain/told/mails';
import { goesOn, mayAct, purposes } from '../../links/links';

test('in the next term every link goes on but those of the term that is over', () => {
  expect(purposes.filter((purpose) => !goesOn(purpose))).toEqual(['onboarding', 'renewal']);
});

test.each<[string, MailRole | null, string, string | null, boolean]>([
  ['the rep who keeps the client', 'rep', 'rita', null, true],
  ['a rep who kept it before', 'rep', 'rob', null, false],
  ['who stood in for the rep who keeps it', 'rep', 'rob', 'rita', true],
  ['who stood in for the rep who kept it before', 'rep', 'rita', 'rob', false],
  ['somebody of a mail that is not known', null, 'rob', null, true],
])('%s', (_, role, recipient, inPlaceOf, expected) => {
  expect(mayAct({ role, recipient, inPlaceOf }, { rep: 'rita' })).toBe(expected);
});

test('who got a mail in any other role keeps it, whoever keeps the client', () => {
  const others = mailRoles.filter((role) => role !== 'rep');
  expect(others.filter((role) => !mayAct({ role, recipient: 'rob', inPlaceOf: null }, { rep: 'rita' }))).toEqual([]);
});
