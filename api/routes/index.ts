/** The one list of routes. */
import type { Route } from '../http/route';
import { getDeal, handOff, listDeals, previewHandOff } from './deals';
import { amendDeal } from './amendments';
import { brandRoutes } from './brands';
import { getCommunication } from './communication';
import { decisionRoutes } from './decisions';
import { correctionRoutes } from './corrections';
import { calendarRoutes } from './calendars';
import { campaignRoutes } from './campaigns';
import { mergeClient } from './merging';
import { moveContactRoute } from './moving';
import { listBrokenConnections } from './connections';
import { clientRoutes } from './clients';
import { patchClient } from './client-known';
import { duplicateRoutes } from './duplicates';
import { factRoutes } from './facts';
import {
  getAgenda,
  getHealthCourse,
  getLifecycle,
  getLifecycleDeal,
  getTimeline,
  getWhy,
  listLifecycles,
} from './lifecycles';
import { feedRoutes } from './feeds';
import { startHandover } from './handover';
import { importClients } from './imports';
import { jobRoutes } from './jobs';
import { keyRoutes } from './keys';
import { contactRoutes } from './contacts';
import { groupRoutes } from './groups';
import { repRoutes } from './reps';
import { mailRoutes } from './mails';
import { mailInRoutes } from './mails-in';
import { policyRoutes } from './policies';
import { productRoutes } from './products';
import { renewalRoutes } from './renewals';
import { reportRoutes } from './reports';
import { sellerRoutes } from './sellers';
import { signalKindRoutes } from './signal-kinds';
import { agreedActionRoutes } from './agreed-actions';
import { signalRoutes } from './signals';
import { sourceRoutes } from './sources';
import { targetRoutes } from './targets';
import { webhookRoutes } from './webhooks';

/** Every route of the API: served, documented and tested from this one list. */
export const routes: readonly Route[] = [
  handOff,
  previewHandOff,
  getDeal,
  amendDeal,
  listDeals,
  ...sellerRoutes,
  listLifecycles,
  getLifecycle,
  getLifecycleDeal,
  getTimeline,
  getHealthCourse,
  getAgenda,
  getWhy,
  ...clientRoutes,
  patchClient,
  mergeClient,
  ...duplicateRoutes,
  ...contactRoutes,
  moveContactRoute,
  getCommunication,
  ...factRoutes,
  ...agreedActionRoutes,
  ...signalRoutes,
  ...signalKindRoutes,
  ...decisionRoutes,
  ...correctionRoutes,
  ...repRoutes,
  ...calendarRoutes,
  ...groupRoutes,
  ...brandRoutes,
  ...productRoutes,
  ...policyRoutes,
  ...jobRoutes,
  ...campaignRoutes,
  startHandover,
  importClients,
  ...renewalRoutes,
  ...reportRoutes,
  ...targetRoutes,
  ...mailRoutes,
  ...mailInRoutes,
  ...webhookRoutes,
  ...sourceRoutes,
  ...feedRoutes,
  listBrokenConnections,
  ...keyRoutes,
];
