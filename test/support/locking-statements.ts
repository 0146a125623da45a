/** Which statements of a migration would keep people waiting where a book is large. */
import { migrationSteps } from '../../prisma/migration-steps';

/** Tables of few rows in the largest house; every other is taken for large. */
const small: readonly string[] = [
  'connection_troubles',
  'feeds',
  'groups',
  'import_files',
  'jobs',
  'key_secrets',
  'keys',
  'leases',
  'policies',
  'products',
  'reps',
  'sellers',
  'settings',
  'signal_kinds',
  'sources',
  'sweep_tries',
  'targets',
  'webhooks',
  'workgroups',
];

/** Statements without comments, strings and bodies of functions. */
function statementsOf(sql: string): readonly string[] {
  return sql
    .replaceAll(/--.*$|'(?:[^']|'')*'|\$\$[\s\S]*?\$\$/gm, (found) => (found.startsWith('--') ? '' : "''"))
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim().toLowerCase())
    .filter((statement) => statement !== '');
}

/** The table that a statement changes; absent for one that changes none. */
function changedBy(statement: string): string | undefined {
  const found =
    /^alter table (?:if exists )?(?:only )?"?(\w+)/.exec(statement) ??
    /^create (?:unique )?index .*? on "?(\w+)/.exec(statement) ??
    /^(?:update|delete from|lock table|lock|cluster|vacuum full|reindex table) (?:only )?"?(\w+)/.exec(statement);
  return found?.[1];
}

const added = /constraint|check|foreign key|unique|primary key|exclude/.source;

/** What holds people up when it is done to a large table, and what is done instead. */
const instead: readonly (readonly [RegExp, string])[] = [
  [/^create (?:unique )?index (?!concurrently)/, 'an index is built concurrently'],
  [/^(?:update|delete)\b/, 'rows are changed by in_batches'],
  [/^(?:lock|cluster|vacuum full|reindex)\b/, 'nobody may work meanwhile'],
  [/ alter (?:column )?"?\w+"? (?:set data )?type /, 'a column is exchanged for one of another type'],
  [
    / add column .*(?: stored\b| references | check ?\(|random\(|_uuid\(|clock_timestamp\(| unique\b| primary key\b)/,
    'a column is added empty, or with one default for all',
  ],
];

/** Why a statement on a large table holds people up; null where it does not. */
function whyLocking(statement: string): string | null {
  const [, why = null] = instead.find(([what]) => what.test(statement)) ?? [];
  const adds = statement.split(new RegExp(` add (?=${added})`)).slice(1);
  return adds.some((one) => !/ not valid\b| using index /.test(one))
    ? 'a constraint is added not valid, and validated in a later step'
    : why;
}

/** Why the statements of a step do not go together; null where they do. */
function whyNotTogether(statements: readonly string[], alone: boolean, large: ReadonlySet<string>): string | null {
  const has = (what: RegExp): boolean => statements.some((one) => what.test(one));
  if (alone && statements.length > 1) return 'a step alone is one statement';
  if (!alone && has(/ concurrently |^call in_batches/)) return 'it allows no transaction, and is a step alone';
  if (large.size > 1) return 'a step locks one large table';
  if (large.size > 0 && has(/ add constraint /) && has(/ validate constraint /))
    return 'what is added is validated in a later step';
  return null;
}

/** Tables through whose rows a migration's file looks. */
export function validatedIn(file: string): readonly string[] {
  return migrationSteps(file).flatMap(({ sql }) =>
    statementsOf(sql).flatMap((one) => (one.includes(' validate constraint ') ? (changedBy(one) ?? []) : [])),
  );
}

/** What keeps people waiting in a migration's file, each with what is done instead. `validated`: tables that were looked through before. */
export function lockingStatements(file: string, validated: readonly string[] = []): readonly string[] {
  const steps = migrationSteps(file).map(({ alone, sql }) => ({ alone, statements: statementsOf(sql) }));
  const made = steps.flatMap(({ statements }) =>
    statements.flatMap((one) => /^create (?:unlogged )?table (?:if not exists )?"?(\w+)/.exec(one)?.[1] ?? []),
  );
  const isLarge = (table: string | undefined): table is string =>
    table !== undefined && !small.includes(table) && !made.includes(table);
  return steps.flatMap(({ alone, statements }) => {
    const large = new Set(statements.map(changedBy).filter(isLarge));
    const together = whyNotTogether(statements, alone, large);
    const single = statements.flatMap((statement) => {
      const table = changedBy(statement);
      if (!isLarge(table)) return [];
      const unseen = / set not null\b/.test(statement) && !validated.includes(table);
      const why = unseen ? 'a check that it is not null is validated before' : whyLocking(statement);
      return why === null ? [] : [`${statement}: ${why}`];
    });
    return [...single, ...(together === null ? [] : [`${statements.join('; ')}: ${together}`])];
  });
}
