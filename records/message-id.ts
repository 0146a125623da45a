/** The Message-ID of a mail of ours. */
import { createHash } from 'node:crypto';

/** The same mail has the same one, however often it is tried. */
export function messageIdOf(mailKey: string, publicUrl: string): string {
  const host = new URL(publicUrl).hostname;
  return `<${createHash('sha256').update(mailKey).digest('hex').slice(0, 32)}@${/^[\d.]+$|^localhost$/.test(host) ? 'holdfast.example' : host}>`;
}
