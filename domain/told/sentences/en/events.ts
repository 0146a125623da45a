/** What events say in English. */
import { inOrderOf } from '../bands';
import { causesIn, ratedWith, routedWith } from '../said';
import type { HealthMove, HealthReason } from '../../../concerns/health-weighing';
import type { EventOf } from '../../../core/concern';
import type { Done } from '../../../core/item';
import { changeOf } from '../../../core/money';
import { regionsOf } from '../../../core/regions';
import { signalNamed } from '../details';
import type { Say } from '../../telling';
import type { EventSentences } from '../catalogue';
import { routing } from './routing';
import { arePast, opportunities, over, wrong } from './reasons';
import { refusals } from '../../../core/refusals';
import {
  churn,
  collectors,
  contact,
  contacts,
  counted,
  invoice,
  items,
  itemWith,
  outcomes,
  own,
  pauses,
  person,
  points,
  postponed,
  programmes,
  quoted,
  readers,
  recycles,
  signals,
  skipped,
  step,
  tickets,
  unasked,
  usage,
  weekdays,
} from './words';

const named = (reason: Pick<HealthReason, 'signal' | 'name'>): string => signalNamed(reason, signals);
const costs = (reasons: readonly HealthReason[]): string =>
  reasons.map((one) => `${named(one)} ${points(-one.points)}`).join(', ');
const moves = (moved: readonly HealthMove[]): string =>
  moved.map((one) => `${named(one)} ${points(one.by)}`).join(', ');

/** Why there is an alarm. */
const causes = (e: Pick<EventOf<'escalation-opened'>, 'reasons' | 'own'>, say: Say): string =>
  causesIn({ wrong, arePast }, e, say).join('; ');

const ended = (reasons: EventOf<'escalation-eased'>['ended']): string => [...new Set(reasons.map(over))].join('; ');

const promise = (id: string | null, { names }: Say): string => {
  const metric = id === null ? undefined : names.promises.get(id);
  return metric === undefined ? 'a promise' : quoted(metric);
};

const campaign = (id: string, { names }: Say): string => {
  const title = names.campaigns.get(id);
  return title === undefined ? 'the invitation' : `the invitation to ${quoted(title)}`;
};

/** `done, happiness 8 of 10`. */
const said = (outcome: keyof typeof outcomes, happiness: number | null | undefined): string =>
  ratedWith(outcomes[outcome], happiness, (score) => `happiness ${score} of 10`);

/** What came of an item or a touch, with whom, and who of ours was there. */
function met(
  kind: keyof typeof items,
  { outcome, happiness, with: ours = [], contacts: theirs = [] }: Done,
  say: Say,
): string {
  const whom = theirs.flatMap((id) => say.names.contacts.get(id) ?? []);
  const beside = ours.length === 0 ? '' : `, together with ${say.list(ours.map((id) => person(id, say)))}`;
  return `${itemWith(kind, whom, say)}: ${said(outcome, happiness)}${beside}.`;
}

const policy = ({ id, version }: { readonly id: string; readonly version: number }): string =>
  `the policy ${quoted(id)}, version ${version},`;

/** What the contract says from a day on. */
const terms = (
  { quantity, annualValue }: Pick<EventOf<'contract-amended'>, 'quantity' | 'annualValue'>,
  say: Say,
): string =>
  [
    ...(quantity === undefined ? [] : [`the quantity is ${say.number(quantity)}`]),
    ...(annualValue === undefined ? [] : [`the annual value is ${say.money(annualValue)}`]),
  ].join(' and ') || 'its terms change';

const place = (country: string, region: string | undefined, say: Say): string => {
  const part = region === undefined ? undefined : regionsOf(country).get(region);
  return part === undefined ? say.country(country) : `${part}, ${say.country(country)}`;
};

