/** Who said what is known of clients and their people, and when. */
import { z } from 'zod';
import {
  clientFieldNames,
  contactFieldNames,
  type ClientField,
  type ContactField,
  type Known,
  type Said,
} from '../../domain/organisation/known';
import { column } from './column';

const said: z.ZodType<Said> = z.looseObject({
  at: z.string(),
  by: z.enum(['people', 'deal']),
  told: z.string().exactOptional(),
  heard: z.array(z.looseObject({ value: z.string(), from: z.string(), to: z.string() })).exactOptional(),
  stated: z.looseObject({ at: z.string(), value: z.string().nullable() }).exactOptional(),
});
const saidOf = <F extends string>(fields: readonly F[]) => z.partialRecord(z.enum(fields), said);

export const clientSaidColumn = column('clients', 'said', saidOf(clientFieldNames));
export const contactSaidColumn = column('contacts', 'said', saidOf(contactFieldNames));

type Row<F extends string> = { readonly id: string; readonly said: unknown } & { readonly [K in F]: string | null };

/** What is known of a client; throws `BrokenRecord`, which names the row. */
export function knownOfClient(row: Row<ClientField>): Known<ClientField> {
  const { name, industry, country, timeZone } = row;
  return { values: { name, industry, country, timeZone }, said: clientSaidColumn.read(row.said, row.id) };
}

/** What is known of a contact; throws `BrokenRecord`, which names the row. */
export function knownOfContact(row: Row<ContactField>): Known<ContactField> {
  const { name, email, level, role, birthday, phone, language, channel } = row;
  return {
    values: { name, email, level, role, birthday, phone, language, channel },
    said: contactSaidColumn.read(row.said, row.id),
  };
}
