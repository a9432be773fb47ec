import { proposeUnseal } from '@fengcun/application';
import { isOpenGround, OPEN_GROUNDS } from '@fengcun/registry';
import { parseAsOf } from '../decide-record.ts';
import { UnusableInput } from '../exit.ts';
import { textOption } from '../options.ts';
import { dayIn, idOf, needed, PERSON_OPTIONS, personOf, tell } from './person.ts';
import type { SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

/** `seal propose RECORD --ground … --from DAY --account …`: one person proposes, nothing changes. */
export const proposeVerb: SealVerb = {
  options: {
    ...PERSON_OPTIONS, ground: { type: 'string' }, from: { type: 'string' }, document: { type: 'string' },
  },
  run: async (given, terminal) => {
    const [recordId, by] = [idOf(given, 'record'), personOf(given)];
    const ground = needed(given, 'ground', `one of ${OPEN_GROUNDS.join(', ')}`);
    if (!isOpenGround(ground)) throw new UnusableInput(`--ground: one of ${OPEN_GROUNDS.join(', ')}`);
    const effectiveFrom = parseAsOf(dayIn(given, 'from'));
    const documentNumber = textOption(given, 'document');
    const answer = await onSeals(given, terminal, (parts) => proposeUnseal(parts, {
      recordId, by, ground, effectiveFrom, ...(documentNumber === undefined ? {} : { documentNumber }),
    }));
    const proposalId = answer.ok ? answer.value.entryId : '';
    return tell(given, terminal, {
      recordId, answer, line: `${ground} ${effectiveFrom}  ${proposalId}`,
      value: { proposalId, ground, effectiveFrom },
    });
  },
};
