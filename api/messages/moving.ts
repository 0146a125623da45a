/** A contact who goes to another client: they leave the one and come to the other, both or neither. */
import { detailsOf } from '../../domain/concerns/contact-list';
import type { ContactField, Known } from '../../domain/organisation/known';
import { arriving } from '../../domain/organisation/moving';
import { freeGivenId } from '../../domain/organisation/one-client';
import { meantBy } from '../../domain/organisation/readers';
import { holdPeople, lookingAgain, seePeople, type SeenPeople } from '../../records/client-people';
import { asJson } from '../../records/columns/column';
import { knownOfContact } from '../../records/columns/known';
import { newContactId, seedContactOf, unreachableSince } from '../../records/contacts';
import { contactsSentence, hasRoomForContact } from '../../records/limits';
import { leftAloneAmong } from '../../records/mailboxes';
import { presentClient, presentContact, type CalledContact } from '../../records/merged-clients';
import { thereIsNo, wrong } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { contactOf } from './client-facts';
import { sendTogether, type FactFor, type FactSaying } from './facts';

/** Who goes where, and what was said of it. */
export interface Move {
  readonly from: string;
  /** How the client whom they leave calls them. */
  readonly givenId: string;
  readonly to: string;
  readonly email?: string | undefined;
  /** How they are called at the other client. */
  readonly contactId?: string | undefined;
}

type KeptContact = Awaited<ReturnType<typeof contactOf>>;

/** Where they are, with whom it was told. */
export interface Arrived {
  readonly id: string;
  /** How the client whom they left calls them, and how the one where they are does. */
  readonly from: CalledContact;
  readonly to: CalledContact;
  readonly told: readonly string[];
}

/** The same, at the clients that are meant now: either may have become one with another. Throws a 422 `Problem` where they are one. */
async function presentMove(named: Move, { db }: Pick<ApiDeps, 'db'>): Promise<Move> {
  const { clientId: from, givenId } = await presentContact(db, { clientId: named.from, givenId: named.givenId });
  const to = await presentClient(db, named.to);
  if (to === from) throw wrong('/to', 'They are there already.');
  return { ...named, from, givenId, to };
}

/** The record that they have there already; null for somebody new. Throws a 422 `Problem` where the id is somebody else's. */
async function recordThere(move: Move, left: KeptContact, { db }: Pick<ApiDeps, 'db'>): Promise<KeptContact | null> {
  const there = await db.contact.findMany({
    where: { clientId: move.to, erasedAt: null },
    orderBy: { givenId: 'asc' },
  });
  const isTheirs = ({ id, movedTo }: KeptContact): boolean => id === left.movedTo || movedTo === left.id;
  const mover = { name: left.name, email: move.email ?? left.email, isThere: true };
  const meantAmong = (some: readonly KeptContact[]): KeptContact | undefined => {
    const readers = some.map((row) => ({ name: row.name, email: row.email, isThere: row.departedAt === null, row }));
    return some.find(isTheirs) ?? meantBy([mover], readers).get(mover)?.row;
  };
  const called = there.find(({ givenId }) => givenId === move.contactId);
  if (called !== undefined && meantAmong([called]) === undefined)
    throw wrong('/contactId', 'Somebody else is called so there.');
  return called ?? meantAmong(there) ?? null;
}

/** What lifecycles hear: those of the one that somebody went to the other, those of the other that somebody is there. */
function factsOf(
  { running }: SeenPeople,
  move: Move,
  left: KeptContact,
  departed: FactFor<'contactDeparted'>['data'],
  known: FactFor<'contactKnown'>['data'],
): readonly FactFor[] {
  return running.flatMap(({ id: lifecycleId, clientId }): FactFor[] => {
    if (clientId === move.to) return [{ lifecycleId, name: 'contactKnown', data: known }];
    return left.departedAt === null ? [{ lifecycleId, name: 'contactDeparted', data: departed }] : [];
  });
}

/**
 * A contact leaves the one client and is at the other, in one transaction, and every lifecycle of both hears it. Who has
 * gone there before is there: nothing is told again. Throws 404 and 422 `Problem`s, and `PeopleChanged`.
 */
export function moveContact(named: Move, saying: FactSaying, deps: ApiDeps): Promise<Arrived> {
  return lookingAgain(async () => {
    const { db } = deps;
    const move = await presentMove(named, deps);
    const from = { clientId: move.from, givenId: move.givenId };
    const seen = await seePeople(db, [move.from, move.to]);
    const left = await contactOf(move.from, move.givenId, deps);
    if (left.erasedAt !== null) throw thereIsNo(`contact ${move.givenId} at this client`);
    const there = await recordThere(move, left, deps);
    const lifecycles = seen.running.map(({ id }) => id);
    if (there !== null && there.id === left.movedTo && there.departedAt === null)
      return { id: there.id, from, to: { clientId: move.to, givenId: there.givenId }, told: lifecycles };
    const contacts = seen.contacts.filter(({ clientId }) => clientId === move.to);
    const isTaken = (id: string): boolean => contacts.some(({ givenId }) => givenId === id);
    const givenId = there?.givenId ?? move.contactId ?? freeGivenId(move.givenId, isTaken);
    if (!hasRoomForContact(contacts, givenId)) throw wrong('/to', contactsSentence);
    const at = new Date().toISOString();
    const known = arriving(knownOfContact(left), there === null ? null : knownOfContact(there), move.email, at);
    const row = await rowOf(left, there, known, deps);
    const to = await db.client.findUniqueOrThrow({ where: { id: move.to }, select: { name: true } });
    const details = detailsOf(seedContactOf(row, await unreachableSince(db, [row])));
    const facts = factsOf(seen, move, left, { contact: left.id, to: to.name }, details);
    await sendTogether(facts, saying, deps, async (tx) => {
      await holdPeople(tx, seen);
      const { id, ...data } = { ...row, said: asJson(known.said), departedAt: null, movedTo: null };
      await tx.contact.upsert({ where: { id }, create: { id, clientId: move.to, givenId, ...data }, update: data });
      await tx.contact.update({
        where: { id: left.id },
        data: { departedAt: left.departedAt ?? new Date(at), movedTo: id },
      });
    });
    return { id: row.id, from, to: { clientId: move.to, givenId }, told: lifecycles };
  });
}

/** The record of the person at the client to whom they go. Who wants to be left alone is left alone there too. */
async function rowOf(
  left: KeptContact,
  there: KeptContact | null,
  { values }: Known<ContactField>,
  { db }: Pick<ApiDeps, 'db'>,
) {
  const email = values.email ?? left.email;
  const isLeftAlone = (await leftAloneAmong(db, [email])).size > 0;
  const optedOutAt = there?.optedOutAt ?? left.optedOutAt ?? (isLeftAlone ? new Date() : null);
  return { ...values, id: there?.id ?? newContactId(), name: values.name ?? left.name, email, optedOutAt };
}
