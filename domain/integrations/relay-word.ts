/**
 * What a mail relay found out of a sender, as `Authentication-Results` says it (RFC 8601). Anybody may write such a header:
 * only the topmost one with the name of the relay that is trusted counts.
 */

/** Without comments, which may stand anywhere, one in another: read once, whatever stands in it. */
function withoutComments(value: string): string {
  let depth = 0;
  let left = '';
  for (const sign of value) {
    if (sign === '(') depth += 1;
    else if (sign === ')' && depth > 0) depth -= 1;
    else if (depth === 0) left += sign;
    if (sign === ')' && depth === 0) left += ' ';
  }
  return left;
}

/** The domain of the envelope's sender that the relay found to be allowed (SPF); null where it did not, or is not trusted. */
export function spfDomainIn(
  headers: readonly { readonly key: string; readonly value: string }[],
  relay: string | undefined,
): string | null {
  if (relay === undefined) return null;
  const results = headers
    .filter(({ key }) => key === 'authentication-results')
    .map(({ value }) => withoutComments(value.slice(0, 10_000)).split(';'))
    .find(([name = '']) => name.trim().split(/\s+/)[0]?.toLowerCase() === relay.toLowerCase());
  const spf = results?.slice(1).find((result) => /^\s*spf\s*=/i.test(result));
  if (spf === undefined || !/^\s*spf\s*=\s*pass\b/i.test(spf)) return null;
  const sender = /\bsmtp\.mailfrom\s*=\s*"?([^\s";]+)/i.exec(spf)?.[1];
  return sender?.split('@').at(-1)?.toLowerCase() ?? null;
}

/** Whether a domain belongs to the one that a mail is from: it is the same, or below it. */
export function isBelow(domain: string, from: string): boolean {
  const [one, other] = [domain.toLowerCase(), from.toLowerCase()];
  return one === other || one.endsWith(`.${other}`);
}
