import assert from 'node:assert/strict';
import { mod112Character, present, sha256Hex } from '@fengcun/kernel';
import type { Actor, SignedIn } from '@fengcun/api';
import type { Deployment } from '../../deployment/open-deployment.ts';
import { platformOn } from '../../seals/testing/invented-platform.ts';
import { memoryDeployment } from '../../intake/testing/import-fixture.ts';
import { accountsPort } from '../../service/accounts-port.ts';
import { commitLine, openIntents } from '../../service/service-act.ts';
import { addAccount } from '../keep-accounts.ts';
import { parseNewAccount } from '../account.ts';
import type { AccountParts, Alarm, AlarmContent } from '../account-parts.ts';
import { DEFAULT_SIGN_IN } from '../account-parts.ts';
import { subjectFinder } from '../find-subject.ts';
import { sessionLookup } from '../sessions.ts';

export const ISSUER = 'http://issuer.example';
export const ORIGIN = 'http://localhost:8787';
/** An invented resident number: 17 digits and their check character. */
export const numberOf = (digits: string): string => `${digits}${mod112Character(digits)}`;
export const NUMBER = numberOf('11010519900307891');

/** An invented account by its name; `more` is what differs. */
export const invented = (account: string, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  account, organ: 'court/110000000001', roles: ['reviewer'], displayName: `虚构 ${account}`, subjects: [{ issuer: ISSUER, subject: account }], ...more,
});

/** Alarms that reach one procuratorate, whatever the organ; what they say is heard as well. */
export const alarmTo = (supervisor: string, hear: (content: AlarmContent) => void) => (deployment: Deployment): Alarm => {
  const { parts: { exchange } } = platformOn(deployment);
  return async (content) => {
    hear(content);
    const made = await exchange.make([{ streamId: content.jointId, sequence: 1, recipient: supervisor, kind: 'breakGlassAlarm', data: { ...content } }]);
    return { supervisor, message: present(made[0], 'a message') };
  };
};

/** Accounts over a deployment in memory, with a clock that tests move. */
export const accountBench = async (options: Readonly<{ alarm?: (deployment: Deployment) => Alarm }> = {}) => {
  const memory = await memoryDeployment();
  let now = Date.parse('2026-11-21T08:00:00.000Z');
  const deployment = { ...memory, clock: () => now };
  const parts: AccountParts = { deployment, settings: DEFAULT_SIGN_IN, party: { id: 'localhost', origins: [ORIGIN] },
    ...(options.alarm === undefined ? {} : { alarm: options.alarm(deployment) }) };
  const lookup = sessionLookup(parts);
  const intents = openIntents();
  /** The port as a request of an actor has it. */
  const portAs = async (actor: Pick<Actor, 'id' | 'organ' | 'roles'>) => {
    const service = await commitLine(deployment, intents, {
      what: 'SESSION_READ', phase: 'intent', action: 'session.read', decision: 'allow', policies: [], policySetHash: sha256Hex('invented'),
      actorId: actor.id, organ: actor.organ, roles: actor.roles, purpose: 'signIn', requestId: Buffer.from(deployment.random(16)).toString('hex'),
      at: new Date(now).toISOString(),
    });
    return accountsPort(parts, () => service);
  };
  const add = async (account: string, more: Readonly<Record<string, unknown>> = {}) => {
    const parsed = parseNewAccount(invented(account, more));
    assert.ok(parsed.ok, JSON.stringify(parsed));
    return addAccount(deployment, 'keeper', parsed.value);
  };
  /** Signs an account in; the secret of its session. */
  const signIn = async (account: string, browser = 'firefox/linux'): Promise<string> => {
    const found = await subjectFinder(deployment)({ issuer: ISSUER, subject: account });
    assert.ok(found, 'the account is known');
    const opened = await (await portAs(found.actor)).open(found.accountId, browser);
    assert.ok(opened, 'a session began');
    return opened.secret;
  };
  const find = async (secret: string, browser = 'firefox/linux'): Promise<SignedIn | undefined> => {
    const found = await lookup({ secret, browser });
    return found.ok ? found.value : undefined;
  };
  const signedIn = async (secret: string): Promise<SignedIn> => {
    const found = await find(secret);
    assert.ok(found, 'the session stands');
    return found;
  };
  return {
    deployment, parts, add, signIn, find, signedIn, portAs,
    later: (millis: number) => { now += millis; }, now: () => now, close: () => deployment.close(),
  };
};
export const MINUTE = 60_000;
