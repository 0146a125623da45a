import type { Concern, Slices } from './concern';
import { articles } from './articles';
import { birthdays } from './birthdays';
import { contacts } from './contacts';
import { escalations } from './escalations';
import { firstYear } from './first-year';
import { growth } from './growth';
import { health } from './health';
import { invitations } from './invitations';
import { items } from './items';
import { onboarding } from './onboarding';
import { promises } from './promises';
import { receivables } from './receivables';
import { renewal } from './renewal';
import { rescue } from './rescue';
import { reviews } from './reviews';
import { satisfaction } from './satisfaction';
import { standing } from './standing';
import { touches } from './touches';

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
