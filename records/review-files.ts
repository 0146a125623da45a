/** Which calendar files of reviews went with which mails: read off the mails of every term of a product line. */
import { reviewFileKinds, type ReviewFile } from '../domain/organisation/review-files';
import { lifecycleIdOf } from '../domain/core/identity';
import type { Instant } from '../domain/core/json';
import type { MeetingFile } from '../domain/told/occasion';
import type { Database } from '../prisma/client';
import type { MailRow } from './mails';

const kinds: string[] = [...reviewFileKinds];

/** A term of a product line. */
export interface TermOfLine {
  readonly dealId: string;
  readonly product: { readonly code: string };
  readonly term: number;
}

/** Every term of the line so far, and the one that may have begun meanwhile. */
const termsOf = ({ dealId, product, term }: TermOfLine): string[] =>
  Array.from({ length: term + 1 }, (_, index) => lifecycleIdOf(dealId, product.code, index + 1));

interface FileRow {
  readonly lifecycle: string;
  readonly seq: number;
  readonly kind: string;
  readonly review: string;
  readonly recipient: string;
  readonly inPlaceOf: string | null;
  readonly startsAt: Date | null;
  readonly left: boolean;
}

/** The files of those reviews that went out, or are on their way, in the order in which they were caused. */
export async function reviewFilesOf(
  db: Pick<Database, '$queryRaw'>,
  of: TermOfLine,
  reviews: readonly string[],
): Promise<readonly ReviewFile[]> {
  const rows = await db.$queryRaw<FileRow[]>`
    select m."lifecycleId" as lifecycle, m.seq, m.kind, m."subjectId" as review, m."recipientId" as recipient,
      m."forRepId" as "inPlaceOf", m."meetingAt" as "startsAt", r."leftAt" is not null as left
    from unnest(${termsOf(of)}::text[]) with ordinality as t(id, term)
      join mails m on m."lifecycleId" = t.id left join reps r on r.id = m."recipientId"
    where m.kind = any(${kinds}) and m."subjectId" = any(${[...reviews]}) and m.state <> 'refused'
    order by t.term, m.seq, m.key`;
  return rows.flatMap(({ kind, startsAt, ...row }) => {
    const known = reviewFileKinds.find((one) => one === kind);
    return known === undefined ? [] : [{ ...row, kind: known, startsAt: startsAt?.toISOString() ?? null }];
  });
}

/** The file that goes with what is told of an event: its name is that of the first, and its number grows with each. */
export async function meetingFileOf(
  db: Pick<Database, '$queryRaw'>,
  of: TermOfLine,
  { seq, review }: { readonly seq: number; readonly review: string },
): Promise<MeetingFile> {
  const [row] = await db.$queryRaw<{ first: string | null; before: number }[]>`
    select (array_agg(m."lifecycleId" order by t.term, m.seq))[1] as first,
      count(distinct (m."lifecycleId", m.seq)) filter (where (t.term, m.seq) < (${of.term}::int, ${seq}::int))::int as before
    from unnest(${termsOf(of)}::text[]) with ordinality as t(id, term) join mails m on m."lifecycleId" = t.id
    where m.kind = any(${kinds}) and m."subjectId" = ${review} and (t.term, m.seq) <= (${of.term}::int, ${seq}::int)`;
  return {
    uid: `${row?.first ?? lifecycleIdOf(of.dealId, of.product.code, of.term)}.${review}`,
    sequence: row?.before ?? 0,
  };
}

/** What is true of a mail with a file when it goes out. */
export interface FileStanding {
  /** Its reader has the file, or may have it. */
  readonly isThere: boolean;
  /** The file was taken back from its reader meanwhile. */
  readonly isTakenBack: boolean;
}

/** How the file of a mail stands with its reader, by what went out to them before it and what was caused after it. */
export async function fileStandingOf(
  db: Pick<Database, '$queryRaw'>,
  of: TermOfLine,
  { seq, subjectId, recipientId }: Pick<MailRow, 'seq' | 'subjectId' | 'recipientId'>,
): Promise<FileStanding> {
  const [row] = await db.$queryRaw<FileStanding[]>`
    select coalesce(bool_or((t.term, m.seq) < (${of.term}::int, ${seq}::int) and m.kind <> 'review-called-off'
        and (m.state = 'sent' or m.state = 'waiting' and m.attempts > 0)), false) as "isThere",
      coalesce(bool_or((t.term, m.seq) > (${of.term}::int, ${seq}::int) and m.kind = 'review-called-off'), false) as "isTakenBack"
    from unnest(${termsOf(of)}::text[]) with ordinality as t(id, term) join mails m on m."lifecycleId" = t.id
    where m.kind = any(${kinds}) and m."subjectId" = ${subjectId} and m."recipientId" = ${recipientId}`;
  return row ?? { isThere: false, isTakenBack: false };
}

/** Notes when the meeting begins, as the file that goes with a mail says. */
export async function noteMeeting(db: Pick<Database, 'mail'>, key: string, startsAt: Instant): Promise<void> {
  await db.mail.updateMany({ where: { key }, data: { meetingAt: startsAt } });
}
