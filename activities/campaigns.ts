/**
 * A campaign, client by client: who is invited is claimed before anybody is told, so that the cap holds and a crash
 * invites nobody twice; then the client's lifecycle decides, and its event causes the mails.
 *
 *   waiting ──► claimed ──(the lifecycle takes it)──► invited ──(the campaign is called off)──► called off
 *      │           └──(it refuses)──► skipped: the day is given back
 *      └──(nobody to invite, or the cap)──► skipped
 */
import { mayBeWrittenTo } from '../domain/concerns/contacts';
import type { Instant } from '../domain/core/json';
import { mailboxOf } from '../domain/core/mailbox';
import { calendarOf, type LifecycleState } from '../domain/lifecycle';
import { timesMoved, type Campaign } from '../domain/told/campaign';
import { warningsOf, type CampaignWarning, type InvitedWhere } from '../domain/organisation/campaign-warnings';
import { whomToInvite, type CampaignClient, type Invitee } from '../domain/organisation/invitees';
import type { Database } from '../prisma/client';
import { countWarnings, repsAway } from '../records/campaign-warnings';
import { followRenewals, invitedBy } from '../records/campaigns';
import { addresseeOf } from '../records/contacts';
import {
  addRows,
  holdAtWork,
  jobOf,
  keepPreviews,
  subjectsOf,
  type Job,
  type Settled,
  type WaitingRow,
} from '../records/jobs';
import { reachedClients, whoHashOf, type ReachedClient } from '../records/contact-cap';
import { hold } from '../records/held';
import { leftAloneAmong } from '../records/mailboxes';
import { stillInviting } from './failures';
import { decideRows, type JobMethod } from './job-rows';

/** A chunk of clients is claimed within so long, waiting for other claims of the same clients among it. */
const claimTimeoutMs = 20_000;

type CampaignWaiting = WaitingRow<'campaign'>;
const clientOf = ({ input }: CampaignWaiting): string => input.client;

interface ClientInvitee extends Invitee {
  readonly clientId: string;
}

/** Everyone of those clients who may be written to. */
async function peopleOf(
  db: Pick<Database, 'contact' | '$queryRaw'>,
  campaign: string,
  clients: readonly string[],
): Promise<readonly ClientInvitee[]> {
  const contacts = await db.contact.findMany({
    where: { clientId: { in: [...clients] } },
    select: { id: true, clientId: true, email: true, optedOutAt: true, departedAt: true, erasedAt: true },
  });
  const leftAlone = await leftAloneAmong(
    db,
    contacts.map(({ email }) => email),
  );
  const writable = contacts.filter(
    (contact) => mayBeWrittenTo(addresseeOf(contact)) && !leftAlone.has(mailboxOf(contact.email)),
  );
  return writable.map(({ id, clientId, email }) => ({ id, clientId, who: whoHashOf(campaign, email) }));
}

/** A client with the lifecycle that would ask, among all that was read. */
function clientIn(
  { client, lifecycle }: { readonly client: string; readonly lifecycle: string },
  reached: ReadonlyMap<string, ReachedClient>,
  people: readonly ClientInvitee[],
): CampaignClient<ClientInvitee> {
  const { states = [], days = [] } = reached.get(client) ?? {};
  return {
    state: states.find(({ seed }) => seed.lifecycleId === lifecycle),
    days,
    people: people.filter(({ clientId }) => clientId === client),
  };
}

/** Addresses that the campaign has invited already. */
async function takenBy(
  db: Pick<Database, 'reached'>,
  job: Job<'campaign'>,
  people: readonly ClientInvitee[],
): Promise<ReadonlySet<string>> {
  const rows = await db.reached.findMany({
    where: { cause: job.id, whoHash: { in: people.map(({ who }) => who) } },
    select: { whoHash: true },
  });
  return new Set(rows.map(({ whoHash }) => whoHash ?? ''));
}

interface Claimed {
  readonly row: CampaignWaiting;
  /** Who keeps the client, and invites; undefined where its lifecycle runs no more. */
  readonly rep: string | undefined;
  /** Contacts, or why there are none. */
  readonly claim: readonly string[] | { readonly refused: string };
}

/**
 * Claims people and days for rows, all in one transaction; what was claimed before a crash stays claimed. Of a campaign
 * that is cancelled nothing is claimed.
 */
