/**
 * The client's own voice: a one-question mail to the client's contacts after onboarding and before each
 * review. The answers feed health; of several answers to one question the lowest counts, because one
 * unhappy contact is a risk. Contacts who opted out, and a client who is paused, are not asked.
 *
 *   due ──► asked ──(each contact once)──► answered
 *    │        └──(another lifecycle of the client asks)──► covered
 *    └──(paused, opted out, nobody there, too late)──► passed
 */
import { addDays, dayOf, dueMoment } from '../core/calendar';
import type { Concern, Step, TaskOf, View } from '../core/concern';
import { reachable } from './contacts';
import { countsOn, type ElsewhereItem } from '../core/item';
import type { Instant } from '../core/json';
import { isBounded } from '../core/ledger';

export interface Satisfaction {
  /**
   * Questions that are not asked any more, asked or passed over: `satisfaction-onboarding-0`, `satisfaction-review-3`. States
   * in flight call them `passed`, so the word stays; the event `satisfaction-passed` means those passed over alone.
   */
  readonly passed: readonly string[];
  /** The question that is open, or was last. */
  readonly asked: {
    readonly question: string;
    readonly at: Instant;
    readonly contacts: readonly string[];
    readonly answered: readonly string[];
    readonly lowest: number | null;
    readonly covered: ElsewhereItem | null;
  } | null;
}

type Passed = 'paused' | 'opted-out' | 'nobody' | 'too-late';

const passedBecause: Readonly<Record<Passed, string>> = {
  paused: 'the lifecycle is paused',
  'opted-out': 'the client asked to be left alone',
  nobody: 'no contact may be written to',
  'too-late': 'its moment had passed',
};

declare module '../core/concern' {
  interface Slices {
    readonly satisfaction: Satisfaction;
  }
  interface Events {
    'satisfaction-asked': { question: string; contacts: readonly string[] };
    'satisfaction-passed': { question: string; reason: Passed };
    'satisfaction-answered': { question: string; contact: string; score: number; lowest: number };
    'satisfaction-covered': { question: string; by: ElsewhereItem };
  }
  interface Tasks {
    /** The question is asked. */
    readonly satisfaction: { readonly question: string };
  }
  interface Facts {
    satisfactionAnswered: { contact: string; score: number };
    satisfactionCovered: { question: string; by: ElsewhereItem };
  }
}

/** The client's lifecycles ask together: two questions that lie at most so many days apart are one. */
export const questionShare = { key: 'satisfaction', days: 21 } as const;

const prefix = 'satisfaction-';

function* stepsOf(
  { passed }: Satisfaction,
  { slices, rules, calendar }: View,
): Generator<Step<TaskOf<'satisfaction'>>> {
  const { afterOnboardingDays, beforeReviewDays } = rules.satisfaction;
  const { completedAt, recycles } = slices.onboarding;
  const first = `${prefix}onboarding-${recycles}`;
  if (afterOnboardingDays !== null && completedAt !== null && !passed.includes(first)) {
    yield {
      task: { question: first },
      at: dueMoment(addDays(dayOf(completedAt, calendar.zone), afterOnboardingDays), calendar),
      what: 'The contacts are asked how happy they are',
      why: `They are asked ${afterOnboardingDays} days after onboarding.`,
    };
  }
  if (beforeReviewDays === null) return;
  for (const item of slices.items) {
    const { id, programme, state } = item;
    const on = countsOn(item);
    if (programme !== 'review' || state !== 'planned' || passed.includes(prefix + id)) continue;
    yield {
      task: { question: prefix + id },
      at: dueMoment(addDays(on, -beforeReviewDays), calendar),
      what: 'The contacts are asked how happy they are',
      why: `They are asked ${beforeReviewDays} days before ${id} on ${on}.`,
    };
  }
}

/** Questions of which it is remembered that they are not asked any more: those of reviews that are not planned any more never are. */
const passedKept = 24;

const withPassed = ({ passed }: Satisfaction, question: string, { seed }: View): readonly string[] =>
  [...passed, question].slice(isBounded(seed) ? -passedKept : 0);

/** Asks the contacts how happy they are, and takes their answers. */
export const satisfaction: Concern<'satisfaction'> = {
  name: 'satisfaction',

  begin: (seed) => seed.before?.slices.satisfaction ?? { passed: [], asked: null },

  evolve: (slice, event, at, view) => {
    switch (event.kind) {
      case 'satisfaction-asked':
        return {
          passed: withPassed(slice, event.question, view),
          asked: {
            question: event.question,
            at,
            contacts: event.contacts,
            answered: [],
            lowest: null,
            covered: null,
          },
        };
      case 'satisfaction-passed':
        return { ...slice, passed: withPassed(slice, event.question, view) };
      case 'satisfaction-covered':
        return slice.asked?.question === event.question
          ? { ...slice, asked: { ...slice.asked, covered: event.by } }
          : slice;
      case 'satisfaction-answered':
        return slice.asked === null
          ? slice
          : {
              ...slice,
              asked: {
                ...slice.asked,
                answered: [...slice.asked.answered, event.contact],
                lowest: event.lowest,
              },
            };
      default:
        return slice;
    }
  },

  agenda: (slice, view) => [...stepsOf(slice, view)],

  due: ({ task: { question }, at }, _, { slices, rules, now }) => {
    // Its moment lay in the past when it was planned: the next one comes soon enough.
    if (at < now) return { events: [{ kind: 'satisfaction-passed', question, reason: 'too-late' }] };
    if (slices.standing.pause !== null)
      return { events: [{ kind: 'satisfaction-passed', question, reason: 'paused' }] };
    if (slices.contacts.clientOptedOut !== null)
      return { events: [{ kind: 'satisfaction-passed', question, reason: 'opted-out' }] };
    const contacts = reachable(slices.contacts)
      .slice(0, rules.satisfaction.contacts)
      .map(({ id }) => id);
    return {
      events: [
        contacts.length === 0
          ? { kind: 'satisfaction-passed', question, reason: 'nobody' }
          : { kind: 'satisfaction-asked', question, contacts },
      ],
    };
  },

  decide: {
    satisfactionAnswered: ({ contact, score }, { asked }) => {
      if (asked === null) return { refused: 'not-asked' };
      if (asked.answered.includes(contact)) return { refused: 'already-answered' };
      const lowest = Math.min(score, asked.lowest ?? score);
      return { events: [{ kind: 'satisfaction-answered', question: asked.question, contact, score, lowest }] };
    },
    satisfactionCovered: ({ question, by }, { asked }) =>
      asked?.question === question
        ? { events: [{ kind: 'satisfaction-covered', question, by }] }
        : { refused: 'not-asked' },
  },

  sentences: {
    'satisfaction-asked': (e) => `${e.contacts.length} contact(s) were asked how happy they are (${e.question}).`,
    'satisfaction-passed': (e) => `Nobody was asked how happy they are (${e.question}): ${passedBecause[e.reason]}.`,
    'satisfaction-answered': (e) => `Contact ${e.contact} answered: ${e.score} of 10.`,
    'satisfaction-covered': (e) => `The contacts are asked once for all their products, by ${e.by.lifecycle}.`,
  },
};
