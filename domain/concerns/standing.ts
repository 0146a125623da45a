/**
 * Where a lifecycle stands: its stage, who keeps it, whether it is paused, and by which rules.
 *
 *   running ──(pause)──► paused until a day ──(the day comes, or a person resumes)──► running
 *      ├──(pause)──────► paused without an end ──(a person resumes)─────────────────► running
 *      │                      └─► the rep is reminded, every thirty days
 *      └──(an ending)──► ended; from a pause too. A term that is renewed in a pause hands the pause on to the next.
 *
 * Stages and their transitions are drawn in `lifecycle.ts`; this concern is the only one that moves them.
 */
import { afterDays, dayOf, opening } from '../core/calendar';
import {
  nothing,
  type Concern,
  type Decided,
  type Event,
  type EventOf,
  type Holidays,
  type SeedClient,
  type Step,
  type TaskOf,
  type View,
} from '../core/concern';
import type { CivilDate, Instant } from '../core/json';
import type { MailEnd } from '../core/mail-end';
import { asPromised, type Policy } from '../core/policy';
import type { Refusal } from '../core/refusals';
import { type RunningStage, type Ending, type Stage, type ChurnReason, type IneligibleReason } from '../core/stages';
import { effectStep } from './notice';
import { changed, changePolicy, policyStep, type ScheduledPolicy } from './policy-change';

