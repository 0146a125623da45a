/** A mail server as a company has one: it takes mail over TLS alone, from whoever has the password. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface RelayedMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Whether it came over TLS. */
  readonly secure: boolean;
}

export interface Relay {
  readonly mails: readonly RelayedMail[];
  /** Certificate by which it is known. */
  readonly certificate: string;
  stop(): Promise<void>;
}

/** Starts one at an address, with a certificate of its own in the folder. */
export async function startRelay(
  folder: string,
  host: string,
  port: number,
  login: { readonly user: string; readonly password: string },
): Promise<Relay> {
  const [key, certificate] = [path.join(folder, 'relay.key'), path.join(folder, 'relay.pem')];
  const how = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const what = ['-keyout', key, '-out', certificate, '-subj', '/CN=relay', '-addext', `subjectAltName=IP:${host}`];
  execFileSync('openssl', [...how, ...what], { stdio: 'pipe', timeout: 60_000 });
  const mails: RelayedMail[] = [];
  const server = new SMTPServer({
    key: readFileSync(key),
    cert: readFileSync(certificate),
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, { secure }, callback) =>
      username === login.user && password === login.password && secure
        ? callback(null, { user: username })
        : callback(new Error('Invalid username or password')),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        void PostalMime.parse(Buffer.concat(chunks)).then(({ subject = '', text = '' }) => {
          mails.push({ to, subject, text, secure: session.secure });
          callback();
        }, callback);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, host, () => resolve());
  });
  return { mails, certificate, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
