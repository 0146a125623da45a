/** Gathers what a mail or a page may speak of: words and names, which never enter a workflow. */
import { vendorOf } from '../domain/told/brand';
import { campaignAsOf, campaignIn } from '../domain/told/campaign';
import { dayOf, later } from '../domain/core/calendar';
import type { LifecycleState } from '../domain/lifecycle';
import { sameMeeting } from '../domain/organisation/sharing';
import type { Event } from '../domain/core/concern';
import type { Instant } from '../domain/core/json';
import type { Language } from '../domain/core/language';
import type { Programme } from '../domain/core/item';
import { promisesOf, type Actual, type KnownCall, type Occasion } from '../domain/told/occasion';
import { courseLine } from '../domain/told/health-course';
import type { Locale } from '../domain/told/locale';
import { earlierItem, programmeNamedBy } from '../domain/told/earlier-item';
import { itemById, present, withItem, type Presented, type PresentedItem } from '../domain/told/present';
import { ratingKinds } from '../domain/told/news';
import { lookBack, lookedBackOn, type SpokenLine } from '../domain/told/spoken';
import { languageOf } from '../domain/told/language';
import type { Database } from '../prisma/client';
import { openActionsOf } from './agreed-actions';
import { vendorFor } from './brands';
import { dealNow } from './columns/deals';
import { jobInputOf } from './columns/jobs';
import { localeOfRep, readingColumns } from './reader-locale';
import { eventOf } from './columns/ledger';
import { stateOf } from './columns/lifecycles';
import { speakerAmong } from './contact-reader';
import { knownContactOf, lookedUp } from './contacts';
import { otherLinesOf, type OtherLine } from './other-lines';
import { lastOfCourse } from './health-course';
import { lastCallsOf } from './outlooks';
import { reviewRead } from './review';
import { meetingFileOf } from './review-files';
import { soldBy, soldNow } from './sellers';
import { coveredByNow } from './shared-items';
import { namesTold, tellingOfLine } from './telling';

/** What is read for an occasion: lines of a seller, figures of the line, lines of the ledger. */
const soldRead = 20;
const actualsRead = 200;
const ledgerRead = 200;

/** The subject and the reader of a mail or a page. */
export interface OccasionOf {
  readonly subject: string | null;
  /** True where the subject is a campaign. */
  readonly ofCampaign: boolean;
  /** True where it is about what was agreed at reviews. */
  readonly ofAgreed?: boolean;
  readonly reader: string;
  /** The person in whose place they read it; null where they read it as themselves. */
  readonly inPlaceOf: string | null;
  readonly openBook: boolean;
  /** Number of the event that a mail tells of; null for a page. */
  readonly seq: number | null;
  /** The vendor's name, where neither the company nor a workgroup has said one. */
  readonly sender: string;
}

