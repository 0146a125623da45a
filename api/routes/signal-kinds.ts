/** Kinds of signals of the house's own: what they are called, and from where on they count against health. */
import { signalKindOf, type SignalKind } from '../../records/columns/signal-kinds';
import { keepSignalKind, kindsSentence } from '../../records/signal-kinds';
import { list } from '../http/list';
import { existing, wrong } from '../http/problems';
import { route, type Route } from '../http/route';
import { withoutNulls } from '../http/without-nulls';
import * as schemas from '../schemas/signals';
import { asItIs, changing, reading } from './organisation';

const tag = 'Signals';

/** A kind goes by its code. */
function kindReply({ code, name, unit, better, warnAt, alarmAt }: SignalKind) {
  return { id: code, name, ...withoutNulls({ unit }), better, warnAt, alarmAt };
}

const putSignalKind = route({
  ...changing,
  tag,
  path: '/v1/signal-kinds/:code',
  operationId: 'putSignalKind',
  summary:
    'A signal of your own, and from where on it warns and alarms. It is sent like any other, with its code as `kind`; a policy weighs it (`health.ownSignals`), and it costs 20 points where none does. Other thresholds hold from the next reading on.',
  params: schemas.signalKindParams,
  body: schemas.signalKind,
  answers: asItIs(schemas.signalKindKept),
  handle: async ({ params: { code }, body: { unit = null, ...body } }, { db }) => {
    const kind = { code, unit, ...body };
    if (!(await keepSignalKind(db, kind))) throw wrong('/code', kindsSentence, 'path');
    return { status: 200, body: kindReply(kind) };
  },
});

const getSignalKind = route({
  ...reading,
  tag,
  method: 'get',
  path: '/v1/signal-kinds/:code',
  operationId: 'getSignalKind',
  summary: 'A signal of your own.',
  params: schemas.signalKindParams,
  answers: asItIs(schemas.signalKindKept),
  problems: [404],
  handle: async ({ params: { code } }, { db }) => ({
    status: 200,
    body: kindReply(signalKindOf(await existing('kind of signal', db.signalKind.findUnique({ where: { code } })))),
  }),
});

const listSignalKinds = list({
  ...reading,
  tag,
  path: '/v1/signal-kinds',
  operationId: 'listSignalKinds',
  answer: schemas.signalKinds,
  summary: 'Every signal of your own.',
  read: async (db, { where: { id }, take }) => {
    const where = id === undefined ? {} : { code: id };
    const rows = await db.signalKind.findMany({ where, orderBy: { code: 'asc' }, take });
    return rows.map((row) => kindReply(signalKindOf(row)));
  },
  reply: (row) => row,
});

export const signalKindRoutes: readonly Route[] = [putSignalKind, getSignalKind, listSignalKinds];
