/**
 * An OpenID provider for tests: a real one, in a process of its own, since it comes as ES modules alone. Whoever signs in
 * there types an account; what is verified of it stands in its name: `ida@vendor.example`, or `unverified:ida@vendor.example`.
 * Its first line says where it is; it ends with its input.
 */
import { Provider } from 'oidc-provider';

const [, , clientId, clientSecret, back] = process.argv;

const findAccount = (_, sub) => ({
  accountId: sub,
  claims: () => ({ sub, email: sub.replace(/^unverified:/, ''), email_verified: !sub.startsWith('unverified:') }),
});

const provider = (issuer) =>
  new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [back] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    findAccount,
    cookies: { keys: ['only for tests'] },
  });

const { createServer } = await import('node:http');
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.on('request', provider(issuer).callback());
  console.log(issuer);
});
process.stdin.resume().once('end', () => process.exit(0));
