/** What sources told. */
import { z } from 'zod';
import type { Money } from '../../domain/core/json';
import { receivableEnds, type UnpaidEnd } from '../../domain/concerns/receivables';
import { column, moneySchema, wordOf } from './column';

/** What a source told, as ids and figures. */
export type SourceNews =
  | {
      readonly kind: 'ticket';
      readonly ticket: string;
      readonly open: boolean;
      /** It says that the ticket is nobody's; without a word of whose it is, it stays whose it was. */
      readonly ofNobody?: true;
    }
  | (NamedInvoice & {
      readonly kind: 'invoice-overdue';
      readonly days: number;
      /** Absent where it could not be said exactly. */
      readonly amount?: Money;
      /** By which name a lifecycle was told of it. */
      readonly calledAs?: string;
    })
  /** So much of it is open. `credited`: the rest was taken off it, not paid. */
  | (NamedInvoice & { readonly kind: 'invoice-remains'; readonly amount: Money; readonly credited?: true })
  /** So much came in for it. */
  | (NamedInvoice & { readonly kind: 'invoice-part-paid'; readonly paid: Money })
  /** It is settled; `end`: and was not paid. */
  | (NamedInvoice & { readonly kind: 'invoice-paid'; readonly end?: UnpaidEnd });

interface NamedInvoice {
  /** As people know it: its number, or else the source's id of it. */
  readonly invoice: string;
  /** The source's id of it, where `invoice` is its number. */
  readonly alias?: string;
}

/** Beside what was told stands the lifecycle that the source named itself. */
const namedLifecycle = { lifecycle: z.string().nullable() };

const named = { ...namedLifecycle, invoice: z.string(), alias: z.string().exactOptional() };
const isTrue = z.literal(true).exactOptional();

export const newsColumns = {
  ticket: column(
    'source_events',
    'data',
    z.looseObject({ ...namedLifecycle, ticket: z.string(), open: z.boolean(), ofNobody: isTrue }),
    { kind: 'ticket' },
  ),
  'invoice-overdue': column(
    'source_events',
    'data',
    z.looseObject({
      ...named,
      days: z.number(),
      amount: moneySchema.exactOptional(),
      calledAs: z.string().exactOptional(),
    }),
    { kind: 'invoice-overdue' },
  ),
  'invoice-remains': column(
    'source_events',
    'data',
    z.looseObject({ ...named, amount: moneySchema, credited: isTrue }),
    { kind: 'invoice-remains' },
  ),
  'invoice-part-paid': column('source_events', 'data', z.looseObject({ ...named, paid: moneySchema }), {
    kind: 'invoice-part-paid',
  }),
  'invoice-paid': column(
    'source_events',
    'data',
    z.looseObject({ ...named, end: z.enum(receivableEnds).exclude(['paid']).exactOptional() }),
    { kind: 'invoice-paid' },
  ),
} as const;
type SaidParts<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The parts that were said. */
function said<T extends object>(parts: T): SaidParts<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `fromEntries` loses the names that the filter leaves
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as SaidParts<T>;
}

/** Kinds of news that a source tells. */
export const newsKinds = ['ticket', 'invoice-overdue', 'invoice-remains', 'invoice-part-paid', 'invoice-paid'] as const;

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
      const { lifecycle, ticket, open, ofNobody } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, ticket, open, ...said({ ofNobody }) } };
    }
    case 'invoice-overdue': {
      const { lifecycle, invoice, days, alias, amount, calledAs } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, invoice, days, ...said({ alias, amount, calledAs }) } };
    }
    case 'invoice-remains': {
      const { lifecycle, invoice, amount, alias, credited } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, invoice, amount, ...said({ alias, credited }) } };
    }
    case 'invoice-part-paid': {
      const { lifecycle, invoice, paid, alias } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, invoice, paid, ...said({ alias }) } };
    }
    case 'invoice-paid': {
      const { lifecycle, invoice, alias, end } = newsColumns[kind].read(row.data, id);
      return { lifecycle, told: { kind, invoice, ...said({ alias, end }) } };
    }
    default:
      return kind satisfies never;
  }
}