/** The occasion of a mail about a lifecycle; null when the lifecycle has not been recorded yet. */
export async function occasionOf(
  db: Database,
  lifecycleId: string,
  { subject, ofCampaign, ofAgreed = false, reader, inPlaceOf, openBook, seq, sender }: OccasionOf,
): Promise<Occasion | null> {
  const row = await db.lifecycle.findUnique({
    where: { id: lifecycleId },
    include: { deal: true, client: { include: { contacts: { where: { erasedAt: null } } } } },
  });
  if (row === null || row.state === null) return null;
  const state = stateOf(row);
  const isAlarm = state.slices.escalations.list.some(({ id }) => id === subject);
  const told = await eventAt(db, lifecycleId, seq);
  // A mail knows nothing of what came after its event, however late it goes out.
  const asOf = told?.at ?? null;
  const contact = row.client.contacts.find(({ id }) => id === reader) ?? null;
  const language = languageOf(speakerAmong(row.client, reader));
  const isReview = subject !== null && programmeNamedBy(subject) === 'review';
  // A contact reads of a review what the rep may show of the other lines in the same meeting.
  const as = isReview && contact !== null ? row.repId : (inPlaceOf ?? reader);
  const [contactsLookedUp, lines, actuals, ours, others, leaders, vendor] = await Promise.all([
    lookedUp(db, row.client.contacts),
    linesOf(db, lifecycleId, asOf),
    actualsOf(db, lifecycleId, asOf),
    db.rep.findMany({
      where: { id: { in: [row.repId, reader] } },
      select: { ...readingColumns, name: true, email: true, phone: true },
    }),
    otherLinesOf(db, row, { rep: as, openBook }),
    // Who leads the group is said of alarms alone.
    isAlarm ? leadersOf(db, row.groupId) : { manager: null, director: null },
    // Of a review our own people see what the client will read.
    contact === null && !isReview ? vendorOf(sender, {}, {}) : vendorFor(db, row.repId, sender),
  ]);
  const keeper = ours.find(({ id }) => id === row.repId);
  const deal = dealNow(row.deal);
  const names = await namesTold(db, row.client.contacts, lines);
  const { zone } = state.seed.client;
  const locale =
    contact === null
      ? localeOfRep(ours.find(({ id }) => id === reader) ?? null, zone)
      : { language, country: row.client.country, zone };
  const telling = tellingOfLine(row, deal, names, locale);
  const lifecycle = await withHealthAt(db, await withEarlier(db, present(state, telling), subject), asOf);
  const policyDays = state.slices.standing.policy.rules.reviews.togetherDays;
  const { criteria, ...past } = lookBack(lines, telling);
  const item = itemById(lifecycle, subject);
  const sameDay = await together(db, others, { id: lifecycleId, policyDays, asOf }, item);
  // A life whose clock was skipped is ahead of ours.
  const now = asOf ?? later(state.at, new Date().toISOString());
  return {
    lifecycle,
    deal,
    contacts: row.client.contacts.map((contact) => knownContactOf(contact, contactsLookedUp)),
    // Only where the renewal itself is spoken of: its page has no subject, its mail tells of a notice.
    calls:
      (subject === null && seq === null) || told?.event.kind === 'renewal-noticed'
        ? await knownCallsOf(db, lifecycleId)
        : [],
    rep: keeper === undefined ? null : { name: keeper.name, email: keeper.email, phone: keeper.phone },
    ...(told?.event.kind === 'rep-introduced' ? await formerRepOf(db, lifecycleId, told.event.rep, seq) : {}),
    leaders,
    criteria: criteria ?? deal.successCriteria ?? null,
    ...past,
    ...(await courseOf(db, item, { lifecycleId, locale }, asOf ?? state.at)),
    ...(seq === null || item?.programme !== 'review'
      ? {}
      : { file: await meetingFileOf(db, state.seed, { seq, review: item.id }) }),
    ...(item?.kind === 'quarterly-review'
      ? {
          review: await reviewRead(db, {
            lifecycle: lifecycleId,
            item: item.id,
            others: sameDay.map((one) => one.lifecycle),
            lines,
            client: row.client,
            names,
            unreachable: new Set(contactsLookedUp.unreachable.keys()),
            rep: row.repId,
            today: dayOf(now, zone),
            until: now,
          }),
        }
      : {}),
    ...(ofAgreed ? { agreed: await agreedFor(db, row, inPlaceOf ?? reader) } : {}),
    actuals,
    together: sameDay,
    others: others.flatMap((other) =>
      other.isTheirWork ? [{ id: other.id, product: other.lifecycle.product.name }] : [],
    ),
    subject,
    event: told?.event ?? null,
    at: asOf,
    ...(told === null ? {} : { words: told.words }),
    ...(told?.saidBy === undefined ? {} : { saidBy: told.saidBy }),
    ...(told?.heard === undefined ? {} : { heard: told.heard }),
    ...(await campaignOf(
      db,
      ofCampaign ? subject : (declinedIn(told?.event) ?? aboutOf(item, 'invitation')),
      told?.event ?? null,
      state,
      contact === null ? null : language,
    )),
    article: await articleOf(db, aboutOf(item, 'article')),
    inSellersPlace: inPlaceOf === deal.seller.id,
    sold: reader === deal.seller.id ? (await soldBy(db, reader, soldRead)).map(soldNow) : [],
    zone: state.seed.client.zone,
    locale,
    language,
    contact: contact?.name ?? null,
    vendor,
  };
}

/** What was agreed and is open: all of it for who keeps the client, to anybody else what they do themselves. */
async function agreedFor(
  db: Database,
  { id, repId }: { readonly id: string; readonly repId: string },
  reader: string,
): Promise<NonNullable<Occasion['agreed']>> {
  const open = await openActionsOf(db, [id]);
  return reader === repId ? open : open.filter(({ owner }) => owner.kind === 'ours' && owner.id === reader);
}

/** Who kept the client until that rep was introduced, by name. */
async function formerRepOf(
  db: Database,
  lifecycleId: string,
  rep: string,
  seq: number | null,
): Promise<Pick<Occasion, 'formerRep'>> {
  const line = await db.ledgerRow.findFirst({
    where: { lifecycleId, kind: 'reassigned', ...(seq === null ? {} : { seq: { lt: seq } }) },
    orderBy: { seq: 'desc' },
  });
  const moved = line === null ? null : eventOf(line);
  if (moved?.kind !== 'reassigned' || moved.to !== rep) return {};
  const former = await db.rep.findUnique({ where: { id: moved.from }, select: { name: true } });
  return former === null ? {} : { formerRep: former.name };
}

