import type { Concern, ConcernName, Slices } from './core/concern';
import { registered, type Registered } from './core/registered';
import { articles } from './concerns/articles';
import { birthdays } from './concerns/birthdays';
import { contacts } from './concerns/contacts';
import { contract } from './concerns/contract';
import { escalations } from './concerns/escalations';
import { firstYear } from './concerns/first-year';
import { growth } from './concerns/growth';
import { health } from './concerns/health';
import { invitations } from './concerns/invitations';
import { items } from './concerns/items';
import { onboarding } from './concerns/onboarding';
import { promises } from './concerns/promises';
import { receivables } from './concerns/receivables';
import { renewal } from './concerns/renewal';
import { rescue } from './concerns/rescue';
import { reviews } from './concerns/reviews';
import { satisfaction } from './concerns/satisfaction';
import { standing } from './concerns/standing';
import { touches } from './concerns/touches';

/**
 * Every concern, in the order in which they react. The table says how one thing leads to another: what happens on the left;
 * on the right the events that follow in the usual case, each behind the concern that declares it, or that plans the items.
 * `test/domain/registry-table.test.ts` lives every row.
 *
 *   a deal is handed over         standing: lifecycle-began · firstYear, birthdays: items-planned
 *   sales skip onboarding         standing: lifecycle-began, stage-changed
 *                                 · firstYear, birthdays, touches, reviews, firstYear: items-planned
 *                                 · items: item-covered
 *   the last step is completed    onboarding: onboarding-step-completed, onboarding-completed · standing: stage-changed
 *                                 · touches, reviews, firstYear: items-planned
 *                                 · items: item-covered
 *   a step is late                onboarding: onboarding-step-nudged, onboarding-step-overdue, onboarding-step-escalated
 *                                 · escalations: escalation-opened
 *   the client is recycled        onboarding: recycled · standing: stage-changed
 *   and is onboarded again        onboarding: onboarding-step-completed, onboarding-completed · standing: stage-changed
 *   a week after onboarding       satisfaction: satisfaction-asked
 *   a contact answers: unhappy    satisfaction: satisfaction-answered · health: health-changed
 *                                 · rescue: items-planned · escalations: escalation-opened
 *   nobody answers a touch        items: item-due, item-reminded · health: health-looked-at, health-changed
 *                                 · items: item-reminded, item-missed, item-due
 *                                 · health: health-changed · escalations: escalation-opened
 *   a touch was no bad news       items: item-corrected · health: health-changed · escalations: escalation-resolved
 *                                 · items: item-skipped
 *   a client asks for later       items: item-postponed
 *   a review is held, all happy   items: item-completed · health: health-changed · growth: opportunity-opened
 *   a promise is missed twice     promises: promises-measured, oversold-proposed
 *   usage falls to nothing        health: usage-changed, health-changed · escalations: escalation-opened
 *                                 · rescue: items-planned
 *   a service call went badly     health: incident-noted, health-changed
 *   ninety days later             health: incident-faded, health-changed
 *   nobody acknowledges an alarm  escalations: escalation-climbed
 *   its reason ends               health: usage-changed, health-changed · escalations: escalation-resolved
 *                                 · items: item-skipped
 *   an alarm is resolved          escalations: escalation-resolved · items: item-skipped
 *   an invoice is overdue         health: invoice-became-overdue, health-changed · receivables: receivable-opened
 *   nobody collects it            receivables: receivable-climbed · health: health-looked-at, health-changed
 *                                 · receivables: receivable-climbed · health: health-looked-at, health-changed
 *                                 · receivables: receivable-at-risk · health: health-changed
 *                                 · escalations: escalation-opened
 *   it is paid                    health: invoice-was-paid, health-changed · receivables: receivable-closed
 *   or in part                    receivables: receivable-remains
 *   or voided                     health: invoice-was-paid, health-changed · receivables: receivable-closed
 *   usage is at its ceiling       health: usage-changed, health-changed · growth: opportunity-opened
 *   more is sold                  growth: opportunity-closed, annual-value-changed
 *   a contract is amended         contract: contract-amended
 *   with a day to come            contract: amendment-heard, contract-amended
 *   an agreed step comes          contract: contract-amended
 *   a client is paused            standing: paused
 *   a touch comes in a pause      items: item-skipped
 *   a pause reaches its day       standing: resumed
 *   a contact comes               contacts: contact-added · birthdays: items-planned
 *   a client has another name     standing: client-known
 *   two clients are one           contacts: client-merged · birthdays: items-planned
 *   a contact leaves              health: incident-noted · items: item-skipped · health: health-changed
 *                                 · escalations: escalation-opened · health: health-changed · rescue: items-planned
 *   a successor is known          contacts: contact-added · escalations: escalation-resolved · health: health-changed
 *                                 · items: item-skipped
 *   a contact opts out            contacts: contact-opted-out · items: item-skipped
 *   the client opts out           contacts: client-opted-out · escalations: escalation-opened
 *                                 · health: health-changed
 *   another rep takes over        standing: reassigned · contacts: rep-introduced
 *   a campaign invites            invitations: campaign-invited, items-planned
 *   it is moved                   invitations: invitation-moved
 *   it is called off              invitations: invitation-called-off · items: item-skipped
 *   an article is found           articles: article-found, items-planned · items: item-due
 *   the rules change now          standing: policy-changed · touches, reviews, firstYear, birthdays: items-planned
 *                                 · items: item-covered
 *   or with the next quarter      standing: policy-scheduled
 *   a renewal is decided          renewal: renewal-decided · standing: stage-changed
 *   and the next term begins      standing: lifecycle-began · touches, reviews: items-planned
 *   nobody decides a renewal      health: health-looked-at, health-changed, health-looked-at, health-changed
 *                                 · renewal: renewal-noticed, renewal-undecided · health: health-changed
 *                                 · escalations: escalation-opened · health: health-changed
 *                                 · escalations: escalation-climbed
 *                                 · health: health-looked-at, health-changed
 *                                 · escalations: escalation-climbed · renewal: renewal-lapsed
 *                                 · standing: stage-changed
 *   a contract renews by itself   renewal: term-prolonged · touches, reviews: items-planned
 *   the client gives notice       renewal: notice-given · health: health-changed
 *                                 · escalations: escalation-opened · rescue: items-planned
 *   and withdraws it              renewal: notice-withdrawn · health: health-changed
 *                                 · escalations: escalation-resolved · items: item-skipped
 *   the notice takes effect       standing: stage-changed
 *   the client churns             standing: stage-changed
 */
