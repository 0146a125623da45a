/** Mails to one of ours that are not about one lifecycle: brief, digest, dossier of a handover or an import, figure, mails that did not arrive, connections that are broken. */
import type { Instant } from '../domain/core/json';
import { isBriefDue } from '../domain/organisation/digests';
import { nthOfTrouble } from '../domain/organisation/connections';
import type { Digest } from '../domain/told/digest';
import type { Draft } from '../mail/draft';
import { briefMail } from '../mail/personal/brief';
import { connectionBrokenMail, connectionStillBrokenMail, connectionWellMail } from '../mail/personal/connection';
import { digestMail } from '../mail/personal/digest';
import { dossierMail } from '../mail/personal/dossier';
import { figureMail } from '../mail/personal/figure';
import { mailAnsweredMail } from '../mail/personal/answered';
import { undeliveredMail, unreachableMail } from '../mail/personal/undelivered';
import type { Database } from '../prisma/client';
import { measureOf } from '../records/columns/organisation';
import { briefFor } from '../records/brief';
import { connectionToldOf } from '../records/connection-told';
import { digestFor } from '../records/digest';
import { roleBriefsFor } from '../records/role-briefs';
import { dossierFor } from '../records/dossier';
import { repLocaleOf } from '../records/reader-locale';
import { mailToAnswer } from '../records/mails-in';
import { undeliveredFor } from '../records/undelivered';
import { isWeekly, morningReaderOf } from './morning-readers';
import { unknownMail, unknownMailKind, unknownTarget, unknownTrouble } from './failures';

export interface PersonalMail {
  readonly key: string;
  readonly kind: string;
  readonly recipientId: string;
  readonly subjectId: string | null;
  readonly at: Date;
  readonly createdAt: Date;
}

/** What it says, in a fixed number of queries however many lifecycles it speaks of. */
export async function personalMail(
  db: Database,
  { key, kind, recipientId, subjectId, at, createdAt }: PersonalMail,
): Promise<Draft> {
  const locale = await repLocaleOf(db, recipientId, 'UTC');
  switch (kind) {
    case 'brief':
      return briefMail(
        await briefFor(db, recipientId, at.toISOString()),
        locale,
        await roleBriefsFor(db, recipientId, at.toISOString()),
      );
    case 'digest':
      return digestMail(await digestOf(db, recipientId, at.toISOString(), createdAt), locale);
    case 'dossier':
      return dossierMail(await dossierFor(db, subjectId ?? '', { rep: recipientId, locale }, at.toISOString()), locale);
    case 'figure': {
      const target = await db.target.findUnique({ where: { id: subjectId ?? '' } });
      if (target === null) throw unknownTarget(subjectId);
      return figureMail({ ...target, measure: measureOf(target) }, locale);
    }
    case 'unreachable':
    case 'undelivered': {
      const undelivered = await undeliveredFor(db, subjectId ?? '');
      if (undelivered === null) throw unknownMail(subjectId ?? '');
      return kind === 'unreachable' ? unreachableMail(undelivered, locale) : undeliveredMail(undelivered, locale);
    }
    case 'connection-broken':
    case 'connection-still-broken':
    case 'connection-well': {
      const told = await connectionToldOf(db, subjectId ?? '', nthOfTrouble(key), at.toISOString());
      if (told === null) throw unknownTrouble(subjectId);
      if (kind === 'connection-well') return connectionWellMail(told, locale);
      return kind === 'connection-broken'
        ? connectionBrokenMail(told, locale)
        : connectionStillBrokenMail(told, locale);
    }
    case 'mail-answered': {
      const mail = await mailToAnswer(db, subjectId ?? '', recipientId);
      if (mail === null) throw unknownMail(subjectId ?? '');
      return mailAnsweredMail(mail, at.toISOString(), locale);
    }
    default:
      throw unknownMailKind(kind);
  }
}

/** The digest of a morning, of what was recorded when it was written. */
async function digestOf(db: Database, recipient: string, at: Instant, recorded: Date): Promise<Digest> {
  const there = await morningReaderOf(db, recipient, at);
  return digestFor(db, recipient, {
    at,
    recorded,
    isWeekly: there === null || isWeekly(there, at),
    hasBrief: there !== null && isBriefDue(there.reader, there.calendar, at),
  });
}
