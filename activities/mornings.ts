/** What wakes on a calendar of its own: a rep's morning, and the watch over a figure. */
import { addDays, dayOf, opening, type Calendar } from '../domain/core/calendar';
import { nextMorning } from '../domain/told/brief';
import type { BookTerm } from '../domain/figures/book';
import type { Instant } from '../domain/core/json';
import { isAway, type Absence } from '../domain/organisation/people';
import { measured, targetState, type Measure } from '../domain/figures/targets';
import { figureMessages } from '../records/hooks';
import { readTerms } from '../records/book';
import type { Database } from '../prisma/client';
import { guarded } from './guard';
import { publicHolidays } from './holidays';

export interface MorningActivities {
  /** The next moment at which the rep gets a brief; null while they want none. */
  nextBrief(what: { readonly rep: string; readonly now: Instant }): Promise<Instant | null>;
  /** Writes the brief of a morning, once. */
  writeBrief(what: { readonly rep: string; readonly at: Instant }): Promise<void>;
  /** Looks at a figure; tells the managers when it has crossed its threshold. False when there is no such target. */
  checkTarget(what: { readonly target: string; readonly at: Instant }): Promise<boolean>;
}

export interface MorningDeps {
  readonly db: Database;
  startDelivery(mailKey: string, grouped: boolean): Promise<void>;
  startHook(key: string): Promise<void>;
}

type RepRow = NonNullable<Awaited<ReturnType<Database['rep']['findUnique']>>>;

/** When a rep's day begins where nobody said. */
const usualHours = { opensAt: '08:00', days: [1, 2, 3, 4, 5] };

function calendarOf({ timeZone, country, workingHours }: RepRow, now: Instant): Calendar {
  const { opensAt, days } = (workingHours as typeof usualHours | null) ?? usualHours;
  const year = Number(now.slice(0, 4));
  const holidays =
    country === null ? [] : publicHolidays({ country, from: `${year}-01-01`, through: `${year + 1}-12-31` }).dates;
  return { zone: timeZone ?? 'UTC', workingDays: days, opensAt, holidays };
}

/** The first morning after a moment on which they are there. */
function nextThere(after: Instant, calendar: Calendar, absences: readonly Absence[]): Instant | null {
  let at = nextMorning(after, calendar);
  while (at !== null && isAway({ absences }, dayOf(at, calendar.zone))) at = nextMorning(at, calendar);
  return at;
}

export function createMorningActivities(deps: MorningDeps): MorningActivities {
  const { db, startDelivery } = deps;
  const away = 'PostgreSQL did not answer';
  return {
    nextBrief: ({ rep: id, now }) =>
      guarded('RecordsAway', away, async () => {
        const rep = await db.rep.findUnique({ where: { id } });
        if (rep === null || rep.leftAt !== null) return null;
        const calendar = calendarOf(rep, now);
        const absences = rep.absences as unknown as readonly Absence[];
        if (rep.mails === 'brief') return nextThere(now, calendar, absences);
        // Who wants single mails gets one brief on the morning they are back: what is still open came to their deputy.
        const back = absences
          .map(({ until }) =>
            nextThere(opening(addDays(until, 1), { ...calendar, opensAt: '00:00' }), calendar, absences),
          )
          .filter((at) => at !== null && at > now)
          .toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
        return back[0] ?? null;
      }),

    writeBrief: ({ rep, at }) =>
      guarded('RecordsAway', away, async () => {
        const key = `mail.brief.${rep}.${at.slice(0, 10)}`;
        await db.mail.createMany({
          data: { key, kind: 'brief', role: 'rep', recipientId: rep, at },
          skipDuplicates: true,
        });
        await startDelivery(key, false);
      }),

    checkTarget: ({ target: id, at }) => guarded('RecordsAway', away, () => check(deps, id, at)),
  };
}

async function check({ db, startDelivery, startHook }: MorningDeps, id: string, at: Instant): Promise<boolean> {
  const row = await db.target.findUnique({ where: { id } });
  if (row === null) return false;
  const { product, currency, target, threshold } = row;
  const aim = { measure: row.figure as Measure, currency, target, threshold };
  const book: readonly BookTerm[] = await readTerms(db, { of: 'everything' }, product);
  const value = measured(aim, book, at.slice(0, 10));
  const state = targetState(value, aim);
  // The value first, for the alert speaks of it; the state last, for a crash in between must not swallow the alert.
  await db.target.update({ where: { id }, data: { value, checkedAt: at } });
  if (state === 'critical' && row.state !== 'critical') await alert(db, startDelivery, id, at);
  if (state !== row.state && (row.state !== 'unknown' || state === 'critical')) {
    const told = {
      target: id,
      measure: aim.measure,
      product,
      currency,
      aim: target,
      threshold,
      value,
      from: row.state,
      to: state,
    };
    for (const key of await figureMessages(db, id, at, told)) await startHook(key);
  }
  await db.target.update({ where: { id }, data: { state } });
  return true;
}

/** Everyone who leads a group hears of it. */
async function alert(
  db: Database,
  startDelivery: MorningDeps['startDelivery'],
  id: string,
  at: Instant,
): Promise<void> {
  const groups = await db.group.findMany({ select: { managerId: true, directorId: true } });
  const leaders = [...new Set(groups.flatMap(({ managerId, directorId }) => [managerId, directorId]))];
  const mails = leaders.flatMap((leader) =>
    leader === null
      ? []
      : [
          {
            key: `mail.figure.${id}.${at.slice(0, 10)}.${leader}`,
            kind: 'figure',
            role: 'manager',
            recipientId: leader,
            subjectId: id,
            at,
          },
        ],
  );
  await db.mail.createMany({ data: mails, skipDuplicates: true });
  await Promise.all(mails.map(({ key }) => startDelivery(key, false)));
}
