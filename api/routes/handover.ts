/** A rep's clients passed to one or several others: previewed, then worked through as a job. */
import { dayOf } from '../../domain/core/calendar';
import { capacityOf, isOverloaded } from '../../domain/organisation/people';
import type { HandoverInput } from '../../domain/organisation/job';
import { briefHorizon, briefOf } from '../../domain/told/brief';
import { heirOf, type Assignment } from '../../domain/organisation/handover';
import { hasEnded } from '../../domain/core/stages';
import { stageOf } from '../../records/columns/lifecycles';
import { askedOf, assignmentsOf } from '../../records/handover';
import { candidatesOf } from '../../records/organisation';
import { namesIn, withNames } from '../../records/routing-names';
import { createJob, jobUnder } from '../../records/jobs';
import { revokeCalendarsOf } from '../../records/calendar-addresses';
import { revokeKeysOf } from '../../records/keys';
import { endSessionsOf } from '../../records/sessions';
import type { Prisma } from '../../prisma/client';
import { beginJob, jobReply } from '../messages/jobs';
import { mustWorkHere } from './organisation';
import { actorOf } from '../http/keys';
import { conflict, existing, wrong } from '../http/problems';
import { route, type ApiDeps } from '../http/route';
import { byId, repId } from '../schemas/common';
import * as schemas from '../schemas/handover';
import { handoverJob } from '../schemas/jobs';

/** What a handover would do, counted at a moment. */
async function previewOf(input: HandoverInput, assignments: readonly Assignment[], { db }: Pick<ApiDeps, 'db'>) {
  const at = new Date().toISOString();
  const lifecycles = assignments.flatMap((one) => one.lifecycles);
  const [asked, candidates, groups, deputies, known] = await Promise.all([
    askedOf(db, lifecycles, briefHorizon(at, 'UTC')),
    candidatesOf(db, input.to),
    db.group.findMany({
      where: { OR: [{ repId: input.from }, { managerId: input.from }, { directorId: input.from }] },
      orderBy: { id: 'asc' },
    }),
    db.rep.findMany({ where: { deputyId: input.from, leftAt: null }, orderBy: { id: 'asc' }, select: { id: true } }),
    namesIn(
      db,
      assignments.flatMap(({ why }) => why),
    ),
  ]);
  const lines = briefOf(asked, at, 'UTC');
  const count = (...sections: readonly string[]): number =>
    lines.filter(({ section }) => sections.includes(section)).length;
  const names = new Map(asked.map(({ lifecycle, name }) => [lifecycle, name]));
  const receivers = candidates.map(({ id, load, capacity, profile }) => {
    const gets = assignments.filter(({ to }) => to === id);
    const more = gets.reduce((sum, one) => sum + one.lifecycles.length, 0);
    return {
      rep: id,
      ...(profile === null ? {} : { profile }),
      clients: gets.length,
      lifecycles: more,
      load: { before: load, after: load + more, capacity: capacityOf({ capacity }) },
    };
  });
  const leads = groups.filter(({ managerId, directorId }) => managerId === input.from || directorId === input.from);
  return {
    day: dayOf(at, 'UTC'),
    clients: assignments.length,
    lifecycles: lifecycles.length,
    openFires: count('burning'),
    dueItems: count('today', 'overdue'),
    comingThisWeek: count('week'),
    receivers,
    assignments: assignments.map(({ client, lifecycles: ofClient, to, why }) => ({
      client,
      name: names.get(ofClient[0] ?? '') ?? client,
      lifecycles: ofClient,
      to,
      why: [...withNames(why, known)],
    })),
    warnings: [
      ...receivers.flatMap(({ rep, load }) =>
        isOverloaded({ load: load.after, capacity: load.capacity })
          ? [
              `${known.people.get(rep) ?? rep} would look after ${load.after} contracts, with room for ${load.capacity}.`,
            ]
          : [],
      ),
      ...(input.leaves
        ? leads.map(({ id }) => `${input.from} still leads group ${id}: name another manager or director.`)
        : []),
      ...(input.leaves ? deputies.map(({ id }) => `${input.from} is still the deputy of ${id}: name another.`) : []),
    ],
  };
}

