import { proposeUnseal } from '@fengcun/application';
import { textOption } from '../options.ts';
import { idOf, PERSON_OPTIONS, personOf, tell } from './person.ts';
import type { SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

/**
 * `seal rescind RECORD --account …`: one person proposes that the seal was wrong (撤销封存, not 解除), from today;
 * another approves it with `seal approve`.
 */
export const rescindVerb: SealVerb = {
  options: { ...PERSON_OPTIONS, document: { type: 'string' } },
  run: async (given, terminal) => {
    const [recordId, by] = [idOf(given, 'record'), personOf(given)];
    const documentNumber = textOption(given, 'document');
    const answer = await onSeals(given, terminal, (parts) => proposeUnseal(parts, {
      recordId, by, ground: 'wrongSeal', effectiveFrom: parts.today(),
      ...(documentNumber === undefined ? {} : { documentNumber }),
    }));
    const proposalId = answer.ok ? answer.value.entryId : '';
    const line = `wrongSeal  ${proposalId}`;
    return tell(given, terminal, { recordId, answer, line, value: { proposalId } });
  },
};
