/** One of ours wrote to a client, with a copy to us: that is a touch with whoever of the client it went to. */
import { mailboxOf } from '../../../domain/core/mailbox';
import { ownWordsOf } from '../../../domain/integrations/own-words';
import { mayDo, type Viewer } from '../../../domain/organisation/access';
import { lineMeant } from '../../../domain/organisation/line-meant';
import { readReach } from '../../../records/access';
import { contactsByMail, lifecyclesOfClients, linesOfClients, type ContactByMail } from '../../../records/mail-readers';
import type { BecameOfMail } from '../../../records/mails-in';
import { audit } from '../../http/audit';
import { isConflict } from '../../http/problems';
import type { ApiDeps } from '../../http/route';
import { fateBefore, isTaken, sendFact } from '../../messages/facts';
import { longestNote, type MailRead } from './read';

/** A copy, and who of ours wrote it. */
export interface CopiedMail {
  readonly id: string;
  readonly mail: MailRead;
  readonly writer: string;
  /** Whether it came before: some of it may be recorded already. */
  readonly isAgain: boolean;
}

/** What becomes of a copy. Throws `NoAnswer` and 503 `Problem`s. */
export async function takeCopy({ id, mail, writer, isAgain }: CopiedMail, deps: ApiDeps): Promise<BecameOfMail> {
  const { db, config } = deps;
  const readers = await othersIn(mail, deps);
  const contacts = await contactsByMail(db, readers);
  const reach = await readReach(db, writer, new Date().toISOString());
  const viewer: Viewer = { sees: 'reach', reach, openBook: config.api.openBook };
  const met = [...new Set(contacts.map(({ client }) => client))];
  const lines = (await linesOfClients(db, met)).filter(({ access }) => mayDo(viewer, access, 'client-work'));
  // Whatever has changed since the mail came first: where it is logged already it stays.
  const before = isAgain ? await loggedBefore(id, met, deps) : new Map<string, string>();
  const clients = [...new Set([...lines.map(({ client }) => client), ...before.keys()])].toSorted();
  const known = new Set(contacts.filter(({ client }) => clients.includes(client)).map(({ address }) => address));
  const unknown = readers.filter((address) => !known.has(address));
  const words = unknown.join('\n');
  if (clients.length === 0) return { state: 'nobody-known', rep: writer, words };
  const note = [mail.subject.trim(), ownWordsOf(mail.text)].filter((one) => one !== '').join('\n\n');
  const touched: string[] = [];
  for (const client of clients) {
    const logged = before.get(client);
    if (logged !== undefined) {
      touched.push(logged);
      continue;
    }
    const people = contacts.filter((one) => one.client === client);
    const line = lineMeant(
      lines
        .filter((one) => one.client === client)
        .map((one) => ({ ...one, knowsThem: knowsOneOf(one.people, people) })),
      mail.subject,
      writer,
    );
    if (line === null) continue;
    const data = { touchKind: 'email', outcome: 'done', contacts: people.map((one) => one.id) } as const;
    const said = note === '' ? undefined : note.slice(0, longestNote);
    const saying = { lifecycleId: line.id, by: writer, note: said, eventId: eventOf(id) };
    try {
      await sendFact('touchRecorded', data, saying, deps);
    } catch (error) {
      // It ended at this moment.
      if (!isConflict(error)) throw error;
      continue;
    }
    await audit(db, {
      actor: writer,
      method: 'POST',
      route: '/in/mail',
      subject: `${line.id}/touches`,
      status: 202,
      keyId: null,
    });
    touched.push(line.id);
  }
  return { state: 'logged', rep: writer, lifecycle: touched[0], ...(words === '' ? {} : { words }) };
}

/** The id under which a copy counts once in a lifecycle. */
const eventOf = (id: string): string => `mail:${id}`;

/** The lifecycles in which a copy is logged already, by client. */
async function loggedBefore(
  id: string,
  clients: readonly string[],
  deps: ApiDeps,
): Promise<ReadonlyMap<string, string>> {
  const lines = await lifecyclesOfClients(deps.db, clients);
  // All at once: a life that did not take it is asked for a while.
  const logged = await Promise.all(
    lines.map(async ({ id: lifecycle, client, isRunning }) => {
      const took = isRunning
        ? await isTaken(lifecycle, eventOf(id), deps)
        : (await fateBefore(lifecycle, eventOf(id), deps)) !== null;
      return took ? ([[client, lifecycle]] as const) : [];
    }),
  );
  return new Map(logged.flat());
}

/** Whom it went to besides ourselves and our people, as mailboxes, each once. */
async function othersIn({ to }: MailRead, { db, config }: ApiDeps): Promise<readonly string[]> {
  const domain = config.mail.incoming?.replyDomain ?? '';
  const readers = [...new Set(to.map(mailboxOf))].filter(
    (address) =>
      address.includes('@') && !address.endsWith(`@${domain}`) && address !== config.mail.incoming?.logAddress,
  );
  const ours = new Set(
    (await db.rep.findMany({ where: { email: { in: readers, mode: 'insensitive' } }, select: { email: true } })).map(
      ({ email }) => mailboxOf(email),
    ),
  );
  return readers.filter((address) => !ours.has(address));
}

const knowsOneOf = (people: ReadonlySet<string>, met: readonly ContactByMail[]): boolean =>
  met.some(({ address }) => people.has(address));
