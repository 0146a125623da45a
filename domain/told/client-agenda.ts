/**
 * What a client may read of a meeting: the one rule. A calendar file is forwarded, so everything that it says goes
 * through here. What is not named here stays with us: health and its reasons, alarms, forecasts, figures and verdicts,
 * invoices, notes, what their people said, who leads whom, and every address of ours.
 */
import type { DealPromise } from '../core/deal';
import { capitalised } from '../core/item-steps';
import { dayIn, plainEnglish } from './locale';
import { promisesOf, type Occasion } from './occasion';
import { nameOfItem, type PresentedItem, type ReviewSection } from './present';

/** A meeting in words that the client may read. */
export interface ClientAgenda {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What is known of a meeting, as far as its agenda is made of it. */
type KnownOfMeeting = Pick<Occasion, 'lifecycle' | 'deal' | 'together'>;

/** What is spoken of in each section of a review. */
const pointsOf: Readonly<Record<ReviewSection, readonly string[]>> = {
  review: [
    'What was done since the last review',
    'Which support was needed, and how it went',
    'What was promised, and what came of it',
  ],
  'check-in': ['How the first months went'],
  'success-check': ['Whether it has become the success that it was bought for'],
};

/** A promise as the client heard it before they bought: metric, target, and by when. */
function promiseForClient({ metric, target, unit, by }: DealPromise): string {
  return `${metric}: ${target}${unit === undefined ? '' : ` ${unit}`}${by === undefined ? '' : ` by ${dayIn(plainEnglish, by)}`}`;
}

const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `- ${line}`), ''];

/** The agenda of a review, for the client and for us: what it is about, what was promised, what we go through. */
export function agendaForClient(
  { lifecycle, deal, together }: KnownOfMeeting,
  review: Pick<PresentedItem, 'kind' | 'after' | 'sections'>,
): ClientAgenda {
  const sections = new Set<ReviewSection>([
    'review',
    ...(review.sections ?? []),
    ...together.flatMap((one) => one.sections ?? []),
  ]);
  const own = promisesOf({ deal, lifecycle }).map(promiseForClient);
  const theirs = together.flatMap(({ product, promised }) =>
    promised.map((promise) => `${product}, ${promiseForClient(promise)}`),
  );
  const points = (['review', 'check-in', 'success-check'] as const).flatMap((one) =>
    sections.has(one) ? pointsOf[one] : [],
  );
  return {
    title: `${capitalised(nameOfItem(review))}: ${lifecycle.client.name}, ${lifecycle.product.name}`,
    lines: [
      `For ${lifecycle.client.name}: ${[lifecycle.product.name, ...together.map(({ product }) => product)].join(', ')}`,
      '',
      ...listed('What we will go through', [...points, 'What comes next']),
      ...listed('What was promised', [
        ...(theirs.length === 0 ? own : own.map((promise) => `${lifecycle.product.name}, ${promise}`)),
        ...theirs,
      ]),
    ],
  };
}
