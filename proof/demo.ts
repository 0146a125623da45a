/**
 * `npm run demo`, while `npm start` runs there: a small vendor with two workgroups and twelve clients of different fates goes
 * through a year, by API and by the links in mails, and everything is left at one moment. Who looks at the mailbox, at the
 * API or at Temporal's UI afterwards finds a year of true stories. The same seed tells the same year.
 *
 *   npm run demo                          a year and two weeks
 *   npm run demo -- --seed 3 --days 90    another one, and the first of it
 */
import { Client, Connection } from '@temporalio/client';
import type { CaughtMail } from '../dev/caught-mail';
import { deskLinkOf } from '../dev/desk-people';
import { readDevEnv } from '../dev/env';
import { runningIn } from '../dev/running';
import { addDays } from '../domain/core/calendar';
import { numbersSaid } from './arguments';
import { asking } from './asking';
import { colleagues } from './year/company';
import { fates } from './year/fates';
import { startNews } from './year/news';
import { mailOf } from './year/set-up';
import { daysOfYear, playYear } from './year/play';

/** Who reads a brief in the morning; the others hear of each thing by itself, as most people begin. */
const briefs = ['hannah'];
/** Whose day is looked at. */
const desks = [
  { as: 'Hannah, a rep', kind: 'rep', id: 'hannah' },
  { as: 'Frank, who leads', kind: 'rep', id: 'frank' },
  { as: 'Omar, of operations', kind: 'rep', id: 'omar' },
  { as: 'Sam, a seller', kind: 'seller', id: 'sam' },
] as const;
const mailsLimitMs = 30_000;

/** There is a demo already, or something else that has its names. */
class DemoThere extends Error {
  override readonly name = 'DemoThere';
}

async function main(): Promise<void> {
  const { seed, days } = numbersSaid(process.argv.slice(2), { seed: 7, days: daysOfYear });
  const running = runningIn(readDevEnv(process.env).home);
  const admin = asking(running.api, running.keys.admin);
  if ((await admin.get(`/v1/clients/${fates[0]?.id}`)).status !== 404)
    throw new DemoThere(
      'The demo was played here before. Stop Holdfast, remove its folder (.holdfast), start it, and play again.',
    );
  const mailsAfter = async (id: string): Promise<readonly CaughtMail[]> => {
    const answer = await fetch(`${running.mailbox.api}?after=${id}`, { signal: AbortSignal.timeout(mailsLimitMs) });
    return (await answer.json()) as CaughtMail[];
  };
  const before = (await mailsAfter('')).at(-1)?.id ?? '';
  const connection = await Connection.connect({ address: running.temporal.address, connectTimeout: 5_000 });
  const news = await startNews();
  const today = new Date().toISOString().slice(0, 10);
  console.log(`${colleagues.length} people at Brightline, ${fates.length} clients, ${days} days:`);
  try {
    const { mails, lives } = await playYear(
      {
        admin,
        asHolder: (key) => asking(running.api, key),
        temporal: new Client({ connection, namespace: running.temporal.namespace }),
        mailsAfter: (id) => mailsAfter(id === '' ? before : id),
        news,
        say: (line) => console.log(line),
      },
      { seed, today, days, briefs },
    );
    const played = lives.filter(({ client }) => fates.some(({ name }) => name === client));
    await admin.post('/v1/keys', { name: 'Omar Nasser', role: 'ops', rep: 'omar' });
    const shown: string[] = [];
    for (const { as, kind, id } of desks)
      shown.push(
        `  ${as.padEnd(20)} ${await deskLinkOf(running.postgres, running.api, { kind, id, address: mailOf(id) })}`,
      );
    console.log(`
It is ${addDays(today, days)} for every client: ${played.length} lifecycles, ${mails.length} mails. Sign in as one of them (each link is good once; ${running.api}/sign-in sends new ones to the mailbox):

${shown.join('\n')}

And behind it:

  Mails of everybody   ${running.mailbox.web}
  Each client’s life   ${running.temporal.ui}
  Who needs somebody   curl -sS -H 'Authorization: Bearer ${running.keys.admin}' '${running.api}/v1/lifecycles?band=red'
  All one can ask      ${running.api}/docs`);
  } finally {
    await news.stop();
    await connection.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
