/** Saved after notice: how many who gave notice stayed, by reason, and what was done. */
import { groupBy } from '../core/grouped';
import type { CivilDate } from '../core/json';
import { noticeOf, type BookNotice, type BookTerm, type Period } from './book';
import { behindTerm, ratio, within, type Behind } from './counted';

export interface Saved {
  readonly reason: string;
  readonly given: number;
  readonly saved: number;
  readonly lost: number;
  readonly open: number;
  readonly rate: number | null;
  /** First steps of alarms that were done while the notices stood. */
  readonly firstSteps: number;
  readonly behind: readonly Behind[];
}

type NoticeFate = 'saved' | 'lost' | 'open';

/** What came of a notice until the end of a day; null where a second one replaced it. */
function fateOf(notice: BookNotice, term: BookTerm, day: CivilDate): NoticeFate | null {
  if (notice.withdrawnAt !== undefined) return 'saved';
  if (notice !== term.notices.at(-1)) return null;
  if (term.ended?.as === 'renewed') return 'saved';
  if (term.ended !== null) return 'lost';
  return noticeOf(term) !== null && notice.endsOn <= day ? 'lost' : 'open';
}

/** Notices that were received in a period, by reason, the most frequent first; as they stood at the end of a day. */
export function savedByReason(terms: readonly BookTerm[], period: Period, day: CivilDate): readonly Saved[] {
  const given = terms.flatMap((term) =>
    term.notices.flatMap((notice) => {
      const fate = within(notice.receivedOn, period) ? fateOf(notice, term, day) : null;
      return fate === null ? [] : [{ term, notice, fate }];
    }),
  );
  return [...groupBy(given, ({ notice }) => notice.reason)]
    .map(([reason, group]) => {
      const count = (of: NoticeFate): number => group.filter(({ fate }) => fate === of).length;
      const [saved, lost] = [count('saved'), count('lost')];
      return {
        reason,
        given: group.length,
        saved,
        lost,
        open: count('open'),
        rate: ratio(saved, saved + lost),
        firstSteps: group.reduce((sum, { notice: { steps, undone = [] } }) => sum + steps.length - undone.length, 0),
        behind: group.map(({ term, fate }) => behindTerm(term, `${fate} (${reason})`)),
      };
    })
    .toSorted((a, b) => b.given - a.given || (a.reason < b.reason ? -1 : 1));
}
