/** Ids in an address: one of a client that is one with another means the other. */
import { presentContact } from '../../records/merged-clients';
import type { ApiDeps, Route } from './route';

/** The same, with the client and the contact that are meant now. */
export async function presentParams(
  { path, idsAsNamed }: Pick<Route, 'path' | 'idsAsNamed'>,
  params: unknown,
  { db }: Pick<ApiDeps, 'db'>,
): Promise<unknown> {
  if (!path.startsWith('/v1/clients/:id') || idsAsNamed === true) return params;
  const named: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(params ?? {}));
  const { id, contactId } = named;
  if (typeof id !== 'string') return params;
  const givenId = typeof contactId === 'string' ? contactId : '';
  const now = await presentContact(db, { clientId: id, givenId });
  return { ...named, id: now.clientId, ...(givenId === '' ? {} : { contactId: now.givenId }) };
}
