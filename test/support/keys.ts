/** Keys for tests: made through the API, for a rep, a seller or a role. */
import { admin, caller, fresh, running, type Caller } from './api';

export interface HeldKey extends Caller {
  /** The key itself. */
  readonly key: string;
  readonly id: string;
}

/** A caller with a new key of that role, which may belong to a rep or a seller. */
export async function keyFor(
  role: string,
  whose: { readonly rep?: string; readonly seller?: string; readonly expiresAt?: string } = {},
): Promise<HeldKey> {
  const { status, body } = await admin.post('/v1/keys', { name: fresh('key'), role, ...whose });
  if (status !== 201) throw new Error(`a key of role ${role}: ${status} ${JSON.stringify(body)}`);
  return { ...caller(running.api, body.key), key: body.key, id: body.id };
}

/** A caller with a new key of that rep. */
export const as = (rep: string): Promise<HeldKey> => keyFor('rep', { rep });
