/**
 * Holds what was acknowledged against what the product says, through its API, its mailbox and its queries. It shares no
 * rule with the product: it counts.
 */
import type { RememberedLife } from './crowd';
import type { TimelineLine } from './asking';

/** What became of a soak, lifecycle by lifecycle. */
export interface Verdicts {
  /** Acknowledged, and not in the ledger. */
  readonly lost: readonly string[];
  /** In the ledger, or done, twice. */
  readonly doubled: readonly string[];
}

/** The decision that a line of the ledger is the first consequence of; null for other lines. */
function decidedBy({ kind, data }: TimelineLine): RememberedLife['decided'][number] | null {
  switch (kind) {
    case 'paused':
      return 'pause';
    case 'resumed':
      return 'resume';
    case 'renewal-decided':
      return 'renew';
    case 'stage-changed':
      return data.to === 'churned' ? 'churn' : null;
    default:
      return null;
  }
}

/** Compares a lifecycle's ledger with what those who dealt with it remember. */
export function judged({ id, told, decided }: RememberedLife, ledger: readonly TimelineLine[]): Verdicts {
  const lost: string[] = [];
  const doubled: string[] = [];
  const count = (items: readonly string[]): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
    return counts;
  };
  // Each fact has words of its own. One fact may have several consequences; the line that it is, is the first.
  const spoken = count(
    ledger.flatMap(({ kind, note }) =>
      note !== undefined && (kind === 'touch-recorded' || kind === 'happiness-heard' || kind === 'fact-ignored')
        ? [note]
        : [],
    ),
  );
  for (const note of told) {
    const times = spoken.get(note) ?? 0;
    if (times === 0) lost.push(`${id}: the fact ${note}`);
    if (times > 1) doubled.push(`${id}: the fact ${note}, ${times} times`);
  }
  for (const note of spoken.keys()) if (!told.includes(note)) doubled.push(`${id}: nobody said ${note}`);

  const turns = ledger.flatMap((line) => decidedBy(line) ?? []);
  if (turns.length < decided.length) lost.push(`${id}: of ${decided.join(' ')} only ${turns.join(' ')}`);
  else if (turns.join() !== decided.join()) doubled.push(`${id}: ${turns.join(' ')} for ${decided.join(' ')}`);

  const numbers = ledger.map(({ seq }) => seq);
  numbers.forEach((seq, place) => {
    if (seq !== place + 1) lost.push(`${id}: line ${place + 1} of the ledger is ${seq}`);
  });
  // Nothing falls due twice, and each touch of the grid once, in its order.
  const due = ledger.flatMap(({ kind, data }) => (kind === 'item-due' ? [data.item ?? ''] : []));
  for (const [item, times] of count(due)) if (times > 1) doubled.push(`${id}: ${item} fell due ${times} times`);
  return { lost, doubled };
}
