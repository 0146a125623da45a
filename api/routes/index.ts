import type { Route } from '../route';
import { getDeal, handOff } from './deals';
import { decisionRoutes } from './decisions';
import { clientRoutes } from './clients';
import { factRoutes } from './facts';
import { getAgenda, getLifecycle, getLifecycleDeal, getTimeline, getWhy, listLifecycles } from './lifecycles';
import { organisationRoutes } from './organisation';
import { signalRoutes } from './signals';

/** Every route of the API: served, documented and tested from this one list. */
export const routes: readonly Route[] = [
  handOff,
  getDeal,
  listLifecycles,
  getLifecycle,
  getLifecycleDeal,
  getTimeline,
  getAgenda,
  getWhy,
  ...clientRoutes,
  ...factRoutes,
  ...signalRoutes,
  ...decisionRoutes,
  ...organisationRoutes,
];
