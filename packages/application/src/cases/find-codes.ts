import { err, ok } from '@fengcun/kernel';
import { type CaseReference, referenceKey } from '@fengcun/registry';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginRegistrarAct, type Registrar } from '../registrar/registrar-act.ts';
import { survivorOf } from './merged-home.ts';

const NO_BODY = new Uint8Array(32);

/**
 * The codes of the cases that numbers of organs belong to, merged ones under the surviving code, the oldest
 * first; an act of the log. A number nobody knows gives none, and nothing is written about it.
 */
export const findCaseCodes = async (
  deployment: Deployment, registrar: Registrar, references: readonly CaseReference[],
): Promise<readonly string[]> => {
  const { pseudonyms, database, clock } = deployment;
  const keys = [...new Set(references.map(referenceKey))].sort();
  const act = await beginRegistrarAct(deployment, registrar, { act: 'case.code', detail: keys });
  const receivedAt = new Date(clock()).toISOString();
  const rows = keys.map((key) => {
    const messageKey = pseudonyms.bytesOf('case-reference', key);
    return { source: 'case-reference', messageKey, bodyHash: NO_BODY, takenAs: null, receivedAt };
  });
  // The inbox answers by taking; the transaction is undone, so that asking claims nothing.
  const found = await database.write({ entryId: act.mint() }, async ({ open }) => {
    const cases = new Map<string, string>();
    for (const row of rows) {
      const { takenAs } = await open.inbox.take(row);
      const known = takenAs === null ? undefined : await open.cases.find(takenAs);
      if (known === undefined) continue;
      const { caseId, oneCaseCode } = await survivorOf(open, known);
      cases.set(caseId, oneCaseCode);
    }
    // Ids are minted in the order of time.
    return err([...cases].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, code]) => code));
  });
  const entryId = act.mint();
  await database.write({ entryId }, async ({ audit }) => {
    await audit.append([act.outcome(entryId)]);
    return ok(undefined);
  });
  return found.ok ? [] : found.error;
};
