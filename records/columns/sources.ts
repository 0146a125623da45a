/** What sources told. */
import { z } from 'zod';
import type { Money } from '../../domain/core/json';
import { column, moneySchema, wordOf } from './column';

/** What a source told, as ids and figures. */
export type SourceNews =
  | { readonly kind: 'ticket'; readonly ticket: string; readonly open: boolean }
  | {
      readonly kind: 'invoice-overdue';
      readonly invoice: string;
      readonly days: number;
      /** Absent where it could not be said exactly. */ readonly amount?: Money;
    }
  | { readonly kind: 'invoice-paid'; readonly invoice: string };

/** Beside what was told stands the lifecycle that the source named itself. */
const namedLifecycle = { lifecycle: z.string().nullable() };

export const newsColumns = {
  ticket: column('source_events', 'data', z.looseObject({ ...namedLifecycle, ticket: z.string(), open: z.boolean() }), {
    kind: 'ticket',
  }),
  'invoice-overdue': column(
    'source_events',
    'data',
    z.looseObject({ ...namedLifecycle, invoice: z.string(), days: z.number(), amount: moneySchema.exactOptional() }),
    { kind: 'invoice-overdue' },
  ),
  'invoice-paid': column('source_events', 'data', z.looseObject({ ...namedLifecycle, invoice: z.string() }), {
    kind: 'invoice-paid',
  }),
} as const;
const newsKinds = ['ticket', 'invoice-overdue', 'invoice-paid'] as const;

/** What a source told, and the lifecycle that it named itself. */
export function newsOf(row: {
  readonly sourceId: string;
  readonly eventId: string;
  readonly kind: string;
  readonly data: unknown;
}): { readonly lifecycle: string | null; readonly told: SourceNews } {
  const id = `${row.sourceId} ${row.eventId}`;
  const kind = wordOf(newsKinds, { table: 'source_events', column: 'kind', id }, row.kind);
  switch (kind) {
    case 'ticket': {
      const { lifecycle, ticket, open } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, ticket, open } };
    }
    case 'invoice-overdue': {
      const { lifecycle, invoice, days, amount } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, invoice, days, ...(amount === undefined ? {} : { amount }) } };
    }
    case 'invoice-paid': {
      const { lifecycle, invoice } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, invoice } };
    }
    default:
      return kind satisfies never;
  }
}