/** Statements that note that somebody leaves, revoke their keys, and give their groups to their heir. */
function leaving(
  from: string,
  receivers: readonly { readonly rep: string; readonly lifecycles: number }[],
  { db }: Pick<ApiDeps, 'db'>,
): readonly Prisma.PrismaPromise<unknown>[] {
  const heir = heirOf(receivers);
  const now = new Date();
  return [
    db.rep.update({ where: { id: from }, data: { leftAt: now } }),
    revokeKeysOf(db, from, now.toISOString()),
    revokeCalendarsOf(db, from, now.toISOString()),
    endSessionsOf(db, { kind: 'rep', id: from }),
    ...(heir === null ? [] : [db.group.updateMany({ where: { repId: from }, data: { repId: heir } })]),
  ];
}

export const startHandover = route({
  method: 'post',
  path: '/v1/reps/:id/handover',
  operationId: 'handOverClients',
  tag: 'Jobs',
  summary:
    'Passes a rep’s running lifecycles (all, or those named) to one rep or several, client by client; with `dryRun` it only says what would happen. No date moves. Each receiver gets one dossier; contacts are introduced as the policy says. Who `leaves` gets nothing new, their keys and calendars are revoked, and their groups get another rep.',
  roles: ['ops'],
  access: 'house',
  params: byId(repId),
  body: schemas.handover,
  answers: {
    202: { description: 'The job, with the preview as its summary', body: handoverJob },
    200: { description: 'Of a dry run: what it would do', body: schemas.handoverPreview },
  },
  problems: [404, 409],
  handle: async ({ params: { id: from }, body, principal, idempotencyKey: key }, deps) => {
    const { db } = deps;
    const to = [...new Set([body.to].flat())];
    await existing('rep', db.rep.findUnique({ where: { id: from } }));
    const begun = await jobUnder(db, 'handover', key);
    if (begun !== null) return { status: 202, body: { ...(await jobReply(begun, deps)), assignments: [] } };
    const named = to.map((one, index) => [Array.isArray(body.to) ? `/to/${index}` : '/to', one] as const);
    for (const [pointer, one] of named)
      if (one === from) throw wrong(pointer, 'That is the rep whose clients are passed on.');
    await mustWorkHere(db, named);
    await mustBeTheirs(from, body.lifecycles, deps);
    const input: HandoverInput = { from, to, leaves: body.leaves ?? false, lifecycles: body.lifecycles ?? null };
    if (input.leaves && input.lifecycles !== null) throw wrong('/leaves', 'Who leaves passes on everything.');
    const assignments = await assignmentsOf(db, from, to, input.lifecycles);
    const preview = await previewOf(input, assignments, deps);
    if (body.dryRun === true) return { status: 200, body: { dryRun: true as const, ...preview } };
    if (assignments.length === 0 && !input.leaves)
      throw conflict('nothing-to-hand-over', `${from} keeps no running lifecycle.`);
    const { assignments: everyClient, ...summary } = preview;
    const job = await createJob(
      db,
      {
        kind: 'handover',
        state: 'working',
        input,
        summary,
        by: actorOf(principal),
        key,
        rows: assignments.flatMap(({ client, lifecycles, to: receiver }) =>
          lifecycles.map((subject) => ({ subject, input: { client, to: receiver } })),
        ),
      },
      input.leaves ? leaving(from, preview.receivers, deps) : [],
    );
    await beginJob(job, 'work', deps);
    return { status: 202, body: { ...(await jobReply(job, deps)), assignments: everyClient } };
  },
});

/** Throws a 422 `Problem` that names the first lifecycle that is not a running one of the rep. */
async function mustBeTheirs(
  from: string,
  lifecycles: readonly string[] | undefined,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<void> {
  if (lifecycles === undefined) return;
  const rows = await db.lifecycle.findMany({
    where: { id: { in: [...lifecycles] }, repId: from },
    select: { id: true, stage: true },
  });
  const theirs = new Set(rows.filter((row) => !hasEnded(stageOf(row))).map(({ id }) => id));
  const stranger = lifecycles.findIndex((id) => !theirs.has(id));
  if (stranger >= 0) throw wrong(`/lifecycles/${stranger}`, `This is no running lifecycle of ${from}.`);
}
