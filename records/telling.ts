/** NamesTold of what events speak of, so that people are told of somebody and not of an id. */
import { namedIn } from '../domain/told/routing-words';
import { idsToldIn, promiseNames, stepNames } from '../domain/told/named';
import type { Deal } from '../domain/core/deal';
import type { Event } from '../domain/core/concern';
import type { Locale } from '../domain/told/locale';
import { namesOf, type NamesTold, type NamesById, type Telling } from '../domain/told/telling';
import type { Database } from '../prisma/client';
import { dealNow } from './columns/deals';
import { jobInputOf } from './columns/jobs';
import { stateOf } from './columns/lifecycles';
import { inSlices } from './in-slices';
import { namesOfPeople } from './merged-clients';

interface NamedRow {
  readonly id: string;
  readonly name: string;
}
const byId = (rows: readonly NamedRow[]): NamesById => new Map(rows.map(({ id, name }) => [id, name]));

/** An event, and who said it. */
interface SaidLine {
  readonly event: Event;
  readonly by?: string | null | undefined;
}

/** NamesTold of everything that those lines and routings speak of, but of steps and promises: each query once, however many there are. */
export async function namesTold(
  db: Database,
  contacts: readonly NamedRow[],
  lines: readonly SaidLine[],
): Promise<NamesTold> {
  const ids = idsToldIn(lines);
  const routed = namedIn(lines.flatMap(({ event }) => (event.kind === 'regrouped' ? event.why : [])));
  const people = [...new Set([...ids.people, ...routed.reps])];
  const groups = [...new Set([...ids.groups, ...routed.groups])];
  const select = { id: true, name: true } as const;
  const [whoever, reps, groupRows, lifecycles, campaigns, articles] = await Promise.all([
    namesOfPeople(db, contacts),
    inSlices(people, (some) => db.rep.findMany({ where: { id: { in: some } }, select })),
    inSlices(groups, (some) => db.group.findMany({ where: { id: { in: some } }, select })),
    inSlices(ids.lifecycles, (some) =>
      db.lifecycle.findMany({
        where: { id: { in: some } },
        select: { id: true, productCode: true, deal: { select: { id: true, document: true, added: true } } },
      }),
    ),
    inSlices(ids.campaigns, (some) =>
      db.job.findMany({ where: { id: { in: some }, kind: 'campaign' }, select: { id: true, input: true } }),
    ),
    inSlices(ids.articles, (some) =>
      db.article.findMany({ where: { id: { in: some } }, select: { id: true, title: true } }),
    ),
  ]);
  const products = lifecycles.flatMap(({ id, productCode, deal }): NamedRow[] => {
    const name = dealNow(deal).products.find(({ code }) => code === productCode)?.name;
    return name === undefined ? [] : [{ id, name }];
  });
  return namesOf({
    contacts: whoever,
    people: byId(reps),
    groups: byId(groupRows),
    products: byId(products),
    campaigns: byId(campaigns.map((job) => ({ id: job.id, name: jobInputOf('campaign', job).title }))),
    articles: byId(articles.map(({ id, title }) => ({ id, name: title }))),
  });
}

/** How is told of one lifecycle: with those names, and those of its own steps and promises. */
export function tellingOfLine(
  row: { readonly id: string; readonly productCode: string; readonly state: unknown },
  deal: Deal,
  names: NamesTold,
  locale: Locale,
): Telling {
  // Of one that was handed over a moment ago nothing is recorded yet.
  const steps = row.state === null ? [] : stateOf(row).slices.onboarding.steps;
  return {
    locale,
    lifecycle: row.id,
    names: {
      ...names,
      steps: stepNames(steps),
      promises: promiseNames(deal.products.find(({ code }) => code === row.productCode)),
    },
  };
}
