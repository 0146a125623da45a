import type { Route } from '../route';
import { getDeal, handOff } from './deals';
import { decisionRoutes } from './decisions';
import { completeReview, completeStep, completeTouch, recordTouch, reportSignal } from './facts';
import { getAgenda, getLifecycle, getLifecycleDeal, getTimeline, getWhy, listLifecycles } from './lifecycles';
import { organisationRoutes } from './organisation';

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
  completeStep,
  completeTouch,
  recordTouch,
  completeReview,
  reportSignal,
  ...decisionRoutes,
  ...organisationRoutes,
];
