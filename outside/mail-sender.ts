/**
 * Who sent a mail, as far as that is proved: the domain in `From` has signed it (DKIM, verified here), or the relay that is
 * trusted found the envelope's sender to be allowed (SPF) and of that domain.
 */
import { Resolver } from 'node:dns/promises';
import { dkimVerify } from 'mailauth/lib/dkim/verify';
import { z } from 'zod';
import { isBelow, spfDomainIn } from '../domain/integrations/relay-word';
import type { ReceivedMail } from './received-mail';

/** Answers a DNS question of a type, as Node's resolver does. */
export type AskDns = (domain: string, type: string) => Promise<string[][] | string[]>;

/** The DNS that this machine uses, asked for a short while. */
export function systemDns(): AskDns {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  return (domain) => resolver.resolveTxt(domain);
}

/** `unknown`: DNS did not answer; another time it may. */
export type Proved = 'yes' | 'no' | 'unknown';

/** A mail carries few signatures; each costs a question to DNS. */
const mostSignatures = 10;

/** Headers that a signature must cover: who it is from, and by which id it counts once. */
const mustBeSigned: readonly string[] = ['from', 'message-id'];

/** Whether the one address that a mail is from is proved to have sent it. */
export async function isProved(
  raw: Uint8Array,
  { from, headers }: Pick<ReceivedMail, 'from' | 'headers'>,
  { relay, dns }: { readonly relay: string | undefined; readonly dns: AskDns },
): Promise<Proved> {
  const domain = from?.split('@').at(-1)?.toLowerCase() ?? '';
  if (domain === '') return 'no';
  const spf = spfDomainIn(headers, relay);
  if (spf !== null && isBelow(spf, domain)) return 'yes';
  const signatures = headers.filter(({ key }) => key === 'dkim-signature').length;
  if (signatures === 0 || signatures > mostSignatures) return 'no';
  const { headerFrom, results } = await verifiedBy(raw, dns);
  // Two readers of one header must have read the same.
  if (headerFrom.length !== 1 || headerFrom[0]?.toLowerCase() !== from?.toLowerCase()) return 'no';
  const aligned = results.filter(({ status }) => typeof status.aligned === 'string');
  const holds = aligned.some(
    ({ status, algo, signingHeaders }) =>
      status.result === 'pass' &&
      // A signature over the beginning alone lets anybody write the rest.
      status.underSized === undefined &&
      !/sha1$/i.test(algo ?? '') &&
      mustBeSigned.every((key) => signedIn(signingHeaders).includes(key)),
  );
  if (holds) return 'yes';
  return aligned.some(({ status }) => status.result === 'temperror') ? 'unknown' : 'no';
}

/** What is read of a verification; the types that come with it say otherwise than it does. */
const verified = z.object({
  headerFrom: z.array(z.string()),
  results: z.array(
    z.object({
      /** `aligned`: the signing domain, where it is that of the sender, or of the same organisation. */
      status: z.object({
        result: z.string(),
        aligned: z.union([z.string(), z.literal(false)]).optional(),
        underSized: z.number().optional(),
      }),
      algo: z.string().optional(),
      signingHeaders: z.object({ keys: z.string() }).optional(),
    }),
  ),
});

/** What its signatures come to; a mail that breaks the verification is one without. */
async function verifiedBy(raw: Uint8Array, dns: AskDns): Promise<z.output<typeof verified>> {
  try {
    return verified.parse(await dkimVerify(Buffer.from(raw), { resolver: dns }));
  } catch {
    return { headerFrom: [], results: [] };
  }
}

/** The names of the headers that are signed, in small letters. */
const signedIn = (headers: { readonly keys: string } | undefined): readonly string[] =>
  (headers?.keys ?? '').split(':').map((key) => key.trim().toLowerCase());
