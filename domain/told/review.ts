/**
 * The review as it is prepared: what happened since the last one, point by point. Its page, the mail that prepares it and
 * what the client gets are made of these points, so the one rule of what a client may read is a column of one table here.
 */
import type { ContactLevel, DealPromise } from '../core/deal';
import { groupBy } from '../core/grouped';
import { isStillToDo } from '../core/item';
import { capitalised } from '../core/item-steps';
import type { CivilDate } from '../core/json';
import { standingOn, type ActionStanding } from './agreed-actions';
import { promisesOf, whoIsThere, type Occasion } from './occasion';
import type { MonthRead, ReviewRead } from './review-read';
import { servicesIn, toldDay, type ServiceKind, type SpokenLine } from './spoken';
import type { Telling } from './telling';
import { forecastIn } from './words/forecast';
import { contractIn, healthIn, promisesIn } from './words/known';
import { speechFor } from './words/speech';

/** What a client needed help with. */
export type HelpKind = 'serviceCall' | 'billingError';

interface Points {
  readonly action: {
    readonly words: string;
    readonly who: string;
    readonly day: CivilDate;
    readonly standing: ActionStanding;
    readonly doneOn: CivilDate | null;
  };
  readonly service: { readonly service: ServiceKind; readonly days: readonly CivilDate[] };
  readonly help: { readonly help: HelpKind; readonly days: readonly CivilDate[] };
  readonly 'help-said': { readonly on: CivilDate; readonly what: string };
  readonly tickets: { readonly product: string | null; readonly months: readonly MonthRead[] };
  readonly usage: { readonly product: string | null; readonly months: readonly MonthRead[] };
  readonly promise: {
    readonly product: string | null;
    readonly promise: Pick<DealPromise, 'metric' | 'target' | 'unit' | 'by'>;
    readonly figures: readonly { readonly value: number; readonly on: CivilDate }[];
  };
  readonly verdict: { readonly text: string };
  readonly criteria: { readonly words: string };
  readonly 'mean-answer': { readonly mean: number; readonly people: number };
  readonly answer: {
    /** Null where nobody is known any more. */
    readonly who: string | null;
    readonly score: number;
    readonly words: string | null;
    readonly on: CivilDate;
  };
  readonly health: { readonly text: string };
  readonly stakeholder: {
    readonly name: string;
    readonly role: string | null;
    readonly level: ContactLevel | null;
    readonly lastOn: CivilDate | null;
  };
  readonly 'next-review': { readonly on: CivilDate };
  readonly outlook: { readonly text: string };
}

export type PointKind = keyof Points;
export type ReviewPoint = { readonly [K in PointKind]: { readonly kind: K } & Points[K] }[PointKind];

/**
 * Whether the client may read a point. What they agreed to, what was done for them, what they asked for and how much they
 * use is theirs. What we make of it is ours: verdicts, health, outlook, and whatever somebody said in confidence.
 */
export const clientMayRead: Readonly<Record<PointKind, boolean>> = {
  action: true,
  service: true,
  help: true,
  'help-said': false,
  tickets: true,
  usage: true,
  promise: true,
  verdict: false,
  criteria: true,
  'mean-answer': true,
  answer: false,
  health: false,
  stakeholder: false,
  'next-review': true,
  outlook: false,
};

/** Kinds of touches of which a client knows that they were done for them; a card or an article is no service. */
export const servicesTold = ['call', 'email', 'lunch', 'visit', 'training', 'event', 'onboarding-step'] as const;
export type ServiceTold = (typeof servicesTold)[number];

/** The service, where the client is told of it; undefined for any other. */
export function serviceTold(service: ServiceKind): ServiceTold | undefined {
  return servicesTold.find((one) => one === service);
}

export const reviewParts = [
  'agreed',
  'services',
  'support',
  'usage',
  'promises',
  'success',
  'satisfaction',
  'health',
  'people',
  'next',
] as const;
export type ReviewPartName = (typeof reviewParts)[number];

export interface ReviewPart {
  readonly part: ReviewPartName;
  readonly points: readonly ReviewPoint[];
}

