/** Deliveries of mails and of webhooks' messages: which client each is about. */
import type { ClientNamed } from '../domain/told/delivery';
import type { Database } from '../prisma/client';

/** Rows of mails or messages, each with the client that it is about, or null; no query where none is about a lifecycle. */
export async function withClients<R extends { readonly lifecycleId: string | null }>(
  db: Pick<Database, 'lifecycle'>,
  rows: readonly R[],
): Promise<readonly (R & { readonly client: ClientNamed | null })[]> {
  const ids = [...new Set(rows.flatMap(({ lifecycleId }) => (lifecycleId === null ? [] : [lifecycleId])))];
  const lifecycles =
    ids.length === 0
      ? []
      : await db.lifecycle.findMany({
          where: { id: { in: ids } },
          select: { id: true, client: { select: { id: true, name: true } } },
        });
  const clients = new Map(lifecycles.map(({ id, client }) => [id, client]));
  return rows.map((row) => ({ ...row, client: clients.get(row.lifecycleId ?? '') ?? null }));
}
