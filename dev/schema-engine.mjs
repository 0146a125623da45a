#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, which has to be downloaded: the same engine as
 * WebAssembly, from npm, behind the JSON-RPC over stdio that the Prisma CLI speaks. For developers
 * (`prisma migrate diff`, `migrate dev`); a running Holdfast applies migrations with `prisma/migrate.ts`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    version: { type: 'boolean' },
  },
});
// The CLI passes on what dev/prisma.config.ts says.
const url = values.datasource ? JSON.parse(values.datasource).url : undefined;

if (values.version) console.log('schema-engine-cli 0edf323efd1d98336f3f0a68684b56f689b900d3');
else if (positionals[0] === 'cli') await runCommand(positionals[1]);
else {
  // The engine stops in its WebAssembly, and whoever asked would take silence for an answer.
  process.on('uncaughtException', (error) => {
    log('ERROR', String(globalThis.PRISMA_WASM_PANIC_REGISTRY?.message ?? error.stack), { is_panic: true });
    process.exit(101);
  });
  await serve();
}

/** One-shot commands about the database itself. The CLI ignores the first line on stderr. */
async function runCommand(command) {
  log('INFO', 'Starting schema engine CLI');
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  const server = new URL('/postgres', target);
  const commands = {
    'can-connect-to-database': () => withClient(target, (client) => client.query('select 1')),
    'create-database': () =>
      withClient(server, (client) => client.query(`create database ${client.escapeIdentifier(name)}`)),
    'drop-database': () =>
      withClient(server, (client) =>
        client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
      ),
  };
  try {
    if (!commands[command]) throw new Error(`unknown command ${command}`);
    await commands[command]();
  } catch (error) {
    log('ERROR', error.message, { is_panic: false, error_code: error.code === '3D000' ? 'P1003' : 'P1001', meta: {} });
    process.exitCode = 1;
  }
}

/** JSON-RPC, one request a line, answered in order. */
async function serve() {
  const require = createRequire(import.meta.url);
  const wasm = readFileSync(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': engineModule });
  engineModule.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      this.message = message;
    },
  };

  const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(url));
  const datamodels = values.datamodels?.map((file) => [file, readFileSync(file, 'utf8')]);
  let engine;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line.trim()) continue;
    const { id, method, params } = JSON.parse(line);
    if (!method) continue;
    try {
      engine ??= await engineModule.SchemaEngine.new({ datamodels }, () => {}, factory);
      let result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params);
      if (method === 'diff' && result?.stdout) {
        send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
        result = { exitCode: result.exitCode, stdout: null };
      }
      send({ id, result: result ?? {} });
    } catch (error) {
      const known = factory.errorRegistry?.consumeError?.(error?.cause?.id ?? error?.id)?.error;
      const data = {
        is_panic: false,
        message: String(known?.message ?? error?.message ?? error),
        error_code: error?.code,
        meta: {},
      };
      send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
    }
  }
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function log(level, message, more = {}) {
  process.stderr.write(
    `${JSON.stringify({ timestamp: new Date().toISOString(), level, fields: { message, ...more }, target: 'schema_engine' })}\n`,
  );
}

async function withClient(target, use) {
  const client = new pg.Client({ connectionString: target.toString() });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

/** Parts, not a connection string: with one, the adapter's shadow database would be the main database. */
function connectionParts(connectionString) {
  const { hostname, port, username, password, pathname } = new URL(connectionString ?? 'postgresql://localhost/none');
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

/**
 * PostgreSQL 18 lists NOT NULL among a table's constraints (type `n`), which this engine does not expect: it stops.
 * Their types are of PostgreSQL's inner type "char", which PrismaPg refuses. So those rows are left out here; the type of
 * what remains (a check) is passed on as a character, and everything else of that type as text.
 */
function readingConstraints(connection) {
  const { CHAR, TEXT } = pg.types.builtins;
  const performIO = connection.performIO.bind(connection);
  connection.performIO = async (query) => {
    const result = await performIO(query);
    result.fields?.forEach((field, column) => {
      if (field.dataTypeID !== CHAR) return;
      field.dataTypeID = TEXT;
      if (field.name === 'constraint_type') result.rows = result.rows.filter((row) => row[column] !== 'n');
    });
    return result;
  };
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (query) => {
    const { columnNames, columnTypes, ...rest } = await queryRaw(query);
    const types = columnTypes.map((type, column) =>
      columnNames[column] === 'constraint_type' ? ColumnTypeEnum.Character : type,
    );
    return { columnNames, columnTypes: types, ...rest };
  };
  return connection;
}

/** PrismaPg cuts a script at every semicolon, those in functions too: a step of a migration goes as it is (prisma/migration-steps.ts). */
function takingSteps(connection) {
  connection.executeScript = async (script) => {
    for (const step of script.split(/^-- step\b.*$/m)) await connection.client.query(step);
  };
  return connection;
}

/** PrismaPg, except for the constraints and the steps, and that the shadow pool ends before its database is dropped. */
function MigrationAdapter(connectionString) {
  const config = connectionParts(connectionString);
  const inner = new PrismaPg(config);
  const script = async (sql) => {
    const main = await inner.connect();
    await main.executeScript(sql);
    await main.dispose();
  };
  return {
    provider: 'postgres',
    adapterName: inner.adapterName,
    connect: async () => takingSteps(readingConstraints(await inner.connect())),
    async connectToShadowDb() {
      const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      await script(`CREATE DATABASE "${database}"`);
      const shadow = takingSteps(readingConstraints(await new PrismaPg({ ...config, database }).connect()));
      const end = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await end();
        await script(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
      };
      return shadow;
    },
  };
}