/** A mean of fewer answers would tell what one person said. */
export const fewestAnswers = 3;

/** An occasion of a review, with what was read for it. */
export type ReviewOccasion = Pick<
  Occasion,
  'lifecycle' | 'deal' | 'contacts' | 'actuals' | 'criteria' | 'together' | 'course' | 'subject' | 'locale' | 'at'
> & { readonly review: ReviewRead };

/** The prepared review: every part, in its order, as our own people read it. */
export function reviewOf(occasion: ReviewOccasion): readonly ReviewPart[] {
  const { review, locale } = occasion;
  const telling = { locale, names: review.names, lifecycle: occasion.lifecycle.id };
  const points: Readonly<Record<ReviewPartName, readonly ReviewPoint[]>> = {
    agreed: agreedPoints(review),
    services: servicePoints(review.since),
    support: [...helpPoints(review.since, telling), ...monthPoints('tickets', occasion)],
    usage: monthPoints('usage', occasion),
    promises: promisePoints(occasion),
    success: successPoints(occasion),
    satisfaction: answerPoints(occasion),
    health: healthPoints(occasion),
    people: peoplePoints(occasion),
    next: nextPoints(occasion),
  };
  return reviewParts.map((part) => ({ part, points: points[part] })).filter((one) => one.points.length > 0);
}

/** What of it the client may read; parts of which nothing is left are left out. */
export function forClient(parts: readonly ReviewPart[]): readonly ReviewPart[] {
  return parts
    .map(({ part, points }) => ({ part, points: points.filter(isForClient) }))
    .filter(({ points }) => points.length > 0);
}

function isForClient(point: ReviewPoint): boolean {
  if (!clientMayRead[point.kind]) return false;
  return point.kind !== 'service' || serviceTold(point.service) !== undefined;
}

function agreedPoints({ actions, today }: ReviewRead): readonly ReviewPoint[] {
  const inOrder = actions.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return inOrder.map((one) => ({
    kind: 'action',
    words: one.words,
    who: one.owner.name,
    day: one.day,
    standing: standingOn(one, today),
    doneOn: one.doneOn,
  }));
}

function servicePoints(since: readonly SpokenLine[]): readonly ReviewPoint[] {
  const kinds = groupBy(servicesIn(since).toReversed(), ({ service }) => service);
  return [...kinds.values()].flatMap((done): readonly ReviewPoint[] => {
    const [first] = done;
    return first === undefined ? [] : [{ kind: 'service', service: first.service, days: done.map(({ on }) => on) }];
  });
}

const helpKinds: readonly HelpKind[] = ['serviceCall', 'billingError'];

/** How often they needed help and when; then what was said of it. */
function helpPoints(since: readonly SpokenLine[], telling: Telling): readonly ReviewPoint[] {
  const oldestFirst = since.toReversed();
  const counts = helpKinds.flatMap((help): readonly ReviewPoint[] => {
    const lines = oldestFirst.filter(({ event }) => event.kind === 'incident-noted' && event.incident === help);
    return lines.length === 0 ? [] : [{ kind: 'help', help, days: lines.map(({ on }) => on) }];
  });
  const said = oldestFirst.flatMap((line): readonly ReviewPoint[] => {
    const { event } = line;
    const isHelp = event.kind === 'incident-noted' && helpKinds.some((help) => help === event.incident);
    return isHelp || event.kind === 'tickets-changed' ? [{ kind: 'help-said', ...toldDay(line, telling) }] : [];
  });
  return [...counts, ...said];
}

/** Every product of the meeting, the review's own first; its name where there are several. */
function productsOf({ lifecycle, together }: Pick<ReviewOccasion, 'lifecycle' | 'together'>): readonly {
  readonly id: string;
  readonly product: string | null;
}[] {
  return [
    { id: lifecycle.id, product: together.length === 0 ? null : lifecycle.product.name },
    ...together.map((other) => ({ id: other.lifecycle, product: other.product })),
  ];
}

