import type { Concern, Slices } from './core/concern';
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

/** Every concern of a lifecycle, in the order in which they react; `satisfies` finds one that was forgotten. */
export const registry = {
  standing,
  contacts,
  onboarding,
  items,
  touches,
  reviews,
  firstYear,
  birthdays,
  satisfaction,
  health,
  escalations,
  rescue,
  renewal,
  promises,
  receivables,
  growth,
  invitations,
  articles,
} satisfies {
  [K in keyof Slices]: Concern<K>;
};
