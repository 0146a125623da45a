/** Who said what is known of clients and their people, and when. */
import { z } from 'zod';
import type { Closing } from '../../domain/core/calendar';
import { contactFieldNames, type ContactField, type Known, type Said } from '../../domain/organisation/known';
import { clientSaidNames, type ClientField, type KnownClient } from '../../domain/organisation/known-client';
import { column } from './column';

const said: z.ZodType<Said> = z.looseObject({
  at: z.string(),
  by: z.enum(['people', 'deal']),
  told: z.string().exactOptional(),
  heard: z.array(z.looseObject({ value: z.string(), from: z.string(), to: z.string() })).exactOptional(),
  cleared: z.literal(true).exactOptional(),
  stated: z.looseObject({ at: z.string(), value: z.string().nullable() }).exactOptional(),
});

/** Of those fields; one that a later version knows besides is passed over. */
const saidOf = <F extends string>(fields: readonly F[]) => {
  const names: ReadonlySet<string> = new Set(fields);
  const known = (value: unknown): unknown =>
    value instanceof Object && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([field]) => names.has(field)))
      : value;
  return z.preprocess(known, z.partialRecord(z.enum(fields), said));
};

export const clientSaidColumn = column('clients', 'said', saidOf(clientSaidNames));
export const contactSaidColumn = column('contacts', 'said', saidOf(contactFieldNames));

export const weekendSchema = z.array(z.int());
export const closedSchema: z.ZodType<readonly Closing[]> = z.array(
  z.looseObject({ from: z.string(), until: z.string() }),
);
export const weekendColumn = column('clients', 'weekend', weekendSchema.nullable());
export const closedColumn = column('clients', 'closed', closedSchema);

type Row<F extends string> = { readonly id: string; readonly said: unknown } & { readonly [K in F]: string | null };

/** What is known of a client; throws `BrokenRecord`, which names the row. */
export function knownOfClient(
  row: Row<ClientField> & { readonly weekend: unknown; readonly closed: unknown },
): KnownClient {
  const { name, industry, country, region, timeZone } = row;
  return {
    values: { name, industry, country, region, timeZone },
    said: clientSaidColumn.read(row.said, row.id),
    weekend: weekendColumn.read(row.weekend, row.id),
    closed: closedColumn.read(row.closed, row.id),
  };
}

/** What is known of a contact; throws `BrokenRecord`, which names the row. */
export function knownOfContact(row: Row<ContactField>): Known<ContactField> {
  const { name, email, level, role, birthday, phone, language, channel } = row;
  return {
    values: { name, email, level, role, birthday, phone, language, channel },
    said: contactSaidColumn.read(row.said, row.id),
  };
}
