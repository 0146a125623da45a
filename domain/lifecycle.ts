/**
 * A lifecycle is a pure function of what happened and what time it is.
 *
 *                    recycle (training, configuration, …)
 *                ┌──────────────────────────────────────────┐
 *                ▼                                          │
 *   begin ─► onboarding ──(last step completed)──────► retention ──(renew, or policy after grace)─► renewed ─► next term,
 *     │          │                                          │                                        straight to retention
 *     │          ├──(churn; grace over; notice in effect)───┼─► churned
 *     │          └──(ineligible)────────────────────────────┴─► ineligible
 *     └──(onboarding skipped, or a next term)──────────► retention
 *
 *   A lifecycle may also be renewed, churned or made ineligible while it is in onboarding. `renewed`, `churned`
 *   and `ineligible` are endings: nothing is asked of anybody after them. A contract that renews by itself goes on in its
 *   lifecycle, term after term, until a person renews it or a notice takes effect.
 *
 * This drawing is kept true by `concerns/standing.ts`, which alone moves a lifecycle from stage to stage.
 *
 * `advance` takes the steps that are due one by one, each at its own moment; a message acts at the moment at which it was
 * accepted, after the steps that were due by then and before those that fell due later. So a late worker decides as a
 * punctual one does: advance(advance(s, m, t1), null, t2) = advance(s, m accepted at t1, t2).
 */
import type { ConcernName, Decided, Event, Happened, Recorded, See, Seed, Slices, Step, View } from './core/concern';
import type { Due, Registered } from './core/registered';
import type { Programme, Traits } from './core/item';
import type { Instant } from './core/json';
import type { Refusal } from './core/refusals';
import { calendarOfClient, later, type Calendar } from './core/calendar';
import { isBounded, written } from './core/ledger';
import { byKnownPeople } from './concerns/merging';
import { effectStep } from './concerns/notice';
import { registry, slicesOf } from './registry';
import { hasEnded } from './core/stages';

export const schemaVersion = 7;

/**
 * `seen`: messages whose ids are remembered. `recent`: events kept for the why card. `steps` (in one call), `reactions`
 * (one to the other) and `events` (at one moment): more of them is a fault of this program. Many things may be open, so one
 * message may have many events; but one that is caused by the fiftieth before it runs in a circle.
 */
const limits = { seen: 256, recent: 20, steps: 10_000, reactions: 50, events: 100_000 } as const;

/** A message that was taken in: what became of it, and the last event it caused. */
export interface Seen {
  readonly id: string;
  readonly fate: 'applied' | Refusal;
  readonly seq: number;
}

export interface LifecycleState {
  readonly schema: typeof schemaVersion;
  readonly seed: Seed;
  readonly slices: Slices;
  /** Number of the last event. */
  readonly seq: number;
  /** Moment of the last event; the empty text before the first. */
  readonly at: Instant;
  /** Bounded; what is older is unique by the ledger. */
  readonly seen: readonly Seen[];
  readonly recent: readonly Recorded[];
}

export interface Advanced {
  readonly state: LifecycleState;
  readonly events: readonly Recorded[];
  readonly refused?: Refusal;
}

/** A concern broke its contract: a fault of this program, never of its input. */
export class DomainFault extends Error {
  override readonly name = 'DomainFault';
}

/** Every concern there is now: what a new lifecycle lives by. */
export const concernNames: readonly ConcernName[] = registry.map(({ name }) => name);

/** The concerns of lifecycles that were handed over before seeds named them. */
const firstConcerns: readonly string[] = [
  'standing',
  'contacts',
  'onboarding',
  'items',
  'touches',
  'reviews',
  'firstYear',
  'birthdays',
  'satisfaction',
  'health',
  'escalations',
  'rescue',
  'renewal',
  'promises',
];

/** The concerns that act in a lifecycle: one that was added later asks nothing of a lifecycle in flight, unless it says so. */
function actingIn({ seed }: Pick<LifecycleState, 'seed'>): readonly Registered[] {
  const names = seed.concerns ?? firstConcerns;
  return registry.filter(({ name, always }) => always || names.includes(name));
}

const programmes = new Map(registry.flatMap((concern) => concern.programmes).map((one) => [one.name, one]));

/** Every programme of items that some concern plans. */
export const programmeNames: readonly Programme[] = [...programmes.keys()];

function traitsOf(programme: Programme): Traits {
  const traits = programmes.get(programme);
  if (traits === undefined) throw new DomainFault(`no concern plans the programme ${programme}`);
  return traits;
}

/** The client's calendar as the state knows it. */
export function calendarOf({ seed, slices: { standing } }: Pick<LifecycleState, 'seed' | 'slices'>): Calendar {
  return calendarOfClient(seed.client, standing.policy.rules.workingHours, standing.holidays.dates);
}

