/** Files of existing clients, as an import takes them. */
import { birthdayInDays, daysFromToday } from './dates';
import { fresh, type Answer } from './api';

/** One row of an NDJSON import; any part can be replaced. */
export function aRow(index: number, parts: Record<string, unknown> = {}, product: Record<string, unknown> = {}) {
  const id = `${fresh('I')}-${index}`;
  return {
    dealId: id,
    client: { id: `C-${id}`, name: `Client ${index}`, timeZone: 'UTC' },
    contacts: [
      {
        id: 'k',
        name: `Quetzalina ${index}`,
        email: `${id}@client.example`.toLowerCase(),
        birthday: birthdayInDays(200),
      },
    ],
    seller: { id: 'seller', name: 'Zyzzyva Seller', email: 'zyzzyva@holdfast.example' },
    successCriteria: 'canary-words: it pays for itself',
    product: {
      code: 'crm-pro',
      name: 'CRM Pro',
      annualValue: { amount: 1_200_000, currency: 'EUR' },
      startsOn: daysFromToday(-200),
      termMonths: 12,
      ...product,
    },
    ...parts,
  };
}

export const ndjson = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

/** Sends a file to an API. */
export async function sendImport(
  api: string,
  key: string,
  file: string | Uint8Array<ArrayBuffer>,
  // A busy machine takes longer over a file than the answer waits by itself.
  { type = 'application/x-ndjson', dryRun = false, waitSeconds = 30, said = '' } = {},
): Promise<Answer> {
  const response = await fetch(`${api}/v1/imports?dryRun=${dryRun}${said}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': type, Prefer: `wait=${waitSeconds}` },
    body: file,
    signal: AbortSignal.timeout(120_000),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
