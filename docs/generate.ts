/**
 * Writes what can be derived: `.env.example` from the schemas of variables; the OpenAPI document and the typed client of
 * `sdk/typescript/` from the routes. `--check` only compares. The table of defaults in docs/lifecycle.md is written
 * by hand and compared by test/documents/lifecycle.test.ts.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openApi } from '../api/document/openapi';
import { variables } from '../config/config';
import type { Variable } from '../config/environment';
import { databaseVariables } from '../config/databases';
import { devVariables } from '../dev/env';
import { testVariables } from '../test/support/env';

const root = path.join(__dirname, '..');
const sdk = path.join(root, 'sdk', 'typescript');

const listed = (all: readonly Variable[]): string =>
  all
    .map(
      ({ name, meaning, fallback }) =>
        `# ${meaning}\n${fallback === undefined ? `# ${name}=` : `${name}=${fallback}`}\n`,
    )
    .join('\n');
/** As `listed`, with every value behind a comment: nothing is set by copying the file. */
const shown = (all: readonly Variable[]): string => listed(all).replaceAll(/^(?=[A-Z])/gm, '# ');

const environment = `# Every variable that Holdfast reads. Written by \`npm run docs\`.
# npm start needs none of them; see docs/running.md for production.
# Of those of production each may be given as <name>_FILE instead: the path of a file with its value.

# --- API, workers and migrations (config/config.ts) ---

${listed(variables)}
# --- The job that makes roles and databases (config/databases.ts) ---

${shown(databaseVariables)}
# --- docker-compose.yml ---

# Folder of the secrets, a file each (docs/running.md); else secrets beside docker-compose.yml
# SECRETS_FOLDER=

# Administrator of PostgreSQL, else postgres
# POSTGRES_USER=

# Version of the image, and of the one before while a release goes out
# IMAGE_TAG=
# IMAGE_TAG_BEFORE=

# --- The embedded stack and its commands (dev/env.ts) ---

${shown(devVariables)}
# --- Tests (test/support/env.ts) ---

${shown(testVariables)}`;

const document = openApi('https://holdfast.example');
const documentText = `${JSON.stringify(document, null, 2)}\n`;

/** Types of every component and operation, by openapi-typescript. */
function types(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-docs-'));
  try {
    const [from, to] = [path.join(folder, 'openapi.json'), path.join(folder, 'schema.ts')];
    writeFileSync(from, documentText);
    const command = path.join(sdk, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
    execFileSync(process.execPath, [command, from, '--output', to, '--default-non-nullable', 'false'], {
      cwd: sdk,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 120_000,
    });
    return readFileSync(to, 'utf8').replace('export type $defs = Record<string, never>;\n', '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where each operation is that goes by key, by its name. */
function operations(): string {
  const byKey = Object.entries(document.paths).filter(([at]) => at.startsWith('/v1/'));
  const lines = byKey.flatMap(([at, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => `  ${operationId}: ['${method}', '${at}'],`),
  );
  return `/** Where each operation is. Written by \`npm run docs\`. */
export const operations = {
${lines.toSorted().join('\n')}
} as const;
`;
}

const derived: Readonly<Record<string, string>> = {
  '.env.example': environment,
  'sdk/typescript/openapi.json': documentText,
  'sdk/typescript/src/schema.ts': types(),
  'sdk/typescript/src/operations.ts': operations(),
};

for (const [name, content] of Object.entries(derived)) {
  const file = path.join(root, name);
  if (!process.argv.includes('--check')) writeFileSync(file, content);
  else if (readFileSync(file, 'utf8') !== content) {
    console.error(`${name} is out of date: npm run docs`);
    process.exitCode = 1;
  }
}
