/**
 * The client's own voice: a one-question mail to the client's contacts after onboarding and before each
 * review. The answers feed health; of several answers to one question the lowest counts, because one
 * unhappy contact is a risk. Contacts who opted out, and a client who is paused, are not asked.
 *
 *   due ──► asked ──(each contact once)──► answered
 *    │        ├──(no answer for some working days)──► reminded, once and in the same thread
 *    │        ├──(the mailbox was asked elsewhere)──► that contact is not asked
 *    │        └──(another lifecycle of the client asks)──► covered
 *    └──(paused, opted out, nobody there, too late, asked lately)──► passed
 *
 * Of two questions that lie close to each other the first stands, and the later one is passed: what was asked cannot be
 * taken back, what is planned may still move, and the answers to the first are there for the review of the second.
 */
import { dayOf, daysBetween } from '../core/calendar';
import type { Concern, Decided, Event, See, View } from '../core/concern';
import { reachable } from './contacts';
import { questionSteps, waitedFor } from './question-steps';
import type { ElsewhereItem, Share } from '../core/item';
import type { Instant } from '../core/json';
import type { Rules } from '../core/policy';
import { isBounded } from '../core/ledger';
import { eachOnce, type SamePerson } from '../core/same-person';

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
    /** Contacts who were met since. Absent: nobody was, or nobody is reminded by these rules. */
    readonly met?: readonly string[];
    /** Whether the reminder was sent or passed over. */
    readonly reminded?: true;
  } | null;
}

export type NotReminded = 'paused' | 'opted-out' | 'nobody' | 'too-late';
export type Passed = NotReminded | 'asked-lately';

declare module '../core/concern' {
  interface Slices {
    readonly satisfaction: Satisfaction;
  }
  interface Events {
    'satisfaction-asked': { question: string; contacts: readonly string[] };
    'satisfaction-passed': { question: string; reason: Passed };
    /**
     * `low`: whether it is as low as the policy takes for unhappy; not said where it draws no line. `elsewhere`: the lifecycle
     * in which it was said, where that is another one: there somebody hears of it.
     */
    'satisfaction-answered': {
      question: string;
      contact: string;
      score: number;
      lowest: number;
      low?: boolean;
      elsewhere?: string;
    };
    'satisfaction-covered': { question: string; by: ElsewhereItem };
    /** The contacts who had not answered were asked to, in the thread of the question. */
    'satisfaction-reminded': { question: string; contacts: readonly string[] };
    'satisfaction-not-reminded': { question: string; reason: NotReminded };
    /** The contact's mailbox had been asked elsewhere, so no mail went out and nobody waits for an answer. */
    'satisfaction-not-asked': { question: string; contact: string };
  }
  interface Tasks {
    /** The question is asked, or whoever has not answered it is reminded. */
    readonly satisfaction: { readonly question: string; readonly remind?: true };
  }
  interface Facts {
    /** `elsewhere`: the client's other lifecycle in which it was said; absent: here. */
    satisfactionAnswered: { contact: string; score: number; elsewhere?: string };
    satisfactionCovered: { question: string; by: ElsewhereItem };
    /** No mail went out to the contact: their mailbox was asked a short while ago. */
    satisfactionNotAsked: { question: string; contact: string };
  }
}

/** Where a policy says nothing of it, the lifecycles of a client ask once in so many days. */
const daysTogether = 21;

/**
 * The client's lifecycles ask together: two questions that lie at most so many days apart are one. Where nobody is asked
 * twice within thirty days, those are at most 29 days apart.
 */
export function questionShare({ satisfaction: { everyDays } }: Pick<Rules, 'satisfaction'>): Share {
  return { key: 'satisfaction', days: everyDays > 0 ? everyDays - 1 : daysTogether };
}

/** Questions of which it is remembered that they are not asked any more: those of reviews that are not planned any more never are. */
const passedKept = 24;

const withPassed = ({ passed }: Satisfaction, question: string, { seed }: View): readonly string[] =>
  [...passed, question].slice(isBounded(seed) ? -passedKept : 0);

/** Why nobody is written to now; null where somebody may be. */
function silence({ standing, contacts }: See['slices']): 'paused' | 'opted-out' | null {
  if (standing.pause !== null) return 'paused';
  return contacts.clientOptedOut === null ? null : 'opted-out';
}

