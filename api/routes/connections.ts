/** Connections that are broken: feeds, sources and webhooks, and who heard of it. */
import { operations } from '../../domain/core/connections';
import { connectionKindOf, isToBeMended } from '../../records/connections';
import { list } from '../http/list';
import { withoutNulls } from '../http/without-nulls';
import * as schemas from '../schemas/connections';

export const listBrokenConnections = list({
  tag: 'Feeds',
  roles: ['ops'],
  access: 'house',
  path: '/v1/broken-connections',
  operationId: 'listBrokenConnections',
  answer: schemas.brokenConnections,
  summary:
    'Every feed, source and webhook that is broken: since when, what the other side answered, and who was told. A feed that could not be read three times in a row over two hours, a webhook that took no message three times in a row over two hours or wants no more, a source that told of somebody whom nobody named within a working day.',
  read: (db, page) => db.connectionTrouble.findMany({ ...page, where: { ...page.where, ...isToBeMended } }),
  reply: (row) => ({
    id: row.id,
    kind: connectionKindOf(row),
    connection: row.connection,
    since: row.since.toISOString(),
    told: row.tellings,
    ...withoutNulls({
      why: row.why,
      toldTo: row.toldTo === operations ? 'operations' : row.toldTo,
      toldAt: row.toldAt?.toISOString() ?? null,
    }),
  }),
});
