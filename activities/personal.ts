/** Mails to a rep that are not about one lifecycle: the brief, the dossier of a handover or an import, a figure. */
import { ApplicationFailure } from '@temporalio/activity';
import { briefWords } from '../mail/brief';
import { dossierWords } from '../mail/dossier';
import { figureWords } from '../mail/figure';
import type { Words } from '../mail/sections';
import type { Database } from '../prisma/client';
import { briefFor } from '../records/brief';
import { dossierFor } from '../records/dossier';

export interface PersonalMail {
  readonly kind: string;
  readonly recipientId: string;
  readonly subjectId: string | null;
  readonly at: Date;
}

/** Its words, in a fixed number of queries however many lifecycles it speaks of. */
export async function personalWords(db: Database, { kind, recipientId, subjectId, at }: PersonalMail): Promise<Words> {
  switch (kind) {
    case 'brief':
      return briefWords(await briefFor(db, recipientId, at.toISOString()));
    case 'dossier':
      return dossierWords(await dossierFor(db, subjectId ?? '', recipientId, at.toISOString()));
    case 'figure': {
      const target = await db.target.findUnique({ where: { id: subjectId ?? '' } });
      if (target === null) throw ApplicationFailure.nonRetryable(`there is no target ${subjectId}`, 'UnknownTarget');
      return figureWords(target);
    }
    default:
      throw ApplicationFailure.nonRetryable(`nobody knows the words of a ${kind}`, 'UnknownMail');
  }
}
