/**
 * A campaign, client by client: who is invited is claimed before anybody is told, so that the cap holds and a crash
 * invites nobody twice; then the client's lifecycle decides, and its event causes the mails.
 */
import { hasRoom } from '../domain/organisation/contact-cap';
import { reachable } from '../domain/concerns/contacts';
import type { Instant } from '../domain/core/json';
import { advance } from '../domain/lifecycle';
import type { Refusal } from '../domain/core/refusals';
import type { Database } from '../prisma/client';
import { followRenewals, invitedBy } from '../records/campaigns';
import { keepPreviews, type Job, type Settled, type WaitingRow } from '../records/jobs';
import { holdClients, reachedClients, whoHashOf, type ReachedClient } from '../records/reached';
import { decideRows, type JobMethod } from './job-rows';

type CampaignWaiting = WaitingRow<'campaign'>;
const clientOf = ({ input }: CampaignWaiting): string => input.client;

interface ReachedPerson {
  readonly id: string;
  readonly email: string;
}
/** Whom a campaign would invite at a client, or why it does not. */
type Chosen = { readonly people: readonly ReachedPerson[] } | { readonly refused: 'contact-cap' | Refusal };

/** A client as a campaign looks at it. */
interface KnownClient {
  readonly reached: ReachedClient | undefined;
  /** The client's people who may be written to. */
  readonly people: readonly ReachedPerson[];
}

/** Everyone of those clients who may be written to. */
async function peopleOf(
  db: Pick<Database, 'contact'>,
  clients: readonly string[],
): Promise<readonly (ReachedPerson & { readonly clientId: string })[]> {
  return db.contact.findMany({
    where: { clientId: { in: [...clients] }, optedOutAt: null, erasedAt: null, NOT: { email: '' } },
    select: { id: true, clientId: true, email: true },
  });
}

/** What is known of a client, among all that was read. */
const knownOf = (
  client: string,
  reached: ReadonlyMap<string, ReachedClient>,
  people: readonly (ReachedPerson & { readonly clientId: string })[],
): KnownClient => ({ reached: reached.get(client), people: people.filter(({ clientId }) => clientId === client) });

function choose(
  job: Job<'campaign'>,
  lifecycleId: string,
  { reached, people }: KnownClient,
  taken: ReadonlySet<string>,
  now: Instant,
): Chosen {
  const { kind, startsAt, perClient, levels } = job.input;
  const state = reached?.states.find(({ seed }) => seed.lifecycleId === lifecycleId);
  if (reached === undefined || state === undefined) return { refused: 'ended' };
  const { contactCap } = state.slices.standing.policy.rules;
  const [sent, held] = [now.slice(0, 10), startsAt.slice(0, 10)];
  if (!hasRoom(contactCap, sent, reached.days) || !hasRoom(contactCap, held, [...reached.days, sent]))
    return { refused: 'contact-cap' };
  const addresses = new Set(taken);
  const chosen = reachable(state.slices.contacts)
    .filter(({ level }) => levels === undefined || levels.includes(level ?? 'user'))
    .flatMap(({ id }) => people.find((one) => one.id === id) ?? [])
    .filter(({ email }) => {
      const who = whoHashOf(job.id, email);
      return addresses.has(who) ? false : addresses.add(who);
    })
    .slice(0, perClient);
  const contacts = chosen.map(({ id }) => id);
  const asked = advance(
    state,
    { name: 'invite', id: 'asked', data: { campaign: job.id, kind, startsAt, contacts } },
    now,
  );
  return asked.refused === undefined ? { people: chosen } : { refused: asked.refused };
}

/** Addresses that the campaign has invited already. */
async function takenBy(
  db: Pick<Database, 'reached'>,
  job: Job<'campaign'>,
  people: readonly ReachedPerson[],
): Promise<ReadonlySet<string>> {
  const hashes = people.map(({ email }) => whoHashOf(job.id, email));
  const rows = await db.reached.findMany({
    where: { cause: job.id, whoHash: { in: hashes } },
    select: { whoHash: true },
  });
  return new Set(rows.map(({ whoHash }) => whoHash ?? ''));
}

interface Claimed {
  readonly row: CampaignWaiting;
  /** Contacts, or why there are none. */
  readonly claim: readonly string[] | { readonly refused: string };
}

