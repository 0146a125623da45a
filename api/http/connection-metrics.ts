/** How many connections are broken, as `/metrics` says it: counted when somebody looks. */
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import { connectionKinds } from '../../domain/core/connections';
import type { Database } from '../../prisma/client';
import { brokenCounts } from '../../records/connections';

/** Adds the figure; where PostgreSQL does not answer it is left out, and the others are told all the same. */
export function measureConnections(metrics: Registry, db: Pick<Database, 'connectionTrouble'>, log: Logger): void {
  const broken: Gauge = new Gauge({
    name: 'holdfast_broken_connections',
    help: 'Feeds, sources and webhooks that are broken',
    labelNames: ['kind'],
    registers: [metrics],
    async collect() {
      broken.reset();
      try {
        const counts = await brokenCounts(db);
        for (const kind of connectionKinds) broken.set({ kind }, counts.get(kind) ?? 0);
      } catch (error) {
        log.warn({ err: error }, 'broken connections were not counted');
      }
    },
  });
}
