/** What wakes on a calendar of its own: a rep's morning, and the watch over a figure. */
import { crossing, targetState, type Measure } from '../domain/figures/targets';
import type { CivilDate, Instant } from '../domain/core/json';
import { addressedBrief, addressedDigest, figureMails, type AddressedMail } from '../domain/organisation/addressing';
import { isBriefDue, nextMorningAt } from '../domain/organisation/digests';
import { isWorthReading } from '../domain/told/brief';
import { areRolesWorthReading } from '../domain/told/role-briefs';
import type { Database } from '../prisma/client';
import { measureOf, targetStateOf } from '../records/columns/organisation';
import { briefFor } from '../records/brief';
import { digestFor } from '../records/digest';
import { roleBriefsFor } from '../records/role-briefs';
import { figureWebhookMessages } from '../records/webhooks';
import { writeMails } from '../records/mails';
import { guarded } from './failures';
import type { StartWebhook } from './webhooks';
import { isWeekly, morningReaderOf } from './morning-readers';
import { deliverMails, type StartDelivery } from './mails';
import { answered, type AsksSettings, type RunSettings, type WithSettings } from './run-settings';

export interface MorningActivities {
  /** The next morning on which there may be a brief or a digest; null for who does not work here. */
  nextBrief(
    what: AsksSettings & { readonly rep: string; readonly now: Instant },
  ): Promise<Instant | null | WithSettings<Instant | null>>;
  /** Writes what a morning brings, once: the brief, and the digest of alarms. */
  writeBrief(what: { readonly rep: string; readonly at: Instant }): Promise<void>;
  /** Looks at a figure; tells the managers when it has crossed its threshold. False when there is no such target. */
  checkTarget(
    what: AsksSettings & { readonly target: string; readonly at: Instant },
  ): Promise<boolean | WithSettings<boolean>>;
}

/** Which figure is looked at, as of which day. */
export interface MeasureAsked {
  readonly measure: Measure;
  readonly currency: string | null;
  readonly product: string | null;
  readonly day: CivilDate;
}

export interface MorningDeps {
  readonly db: Database;
  readonly startDelivery: StartDelivery;
  readonly startWebhook: StartWebhook;
  /** A measure over the book, computed on another thread; null where there is nothing to measure. */
  valueOf(asked: MeasureAsked): Promise<number | null>;
  /** What runs learn of how they are lived. */
  readonly settings: RunSettings;
}

/** The activities of briefs and of targets that are watched. */
export function createMorningActivities(deps: MorningDeps): MorningActivities {
  return {
    nextBrief: (what) => guarded(async () => answered(what, await nextBrief(deps, what.rep, what.now), deps.settings)),
    writeBrief: ({ rep, at }) => guarded(async () => send(deps, await mailsOfMorning(deps.db, rep, at))),
    checkTarget: (what) => guarded(async () => answered(what, await check(deps, what.target, what.at), deps.settings)),
  };
}

async function send({ db, startDelivery }: MorningDeps, mails: readonly AddressedMail[]): Promise<void> {
  await writeMails(db, mails);
  await deliverMails(mails, null, startDelivery);
}

async function nextBrief({ db }: MorningDeps, id: string, now: Instant): Promise<Instant | null> {
  const there = await morningReaderOf(db, id, now);
  return there === null ? null : nextMorningAt(there.reader, there.calendar, now);
}

/** The brief, where it is due on that morning, and the digest; neither where there is nothing to tell. */
async function mailsOfMorning(db: Database, id: string, at: Instant): Promise<readonly AddressedMail[]> {
  const there = await morningReaderOf(db, id, at);
  if (there === null) return [];
  const weekly = isWeekly(there, at);
  const hasBrief = isBriefDue(there.reader, there.calendar, at);
  const { small, untaken } = await digestFor(db, id, { at, recorded: new Date(), isWeekly: weekly, hasBrief });
  const isDue =
    hasBrief &&
    (isWorthReading(await briefFor(db, id, at), weekly) ||
      areRolesWorthReading(await roleBriefsFor(db, id, at), weekly));
  return [
    ...(isDue ? [addressedBrief(id, at)] : []),
    ...(small.length + untaken.length > 0 ? [addressedDigest(id, at)] : []),
  ];
}

async function check(deps: MorningDeps, id: string, at: Instant): Promise<boolean> {
  const { db, startWebhook } = deps;
  const row = await db.target.findUnique({ where: { id } });
  if (row === null) return false;
  const { product, currency, target: aim, threshold } = row;
  const wanted = { measure: measureOf(row), currency, target: aim, threshold };
  const value = await deps.valueOf({ measure: wanted.measure, currency, product, day: at.slice(0, 10) });
  const [from, to] = [targetStateOf(row), targetState(value, wanted)];
  const { alarms, crosses } = crossing(from, to);
  // The value first, for the alarm speaks of it; the state last, for a crash in between must not swallow the alarm.
  await db.target.update({ where: { id }, data: { value, checkedAt: at } });
  if (alarms) await alarm(deps, id, at);
  if (crosses) {
    const crossed = { target: id, measure: wanted.measure, product, currency, aim, threshold, value, from, to };
    for (const message of await figureWebhookMessages(db, id, at, crossed))
      await startWebhook({ ...message, client: null });
  }
  await db.target.update({ where: { id }, data: { state: to } });
  return true;
}

/** Everyone who leads a group hears of it. */
async function alarm(deps: MorningDeps, id: string, at: Instant): Promise<void> {
  const groups = await deps.db.group.findMany({ select: { managerId: true, directorId: true } });
  const leaders = groups.map(({ managerId, directorId }) => ({ manager: managerId, director: directorId }));
  await send(deps, figureMails(id, at, leaders));
}
