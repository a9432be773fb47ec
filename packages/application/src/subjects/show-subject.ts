import { ok, present } from '@fengcun/kernel';
import { type PersonClaims, type SubjectToken } from '@fengcun/registry';
import type { Deployment } from '../deployment/open-deployment.ts';
import { type BatchContext, loadSubject } from '../intake/batch-context.ts';
import { emptyDrafts } from '../intake/drafts.ts';
import { loadBatchKeys } from '../intake/sealing.ts';
import { beginRegistrarAct, type Registrar } from '../registrar/registrar-act.ts';
import { subjectIdOf } from './stored-links.ts';

/** A person as the open cases claim them: personal data. `keptUnder`: themselves, or who stays of a merge. */
export type ShownSubject = Readonly<{ keptUnder: SubjectToken; claims: readonly PersonClaims[] }>;

/** Opens what is claimed about a subject; the intent is committed before a key is unwrapped. */
export const showSubject = async (
  deployment: Deployment, registrar: Registrar, token: SubjectToken,
): Promise<ShownSubject | undefined> => {
  const about = { record: subjectIdOf(token) };
  const act = await beginRegistrarAct(deployment, registrar, { act: 'subject.read', about, detail: token });
  const keys = await loadBatchKeys(deployment);
  const entryId = act.mint();
  const found = await deployment.database.write({ entryId }, async ({ open, audit }) => {
    const context: BatchContext = {
      ...act, keys, open, drafts: emptyDrafts(), claims: undefined, pseudonyms: deployment.pseudonyms,
      now: new Date(deployment.clock()).toISOString(),
      nextSerial: () => { throw new TypeError('bug: looking needs no serial'); },
    };
    const subject = await loadSubject(context, token);
    await audit.append([act.outcome(entryId)]);
    return ok(subject.ok ? subject.value : undefined);
  });
  const shown = present(found.ok ? found : undefined, 'looking is never refused').value;
  return shown === undefined ? undefined : { keptUnder: shown.token, claims: [...shown.claims.values()] };
};
