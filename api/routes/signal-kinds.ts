/** Kinds of signals of the house's own: what they are called, and from where on they count against health. */
import type { SignalKind } from '../../records/columns/signal-kinds';
import {
  keepSignalKind,
  kindsSentence,
  removeSignalKind,
  signalKindBy,
  signalKindsPage,
} from '../../records/signal-kinds';
import { list } from '../http/list';
import { existing, wrong } from '../http/problems';
import { route, type Route } from '../http/route';
import { withoutNulls } from '../http/without-nulls';
import * as schemas from '../schemas/signals';
import { deleted } from '../schemas/webhooks';
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
    body: kindReply(await existing('kind of signal', signalKindBy(db, code))),
  }),
});

const listSignalKinds = list({
  ...reading,
  tag,
  path: '/v1/signal-kinds',
  operationId: 'listSignalKinds',
  answer: schemas.signalKinds,
  summary: 'Every signal of your own.',
  read: async (db, { where: { id }, take }) =>
    (await signalKindsPage(db, id === undefined ? {} : { code: id }, take)).map(kindReply),
  reply: (row) => row,
});

const deleteSignalKind = route({
  ...changing,
  tag,
  method: 'delete',
  path: '/v1/signal-kinds/:code',
  operationId: 'deleteSignalKind',
  summary:
    'Takes a signal of your own away. It costs nothing from then on, in no lifecycle, and is taken no more; what was said of it stays. Defined anew under its code, it counts from its next reading on.',
  params: schemas.signalKindParams,
  answers: { 200: { description: 'It is gone', body: deleted } },
  problems: [404],
  handle: async ({ params: { code } }, { db }) => {
    await existing('kind of signal', signalKindBy(db, code));
    await removeSignalKind(db, code, new Date());
    return { status: 200, body: { id: code, deleted: true as const } };
  },
});

export const signalKindRoutes: readonly Route[] = [putSignalKind, getSignalKind, listSignalKinds, deleteSignalKind];
