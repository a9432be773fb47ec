import { dropCandidate, refuseUnseal } from '@fengcun/application';
import { err, ok } from '@fengcun/kernel';
import { textOption } from '../options.ts';
import { idOf, PERSON_OPTIONS, personOf, tell } from './person.ts';
import type { SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

/**
 * `seal refuse RECORD --account …`: another person does not agree, and the proposal is gone. With
 * `--candidate` the id is one of `seal candidates`, from which nothing follows.
 */
export const refuseVerb: SealVerb = {
  options: { ...PERSON_OPTIONS, proposal: { type: 'string' }, candidate: { type: 'boolean' } },
  run: async (given, terminal) => {
    const isCandidate = given.values['candidate'] === true;
    const [id, by] = [idOf(given, isCandidate ? 'candidate' : 'record'), personOf(given)];
    const proposalId = textOption(given, 'proposal');
    const answer = await onSeals(given, terminal, async (parts) => {
      if (!isCandidate) {
        return refuseUnseal(parts, { recordId: id, by, ...(proposalId === undefined ? {} : { proposalId }) });
      }
      const wasThere = await dropCandidate(parts, by, id);
      return wasThere ? ok(undefined) : err({ code: 'CANDIDATE_UNKNOWN' as const });
    });
    return tell(given, terminal, { recordId: id, answer, line: '', value: { done: true } });
  },
};
