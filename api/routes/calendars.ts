/** Calendars: secret addresses at which a rep’s calendar program reads what is due to them. Each is shown once. */
import { randomUUID } from 'node:crypto';
import {
  calendarsOf,
  keepCalendar,
  mostCalendars,
  revokeCalendar,
  type CalendarRow,
} from '../../records/calendar-addresses';
import { calendarAddress, hashOfCalendar, newCalendarToken } from '../calendars/address';
import { actorOf, type Principal } from '../http/keys';
import { conflict, existing, othersMay } from '../http/problems';
import { route, type ApiDeps, type BodyOf, type Route } from '../http/route';
import { withoutNulls } from '../http/without-nulls';
import * as schemas from '../schemas/calendars';

const common = { tag: 'Calendars', roles: ['ops', 'rep'], access: 'organisation' } as const;

/** So many are listed: the newest, those that were revoked among them. */
const listedMost = 50;

const replyOf = ({
  id,
  repId,
  name,
  createdAt,
  createdBy,
  lastReadAt,
  revokedAt,
}: CalendarRow): BodyOf<typeof schemas.calendarListed> => ({
  id,
  rep: repId,
  name,
  createdAt: createdAt.toISOString(),
  ...withoutNulls({
    createdBy,
    lastReadAt: lastReadAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }),
});

/** The rep whose calendars are asked for: one’s own, and anybody’s for who runs the house. Throws a 403 or 404 `Problem`. */
async function ownerOf(rep: string, { role, repId }: Principal, { db }: Pick<ApiDeps, 'db'>) {
  if (role === 'rep' && repId !== rep) throw othersMay('Only they themselves, or ops, may do that.');
  return existing('rep', db.rep.findUnique({ where: { id: rep }, select: { id: true, leftAt: true } }));
}

const makeCalendar = route({
  ...common,
  method: 'post',
  path: '/v1/reps/:id/calendars',
  operationId: 'makeCalendar',
  summary: `Makes a calendar for a rep and shows its address, this once: what is due to them, their reviews, and the ends of contracts, from 30 days back to 180 ahead. It has what they keep or stand in for, as long as they do. A rep has at most ${mostCalendars}; they end when the rep leaves.`,
  params: schemas.calendarsParams,
  body: schemas.calendarWanted,
  answers: { 201: { description: 'The calendar', body: schemas.calendarShown } },
  problems: [404, 409],
  handle: async ({ params: { id }, body: { name }, principal }, deps) => {
    const owner = await ownerOf(id, principal, deps);
    if (owner.leftAt !== null) throw conflict('rep-left', 'This rep does not work here any more.');
    const token = newCalendarToken();
    const wanted = {
      id: randomUUID(),
      repId: owner.id,
      name,
      tokenHash: hashOfCalendar(token),
      createdBy: actorOf(principal),
    };
    const row = await keepCalendar(deps.db, wanted);
    if (row === null)
      throw conflict('too-many', `A rep has at most ${mostCalendars} calendars: revoke one that nobody reads.`);
    return {
      status: 201,
      body: { ...replyOf(row), address: calendarAddress(deps.config.api.publicUrl, token) },
      subject: `${row.repId}/${row.id}`,
      secret: ['address'],
    };
  },
});

const listCalendars = route({
  ...common,
  method: 'get',
  path: '/v1/reps/:id/calendars',
  operationId: 'listCalendars',
  summary: 'The calendars of a rep, the newest first: when each was read last, and when it was revoked.',
  params: schemas.calendarsParams,
  answers: { 200: { description: 'The calendars', body: schemas.calendars } },
  problems: [404],
  handle: async ({ params: { id }, principal }, deps) => {
    const owner = await ownerOf(id, principal, deps);
    const rows = await calendarsOf(deps.db, owner.id, listedMost);
    return { status: 200, body: { items: rows.map(replyOf) } };
  },
});

const revoke = route({
  ...common,
  method: 'delete',
  path: '/v1/reps/:id/calendars/:calendarId',
  operationId: 'revokeCalendar',
  summary: 'Revokes a calendar: from now on nothing is at its address.',
  params: schemas.calendarParams,
  answers: { 200: { description: 'The calendar, revoked', body: schemas.calendarListed } },
  problems: [404],
  handle: async ({ params: { id, calendarId }, principal }, deps) => {
    const owner = await ownerOf(id, principal, deps);
    const now = new Date().toISOString();
    const row = await existing('calendar', revokeCalendar(deps.db, { id: calendarId, repId: owner.id }, now));
    return { status: 200, body: replyOf(row) };
  },
});

export const calendarRoutes: readonly Route[] = [makeCalendar, listCalendars, revoke];
