import { Fault } from '@fengcun/kernel';
import type { MarkKey } from '@fengcun/registry';
import type { MarkTerm } from '@fengcun/store';
import type { IndexInquirer } from '@fengcun/vault';
import type { Deployment } from '../../deployment/open-deployment.ts';
import { DOCUMENT_COLUMN } from '../../intake/prepare.ts';

/** Column of the blind index for names with birth dates, apart from that of numbers. */
const NAME_COLUMN = 'nameAndBirth';

/** What computing terms needs. */
export type Indexing = Pick<Deployment, 'name' | 'gate' | 'clock'>;

/** Who asks for terms, and how often they may. */
export type TermAsker = Omit<IndexInquirer, 'now'>;

/**
 * LIMIT: terms the keeping of marks may compute in a second: it comes with the records and learns nothing by
 * them, so the bound is there against a runaway loop and not against guessing.
 */
export const MARK_KEEPER: TermAsker =
  { account: 'conviction-marks', limit: { perSecond: 1_000_000, burst: 1_000_000 } };

/** The terms of keys under every pepper in force. Fault: INDEX_UNUSABLE. */
export const markTerms = async (
  { name, gate, clock }: Indexing, asker: TermAsker, keys: readonly MarkKey[],
): Promise<readonly MarkTerm[]> => {
  // Together, so that the key store is read once for all of them.
  const terms = await Promise.all(keys.map(async ({ termKind, text }): Promise<readonly MarkTerm[]> => {
    const column = termKind === 'identityDocument' ? DOCUMENT_COLUMN : NAME_COLUMN;
    const found = await gate.terms({ ...asker, now: clock() }, { deployment: name, column }, text);
    if (!found.ok) {
      throw new Fault('INDEX_UNUSABLE', `The index of numbers cannot be used (${found.error.code}).`);
    }
    return found.value.map(({ term, pepperVersion }) => ({ term, termKind, pepperVersion }));
  }));
  return terms.flat();
};
