import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import {
  type AccountParts, type Alarm, DEFAULT_SIGN_IN, demoCode, type Deployment, requestLimits, sessionLookup,
  subjectFinder,
} from '@fengcun/application';
import {
  CALLBACK_PATH, issuerDoor, isLoopback, type IssuerParts, type ServerConfig, type SignIn, startDemoIssuer,
} from '@fengcun/server';
import { UnusableInput } from '../exit.ts';
import { DEMO_ISSUER, DEMO_PEOPLE, inviteDemoPeople } from './demo-people.ts';

/** How people sign in to a service: parts for its ports and its shell. */
export type PeopleSignIn = Readonly<{
  config: ServerConfig; accounts: AccountParts; signIn: SignIn;
  /** Where a browser begins. */
  beginAt: string;
  /** Where a demonstration shows the code that a telephone would. */
  codesAt?: string;
  stop: () => Promise<void>;
}>;

const BEGIN_PATH = '/v1/session/begin';

/** What signing in is made from. */
export type SignInStart = Readonly<{ config: ServerConfig; alarm?: Alarm }>;

const partsOf = (
  deployment: Deployment, { config, alarm }: SignInStart, origin: string,
): AccountParts => {
  const { idleMinutes, sessionMinutes, secondFactorMinutes } = config.signIn ?? DEFAULT_SIGN_IN;
  return {
    deployment, settings: { idleMinutes, sessionMinutes, secondFactorMinutes },
    party: { id: new URL(origin).hostname, origins: [origin] }, ...(alarm === undefined ? {} : { alarm }),
  };
};

const signInOf = (accounts: AccountParts, issuer: IssuerParts): SignIn => ({
  sessions: sessionLookup(accounts), mayAct: requestLimits(accounts.deployment.clock),
  issuer: issuerDoor(issuer),
});

const secretOf = async (path: string | undefined): Promise<string | undefined> => {
  if (path === undefined) return undefined;
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    throw new UnusableInput('signIn.clientSecretFile: the file cannot be read');
  }
};

/** Signing in at the issuer of the configuration; undefined where it names none. @throws UnusableInput */
export const configuredSignIn = async (
  deployment: Deployment, start: SignInStart,
): Promise<PeopleSignIn | undefined> => {
  const { config } = start;
  if (config.signIn === undefined) return undefined;
  const { origin, clientSecretFile } = config.signIn;
  const accounts = partsOf(deployment, start, origin);
  const clientSecret = await secretOf(clientSecretFile);
  const signIn = signInOf(accounts, {
    config: config.signIn, random: deployment.random, find: subjectFinder(deployment),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  });
  return { config, accounts, signIn, beginAt: origin + BEGIN_PATH, stop: async () => undefined };
};

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    server.close(() => resolve(port));
  });
});

/**
 * Refuses a demonstration where the service could be reached from elsewhere, or has an issuer of its own.
 * @throws UnusableInput
 */
export const assertDemonstrable = ({ host, isBehindTls, signIn: own }: ServerConfig): void => {
  if (own === undefined && !isBehindTls && isLoopback(`http://${host}`)) return;
  const text = 'everybody may be anybody; only on 127.0.0.1, without isBehindTls and signIn';
  throw new UnusableInput(`--demo: ${text}`);
};

/**
 * Signing in as one of the people of the demonstration, at an issuer in this process. @throws UnusableInput
 */
export const demoSignIn = async (deployment: Deployment, start: SignInStart): Promise<PeopleSignIn> => {
  assertDemonstrable(start.config);
  const { port: wanted } = start.config;
  const port = wanted === 0 ? await freePort() : wanted;
  const origin = `http://localhost:${port}`;
  await inviteDemoPeople(deployment);
  const demo = await startDemoIssuer({
    people: DEMO_PEOPLE, redirectUris: [origin + CALLBACK_PATH], port: 0,
    codeNow: () => demoCode(deployment.clock()),
  });
  const accounts = partsOf(deployment, start, origin);
  const find = subjectFinder(deployment);
  return {
    accounts, config: { ...start.config, port }, beginAt: origin + BEGIN_PATH,
    codesAt: demo.codesAt, stop: demo.stop,
    signIn: signInOf(accounts, {
      config: { issuer: demo.issuer, clientId: demo.clientId, origin, algorithm: 'ES256' },
      random: deployment.random,
      find: ({ issuer, subject }) =>
        (issuer === demo.issuer ? find({ issuer: DEMO_ISSUER, subject }) : Promise.resolve(undefined)),
    }),
  };
};
