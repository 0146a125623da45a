/**
 * Who may read which lifecycle, and who may do what with it: the one rule. It looks at who keeps a lifecycle, in which
 * group, and who sold it; `records/access.ts` says the same to PostgreSQL, and a test holds the two together.
 *
 * | who asks                                      | reads           | client work | invoices | opportunities | reassign | what sales says | signals |
 * | --------------------------------------------- | --------------- | ----------- | -------- | ------------- | -------- | --------------- | ------- |
 * | admin, ops                                    | everything      | yes         | yes      | yes           | yes      | yes             | yes     |
 * | who keeps it, or stands in for who does       | it              | yes         | yes      | yes           | no       | yes             | yes     |
 * | who leads its group (manager, director)       | it              | yes         | yes      | yes           | yes      | yes             | yes     |
 * | the receivables manager of its rep’s workgroup| it              | no          | yes      | no            | no       | no              | no      |
 * | the business developer of that workgroup      | it              | no          | no       | yes           | no       | no              | no      |
 * | any other rep                                 | in an open book | no          | no       | no            | no       | no              | no      |
 * | its seller                                    | it              | no          | no       | no            | no       | yes             | no      |
 * | a key of sales without a seller               | what it handed  | no          | no       | no            | no       | yes             | no      |
 * |                                               | over            |             |          |               |          |                 |         |
 * | telemetry                                     | nothing         | no          | yes      | no            | no       | no              | yes     |
 *
 * What the rep makes of a renewal only who keeps it says, or stands in; what the manager makes of it, only who leads its
 * group. Admin may say either.
 *
 * Whoever stands in for somebody who is away has their reach, whatever they are: rep, manager, director, receivables
 * manager or business developer. Who may act on an invoice also reports one as overdue or paid.
 */
import { dayOf } from '../core/calendar';
import type { Instant } from '../core/json';
import { standInFor, type Deputised } from './people';

/** Somebody of ours as this rule sees them. */
export interface Colleague extends Deputised {
  /** Their absences are days in this zone. */
  readonly zone: string;
  readonly workgroup: string | null;
}

/** As much of the organisation as the reach of somebody depends on. */
export interface Reachable {
  readonly people: readonly Colleague[];
  readonly groups: readonly {
    readonly id: string;
    readonly manager: string | null;
    readonly director: string | null;
  }[];
  readonly workgroups: readonly {
    readonly id: string;
    readonly receivablesManager: string;
    readonly businessDeveloper: string;
  }[];
}

/** What a rep has to do with: reps and groups by id. */
export interface RepReach {
  /** Whose clients they keep: their own, and those of everybody for whom they stand in. */
  readonly keeps: readonly string[];
  /** Groups that they lead. */
  readonly leads: readonly string[];
  /** Reps for whose clients they collect. */
  readonly collectsFor: readonly string[];
  /** Reps to whose clients they sell. */
  readonly developsFor: readonly string[];
}

/** What a rep has to do with at a moment. */
export function reachOf(rep: string, { people, groups, workgroups }: Reachable, now: Instant): RepReach {
  const known = new Map(people.map((one) => [one.id, one]));
  const away = people.filter(({ id, zone }) => id !== rep && standInFor(id, dayOf(now, zone), known) === rep);
  const keeps = [rep, ...away.map(({ id }) => id)];
  const repsIn = (of: 'receivablesManager' | 'businessDeveloper'): readonly string[] => {
    const theirs = new Set(workgroups.filter((one) => keeps.includes(one[of])).map(({ id }) => id));
    return people.flatMap(({ id, workgroup }) => (workgroup !== null && theirs.has(workgroup) ? [id] : []));
  };
  return {
    keeps,
    leads: groups.flatMap(({ id, manager, director }) =>
      keeps.includes(manager ?? '') || keeps.includes(director ?? '') ? [id] : [],
    ),
    collectsFor: repsIn('receivablesManager'),
    developsFor: repsIn('businessDeveloper'),
  };
}

/** Who asks, as far as rows are concerned. */
export type Viewer =
  | { readonly sees: 'everything' }
  /** A rep; in an open book they read what is anybody’s. */
  | { readonly sees: 'reach'; readonly reach: RepReach; readonly openBook: boolean }
  | { readonly sees: 'sold'; readonly seller: string }
  /** A key of sales that belongs to no seller. */
  | { readonly sees: 'handed-over'; readonly key: string }
  /** Telemetry: it tells, and reads nothing. */
  | { readonly sees: 'nothing' };

