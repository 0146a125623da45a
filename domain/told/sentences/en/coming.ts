/** What comes, in English: what will happen, and why. */
import type { ComingSentences } from '../catalogue';
import { causesIn } from '../said';
import { arePast, wrong } from './reasons';
import { churn, collectors, counted, invoice, items, itemWith, pauses, postponed, quoted, skipped } from './words';
import type { ComingOf } from '../../../core/concern';
import type { Say } from '../../telling';

/** The item with the contact whom it is about, where they are known by name. */
const item = ({ itemKind, about }: Pick<ComingOf<'item-reminds'>, 'itemKind' | 'about'>, say: Say): string => {
  const name = about === undefined ? undefined : say.names.contacts.get(about);
  return itemWith(itemKind, name === undefined ? [] : [name], say);
};

/** What happened once, as a subject. */
const incidents: { readonly [I in ComingOf<'incident-fades'>['incident']]: string } = {
  serviceCall: 'the service call',
  billingError: 'the billing error',
  contactDeparted: 'the departure of a contact',
  competitorSeen: 'the competitor',
  news: 'the news',
};

const working = (days: number): string => counted(days, 'working day');

export const coming: ComingSentences = {
  'item-prepares': (s, say) => ({
    what: `the rep is told to prepare the ${items[s.itemKind]}.`,
    why: `it is planned for ${say.day(s.on)}, and is prepared ${counted(s.leadDays, 'day')} before.`,
  }),
  'item-asks': (s, say) => {
    const when =
      s.postponed === undefined
        ? `it is planned for ${say.day(s.on)}`
        : `it was planned for ${say.day(s.on)} and put off to ${say.day(s.postponed.until)}: ${postponed[s.postponed.reason]}`;
    const rest = s.rest === null ? '' : `, but ${skipped[s.rest]}`;
    const named = item(s, say);
    if (s.rest !== null) return { what: `the ${named} is left out.`, why: `${when}${rest}.` };
    return s.afterwards === true && s.postponed === undefined
      ? { what: `the rep is asked what came of the ${named}.`, why: `it takes place on ${say.day(s.on)}.` }
      : { what: `the ${named} falls due.`, why: `${when}.` };
  },
  'item-reminds': (s, say) => ({
    what: `the rep is reminded of the ${item(s, say)}.`,
    why: `nobody has said what came of it, ${working(s.workingDays)} after it fell due.`,
  }),
  'item-counts-missed': (s, say) => ({
    what: `the ${item(s, say)} counts as missed.`,
    why: `nobody has said what came of it within ${working(s.workingDays)}.`,
  }),

  'value-steps': (s, say) => ({
    what: `the annual value becomes ${say.money(s.annualValue)}.`,
    why: `the contract says so from ${say.day(s.on)} on.`,
  }),
  'amendment-comes': (s, say) => {
    const terms = [
      ...(s.quantity === undefined ? [] : [`the quantity becomes ${say.number(s.quantity)}`]),
      ...(s.annualValue === undefined ? [] : [`the annual value becomes ${say.money(s.annualValue)}`]),
    ].join(' and ');
    return {
      what: terms === '' ? 'an amendment of the contract takes effect.' : `${terms}.`,
      why: `the contract was amended: it applies from ${say.day(s.on)}.`,
    };
  },

  'escalation-climbs': (s, say) => {
    const about = causesIn({ wrong, arePast }, s, say).join('; ');
    return {
      what: s.again ? `the ${s.role} is told of the alarm again.` : `the alarm goes to the ${s.role}.`,
      why:
        s.forWeeks === true
          ? `nobody has taken it on for weeks (${about}).`
          : `the ${s.asked} has ${working(s.workingDays)} to take it on (${about}).`,
    };
  },

  'opportunity-reminds': (s) => ({
    what: 'the business developer is reminded that the client may be ready to expand.',
    why: `nobody has said within ${working(s.workingDays)} what came of it.`,
  }),
  'opportunity-returns': () => ({
    what: 'the business developer is told again that the client may be ready to expand.',
    why: 'the client did not want to expand at the time.',
  }),

  'incident-fades': (s) => ({
    what: `${incidents[s.incident]} no longer counts against health.`,
    why: `what happened once counts for ${counted(s.days, 'day')}.`,
  }),
  'invoice-ages': (s) => ({
    what: `an invoice is ${counted(s.days, 'day')} overdue.`,
    why: 'the older an invoice, the more it counts against health.',
  }),
  'alarm-ages': (s) => ({
    what: `an alarm has been open for ${counted(s.days, 'day')}.`,
    why: 'an alarm that stays open counts against health.',
  }),
  'silence-lasts': (s) => ({
    what: `nothing has been heard of the client for ${counted(s.days, 'day')}.`,
    why: s.unknown ? 'after so long a silence nobody can say how they are.' : 'silence counts against health.',
  }),
  'good-news-fades': (s) => ({
    what: 'good news counts for less.',
    why: `good news fades within ${counted(s.days, 'day')}.`,
  }),

  'notice-takes-effect': (s, say) => ({
    what: 'the notice takes effect: the client leaves.',
    why: `the client gave notice on ${say.day(s.receivedOn)}, effective ${say.day(s.endsOn)}: ${churn[s.reason]}.`,
  }),

  'onboarding-step-nudges': (s, say) => ({
    what: `reminder to whoever owns ${quoted(s.title)}.`,
    why: `it should be done by ${say.day(s.targetOn)}.`,
  }),
  'onboarding-step-is-late': (s, say) => ({
    what: `${quoted(s.title)} is overdue.`,
    why: `it should be done by ${say.day(s.targetOn)}.`,
  }),
  'onboarding-step-alarms': (s, say) => ({
    what: `an alarm is raised: ${quoted(s.title)} is still not done.`,
    why: `it should be done by ${say.day(s.targetOn)}; ${working(s.workingDays)} later it is an alarm.`,
  }),

  'policy-changes': (s, say) => ({
    what: `the policy ${quoted(s.policy.id)}, version ${s.policy.version}, applies.`,
    why: `it was decided that it applies from the quarter that begins on ${say.day(s.on)}.`,
  }),

  'question-reminds': (s) => ({
    what: 'the contacts who have not answered are reminded.',
    why: `they were asked how happy they are, ${working(s.workingDays)} before.`,
  }),
  'question-after-onboarding': (s) => ({
    what: 'the contacts are asked how happy they are.',
    why: `they are asked ${counted(s.days, 'day')} after onboarding.`,
  }),
  'question-before-review': (s, say) => ({
    what: 'the contacts are asked how happy they are.',
    why: `they are asked ${counted(s.days, 'day')} before the quarterly review on ${say.day(s.on)}.`,
  }),

  'receivable-climbs': (s) => ({
    what: s.again
      ? `${collectors[s.role]} is told of ${s.invoice === null ? 'the overdue invoice' : invoice(s.invoice)} again.`
      : `${s.invoice === null ? 'the overdue invoice' : invoice(s.invoice)} goes to ${collectors[s.role]}.`,
    why: `${collectors[s.asked]} has ${working(s.workingDays)} after each attempt to collect it.`,
  }),
  'receivable-risks': (s) => ({
    what: `${s.invoice === null ? 'the overdue invoice' : invoice(s.invoice)} puts the client at risk.`,
    why: `an invoice that is ${counted(s.days, 'day')} overdue is about more than the money.`,
  }),

  'renewal-nears': (s, say) => ({
    what: `the rep is told that the renewal is ${counted(s.days, 'day')} away.`,
    why: `the contract ${s.autoRenews ? 'renews by itself' : 'ends'} on ${say.day(s.on)}.`,
  }),
  'last-notice-day-comes': (s, say) => ({
    what: 'the last day for a notice.',
    why: `a notice must be there ${counted(s.noticeDays, 'day')} before ${say.day(s.on)}; without one the contract renews by itself.`,
  }),
  'term-prolongs': (s, say) => ({
    what: `the contract renews by itself for ${counted(s.months, 'month')}.`,
    why: `the contract says so where no notice came by ${say.day(s.lastNoticeOn)}.`,
  }),
  'renewal-date-comes': (s, say) => ({
    what: 'the renewal date: an alarm is raised if nobody has decided.',
    why: `the contract ends on ${say.day(s.on)}.`,
  }),
  'grace-ends': (s, say) => ({
    what:
      s.ending === 'renewed'
        ? 'without a decision it counts as renewed.'
        : 'without a decision the client counts as lost.',
    why: `the policy says so ${counted(s.days, 'day')} after ${say.day(s.on)}.`,
  }),

  'pause-ends': (s, say) => ({
    what: 'the pause ends.',
    why: `it was paused until ${say.day(s.until)}: ${pauses[s.reason]}.`,
  }),
  'pause-reminds': (s) => ({
    what: 'the rep is reminded that the client is paused.',
    why: `a pause with no end date is brought up every ${counted(s.days, 'day')}.`,
  }),
};
