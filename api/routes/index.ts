import type { Route } from '../route';
import { getDeal, handOff, previewHandOff } from './deals';
import { decisionRoutes } from './decisions';
import { clientRoutes } from './clients';
import { factRoutes } from './facts';
import { getAgenda, getLifecycle, getLifecycleDeal, getTimeline, getWhy, listLifecycles } from './lifecycles';
import { handOver } from './handover';
import { importClients } from './imports';
import { jobRoutes } from './jobs';
import { organisationRoutes } from './organisation';
import { policyRoutes } from './policies';
import { reportRoutes } from './reports';
import { signalRoutes } from './signals';

/** Every route of the API: served, documented and tested from this one list. */
export const routes: readonly Route[] = [
  handOff,
  previewHandOff,
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
  ...policyRoutes,
  ...jobRoutes,
  handOver,
  importClients,
  ...reportRoutes,
];
