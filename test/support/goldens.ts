/**
 * Goldens: lives lived under earlier versions. `<name>.history` is what Temporal's server kept of one run;
 * `<name>.ledger` beside it is what that run recorded, one event a line, and the state it ended with as the last line.
 * Replay compares only the order of commands, so the ledger is what tells whether a life would still be the same.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporal } from '@temporalio/proto';
import { Runtime, type WorkflowBundle } from '@temporalio/worker';
import type { Recorded } from '../../domain/core/concern';
import type { LifecycleState } from '../../domain/lifecycle';
import { upcast } from '../../domain/upcast';
import { relive } from '../../worker/relive';

export const goldens = path.join(__dirname, '..', 'goldens');

/** What one run recorded: its events in order, and the state it recorded last. */
export interface Lived {
  readonly events: readonly Recorded[];
  readonly state: LifecycleState;
}

const histories = readdirSync(goldens, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.history'))
  .map((file) => file.slice(0, -'.history'.length))
  .toSorted();
const hasLedger = (name: string): boolean => existsSync(path.join(goldens, `${name}.ledger`));

/** Names of the goldens of lifecycles, without their ending. */
export const goldenNames = (): readonly string[] => histories.filter(hasLedger);

/** Names of the goldens of workflows that record nothing: deliveries, jobs, mornings, feeds, watches. */
export const otherGoldenNames = (): readonly string[] => histories.filter((name) => !hasLedger(name));

/** The history as the server kept it. */
export function historyOf(name: string): temporal.api.history.v1.IHistory {
  return temporal.api.history.v1.History.decode(readFileSync(path.join(goldens, `${name}.history`)));
}

function linesOf(name: string): readonly unknown[] {
  return readFileSync(path.join(goldens, `${name}.ledger`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

/** The state that the run recorded last, as its version wrote it. */
export function storedStateOf(name: string): unknown {
  return linesOf(name).at(-1);
}

/** What the run recorded when it was made; its state is brought to the present schema, as a later run would do. */
export function ledgerOf(name: string): Lived {
  return { events: linesOf(name).slice(0, -1) as readonly Recorded[], state: upcast(storedStateOf(name)) };
}

/** The same history without the stack traces of its failures, whose files are those of one machine. Replay reads none. */
export function withoutTraces(history: temporal.api.history.v1.IHistory): temporal.api.history.v1.IHistory {
  const clean = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
    if (Object.hasOwn(value, 'stackTrace')) Reflect.set(value, 'stackTrace', '');
    for (const one of Object.values(value)) clean(one);
  };
  const copy = structuredClone(history);
  clean(copy);
  return copy;
}

/** Keeps what a run recorded beside its history. A ledger that is there already is never written again. */
export function keepLedger(name: string, { events, state }: Lived): void {
  const file = path.join(goldens, `${name}.ledger`);
  if (existsSync(file)) throw new Error(`${name}.ledger stands already: a golden's ledger is never rewritten`);
  writeFileSync(file, `${[...events, state].map((line) => JSON.stringify(line)).join('\n')}\n`);
}

/** Without Temporal's own log; once a process, before anything is replayed. */
export function quietRuntime(): void {
  const quiet = (): void => undefined;
  Runtime.install({ logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet } });
}

/** Replays a history with this version's code. Throws when its commands come in another order. */
export async function replay(bundle: WorkflowBundle, history: temporal.api.history.v1.IHistory): Promise<Lived> {
  const relived = await relive(bundle, history);
  const state = relived.at(-1)?.asked.state;
  if (state === undefined) throw new Error('the run recorded nothing');
  // A run that was repeated recorded some events twice, under the same numbers.
  const events = new Map(relived.flatMap(({ asked }) => asked.events.map((event) => [event.seq, event] as const)));
  return { events: [...events.values()], state };
}
