/** Mailed links: while there is something to do behind one, which go on in the next term, and who may still act. */
import { mailRoles, type MailRole } from '../../domain/told/mails';
import { present } from '../../domain/told/present';
import { formShown, isSentAgain, onceKeyOf } from '../../links/forms';
import { goesOn, isActionable, mayAct, purposes, type Grant } from '../../links/links';
import { dayOne, onboarded, retained, say, until } from '../support/lives';

test('in the next term every link goes on but those of the term that is over', () => {
  expect(purposes.filter((purpose) => !goesOn(purpose))).toEqual(['onboarding', 'renewal']);
});

const there = { left: false, standsIn: true };

test.each<[string, MailRole | null, string, string | null, boolean]>([
  ['the rep who keeps the client', 'rep', 'rita', null, true],
  ['a rep who kept it before', 'rep', 'rob', null, false],
  ['who stood in for the rep who keeps it', 'rep', 'rob', 'rita', true],
  ['who stood in for the rep who kept it before', 'rep', 'rita', 'rob', false],
  ['somebody of a mail that is not known', null, 'rob', null, true],
])('%s', (_, role, recipient, inPlaceOf, expected) => {
  expect(mayAct({ role, recipient, inPlaceOf, ...there }, { rep: 'rita' })).toBe(expected);
});

test.each<[string, MailRole, string | null, Partial<typeof there>]>([
  ['the rep who keeps the client, and left', 'rep', null, { left: true }],
  ['a manager who left', 'manager', null, { left: true }],
  ['who stood in for the rep, and left', 'rep', 'rita', { left: true }],
  ['who stood in for the rep, who is back', 'rep', 'rita', { standsIn: false }],
  ['who stood in for the manager, who is back', 'manager', 'max', { standsIn: false }],
])('%s may not act any more', (_, role, inPlaceOf, now) => {
  const recipient = inPlaceOf === null ? 'rita' : 'rob';
  expect(mayAct({ role, recipient, inPlaceOf, ...there, ...now }, { rep: 'rita' })).toBe(false);
});

test('who got a mail in any other role keeps it, whoever keeps the client', () => {
  const others = mailRoles.filter((role) => role !== 'rep');
  expect(
    others.filter((role) => !mayAct({ role, recipient: 'rob', inPlaceOf: null, ...there }, { rep: 'rita' })),
  ).toEqual([]);
});

test.each<[string, { readonly form?: number } | null, number]>([
  ['before anything was recorded', null, 1],
  ['after the first form', { form: 1 }, 2],
  ['after the seventh', { form: 7 }, 8],
  ['after what was recorded before forms had numbers', {}, 2],
])('a link shows a form of its own: %s', (_, last, number) => {
  expect(formShown(last)).toBe(number);
});

test.each<[string, unknown, { readonly form?: number } | null, boolean]>([
  ['the first form', '1', null, false],
  ['the first form again', '1', { form: 1 }, true],
  ['the form after it', '2', { form: 1 }, false],
  ['an old form', '1', { form: 4 }, true],
  ['a form without a number, as the first', undefined, null, false],
  ['a form without a number, when one was recorded', undefined, { form: 1 }, true],
  ['what is no number', 'x', {}, true],
  ['several numbers', ['2', '2'], { form: 1 }, true],
])('what was recorded already, is not recorded again: %s', (_, number, last, again) => {
  expect(isSentAgain(number, last)).toBe(again);
});

test('each form of a link has an id of its own, the first the one that links have always had', () => {
  expect([1, 2, 3].map((form) => onceKeyOf('L', form))).toEqual(['link:L', 'link:L:form-2', 'link:L:form-3']);
});

const red = say(retained(), dayOne, 'usageChanged', { bucket: 'none' });
const owing = say(retained(), dayOne, 'invoiceOverdue', { days: 3, invoice: 'R-17' });
const hinted = say(retained(), dayOne, 'opportunityHinted', { reason: 'hint' });
const contacts = [{ id: 'c_1' }, { id: 'c_2' }];
const asked = until(retained({ contacts }), '2027-03-12');
const invitation = {
  campaign: 'campaign-x',
  kind: 'training',
  startsAt: '2027-02-10T13:00:00.000Z',
  contacts: ['c_1'],
};
const invited = say(retained({ contacts }), dayOne, 'invite', invitation);
const flagged = say(retained(), dayOne, 'oversold', { promise: null });
const renewed = { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } };

const ask = (purpose: Grant['purpose'], subject: string | null = null): Grant => ({ purpose, subject });

test.each<[string, Grant, ReturnType<typeof retained>, boolean]>([
  ['steps, in onboarding', ask('onboarding'), onboarded(), true],
  ['steps, in retention', ask('onboarding'), retained(), false],
  ['an item that is planned', ask('item', 'touch-1'), retained(), true],
  ['an item that is due', ask('item', 'touch-1'), until(retained(), '2027-03-02'), true],
  ['an item that was missed', ask('item', 'touch-1'), until(retained(), '2027-05-01'), false],
  ['an item that nobody planned', ask('item', 'touch-99'), retained(), false],
  ['an alarm', ask('escalation', 'escalation-1'), red, true],
  [
    'an alarm that is resolved',
    ask('escalation', 'escalation-1'),
    say(red, dayOne, 'resolve', { escalation: 'escalation-1' }),
    false,
  ],
  ['an invoice', ask('receivable', 'receivable-1'), owing, true],
  [
    'an invoice that is paid',
    ask('receivable', 'receivable-1'),
    say(owing, dayOne, 'invoicePaid', { invoice: 'R-17' }),
    false,
  ],
  ['an opportunity', ask('opportunity', 'opportunity-1'), hinted, true],
  [
    'an opportunity that is lost',
    ask('opportunity', 'opportunity-1'),
    say(hinted, dayOne, 'settleOpportunity', { opportunity: 'opportunity-1', outcome: 'lost' }),
    false,
  ],
  ['the renewal', ask('renewal'), retained(), true],
  ['the renewal, once it is renewed', ask('renewal'), say(retained(), dayOne, 'renew', renewed), false],
  ['the question', ask('satisfaction', 'satisfaction-review-1'), asked, true],
  ['an older question', ask('satisfaction', 'satisfaction-review-0'), asked, false],
  [
    'the question, once they answered',
    ask('satisfaction', 'satisfaction-review-1'),
    say(asked, '2027-03-12T13:00:00.000Z', 'satisfactionAnswered', { contact: 'c_1', score: 9 }),
    false,
  ],
  ['an invitation', ask('invitation', 'campaign-x'), invited, true],
  [
    'an invitation that is called off',
    ask('invitation', 'campaign-x'),
    say(invited, dayOne, 'callOff', { campaign: 'campaign-x' }),
    false,
  ],
  ['the seller’s answer', ask('oversold'), flagged, true],
  [
    'the seller’s answer, once they gave it',
    ask('oversold'),
    say(flagged, dayOne, 'oversoldAnswered', { promise: null, answer: 'agreed' }),
    false,
  ],
  ['the seller’s answer, where nothing is flagged', ask('oversold'), retained(), false],
  ['what was agreed', ask('agreed', 'a_1'), retained(), true],
  ['a promise that is proposed as oversold', ask('oversold-proposal', 'promise-1'), retained(), true],
  [
    'anything of a lifecycle that was lost',
    ask('escalation', 'escalation-1'),
    say(red, dayOne, 'churn', { reason: 'price' }),
    false,
  ],
])('there is something to do behind a link or not: %s', (_, grant, state, expected) => {
  expect(isActionable(grant, present(state), 'c_1')).toBe(expected);
});
