/**
 * Onboarding: the product's steps, each completed once; the last one moves the lifecycle to retention.
 * A recycle brings chosen steps back, with a reason; the renewal clock does not notice.
 *
 *   open ──(some days ahead)──► nudged ──(target day passed)──► overdue ──(some working days)──► escalated
 *     └───────────────┴──────────────────────┴───────────────────────┴──► completed
 */
import { addDays, dayOf, dueMoment, later, workingDaysAfter } from '../core/calendar';
import { nothing, type Concern, type Step, type StepTemplate, type TaskOf, type View } from '../core/concern';
import type { CivilDate, Instant } from '../core/json';

export const recycleReasons = ['training', 'configuration', 'new-team', 'changed-scope', 'other'] as const;
export type RecycleReason = (typeof recycleReasons)[number];

const urgencies = ['open', 'nudged', 'overdue', 'escalated'] as const;
export type Urgency = (typeof urgencies)[number];

export interface OnboardingStep {
  readonly code: string;
  readonly title: string;
  /** `client`, or the id of the person who does the step; the lifecycle's rep if null. */
  readonly owner: string | null;
  readonly targetDays: number | null;
  /** The target day; null where the template names none. */
  readonly targetOn: CivilDate | null;
  readonly urgency: Urgency;
  readonly completedAt: Instant | null;
}

export interface Onboarding {
  readonly steps: readonly OnboardingStep[];
  readonly completedAt: Instant | null;
  readonly recycles: number;
}

declare module '../core/concern' {
  interface Slices {
    readonly onboarding: Onboarding;
  }
  interface Events {
    'onboarding-step-nudged': { step: string; owner: string | null; targetOn: CivilDate };
    'onboarding-step-overdue': { step: string; owner: string | null; targetOn: CivilDate };
    'onboarding-step-escalated': { step: string; targetOn: CivilDate };
    'onboarding-step-completed': { step: string };
    'onboarding-completed': { steps: number };
    recycled: { reason: RecycleReason; steps: readonly string[] };
  }
  interface Coming {
    'onboarding-step-nudges': { title: string; targetOn: CivilDate };
    'onboarding-step-is-late': { title: string; targetOn: CivilDate };
    'onboarding-step-alarms': { title: string; targetOn: CivilDate; workingDays: number };
  }
  interface Tasks {
    /** A step becomes more urgent. */
    readonly onboarding: { readonly step: string; readonly becomes: Exclude<Urgency, 'open'> };
  }
  interface Facts {
    onboardingStepCompleted: { step: string };
  }
  interface Decisions {
    recycle: { reason: RecycleReason; steps?: readonly string[] };
  }
}

/** The default template, so that a product nobody described can be onboarded at once. */
export const defaultOnboarding: readonly StepTemplate[] = [
  { code: 'setup', title: 'Setup', targetDays: 7 },
  { code: 'configuration', title: 'Configuration', targetDays: 21 },
  { code: 'training', title: 'Training', targetDays: 30 },
];

const fromTemplate = ({ code, title, owner, targetDays }: StepTemplate): OnboardingStep => ({
  code,
  title,
  owner: owner ?? null,
  targetDays: targetDays ?? null,
  targetOn: null,
  urgency: 'open',
  completedAt: null,
});

/** Target days are counted from when onboarding began, or from the contract's start if that is later. */
function aimed(steps: readonly OnboardingStep[], at: Instant, { seed, calendar }: View): readonly OnboardingStep[] {
  const from = later(later(dayOf(at, calendar.zone), seed.contract.startsOn), seed.entry?.firstStepOn ?? '');
  return steps.map((step) =>
    step.targetDays === null || step.targetOn !== null ? step : { ...step, targetOn: addDays(from, step.targetDays) },
  );
}