/** What the concerns may look at. */
export function viewOf(state: Pick<LifecycleState, 'seed' | 'slices'>): View {
  return {
    seed: state.seed,
    slices: state.slices,
    rules: state.slices.standing.policy.rules,
    calendar: calendarOf(state),
    traitsOf,
  };
}

/** The seed once the seam is taken: what the earlier term hands over is in the slices now. */
function withoutSeam(seed: Seed): Seed {
  const { before } = seed;
  return before === undefined || !isBounded(seed) ? seed : { ...seed, before: { ...before, slices: {} } };
}

function blank(seed: Seed): LifecycleState {
  const slices = slicesOf((concern) => concern.begin(seed));
  return { schema: schemaVersion, seed: withoutSeam(seed), slices, seq: 0, at: '', seen: [], recent: [] };
}

/** The seed says how the client is known now, to this term and to the next. */
function seedAfter(seed: Seed, event: Event): Seed {
  if (event.kind === 'client-merged') return { ...seed, client: event.client };
  if (event.kind !== 'client-known') return seed;
  const { kind: _, ...client } = event;
  return { ...seed, client: { id: seed.client.id, ...client } };
}

/** The state after one more event; folding a ledger with it gives the state that wrote the ledger. */
export function evolve(state: LifecycleState, recorded: Recorded): LifecycleState {
  const { event, at, seq, cause } = recorded;
  const view = viewOf(state);
  const slices = slicesOf((concern) => concern.evolve(state.slices[concern.name], event, at, view));
  const fate: Seen['fate'] = event.kind === 'fact-ignored' ? event.reason : 'applied';
  const seen =
    cause === undefined
      ? state.seen
      : [...state.seen.filter(({ id }) => id !== cause), { id: cause, fate, seq }].slice(-limits.seen);
  return {
    ...state,
    seed: seedAfter(state.seed, event),
    slices,
    seq,
    at,
    seen,
    recent: [...state.recent, recorded].slice(-limits.recent),
  };
}

/** The state that a ledger tells. */
export function fold(seed: Seed, ledger: readonly Recorded[]): LifecycleState {
  return ledger.reduce(evolve, blank(seed));
}

/** Agendas of states: a state never changes, so remembering its agenda changes nothing but speed. */
const agendas = new WeakMap<LifecycleState, readonly Due[]>();

/** What comes, concern by concern; nothing after an ending. */
function duesOf(state: LifecycleState): readonly Due[] {
  if (hasEnded(state.slices.standing.stage)) return [];
  const known = agendas.get(state);
  if (known !== undefined) return known;
  const view = viewOf(state);
  const effect = effectStep(view);
  const dues = actingIn(state)
    .flatMap((concern) => concern.agenda(view))
    // Nothing comes after the day on which a client's notice takes effect.
    .filter(({ step }) => effect === null || step.at <= effect.at);
  agendas.set(state, dues);
  return dues;
}

/** Below 0 where the one comes before the other, above 0 where it comes after it. Hundreds are compared after each event. */
function order(one: Due, other: Due): number {
  const [a, b] = [one.step, other.step];
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return (a.last === true ? 1 : 0) - (b.last === true ? 1 : 0);
}

/** Everything that comes, in no order. */
export function coming(state: LifecycleState): readonly Step[] {
  return duesOf(state).map((due) => due.step);
}

/** What comes next, in order. */
export function agenda(state: LifecycleState): readonly Step[] {
  return duesOf(state)
    .toSorted(order)
    .map((due) => due.step);
}

function nextDue(state: LifecycleState, now: Instant): Due | undefined {
  let first: Due | undefined;
  for (const due of duesOf(state))
    if (due.step.at <= now && (first === undefined || order(due, first) < 0)) first = due;
  return first;
}

type Cause = Pick<Recorded, 'cause' | 'by' | 'note'>;

/** Applies events at a moment, and what every concern makes of them, until nobody has anything to add. */
function apply(
  from: LifecycleState,
  events: readonly Event[],
  at: Instant,
  origin: Cause,
): { state: LifecycleState; events: Recorded[] } {
  const out: Recorded[] = [];
  /** Events whose turn to be reacted to comes in this order, each with how many reactions led to it. */
  const toAsk: { readonly event: Event; readonly reactions: number }[] = [];
  const acting = actingIn(from);
  let state = from;
  const add = (event: Event, reactions: number): void => {
    if (reactions > limits.reactions) throw new DomainFault(`reactions run in a circle at ${at}: ${event.kind}`);
    if (out.length >= limits.events) throw new DomainFault(`more than ${limits.events} events at ${at}`);
    const recorded: Recorded = { seq: state.seq + 1, at, event: written(event, state.seed), ...origin };
    state = evolve(state, recorded);
    out.push(recorded);
    toAsk.push({ event, reactions });
  };
  for (const event of events) add(event, 0);
  // Each concern is asked only when its turn comes, so that it sees what the ones before it made of things.
  for (let turn = 0; turn < toAsk.length; turn += 1)
    for (const concern of acting) {
      if (hasEnded(state.slices.standing.stage)) return { state, events: out };
      const { event, reactions } = toAsk[turn] as (typeof toAsk)[number];
      const decided = concern.react(event, { ...viewOf(state), now: at });
      if ('events' in decided) for (const further of decided.events) add(further, reactions + 1);
    }
  return { state, events: out };
}

