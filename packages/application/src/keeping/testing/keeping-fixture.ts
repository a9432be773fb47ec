import assert from 'node:assert/strict';
import type { Actor, KeepingPort } from '@fengcun/api';
import { type CivilDate, sha256Hex } from '@fengcun/kernel';
import { accountBench } from '../../accounts/testing/account-fixture.ts';
import { importAll } from '../../intake/testing/import-fixture.ts';
import { judgment, row } from '../../intake/testing/invented-items.ts';
import { keepingPort } from '../../service/keeping-port.ts';
import { commitLine, openIntents } from '../../service/service-act.ts';
import type { KeepingParts } from '../keeping-parts.ts';
import { openLiveSettings } from '../live-settings.ts';
import type { KnownSetting } from '../setting-parts.ts';
import type { RotationWork } from '../work-rotations.ts';

const DAY_AHEAD = 8 * 3_600_000;

/** The three administrators, and a second account of the first. */
export const [SECURITY, SYSTEM, TWIN]: readonly Actor[] = [
  { id: 'security', organ: 'platform/P01', roles: ['securityAdmin'], hasSecondFactor: true, person: 'p-security' },
  { id: 'system', organ: 'platform/P01', roles: ['sysadmin'], hasSecondFactor: true, person: 'p-system' },
  { id: 'security-twin', organ: 'platform/P01', roles: ['sysadmin'], hasSecondFactor: true, person: 'p-security' },
];

/** Administrators over a deployment in memory with a few records, with a clock that tests move. */
export const keepingBench = async (known: readonly KnownSetting[] = []) => {
  const bench = await accountBench();
  const { deployment } = bench;
  // After the day on which the deployment of the tests was made.
  bench.later(3 * 86_400_000);
  await importAll(deployment, [row('first'), row('second'), judgment('third'), row('fourth')]);
  const today = (): CivilDate => new Date(bench.now() + DAY_AHEAD).toISOString().slice(0, 10) as CivilDate;
  const woken: number[] = [];
  const live = await openLiveSettings(deployment);
  const parts: KeepingParts = { deployment, keyPlace: 'memory', today, settings: { live, known }, wake: () => { woken.push(bench.now()); } };
  const intents = openIntents();
  /** The port as a request of an administrator has it. */
  const as = async (actor: Actor | undefined): Promise<KeepingPort> => {
    assert.ok(actor);
    const service = await commitLine(deployment, intents, {
      what: 'KEYS_READ', phase: 'intent', action: 'keys.read', decision: 'allow', policies: [], policySetHash: sha256Hex('invented'),
      actorId: actor.id, organ: actor.organ, roles: actor.roles, purpose: 'keyCustody', requestId: Buffer.from(deployment.random(16)).toString('hex'),
      at: new Date(bench.now()).toISOString(),
    });
    return keepingPort(parts, () => service);
  };
  const work = (worker: string, changed: Partial<RotationWork> = {}): RotationWork => ({
    parts, worker, batch: 2, idle: async () => undefined, isStopping: () => false, ...changed,
  });
  return { ...bench, parts, live, settings: { live, known }, as, work, today, woken };
};
