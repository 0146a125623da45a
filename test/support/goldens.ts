/**
 * Goldens: lives lived under earlier versions. `<name>.history` is what Temporal's server kept of one run;
 * `<name>.ledger` beside it is what that run recorded, one event a line, and the state it ended with as the last line.
 * Replay compares only the order of commands, so the ledger is what tells whether a life would still be the same.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import type { ToRecord } from '../../activities/lifecycle';
import type { Recorded } from '../../domain/core/concern';
import type { LifecycleState } from '../../domain/lifecycle';
import { upcast } from '../../domain/upcast';

export const goldens = path.join(__dirname, '..', 'goldens');
const workflows = path.join(__dirname, '..', '..', 'workflows', 'index.ts');

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

/** Keeps what a run recorded beside its history. A ledger that is there already is never written again. */
export function keepLedger(name: string, { events, state }: Lived): void {
  const file = path.join(goldens, `${name}.ledger`);
  if (existsSync(file)) throw new Error(`${name}.ledger stands already: a golden's ledger is never rewritten`);
  writeFileSync(file, `${[...events, state].map((line) => JSON.stringify(line)).join('\n')}\n`);
}

/** This version's workflows, with an ear at what they ask to be recorded. */
export function listeningBundle(): Promise<WorkflowBundle> {
  const quiet = (): void => undefined;
  return bundleWorkflowCode({
    workflowsPath: workflows,
    workflowInterceptorModules: [path.join(__dirname, 'ledger-interceptor.ts')],
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.warn, error: console.error },
  });
}

/** Without Temporal's own log; once a process, before anything is replayed. */
export function quietRuntime(): void {
  const quiet = (): void => undefined;
  Runtime.install({ logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet } });
}

/** Replays a history with this version's code. Throws when its commands come in another order. */
export async function replay(bundle: WorkflowBundle, history: temporal.api.history.v1.IHistory): Promise<Lived> {
  const events = new Map<number, Recorded>();
  let state: LifecycleState | undefined;
  await Worker.runReplayHistory(
    {
      workflowBundle: bundle,
      sinks: {
        ledger: {
          asked: {
            callDuringReplay: true,
            fn: (_info: unknown, asked: ToRecord) => {
              for (const event of asked.events) events.set(event.seq, event);
              state = asked.state;
            },
          },
        },
      },
    },
    history,
  );
  if (state === undefined) throw new Error('the run recorded nothing');
  return asWritten({ events: [...events.values()], state });
}

/** As a file would hold it: what is left out is not there, and nothing remembers the sandbox it came from. */
function asWritten(lived: Lived): Lived {
  return JSON.parse(JSON.stringify(lived)) as Lived;
}
