/**
 * What must be in Temporal before anything runs there: the namespace, and the attributes by which ops search. What is
 * missing is made, and then asked about until Temporal itself knows it: a namespace that was made a second ago is unknown to
 * it for some seconds more, and attributes that were added in between may be lost.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, type Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { searchAttributes } from '../workflows/names';

/** Something is missing in Temporal, or is other than it must be; the message names each thing. Thrown by `setUpTemporal`. */
export class NotSetUp extends Error {
  override readonly name = 'NotSetUp';
}

export interface SetUpOptions {
  /** For how many days closed workflows are kept, where the namespace is made. */
  readonly retentionDays: number;
  readonly withinMs: number;
  /** Hears one line for each thing that is made. */
  tell(line: string): void;
}

const callTimeoutMs = 5_000;
const retryMs = 500;

/** Types by their numbers in Temporal's API, with a value of each that a search understands. */
const types = {
  TEXT: [1, `'x'`],
  KEYWORD: [2, `'x'`],
  INT: [3, '0'],
  DOUBLE: [4, '0'],
  BOOL: [5, 'true'],
  DATETIME: [6, `'2020-01-01T00:00:00Z'`],
  KEYWORD_LIST: [7, `'x'`],
} as const;

/** gRPC: INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED, UNIMPLEMENTED. */
const [invalid, notFound, alreadyThere, mayNot, notOffered] = [3, 5, 6, 7, 12];
const isCode = (error: unknown, ...codes: readonly number[]): boolean =>
  isGrpcServiceError(error) && codes.includes(error.code);

const wanted = Object.values(searchAttributes);

/**
 * Makes namespace and attributes where they are missing, and returns once Temporal knows every one. Throws `NotSetUp` when
 * the time is over, or when an attribute is there with another type, which nobody can change.
 */
export async function setUpTemporal(client: Client, { retentionDays, withinMs, tell }: SetUpOptions): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    const why = await tried(client, retentionDays, tell);
    if (why === null) return;
    if (Date.now() >= until) throw new NotSetUp(why);
    await sleep(retryMs);
  }
}

/** One try: makes what is missing; null when all is known, else what is not yet. */
async function tried(client: Client, retentionDays: number, tell: SetUpOptions['tell']): Promise<string | null> {
  try {
    await refuseOtherTypes(client);
    // Whatever may be made elsewhere (in Temporal Cloud), what is known needs no making.
    if ((await unknownAttributes(client)).length === 0) return null;
    await makeNamespace(client, retentionDays, tell);
    await addAttributes(client, tell);
    const unknown = await unknownAttributes(client);
    return unknown.length === 0
      ? null
      : `Temporal does not know these search attributes of namespace ${client.options.namespace}: ${unknown.join(', ')}`;
  } catch (error) {
    if (error instanceof NotSetUp || !isGrpcServiceError(error)) throw error;
    return `Temporal could not be set up: ${error.details} (code ${error.code})`;
  }
}

async function makeNamespace(client: Client, retentionDays: number, tell: SetUpOptions['tell']): Promise<void> {
  const { namespace } = client.options;
  const { workflowService } = client;
  try {
    await within(client, () => workflowService.describeNamespace({ namespace }));
    return;
  } catch (error) {
    if (!isCode(error, notFound)) throw error;
  }
  try {
    await within(client, () =>
      workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: msToTs(retentionDays * 86_400_000),
      }),
    );
    tell(`Namespace ${namespace} is made; closed workflows are kept for ${retentionDays} days.`);
  } catch (error) {
    if (!isCode(error, alreadyThere)) throw error;
  }
}

async function addAttributes(client: Client, tell: SetUpOptions['tell']): Promise<void> {
  const { namespace } = client.options;
  const { operatorService } = client.connection;
  const { customAttributes } = await within(client, () => operatorService.listSearchAttributes({ namespace }));
  const missing = wanted.filter(({ name }) => customAttributes[name] === undefined);
  if (missing.length === 0) return;
  await within(client, () =>
    operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, types[type][0]])),
    }),
  );
  tell(`Search attributes are added: ${missing.map(({ name }) => name).join(', ')}.`);
}

/** A search by an attribute of another type may pass, and a workflow that sets it would not start. */
async function refuseOtherTypes(client: Client): Promise<void> {
  const { namespace } = client.options;
  const { operatorService } = client.connection;
  let known: Readonly<Record<string, number>> = {};
  try {
    known = (await within(client, () => operatorService.listSearchAttributes({ namespace }))).customAttributes;
  } catch (error) {
    // There is no such namespace yet; or, as in Temporal Cloud, nobody may ask.
    if (!isCode(error, notFound, mayNot, notOffered)) throw error;
  }
  const other = wanted.filter(({ name, type }) => (known[name] ?? types[type][0]) !== types[type][0]);
  if (other.length > 0)
    throw new NotSetUp(
      `These search attributes are there with another type, which cannot be changed: ${other.map(({ name, type }) => `${name} (wanted: ${type})`).join(', ')}`,
    );
}

/** Those of our attributes by which the frontend cannot search; all of them where it does not know the namespace. */
export async function unknownAttributes(client: Client): Promise<readonly string[]> {
  const knows = async (query: string): Promise<boolean> => {
    try {
      await within(client, () =>
        client.workflowService.countWorkflowExecutions({ namespace: client.options.namespace, query }),
      );
      return true;
    } catch (error) {
      if (isCode(error, invalid, notFound)) return false;
      throw error;
    }
  };
  const asked = wanted.map(({ name, type }) => ({ name, query: `${name} = ${types[type][1]}` }));
  if (await knows(asked.map(({ query }) => query).join(' and '))) return [];
  const unknown: string[] = [];
  for (const { name, query } of asked) if (!(await knows(query))) unknown.push(name);
  return unknown;
}

function within<T>(client: Client, act: () => Promise<T>): Promise<T> {
  return client.withDeadline(Date.now() + callTimeoutMs, act);
}
