/**
 * Entry point of the job that sets Temporal up: `node dist/worker/setup.js [--minutes 5] [--retention-days 30]`. It waits
 * for Temporal, makes namespace and search attributes where they are missing, and ends with 0 once Temporal knows every one,
 * else with 1, naming what is missing. Again, it changes nothing.
 */
import { Client, Connection } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig, type Config } from '../config/config';
import { connectionOptions } from '../temporal/connection';
import { setUpTemporal } from '../temporal/set-up';
import { numberAfter, runCommand } from './command';

const connectTimeoutMs = 5_000;
const retryMs = 1_000;

async function setUp({ temporal }: Config, minutes: number, retentionDays: number): Promise<void> {
  const until = Date.now() + minutes * 60_000;
  const tell = (line: string): void => void process.stdout.write(`${line}\n`);
  const connection = await reached(temporal, until);
  try {
    const client = new Client({ connection, namespace: temporal.namespace });
    await setUpTemporal(client, { retentionDays, withinMs: until - Date.now(), tell });
    tell(`Temporal is set up: namespace ${temporal.namespace} and every search attribute are known.`);
  } finally {
    await connection.close();
  }
}

/** A connection to Temporal, which may still be starting. */
async function reached(temporal: Config['temporal'], until: number): Promise<Connection> {
  for (;;) {
    try {
      return await Connection.connect({ ...connectionOptions(temporal), connectTimeout: connectTimeoutMs });
    } catch (error) {
      if (Date.now() >= until) throw error;
      await sleep(retryMs);
    }
  }
}

runCommand(async () => {
  await setUp(readConfig(process.env), numberAfter('--minutes', 5), numberAfter('--retention-days', 30));
  return true;
});
