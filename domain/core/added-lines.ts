/** Which product lines may be added to a deal. */

/** A deal has so many lines at most, with those that amendments added. */
export const mostLines = 200;

/** Why lines cannot be added: the deal has the one of that code, or it would have too many. */
export type LinesRefused = { readonly there: string } | { readonly tooMany: true };

interface Coded {
  readonly code: string;
}

/** Why these lines cannot be added to those that a deal has; null where they can. */
export function whyNotAdded(lines: readonly Coded[], added: readonly Coded[]): LinesRefused | null {
  const codes = new Set(lines.map(({ code }) => code));
  const there = added.find(({ code }) => codes.has(code));
  if (there !== undefined) return { there: there.code };
  return added.length > 0 && lines.length + added.length > mostLines ? { tooMany: true } : null;
}
