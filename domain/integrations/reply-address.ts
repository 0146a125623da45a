/** Addresses at which a mail about one item can be answered: `reply+<token>@reply.vendor.example`. */

/** What a token is made of: mail programs may write an address in small letters. */
const tokenIn = /^reply\+([0-9a-f]{40})$/;

/** The address with that token. */
export const replyAddressOf = (token: string, domain: string): string => `reply+${token}@${domain}`;

/** The tokens of those addresses that are such, each once. */
export function replyTokensIn(addresses: readonly string[], domain: string): readonly string[] {
  const tokens = addresses.flatMap((address) => {
    const at = address.lastIndexOf('@');
    const [local, host] = [
      address.slice(0, at).trim().toLowerCase(),
      address
        .slice(at + 1)
        .trim()
        .toLowerCase(),
    ];
    return host === domain.toLowerCase() ? (tokenIn.exec(local)?.[1] ?? []) : [];
  });
  return [...new Set(tokens)];
}