export const pauseReasons = ['client-asked', 'dispute', 'season', 'restructuring', 'other'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** Why a term ended: the reason that somebody gave, or how its renewal was decided. */
export type EndReason = ChurnReason | IneligibleReason | 'decision' | 'policy';
/** Why a lifecycle goes on in another stage. */
type MoveReason = 'onboarding-skipped' | 'onboarding-completed' | EventOf<'recycled'>['reason'];

type StageChange =
  | { from: Stage; to: RunningStage; reason: MoveReason }
  /** `on`: the day on which it took effect, by a notice; absent: the day of the event. */
  | { from: Stage; to: Ending; reason: EndReason; on?: CivilDate };

/** A stage; one that ends the lifecycle has a reason. */
type Staged =
  | { readonly stage: RunningStage; readonly endReason: null }
  | { readonly stage: Ending; readonly endReason: EndReason };

/** What is true of a lifecycle in whatever stage. */
interface AnyStanding {
  readonly stageSince: Instant | null;
  /** The day on which retention first began: touches are counted from it. */
  readonly retainedSince: CivilDate | null;
  readonly rep: string;
  readonly group: string;
  readonly policy: Policy;
  /** Rules that it goes over to on a day to come. */
  readonly scheduled: ScheduledPolicy | null;
  readonly holidays: Holidays;
  readonly pause: Pause | null;
}

export type Standing = AnyStanding & Staged;

/** A mail that ended without arriving: which, to whom by role, the contact's id where it was one, and why. */
interface RefusedMail {
  readonly mail: string;
  readonly role: string;
  readonly contact?: string;
  readonly why: MailEnd;
}

/** A pause ends by itself on a day, or is brought up again until somebody ends it. */
export type Pause = { readonly reason: PauseReason; readonly since: Instant } & (
  { readonly kind: 'until'; readonly until: CivilDate } | { readonly kind: 'open-ended'; readonly remindAt: Instant }
);

declare module '../core/concern' {
  interface Slices {
    readonly standing: Standing;
  }
  interface Events {
    'lifecycle-began': { term: number; skipOnboarding: boolean; previous?: string; imported?: string };
    'stage-changed': StageChange;
    /** `handover`: the one that it belongs to. */
    reassigned: { from: string; to: string; handover?: string };
    regrouped: { from: string; to: string; why: readonly string[] };
    paused: { reason: PauseReason; until?: CivilDate };
    'pause-reminded': { since: Instant };
    resumed: { since: Instant; by: 'date' | 'person' };
    'holidays-refreshed': Holidays;
    'fact-ignored': { fact: string; reason: Refusal };
    'mail-refused': RefusedMail;
    /** The client as it is known now; what nobody knows is absent. */
    'client-known': Omit<SeedClient, 'id'>;
  }
  interface Coming {
    'pause-ends': { until: CivilDate; reason: PauseReason };
    'pause-reminds': { days: number };
  }
  interface Tasks {
    readonly standing: { readonly kind: 'resume' | 'pause-reminder' | 'policy-change' | 'effect' };
  }
  interface Facts {
    holidaysRefreshed: Holidays;
    /** A mail server refused one of its mails for good. A contact's address that takes none is `addressRefused`. */
    mailRefused: RefusedMail;
    /** People, or a later deal of the client, said something else of it. */
    clientKnown: Omit<SeedClient, 'id'>;
    /** On entering retention: the group, rep and policy that keep it from here on. */
    retentionAssigned: { group: string; rep: string; policy: Policy; why: readonly string[] };
  }
  interface Decisions {
    churn: { reason: ChurnReason };
    ineligible: { reason: IneligibleReason };
    reassign: { rep: string; handover?: string };
    pause: { reason: PauseReason; until?: CivilDate };
    resume: Record<never, never>;
  }
}

/** A pause without an end is brought up again after so many days. */
export const pauseReminderDays = 30;

/** The stage that a new deal's line begins in: retention where sales skip onboarding, and where it has no steps. */
export function firstStage(skipOnboarding: boolean, steps: readonly unknown[]): RunningStage {
  return skipOnboarding || steps.length === 0 ? 'retention' : 'onboarding';
}

/** Of each event the rep who kept the lifecycle after it. `keeper` is the one after the last event. */
export function keepersAt(keeper: string, events: readonly Event[]): readonly string[] {
  let after = keeper;
  return events
    .toReversed()
    .map((event) => {
      const then = after;
      if (event.kind === 'reassigned') after = event.from;
      return then;
    })
    .toReversed();
}

/** True when the event opens retention for the first time in this term: programmes are planned then. */
export function retentionBegins(event: Event, { slices }: View): boolean {
  if (event.kind === 'lifecycle-began') return event.previous !== undefined;
  return event.kind === 'stage-changed' && event.to === 'retention' && slices.onboarding.recycles === 0;
}

function staged(change: StageChange): Staged {
  switch (change.to) {
    case 'onboarding':
    case 'retention':
      return { stage: change.to, endReason: null };
    default:
      return { stage: change.to, endReason: change.reason };
  }
}

function end(to: Ending, reason: EndReason, slice: Standing, on?: CivilDate): Decided {
  return { events: [{ kind: 'stage-changed', from: slice.stage, to, reason, ...(on === undefined ? {} : { on }) }] };
}

function move(to: RunningStage, reason: MoveReason, slice: Standing): Decided {
  return slice.stage === to ? nothing : { events: [{ kind: 'stage-changed', from: slice.stage, to, reason }] };
}

type ClientDetails = Omit<SeedClient, 'id'>;

const isSamePlace = (one: ClientDetails, other: ClientDetails): boolean =>
  one.country === other.country && one.region === other.region;

/** Whether a lifecycle that knows the client so has nothing to hear. */
export function isSameClient(now: ClientDetails, known: ClientDetails): boolean {
  const daysOf = ({ zone, weekend, closed = [] }: ClientDetails): string =>
    JSON.stringify([zone, weekend ?? null, closed.map(({ from, until }) => [from, until])]);
  return now.name === known.name && isSamePlace(now, known) && daysOf(now) === daysOf(known);
}

/** Orders what is known of a client by its age: a word about the one client is newer than any about either of two. */
export const ageOf = ({ mergedAt = '', asOf = '' }: ClientDetails): string => `${mergedAt} ${asOf}`;

/** A fact that had to wait comes after a later one: what is known since then stays. */
function clientKnown(now: ClientDetails, known: ClientDetails): Decided {
  const [age, before] = [ageOf(now), ageOf(known)];
  if (age < before) return { refused: 'newer-known' };
  if (isSameClient(now, known) && age === before) return { refused: 'already-there' };
  return { events: [{ kind: 'client-known', ...now }] };
}

/** Keeps stage, group, rep, pause, policy and ending. */
export const standing: Concern<'standing'> = {
  name: 'standing',

  begin: (seed) => {
    const before = seed.before?.slices.standing;
    return {
      stage: before ? 'retention' : 'onboarding',
      stageSince: null,
      endReason: null,
      retainedSince: before?.retainedSince ?? (seed.onboarding.skip ? (seed.entry?.retainedSince ?? null) : null),
      rep: before?.rep ?? seed.rep,
      group: before?.group ?? seed.group,
      policy: asPromised(before?.policy ?? seed.policy),
      scheduled: before?.scheduled ?? null,
      holidays: before?.holidays ?? { dates: [], through: '' },
      pause: before?.pause ?? null,
    };
  },

  evolve: (slice, event, at, view) => {
    switch (event.kind) {
      case 'lifecycle-began':
        return {
          ...slice,
          stageSince: at,
          retainedSince: slice.stage === 'retention' ? (slice.retainedSince ?? dayOf(at, view.calendar.zone)) : null,
        };
      case 'stage-changed':
        return {
          ...slice,
          ...staged(event),
          stageSince: at,
          retainedSince:
            event.to === 'retention' ? (slice.retainedSince ?? dayOf(at, view.calendar.zone)) : slice.retainedSince,
        };
      case 'reassigned':
        return { ...slice, rep: event.to };
      case 'regrouped':
        return { ...slice, group: event.to };
      case 'policy-scheduled':
        return { ...slice, scheduled: event };
      case 'policy-changed':
        return { ...slice, policy: asPromised(event.policy), scheduled: null };
      case 'paused': {
        const { reason, until } = event;
        const pause: Pause =
          until === undefined
            ? { kind: 'open-ended', reason, since: at, remindAt: afterDays(at, pauseReminderDays) }
            : { kind: 'until', reason, since: at, until };
        return { ...slice, pause };
      }
      case 'pause-reminded':
        return slice.pause?.kind === 'open-ended'
          ? { ...slice, pause: { ...slice.pause, remindAt: afterDays(at, pauseReminderDays) } }
          : slice;
      case 'resumed':
        return { ...slice, pause: null };
      case 'holidays-refreshed':
        return { ...slice, holidays: { dates: event.dates, through: event.through } };
      case 'client-known':
        // Another country or region has other holidays: they are asked for anew.
        return isSamePlace(event, view.seed.client) ? slice : { ...slice, holidays: { dates: [], through: '' } };
      case 'client-merged':
        return isSamePlace(event.client, view.seed.client) ? slice : { ...slice, holidays: { dates: [], through: '' } };
      default:
        return slice;
    }
  },

  agenda: ({ pause, scheduled }, view) => {
    const { calendar } = view;
    const effect = effectStep(view);
    const change: Step<TaskOf<'standing'>>[] = [
      ...(effect === null ? [] : [{ ...effect, task: { kind: 'effect' as const } }]),
      ...(scheduled === null ? [] : [policyStep(scheduled, { calendar })]),
    ];
    switch (pause?.kind) {
      case undefined:
        return change;
      case 'until':
        return [
          ...change,
          {
            task: { kind: 'resume' },
            at: opening(pause.until, calendar),
            tells: { kind: 'pause-ends', until: pause.until, reason: pause.reason },
          },
        ];
      case 'open-ended':
        return [
          ...change,
          {
            task: { kind: 'pause-reminder' },
            at: pause.remindAt,
            tells: { kind: 'pause-reminds', days: pauseReminderDays },
          },
        ];
    }
  },

  due: ({ task, at }, slice, { slices }) => {
    const { scheduled, policy, pause } = slice;
    const since = pause?.since ?? at;
    switch (task.kind) {
      case 'policy-change':
        return scheduled === null ? nothing : { events: [changed(scheduled.policy, policy, scheduled.rollout)] };
      case 'resume':
        return { events: [{ kind: 'resumed', since, by: 'date' }] };
      case 'pause-reminder':
        return { events: [{ kind: 'pause-reminded', since }] };
      case 'effect': {
        const { leaving } = slices.renewal;
        return leaving === undefined ? nothing : end('churned', leaving.reason, slice, leaving.endsOn);
      }
    }
  },

  react: (event, slice, see) => {
    switch (event.kind) {
      case 'lifecycle-began':
        return firstStage(event.skipOnboarding, see.seed.onboarding.steps) === 'retention'
          ? move('retention', 'onboarding-skipped', slice)
          : nothing;
      case 'onboarding-completed':
        return move('retention', 'onboarding-completed', slice);
      case 'recycled':
        return move('onboarding', event.reason, slice);
      case 'renewal-decided':
        return end('renewed', event.by === 'policy' ? 'policy' : 'decision', slice);
      case 'renewal-lapsed':
        return end('churned', 'no-decision', slice);
      default:
        return nothing;
    }
  },

  decide: {
    churn: ({ reason }, slice) => end('churned', reason, slice),
    ineligible: ({ reason }, slice) => end('ineligible', reason, slice),
    reassign: ({ rep, handover }, slice) =>
      rep === slice.rep
        ? { refused: 'already-there' }
        : {
            events: [{ kind: 'reassigned', from: slice.rep, to: rep, ...(handover === undefined ? {} : { handover }) }],
          },
    changePolicy: (change, slice, see) => changePolicy(change, slice, see),
    retentionAssigned: ({ group, rep, policy, why }, slice) => {
      if (slice.stage !== 'retention') return { refused: 'not-in-retention' };
      const events: Event[] = [
        ...(group === slice.group ? [] : [{ kind: 'regrouped' as const, from: slice.group, to: group, why }]),
        ...(rep === slice.rep ? [] : [{ kind: 'reassigned' as const, from: slice.rep, to: rep }]),
        ...(policy.id === slice.policy.id && policy.version === slice.policy.version
          ? []
          : [changed(policy, slice.policy, undefined)]),
      ];
      return events.length === 0 ? { refused: 'already-there' } : { events };
    },
    pause: ({ reason, until }, slice, { now, calendar }) => {
      if (slice.pause !== null) return { refused: 'already-paused' };
      if (until !== undefined && opening(until, calendar) <= now) return { refused: 'past-date' };
      return { events: [{ kind: 'paused', reason, ...(until === undefined ? {} : { until }) }] };
    },
    resume: (_, slice) =>
      slice.pause === null
        ? { refused: 'not-paused' }
        : { events: [{ kind: 'resumed', since: slice.pause.since, by: 'person' }] },
    clientKnown: (client, _, { seed }) => clientKnown(client, seed.client),
    mailRefused: (mail) => ({ events: [{ kind: 'mail-refused', ...mail }] }),
    holidaysRefreshed: (holidays) => ({ events: [{ kind: 'holidays-refreshed', ...holidays }] }),
  },
};
