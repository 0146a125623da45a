/**
 * A running life: its state, and the events that are not recorded yet. Messages and the clock move the state at once, so a
 * query after a message sees what it changed. Recording takes longer.
 *
 *   message ──► taken ──► unrecorded ──(PostgreSQL wrote it)────────► recorded: a decision's caller is answered
 *                            │ ▲
 *                            ▼ │ taken again, at its own moment
 *                         overtaken (other events stood under its numbers) ──► refused after all: its caller is told
 */
import { ApplicationFailure, CancellationScope, condition, log, upsertSearchAttributes } from '@temporalio/workflow';
import type { DecisionName, Happened, HappenedOf, Recorded, Seed, Via } from '../domain/core/concern';
import { viaOf } from '../domain/core/earlier';
import { holidaysId, holidaysWanted } from '../domain/holidays-wanted';
import { refusals, type Refusal } from '../domain/core/refusals';
import { accept, advance, begin, fateOf, type Advanced, type LifecycleState } from '../domain/lifecycle';
import { hasEnded, type Stage } from '../domain/core/stages';
import { upcast, upcastSeed } from '../domain/upcast';
import { nextWake, type Wake } from '../domain/wake';
import type { RunLength } from './history';
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

/** Messages that come faster than one after the other in so many milliseconds pour in; they are over after so many without any. */
const pouringMs = 2_000;
const quietMs = 1_000;

/** The workflow's clock, as an ISO instant. */
export const now = (): string => new Date(Date.now()).toISOString();

/** A signal that this version does not know: a later one sent it. It is carried over until a run knows it. */
export interface Unheard {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** A message that was taken and is not recorded yet. */
interface Unrecorded {
  readonly message: Happened;
  /** The moment at which it acts. */
  readonly at: string;
}

const byMoment = (a: Unrecorded, b: Unrecorded): number => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1);

/** The failure by which a decision's caller learns that it was refused, and why. */
function refusalOf(code: Refusal): ApplicationFailure {
  return ApplicationFailure.create({ type: refusedType, message: refusals[code], details: [code], nonRetryable: true });
}

export class Life {
  #state: LifecycleState;
  #unrecorded: Recorded[];
  #recordedSeq: number;
  /** The messages that were taken and are not recorded yet, by their ids, in the order in which they were taken. */
  readonly #taken = new Map<string, Unrecorded>();
  /** Decisions that were refused after all, until that is recorded and their callers have heard it. */
  readonly #refused = new Map<string, Refusal>();
  /** Decisions whose callers wait to hear what became of them. */
  readonly #awaited = new Set<string>();
  #unheard: readonly Unheard[] = [];
  /** The state whose search attributes the server has. */
  #shown: LifecycleState;
  /** The country, and the region, for which holidays were asked for last. */
  #askedIn: string | undefined;
  /** How many messages came to this run, and when the last two of them did, in milliseconds. */
  #heard = 0;
  #heardAt: readonly [number, number] = [0, 0];

