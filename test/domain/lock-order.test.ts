/** Several rows are written in one order, whatever order they come in: two writers never wait for each other. */
import type { AddressedMail } from '../../domain/organisation/addressing';
import type { Database } from '../../prisma/client';
import { storeAccepted } from '../../records/decisions';
import { writeFirstRows } from '../../records/lifecycle-row';
import { writeMails } from '../../records/mails';
import { noteTries } from '../../records/sweep-tries';
import { dayOne } from '../support/lives';
import { seedOf } from '../support/seeds';

const mailOf = (key: string): AddressedMail => ({ key, cause: null, at: dayOne, kind: 'weekly', role: 'rep', recipient: 'mira', inPlaceOf: null, subject: null, gatherKey: null }) as unknown as AddressedMail; // prettier-ignore

test.each<[string, (db: Database, ids: readonly string[]) => PromiseLike<unknown>]>([
  ['lifecycles', (db, ids) => writeFirstRows(db, ids.map((lifecycleId) => seedOf({ lifecycleId })), dayOne, null)],
  ['mails', (db, ids) => writeMails(db, ids.map(mailOf))],
  ['decisions', (db, ids) => storeAccepted(db, 'l', ids.map((id) => ({ id, name: 'resume', data: {}, at: new Date(dayOne) })))],
  ['tries', (db, ids) => noteTries(db, 'lost', ids.map((tryId) => ({ tryId, lane: null, tries: 1 })), 1_000)],
])('%s', async (_, write) => {
  const written: string[] = [];
  const keep = async (...given: unknown[]): Promise<void> => void written.push(JSON.stringify(given));
  const table = { createMany: keep };
  const db = { $executeRaw: keep, mail: table, decision: table } as unknown as Database;
  const ids = ['row-c', 'row-a', 'row-b'];
  await write(db, ids);
  await write(db, ids.toReversed());
  const firstPlaces = written.map((text) => ids.toSorted().map((id) => text.indexOf(id)));
  expect(firstPlaces).toHaveLength(2);
  for (const places of firstPlaces) {
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
}); // prettier-ignore
