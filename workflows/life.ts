/**
 * A life in the making: the state that messages and the clock move on, and the events that are not recorded yet.
 * Everything that moves it is pure and synchronous, so a query after it is current; recording it is not.
 */
import { ApplicationFailure, condition, upsertSearchAttributes } from '@temporalio/workflow';
import type { DecisionName, FactName, Happened, HappenedOf, Recorded, Seed, Via } from '../domain/core/concern';
import { viaOf } from '../domain/core/earlier';
import { holidaysWanted } from '../domain/holidays-wanted';
import { refusals, type Refusal } from '../domain/core/refusals';
import { accept, advance, agenda, begin, fateOf, type Advanced, type LifecycleState } from '../domain/lifecycle';
import { hasEnded, type Stage } from '../domain/concerns/standing';
import { upcast, upcastSeed } from '../domain/upcast';
import { refusedType, type Stands } from './messages';
import { holidays, record } from './records';
import { changedAttributes } from './story';

/** Where a run starts: a new lifecycle from its seed, or the state that an earlier run carried over. */
export type RunOrigin =
  { readonly kind: 'seed'; readonly seed: Seed } | { readonly kind: 'state'; readonly state: LifecycleState };

/** How a life ended, and why. */
export interface Ended {
  readonly stage: Stage;
  readonly reason: string;
}

/** The workflow's clock, as an ISO instant. */
export const now = (): string => new Date(Date.now()).toISOString();

/** The failure by which a decision's caller learns that it was refused, and why. */
function refusalOf(code: Refusal): ApplicationFailure {
  return ApplicationFailure.create({ type: refusedType, message: refusals[code], details: [code], nonRetryable: true });
}

export class Life {
  #state: LifecycleState;
  #unrecorded: Recorded[];
  #recordedSeq: number;
  /** How the messages came that caused what is not recorded yet, by their ids. */
  readonly #via = new Map<string, Via>();

  constructor(origin: RunOrigin) {
    const { state, events } =
      origin.kind === 'state' ? { state: upcast(origin.state), events: [] } : begin(upcastSeed(origin.seed), now());
    this.#state = state;
    this.#unrecorded = [...events];
    this.#recordedSeq = state.seq - events.length;
  }

  get state(): LifecycleState {
    return this.#state;
  }

  get hasEnded(): boolean {
    return hasEnded(this.#state.slices.standing.stage);
  }

  /** Where it stands, and why it ended there. */
  get ending(): Ended {
    const { stage, endReason } = this.#state.slices.standing;
    return { stage, reason: endReason ?? '' };
  }

  get isRecorded(): boolean {
    return this.#unrecorded.length === 0;
  }

  /** The next moment at which something falls due by itself. */
  get next(): ReturnType<typeof agenda>[number] | undefined {
    return agenda(this.#state)[0];
  }

  /** Takes what has fallen due by now: each step at its own moment, however late the worker is. */
  takeWhatIsDue(): void {
    this.#take(advance(this.#state, null, now()));
  }

  /** Takes a fact; one that does not apply is recorded as ignored. */
  accept(fact: HappenedOf<FactName>): void {
    this.#remember(fact);
    this.#take(accept(this.#state, fact, now()));
  }

  /** Throws what the caller of a decision is told when it would be refused. Changes nothing. */
  validate(decision: HappenedOf<DecisionName>): void {
    const { refused } = advance(this.#state, decision, now());
    if (refused !== undefined) throw refusalOf(refused);
  }

  /** Takes a decision, and returns once what it changed is recorded. Throws when it is refused. */
  async decide(decision: HappenedOf<DecisionName>): Promise<Stands> {
    this.#remember({ ...decision, via: 'decision' });
    const advanced = advance(this.#state, decision, now());
    this.#take(advanced);
    if (advanced.refused !== undefined) throw refusalOf(advanced.refused);
    const seq = fateOf(this.#state, decision.id)?.seq ?? this.#state.seq;
    await condition(() => this.#recordedSeq >= seq);
    return { seq };
  }

  /** Asks for the days off of the coming year when they run out. */
  async askForDaysOff(): Promise<void> {
    const missing = this.hasEnded ? null : holidaysWanted(this.#state, now());
    if (missing === null) return;
    const data = await holidays(missing);
    this.accept({ name: 'holidaysRefreshed', id: `holidays-${missing.through}`, data });
  }

  /** Records until nothing is left, and takes what the recording learned. */
  async record(): Promise<void> {
    while (this.#unrecorded.length > 0) {
      const batch: readonly Recorded[] = [...this.#unrecorded];
      const learned = await record(this.#state, batch, this.#viaOf(batch));
      this.#unrecorded.splice(0, batch.length);
      this.#recordedSeq = batch.at(-1)?.seq ?? this.#recordedSeq;
      for (const fact of learned) {
        this.#remember(fact);
        this.#take(accept(this.#state, fact, now()));
      }
    }
    // Nothing is left that somebody could ask of; a message that caused no event goes with the others.
    this.#via.clear();
  }

  #remember(message: Pick<Happened, 'id' | 'via'>): void {
    const via = viaOf(message);
    if (via !== undefined) this.#via.set(message.id, via);
  }

  #viaOf(batch: readonly Recorded[]): { readonly [cause: string]: Via } {
    const causes = new Set(batch.flatMap(({ cause }) => cause ?? []));
    return Object.fromEntries([...this.#via].filter(([id]) => causes.has(id)));
  }

  #take(advanced: Advanced): void {
    const changed = changedAttributes(this.#state, advanced.state);
    this.#state = advanced.state;
    this.#unrecorded.push(...advanced.events);
    if (changed.length > 0) upsertSearchAttributes(changed);
  }
}
