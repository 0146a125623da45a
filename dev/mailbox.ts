/** A real SMTP server that keeps what it catches, with a page and a JSON API to read it. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import express from 'express';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Forgotten } from '../outside/archive';
import { stylesheet } from '../pages/stylesheet';
import type { CaughtMail } from './caught-mail';
import { withoutForgotten } from './forgetting';
import { answerTo, asRelayed, handOn, isIncoming, type HandedOn, type Incoming } from './incoming';
import { handedOnPage, mailboxPage, mailboxStyles, mailPage } from './mailbox-pages';

export interface Mailbox {
  readonly smtp: string;
  readonly web: string;
  readonly api: string;
  /** Where it is told whom to forget. */
  readonly forget: string;
  stop(): Promise<void>;
}

/** Nobody has a mailbox in this domain: whoever writes there gets what a mistyped address gets. */
export const goneDomain = 'gone.example';

/** Mails kept in memory; all of them stay in the file. */
const keptMails = 20_000;

function load(file: string): CaughtMail[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const mails = lines.slice(-keptMails).flatMap((line) => {
    try {
      return [JSON.parse(line) as CaughtMail];
    } catch {
      return []; // a line that a crash cut off
    }
  });
  return [...new Map(mails.map((mail) => [mail.id, mail])).values()];
}

async function parse(raw: Buffer, to: readonly string[], id: string): Promise<CaughtMail> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'utf8' });
  const calendar = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar')?.content;
  return {
    id,
    to,
    subject: mail.subject ?? '',
    date: mail.date === undefined ? '' : new Date(mail.date).toISOString(),
    headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
    text: mail.text ?? '',
    html: mail.html ?? '',
    messageId: mail.messageId ?? '',
    ...(typeof calendar === 'string' ? { calendar } : {}),
    receivedAt: new Date().toISOString(),
    repeats: 0,
  };
}

/** Addresses in a field of a form, with commas between. */
const addressesIn = (field: unknown): readonly string[] =>
  typeof field === 'string'
    ? field
        .split(/[,;\s]+/)
        .map((address) => address.trim())
        .filter((address) => address !== '')
    : [];

