/** A house with one lifecycle, and everybody who has to do with it, each with a key. */
import { admin, fresh, running, type Caller, caller } from './api';
import { daysFromToday } from './dates';
import { aDeal, aGroup, type People } from './deals';
import { as, keyFor, type HeldKey } from './keys';
import { person } from './workgroups';

/** Who asks, by what they have to do with the lifecycle. */
export const holders = [
  'admin',
  'ops',
  'keeps',
  'stands in',
  'manager',
  'director',
  'collects',
  'develops',
  'other rep',
  'seller',
  'other seller',
  'sales',
  'other sales',
  'telemetry',
] as const;
export type Holder = (typeof holders)[number];

export interface AccessHouse {
  readonly id: string;
  readonly deal: ReturnType<typeof aDeal>;
  readonly people: People;
  readonly deputy: string;
  readonly otherRep: string;
  readonly keys: Readonly<Record<Holder, Caller>>;
  readonly held: { readonly keeps: HeldKey; readonly sales: HeldKey };
}

/** Puts a rep who is away on those days, and for whom somebody stands in. */
export async function putAway(rep: string, deputy: string, from: number, until: number): Promise<void> {
  const absences = [{ from: daysFromToday(from), until: daysFromToday(until) }];
  const { status, body } = await admin.put(`/v1/reps/${rep}`, {
    name: `Wobblewort ${rep}`,
    email: `${rep}.wobblewort@holdfast.example`,
    absences,
    deputy,
  });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
}

/** Everybody around one new lifecycle; who keeps it is away for a week. */
export async function anAccessHouse(): Promise<AccessHouse> {
  const [people, collector, developer, deputy, other] = [
    await aGroup(),
    await person('collector'),
    await person('developer'),
    await person('deputy'),
    await person('other'),
  ];
  await admin.put(`/v1/workgroups/${fresh('workgroup')}`, {
    name: 'W',
    receivablesManager: collector.id,
    businessDeveloper: developer.id,
    reps: [people.rep],
  });
  await putAway(people.rep, deputy.id, -2, 5);
  const deal = aDeal({}, { group: people.group, skipOnboarding: true });
  const sales = await keyFor('sales');
  const { status, body } = await sales.post('/v1/deals', deal);
  if (status !== 201) throw new Error(`hand-off: ${status} ${JSON.stringify(body)}`);
  const keeps = await as(people.rep);
  return {
    id: body.lifecycles[0].id,
    deal,
    people,
    deputy: deputy.id,
    otherRep: other.id,
    held: { keeps, sales },
    keys: {
      admin,
      ops: caller(running.api, running.keys.ops),
      keeps,
      'stands in': await as(deputy.id),
      manager: await as(people.managerMail.split('.')[0] ?? ''),
      director: await as(people.directorMail.split('.')[0] ?? ''),
      collects: await as(collector.id),
      develops: await as(developer.id),
      'other rep': await as(other.id),
      seller: await keyFor('sales', { seller: deal.seller.id }),
      'other seller': await keyFor('sales', { seller: fresh('seller') }),
      sales,
      'other sales': await keyFor('sales'),
      telemetry: caller(running.api, running.keys.telemetry),
    },
  };
}
