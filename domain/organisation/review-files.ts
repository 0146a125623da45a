/**
 * The calendar files of reviews: who has one, and who hears that its meeting was moved or does not take place. What was
 * sent is read off the mails; the life itself keeps nothing of it.
 *
 *   no file ──(the review is prepared, or stands alone again)──► has it ──(put off, or its moment changes)──► has it anew
 *                                                                  │
 *                                                                  └──(no meeting any more, or not theirs)──► taken back
 *
 * | what happens                                             | who has the file            | who keeps the client now     |
 * | -------------------------------------------------------- | --------------------------- | ---------------------------- |
 * | the review is put off                                    | the new day                 |                              |
 * | its moment changes: holidays, working hours, the client’s| the new moment              |                              |
 * | zone                                                     |                             |                              |
 * | it is closed, and nobody met                             | it is taken back            |                              |
 * | it is skipped: paused, in onboarding, left alone         | it is taken back            |                              |
 * | another line’s meeting covers it                         | it is taken back            | (who holds that meeting has  |
 * |                                                          |                             | its file)                    |
 * | the client leaves, or is no client for us any more       | it is taken back            |                              |
 * | somebody else keeps the client                           | taken back, save from them  | the file, while it is ahead  |
 * | it renews                                                | nothing: the next term holds the review                    |
 * | it was held, or nobody said anything and it is past      | nothing                     |                              |
 *
 * Who has left hears nothing. Whoever stood in and got the file hears of it, whoever is there today: it is in their calendar.
 */
import { dayOf } from '../core/calendar';
import type { Event, EventOf, Recorded } from '../core/concern';
import { eventIdOf } from '../core/identity';
import { isBegun, isStillToDo, type Item } from '../core/item';
import type { Instant } from '../core/json';
import { hasEnded } from '../core/stages';
import type { LifecycleState } from '../lifecycle';
import type { MailKind } from '../told/mails';
import type { AddressedMail } from './addressing';
import { standInFor, type Recipient } from './people';

/** Kinds of mails with which a review's calendar file goes. */
export const reviewFileKinds = ['item-prepared', 'review-moved', 'review-called-off'] as const satisfies MailKind[];
export type ReviewFileKind = (typeof reviewFileKinds)[number];

/** A mail with a review's calendar file, as it was caused. */
export interface ReviewFile {
  readonly lifecycle: string;
  readonly seq: number;
  readonly kind: ReviewFileKind;
  readonly review: string;
  readonly recipient: string;
  readonly inPlaceOf: string | null;
  /** When the meeting begins, as the file that went out says; null while it is on its way, or nobody wrote it down. */
  readonly startsAt: Instant | null;
  /** True where its recipient does not work here any more. */
  readonly left: boolean;
}

/** Events after which a file may say something else than what is so. */
const looksAt: ReadonlySet<Event['kind']> = new Set<Event['kind']>([
  'item-postponed',
  'item-completed',
  'item-corrected',
  'item-missed',
  'item-skipped',
  'item-covered',
  'stage-changed',
  'reassigned',
  'holidays-refreshed',
  'policy-changed',
  'client-known',
  'client-merged',
]);

/** The reviews of which a file may have gone out: nobody gets one before its review is prepared. */
const reviewsIn = ({ slices }: Pick<LifecycleState, 'slices'>): readonly Item[] =>
  slices.items.filter((item) => item.programme === 'review' && isBegun(item));

const endsIt = (event: EventOf<'stage-changed'>): boolean => hasEnded(event.to) && event.to !== 'renewed';

/** True for an event that a file of one of those reviews may have to follow. */
function isFollowed(event: Event, reviews: readonly Item[]): boolean {
  if (!looksAt.has(event.kind)) return false;
  if ('item' in event) return reviews.some(({ id }) => id === event.item);
  return event.kind !== 'stage-changed' || endsIt(event);
}

/** What has to be known before files can follow the events: of which reviews, and of whom. Null where none can. */
export function filesToLookUp(
  state: Pick<LifecycleState, 'slices'>,
  events: readonly Recorded[],
): { readonly reviews: readonly string[]; readonly people: readonly string[] } | null {
  const reviews = reviewsIn(state);
  const told = events.filter(({ event }) => isFollowed(event, reviews));
  if (reviews.length === 0 || told.length === 0) return null;
  return {
    reviews: reviews.map(({ id }) => id),
    people: told.flatMap(({ event }) => (event.kind === 'reassigned' ? [event.to] : [])),
  };
}

/** What becomes of the files of a review. */
type FileTurn = 'moved' | 'called-off' | { readonly passedTo: string };

