/**
 * Onboarding: the product's steps, each completed once; the last one moves the lifecycle to retention.
 * A recycle brings chosen steps back, with a reason; the renewal clock does not notice.
 */
import { nothing, type Concern } from './concern';
import type { Instant } from './json';

export const recycleReasons = ['training', 'configuration', 'new-team', 'changed-scope', 'other'] as const;
export type RecycleReason = (typeof recycleReasons)[number];

export interface OnboardingStep {
  readonly code: string;
  readonly title: string;
  readonly completedAt: Instant | null;
}

export interface Onboarding {
  readonly steps: readonly OnboardingStep[];
  readonly completedAt: Instant | null;
  readonly recycles: number;
}

declare module './concern' {
  interface Slices {
    readonly onboarding: Onboarding;
  }
  interface Events {
    'onboarding-step-completed': { step: string };
    'onboarding-completed': { steps: number };
    recycled: { reason: RecycleReason; steps: readonly string[] };
  }
  interface Facts {
    onboardingStepCompleted: { step: string };
  }
  interface Decisions {
    recycle: { reason: RecycleReason; steps?: readonly string[] };
  }
}

/** The default template, so that a product nobody described can be onboarded at once. */
export const defaultOnboarding = [
  { code: 'setup', title: 'Setup' },
  { code: 'configuration', title: 'Configuration' },
  { code: 'training', title: 'Training' },
] as const;

export const onboarding: Concern<'onboarding'> = {
  name: 'onboarding',

  begin: (seed) => ({
    steps:
      seed.before || seed.onboarding.skip
        ? []
        : seed.onboarding.steps.map(({ code, title }) => ({ code, title, completedAt: null })),
    completedAt: null,
    recycles: 0,
  }),

  evolve: (slice, event, at, { seed }) => {
    switch (event.kind) {
      case 'onboarding-step-completed':
        return {
          ...slice,
          steps: slice.steps.map((step) => (step.code === event.step ? { ...step, completedAt: at } : step)),
        };
      case 'onboarding-completed':
        return { ...slice, completedAt: at };
      case 'recycled': {
        const again = seed.onboarding.steps
          .filter(({ code }) => event.steps.includes(code))
          .map(({ code, title }) => ({ code, title, completedAt: null }));
        const kept = slice.steps.filter(({ code }) => !event.steps.includes(code));
        return { steps: [...kept, ...again], completedAt: null, recycles: slice.recycles + 1 };
      }
      default:
        return slice;
    }
  },

  agenda: () => [],

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

  tell: {
    'onboarding-step-completed': (e) => `Onboarding step ${e.step} was completed.`,
    'onboarding-completed': (e) => `Onboarding is complete (${e.steps} steps).`,
    recycled: (e) => `Back to onboarding for ${e.reason}: ${e.steps.join(', ')}.`,
  },
};
