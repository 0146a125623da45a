/** Lists of everything that there is of a kind, by id, page by page. */
import type { z } from 'zod';
import type { Viewer } from '../../domain/organisation/access';
import type { Database } from '../../prisma/client';
import { afterCursor, pageOf } from './paging';
import type { ApiDeps, BodyOf, Call, Route } from './route';
import { page } from '../schemas/common';

/** What a read of rows by id is asked for. */
interface ById {
  readonly where: ReturnType<typeof afterCursor>;
  readonly orderBy: { readonly id: 'asc' };
  readonly take: number;
}

type ListOf<Item extends z.ZodType> = z.ZodObject<
  { items: z.ZodArray<Item>; next: z.ZodOptional<z.ZodString> },
  z.core.$strict
>;

interface Listed<Row, Item extends z.ZodType> extends Pick<
  Route,
  'path' | 'tag' | 'roles' | 'access' | 'summary' | 'operationId'
> {
  readonly answer: ListOf<Item>;
  /** For a list that is not the same for everybody: what the viewer reads. */
  read(db: Database, page: ById, viewer: Viewer): Promise<readonly Row[]>;
  reply(row: Row, deps: ApiDeps): BodyOf<Item>;
}

/** The route of such a list. */
export function list<Row extends { readonly id: string }, Item extends z.ZodType>({
  read,
  reply,
  answer,
  ...declared
}: Listed<Row, Item>): Route {
  return {
    ...declared,
    method: 'get',
    query: page,
    answers: { 200: { description: '`items`, and `next` while there are more', body: answer } },
    handle: async ({ query: { cursor, limit }, viewer }: Call<unknown, z.output<typeof page>, unknown>, deps) => {
      const asked = { where: afterCursor(cursor), orderBy: { id: 'asc' }, take: limit + 1 } as const;
      const rows = await read(deps.db, asked, viewer);
      const some = pageOf(rows, limit, ({ id }) => id);
      return { status: 200, body: { items: some.rows.map((row) => reply(row, deps)), ...some.more } };
    },
  };
}
