import { err, ok } from '@fengcun/kernel';
import { type CaseReference, referenceKey } from '@fengcun/registry';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginRegistrarAct, type Registrar } from '../registrar/registrar-act.ts';

const NO_BODY = new Uint8Array(32);

/**
 * The codes of the cases that numbers of organs belong to, without repetition, sorted; an act of the log.
 * A number nobody knows gives none, and nothing is written about it.
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
    const codes = new Set<string>();
    for (const row of rows) {
      const { takenAs } = await open.inbox.take(row);
      const known = takenAs === null ? undefined : await open.cases.find(takenAs);
      if (known !== undefined) codes.add(known.oneCaseCode);
    }
    return err([...codes].sort());
  });
  const entryId = act.mint();
  await database.write({ entryId }, async ({ audit }) => {
    await audit.append([act.outcome(entryId)]);
    return ok(undefined);
  });
  return found.ok ? [] : found.error;
};
