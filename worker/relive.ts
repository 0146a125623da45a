/** Relives the histories of a lifecycle with this build's code: what it recorded then, in its order. */
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import type { Recording, ToRecord } from '../activities/lifecycle';
import type { DecisionName, Happened, HappenedOf, Seed } from '../domain/core/concern';
import { decisionsIn, originOf, seedIn, type RunHistory } from '../temporal/histories';

/** Something that a run recorded, and what it learned from that. */
export interface Relived {
  readonly asked: ToRecord;
  readonly learned: readonly Happened[];
}

/** As PostgreSQL would hold it: what is left out is not there, and nothing remembers the sandbox it came from. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what JSON keeps of a value is of its type
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * What one run recorded, oldest first. What it asked in vain, because the record was ahead of it, is left out. Throws
 * where this build's code cannot have made the history.
 */
export async function relive(workflowBundle: WorkflowBundle, history: RunHistory): Promise<readonly Relived[]> {
  const relived: Relived[] = [];
  const recorded = (_: unknown, asked: ToRecord, answer: Recording = []): void => {
    if ('overtaken' in answer) return;
    relived.push(plain({ asked, learned: 'settings' in answer ? answer.answer : answer }));
  };
  await Worker.runReplayHistory(
    { workflowBundle, sinks: { recordings: { recorded: { callDuringReplay: true, fn: recorded } } } },
    history,
  );
  return relived;
}

/** A lifecycle as its histories tell it. */
export interface RelivedLife {
  readonly seed: Seed;
  /** What its runs recorded, oldest first, from the first one that was relived. */
  readonly recordings: readonly Relived[];
  /** The decisions that these runs accepted. */
  readonly decisions: readonly (HappenedOf<DecisionName> & { readonly at: Date })[];
  /** The number of the last event that its last run knows to be recorded. */
  readonly knownSeq: number;
}

/** Relives the newest runs of a lifecycle, back to one that began by number `from`; null where no history is kept. */
export async function reliveFrom(
  workflowBundle: WorkflowBundle,
  newestFirst: AsyncIterable<RunHistory>,
  from: number,
): Promise<RelivedLife | null> {
  let life: RelivedLife | null = null;
  for await (const history of newestFirst) {
    const origin = originOf(history);
    if (origin === null) break;
    const began = origin.kind === 'seed' ? 0 : origin.state.seq;
    const recordings = await relive(workflowBundle, history);
    const earlier: RelivedLife = {
      seed: seedIn(origin),
      recordings: [...recordings, ...(life?.recordings ?? [])],
      decisions: [...decisionsIn(history), ...(life?.decisions ?? [])],
      knownSeq: life?.knownSeq ?? recordings.at(-1)?.asked.state.seq ?? began,
    };
    life = earlier;
    if (began <= from) break;
  }
  return life;
}
