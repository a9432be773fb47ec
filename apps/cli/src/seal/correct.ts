import { correctSeal } from '@fengcun/application';
import { isSealGround, SEAL_GROUNDS } from '@fengcun/registry';
import { UnusableInput } from '../exit.ts';
import { textOption } from '../options.ts';
import { idOf, needed, PERSON_OPTIONS, personOf, tell } from './person.ts';
import type { SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

/** `seal correct RECORD --document NUMBER --account …`: seals on the procuratorate's opinion (应封未封). */
export const correctVerb: SealVerb = {
  options: { ...PERSON_OPTIONS, document: { type: 'string' }, underlying: { type: 'string' } },
  run: async (given, terminal) => {
    const [recordId, by] = [idOf(given, 'record'), personOf(given)];
    const documentNumber = needed(given, 'document', 'the number of the procuratorate\'s opinion');
    const underlying = textOption(given, 'underlying');
    if (underlying !== undefined && !isSealGround(underlying)) {
      throw new UnusableInput(`--underlying: one of ${SEAL_GROUNDS.join(', ')}`);
    }
    const answer = await onSeals(given, terminal, (parts) => correctSeal(parts, {
      recordId, by, documentNumber, ...(underlying === undefined ? {} : { underlying }),
    }));
    const sentTo = answer.ok ? answer.value.sentTo : 0;
    return tell(given, terminal, { recordId, answer, line: `corrective → ${sentTo}`, value: { sentTo } });
  },
};
