/** What was agreed after the close of a deal. */
import { z } from 'zod';
import type { Amendment } from '../../domain/core/deal';
import { column, moneySchema } from './column';

const line = z.looseObject({
  code: z.string(),
  quantity: z.number().optional(),
  annualValue: moneySchema.optional(),
});

export const amendmentSchema: z.ZodType<Amendment> = z.looseObject({
  amendmentId: z.string(),
  effectiveOn: z.string(),
  products: z.array(line),
});

export const amendmentColumn = column('amendments', 'document', amendmentSchema);

/** The amendment as it came; throws `BrokenRecord`. */
export function amendmentOf(row: {
  readonly dealId: string;
  readonly id: string;
  readonly document: unknown;
}): Amendment {
  return amendmentColumn.read(row.document, `${row.dealId}/${row.id}`);
}
