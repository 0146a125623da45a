/** Lists of everything that there is of a kind, by id, page by page. */
import type { Database } from '../../prisma/client';
import { afterCursor, pageOf } from './paging';
import { route, type ApiDeps, type Route } from './route';
import * as schemas from '../schemas/schemas';

/** What a read of rows by id is asked for. */
interface ById {
  readonly where: ReturnType<typeof afterCursor>;
  readonly orderBy: { readonly id: 'asc' };
  readonly take: number;
}

interface Listed<Row> extends Pick<Route, 'path' | 'tag' | 'roles' | 'summary'> {
  read(db: Database, page: ById): Promise<readonly Row[]>;
  reply(row: Row, deps: ApiDeps): object;
}

/** The route of such a list. */
export function list<Row extends { readonly id: string }>({ read, reply, ...declared }: Listed<Row>): Route {
  return route({
    ...declared,
    method: 'get',
    query: schemas.page,
    success: { status: 200, description: '`items`, and `next` while there are more' },
    handle: async ({ query: { cursor, limit } }, deps) => {
      const rows = await read(deps.db, { where: afterCursor(cursor), orderBy: { id: 'asc' }, take: limit + 1 });
      const page = pageOf(rows, limit, ({ id }) => id);
      return { status: 200, body: { items: page.rows.map((row) => reply(row, deps)), ...page.more } };
    },
  });
}