function takeDueSteps(from: LifecycleState, now: Instant): { state: LifecycleState; events: Recorded[] } {
  let state = from;
  const out: Recorded[] = [];
  for (let taken = 0; ; taken += 1) {
    const due = nextDue(state, now);
    if (due === undefined) return { state, events: out };
    if (taken >= limits.steps) throw new DomainFault(`more than ${limits.steps} steps are due by ${now}`);
    const at = later(due.step.at, state.at);
    const decided = due.take({ ...viewOf(state), now: at });
    if (!('events' in decided) || decided.events.length === 0)
      throw new DomainFault(`a step fell due and nothing came of it: ${due.step.tells.kind}`);
    const applied = apply(state, decided.events, at, {});
    state = applied.state;
    out.push(...applied.events);
  }
}

function decide(happened: Happened, state: LifecycleState, see: See): Decided {
  if (hasEnded(state.slices.standing.stage)) return { refused: 'ended' };
  const asKnown = byKnownPeople(happened, state.slices.contacts.same);
  for (const concern of registry) {
    const decided = concern.decide(asKnown, see);
    if (decided !== null) return decided;
  }
  throw new DomainFault(`no concern answers ${happened.name}`);
}

/** The first event of a lifecycle, and what follows from it at once. */
export function begin(seed: Seed, now: Instant): Advanced {
  const previous = seed.before?.lifecycleId;
  const began: Event = {
    kind: 'lifecycle-began',
    term: seed.term,
    skipOnboarding: seed.onboarding.skip,
    ...(previous === undefined ? {} : { previous }),
    ...(seed.entry === undefined ? {} : { imported: seed.entry.job }),
  };
  const first = apply(blank(seed), [began], now, {});
  const told: Recorded[] = [];
  let { state } = first;
  for (const { note, ...past } of seed.entry?.past ?? []) {
    const one = apply(state, [{ kind: 'past-told', ...past }], now, note === undefined ? {} : { note });
    told.push(...one.events);
    state = one.state;
  }
  const rest = takeDueSteps(state, now);
  return { state: rest.state, events: [...first.events, ...told, ...rest.events] };
}

/** When a message acts: when it was accepted, though never before the last event, nor in the future; now without one. */
function momentOf(happened: Happened | null, state: LifecycleState, now: Instant): Instant {
  const { acceptedAt = now } = happened ?? {};
  return later(acceptedAt < now ? acceptedAt : now, state.at);
}

/**
 * Takes what is due, then what happened (if anything), then what fell due through that, and stops at the message's
 * moment: another one that was accepted before now may be waiting. Without a message it goes on to now.
 * A message that was seen before changes nothing. `refused` says why a message does not apply; the caller drops the
 * answer (a decision) or calls `accept` (a fact).
 */
export function advance(state: LifecycleState, happened: Happened | null, now: Instant): Advanced {
  const moment = momentOf(happened, state, now);
  const due = takeDueSteps(state, moment);
  if (happened === null || due.state.seen.some(({ id }) => id === happened.id)) return due;
  const decided = decide(happened, due.state, { ...viewOf(due.state), now: moment });
  if ('refused' in decided) return { ...due, refused: decided.refused };
  const { id: cause, by, note } = happened;
  const applied = apply(due.state, decided.events, moment, {
    cause,
    ...(by === undefined ? {} : { by }),
    ...(note === undefined ? {} : { note }),
  });
  const rest = takeDueSteps(applied.state, moment);
  return { state: rest.state, events: [...due.events, ...applied.events, ...rest.events] };
}

/** Takes a fact: what does not apply is recorded as ignored, with the reason, and changes nothing else. */
export function accept(state: LifecycleState, fact: Happened, now: Instant): Advanced {
  const advanced = advance(state, fact, now);
  if (advanced.refused === undefined) return advanced;
  const ignored: Event = { kind: 'fact-ignored', fact: fact.name, reason: advanced.refused };
  const recorded: Recorded = {
    seq: advanced.state.seq + 1,
    at: momentOf(fact, advanced.state, now),
    event: ignored,
    cause: fact.id,
  };
  return { state: evolve(advanced.state, recorded), events: [...advanced.events, recorded] };
}

/** Events that happened longer ago than this when they are recorded come after an outage. */
const outageMs = 60_000;

/** Whether those events are recorded long after the first of them happened. */
export function isLate([first]: readonly Recorded[], now: Instant): boolean {
  return first !== undefined && Date.parse(now) - Date.parse(first.at) > outageMs;
}

/** What became of a message, as far as the state remembers. */
export function fateOf(state: LifecycleState, id: string): Seen | undefined {
  return state.seen.find((one) => one.id === id);
}