export const events: EventSentences = {
  'article-found': (e, { names }) => {
    const title = names.articles.get(e.article);
    return `an article was found that may interest them${title === undefined ? '' : `: ${quoted(title)}`}.`;
  },

  'contact-added': (e, say) => `${contact(e.contact, say)} was added${e.level === undefined ? '' : ` (${e.level})`}.`,
  'contact-changed': (e, say) =>
    `the details of ${contact(e.contact, say)} were updated${e.level === undefined ? '' : ` (${e.level})`}.`,
  'contact-erased': () => 'the data of a contact was erased.',
  'contact-opted-out': (e, say) => `${contact(e.contact, say)} does not want our mails any more.`,
  'contact-opted-in': (e, say) => `${contact(e.contact, say)} may be written to again.`,
  'contact-unreachable': (e, say) => `no mail reaches ${contact(e.contact, say)}: the address is refused.`,
  'client-opted-out': () => 'the client asked to be left alone: nobody contacts them, and an alarm was raised.',
  'client-opted-in': (e, say) => `the client may be contacted again (left alone since ${say.dayOf(e.since)}).`,
  'review-sent': ({ contacts: to }, say) => {
    const [one] = to;
    const whom = one === undefined || to.length > 1 ? contacts(to) : contact(one, say);
    return `the client’s version of the quarterly review was sent to ${whom}.`;
  },
  'rep-introduced': (e, say) =>
    `${contacts(e.contacts)} ${e.contacts.length === 1 ? 'was' : 'were'} told that ${person(e.rep, say)} looks after them now.`,
  'client-merged': ({ client, same }) =>
    `two records of ${client.name} are one now${same.length === 0 ? '' : `; ${same.length === 1 ? 'one person' : `${same.length} people`} stood in both`}.`,

  'amendment-heard': (e, say) => `the contract was amended, effective ${say.day(e.on)}: ${terms(e, say)}.`,
  'contract-amended': (e, say) =>
    e.agreed === true
      ? `as agreed in the contract, ${terms(e, say)} from ${say.day(e.on)} on.`
      : `an amendment of the contract applies from ${say.day(e.on)}: ${terms(e, say)}.`,

  'escalation-opened': (e, say) => `alarm: ${causes(e, say)}. The ${e.role} was told.`,
  'escalation-reopened': (e, say) => `the alarm is open again: ${causes(e, say)}. The ${e.role} was told.`,
  'escalation-joined': (e, say) =>
    `${e.fell === true ? 'health fell to red. ' : ''}${e.fell === true ? 'The' : 'the'} alarm has a further reason: ${causes(e, say)}.${e.role === undefined ? '' : ` The ${e.role} was told.`}`,
  'escalation-eased': (e) => `the alarm has fewer reasons: ${ended(e.ended)}.`,
  'escalation-climbed': (e, say) => {
    const roles = [...(e.also ?? []), e.role].map((role) => `the ${role}`);
    return e.again
      ? `nobody has taken on the alarm: ${say.list(roles)} ${roles.length === 1 ? 'was' : 'were'} told again.`
      : `nobody has taken on the alarm: the ${e.role} was told.`;
  },
  'escalation-acknowledged': () => 'somebody has taken on the alarm.',
  'escalation-resolved': (e) =>
    e.by === undefined
      ? 'the alarm was resolved.'
      : `the alarm ended by itself: ${e.by === 'correction' ? 'what it rested on was corrected' : ended(e.ended ?? [])}.`,

  'success-criteria-heard': () => 'the client said how they will know success.',

  'opportunity-opened': (e) =>
    `the client may be ready to expand: ${opportunities[e.reason]}. The business developer was told.`,
  'opportunity-joined': (e) => `one more reason to expand: ${opportunities[e.reason]}.`,
  'opportunity-reminded': (e) =>
    `the business developer was reminded that the client may be ready to expand (reminder ${e.reminder}).`,
  'opportunity-postponed': (e, say) =>
    `the client does not want to expand now: it is brought up again on ${say.day(e.until)}.`,
  'opportunity-returned': () =>
    'the client did not want to expand at the time: it is brought up again, and the business developer was told.',
  'opportunity-closed': (e) => (e.end === 'won' ? 'the client has expanded.' : 'no expansion at the client for now.'),
  'annual-value-changed': (e, say) => {
    const change = changeOf(e.from, e.to);
    const verb = change === null || change.kind === 'flat' ? 'is' : change.kind === 'expansion' ? 'rose to' : 'fell to';
    return `the annual value ${verb} ${say.money(e.to)}${change === null ? '' : ` (before: ${say.money(e.from)})`}.`;
  },

  'usage-changed': (e) => `usage: ${usage[e.bucket]}.`,
  'tickets-changed': (e) => `support tickets: ${tickets[e.bucket]}.`,
  'own-signal-changed': (e) => `${e.name ?? 'a signal of our own'}: ${own[e.bucket]}.`,
  'health-looked-at': (e) =>
    `health was looked at again: ${
      {
        invoice: 'an overdue invoice has got older',
        alarm: 'an alarm has been open for a long time',
        silence: 'nothing has been heard of the client for a long time',
        'good-news': 'the last good news is a while ago',
      }[e.because]
    }.`,
  'happiness-heard': (e) => `the client rated their happiness ${e.score} of 10.`,
  'invoice-became-overdue': (e, say) =>
    `${invoice(e.invoice)}${e.amount === undefined ? '' : ` for ${say.money(e.amount)}`} is ${counted(e.days, 'day')} overdue.`,
  'invoice-was-paid': (e) =>
    `${e.invoice === undefined ? 'the overdue invoice' : invoice(e.invoice)} was ${{ paid: 'paid', 'written-off': 'written off', voided: 'voided' }[e.end ?? 'paid']}.`,
  'incident-noted': (e, say) =>
    ({
      serviceCall: e.badness > 0 ? 'a service call went badly.' : 'a service call went well.',
      billingError: 'there was a billing error.',
      contactDeparted: `${e.contact === undefined ? 'a contact' : contact(e.contact, say)} has left the client${e.to === undefined ? '' : ` and is at ${e.to} now`}.`,
      competitorSeen: 'a competitor was seen at the client.',
      news: 'there is news about the client.',
    })[e.incident],
  'incident-faded': () => 'an earlier incident no longer counts against health.',
  'news-noted': () => 'there is news about the client.',
  'health-changed': (e) => {
    const verb = { worse: 'fell to', better: 'rose to', same: 'is' }[inOrderOf(e.from, e.band)];
    const [cost, moved] = [costs(e.reasons), moves(e.moved ?? [])];
    const why = cost === '' ? '' : `: ${cost}`;
    return `health ${verb} ${e.band}, ${e.score} of 100${why}.${moved === '' || moved === cost ? '' : ` What moved it: ${moved}.`}`;
  },

  'campaign-invited': (e, say) => {
    const title = say.names.campaigns.get(e.campaign);
    const what = `${e.touchKind === 'event' ? 'the event' : 'the training'}${title === undefined ? '' : ` ${quoted(title)}`}`;
    return `${contacts(e.contacts)} ${e.contacts.length === 1 ? 'was' : 'were'} invited to ${what} on ${say.dayOf(e.startsAt)}.`;
  },
  'invitation-answered': (e, say) => `${contact(e.contact, say)} ${e.answer} ${campaign(e.campaign, say)}.`,
  'invitation-moved': (e, say) => {
    const title = say.names.campaigns.get(e.campaign);
    const what = title === undefined ? 'what they were invited to' : quoted(title);
    return e.from === e.startsAt
      ? `the place or the length of ${what} has changed.`
      : `${what} was moved from ${say.dayOf(e.from)} to ${say.dayOf(e.startsAt)}.`;
  },
  'invitation-called-off': (e, say) => {
    const title = say.names.campaigns.get(e.campaign);
    return `${title === undefined ? 'what they were invited to' : quoted(title)} was called off.`;
  },

  'items-planned': (e, say) => {
    const [first] = e.items;
    if (first === undefined) return `no further ${programmes[e.programme]} are planned.`;
    const kinds = [...new Set(e.items.map(({ kind }) => items[kind]))];
    return e.items.length === 1
      ? `planned for ${say.day(first.on)}: ${say.list(kinds)}.`
      : `planned: ${say.list(kinds)}, ${e.items.length} in all, the first for ${say.day(first.on)}.`;
  },
  'item-prepared': (e) => `it is time to prepare the ${items[e.itemKind]}.`,
  'item-due': (e) => `the ${items[e.itemKind]} is due.`,
  'item-reminded': (e) => `the rep was reminded of the ${items[e.itemKind]} (reminder ${e.reminder}).`,
  'item-missed': (e) =>
    `the ${items[e.itemKind]} was missed${e.successor === undefined ? '' : ': the next one fell due'}.`,
  'item-skipped': (e) => `the ${items[e.itemKind]} was left out: ${skipped[e.reason]}.`,
  'item-covered': (e, say) => {
    if (e.by.lifecycle === say.lifecycle) return `the ${items[e.itemKind]} is part of the quarterly review.`;
    const product = say.names.products.get(e.by.lifecycle);
    return `the ${items[e.itemKind]} is combined with the one for ${product ?? 'another product'}.`;
  },
  'item-uncovered': (e) => `the ${items[e.itemKind]} is on its own again.`,
  'item-completed': (e, say) => met(e.itemKind, e, say),
  'item-corrected': (e) =>
    e.outcome === 'open'
      ? `the ${items[e.itemKind]} is open again: ${quoted(said(e.before.outcome, e.before.happiness))} was recorded by mistake.`
      : `${items[e.itemKind]}: corrected to ${said(e.outcome, e.happiness)} (before: ${said(e.before.outcome, e.before.happiness)}).`,
  'item-postponed': (e, say) => `the ${items[e.itemKind]} was put off to ${say.day(e.until)}: ${postponed[e.reason]}.`,

  'past-told': ({ on, touchKind }, say) =>
    `from before the client was brought over: ${touchKind === undefined ? 'a note' : items[touchKind]}${on === undefined ? '' : `, ${say.day(on)}`}.`,
  'touch-recorded': (e, say) => `unplanned ${met(e.touchKind, e, say)}`,

  'onboarding-step-nudged': (e, say) => {
    const whom =
      e.owner === null
        ? 'the rep'
        : e.owner === 'client'
          ? 'the client'
          : (say.names.people.get(e.owner) ?? readers.owner);
    return `reminder to ${whom}: ${step(e.step, say)} should be done by ${say.day(e.targetOn)}.`;
  },
  'onboarding-step-overdue': (e, say) =>
    `${step(e.step, say)} is overdue: it should have been done by ${say.day(e.targetOn)}.`,
  'onboarding-step-escalated': (e, say) => `${step(e.step, say)} is still not done: an alarm was raised.`,
  'onboarding-step-completed': (e, say) => `${step(e.step, say)} is done.`,
  'onboarding-completed': (e) => `onboarding is complete (${counted(e.steps, 'step')}).`,
  recycled: (e, say) => {
    const titles = e.steps.flatMap((code) => say.names.steps.get(code) ?? []);
    return `back to onboarding (${recycles[e.reason]})${titles.length === 0 ? '' : `: ${say.list(titles.map(quoted))}`}.`;
  },

  'promises-measured': (e, say) => {
    const verdict = { met: 'met', missed: 'missed', coming: 'not due yet', improving: 'getting better' } as const;
    const found = e.promises.map(({ promise: id, met: isMet, as }) => ({
      metric: say.names.promises.get(id),
      told: verdict[as ?? (isMet ? 'met' : 'missed')],
    }));
    const told = found.every(({ metric }) => metric !== undefined)
      ? found.map(({ metric, told: is }) => `${quoted(metric ?? '')} ${is}`)
      : Object.values(verdict).flatMap((is) => {
          const count = found.filter((one) => one.told === is).length;
          return count === 0 ? [] : [`${count} ${is}`];
        });
    return `promises checked${told.length === 0 ? '' : `: ${told.join(', ')}`}.`;
  },
  'oversold-proposed': (e, say) =>
    `${promise(e.promise, say)} was missed ${e.times === 2 ? 'twice' : `${e.times} times`} running: was it oversold?`,
  'oversold-flagged': (e, say) =>
    `${e.promise === null ? 'the deal' : promise(e.promise, say)} was flagged as oversold: the seller and the manager were told.`,
  'oversold-answered': (e, say) =>
    `the seller ${e.answer === 'agreed' ? 'agrees' : 'does not agree'} that ${e.promise === null ? 'the deal' : promise(e.promise, say)} was oversold.`,

  'receivable-opened': (e, say) =>
    `${invoice(e.invoice)}${e.amount === undefined ? '' : ` for ${say.money(e.amount)}`} is ${counted(e.days, 'day')} overdue: ${collectors[e.role]} was told.`,
  'receivable-aged': (e) => `the invoice is ${counted(e.days, 'day')} overdue now.`,
  'receivable-climbed': (e) => `the invoice is still not paid: ${collectors[e.role]} was told.`,
  'receivable-tried': (e, say) =>
    `the client was asked for the overdue invoice: ${{ promised: `they promised to pay${e.until === undefined ? '' : ` by ${say.day(e.until)}`}`, 'no-answer': 'no answer', disputed: 'they dispute it' }[e.outcome]}.`,
  'receivable-at-risk': (e) => `the invoice is ${counted(e.days, 'day')} overdue: the client is at risk.`,
  'receivable-remains': (e, say) =>
    e.paid === undefined
      ? `${say.money(e.amount)} of the invoice is still to be paid.`
      : `${say.money(e.paid)} of the invoice came in: ${say.money(e.amount)} is still to be paid.`,
  'receivable-closed': (e) =>
    `the overdue invoice was ${{ paid: 'paid', 'written-off': 'written off', voided: 'voided' }[e.end]} after ${counted(e.days, 'day')}${e.tries === 0 ? '' : ` and ${counted(e.tries, 'attempt')} to collect it`}.`,

  'renewal-noticed': (e, say) =>
    `the renewal is ${counted(e.days, 'day')} away, on ${say.day(e.renewsOn)}: the rep was told.`,
  'renewal-undecided': (e, say) => `the renewal date, ${say.day(e.renewsOn)}, came without a decision.`,
  'renewal-lapsed': (e, say) => `nobody decided on the renewal of ${say.day(e.renewsOn)}, and the time for it is over.`,
  'notice-given': (e, say) =>
    `the client gave notice on ${say.day(e.receivedOn)}, effective ${say.day(e.endsOn)}: ${churn[e.reason]}.`,
  'notice-withdrawn': (e) =>
    e.by === 'renewal' ? 'the notice is over: the client renewed.' : 'the client withdrew their notice.',
  'last-notice-day': (e, say) =>
    `the last day for a notice has come: without one the contract renews by itself on ${say.day(e.renewsOn)}.`,
  'term-prolonged': (e, say) => `the contract renewed by itself on ${say.day(e.on)}, until ${say.day(e.until)}.`,
  'renewal-decided': (e, say) => {
    const change = e.before === undefined ? null : changeOf(e.before, e.annualValue);
    const by = say.money({ ...e.annualValue, amount: Math.abs(change?.amount ?? 0) });
    const than =
      change === null || change.kind === 'flat'
        ? ''
        : ` (${by} ${change.kind === 'expansion' ? 'more' : 'less'} than before)`;
    return `renewed for ${counted(e.termMonths, 'month')} at ${say.money(e.annualValue)} a year${than}${e.by === 'policy' ? ', as the policy says' : ''}.`;
  },

  'satisfaction-asked': (e) =>
    `${contacts(e.contacts)} ${e.contacts.length === 1 ? 'was' : 'were'} asked how happy they are.`,
  'satisfaction-passed': (e) => `nobody was asked how happy they are: ${unasked[e.reason]}.`,
  'satisfaction-answered': (e, say) => `${contact(e.contact, say)} answered: ${e.score} of 10.`,
  'satisfaction-covered': (e, say) =>
    `the contacts are asked once for all their products, with ${say.names.products.get(e.by.lifecycle) ?? 'another product'}.`,
  'satisfaction-reminded': (e) =>
    `${contacts(e.contacts)} who had not answered ${e.contacts.length === 1 ? 'was' : 'were'} reminded.`,
  'satisfaction-not-reminded': (e) => `nobody was reminded of the question: ${unasked[e.reason]}.`,
  'satisfaction-not-asked': (e, say) =>
    `${contact(e.contact, say)} was not asked: their mailbox was asked a short while ago.`,

  'lifecycle-began': (e) => {
    if (e.previous !== undefined) return `term ${e.term} began.`;
    return e.imported === undefined ? 'sales handed the client over.' : 'the client was brought over mid-term.';
  },
  'stage-changed': (e, say) => {
    switch (e.to) {
      case 'retention':
        return e.reason === 'onboarding-skipped'
          ? 'straight to retention: there is no onboarding.'
          : 'onboarding is over: retention began.';
      case 'onboarding':
        return `back in onboarding${e.reason === 'onboarding-skipped' || e.reason === 'onboarding-completed' ? '' : ` (${recycles[e.reason]})`}.`;
      case 'renewed':
        return `the term ended: renewed${e.reason === 'policy' ? ', as the policy says' : ''}.`;
      case 'churned':
      case 'ineligible': {
        const why = e.reason === 'decision' || e.reason === 'policy' ? '' : `: ${churn[e.reason]}`;
        const when = e.on === undefined ? '' : ` on ${say.day(e.on)}`;
        return e.to === 'churned' ? `the client left${when}${why}.` : `the client can no longer be kept${why}.`;
      }
    }
  },
  reassigned: (e, say) => {
    const [from, to] = [say.names.people.get(e.from), say.names.people.get(e.to)];
    if (to === undefined) return 'another colleague looks after the client now.';
    return `${to} looks after the client now${from === undefined ? '' : ` (before: ${from})`}.`;
  },
  regrouped: (e, say) => {
    const [from, to] = [say.names.groups.get(e.from), say.names.groups.get(e.to)];
    const told = e.why.map((reason) => routedWith(reason, say, routing)).join(' ');
    return `the client went to ${to === undefined ? 'another group' : `the group ${quoted(to)}`}${from === undefined ? '' : ` (before: ${quoted(from)})`}.${told === '' ? '' : ` ${told}`}`;
  },
  'policy-scheduled': (e, say) => `from ${say.day(e.on)} on ${policy(e.policy)} applies.`,
  'policy-changed': (e) => `${policy(e.policy)} applies now (before: ${quoted(e.from.id)}, version ${e.from.version}).`,
  paused: (e, say) =>
    `paused ${e.until === undefined ? 'with no end date' : `until ${say.day(e.until)}`}: ${pauses[e.reason]}.`,
  'pause-reminded': (e, say) => `still paused since ${say.dayOf(e.since)}: the rep was reminded.`,
  resumed: (e) =>
    e.by === 'date'
      ? 'resumed: the pause is over. Calls and visits continue as planned.'
      : 'resumed. Calls and visits continue as planned.',
  'holidays-refreshed': (e, say) => `the client’s public holidays are known until ${say.day(e.through)}.`,
  'client-known': (e, say) => {
    const days = (from: string, until: string): string =>
      from === until ? say.day(from) : `${say.day(from)} to ${say.day(until)}`;
    return [
      `the client’s details: ${e.name}${e.country === undefined ? '' : `, ${place(e.country, e.region, say)}`}, time zone ${e.zone}.`,
      ...(e.weekend === undefined
        ? []
        : [
            `Their weekend: ${e.weekend.length === 0 ? 'none' : say.list(e.weekend.map((day) => weekdays[day - 1] ?? ''))}.`,
          ]),
      ...(e.closed === undefined || e.closed.length === 0
        ? []
        : [`Closed: ${e.closed.map(({ from, until }) => days(from, until)).join('; ')}.`]),
    ].join(' ');
  },
  'mail-refused': (e, say) => {
    const role = Object.hasOwn(readers, e.role) ? readers[e.role as keyof typeof readers] : 'somebody';
    const whom = e.contact === undefined ? role : contact(e.contact, say);
    return `a mail to ${whom} did not arrive: ${e.why === 'content' ? 'the mail server refused its content' : 'the address takes no mail'}.`;
  },
  'fact-ignored': (e) => `a report from outside does not apply. ${refusals[e.reason]}`,
};