async function claimInvitees(
  db: Database,
  job: Job<'campaign'>,
  rows: readonly CampaignWaiting[],
  now: Instant,
): Promise<{ readonly campaign: Campaign; readonly claims: readonly Claimed[] }> {
  const clients = rows.map(clientOf);
  return db.$transaction(
    async (tx) => {
      // Whoever calls it off finds every claim that was made before, and after it none is made.
      if (!(await holdAtWork(tx, job.id))) return { campaign: job.input, claims: [] };
      // As it is now: it may have been moved since it was read, and cannot be until the claims stand.
      const campaign = (await jobOf(tx, 'campaign', job.id)).job.input;
      await hold(tx, 'days', clients);
      const before = await tx.reached.findMany({ where: { cause: job.id, clientId: { in: clients } } });
      const ownOf = (row: CampaignWaiting): readonly string[] =>
        before.filter(({ clientId }) => clientId === clientOf(row)).map(({ contactId }) => contactId);
      const unclaimed = rows.filter((row) => ownOf(row).length === 0).map(({ position }) => position);
      const renewed = await followRenewals(tx, job.id, unclaimed);
      const reached = await reachedClients(tx, clients, now.slice(0, 10));
      const people = await peopleOf(tx, job.id, clients);
      const taken = new Set(await takenBy(tx, job, people));
      const claims: Claimed[] = [];
      const claimed: { clientId: string; contactId: string; whoHash: string }[] = [];
      for (const one of rows) {
        const row = { ...one, subject: renewed.get(one.position) ?? one.subject };
        const clientId = clientOf(row);
        const own = ownOf(row);
        const client = clientIn({ client: clientId, lifecycle: row.subject }, reached, people);
        const rep = client.state?.slices.standing.rep;
        const chosen = own.length > 0 ? null : whomToInvite({ ...campaign, id: job.id }, client, taken, now);
        if (chosen === null) claims.push({ row, rep, claim: own });
        else if ('refused' in chosen) claims.push({ row, rep, claim: chosen });
        else {
          claims.push({ row, rep, claim: chosen.people.map(({ id }) => id) });
          for (const { id, who } of chosen.people) {
            taken.add(who);
            claimed.push({ clientId, contactId: id, whoHash: who });
          }
        }
      }
      const days = [...new Set([now.slice(0, 10), campaign.startsAt.slice(0, 10)])];
      await tx.reached.createMany({ data: claimed.map((one) => ({ ...one, cause: job.id, days, at: now })) });
      return { campaign, claims };
    },
    { timeout: claimTimeoutMs },
  );
}

/** What speaks against the campaign's moment at a client. */
function warningsAt(
  campaign: Campaign,
  state: LifecycleState | undefined,
  reps: ReadonlyMap<string, NonNullable<InvitedWhere['rep']>>,
): readonly CampaignWarning[] {
  if (state === undefined) return [];
  const { seed, slices } = state;
  const rep = reps.get(slices.standing.rep);
  const { country, region } = seed.client;
  return warningsOf(campaign, { calendar: calendarOf(state), country, region, rep });
}

/** Invites client by client. */
export const runCampaign: JobMethod<'campaign'> = {
  chunk: 50,

  async preview(job, rows, now, { db }) {
    const clients = rows.map(clientOf);
    const [reached, people] = await Promise.all([
      reachedClients(db, clients, now.slice(0, 10)),
      peopleOf(db, job.id, clients),
    ]);
    const repIds = [...reached.values()].flatMap(({ states }) => states.map(({ slices }) => slices.standing.rep));
    const reps = await repsAway(db, repIds);
    const previews = rows.map((row) => {
      const client = clientIn({ client: clientOf(row), lifecycle: row.subject }, reached, people);
      const chosen = whomToInvite({ ...job.input, id: job.id }, client, new Set(), now);
      if ('refused' in chosen) return { position: row.position, preview: { refused: chosen.refused } };
      const warnings = warningsAt(job.input, client.state, reps);
      const preview = { invites: chosen.people.length, ...(warnings.length === 0 ? {} : { warnings }) };
      return { position: row.position, preview };
    });
    await keepPreviews(db, job.id, previews);
    await countWarnings(db, job.id);
  },

  async work(job, rows, now, deps) {
    const { db } = deps;
    const { campaign, claims } = await claimInvitees(db, job, rows, now);
    const refused = claims.flatMap(({ row: { position }, claim: claimed }): Settled[] =>
      'refused' in claimed ? [{ position, state: 'skipped', outcome: { reason: claimed.refused } }] : [],
    );
    const contacts = new Map(
      claims.flatMap(({ row, claim: claimed }) => ('refused' in claimed ? [] : [[row, claimed] as const])),
    );
    const organizers = new Map(claims.map(({ row, rep }) => [row, rep]));
    const { kind, startsAt, minutes } = campaign;
    const sequence = timesMoved(campaign);
    const settled = await decideRows(
      [...contacts.keys()],
      job,
      (row) => {
        const organizer = organizers.get(row);
        const said = {
          minutes,
          ...(sequence === 0 ? {} : { sequence }),
          ...(organizer === undefined ? {} : { organizer }),
        };
        const asked = { campaign: job.id, kind, startsAt, contacts: contacts.get(row) ?? [] };
        return { name: 'invite', data: { ...asked, ...said } };
      },
      (row) => ({ invited: contacts.get(row)?.length ?? 0 }),
      deps,
    );
    // A client that is not invited after all gets the day back that was held for the invitation.
    const notInvited = settled.filter(({ state }) => state === 'skipped').map(({ position }) => position);
    const free = rows.filter(({ position }) => notInvited.includes(position)).map(clientOf);
    await db.reached.deleteMany({ where: { cause: job.id, clientId: { in: free } } });
    return [...settled, ...refused];
  },
};

/** Takes the invitations of a campaign back, also those that went out meanwhile. */
export const callOffCampaign: JobMethod<'calloff'> = {
  chunk: 100,

  async work(job, rows, _, deps) {
    const { campaign } = job.input;
    // An invitation that is on its way would come after its call-off, which found none.
    if (await deps.isRunning(campaign)) throw stillInviting(campaign);
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
    const known = await subjectsOf(db, job.id);
    const late = (await invitedBy(db, campaign)).filter(({ lifecycle }) => !known.includes(lifecycle));
    await addRows(
      db,
      job.id,
      known.length,
      late.map(({ client, lifecycle }) => ({ subject: lifecycle, input: { client } })),
    );
    return late.length === 0;
  },
};
