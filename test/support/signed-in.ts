/** Somebody of ours who is signed in: their session stands as it does after the link in their mail. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { running } from './api';

/** The cookie of a session of one of our people, or of a seller. */
export async function sessionFor(id: string, kind: 'rep' | 'seller' = 'rep'): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const client = new pg.Client({ connectionString: running.postgres });
  await client.connect();
  try {
    await client.query(`insert into sessions (id, "tokenHash", "${kind}Id") values ($1, $2, $3)`, [
      randomUUID(),
      createHash('sha256').update(token).digest('hex'),
      id,
    ]);
  } finally {
    await client.end();
  }
  return `hf_session=${token}`;
}

/** What a page of the desk answers to whoever has that session. */
export async function deskPageFor(
  cookie: string,
  path: string,
): Promise<{ readonly status: number; readonly html: string; readonly headers: Headers }> {
  const response = await fetch(`${running.api}${path}`, {
    headers: { Cookie: cookie },
    redirect: 'manual',
    signal: AbortSignal.timeout(60_000),
  });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

/** Sends a form of a page of the desk; follows nothing. */
export async function deskFormFor(
  cookie: string,
  path: string,
  form: Readonly<Record<string, string>>,
  site = 'same-origin',
): Promise<{ readonly status: number; readonly html: string; readonly leadsTo: string | null }> {
  const response = await fetch(`${running.api}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { Cookie: cookie, 'Sec-Fetch-Site': site },
    redirect: 'manual',
    signal: AbortSignal.timeout(60_000),
  });
  return { status: response.status, html: await response.text(), leadsTo: response.headers.get('Location') };
}