function whenItemTurns(event: Event, review: Item, at: Instant): FileTurn | null {
  switch (event.kind) {
    case 'item-postponed':
      return 'moved';
    case 'item-completed':
      return event.outcome === 'done' ? null : 'called-off';
    case 'item-corrected':
      return event.outcome === 'done' || event.outcome === 'open' ? null : 'called-off';
    case 'item-missed':
      // Nobody said whether they met: what lies behind stays in the calendar.
      return review.dueAt > at ? 'called-off' : null;
    case 'item-skipped':
    case 'item-covered':
      return 'called-off';
    default:
      return null;
  }
}

/** What an event means for the files of a review; null where it means nothing. */
function turnOf({ event, at }: Recorded, review: Item): FileTurn | null {
  if ('item' in event) return event.item === review.id ? whenItemTurns(event, review, at) : null;
  switch (event.kind) {
    case 'stage-changed':
      return endsIt(event) && review.state === 'cancelled' && review.closedAt === at ? 'called-off' : null;
    case 'reassigned':
      return isStillToDo(review) ? { passedTo: event.to } : null;
    case 'holidays-refreshed':
    case 'policy-changed':
    case 'client-known':
    case 'client-merged':
      return review.state === 'planned' ? 'moved' : null;
    default:
      return null;
  }
}

/** Whoever has the file before an event: the last that each got, where that did not take it back. */
function holdersBefore(files: readonly ReviewFile[], review: string): readonly ReviewFile[] {
  const last = new Map(files.filter((one) => one.review === review).map((one) => [one.recipient, one]));
  return [...last.values()].filter(({ kind, left }) => kind !== 'review-called-off' && !left);
}

/** What is told, and to whom. */
interface FileTelling {
  readonly kind: ReviewFileKind;
  readonly recipient: string;
  readonly inPlaceOf: string | null;
}

/** Where a lifecycle stands, who got files before, and who is there. */
export interface FilesFollowed {
  readonly state: Pick<LifecycleState, 'seed' | 'slices'>;
  /** Files of the product line's reviews, in the order in which they were caused. */
  readonly files: readonly ReviewFile[];
  readonly people: ReadonlyMap<string, Recipient>;
}

function tellings(
  turn: FileTurn,
  line: Recorded,
  review: Item,
  has: readonly ReviewFile[],
  { state, people }: FilesFollowed,
): readonly FileTelling[] {
  const toldOff = (one: ReviewFile): FileTelling => ({
    kind: 'review-called-off',
    recipient: one.recipient,
    inPlaceOf: one.inPlaceOf,
  });
  if (turn === 'called-off') return has.map(toldOff);
  if (turn === 'moved')
    return has
      .filter(
        ({ startsAt }) => line.event.kind === 'item-postponed' || (startsAt !== null && startsAt !== review.dueAt),
      )
      .map(({ recipient, inPlaceOf }) => ({ kind: 'review-moved', recipient, inPlaceOf }));
  if (has.length === 0) return [];
  const { passedTo } = turn;
  const reader = standInFor(passedTo, dayOf(line.at, state.seed.client.zone), people);
  const goesOn =
    review.state === 'planned' && review.covered === null && !has.some(({ recipient }) => recipient === reader);
  return [
    ...has.filter(({ recipient }) => recipient !== reader).map(toldOff),
    ...(goesOn
      ? [{ kind: 'item-prepared' as const, recipient: reader, inPlaceOf: reader === passedTo ? null : passedTo }]
      : []),
  ];
}

/** The mails by which calendar files follow what happened; none where nobody has a file. */
export function reviewFileMails(events: readonly Recorded[], followed: FilesFollowed): readonly AddressedMail[] {
  const { state } = followed;
  const lifecycle = state.seed.lifecycleId;
  const mails: AddressedMail[] = [];
  let files = followed.files;
  for (const line of events) {
    const { seq, at } = line;
    for (const review of reviewsIn(state)) {
      const turn = turnOf(line, review);
      if (turn === null) continue;
      const before = files.filter((one) => one.lifecycle !== lifecycle || one.seq < seq);
      for (const { kind, recipient, inPlaceOf } of tellings(
        turn,
        line,
        review,
        holdersBefore(before, review.id),
        followed,
      )) {
        mails.push({
          key: `mail.${eventIdOf(lifecycle, seq)}.${review.id}.${recipient}`,
          cause: { lifecycle, seq },
          at,
          kind,
          role: 'rep',
          recipient,
          inPlaceOf,
          subject: review.id,
          gatherKey: null,
        });
        files = [
          ...files,
          { lifecycle, seq, kind, review: review.id, recipient, inPlaceOf, startsAt: null, left: false },
        ];
      }
    }
  }
  return mails;
}
