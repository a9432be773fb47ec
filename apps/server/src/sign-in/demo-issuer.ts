import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Fault } from '@fengcun/kernel';
import type Provider from 'oidc-provider';
import type { Account, Context } from 'oidc-provider';
import { demoCodePage, type DemoPerson, demoPage } from './demo-page.ts';

/** An issuer with people everybody may be; for demonstrations on this machine, never for service. */
export type DemoIssuer = Readonly<{
  issuer: string; clientId: string;
  /** Where the code of everybody stands, as a telephone would show it. */
  codesAt: string;
  stop: () => Promise<void>;
}>;

/** Who there is, where browsers come back to, and the port (0: any free one). */
export type DemoIssuerParts = Readonly<{
  people: readonly DemoPerson[]; redirectUris: readonly string[]; port: number;
  /** The code of everybody just now, shown on a page; there is no telephone in a demonstration. */
  codeNow?: () => string;
}>;

const CLIENT_ID = 'fengcun-demo';
const HOST = '127.0.0.1';
const BODY_MAX = 1024;
const CODE_PATH = '/code';

const grantOf = async ({ oidc: { client: { clientId }, session, provider } }: Context) => {
  const known = session.grantIdFor(clientId);
  if (known !== undefined) return provider.Grant.find(known);
  const grant = new provider.Grant({ clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
};

const signingKey = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: 'demo' };
};

/**
 * Without the library's warnings to developers: that it does not know this release of Node by the name of a
 * long-term one, and keeps what it is told in memory, which a demonstration wants.
 */
const withoutAdvice = async <T>(work: () => Promise<T>): Promise<T> => {
  const { warn } = console;
  console.warn = (...told: readonly unknown[]) => {
    if (!String(told[0]).includes('oidc-provider WARNING')) warn(...told);
  };
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
};

const providerAt = async (issuer: string, { people, redirectUris }: DemoIssuerParts): Promise<Provider> => {
  const known = new Set(people.map(({ name }) => name));
  // Loaded by demonstrations alone.
  const { default: Issuing } = await import('oidc-provider');
  return new Issuing(issuer, {
    clients: [{
      client_id: CLIENT_ID, token_endpoint_auth_method: 'none', redirect_uris: [...redirectUris],
      response_types: ['code'], grant_types: ['authorization_code'], id_token_signed_response_alg: 'ES256',
    }],
    jwks: { keys: [signingKey()] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    pkce: { required: () => true },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: Readonly<{ uid: string }>) => `/interaction/${uid}` },
    findAccount: async (_context: unknown, id: string): Promise<Account | undefined> =>
      (known.has(id) ? { accountId: id, claims: async () => ({ sub: id }) } : undefined),
    loadExistingGrant: grantOf,
    ttl: { AuthorizationCode: 60, IdToken: 300, AccessToken: 60, Interaction: 600, Session: 600, Grant: 600 },
  });
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const piece of request) {
    body += String(piece);
    if (body.length > BODY_MAX) throw new Fault('BODY_TOO_LARGE', 'A form of one field is short.');
  }
  return body;
};

type Exchange = Readonly<{ request: IncomingMessage; response: ServerResponse }>;

const sendPage = (response: ServerResponse, page: string): void => {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action *",
  }).end(page);
};

/** Shows who there is; whoever is chosen is signed in. */
const interact = async (
  provider: Provider, { people, codeNow }: DemoIssuerParts, { request, response }: Exchange,
): Promise<void> => {
  await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    sendPage(response, demoPage(people, codeNow?.()));
    return;
  }
  const person = new URLSearchParams(await bodyOf(request)).get('person') ?? '';
  const isKnown = people.some(({ name }) => name === person);
  await provider.interactionFinished(request, response, isKnown
    ? { login: { accountId: person } } : { error: 'access_denied' });
};

const answer = (provider: Provider, parts: DemoIssuerParts) => {
  const callback = provider.callback();
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url === CODE_PATH) {
      sendPage(response, demoCodePage(parts.codeNow?.() ?? ''));
      return;
    }
    if (request.url?.startsWith('/interaction/') !== true) {
      callback(request, response);
      return;
    }
    interact(provider, parts, { request, response }).catch(() => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'text/plain' });
      response.end('begin again\n');
    });
  };
};

/** Starts the issuer on loopback; nothing of it outlives the process. */
export const startDemoIssuer = async (parts: DemoIssuerParts): Promise<DemoIssuer> => {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, HOST, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const issuer = `http://${HOST}:${port}`;
  server.on('request', answer(await withoutAdvice(() => providerAt(issuer, parts)), parts));
  return {
    issuer, clientId: CLIENT_ID, codesAt: issuer + CODE_PATH,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
};
