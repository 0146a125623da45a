/** Completes an item in a lifecycle, as its recording does; run as a process, prints as JSON which others hear of it. */
import { tellOthers } from '../../activities/sharing';
import { readConfig } from '../../config/config';
import { connectDatabase } from '../../prisma/client';
import { recordedState } from '../../records/recording';

async function main(): Promise<void> {
  const [lifecycle = '', item = ''] = process.argv.slice(2);
  const db = connectDatabase(readConfig(process.env).databaseUrl, 2);
  const state = await recordedState(db, lifecycle);
  if (state === null) throw new Error('there is no such lifecycle');
  const told: string[] = [];
  const completed = { said: { kind: 'completed', item, outcome: 'done' }, seq: state.seq, at: state.at } as const;
  await tellOthers(db, state, [completed], (other) => Promise.resolve(void told.push(other)));
  console.log(JSON.stringify(told));
  await db.$disconnect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
