/** How Temporal is reached where it does not trust everybody: TLS, a client's certificate, an API key. */
import { z } from 'zod';

export const temporalVariables = {
  HOLDFAST_TEMPORAL_TLS: z
    .enum(['on', 'off'])
    .default('off')
    .describe('Whether Temporal is reached over TLS, as everywhere but in an inner network'),
  HOLDFAST_TEMPORAL_CA: z
    .string()
    .optional()
    .describe('Certificate (PEM) of the authority that vouches for Temporal; unset, those that everybody trusts'),
  HOLDFAST_TEMPORAL_SERVER_NAME: z
    .string()
    .optional()
    .describe('Name in the certificate of Temporal, where it is another than that of its address'),
  HOLDFAST_TEMPORAL_CERT: z
    .string()
    .optional()
    .describe('Our own certificate (PEM) for mTLS, together with HOLDFAST_TEMPORAL_KEY'),
  HOLDFAST_TEMPORAL_KEY: z.string().optional().describe('The key (PEM) of our own certificate'),
  HOLDFAST_TEMPORAL_API_KEY: z.string().optional().describe('Key for the API of Temporal, as Temporal Cloud gives it'),
};

type GivenOfTemporal = z.output<z.ZodObject<typeof temporalVariables>>;

/** How connections to Temporal are secured. */
export interface TemporalSecurity {
  /** Undefined where there is no TLS; every part is PEM. */
  readonly tls:
    | {
        readonly ca: string | undefined;
        readonly serverName: string | undefined;
        readonly client: { readonly cert: string; readonly key: string } | undefined;
      }
    | undefined;
  readonly apiKey: string | undefined;
}

/** What of it is set by half, by variable: without its other half it would be passed over in silence, or go out in clear. */
export function halfOfTemporal(given: GivenOfTemporal): readonly (readonly [variable: string, message: string])[] {
  const { HOLDFAST_TEMPORAL_TLS: tls, HOLDFAST_TEMPORAL_CERT: cert, HOLDFAST_TEMPORAL_KEY: key } = given;
  const found: [string, string][] = [];
  if (cert !== undefined && key === undefined)
    found.push(['HOLDFAST_TEMPORAL_KEY', 'is not set, but HOLDFAST_TEMPORAL_CERT is: set both, or neither']);
  if (key !== undefined && cert === undefined)
    found.push(['HOLDFAST_TEMPORAL_CERT', 'is not set, but HOLDFAST_TEMPORAL_KEY is: set both, or neither']);
  if (tls === 'on') return found;
  for (const variable of ['CA', 'SERVER_NAME', 'CERT', 'KEY', 'API_KEY'] as const)
    if (given[`HOLDFAST_TEMPORAL_${variable}`] !== undefined)
      found.push(['HOLDFAST_TEMPORAL_TLS', `is off, but HOLDFAST_TEMPORAL_${variable} is set: it needs on`]);
  return found;
}

/** What was given, as connections take it. */
export function temporalSecurity(given: GivenOfTemporal): TemporalSecurity {
  const { HOLDFAST_TEMPORAL_CERT: cert, HOLDFAST_TEMPORAL_KEY: key } = given;
  return {
    tls:
      given.HOLDFAST_TEMPORAL_TLS === 'off'
        ? undefined
        : {
            ca: given.HOLDFAST_TEMPORAL_CA,
            serverName: given.HOLDFAST_TEMPORAL_SERVER_NAME,
            client: cert === undefined || key === undefined ? undefined : { cert, key },
          },
    apiKey: given.HOLDFAST_TEMPORAL_API_KEY,
  };
}
