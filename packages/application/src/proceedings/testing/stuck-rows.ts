import assert from 'node:assert/strict';
import { ok } from '@fengcun/kernel';
import { mintId, type ProceedingRow, type SealingStores } from '@fengcun/store';
import type { Deployment } from '../../deployment/open-deployment.ts';
import { beginCustody } from '../../keys/custody-act.ts';

/** Works on the stores of both sides under an entry of its own. */
export const plant = async (
  deployment: Deployment, work: (stores: SealingStores) => Promise<void>,
): Promise<void> => {
  const act = await beginCustody(deployment, {
    act: 'test.plant', account: 'tester', role: 'reviewer', purpose: 'supervision', legalBasis: 'm2022-22', request: 'invented',
  });
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    await work(stores);
    await stores.audit.append([act.outcome(entryId)]);
    return ok(undefined);
  });
  assert.ok(done.ok);
};

/**
 * So many old procedures that nothing ends: rows without an event, from an instant on, one a second. They
 * stand at the front of every list in the order of ids, for ever.
 */
export const plantStuck = async (
  deployment: Deployment, count: number,
  { side, from, ...row }: Readonly<{ side: 'open' | 'sealed'; from: string }>
    & Pick<ProceedingRow, 'proceedingKind' | 'organ' | 'state'> & Partial<ProceedingRow>,
): Promise<readonly ProceedingRow[]> => {
  const rows = Array.from({ length: count }, (_, i): ProceedingRow => {
    const timeMillis = Date.parse(from) + i * 1000;
    const at = new Date(timeMillis).toISOString();
    return {
      proceedingId: mintId({ timeMillis, shardKey: i % 4096, random: deployment.random(8) }), applicant: new Uint8Array(32).fill(7),
      subjectTerm: null, dueOn: null, openedAt: at, changedAt: at, version: 1, ...row,
    };
  });
  await plant(deployment, (stores) => stores[side].proceedings.add(rows));
  return rows;
};
