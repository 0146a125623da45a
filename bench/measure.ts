/** What every measurement needs: the API of the running Holdfast, and times as medians. */
import type { Running } from '../dev/stack';

/** The median: of an even count the upper of the two in the middle, of nothing 0. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** How long it took, in milliseconds. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = process.hrtime.bigint();
  await act();
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

/** Posts to the API as the admin; text goes as it is, anything else as JSON. */
export async function post<T>(
  { api, keys }: Running,
  at: string,
  body: object | string,
  type = 'application/json',
): Promise<T> {
  const response = await fetch(`${api}${at}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${keys.admin}`, 'Content-Type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) throw new Error(`${at}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Looks until it is so; throws when that takes longer than the limit. */
export async function until(isSo: () => Promise<boolean>, limitMs: number, what: string): Promise<void> {
  for (const deadline = Date.now() + limitMs; !(await isSo());) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${limitMs / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
