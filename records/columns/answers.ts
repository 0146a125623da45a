/** What was asked and what was answered: decisions, links that were used, requests under an Idempotency-Key. */
import { z } from 'zod';
import type { DecisionName, FactName, HappenedOf, Messages } from '../../domain/core/concern';
import type { Json } from '../../domain/core/json';
import { isRefusal, type Refusal } from '../../domain/core/refusals';
import { registry } from '../../domain/registry';
import { BrokenRecord, column, trusted } from './column';

/** A decision as it was asked for. */
export type AskedDecision = { [K in DecisionName]: { readonly name: K; readonly data: Messages[K] } }[DecisionName];

/** Messages that some concern answers. */
const answered: ReadonlySet<string> = new Set(registry.flatMap(({ messageNames }) => messageNames));

const outcome = z.union([z.looseObject({ seq: z.number() }), z.looseObject({ code: z.string() })]);
const receipt = z.looseObject({
  what: z.string(),
  at: z.string(),
  final: z.boolean(),
  form: z.number().optional(),
  mail: z.string().optional(),
});

export const decisionColumn = column('decisions', 'data', trusted<object>());
export const waitingFactColumn = column('waiting_facts', 'data', trusted<object>());
export const verdictColumn = column('decisions', 'outcome', outcome.nullable());
export const receiptColumn = column('links', 'receipt', receipt.nullable());
/** Any JSON: the answer of any route. */
export const answerColumn = column(
  'idempotent_requests',
  'body',
  z.custom<Json>((value) => value !== undefined),
);

/** The decision of a row; throws `BrokenRecord` for one that no concern answers. */
export function decisionOf(row: {
  readonly updateId: string;
  readonly name: string;
  readonly data: unknown;
}): AskedDecision {
  const { updateId, name } = row;
  if (!answered.has(name)) throw new BrokenRecord('decisions', 'name', updateId, 'an unknown decision');
  const data = decisionColumn.read(row.data, updateId);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the name is known; what was asked under it passed the API's schema or is ours (decision 24)
  return { name, data } as AskedDecision;
}

/** A fact that waits for its lifecycle; throws `BrokenRecord` for one that no concern answers. */
export function waitingFactOf(row: {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly by: string | null;
  readonly noteId: string | null;
  readonly via: string | null;
  readonly acceptedAt: Date | null;
}): HappenedOf<FactName> {
  const { id, name, by, noteId, via, acceptedAt } = row;
  if (!answered.has(name)) throw new BrokenRecord('waiting_facts', 'name', id, 'an unknown fact');
  const fact = {
    name,
    id,
    ...(by === null ? {} : { by }),
    ...(noteId === null ? {} : { note: noteId }),
    ...(via === null ? {} : { via }),
    ...(acceptedAt === null ? {} : { acceptedAt: acceptedAt.toISOString() }),
    data: waitingFactColumn.read(row.data, id),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the name is known; what was sent under it is ours, or passed the API's schema (decision 24)
  return fact as HappenedOf<FactName>;
}

/** Why a decision was refused; throws `BrokenRecord` for a row that was not. */
export function refusalOf(row: { readonly updateId: string; readonly outcome: unknown }): Refusal {
  const { code } = verdictColumn.read(row.outcome, row.updateId) ?? {};
  if (!isRefusal(code)) throw new BrokenRecord('decisions', 'outcome', row.updateId, 'no known refusal');
  return code;
}

/** What the person who used a link was shown afterwards. */
export interface KeptReceipt {
  readonly what: string;
  readonly at: string;
  /** False while the same link has more to do. */
  readonly final: boolean;
  /** The number of the form that said it; absent in what an earlier release kept. */
  readonly form?: number | undefined;
  /** The mail that said it, by its id here; absent where a page did. */
  readonly mail?: string | undefined;
}

/** What the person who used the link was shown afterwards; null for a link that was not used yet. */
export function receiptOf(row: { readonly id: string; readonly receipt: unknown }): KeptReceipt | null {
  return receiptColumn.read(row.receipt, row.id);
}

/** The answer that is replayed; null for one without a body. */
export function answerOf(row: { readonly key: string; readonly body: unknown }): Json {
  return answerColumn.read(row.body, row.key);
}