/** The next thing that happens to an open step, if it has a target. */
function nextOf(step: OnboardingStep, { rules, calendar }: View): Step<TaskOf<'onboarding'>>[] {
  const { targetOn, targetDays, completedAt, code, title } = step;
  if (targetOn === null || completedAt !== null) return [];
  const { nudgeDays, escalateWorkingDays } = rules.onboarding;
  const due = dueMoment(targetOn, calendar);
  // What is due almost at once needs no nudge before it.
  const urgency = step.urgency === 'open' && (targetDays ?? 0) <= nudgeDays ? 'nudged' : step.urgency;
  switch (urgency) {
    case 'open':
      return [
        {
          task: { step: code, becomes: 'nudged' },
          at: dueMoment(addDays(targetOn, -nudgeDays), calendar),
          tells: { kind: 'onboarding-step-nudges', title, targetOn },
        },
      ];
    case 'nudged':
      return [
        {
          task: { step: code, becomes: 'overdue' },
          at: workingDaysAfter(due, 1, calendar),
          tells: { kind: 'onboarding-step-is-late', title, targetOn },
        },
      ];
    case 'overdue':
      return escalateWorkingDays === null
        ? []
        : [
            {
              task: { step: code, becomes: 'escalated' },
              at: workingDaysAfter(due, 1 + escalateWorkingDays, calendar),
              tells: { kind: 'onboarding-step-alarms', title, targetOn, workingDays: escalateWorkingDays },
              urgent: true,
            },
          ];
    default:
      return [];
  }
}

function urge(slice: Onboarding, code: string, urgency: Urgency): Onboarding {
  return { ...slice, steps: slice.steps.map((step) => (step.code === code ? { ...step, urgency } : step)) };
}

/** Keeps the steps, and says when all of them are completed or some begin again; `standing` moves the lifecycle then. */
export const onboarding: Concern<'onboarding'> = {
  name: 'onboarding',

  begin: (seed) => ({
    steps: seed.before || seed.onboarding.skip ? [] : seed.onboarding.steps.map(fromTemplate),
    completedAt: null,
    recycles: 0,
  }),

  evolve: (slice, event, at, view) => {
    switch (event.kind) {
      case 'lifecycle-began':
        return { ...slice, steps: aimed(slice.steps, at, view) };
      case 'onboarding-step-nudged':
        return urge(slice, event.step, 'nudged');
      case 'onboarding-step-overdue':
        return urge(slice, event.step, 'overdue');
      case 'onboarding-step-escalated':
        return urge(slice, event.step, 'escalated');
      case 'onboarding-step-completed':
        return {
          ...slice,
          steps: slice.steps.map((step) => (step.code === event.step ? { ...step, completedAt: at } : step)),
        };
      case 'onboarding-completed':
        return { ...slice, completedAt: at };
      case 'recycled': {
        const again = view.seed.onboarding.steps.filter(({ code }) => event.steps.includes(code)).map(fromTemplate);
        const kept = slice.steps.filter(({ code }) => !event.steps.includes(code));
        return { steps: [...kept, ...aimed(again, at, view)], completedAt: null, recycles: slice.recycles + 1 };
      }
      default:
        return slice;
    }
  },

  agenda: (slice, view) => {
    const { stage, pause } = view.slices.standing;
    return stage !== 'onboarding' || pause !== null ? [] : slice.steps.flatMap((step) => nextOf(step, view));
  },

  due: ({ task: { step, becomes } }, slice) => {
    const found = slice.steps.find(({ code }) => code === step);
    if (found === undefined || found.targetOn === null) return nothing;
    const { targetOn, owner } = found;
    switch (becomes) {
      case 'nudged':
        return { events: [{ kind: 'onboarding-step-nudged', step, owner, targetOn }] };
      case 'overdue':
        return { events: [{ kind: 'onboarding-step-overdue', step, owner, targetOn }] };
      case 'escalated':
        return { events: [{ kind: 'onboarding-step-escalated', step, targetOn }] };
    }
  },

  react: (event, slice) =>
    event.kind === 'onboarding-step-completed' && slice.steps.every(({ completedAt }) => completedAt !== null)
      ? { events: [{ kind: 'onboarding-completed', steps: slice.steps.length }] }
      : nothing,

  decide: {
    onboardingStepCompleted: ({ step }, slice, { slices }) => {
      if (slices.standing.stage !== 'onboarding') return { refused: 'not-in-onboarding' };
      const found = slice.steps.find(({ code }) => code === step);
      if (found === undefined) return { refused: 'unknown-step' };
      if (found.completedAt !== null) return { refused: 'step-completed' };
      return { events: [{ kind: 'onboarding-step-completed', step }] };
    },
    recycle: ({ reason, steps }, _, { slices, seed }) => {
      if (slices.standing.stage !== 'retention') return { refused: 'not-in-retention' };
      const known = seed.onboarding.steps.map(({ code }) => code);
      const chosen = steps ?? known;
      if (chosen.length === 0 || chosen.some((step) => !known.includes(step))) return { refused: 'unknown-step' };
      return { events: [{ kind: 'recycled', reason, steps: chosen }] };
    },
  },
};
