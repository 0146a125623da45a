/** Routes of reps: all who keep clients, managers and directors among them. */
import { regionCode } from '../../domain/core/regions';
import { scopeOf } from '../../domain/organisation/access';
import { Prisma, type Database } from '../../prisma/client';
import { absencesOf, deliveryOf, profileOf, repLanguageOf, workingHoursOf } from '../../records/columns/organisation';
import { revokeCalendarsOf } from '../../records/calendar-addresses';
import { revokeKeysOf } from '../../records/keys';
import { endSessionsOf } from '../../records/sessions';
import { candidatesOf } from '../../records/organisation';
import { existing, wrong } from '../http/problems';
import { list } from '../http/list';
import { route, type ApiDeps, type BodyOf, type Route } from '../http/route';
import { byId, repId } from '../schemas/common';
import * as schemas from '../schemas/organisation';
import { withoutNulls } from '../http/without-nulls';

import { asItIs, changing, mustWorkHere, reading } from './organisation';

type RepRow = NonNullable<Awaited<ReturnType<Database['rep']['findUnique']>>>;

function repReply(row: RepRow): BodyOf<typeof schemas.repListed> {
  const { id, name, email, phone, timeZone, country, region, capacity, deputyId, workgroupId, leftAt } = row;
  return {
    id,
    name,
    email,
    mails: deliveryOf(row),
    ...withoutNulls({
      phone,
      timeZone,
      country,
      region,
      language: repLanguageOf(row),
      profile: profileOf(row),
      workingHours: workingHoursOf(row),
      capacity,
      deputy: deputyId,
      workgroup: workgroupId,
      leftAt: leftAt?.toISOString() ?? null,
    }),
    absences: absencesOf(row),
  };
}

/** Briefs begin, end or move with what is known of a rep; the sweep does it when Temporal is away. */
async function arrangeBriefs(id: string, { db, lifecycles, log }: ApiDeps): Promise<void> {
  try {
    await lifecycles.arrangeBriefs(id);
    await db.rep.update({ where: { id }, data: { morningsAt: new Date() } });
  } catch (error) {
    log.warn({ err: error, rep: id }, 'mornings will be arranged by the sweep');
  }
}

/** Since when a rep works here no longer, as a `PUT` says it; what is not said stays as it was. */
function leftBy(
  left: boolean | undefined,
  before: Pick<RepRow, 'leftAt'> | null,
  now: Date,
): { readonly leftAt?: Date | null } {
  if (left === undefined) return {};
  return { leftAt: left ? (before?.leftAt ?? now) : null };
}

const putRep = route({
  ...changing,
  path: '/v1/reps/:id',
  operationId: 'putRep',
  params: byId(repId),
  answers: asItIs(schemas.repListed),
  summary:
    'Whoever keeps clients, also managers and directors: language, profile, zone, hours, capacity, absences and deputy, and whether they hear of what is due in one morning brief or in single mails. With `left` they leave, and their keys and calendars are revoked; only `left: false` brings somebody back, who then needs a new key.',
  body: schemas.rep,
  handle: async ({ params: { id }, body }, deps) => {
    const { db } = deps;
    const {
      name,
      email,
      phone,
      timeZone,
      country,
      region,
      language,
      profile,
      workingHours,
      capacity,
      absences = [],
      deputy,
      mails,
      left,
    } = body;
    if (deputy === id) throw wrong('/deputy', 'Nobody stands in for themselves.');
    await mustWorkHere(db, [['/deputy', deputy]]);
    const now = new Date();
    const before = await db.rep.findUnique({ where: { id } });
    const rep = {
      name,
      email,
      phone: phone ?? null,
      timeZone: timeZone ?? null,
      country: country ?? null,
      region: region === undefined || country === undefined ? null : regionCode(country, region),
      language: language ?? null,
      profile: profile ?? null,
      workingHours: workingHours ?? Prisma.DbNull,
      capacity: capacity ?? null,
      absences,
      deputyId: deputy ?? null,
      mails: mails ?? 'single',
      ...leftBy(left, before, now),
      morningsAt: null,
    };
    const put = db.rep.upsert({ where: { id }, create: { id, ...rep }, update: rep });
    // Who comes back needs a new key too, whenever theirs were made.
    const changesOver = left === true || (left === false && before !== null && before.leftAt !== null);
    const [row] = changesOver
      ? await db.$transaction([
          put,
          revokeKeysOf(db, id, now.toISOString()),
          revokeCalendarsOf(db, id, now.toISOString()),
          endSessionsOf(db, { kind: 'rep', id }),
        ])
      : [await put];
    await arrangeBriefs(id, deps);
    return { status: 200, body: repReply(row) };
  },
});

const getRep = route({
  ...reading,
  method: 'get',
  path: '/v1/reps/:id',
  operationId: 'getRep',
  params: byId(repId),
  answers: asItIs(schemas.repWithLoad),
  problems: [404],
  summary: 'A rep; for ops, admin and that rep with how many running lifecycles they look after.',
  handle: async ({ params: { id }, principal, viewer }, { db }) => {
    const row = await existing('rep', db.rep.findUnique({ where: { id } }));
    if (scopeOf(viewer) !== null && principal.repId !== id) return { status: 200, body: repReply(row) };
    const [candidate] = await candidatesOf(db, [id]);
    return { status: 200, body: { ...repReply(row), load: candidate?.load ?? 0 } };
  },
});

const listReps = list({
  ...reading,
  path: '/v1/reps',
  operationId: 'listReps',
  answer: schemas.reps,
  summary: 'Every rep, manager and director.',
  read: (db, page) => db.rep.findMany(page),
  reply: repReply,
});

export const repRoutes: readonly Route[] = [putRep, getRep, listReps];