/** The lifecycle with the item that it is about, though that may have left the state: then the ledger tells it. */
async function withEarlier(db: Database, lifecycle: Presented, subject: string | null): Promise<Presented> {
  if (subject === null || programmeNamedBy(subject) === undefined || itemById(lifecycle, subject) !== undefined)
    return lifecycle;
  const planned = JSON.stringify([{ id: subject }]);
  const rows = await db.$queryRaw<{ seq: number; at: Date; kind: string; data: unknown }[]>`
    select seq, at, kind, data from ledger where "lifecycleId" = ${lifecycle.id}
      and (data ->> 'item' = ${subject} or data -> 'by' ->> 'item' = ${subject} or (kind = 'items-planned' and data -> 'items' @> ${planned}::jsonb))
    order by seq`;
  const lines = rows.map((row) => ({
    at: row.at.toISOString(),
    event: eventOf({ lifecycleId: lifecycle.id, ...row }),
  }));
  const item = earlierItem(subject, lines);
  return item === undefined ? lifecycle : withItem(lifecycle, item);
}

/** The lifecycle with its health as it stood at that moment; as it is where none is given. */
async function withHealthAt(db: Database, lifecycle: Presented, asOf: Instant | null): Promise<Presented> {
  if (asOf === null || lifecycle.asOf <= asOf) return lifecycle;
  const [stood] = await lastOfCourse(db, lifecycle.id, asOf, 1);
  if (stood === undefined) return lifecycle;
  const { score, band, reasons } = stood;
  return { ...lifecycle, health: { score, band, reasons } };
}

