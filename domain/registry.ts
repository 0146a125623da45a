import type { Concern, Slices } from './concern';
import { escalations } from './escalations';
import { health } from './health';
import { items } from './items';
import { onboarding } from './onboarding';
import { promises } from './promises';
import { renewal } from './renewal';
import { reviews } from './reviews';
import { standing } from './standing';
import { touches } from './touches';

/** Every concern of a lifecycle, in the order in which they react; `satisfies` finds one that was forgotten. */
export const registry = {
  standing,
  onboarding,
  items,
  touches,
  reviews,
  health,
  escalations,
  renewal,
  promises,
} satisfies {
  [K in keyof Slices]: Concern<K>;
};