const inOrder = {
  standing: registered(standing),
  contacts: registered(contacts),
  onboarding: registered(onboarding),
  items: registered(items),
  touches: registered(touches),
  reviews: registered(reviews),
  firstYear: registered(firstYear),
  birthdays: registered(birthdays),
  satisfaction: registered(satisfaction),
  health: registered(health),
  escalations: registered(escalations),
  rescue: registered(rescue),
  renewal: registered(renewal),
  promises: registered(promises),
  receivables: registered(receivables),
  growth: registered(growth),
  invitations: registered(invitations),
  articles: registered(articles),
  contract: registered(contract),
} satisfies { readonly [K in ConcernName]: Registered };

export const registry: readonly Registered[] = Object.values(inOrder);

/** The slices of a state, made concern by concern. Like the list above, it does not compile where one was forgotten. */
export function slicesOf(of: <K extends ConcernName>(concern: Concern<K>) => Slices[K]): Slices {
  return {
    standing: of(standing),
    contacts: of(contacts),
    onboarding: of(onboarding),
    items: of(items),
    touches: of(touches),
    reviews: of(reviews),
    firstYear: of(firstYear),
    birthdays: of(birthdays),
    satisfaction: of(satisfaction),
    health: of(health),
    escalations: of(escalations),
    rescue: of(rescue),
    renewal: of(renewal),
    promises: of(promises),
    receivables: of(receivables),
    growth: of(growth),
    invitations: of(invitations),
    articles: of(articles),
    contract: of(contract),
  };
}
