/** The chore that tells whoever can act of broken feeds, sources and webhooks (domain/integrations/trouble.ts). */
import type { Logger } from 'pino';
import { deliverMails, type StartDelivery } from '../activities/mails';
import { hearerOf, tellingOf, wellHearerOf } from '../domain/integrations/trouble';
import type { Database } from '../prisma/client';
import {
  connectionsToLookAt,
  endTrouble,
  hearerIn,
  noteTrouble,
  tellTrouble,
  type LookedAt,
} from '../records/connections';
import { seldom, type Chore } from './turn';

export interface ConnectionDeps {
  readonly db: Database;
  readonly log: Logger;
  readonly startDelivery: StartDelivery;
  /** The address of ops; undefined where nobody set one. */
  readonly opsMail: string | undefined;
}

/** Nothing here is a matter of seconds, and to look at all of it takes some: it is done every so many sweeps. */
const sweepsBetween = 8;

/** Looks at every connection that may be broken, or is known to be, and tells what is news. */
export function connections(deps: ConnectionDeps): Chore {
  return seldom(sweepsBetween, {
    name: 'broken connections',
    async work(turn) {
      let told = 0;
      for (const one of await connectionsToLookAt(deps.db, new Date().toISOString())) {
        if (!turn.goesOn()) break;
        try {
          if (await tell(one, deps)) told += 1;
        } catch (error) {
          deps.log.warn({ err: error, kind: one.kind, connection: one.connection }, 'told at the next sweep');
        }
      }
      return told;
    },
  });
}

async function tell(one: LookedAt, { db, startDelivery, opsMail }: ConnectionDeps): Promise<boolean> {
  const now = new Date().toISOString();
  const { standing, trouble, lastTold, setUpBy } = one;
  const telling = tellingOf(standing, trouble, lastTold, now);
  if (telling === null) return false;
  if (telling === 'over') {
    if (trouble !== null) await endTrouble(db, trouble.id, now);
    return false;
  }
  const toldTo = trouble?.toldTo ?? null;
  const hearer =
    telling === 'well'
      ? wellHearerOf(toldTo, await hearerIn(db, toldTo), opsMail !== undefined)
      : hearerOf(await hearerIn(db, setUpBy), opsMail !== undefined);
  if (hearer === null) {
    // Whoever looks finds it in the list and in the metrics.
    if (standing.is === 'broken' && trouble === null) await noteTrouble(db, one, standing.since);
    if (telling === 'well' && trouble !== null) await endTrouble(db, trouble.id, now);
    return false;
  }
  const mail = await tellTrouble(db, one, telling, hearer, now);
  await deliverMails([mail], null, startDelivery);
  return true;
}
