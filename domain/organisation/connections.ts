/** The mails that tell of a broken connection, and that it works again. When there is one: domain/integrations/trouble.ts. */
import type { Instant } from '../core/json';
import { personal, type AddressedMail } from './addressing';

/** Which of the mails of its trouble one is, the first being 1: its key says so. */
export function nthOfTrouble(key: string): number {
  return Number(key.slice(key.lastIndexOf('.') + 1));
}

/** The mail that tells of a trouble, the n-th of it, to whoever hears of it. */
export function connectionMail(
  {
    trouble,
    nth,
    kind,
  }: { readonly trouble: string; readonly nth: number; readonly kind: 'broken' | 'still-broken' | 'well' },
  recipient: string,
  at: Instant,
): AddressedMail {
  return {
    ...personal,
    key: `mail.connection.${trouble}.${nth}`,
    at,
    kind: `connection-${kind}`,
    role: 'owner',
    recipient,
    subject: trouble,
  };
}
