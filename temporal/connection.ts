/** How a connection to Temporal is made: the same for the API's, the commands' and the worker's own kind. */

/** Where Temporal is, and how it is secured. */
interface TemporalServer {
  readonly address: string;
  /** Every part is PEM. */
  readonly tls:
    | {
        readonly ca: string | undefined;
        readonly serverName: string | undefined;
        readonly client: { readonly cert: string; readonly key: string } | undefined;
      }
    | undefined;
  readonly apiKey: string | undefined;
}

/** What `Connection` and `NativeConnection` take alike. */
export function connectionOptions({ address, tls, apiKey }: TemporalServer) {
  return {
    address,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(tls === undefined
      ? {}
      : {
          tls: {
            ...(tls.ca === undefined ? {} : { serverRootCACertificate: Buffer.from(tls.ca) }),
            ...(tls.serverName === undefined ? {} : { serverNameOverride: tls.serverName }),
            ...(tls.client === undefined
              ? {}
              : { clientCertPair: { crt: Buffer.from(tls.client.cert), key: Buffer.from(tls.client.key) } }),
          },
        }),
  };
}