  constructor(
    origin: RunOrigin,
    readonly run: RunLength,
  ) {
    const { state, events } =
      origin.kind === 'state' ? { state: upcast(origin.state), events: [] } : begin(upcastSeed(origin.seed), now());
    this.#state = state;
    this.#shown = state;
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

  /** Signals that this version does not know, in the order in which they came. */
  get unheard(): readonly Unheard[] {
    return this.#unheard;
  }

  /** Keeps a signal that this version does not know for one that does. */
  keepUnheard(signal: Unheard): void {
    log.warn('a signal that this version does not know is kept for one that does', { signal: signal.name });
    this.#unheard = [...this.#unheard, signal];
  }

  /** The next thing that falls due by itself, and when this life wakes up for it; null where nothing does. */
  get next(): Wake | null {
    return nextWake(this.#state, this.run.settings?.spreadMinutes ?? 0);
  }

  /** The state as it is at a moment: what is due by then is taken, though the life itself may wake up for it later. */
  asOf(at: string | undefined): LifecycleState {
    return at === undefined ? this.#state : advance(this.#state, null, at).state;
  }

  /**
   * True where messages keep pouring in: to hand over now would fail, for each that comes meanwhile wants to be heard
   * first. Waits for a second without any, unless they come one by one, or it is high time.
   */
  async isPouring(): Promise<boolean> {
    const [, lastButOne] = this.#heardAt;
    if (!this.run.isShort || this.run.isFull || Date.now() - lastButOne > pouringMs) return false;
    const heard = this.#heard;
    return condition(() => this.#heard > heard, quietMs, { summary: 'until no more messages pour in' });
  }

  /** Takes what has fallen due by now: each step at its own moment, however late the worker is. */
  takeWhatIsDue(): void {
    this.#take(advance(this.#state, null, now()));
  }

  /** Takes a fact that came; one that does not apply is recorded as ignored. */
  accept(fact: Happened): void {
    this.#hear();
    this.#accept(fact);
  }

  #hear(): void {
    this.#heard += 1;
    this.#heardAt = [Date.now(), this.#heardAt[0]];
  }

  #accept(fact: Happened): void {
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
    this.#hear();
    const refused = this.#decide(decision);
    if (refused !== undefined) throw refusalOf(refused);
    const { id } = decision;
    this.#awaited.add(id);
    const after = this.#state.seq;
    const seq = (): number => fateOf(this.#state, id)?.seq ?? Math.min(after, this.#state.seq);
    const isSettled = (): boolean => this.#refused.has(id) || this.#recordedSeq >= seq();
    await CancellationScope.nonCancellable(() => condition(isSettled));
    const refusedAfterAll = this.#refused.get(id);
    this.#awaited.delete(id);
    this.#refused.delete(id);
    if (refusedAfterAll !== undefined) throw refusalOf(refusedAfterAll);
    return { seq: seq() };
  }

  /** True where the client is in another country or region than holidays were asked for last. */
  get isElsewhere(): boolean {
    return this.#place !== this.#askedIn;
  }

  get #place(): string | undefined {
    const { country, region } = this.#state.seed.client;
    return region === undefined ? country : `${country}-${region}`;
  }

  /** Asks for the holidays of the coming year when they run out. */
  async askForHolidays(): Promise<void> {
    this.#askedIn = this.#place;
    const missing = this.hasEnded ? null : holidaysWanted(this.#state, now());
    if (missing === null) return;
    const data = await holidays(missing);
    if (this.isElsewhere) return;
    this.#accept({ name: 'holidaysRefreshed', id: holidaysId(this.#state, missing), data });
  }

  /** Records until nothing is left, and takes what the recording learned. */
  async record(): Promise<void> {
    while (this.#unrecorded.length > 0) {
      this.#show();
      const batch: readonly Recorded[] = [...this.#unrecorded];
      const alongside = { via: this.#viaOf(batch), refusals: this.#refused };
      const { learned, overtaken } = await record(this.#state, batch, alongside, this.run);
      if (overtaken !== undefined) {
        this.#adopt(upcast(overtaken), learned);
        continue;
      }
      this.#unrecorded.splice(0, batch.length);
      this.#recordedSeq = batch.at(-1)?.seq ?? this.#recordedSeq;
      for (const fact of learned) this.#accept(fact);
    }
    // Everything is recorded: no record can overtake these messages any more, so none has to be taken again.
    this.#taken.clear();
    // A caller who waits runs later than this: what they are to be told stays until they have read it.
    for (const id of this.#refused.keys()) if (!this.#awaited.has(id)) this.#refused.delete(id);
  }

  /**
   * Goes on from the record, because other events are recorded than this run decided. The messages that this run took are
   * taken again, and with them the decisions that waited in PostgreSQL, in the order of their moments. The record knows
   * some of them: those change nothing.
   */
  #adopt(recorded: LifecycleState, waiting: readonly Happened[]): void {
    log.warn('what was recorded differs; this run goes on from there', { from: this.#state.seq, seq: recorded.seq });
    for (const one of waiting) this.#remember(one);
    const again = [...this.#taken.values()].toSorted(byMoment);
    this.#unrecorded = [];
    this.#recordedSeq = recorded.seq;
    this.#take({ state: recorded, events: [] });
    for (const { message } of again) {
      if (viaOf(message) === 'decision') this.#decide(message);
      else this.#accept(message);
    }
    this.takeWhatIsDue();
  }

  #remember(message: Happened): void {
    if (!this.#taken.has(message.id)) this.#taken.set(message.id, { message, at: message.acceptedAt ?? now() });
  }

  /** Takes a decision unless it is refused; returns why it was. */
  #decide(decision: Happened): Refusal | undefined {
    this.#remember({ ...decision, via: 'decision' });
    const advanced = advance(this.#state, decision, now());
    this.#take(advanced);
    if (advanced.refused !== undefined) {
      this.#refused.set(decision.id, advanced.refused);
      // That is final: a record that overtakes this run once more changes nothing about it.
      this.#taken.delete(decision.id);
    }
    return advanced.refused;
  }

  #viaOf(batch: readonly Recorded[]): { readonly [cause: string]: Via } {
    const causes = new Set(batch.flatMap(({ cause }) => cause ?? []));
    return Object.fromEntries(
      [...this.#taken.values()].flatMap(({ message }) => {
        const via = viaOf(message);
        return via !== undefined && causes.has(message.id) ? [[message.id, via] as const] : [];
      }),
    );
  }

  #take(advanced: Advanced): void {
    this.#state = advanced.state;
    this.#unrecorded.push(...advanced.events);
    // Runs of before showed each change at once; now those that are recorded together are shown together.
    if (!this.run.isShort) this.#show();
  }

  /** Has the search attributes say where the life stands. */
  #show(): void {
    const changed = changedAttributes(this.#shown, this.#state);
    this.#shown = this.#state;
    if (changed.length > 0) upsertSearchAttributes(changed);
  }
}
