/** What a lifecycle starts from, where it stands, and what it asks of its rep. */
import { z } from 'zod';
import type { Contact } from '../../domain/concerns/contact-list';
import type { AskedRole } from '../../domain/concerns/climbing';
import { severities, type AlarmReason } from '../../domain/concerns/alarm-reasons';
import type { Seed, SeedClient, SeedContact } from '../../domain/core/concern';
import { touchKinds, type ItemKind } from '../../domain/core/item';
import type { Rules } from '../../domain/core/policy';
import type { LifecycleState } from '../../domain/lifecycle';
import type { Ask } from '../../domain/told/asks';
import { stages, type Stage } from '../../domain/core/stages';
import { upcast, upcastSeed } from '../../domain/upcast';
import { closedSchema, weekendSchema } from './known';
import { BrokenRecord, column, moneySchema, stepTemplates, trusted, trustedList, wordOf } from './column';

const policy = z.looseObject({ id: z.string(), version: z.number(), rules: trusted<Rules>() });

const client: z.ZodType<SeedClient> = z.looseObject({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  country: z.string().exactOptional(),
  region: z.string().exactOptional(),
  weekend: weekendSchema.exactOptional(),
  closed: closedSchema.exactOptional(),
  asOf: z.string().exactOptional(),
  mergedAt: z.string().exactOptional(),
});

/**
 * A seed. What every reader needs is read field by field. The rules of its policy and its contacts are trusted as they were
 * written; the slices of an earlier term are left to the upcaster.
 */
const seed: z.ZodType<Seed> = z.looseObject({
  lifecycleId: z.string(),
  dealId: z.string(),
  term: z.int(),
  client,
  product: z.looseObject({ code: z.string(), name: z.string(), quantity: z.number() }),
  contract: z.looseObject({
    startsOn: z.string(),
    termMonths: z.number(),
    annualValue: moneySchema,
    autoRenews: z.literal(true).exactOptional(),
    noticeDays: z.number().exactOptional(),
  }),
  onboarding: z.looseObject({ skip: z.boolean(), steps: stepTemplates }),
  contacts: trustedList<SeedContact>().exactOptional(),
  criteria: z.boolean().exactOptional(),
  group: z.string(),
  rep: z.string(),
  policy,
  concerns: z.array(z.string()).exactOptional(),
  ledger: z.int().min(1).exactOptional(),
  routing: z.array(z.string()).exactOptional(),
  entry: z
    .looseObject({
      job: z.string(),
      retainedSince: z.string().nullable(),
      firstStepOn: z.string(),
      past: z
        .array(
          z.looseObject({
            on: z.string().exactOptional(),
            touchKind: z.enum(touchKinds).exactOptional(),
            note: z.string().exactOptional(),
          }),
        )
        .exactOptional(),
    })
    .exactOptional(),
  before: z
    .looseObject({
      lifecycleId: z.string(),
      schema: z.int().min(1).exactOptional(),
      slices: trusted<Partial<LifecycleState['slices']>>(),
    })
    .exactOptional(),
});

/** The envelope of a state of any schema version. Of its slices only `standing` is read; the others are left to the upcaster. */
const state = z.looseObject({
  schema: z.int().min(1),
  seed,
  slices: z.looseObject({
    standing: z.looseObject({ stage: z.string(), group: z.string(), rep: z.string(), policy }),
  }),
  seq: z.int().min(0),
  at: z.string(),
  seen: trustedList<object>(),
  recent: trustedList<object>(),
});

const asks: z.ZodType<readonly Ask[]> = z.array(
  z.discriminatedUnion('kind', [
    z.looseObject({
      kind: z.literal('escalation'),
      id: z.string(),
      at: z.string(),
      reasons: z.array(z.custom<AlarmReason>((value) => typeof value === 'string')),
      severity: z.enum(severities).exactOptional(),
      about: z.array(z.string()).exactOptional(),
      ownSignals: z.array(z.string()).exactOptional(),
      asked: trustedList<AskedRole>().exactOptional(),
      acknowledged: z.literal(true).exactOptional(),
    }),
    z.looseObject({
      kind: z.literal('item'),
      id: z.string(),
      at: z.string(),
      what: z.custom<ItemKind>((value) => typeof value === 'string'),
      about: z.string().exactOptional(),
      sections: z.array(z.custom<ItemKind>((value) => typeof value === 'string')).exactOptional(),
      tookPlace: z.string().exactOptional(),
    }),
    z.looseObject({ kind: z.literal('onboarding'), id: z.string(), at: z.string(), what: z.string() }),
    z.looseObject({ kind: z.literal('renewal'), id: z.string(), at: z.string(), on: z.string() }),
  ]),
);

export const seedColumn = column('lifecycles', 'seed', seed);
export const stateColumn = column('lifecycles', 'state', state.nullable());
export const asksColumn = column('lifecycles', 'asks', asks.nullable());

const heardOf = column('lifecycles', 'state', trustedList<Contact>().nullable());

const heardOfClient = column('lifecycles', 'state', client);

/** The client out of a state or a seed, as a query took it. */
export function seedClientIn(row: { readonly id: string; readonly client: unknown }): SeedClient {
  return heardOfClient.read(row.client, row.id);
}

/** The list of contacts out of a state, as a query took it; null in a state that counted none. */
export function heardOfIn(row: { readonly id: string; readonly list: unknown }): readonly Contact[] | null {
  return heardOf.read(row.list, row.id);
}

/** What the lifecycle started from, in the present schema. */
export function seedOf(row: { readonly id: string; readonly seed: unknown }): Seed {
  return upcastSeed(seedColumn.read(row.seed, row.id));
}

/** The recorded state in the present schema; null for a lifecycle that was stored before rows began with one. */
export function stateOrNull(row: { readonly id: string; readonly state: unknown }): LifecycleState | null {
  const carried = stateColumn.read(row.state, row.id);
  return carried === null ? null : upcast(carried);
}

/** The recorded state in the present schema; throws `BrokenRecord` where there is none. */
export function stateOf(row: { readonly id: string; readonly state: unknown }): LifecycleState {
  const recorded = stateOrNull(row);
  if (recorded === null) throw new BrokenRecord('lifecycles', 'state', row.id, 'nothing is recorded');
  return recorded;
}

/** The stage it was in when it was recorded last; throws `BrokenRecord`. */
export function stageOf(row: { readonly id: string; readonly stage: string }): Stage {
  return wordOf(stages, { table: 'lifecycles', column: 'stage', id: row.id }, row.stage);
}

/** What the lifecycle asks of its rep; nothing where that was not kept yet. */
export function keptAsksOf(row: { readonly id: string; readonly asks: unknown }): readonly Ask[] {
  return asksColumn.read(row.asks, row.id) ?? [];
}
