/** Rows of the mails that go out: looks up whom the rules ask for, and has them addressed (domain/organisation/addressing.ts). */
import type { Recorded } from '../domain/core/concern';
import type { LifecycleState } from '../domain/lifecycle';
import {
  addressed,
  recipientsToLookUp,
  holdersOf,
  lookUpFor,
  type AddressedMail,
  type Occurred,
} from '../domain/organisation/addressing';
import { filesToLookUp, reviewFileKinds, reviewFileMails, type ReviewFile } from '../domain/organisation/review-files';
import type { ClientNamed, MailOnItsWay } from '../domain/told/delivery';
import type { Database } from '../prisma/client';
import { namedFor, recipientsOf } from '../records/organisation';
import { reviewFilesOf } from '../records/review-files';

/** Starts the delivery of a mail; the sweep does it when this fails. `grouped`: it waits a little for what goes out with it. */
export type StartDelivery = (mail: MailOnItsWay, grouped: boolean) => Promise<void>;

/** The mails that events of a lifecycle cause, addressed. Most events cause none and cost no query. */
export async function mailsFor(
  db: Database,
  state: LifecycleState,
  events: readonly Recorded[],
  covered: ReadonlySet<string>,
): Promise<readonly AddressedMail[]> {
  const mails = await addressedFor(db, state, events, covered);
  return [...mails, ...(await fileMailsFor(db, state, events, mails))];
}

/** The mails by which the calendar files of reviews follow the events; `mails`: what goes out because of them anyway. */
async function fileMailsFor(
  db: Database,
  state: LifecycleState,
  events: readonly Recorded[],
  mails: readonly AddressedMail[],
): Promise<readonly AddressedMail[]> {
  const lookUp = filesToLookUp(state, events);
  if (lookUp === null) return [];
  const sent = await reviewFilesOf(db, state.seed, lookUp.reviews);
  const now = mails.flatMap((mail) => fileIn(mail, lookUp.reviews));
  if (sent.length + now.length === 0) return [];
  const people = await recipientsOf(db, lookUp.people);
  return reviewFileMails(events, { state, files: [...sent, ...now], people });
}

/** The calendar file that goes with a mail; none where none does. */
function fileIn(
  { kind, cause, subject, recipient, inPlaceOf }: AddressedMail,
  reviews: readonly string[],
): readonly ReviewFile[] {
  const known = reviewFileKinds.find((one) => one === kind);
  if (known === undefined || cause === null || subject === null || !reviews.includes(subject)) return [];
  return [{ ...cause, kind: known, review: subject, recipient, inPlaceOf, startsAt: null, left: false }];
}

/** The mails that events cause by themselves, addressed. */
async function addressedFor(
  db: Database,
  { seed, slices }: LifecycleState,
  events: readonly Recorded[],
  covered: ReadonlySet<string>,
): Promise<readonly AddressedMail[]> {
  const occurred: Occurred = { lifecycle: seed.lifecycleId, client: seed.client, events, covered };
  const lookUp = lookUpFor(occurred);
  if (lookUp === null) return [];
  const { rep, group } = slices.standing;
  const holders = holdersOf(await namedFor(db, { rep, group, deal: seed.dealId }, lookUp));
  const people = await recipientsOf(db, recipientsToLookUp(occurred, holders));
  return addressed(occurred, holders, people).mails;
}

/** Starts the deliveries of mails that are written; `client`: whom they are about, null where they are about none or many. */
export async function deliverMails(
  mails: readonly AddressedMail[],
  client: ClientNamed | null,
  startDelivery: StartDelivery,
): Promise<void> {
  await Promise.all(
    // What begins with a deal waits for its other lines, and for nothing else (activities/deliver.ts).
    mails.map(({ key, kind, role, gatherKey }) =>
      startDelivery({ key, kind, role, client }, gatherKey !== null && kind !== 'hand-over'),
    ),
  );
}
