/** The deal as sales closed it. */
import { z } from 'zod';
import { channels, contactLevels, type Deal } from '../../domain/core/deal';
import { directions } from '../../domain/core/measure';
import { languages } from '../../domain/core/language';
import { column, moneySchema } from './column';

const promise = z.looseObject({
  metric: z.string(),
  target: z.union([z.number(), z.string()]),
  unit: z.string().optional(),
  by: z.string().optional(),
  better: z.enum(directions).optional(),
});

const product = z.looseObject({
  code: z.string(),
  name: z.string(),
  type: z.string().optional(),
  quantity: z.number().optional(),
  annualValue: moneySchema,
  startsOn: z.string(),
  termMonths: z.number(),
  steps: z.array(z.looseObject({ on: z.string(), annualValue: moneySchema })).optional(),
  autoRenews: z.boolean().optional(),
  noticeDays: z.number().optional(),
  skipOnboarding: z.boolean().optional(),
  promises: z.array(promise).optional(),
  group: z.string().optional(),
});

const contact = z.looseObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  level: z.enum(contactLevels).optional(),
  role: z.string().optional(),
  birthday: z.string().optional(),
  phone: z.string().optional(),
  language: z.enum(languages).optional(),
  channel: z.enum(channels).optional(),
});

/** Without the bounds of the hand-off: a deal that was taken once stays a deal. */
export const dealSchema: z.ZodType<Deal> = z.looseObject({
  dealId: z.string(),
  client: z.looseObject({
    id: z.string(),
    name: z.string(),
    industry: z.string().optional(),
    country: z.string().optional(),
    region: z.string().optional(),
    timeZone: z.string().optional(),
  }),
  contacts: z.array(contact),
  seller: z.looseObject({ id: z.string(), name: z.string(), email: z.string() }),
  successCriteria: z.string().optional(),
  requirements: z.array(z.string()).optional(),
  agreements: z.array(z.string()).optional(),
  sourceUrl: z.string().optional(),
  products: z.array(product),
});

export const documentColumn = column('deals', 'document', dealSchema);

/** The deal as it was handed off; throws `BrokenRecord`, which names the row. */
export function dealOf(row: { readonly id: string; readonly document: unknown }): Deal {
  return documentColumn.read(row.document, row.id);
}

export const addedColumn = column('deals', 'added', z.array(product));

/** The deal with the product lines that amendments added: as it stands now. Throws `BrokenRecord`. */
export function dealNow(row: { readonly id: string; readonly document: unknown; readonly added: unknown }): Deal {
  const deal = dealOf(row);
  return { ...deal, products: [...deal.products, ...addedColumn.read(row.added, row.id)] };
}
