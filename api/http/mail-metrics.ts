/** Whether mail goes out, as `/metrics` says it: counted when somebody looks. */
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../../prisma/client';
import { mailCounts, mailWaitingSince } from '../../records/mail-list';

/** Adds the figures; where PostgreSQL does not answer they are left out, and the others are told all the same. */
export function measureMails(metrics: Registry, db: Pick<Database, 'mail'>, log: Logger): void {
  const looking = (gauge: Gauge, look: () => Promise<void>): Promise<void> => {
    gauge.reset();
    return look().catch((error: unknown) => log.warn({ err: error }, 'mails were not counted'));
  };
  const mails: Gauge = new Gauge({
    name: 'holdfast_mails',
    help: 'Mails that wait to be sent, and mails that were refused for good',
    labelNames: ['state'],
    registers: [metrics],
    collect: () =>
      looking(mails, async () => {
        for (const [state, count] of Object.entries(await mailCounts(db))) mails.set({ state }, count);
      }),
  });
  const oldest: Gauge = new Gauge({
    name: 'holdfast_mail_oldest_waiting_seconds',
    help: 'For how long the oldest mail that is not sent yet has waited; 0 where none waits',
    registers: [metrics],
    collect: () =>
      looking(oldest, async () => {
        const since = await mailWaitingSince(db);
        oldest.set(since === null ? 0 : (Date.now() - since.getTime()) / 1_000);
      }),
  });
}
