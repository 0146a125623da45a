/** Addresses that people give us for webhooks and feeds, looked at before they are kept. */
import { leadsInward } from '../../outside/http';
import { wrong } from './problems';
import type { ApiDeps } from './route';

/** An address that plainly leads inward is refused at once; one that does so by its name is never asked. Throws a 422 `Problem`. */
export function mustLeadOutside(url: string, { trustedHosts }: Pick<ApiDeps['config'], 'trustedHosts'>): void {
  if (leadsInward(new URL(url), trustedHosts)) throw wrong('/url', 'This address lies in a private network.');
}
