/** The preview of an import: where each line of the file would go, when its first step is, and what is wrong with it. */
import { groupBy } from '../../domain/core/grouped';
import { firstSteps } from '../../domain/organisation/import';
import { capacityOf } from '../../domain/organisation/people';
import { sumsShown } from '../../domain/organisation/bands';
import type { Routing } from '../../domain/organisation/routing';
import { gridWeeks } from '../../domain/core/policy';
import type { ImportRow } from '../../records/columns/jobs';
import { newestPolicies } from '../../records/policies';
import { routeDeals } from '../../records/hand-off';
import type { NewRow } from '../../records/jobs';
import { candidatesOf } from '../../records/organisation';
import { countDeals, repsAtWork } from '../../records/import-reading';
import { canonical, sha256 } from '../http/idempotency';
import { maybeThereAmong } from './maybe-there';
import { lastTouchIn } from './past';
import type { ImportedDeal, ImportFile, RowError } from './rows';
import type { ApiDeps, BodyOf } from '../http/route';
import type { importPreview } from '../schemas/imports';

/** A product line of the file, with where it would go. */
interface RoutedLine {
  readonly of: ImportedDeal['lines'][number];
  readonly deal: ImportedDeal['deal'];
  readonly to: Routing;
}

export interface LookedThrough {
  /** One row a deal; those that are wrong say what is. Made while they are taken. */
  readonly rows: Iterable<NewRow<'import'>>;
  readonly summary: Omit<BodyOf<typeof importPreview>, 'dryRun'>;
}

/** Errors that a preview names; with more than that, people look at the file itself. */
const errorsShown = 1_000;
/** Errors that a row of the job names. */
const errorsOfDeal = 100;

const shownError = ({ row, field, detail }: RowError) => ({ row, field, detail });

/** Days from one touch to the next, by policy. */
async function cadences(
  policies: readonly string[],
  { db }: Pick<ApiDeps, 'db'>,
): Promise<ReadonlyMap<string, number>> {
  const newest = await newestPolicies(db, policies);
  return new Map([...newest].map(([id, { rules }]) => [id, 7 * gridWeeks(rules)]));
}