/** A lifecycle as this rule sees it. */
export interface AccessRow {
  readonly rep: string;
  readonly group: string;
  /** Who sold it; null where that is not known. */
  readonly seller: string | null;
  /** The key that handed its deal over. */
  readonly handedOverBy: string | null;
}

/** What can be done with a lifecycle. Each is a column of the table above. */
export const acts = [
  'client-work',
  'invoices',
  'opportunities',
  'reassign',
  'sales-word',
  'signals',
  'rep-call',
  'manager-call',
] as const;
export type Act = (typeof acts)[number];

/** What a row is to a rep. */
type Tie = 'keeps' | 'leads' | 'collects' | 'develops';

function tiesOf({ keeps, leads, collectsFor, developsFor }: RepReach, { rep, group }: AccessRow): readonly Tie[] {
  return [
    ...(keeps.includes(rep) ? (['keeps'] as const) : []),
    ...(leads.includes(group) ? (['leads'] as const) : []),
    ...(collectsFor.includes(rep) ? (['collects'] as const) : []),
    ...(developsFor.includes(rep) ? (['develops'] as const) : []),
  ];
}

const allowed: Readonly<Record<Tie, readonly Act[]>> = {
  keeps: ['client-work', 'invoices', 'opportunities', 'sales-word', 'signals', 'rep-call'],
  // What the rep says of a renewal is the rep's: who leads has a call of their own.
  leads: acts.filter((act) => act !== 'rep-call'),
  collects: ['invoices'],
  develops: ['opportunities'],
};

const sold = (viewer: Viewer, { seller, handedOverBy }: AccessRow): boolean =>
  (viewer.sees === 'sold' && viewer.seller === seller) ||
  (viewer.sees === 'handed-over' && viewer.key === handedOverBy);

/** Whether a lifecycle may be read. */
export function mayRead(viewer: Viewer, row: AccessRow): boolean {
  switch (viewer.sees) {
    case 'everything':
      return true;
    case 'reach':
      return viewer.openBook || tiesOf(viewer.reach, row).length > 0;
    case 'sold':
    case 'handed-over':
      return sold(viewer, row);
    case 'nothing':
      return false;
    default:
      return viewer satisfies never;
  }
}

/** Whether something may be done with a lifecycle. */
export function mayDo(viewer: Viewer, row: AccessRow, act: Act): boolean {
  switch (viewer.sees) {
    case 'everything':
      return true;
    case 'reach':
      return tiesOf(viewer.reach, row).some((one) => allowed[one].includes(act));
    case 'sold':
    case 'handed-over':
      return act === 'sales-word' && sold(viewer, row);
    case 'nothing':
      return act === 'signals' || act === 'invoices';
    default:
      return viewer satisfies never;
  }
}

/** Who may do it, as a sentence for somebody who may not. */
export const whoMay: Readonly<Record<Act, string>> = {
  'client-work': 'Only who keeps this lifecycle, stands in for them, or leads its group may do that.',
  invoices: 'Only who keeps this lifecycle, stands in for them, leads its group or collects for its rep may do that.',
  opportunities:
    'Only who keeps this lifecycle, stands in for them, leads its group or sells to its rep’s clients may do that.',
  reassign: 'Only who leads its group, or ops, may give this lifecycle to somebody else.',
  'sales-word': 'Only its seller, who keeps it, stands in for them or leads its group may do that.',
  'rep-call': 'Only who keeps this lifecycle, or stands in for them, may say what the rep makes of its renewal.',
  'manager-call': 'Only who leads its group may say what the manager makes of its renewal.',
  signals: 'Only telemetry, who keeps this lifecycle, stands in for them or leads its group may do that.',
};

/** Whether a deal of that seller may be handed over, and their lines asked for. */
export function isForSeller(viewer: Viewer, seller: string): boolean {
  return (
    viewer.sees === 'everything' ||
    viewer.sees === 'handed-over' ||
    (viewer.sees === 'sold' && viewer.seller === seller)
  );
}

/** Which rows a report is about: those of these reps and groups; null: of everybody. */
export type Scope = { readonly reps: readonly string[]; readonly groups: readonly string[] } | null;

/** The reps and groups whose lifecycles a rep reads; null for whoever reads all. */
export function scopeOf(viewer: Viewer): Scope {
  if (viewer.sees === 'everything' || (viewer.sees === 'reach' && viewer.openBook)) return null;
  if (viewer.sees !== 'reach') return { reps: [], groups: [] };
  const { keeps, leads, collectsFor, developsFor } = viewer.reach;
  return { reps: [...new Set([...keeps, ...collectsFor, ...developsFor])], groups: leads };
}
