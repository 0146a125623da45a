import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../dev/ports';
import { startPostgres, withDatabase } from '../dev/postgres';

const home = path.join(__dirname, '..', '.holdfast', 'test');

test('PostgreSQL starts in a folder that only its owner may enter, root too, and finds its data again', async () => {
  mkdirSync(home, { recursive: true });
  // Mode 700, as root's home has it.
  const closed = mkdtempSync(path.join(home, 'closed-'));
  const inIt = async <T>(ask: (url: string) => Promise<T>): Promise<T> => {
    const postgres = await startPostgres({
      dir: path.join(closed, 'postgres'),
      port: await freePort(0),
      logDir: path.join(closed, 'logs'),
    });
    try {
      return await ask(postgres.url('postgres'));
    } finally {
      await postgres.stop();
    }
  };
  try {
    await inIt((url) => withDatabase(url, (client) => client.query('create table kept as select 42 as answer')));
    const kept = await inIt((url) => withDatabase(url, (client) => client.query('select answer from kept')));
    expect(kept.rows).toEqual([{ answer: 42 }]);
  } finally {
    rmSync(closed, { recursive: true });
  }
});
