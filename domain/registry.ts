import type { Concern, ConcernName, Slices } from './core/concern';
import { registered, type Registered } from './core/registered';
import { articles } from './concerns/articles';
import { birthdays } from './concerns/birthdays';
import { contacts } from './concerns/contacts';
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
 * Every concern, in the order in which they react. How one thing leads to another, file by file:
 *
 *   a lifecycle begins        standing · contacts · birthdays, firstYear plan · skipped onboarding: as when it is complete
 *   onboarding is complete    onboarding · standing moves to retention · touches, reviews, firstYear plan · satisfaction asks
 *   a touch nobody answers    touches plan it · items: due, reminded, missed · escalations open
 *   bad news of any kind      health weighs it and changes band · escalations open at red · rescue plans first steps
 *   a review was held         items completed · promises measured · oversold proposed · growth hears a happy client
 *   an invoice is overdue     health · receivables open and climb · long overdue: escalations
 *   the renewal date comes    renewal notices · undecided: escalations · grace is over: standing ends the lifecycle
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
  };
}
