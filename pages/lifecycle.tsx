/** A lifecycle as a page: where it stands, why, what next and when. For those who hold a key. */
import { contractEndText, leavingText } from '../domain/told/occasion';
import { inWords } from '../domain/core/words';
import type { CoursePoint } from '../domain/told/health-course';
import { movedText } from '../domain/told/news';
import { reasonLine } from '../domain/told/sentences';
import { plainTelling } from '../domain/told/telling';
import type { Presented, Why } from '../domain/told/present';
import { Badge } from './parts/badge';
import { DatedRows, Section } from './parts/sections';
import { page } from './parts/page';

export interface LifecycleView {
  readonly lifecycle: Presented;
  /** Newest first. */
  readonly decisions: readonly Why[];
  /** How its health went lately, in order. */
  readonly course: readonly CoursePoint[];
  readonly source: 'live' | 'projection';
  /** Address of its whole history in the Temporal UI. */
  readonly temporal: string;
}

/** The page as HTML, as of the moment at which the lifecycle was read. */
export function lifecyclePage({ lifecycle, decisions, course, source, temporal }: LifecycleView): string {
  const { client, product, term, id, stage, endReason, health, rep, agenda, asOf } = lifecycle;
  return page({
    title: client.name,
    children: (
      <>
        <p class="quiet">
          {product.name}, term {term} · {id}
        </p>
        <h1>{client.name}</h1>
        <p>
          {stage}
          {endReason === undefined ? '' : ` (${inWords(endReason)})`} · <Badge {...health} /> · rep {rep}
        </p>
        <p>
          {contractEndText({ lifecycle })} {leavingText({ lifecycle })}
        </p>
        {source === 'live' ? null : (
          <p class="quiet">From the read model, as of {asOf.slice(0, 16).replace('T', ' ')} UTC.</p>
        )}
        <Section
          title="Why this health"
          lines={health.reasons.map((reason) => reasonLine(reason, asOf.slice(0, 10), plainTelling()))}
        />
        {course.length === 0 ? null : (
          <DatedRows
            title="How its health went"
            rows={course.toReversed().map(({ at, band, score, moved, reasons }) => ({
              at,
              what: `${band}, ${score} of 100`,
              more: movedText({ moved, reasons }),
            }))}
          />
        )}
        <DatedRows title="What next, and when" rows={agenda.map(({ at, what, why }) => ({ at, what, more: why }))} />
        <DatedRows
          title="What was decided last"
          rows={decisions.map(({ at, what, causedBy = '' }) => ({ at, what, more: `by ${causedBy}` }))}
        />
        <p>
          <a href={temporal}>Its whole life in the Temporal UI</a>
        </p>
      </>
    ),
  });
}
