/** The test run's Temporal behind a door: TLS, a certificate of ours, and a key for its API, as a guarded cluster asks for. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface GuardedTemporal {
  readonly address: string;
  /** Files for the settings by file. */
  readonly files: { readonly ca: string; readonly cert: string; readonly key: string };
  /** How many calls it let through, and how many it turned away for their key. */
  readonly calls: { let: number; refused: number };
  stop(): Promise<void>;
}

interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate of the name, from an authority or an authority itself; paths of it and of its key. */
function certificate(folder: string, name: string, authority?: Certificate): Certificate {
  const [cert, key] = [path.join(folder, `${name}.pem`), path.join(folder, `${name}.key`)];
  const how = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const what = ['-keyout', key, '-out', cert, '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  const from =
    authority === undefined
      ? ['-addext', 'basicConstraints=critical,CA:TRUE']
      : ['-CA', authority.cert, '-CAkey', authority.key, '-addext', 'basicConstraints=critical,CA:FALSE'];
  execFileSync('openssl', [...how, ...what, ...from], { stdio: 'pipe', timeout: 60_000 });
  return { cert, key };
}

const unauthenticated = { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '16' };

/** Guards the Temporal at an address: it is known as `temporal.test`, and asks for our certificate and that key. */
export async function guard(address: string, apiKey: string): Promise<GuardedTemporal> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'holdfast-guarded-'));
  const authority = certificate(folder, 'authority');
  const [own, client] = [certificate(folder, 'temporal.test', authority), certificate(folder, 'client', authority)];
  const inner = http2.connect(`http://${address}`);
  inner.on('error', () => undefined);
  const calls = { let: 0, refused: 0 };
  const server = http2.createSecureServer({
    cert: readFileSync(own.cert),
    key: readFileSync(own.key),
    ca: readFileSync(authority.cert),
    requestCert: true,
    rejectUnauthorized: true,
  });
  const sessions = new Set<http2.ServerHttp2Session>();
  server.on('session', (session) => sessions.add(session.on('error', () => undefined)));
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    if (headers.authorization !== `Bearer ${apiKey}`) {
      calls.refused += 1;
      return stream.respond(unauthenticated, { endStream: true });
    }
    calls.let += 1;
    const through = inner.request({ ...headers, ':scheme': 'http' });
    through.on('error', () => stream.close());
    through.on('response', (answer, flags) => {
      const isAll = (flags & http2.constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      if (stream.destroyed) return;
      stream.respond(answer, { endStream: isAll, waitForTrailers: !isAll });
      if (!isAll) through.pipe(stream);
    });
    let trailers: http2.IncomingHttpHeaders = {};
    through.on('trailers', (last) => (trailers = last));
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.on('close', () => through.close());
    stream.pipe(through);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    files: { ca: authority.cert, ...client },
    calls,
    async stop() {
      for (const session of sessions) session.destroy();
      inner.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
