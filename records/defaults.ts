/** What must be there before the first hand-off, so that a deal can be handed to somebody without any set-up. */
import { isDeepStrictEqual } from 'node:util';
import { defaultRules, withDefaults } from '../domain/core/policy';
import { lastResort } from '../domain/organisation/people';
import { catchAll } from '../domain/organisation/groups';
import { asksOf } from '../domain/told/asks';
import { runningStages } from '../domain/core/stages';
import { Prisma, type Database } from '../prisma/client';
import { asJson } from './columns/column';
import { stateOrNull } from './columns/lifecycles';
import { writtenRulesOf } from './columns/policies';

/** Who keeps clients where nobody else does: there from the start. */
export const defaultRep = 'default-rep';

const people = [
  { id: defaultRep, name: 'The retention rep', email: 'rep@holdfast.example' },
  { id: lastResort, name: 'The retention manager', email: 'manager@holdfast.example' },
  { id: 'default-director', name: 'The director', email: 'director@holdfast.example' },
];

/** A policy written before a rule existed gets a next version, in which the rule has its default. */
async function completePolicies(db: Database): Promise<void> {
  const policies = await db.policy.findMany({ orderBy: [{ id: 'asc' }, { version: 'desc' }], distinct: ['id'] });
  for (const policy of policies) {
    const written = writtenRulesOf(policy);
    const full = withDefaults(written);
    if (isDeepStrictEqual(full, written)) continue;
    await db.policy.createMany({
      data: { id: policy.id, version: policy.version + 1, rules: asJson(full) },
      skipDuplicates: true,
    });
  }
}

/** Rows that are completed in one go. */
const completedAtOnce = 200;

/** Fills in what lifecycles ask of their reps, where they were recorded before that was kept. */
async function completeAsks(db: Database): Promise<void> {
  for (;;) {
    const rows = await db.lifecycle.findMany({
      where: { asks: { equals: Prisma.DbNull }, stage: { in: [...runningStages] } },
      take: completedAtOnce,
      select: { id: true, state: true },
    });
    for (const row of rows) {
      const state = stateOrNull(row);
      const asks = state === null ? [] : asksOf(state);
      await db.lifecycle.update({
        where: { id: row.id },
        data: { asks: asks.map(asJson), asksAt: asks[0]?.at ?? null },
      });
    }
    if (rows.length < completedAtOnce) return;
  }
}

/** Creates the default policy, people and catch-all group where they are missing, and completes older policies. */
export async function ensureDefaults(db: Database): Promise<void> {
  await db.policy.createMany({
    data: { id: 'default', version: 1, rules: asJson(defaultRules) },
    skipDuplicates: true,
  });
  await db.rep.createMany({ data: people, skipDuplicates: true });
  await db.group.createMany({
    data: {
      id: catchAll,
      name: 'Everyone',
      repId: defaultRep,
      managerId: lastResort,
      directorId: 'default-director',
      policyId: 'default',
    },
    skipDuplicates: true,
  });
  await completePolicies(db);
  await completeAsks(db);
}
