/** Addresses that people give us for webhooks and feeds, looked at before they are kept. */
import { leadsInward } from '../../outside/http';
import { wrong } from './problems';
import type { ApiDeps } from './route';

/** Refuses an address that plainly leads inward. A name that resolves inward is found only when it is asked. Throws a 422 `Problem`. */
export function mustLeadOutside(url: string, { trustedHosts }: Pick<ApiDeps['config'], 'trustedHosts'>): void {
  if (leadsInward(new URL(url), trustedHosts)) throw wrong('/url', 'This address lies in a private network.');
}
