import { triAll } from '@fengcun/kernel';
import { decidePiercing } from '@fengcun/policy';
import type { PiercingOf } from '@fengcun/registry';
import { loadPacks } from '../packs-folder.ts';

/**
 * What the proposal packs that are switched on say of who may look behind a seal of theirs. A seal does not
 * tell which of several packs made it: all that speak of it must let through.
 */
export const piercingOf = async (
  proposals: readonly string[], policies: string | undefined,
): Promise<PiercingOf> => {
  if (proposals.length === 0) return () => undefined;
  const packs = [...(await loadPacks(policies)).values()].filter(({ id }) => proposals.includes(id));
  return (_pack, inquiry) => {
    const answers = packs.flatMap((pack) => decidePiercing(pack, inquiry)?.discloses ?? []);
    return answers.length === 0 ? undefined : triAll(answers);
  };
};