/** Starts both servers on loopback; mails are kept in \`file\`. What goes to the reply domain is handed on. */
export async function startMailbox({
  file,
  smtpPort,
  webPort,
  incoming,
}: {
  file: string;
  smtpPort: number;
  webPort: number;
  incoming?: Incoming;
}): Promise<Mailbox> {
  mkdirSync(path.dirname(file), { recursive: true });
  const mails = load(file);
  let count = mails.reduce((highest, { id }) => Math.max(highest, Number(id)), 0);

  /** One mail per Message-ID, as mail stores do it; the line that is written last for an id counts. */
  function keep(mail: CaughtMail): void {
    const before = mails.findIndex(({ messageId }) => messageId !== '' && messageId === mail.messageId);
    const known = mails[before];
    const kept = known === undefined ? mail : { ...known, repeats: known.repeats + 1 };
    if (known === undefined) mails.push(kept);
    else mails[before] = kept;
    if (mails.length > keptMails) mails.shift();
    appendFileSync(file, `${JSON.stringify(kept)}\n`);
  }

  function forget(person: Forgotten): void {
    const left = withoutForgotten(mails, person);
    if (left.length === mails.length && left.every((mail, index) => mail === mails[index])) return;
    mails.splice(0, mails.length, ...left);
    writeFileSync(`${file}.new`, left.map((mail) => `${JSON.stringify(mail)}\n`).join(''));
    renameSync(`${file}.new`, file);
  }

  /**
   * Keeps a mail for its readers, and hands it on where some of them are addresses in the reply domain; returns what the API
   * said. `sender`: who wrote it, where that is known here.
   */
  async function deliver(raw: Buffer, to: readonly string[], sender: string | null): Promise<HandedOn | null> {
    const ours = incoming === undefined ? [] : to.filter(isIncoming);
    const theirs = to.filter((address) => !ours.includes(address));
    if (theirs.length > 0) keep(await parse(raw, theirs, String((count += 1))));
    return incoming === undefined || ours.length === 0 ? null : handOn(incoming, asRelayed(raw, ours, sender));
  }

  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    size: 25_000_000,
    onRcptTo({ address }, _, callback) {
      if (!address.toLowerCase().endsWith(`@${goneDomain}`)) return callback();
      return callback(Object.assign(new Error('5.1.1 No such user here'), { responseCode: 550 }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', callback);
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        deliver(Buffer.concat(chunks), to, null)
          .then((answer) => {
            // Whoever sent it tries again, as with any mail server.
            if (answer === null || answer.status < 500) return callback();
            callback(Object.assign(new Error(answer.became), { responseCode: 451 }));
          })
          .catch((error: unknown) => callback(error as Error));
      });
    },
  });
  smtp.on('error', () => undefined); // a client that went away is its own business
  await new Promise<void>((resolve) => smtp.listen(smtpPort, '127.0.0.1', resolve));

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.get('/', (_, response) => {
    response.type('html').send(mailboxPage(mails.toReversed().slice(0, 500), mails.length));
  });
  app.get('/mailbox.css', (_, response) => {
    response.type('css').send(stylesheet + mailboxStyles);
  });
  // All of them, those to one address (`?to=`), or those that came after one (`?after=` its id), newest last.
  app.get('/api/mails', ({ query: { to, after } }, response) => {
    const known = typeof after === 'string' ? Number(after) : 0;
    const asked = mails.filter(
      (mail) => (typeof to !== 'string' || mail.to.includes(to)) && (known === 0 || Number(mail.id) > known),
    );
    response.set('Cache-Control', 'no-store').json(asked);
  });
  app.post('/api/forget', express.json({ limit: 5_000_000 }), (request, response) => {
    forget((request.body as { forget: Forgotten }).forget);
    response.status(204).end();
  });
  app.get('/mails/:id', (request, response) => {
    const mail = mails.find(({ id }) => id === request.params.id);
    if (mail === undefined) response.status(404).type('text').send('There is no such mail.');
    else response.type('html').send(mailPage(mail, incoming !== undefined));
  });
  // Its reader answers it: from the address to which it was delivered.
  app.post('/mails/:id/reply', express.urlencoded({ extended: false, limit: 100_000 }), (request, response) => {
    const mail = mails.find(({ id }) => id === request.params.id);
    const form = request.body as Readonly<Record<string, unknown>>;
    const typed = {
      to: addressesIn(form.to),
      cc: addressesIn(form.cc),
      bcc: addressesIn(form.bcc),
      text: typeof form.text === 'string' ? form.text : '',
    };
    const [from] = mail?.to ?? [];
    const to = [...typed.to, ...typed.cc, ...typed.bcc];
    if (mail === undefined || from === undefined || to.length === 0) {
      response.status(404).type('text').send('There is no such mail, or nobody to whom the answer goes.');
      return;
    }
    answerTo(mail, from, typed)
      .then((raw) => deliver(raw, to, from))
      .then((answer) => response.type('html').send(handedOnPage(mail, answer)))
      .catch((error: unknown) => response.status(502).type('text').send(String(error)));
  });
  app.get('/mails/:id/html', (request, response) => {
    const mail = mails.find(({ id }) => id === request.params.id);
    // Nothing in a mail runs here or loads from elsewhere; its links open in the window.
    response
      .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
      .type('html')
      .send(mail?.html ?? '');
  });
  const web = await new Promise<Server>((resolve, reject) => {
    const server = app.listen(webPort, '127.0.0.1', (error?: Error) =>
      error === undefined ? resolve(server) : reject(error),
    );
  });
  const address = `http://127.0.0.1:${webPort}`;
  return {
    smtp: `smtp://127.0.0.1:${smtpPort}`,
    web: address,
    api: `${address}/api/mails`,
    forget: `${address}/api/forget`,
    async stop() {
      web.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => web.close(() => resolve())),
      ]);
    },
  };
}
