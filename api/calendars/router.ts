/**
 * What calendar programs read. They hold no key: the address is the secret, and a GET shows, nothing else. Who has left,
 * and what was revoked, looks like an address that never was.
 */
import { Router, type Request, type Response } from 'express';
import type { Instant } from '../../domain/core/json';
import { readReach } from '../../records/access';
import { calendarAt, calendarPrint, calendarRead } from '../../records/calendar-addresses';
import type { CallLimit } from '../http/limits';
import { otherMethod } from '../http/mount';
import { sendProblem, thereIsNo } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { hashOfCalendar, tokenInFile } from './address';
import { calendarMs, calendarTask } from './tasks';

/**
 * True where the program has what is there. It asks us, so that it wants none that was kept (`Cache-Control: no-cache`)
 * changes nothing.
 */
function hasIt(request: Request<{ file: string }>, etag: string, changedAt: Instant): boolean {
  const tags = request.get('If-None-Match');
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim() === etag);
  const since = Date.parse(request.get('If-Modified-Since') ?? '');
  return !Number.isNaN(since) && Math.floor(Date.parse(changedAt) / 1_000) * 1_000 <= since;
}

/** The route of all calendars. `limit` counts how often each is read. */
export function calendarsRouter(deps: ApiDeps, limit: CallLimit): Router {
  const { db, threads, log } = deps;
  const router = Router();

  async function show(request: Request<{ file: string }>, response: Response): Promise<void> {
    const token = tokenInFile(request.params.file);
    const calendar = token === null ? null : await calendarAt(db, hashOfCalendar(token));
    if (calendar === null) throw thereIsNo('such calendar');
    await limit(calendar.id, request, response);
    const at = new Date().toISOString();
    const { rep, locale } = calendar;
    const { keeps: reps } = await readReach(db, rep, at);
    const asked = { rep, locale, reps, at };
    const print = await calendarPrint(db, asked);
    const changedAt = await calendarRead(db, calendar, print, at);
    const etag = `W/"${print}"`;
    response.set({
      // A proxy keeps nothing of it, and whoever has it asks whether it is still so.
      'Cache-Control': 'private, no-cache',
      ETag: etag,
      'Last-Modified': new Date(changedAt).toUTCString(),
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
    });
    if (hasIt(request, etag, changedAt)) {
      response.status(304).end();
      return;
    }
    const text = await threads.run(calendarTask, asked, calendarMs);
    response
      .set('Content-Disposition', 'inline; filename="holdfast.ics"')
      .type('text/calendar; charset=utf-8')
      .send(text);
  }

  router.get('/calendar/:file', (request, response) => {
    show(request, response).catch((error: unknown) => sendProblem(response, error, log));
  });
  router.all('/calendar/:file', otherMethod(['GET', 'HEAD'], deps));
  return router;
}