/** Routes every line, and names what has nowhere to go. */
async function routed(
  deals: readonly ImportedDeal[],
  isCsv: boolean,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<{ lines: RoutedLine[]; errors: RowError[] }> {
  const repsNamed = deals.flatMap(({ lines }) => lines.flatMap(({ line }) => line.rep ?? []));
  const [ways, reps] = await Promise.all([
    routeDeals(
      db,
      deals.map(({ deal, lines }) => ({
        deal,
        reps: Object.fromEntries(lines.map(({ line }) => [line.product.code, line.rep])),
      })),
    ),
    repsAtWork(db, repsNamed),
  ]);
  const lines: RoutedLine[] = [];
  const errors: RowError[] = [];
  deals.forEach(({ deal, lines: ofDeal }, index) =>
    ofDeal.forEach((of, place) => {
      const { row, line } = of;
      const to = ways[index]?.[place] ?? null;
      const { dealId } = deal;
      if (line.rep !== undefined && !reps.has(line.rep))
        errors.push({
          dealId,
          row,
          field: isCsv ? 'rep' : '/rep',
          detail: `There is no rep ${line.rep} who works here.`,
        });
      if (to !== null) lines.push({ of, deal, to });
      else
        errors.push({
          dealId,
          row,
          field: isCsv ? 'group' : '/product/group',
          detail: `There is no group${line.product.group === undefined ? '' : ` ${line.product.group}`} with a rep who works here.`,
        });
    }),
  );
  return { lines, errors };
}

function rowOf(deal: ImportedDeal, lines: readonly RoutedLine[], days: ReadonlyMap<RoutedLine, string>): ImportRow {
  const entries = lines.map((line) => {
    const { term, retainedSince = null, completedSteps = [], product } = line.of.line;
    const entry = { retainedSince, firstStepOn: days.get(line) ?? '' };
    const { past } = line.of;
    return [
      product.code,
      { term, to: line.to, completedSteps, entry, ...(past.length === 0 ? {} : { past }) },
    ] as const;
  });
  return {
    deal: deal.deal,
    entries: Object.fromEntries(entries),
    fingerprint: sha256(canonical(deal.deal)),
    rows: deal.lines.map(({ row }) => row),
  };
}

/** How many first steps the busiest rep has on the busiest day. */
function mostOnOneDay(lines: readonly RoutedLine[], days: ReadonlyMap<RoutedLine, string>): number {
  const sizes = [...groupBy(lines, (line) => `${line.to.rep} ${days.get(line) ?? ''}`).values()].map(
    ({ length }) => length,
  );
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

/** Looks through a file that was read. */
export async function lookThrough(
  type: string,
  file: ImportFile,
  today: string,
  deps: Pick<ApiDeps, 'db'>,
): Promise<LookedThrough> {
  const { lines: all, errors: unrouted } = await routed(file.deals, type === 'text/csv', deps);
  const errors = [...file.errors, ...unrouted].toSorted((a, b) => a.row - b.row);
  const errorsOf = groupBy(errors, ({ dealId }) => dealId);
  const lines = all.filter(({ deal }) => !errorsOf.has(deal.dealId));
  const every = await cadences(
    lines.map(({ to }) => to.policyId),
    deps,
  );
  const steps = firstSteps(
    lines.map(({ to, of }) => ({
      rep: to.rep,
      everyDays: every.get(to.policyId) ?? 7,
      lastTouchOn: of.line.lastTouchOn ?? lastTouchIn(of.past),
    })),
    today,
  );
  const days = new Map(lines.map((line, index) => [line, steps[index] ?? today]));
  const linesOf = groupBy(lines, ({ deal }) => deal.dealId);
  const good = file.deals.filter(({ deal }) => linesOf.has(deal.dealId));
  function* rows(): Generator<NewRow<'import'>> {
    for (const deal of good) {
      const { dealId } = deal.deal;
      yield { subject: dealId, input: rowOf(deal, linesOf.get(dealId) ?? [], days) };
    }
    for (const [dealId, wrong] of errorsOf)
      yield {
        subject: dealId,
        input: { rows: [...new Set(wrong.map(({ row }) => row))] },
        failed: { errors: wrong.slice(0, errorsOfDeal).map(shownError) },
      };
  }
  const [there, maybe, candidates] = await Promise.all([
    countDeals(
      deps.db,
      good.map(({ deal }) => deal.dealId),
    ),
    maybeThereAmong(
      deps.db,
      good.map(({ deal }) => deal),
    ),
    candidatesOf(
      deps.db,
      lines.map(({ to }) => to.rep),
    ),
  ]);
  const ofRep = groupBy(lines, ({ to }) => to.rep);
  const [first] = steps.toSorted();
  const last = steps.toSorted().at(-1);
  return {
    rows: rows(),
    summary: {
      rows: file.rows,
      deals: good.length,
      lifecycles: lines.length,
      // A file that counts in euros where minor units are meant shows here.
      worth: sumsShown(lines.map(({ of }) => of.line.product.annualValue)),
      alreadyThere: there,
      ...(maybe.count === 0 ? {} : { maybeThere: maybe }),
      wrongRows: new Set(errors.map(({ row }) => row)).size,
      errors: errors.slice(0, errorsShown).map(shownError),
      reps: candidates.map(({ id, load, capacity }) => {
        const more = ofRep.get(id)?.length ?? 0;
        return {
          rep: id,
          lifecycles: more,
          load: { before: load, after: load + more, capacity: capacityOf({ capacity }) },
        };
      }),
      ...(first === undefined || last === undefined
        ? {}
        : { firstSteps: { from: first, until: last, mostOfOneRepOnOneDay: mostOnOneDay(lines, days) } }),
    },
  };
}
