import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import {
  type AccountParts, addAccount, alarmOver, attachmentParts, blobsIn, DEFAULT_SIGN_IN, demoCode, deploymentExchange, deploymentSigner, organDirectory,
  parseNewAccount, requestLimits, sealOrgans, servicePorts, sessionLookup, setUpDemoCodes, subjectFinder,
} from '@fengcun/application';
import { memoryDeployment } from '../../../../packages/application/src/intake/testing/import-fixture.ts';
import { makeToken } from '../access/service-accounts.ts';
import { DEFAULT_CONFIG } from '../config/server-config.ts';
import { createServer } from '../shell/create-server.ts';
import { startDemoIssuer } from '../sign-in/demo-issuer.ts';
import { CALLBACK_PATH, issuerDoor } from '../sign-in/relying-party.ts';
import { signInAs, type SignedInFetch, stepUpWith } from './sign-in.ts';

const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createNetServer();
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
});

/** Who there is to be attacked, and to attack. */
const PEOPLE: readonly (readonly [name: string, organ: string, role: string, sameAs?: string])[] = [
  ['reviewer', 'court/A01', 'reviewer'], ['twin', 'court/A01', 'approver', 'reviewer'], ['approver', 'court/A01', 'approver'],
  ['approver-two', 'court/A01', 'approver'], ['stranger', 'court/A02', 'approver'], ['supervisor', 'procuratorate/C03', 'supervisor'],
  ['security', 'platform/P01', 'securityAdmin'], ['security-twin', 'platform/P01', 'securityAdmin', 'security'],
  ['security-two', 'platform/P01', 'securityAdmin'], ['clerk', 'court/A01', 'clerk'], ['disabled', 'court/A01', 'clerk'], ['first-clerk', 'court/A01', 'clerk'],
];

/** The token of the one system that is configured; its name is also that of an account. */
export const SYSTEM = makeToken('first-clerk', new Uint8Array(32).fill(9));

const HOUR_MILLIS = 3_600_000;
const CHINA_AHEAD_HOURS = 8;

/** How long from now to ten o'clock in China: some acts are done by day alone, and attacks shall not depend on the hour. */
const millisUntilTen = (now: number): number =>
  ((10 - CHINA_AHEAD_HOURS - Math.floor(now / HOUR_MILLIS) % 24 + 24) % 24) * HOUR_MILLIS;

/** A server as it runs, over a database in memory, with an issuer of its own; and a clock that begins by day and that tests move. */
export const attackedServer = async () => {
  let offset = millisUntilTen(Date.now());
  const clock = (): number => Date.now() + offset;
  const memory = await memoryDeployment();
  const deployment = { ...memory, clock };
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const people = [...PEOPLE.map(([name]) => name), 'unknown-one'];
  const demo = await startDemoIssuer({ people: people.map((name) => ({ name, title: name })), redirectUris: [origin + CALLBACK_PATH], port: 0 });
  for (const [name, organ, role, sameAs] of PEOPLE) {
    const parsed = parseNewAccount({
      account: name, organ, roles: [role], displayName: name, subjects: [{ issuer: demo.issuer, subject: name }], ...(sameAs === undefined ? {} : { sameAs }),
    });
    assert.ok(parsed.ok);
    assert.ok((await addAccount(deployment, 'keeper', parsed.value)).ok, name);
    await setUpDemoCodes(deployment, name);
  }
  const exchange = deploymentExchange(deployment, await deploymentSigner(deployment, 'platform/1'), organDirectory([]));
  const alarm = alarmOver({ deployment, exchange, organs: sealOrgans([], [], 'procuratorate/C03') });
  const parts: AccountParts = { deployment, settings: DEFAULT_SIGN_IN, party: { id: 'localhost', origins: [origin] }, alarm };
  const none = (): never => { throw new Error('no ledger here'); };
  const server = createServer({
    version: '0.0.0-test',
    config: {
      ...DEFAULT_CONFIG, port,
      accounts: [{ id: 'first-clerk', organ: 'court/A01', roles: ['clerk'], hasSecondFactor: false, tokenHash: SYSTEM.tokenHash }],
    },
    ports: servicePorts({
      deployment, accounts: parts, attachments: attachmentParts(deployment, blobsIn(join(tmpdir(), `fengcun-attacks-${process.pid}`))),
      decideAll: () => [], ledger: none, isLedgerKept: () => true,
    }),
    ambience: { now: () => Temporal.Instant.fromEpochMilliseconds(clock()), random: (length) => randomBytes(length), log: () => undefined },
    signIn: {
      // By the moved clock alone: how fast the machine is must not decide.
      sessions: sessionLookup(parts), mayAct: requestLimits(() => 1_000_000_000 + offset),
      issuer: issuerDoor({
        config: { issuer: demo.issuer, clientId: demo.clientId, origin, algorithm: 'ES256' }, find: subjectFinder(deployment),
        random: (length) => randomBytes(length),
      }),
    },
  });
  await server.listen();
  const later = (millis: number): void => { offset += millis; };
  /** The code of everybody, in a step of its own: a code counts once. */
  const nextCode = (): string => {
    later(30_000);
    return demoCode(clock());
  };
  return {
    origin, port, issuer: demo.issuer, deployment, later, nextCode, clock,
    signIn: (person: string): Promise<SignedInFetch> => signInAs(origin, person),
    /** Signed in, and a second factor used just now. */
    signInFully: async (person: string): Promise<SignedInFetch> => {
      const one = await signInAs(origin, person);
      assert.equal(await stepUpWith(one, nextCode()), 200);
      return one;
    },
    stop: async () => {
      await server.stop();
      await demo.stop();
      await deployment.close();
    },
  };
};
