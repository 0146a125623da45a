/** When the contacts are asked how happy they are, and when whoever has not answered is reminded. */
import {
  addDays,
  addWorkingDays,
  clearOfHolidays,
  dayOf,
  dueMoment,
  opening,
  workingDayOnOrBefore,
} from '../core/calendar';
import type { Slices, Step, TaskOf, View } from '../core/concern';
import { countsOn } from '../core/item';
import type { CivilDate, Instant } from '../core/json';

declare module '../core/concern' {
  interface Coming {
    'question-reminds': { workingDays: number };
    'question-after-onboarding': { days: number };
    'question-before-review': { days: number; on: CivilDate };
  }
}

type Questions = Slices['satisfaction'];

const prefix = 'satisfaction-';

/** When a question that is meant for a day is asked: on a working day, and not on the eve of several days off. */
function momentOf(day: CivilDate, { rules, calendar }: Pick<View, 'rules' | 'calendar'>): Instant {
  if (!rules.satisfaction.avoidHolidays) return dueMoment(day, calendar);
  return opening(clearOfHolidays(workingDayOnOrBefore(day, calendar), calendar), calendar);
}

/** Who was asked and has neither answered nor been met since. */
export function waitedFor({ contacts, answered, met = [] }: NonNullable<Questions['asked']>): readonly string[] {
  return contacts.filter((contact) => !answered.includes(contact) && !met.includes(contact));
}

function* reminderOf({ asked }: Questions, view: View): Generator<Step<TaskOf<'satisfaction'>>> {
  const { rules, calendar } = view;
  const after = rules.satisfaction.remindWorkingDays;
  if (after === null || asked === null || asked.covered !== null || asked.reminded === true) return;
  if (waitedFor(asked).length === 0) return;
  yield {
    task: { question: asked.question, remind: true },
    at: momentOf(addWorkingDays(dayOf(asked.at, calendar.zone), after, calendar), view),
    tells: { kind: 'question-reminds', workingDays: after },
  };
}

/** What comes next: a question after onboarding, one before each review, and the reminder of the one that is open. */
export function* questionSteps(slice: Questions, view: View): Generator<Step<TaskOf<'satisfaction'>>> {
  const { passed } = slice;
  const { slices, rules, calendar } = view;
  yield* reminderOf(slice, view);
  const { afterOnboardingDays, beforeReviewDays } = rules.satisfaction;
  const { completedAt, recycles } = slices.onboarding;
  const first = `${prefix}onboarding-${recycles}`;
  if (afterOnboardingDays !== null && completedAt !== null && !passed.includes(first)) {
    yield {
      task: { question: first },
      at: momentOf(addDays(dayOf(completedAt, calendar.zone), afterOnboardingDays), view),
      tells: { kind: 'question-after-onboarding', days: afterOnboardingDays },
    };
  }
  if (beforeReviewDays === null) return;
  for (const item of slices.items) {
    const { id, programme, state } = item;
    const on = countsOn(item);
    if (programme !== 'review' || state !== 'planned' || passed.includes(prefix + id)) continue;
    yield {
      task: { question: prefix + id },
      at: momentOf(addDays(on, -beforeReviewDays), view),
      tells: { kind: 'question-before-review', days: beforeReviewDays, on },
    };
  }
}
