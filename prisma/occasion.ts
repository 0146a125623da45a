/** Gathers what a mail or a page may speak of: words and names, which never enter a workflow. */
import type { Recorded } from '../domain/concern';
import type { Deal } from '../domain/deal';
import { tell, type LifecycleState } from '../domain/lifecycle';
import { present } from '../domain/present';
import type { Occasion } from '../domain/occasion';
import type { Database } from './client';

const latelyKept = 6;
const spokenOf = [
  'item-completed',
  'touch-recorded',
  'onboarding-step-completed',
  'escalation-resolved',
  'oversold-flagged',
  'item-missed',
];

/** The occasion of a mail about a lifecycle; null when the lifecycle has not been recorded yet. */
export async function occasionOf(db: Database, lifecycleId: string, subject: string | null): Promise<Occasion | null> {
  const row = await db.lifecycle.findUnique({
    where: { id: lifecycleId },
    include: { deal: true, client: { include: { contacts: true } } },
  });
  if (row === null || row.state === null) return null;
  const [lines, actuals] = await Promise.all([
    db.ledgerRow.findMany({
      where: { lifecycleId, kind: { in: spokenOf } },
      orderBy: { seq: 'desc' },
      take: latelyKept,
    }),
    db.actual.findMany({ where: { lifecycleId }, orderBy: { createdAt: 'desc' }, take: 100 }),
  ]);
  const notes = await db.note.findMany({
    where: { id: { in: lines.flatMap(({ noteId }) => (noteId === null ? [] : [noteId])) } },
  });
  const wordsOf = new Map(notes.map(({ id, words }) => [id, words]));
  return {
    lifecycle: present(row.state as unknown as LifecycleState),
    deal: row.deal.document as unknown as Deal,
    contacts: row.client.contacts,
    lately: lines.map(({ at, kind, data, noteId }) => {
      const words = noteId === null ? undefined : wordsOf.get(noteId);
      return `${at.toISOString().slice(0, 10)}: ${tell({ kind, ...(data as object) } as Recorded['event'])}${words === undefined ? '' : ` «${words}»`}`;
    }),
    actuals: actuals.map(({ metric, value, createdAt }) => ({
      metric,
      value,
      on: createdAt.toISOString().slice(0, 10),
    })),
    subject,
  };
}
