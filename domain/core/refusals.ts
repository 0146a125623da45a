/** Every reason for which a message does not apply, with the sentence that people read. */
export const refusals = {
  'already-paused': 'It is paused already.',
  'asked-elsewhere': 'It is asked for once, with another product of this client: it can be put off there.',
  'beyond-next': 'That day is not before the next one of its kind, or the end of the contract: choose an earlier one.',
  'floor-of-four': 'With that day fewer than four touches would fall due within a year: choose an earlier one.',
  'nothing-said': 'Nobody has said what came of it, so there is nothing to take back: say its outcome.',
  'not-later': 'That day is not later than the day on which it is due: choose a later one.',
  'postponed-twice': 'It was put off twice already: now it is done, or it is missed.',
  'successor-due': 'The next one of its kind has fallen due since: it cannot be opened again.',
  'too-old': 'That is more than ninety days ago: it can no longer be corrected.',
  'already-answered': 'It was answered already.',
  'already-there': 'It is there already: nothing would change.',
  'effect-too-early':
    'A notice takes effect on the day on which it was received, or later, and not before the contract begins.',
  'effect-too-late': 'A notice takes effect at the end of the term at the latest.',
  'item-closed': 'This item is closed already.',
  'nobody-to-invite': 'There is nobody at the client who may be written to.',
  'newer-known': 'Something newer is known already.',
  'no-notice': 'There is no notice that could be withdrawn.',
  'not-asked': 'Nobody was asked.',
  'not-flagged': 'It is not flagged as oversold.',
  'not-in-onboarding': 'It is not in onboarding.',
  'not-in-retention': 'It is not in retention.',
  'not-paused': 'It is not paused.',
  'not-yet-received': 'The day on which the notice was received has not come yet.',
  'receivable-closed': 'This invoice is paid or written off already.',
  'opportunity-closed': 'This opportunity is won or lost already.',
  'other-currency': 'The annual value stays in its currency; what is sold in another one is a deal of its own.',
  'past-date': 'That date lies in the past.',
  'step-completed': 'This onboarding step is completed already.',
  'rep-left': 'Whoever it was to be given to does not work here any more.',
  'term-over': 'The contract had ended when that notice came: record that they leave.',
  'too-late':
    'The notice came too late for the end of this term, and the contract renews by itself: say on which day it takes effect.',
  'too-many-contacts': 'Its client has as many contacts as are looked after: erase those who are gone.',
  'too-many-invoices': 'As many invoices as can be collected at one time are open.',
  'too-many-own-signals': 'As many signals of your own as count in one lifecycle are there.',
  'unknown-escalation': 'There is no such escalation.',
  'unknown-item': 'There is no such item.',
  'unknown-opportunity': 'There is no such opportunity.',
  'unknown-promise': 'No promise with that metric was made.',
  'unknown-receivable': 'There is no such receivable.',
  'unknown-step': 'Its onboarding has no such step.',
  'escalation-acknowledged': 'This escalation is acknowledged already.',
  'escalation-resolved': 'This escalation is resolved already.',
  ended: 'This lifecycle has ended.',
} as const;

export type Refusal = keyof typeof refusals;

/** True for a code by which a message is refused or ignored. */
export const isRefusal = (code: unknown): code is Refusal => typeof code === 'string' && Object.hasOwn(refusals, code);