/** Claims people and days for rows, all in one transaction; what was claimed before a crash stays claimed. */
async function claim(
  db: Database,
  job: Job<'campaign'>,
  rows: readonly CampaignWaiting[],
  now: Instant,
): Promise<readonly Claimed[]> {
  const clients = rows.map(clientOf);
  return db.$transaction(
    async (tx) => {
      await holdClients(tx, clients);
      const before = await tx.reached.findMany({ where: { cause: job.id, clientId: { in: clients } } });
      const ownOf = (row: CampaignWaiting): readonly string[] =>
        before.filter(({ clientId }) => clientId === clientOf(row)).map(({ contactId }) => contactId);
      const unclaimed = rows.filter((row) => ownOf(row).length === 0).map(({ position }) => position);
      const renewed = await followRenewals(tx, job.id, unclaimed);
      const reached = await reachedClients(tx, clients, now.slice(0, 10));
      const people = await peopleOf(tx, clients);
      const taken = new Set(await takenBy(tx, job, people));
      const claims: Claimed[] = [];
      const claimed: { clientId: string; contactId: string; whoHash: string }[] = [];
      for (const one of rows) {
        const row = { ...one, subject: renewed.get(one.position) ?? one.subject };
        const clientId = clientOf(row);
        const own = ownOf(row);
        const known = knownOf(clientId, reached, people);
        const chosen = own.length > 0 ? null : choose(job, row.subject, known, taken, now);
        if (chosen === null) claims.push({ row, claim: own });
        else if ('refused' in chosen) claims.push({ row, claim: chosen });
        else {
          claims.push({ row, claim: chosen.people.map(({ id }) => id) });
          for (const { id, email } of chosen.people) {
            const whoHash = whoHashOf(job.id, email);
            taken.add(whoHash);
            claimed.push({ clientId, contactId: id, whoHash });
          }
        }
      }
      const days = [...new Set([now.slice(0, 10), job.input.startsAt.slice(0, 10)])];
      await tx.reached.createMany({ data: claimed.map((one) => ({ ...one, cause: job.id, days, at: now })) });
      return claims;
    },
    { timeout: 20_000 },
  );
}

/** Invites client by client. */
export const runCampaign: JobMethod<'campaign'> = {
  chunk: 50,

  async preview(job, rows, now, { db }) {
    const clients = rows.map(clientOf);
    const [reached, people] = await Promise.all([reachedClients(db, clients, now.slice(0, 10)), peopleOf(db, clients)]);
    const previews = rows.map((row) => {
      const chosen = choose(job, row.subject, knownOf(clientOf(row), reached, people), new Set(), now);
      const preview = 'refused' in chosen ? { refused: chosen.refused } : { invites: chosen.people.length };
      return { position: row.position, preview };
    });
    await keepPreviews(db, job.id, previews);
  },

  async work(job, rows, now, deps) {
    const { db } = deps;
    const claims = await claim(db, job, rows, now);
    const refused = claims.flatMap(({ row: { position }, claim: claimed }): Settled[] =>
      'refused' in claimed ? [{ position, state: 'skipped', outcome: { reason: claimed.refused } }] : [],
    );
    const contacts = new Map(
      claims.flatMap(({ row, claim: claimed }) => ('refused' in claimed ? [] : [[row, claimed] as const])),
    );
    const { kind, startsAt } = job.input;
    const settled = await decideRows(
      [...contacts.keys()],
      job,
      (row) => ({ name: 'invite', data: { campaign: job.id, kind, startsAt, contacts: contacts.get(row) ?? [] } }),
      (row) => ({ invited: contacts.get(row)?.length ?? 0 }),
      deps,
    );
    // Whoever is not invited after all has their day back.
    const notInvited = settled.filter(({ state }) => state !== 'done').map(({ position }) => position);
    const free = rows.filter(({ position }) => notInvited.includes(position)).map(clientOf);
    await db.reached.deleteMany({ where: { cause: job.id, clientId: { in: free } } });
    return [...settled, ...refused];
  },
};

/** Takes the invitations of a campaign back, also those that went out meanwhile. */
export const callOffCampaign: JobMethod<'calloff'> = {
  chunk: 100,

  work: (job, rows, _, deps) => {
    const { campaign } = job.input;
    return decideRows(
      rows,
      job,
      () => ({ name: 'callOff', data: { campaign } }),
      () => ({ calledOff: true }),
      deps,
    );
  },

  /** Clients that were invited while it was being called off. */
  async finish(job, _, { db }) {
    const { campaign } = job.input;
    const known = await db.jobRow.findMany({ where: { jobId: job.id }, select: { subject: true } });
    const late = (await invitedBy(db, campaign)).filter(
      ({ lifecycle }) => !known.some(({ subject }) => subject === lifecycle),
    );
    await db.jobRow.createMany({
      data: late.map(({ client, lifecycle }, index) => ({
        jobId: job.id,
        position: known.length + index,
        subject: lifecycle,
        input: { client },
      })),
      skipDuplicates: true,
    });
    return late.length === 0;
  },
};