function monthPoints(kind: 'usage' | 'tickets', occasion: ReviewOccasion): readonly ReviewPoint[] {
  return productsOf(occasion).flatMap(({ id, product }): readonly ReviewPoint[] => {
    const months = occasion.review.lines.find(({ lifecycle }) => lifecycle === id)?.[kind] ?? [];
    return months.length === 0 ? [] : [{ kind, product, months }];
  });
}

/** What was promised, with every figure that was heard; then what we make of it. */
function promisePoints(occasion: ReviewOccasion): readonly ReviewPoint[] {
  const { together, review } = occasion;
  const speech = speechFor(occasion);
  const promised = productsOf(occasion).flatMap(({ id, product }) => {
    const promises = together.find(({ lifecycle }) => lifecycle === id)?.promised ?? promisesOf(occasion);
    const figures = review.lines.find(({ lifecycle }) => lifecycle === id)?.figures ?? [];
    return promises.map((promise): ReviewPoint => {
      const { metric, target, unit, by } = promise;
      const heard = figures.filter((one) => one.metric === metric).toReversed();
      return {
        kind: 'promise',
        product,
        promise: { metric, target, unit, by },
        figures: heard.map(({ value, on }) => ({ value, on })),
      };
    });
  });
  const verdicts = [occasion, ...together.map(({ told }) => told)].flatMap((one) => promisesIn(speech, one));
  return [...promised, ...verdicts.map((text): ReviewPoint => ({ kind: 'verdict', text }))];
}

function successPoints({ criteria }: ReviewOccasion): readonly ReviewPoint[] {
  return criteria === null ? [] : [{ kind: 'criteria', words: criteria }];
}

/** How people answered since the last review: of each the last answer. */
function answerPoints({ review, contacts }: ReviewOccasion): readonly ReviewPoint[] {
  const answered = review.since.flatMap(({ event, on, words }) =>
    event.kind === 'satisfaction-answered' ? [{ contact: event.contact, score: event.score, words, on }] : [],
  );
  const last = [...groupBy(answered, ({ contact }) => contact).values()].flatMap(([newest]) => newest ?? []);
  const sum = last.reduce((all, { score }) => all + score, 0);
  const mean: readonly ReviewPoint[] =
    last.length < fewestAnswers
      ? []
      : [{ kind: 'mean-answer', mean: Math.round((sum / last.length) * 10) / 10, people: last.length }];
  return [
    ...mean,
    ...last.map(({ contact, score, words, on }): ReviewPoint => {
      const who = contacts.find(({ id }) => id === contact)?.name ?? null;
      return { kind: 'answer', who, score, words, on };
    }),
  ];
}

function healthPoints(occasion: ReviewOccasion): readonly ReviewPoint[] {
  const course = occasion.course === undefined ? [] : [occasion.course];
  return [...course, capitalised(healthIn(speechFor(occasion), occasion.lifecycle))].map((text) => ({
    kind: 'health',
    text,
  }));
}

/** Whom the line speaks to, and since when nobody did. */
function peoplePoints({ contacts, review }: ReviewOccasion): readonly ReviewPoint[] {
  return whoIsThere({ contacts }).map(({ id, name, role, level }) => ({
    kind: 'stakeholder',
    name,
    role,
    level,
    lastOn: review.spoken.get(id) ?? null,
  }));
}

function nextPoints(occasion: ReviewOccasion): readonly ReviewPoint[] {
  const { lifecycle, subject, review } = occasion;
  const isAfterEnd = (at: string): boolean =>
    lifecycle.leaving !== undefined && at.slice(0, 10) >= lifecycle.leaving.endsOn;
  const next = lifecycle.reviews
    .filter(
      (one) =>
        one.id !== subject && isStillToDo(one) && one.dueAt.slice(0, 10) > review.today && !isAfterEnd(one.dueAt),
    )
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
  const ours = [contractIn(speechFor(occasion), lifecycle), ...forecastIn(occasion)];
  return [
    ...(next === undefined ? [] : [{ kind: 'next-review' as const, on: next.dueAt.slice(0, 10) }]),
    ...ours.map((text): ReviewPoint => ({ kind: 'outlook', text })),
  ];
}
