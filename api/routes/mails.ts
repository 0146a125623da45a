/** Mails: what waits, what was refused for good, and sending it again. */
import { anyMailKindOf, mailRoleOf, mailStateOf } from '../../records/columns/mails';
import { listedMail, mailsWanted, type ListedMail } from '../../records/mail-list';
import { actOnce } from '../../records/idempotent-requests';
import { mailStarted, mailWaitsAgain } from '../../records/mails';
import { decodeCursor, pageOf } from '../http/paging';
import { conflict, existing, wrong } from '../http/problems';
import { route, type BodyOf, type Route } from '../http/route';
import { withoutNulls } from '../http/without-nulls';
import * as schemas from '../schemas/mails';

const ops = { tag: 'Mails', roles: ['ops'], access: 'house' } as const;

function mailReply({ mail, client, to }: ListedMail): BodyOf<typeof schemas.mail> {
  const { key, carrierKey, createdAt, sentAt, refusedAt, at, attempts, round } = mail;
  return {
    key,
    kind: anyMailKindOf(mail),
    to: { role: mailRoleOf(mail), ...withoutNulls(to) },
    state: mailStateOf(mail),
    since: (sentAt ?? refusedAt ?? createdAt).toISOString(),
    createdAt: createdAt.toISOString(),
    at: at.toISOString(),
    attempts,
    sentAgain: round,
    ...withoutNulls({
      client,
      lifecycle: mail.lifecycleId,
      lastError: mail.lastError,
      sentWith: carrierKey === key ? null : carrierKey,
    }),
  };
}

const listMails = route({
  ...ops,
  method: 'get',
  path: '/v1/mails',
  operationId: 'listMails',
  summary:
    'Mails, the newest first: whom each is for, about which client, how often it was tried, and why it was not taken.',
  query: schemas.mailsQuery,
  answers: { 200: { description: '`items`, and `next` while there are more', body: schemas.mails } },
  handle: async ({ query: { cursor, limit, ...wanted } }, { db }) => {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const rows = await mailsWanted(db, { ...wanted, after }, limit + 1);
    if (rows === null) throw wrong('/cursor', 'Use the cursor of an earlier page.', 'query');
    const page = pageOf(rows, limit, ({ mail }) => mail.key);
    return { status: 200, body: { items: page.rows.map(mailReply), ...page.more } };
  },
});

const unsendable: { readonly [S in 'waiting' | 'sent']: readonly [code: string, detail: string] } = {
  waiting: ['on-its-way', 'This mail is on its way: it is tried until it is taken.'],
  sent: ['already-sent', 'This mail was sent.'],
};

const sendAgain = route({
  ...ops,
  method: 'post',
  path: '/v1/mails/:key/send-again',
  operationId: 'sendMailAgain',
  summary:
    'Sends a mail that was refused once more, by itself, to the address that its reader has now. One that was sent, or is on its way, is 409.',
  params: schemas.mailParams,
  answers: { 202: { description: 'The mail, which waits again', body: schemas.mail } },
  problems: [404, 409],
  handle: async ({ params: { key }, idempotencyKey }, { db, lifecycles, log }) => {
    const { mail, client } = await existing('mail', listedMail(db, key));
    const state = mailStateOf(mail);
    const round = await actOnce(db, idempotencyKey, async (tx) => {
      const next = state === 'refused' ? await mailWaitsAgain(tx, mail) : null;
      return next === null ? null : String(next);
    });
    if (round === null) throw conflict(...unsendable[state === 'refused' ? 'waiting' : state]);
    try {
      await lifecycles.deliver(
        { key, kind: anyMailKindOf(mail), role: mailRoleOf(mail), client },
        { round: Number(round) },
      );
      await mailStarted(db, key, Number(round));
    } catch (error) {
      log.warn({ err: error, mail: key }, 'will be sent again by the sweep');
    }
    return { status: 202, body: mailReply(await existing('mail', listedMail(db, key))) };
  },
});

export const mailRoutes: readonly Route[] = [listMails, sendAgain];
