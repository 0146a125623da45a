/** A lifecycle as a page: where it stands, why, what next and when. For those who hold a key. */
import { inWords } from '../domain/core/words';
import type { CoursePoint } from '../domain/told/health-course';
import { plainEnglish } from '../domain/told/locale';
import { movedText } from '../domain/told/news';
import { reasonLine } from '../domain/told/sentences';
import { plainTelling } from '../domain/told/telling';
import type { Presented, Why } from '../domain/told/present';
import { contractIn, noticeIn } from '../domain/told/words/known';
import { speechOf } from '../domain/told/words/speech';
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
  // Ops run the house from one place: they read of every client in UTC.
  const speech = speechOf({ language: 'en', country: null, zone: 'UTC' }, asOf);
  return page({
    title: client.name,
    language: 'en',
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
          {contractIn(speech, lifecycle)} {noticeIn(speech, lifecycle)}
        </p>
        {source === 'live' ? null : <p class="quiet">From the read model, as of {speech.moment(asOf)} UTC.</p>}
        <Section
          title="Why this health"
          lines={health.reasons.map((reason) => reasonLine(reason, asOf.slice(0, 10), plainTelling()))}
        />
        {course.length === 0 ? null : (
          <DatedRows
            title="How its health went"
            rows={course.toReversed().map(({ at, band, score, moved, reasons }) => ({
              on: speech.dayOf(at),
              what: band === 'unknown' ? 'not known yet' : `${band}, ${score} of 100`,
              more: movedText({ moved, reasons }, plainEnglish),
            }))}
          />
        )}
        <DatedRows
          title="What next, and when"
          rows={agenda.map(({ at, what, why }) => ({ on: speech.dayOf(at), what, more: why }))}
        />
        <DatedRows
          title="What was decided last"
          rows={decisions.map(({ at, what, causedBy = '' }) => ({
            on: speech.dayOf(at),
            what,
            more: `by ${causedBy}`,
          }))}
        />
        <p>
          <a href={temporal}>Its whole life in the Temporal UI</a>
        </p>
      </>
    ),
  });
}
