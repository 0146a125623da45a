/** Mails that came in: what became of each, and why nothing did. */
import { whatBecameOf } from '../../domain/told/mail-in';
import { mailsInWanted, type ListedMailIn } from '../../records/mail-in-list';
import { decodeCursor, pageOf } from '../http/paging';
import { wrong } from '../http/problems';
import { route, type BodyOf, type Route } from '../http/route';
import { withoutNulls } from '../http/without-nulls';
import * as schemas from '../schemas/mails-in';

function mailInReply({ id, receivedAt, state, ...rest }: ListedMailIn): BodyOf<typeof schemas.mailReceived> {
  return {
    id,
    receivedAt: receivedAt.toISOString(),
    state,
    ...whatBecameOf(state),
    ...withoutNulls(rest),
  };
}

const listMailsIn = route({
  tag: 'Mails',
  roles: ['ops'],
  access: 'house',
  method: 'get',
  path: '/v1/mails-in',
  operationId: 'listMailsIn',
  summary:
    'Mails that came in, the newest first: from whom as far as that is proved and known here, what became of each, and why nothing did. Their words, and addresses of strangers, are not in it. They are kept for 180 days.',
  query: schemas.mailsInQuery,
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.mailsReceived } },
  handle: async ({ query: { cursor, limit, ...wanted } }, { db }) => {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const rows = await mailsInWanted(db, { ...wanted, after }, limit + 1);
    if (rows === null) throw wrong('/cursor', 'Use the cursor of an earlier page.', 'query');
    const page = pageOf(rows, limit, ({ id }) => id);
    return { status: 200, body: { items: page.rows.map(mailInReply), ...page.more } };
  },
});

export const mailInRoutes: readonly Route[] = [listMailsIn];
