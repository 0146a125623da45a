/** People as whom a newcomer looks at the desk: one of each role, each with a link that signs in. */
import { randomUUID } from 'node:crypto';
import { hashKey, newSecretOf } from '../api/http/keys';
import { lastResort } from '../domain/organisation/people';
import { signInMinutes } from '../domain/organisation/signing-in';
import { mintSignIn } from '../links/sign-in';
import { connectDatabase, type Database } from '../prisma/client';
import { defaultRep } from '../records/defaults';
import type { DeskPerson } from '../records/sessions';
import { keepSignIn, nameSignIn } from '../records/sign-ins';

/** Somebody of the embedded stack, with an address at which nobody else reads. */
interface DeskTrial extends DeskPerson {
  readonly as: string;
  readonly address: string;
}

const opsId = 'trial-ops';
const trials: readonly DeskTrial[] = [
  { as: 'a rep', kind: 'rep', id: defaultRep, address: 'rep@holdfast.example' },
  { as: 'a manager', kind: 'rep', id: lastResort, address: 'manager@holdfast.example' },
  { as: 'a seller', kind: 'seller', id: 'sam', address: 'sam@holdfast.example' },
  { as: 'ops', kind: 'rep', id: opsId, address: 'ops@holdfast.example' },
];

/** Somebody of operations, by a key of theirs that nobody holds, and the seller of the first deal; both once. */
async function ensurePeople(db: Database): Promise<void> {
  const ops = { id: opsId, name: 'Operations', email: 'ops@holdfast.example' };
  await db.rep.createMany({ data: ops, skipDuplicates: true });
  if ((await db.key.count({ where: { repId: opsId } })) === 0)
    await db.key.create({ data: { id: randomUUID(), role: 'ops', repId: opsId, hash: hashKey(newSecretOf('ops')) } });
  const sam = { id: 'sam', name: 'Sam Seller', email: 'sam@holdfast.example' };
  await db.seller.createMany({ data: sam, skipDuplicates: true });
}

/** A link with which somebody of the stack signs in. */
async function linkFor(
  db: Database,
  api: string,
  { kind, id: personId, address }: DeskPerson & { readonly address: string },
): Promise<string> {
  const { id, token, hashes } = mintSignIn();
  await keepSignIn(db, { id, ...hashes, address, leadsTo: '/' }, new Date());
  await nameSignIn(db, id, { kind, id: personId });
  return `${api}/sign-in/${token}`;
}

/** A link with which somebody who is kept already signs in, once. */
export async function deskLinkOf(
  databaseUrl: string,
  api: string,
  who: DeskPerson & { readonly address: string },
): Promise<string> {
  const db = connectDatabase(databaseUrl, 1);
  try {
    return await linkFor(db, api, who);
  } finally {
    await db.$disconnect();
  }
}

/** A link for each role, as lines to read. */
export async function deskLinks(databaseUrl: string, api: string): Promise<string> {
  const db = connectDatabase(databaseUrl, 1);
  try {
    await ensurePeople(db);
    const lines: string[] = [];
    for (const who of trials) lines.push(`  as ${who.as.padEnd(11)} ${await linkFor(db, api, who)}`);
    return `See it as people do; each link is good once, for ${signInMinutes} minutes:

${lines.join('\n')}

Later, ${api}/sign-in sends a new link to any of these addresses, into the mailbox:
  ${trials.map(({ address }) => address).join(', ')}`;
  } finally {
    await db.$disconnect();
  }
}