/** What the rep and the manager make of the renewal, by name. */
async function knownCallsOf(db: Database, lifecycleId: string): Promise<readonly KnownCall[]> {
  const calls = (await lastCallsOf(db, [lifecycleId])).get(lifecycleId) ?? [];
  if (calls.length === 0) return [];
  const people = await db.rep.findMany({
    where: { id: { in: calls.map(({ saidBy }) => saidBy) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return calls.map(({ by, call, amount, note, saidBy, at }) => ({
    by,
    who: names.get(saidBy) ?? null,
    call,
    amount,
    note,
    on: at.slice(0, 10),
  }));
}

/** So many changes of health are looked back on. */
const courseRead = 60;

/** How health went, where the item is a review. */
async function courseOf(
  db: Database,
  item: PresentedItem | undefined,
  { lifecycleId, locale }: { readonly lifecycleId: string; readonly locale: Locale },
  until: Instant,
): Promise<Pick<Occasion, 'course'>> {
  if (item?.kind !== 'quarterly-review') return {};
  const course = courseLine(await lastOfCourse(db, lifecycleId, until, courseRead), until, locale);
  return course === null ? {} : { course };
}

/** What an item of that programme is about; null for any other item. */
function aboutOf(item: PresentedItem | undefined, programme: Programme): string | null {
  return item?.programme === programme ? (item.about ?? null) : null;
}

/** Who leads a group, by name. */
async function leadersOf(db: Database, id: string): Promise<Occasion['leaders']> {
  const group = await db.group.findUnique({ where: { id } });
  const ids = [group?.managerId, group?.directorId].flatMap((one) => one ?? []);
  const people = await db.rep.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const nameOf = (one: string | null | undefined): string | null =>
    people.find(({ id: is }) => is === one)?.name ?? null;
  return { manager: nameOf(group?.managerId), director: nameOf(group?.directorId) };
}

/** What a mail tells of: the event, its moment, what was said with it, and who of ours recorded it. */
interface ToldEvent {
  readonly event: Event;
  readonly at: Instant;
  readonly words: string | null;
  readonly saidBy?: string;
  readonly heard?: Event;
}

/** The event of that number; null where none is asked for. */
async function eventAt(db: Database, lifecycleId: string, seq: number | null): Promise<ToldEvent | null> {
  if (seq === null) return null;
  const line = await db.ledgerRow.findUnique({ where: { lifecycleId_seq: { lifecycleId, seq } } });
  if (line === null) return null;
  const { at, by, noteId, cause } = line;
  const event = eventOf(line);
  const raisesAlarm = event.kind.startsWith('escalation-') && 'reasons' in event;
  const [note, who, heard] = await Promise.all([
    noteId === null ? null : db.note.findUnique({ where: { id: noteId }, select: { words: true } }),
    by === null ? null : db.rep.findUnique({ where: { id: by }, select: { name: true } }),
    raisesAlarm && cause !== null
      ? db.ledgerRow.findFirst({ where: { lifecycleId, cause, kind: { in: [...ratingKinds] } } })
      : null,
  ]);
  return {
    event,
    at: at.toISOString(),
    words: note?.words ?? null,
    ...(who === null ? {} : { saidBy: who.name }),
    ...(heard === null ? {} : { heard: eventOf(heard) }),
  };
}

/** The campaign to which an answer was given, where that is what is told. */
const declinedIn = (event: Event | undefined): string | null =>
  event?.kind === 'invitation-answered' ? event.campaign : null;

/** The campaign of that id at the date that is told, in a contact's language, and in whose name the client's contacts were invited. */
async function campaignOf(
  db: Database,
  id: string | null,
  event: Event | null,
  { slices: { invitations } }: LifecycleState,
  language: Language | null,
): Promise<Pick<Occasion, 'campaign' | 'organizer'>> {
  const job = id === null ? null : await db.job.findUnique({ where: { id }, select: { id: true, input: true } });
  if (job === null) return { campaign: null, organizer: null };
  const known = invitations.list.find(({ campaign }) => campaign === id);
  const by = known?.organizer;
  const organizer =
    by === undefined ? null : await db.rep.findUnique({ where: { id: by }, select: { name: true, email: true } });
  const campaign = campaignAsOf(jobInputOf('campaign', job), job.id, event, known);
  return { campaign: language === null ? campaign : campaignIn(campaign, language), organizer };
}

/** What a feed brought, by our id of it. */
async function articleOf(db: Database, id: string | null): Promise<Occasion['article']> {
  return id === null ? null : db.article.findUnique({ where: { id }, select: { title: true, link: true } });
}

/** The newest lines of the ledger that people speak of, with the words that were said; `asOf`: none that came later. */
async function linesOf(db: Database, lifecycleId: string, asOf: Instant | null): Promise<readonly SpokenLine[]> {
  const rows = await db.ledgerRow.findMany({
    where: { lifecycleId, kind: { in: [...lookedBackOn] }, ...(asOf === null ? {} : { at: { lte: asOf } }) },
    orderBy: { seq: 'desc' },
    take: ledgerRead,
  });
  const notes = await db.note.findMany({
    where: { id: { in: rows.flatMap(({ noteId }) => (noteId === null ? [] : [noteId])) } },
  });
  const words = new Map(notes.map((note) => [note.id, note.words]));
  return rows.map((row) => ({
    on: row.at.toISOString().slice(0, 10),
    event: eventOf(row),
    words: row.noteId === null ? null : (words.get(row.noteId) ?? null),
  }));
}

/** Figures of every term of its product line, newest first, each with the day of the review that heard it. */
async function actualsOf(db: Database, lifecycleId: string, asOf: Instant | null): Promise<readonly Actual[]> {
  const rows = await db.$queryRaw<{ metric: string; value: number; at: Date }[]>`
    select a.metric, a.value, coalesce(l.at, a."createdAt") as at
    from terms own join terms t on t.line = own.line join actuals a on a."lifecycleId" = t."lifecycleId"
    left join ledger l on l."lifecycleId" = a."lifecycleId" and l.kind = 'item-completed' and l.data ->> 'item' = a."itemId"
    where own."lifecycleId" = ${lifecycleId} and (${asOf}::timestamptz is null or coalesce(l.at, ${asOf}::timestamptz) <= ${asOf}::timestamptz)
    order by a."createdAt" desc limit ${actualsRead}`;
  return rows.map(({ metric, value, at }) => ({ metric, value, on: at.toISOString().slice(0, 10) }));
}

/** The client's other reviews that belong to the same meeting, each with its promises. */
async function together(
  db: Database,
  others: readonly OtherLine[],
  { id, policyDays, asOf }: { readonly id: string; readonly policyDays: number; readonly asOf: Instant | null },
  item: PresentedItem | undefined,
): Promise<Occasion['together']> {
  if (item?.kind !== 'quarterly-review' || others.length === 0) return [];
  const covers = await coveredByNow(db, { lifecycle: id, item: item.id });
  return Promise.all(
    sameMeeting({ lifecycle: id, covers, review: item }, others, policyDays).map(
      async ({ other, review: { id: item, dueAt, sections } }) => {
        const { deal, lifecycle } = other;
        const told = { deal, lifecycle, actuals: await actualsOf(db, other.id, asOf) };
        return {
          lifecycle: other.id,
          item,
          product: lifecycle.product.name,
          on: dueAt.slice(0, 10),
          promised: promisesOf(other),
          isTheirWork: other.isTheirWork,
          told,
          ...(sections === undefined ? {} : { sections }),
        };
      },
    ),
  );
}
