/** What must be there before the first hand-off: without any set-up there is somebody to hand it to. */
import { isDeepStrictEqual } from 'node:util';
import { defaultRules, withDefaults, type Rules } from '../domain/core/policy';
import { lastResort } from '../domain/organisation/people';
import { asksOf } from '../domain/told/asks';
import { runningStages } from '../domain/concerns/standing';
import { upcast } from '../domain/upcast';
import { Prisma, type Database } from '../prisma/client';

const people = [
  { id: 'default-rep', name: 'The retention rep', email: 'rep@holdfast.example' },
  { id: lastResort, name: 'The retention manager', email: 'manager@holdfast.example' },
  { id: 'default-director', name: 'The director', email: 'director@holdfast.example' },
];

/** A policy written before a rule existed gets a next version, in which the rule has its default. */
async function completePolicies(db: Database): Promise<void> {
  const policies = await db.policy.findMany({ orderBy: [{ id: 'asc' }, { version: 'desc' }], distinct: ['id'] });
  for (const { id, version, rules } of policies) {
    const full = withDefaults(rules as unknown as Rules);
    if (isDeepStrictEqual(full, rules)) continue;
    await db.policy.createMany({
      data: { id, version: version + 1, rules: full as unknown as Prisma.InputJsonObject },
      skipDuplicates: true,
    });
  }
}

const completedAtOnce = 200;

/** Lifecycles recorded before it was kept what they ask of their rep. */
async function completeAsks(db: Database): Promise<void> {
  for (;;) {
    const rows = await db.lifecycle.findMany({
      where: { asks: { equals: Prisma.DbNull }, stage: { in: [...runningStages] } },
      take: completedAtOnce,
      select: { id: true, state: true },
    });
    for (const { id, state } of rows) {
      const asks = state === null ? [] : asksOf(upcast(state));
      await db.lifecycle.update({ where: { id }, data: { asks: asks as never, asksAt: asks[0]?.at ?? null } });
    }
    if (rows.length < completedAtOnce) return;
  }
}

/** Creates the default policy, people and catch-all group where they are missing, and completes older policies. */
export async function ensureDefaults(db: Database): Promise<void> {
  await db.policy.createMany({
    data: { id: 'default', version: 1, rules: defaultRules as unknown as Prisma.InputJsonObject },
    skipDuplicates: true,
  });
  await db.rep.createMany({ data: people, skipDuplicates: true });
  await db.group.createMany({
    data: {
      id: 'everyone',
      name: 'Everyone',
      repId: 'default-rep',
      managerId: lastResort,
      directorId: 'default-director',
      policyId: 'default',
    },
    skipDuplicates: true,
  });
  await completePolicies(db);
  await completeAsks(db);
}
