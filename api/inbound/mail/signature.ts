/** How a mail that comes in is signed: as Standard Webhooks does it, over bytes, for a mail need not be text. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signature older than that may have been kept by somebody, to be used again. */
const toleranceSeconds = 5 * 60;

/** A secret as Standard Webhooks writes it holds its bytes in base64; any other one is its own bytes. */
const bytesOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);

/** What the header `webhook-signature` says of these bytes. */
export function mailSignature(secret: string, id: string, timestamp: string, body: Uint8Array): string {
  const hmac = createHmac('sha256', bytesOf(secret)).update(`${id}.${timestamp}.`).update(body);
  return `v1,${hmac.digest('base64')}`;
}

/** Whether the bytes were signed lately, by somebody who knows one of the secrets. */
export function isMailSigned(
  secrets: readonly string[],
  { id, timestamp, signatures }: { readonly id: string; readonly timestamp: string; readonly signatures: string },
  body: Uint8Array,
  now: Date,
): boolean {
  const seconds = Number(timestamp);
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1_000 - seconds) > toleranceSeconds) return false;
  const given = signatures.split(' ').map((one) => Buffer.from(one));
  return secrets.some((secret) => {
    const expected = Buffer.from(mailSignature(secret, id, timestamp, body));
    return given.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
  });
}
