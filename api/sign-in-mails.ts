/**
 * Mails to sign in. They go to the mail server at once and by themselves, not through the outbox: their secrets would
 * stand in a row or a history, and a code that is good for a quarter hour must not wait behind a campaign.
 *
 *   asked ──(the server takes it)──► sent
 *     │ └──(it does not: again after a short while)──► asked
 *     └──(five minutes are over, or no mail ever gets there)──► given up: whoever waits asks again
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import { createPost, MailServerError } from '../mail/post';
import { signInMail, type SignInSecrets } from '../mail/sign-in';
import type { Config } from '../config/config';
import type { SignInMails } from './http/route';

/** From the first try to the last. */
const givenUpAfterMs = 5 * 60_000;
/** Between two tries: twice as long each time. */
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** What sends mails to sign in. */
export interface RunningSignInMails extends SignInMails {
  /** Tries no further. */
  stop(): void;
}

/** Sends mails to sign in through the mail server that is configured. */
export function createSignInMails(
  { mail }: Pick<Config, 'mail'>,
  metrics: Registry,
  log: Logger,
  giveUpMs = givenUpAfterMs,
): RunningSignInMails {
  const { smtpUrl, from, bounces, tlsRequired, sender } = mail;
  const post = createPost({ smtpUrl, from, bounces, tlsRequired });
  const stopped = new AbortController();
  const counted = new Counter({
    name: 'holdfast_sign_in_mails_total',
    help: 'Mails to sign in, by what became of them: sent, refused, given-up',
    labelNames: ['outcome'],
    registers: [metrics],
  });

  async function send(id: string, secrets: SignInSecrets): Promise<void> {
    const mailed = signInMail(secrets, { id, sender, at: new Date().toISOString() });
    const until = Date.now() + giveUpMs;
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      try {
        await post.send(mailed);
        counted.inc({ outcome: 'sent' });
        return;
      } catch (error) {
        // Of whom and why, not with which words: those hold the secrets.
        const helps = !(error instanceof MailServerError) || error.meaning === 'passes';
        const goesOn = helps && Date.now() + waitMs < until && !stopped.signal.aborted;
        const what = { id, why: error instanceof MailServerError ? error.message : 'unforeseen' };
        if (!goesOn) {
          counted.inc({ outcome: helps ? 'given-up' : 'refused' });
          return log.warn(what, 'a mail to sign in did not go out');
        }
        log.info(what, 'a mail to sign in is tried again');
        await sleep(waitMs, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);
      }
    }
  }

  return {
    send: (id, secrets) => send(id, secrets),
    stop: () => {
      stopped.abort();
      post.close();
    },
  };
}