/** Asks whoever may be written to, or passes the question over. */
function ask(question: string, at: Instant, { asked }: Satisfaction, see: See): Event {
  const { slices, rules, now, calendar } = see;
  const passOver = (reason: Passed): Event => ({ kind: 'satisfaction-passed', question, reason });
  // Its moment lay in the past when it was planned: the next one comes soon enough.
  if (at < now) return passOver('too-late');
  const silent = silence(slices);
  if (silent !== null) return passOver(silent);
  const since = asked === null ? null : daysBetween(dayOf(asked.at, calendar.zone), dayOf(now, calendar.zone));
  if (since !== null && since < rules.satisfaction.everyDays) return passOver('asked-lately');
  const contacts = reachable(slices.contacts)
    .slice(0, rules.satisfaction.contacts)
    .map(({ id }) => id);
  return contacts.length === 0 ? passOver('nobody') : { kind: 'satisfaction-asked', question, contacts };
}

/** Reminds who is waited for and may still be written to, or says why nobody is reminded. */
function remind(question: string, at: Instant, { asked }: Satisfaction, { slices, now }: See): Event {
  // Its moment lay in the past when other rules asked for it: they were asked long ago.
  if (at < now) return { kind: 'satisfaction-not-reminded', question, reason: 'too-late' };
  const silent = silence(slices);
  if (silent !== null) return { kind: 'satisfaction-not-reminded', question, reason: silent };
  const there = reachable(slices.contacts).map(({ id }) => id);
  const contacts = asked === null ? [] : waitedFor(asked).filter((contact) => there.includes(contact));
  return contacts.length === 0
    ? { kind: 'satisfaction-not-reminded', question, reason: 'nobody' }
    : { kind: 'satisfaction-reminded', question, contacts };
}

/** With those who took part in a meeting: they were met, and are not reminded. Everybody, where nobody was named in a review. */
function withMet(slice: Satisfaction, event: Event, { rules }: View): Satisfaction {
  const { asked } = slice;
  if (asked === null || rules.satisfaction.remindWorkingDays === null) return slice;
  if (event.kind !== 'item-completed' && event.kind !== 'touch-recorded') return slice;
  if (event.outcome !== 'done') return slice;
  const isReview = event.kind === 'item-completed' && event.programme === 'review';
  const met = event.contacts ?? (isReview ? asked.contacts : []);
  return met.length === 0
    ? slice
    : { ...slice, asked: { ...asked, met: [...new Set([...(asked.met ?? []), ...met])] } };
}

/** With everybody asked once who stood in two records: one answer is theirs. */
function askedOnce({ asked, ...slice }: Satisfaction, same: readonly SamePerson[]): Satisfaction {
  if (asked === null || same.length === 0) return { ...slice, asked };
  const { contacts, answered, met } = asked;
  const one = { contacts: eachOnce(contacts, same), answered: eachOnce(answered, same) };
  return { ...slice, asked: { ...asked, ...one, ...(met === undefined ? {} : { met: eachOnce(met, same) }) } };
}

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
      case 'satisfaction-reminded':
      case 'satisfaction-not-reminded':
        return slice.asked === null ? slice : { ...slice, asked: { ...slice.asked, reminded: true } };
      case 'satisfaction-not-asked':
        return slice.asked === null
          ? slice
          : {
              ...slice,
              asked: { ...slice.asked, contacts: slice.asked.contacts.filter((one) => one !== event.contact) },
            };
      case 'client-merged':
        return askedOnce(slice, event.same);
      case 'item-completed':
      case 'touch-recorded':
        return withMet(slice, event, view);
      default:
        return slice;
    }
  },

  agenda: (slice, view) => [...questionSteps(slice, view)],

  due: ({ task: { question, remind: isReminder }, at }, slice, see): Decided => ({
    events: [isReminder === true ? remind(question, at, slice, see) : ask(question, at, slice, see)],
  }),

  decide: {
    satisfactionAnswered: ({ contact, score, elsewhere }, { asked }, { rules }) => {
      if (asked === null) return { refused: 'not-asked' };
      if (asked.answered.includes(contact)) return { refused: 'already-answered' };
      const lowest = Math.min(score, asked.lowest ?? score);
      const { lowAt } = rules.satisfaction;
      const answered: Event = {
        kind: 'satisfaction-answered',
        question: asked.question,
        contact,
        score,
        lowest,
        ...(lowAt === null ? {} : { low: score <= lowAt }),
        ...(elsewhere === undefined ? {} : { elsewhere }),
      };
      return { events: [answered] };
    },
    satisfactionCovered: ({ question, by }, { asked }) =>
      asked?.question === question
        ? { events: [{ kind: 'satisfaction-covered', question, by }] }
        : { refused: 'not-asked' },
    satisfactionNotAsked: ({ question, contact }, { asked }) =>
      asked?.question === question && asked.contacts.includes(contact)
        ? { events: [{ kind: 'satisfaction-not-asked', question, contact }] }
        : { refused: 'not-asked' },
  },
};
