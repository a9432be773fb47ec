import { exempt } from '@fengcun/application';
import { textOption } from '../options.ts';
import { idOf, PERSON_OPTIONS, personOf, tell } from './person.ts';
import type { SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

const WILLS = ['defendant', 'guardian', 'court'] as const;

/**
 * `seal exempt RECORD --defendant NUMBER --guardian NUMBER --court NUMBER --account …`: article 7, with the
 * numbers of the papers of all three; one that is missing refuses.
 */
export const exemptVerb: SealVerb = {
  options: {
    ...PERSON_OPTIONS, defendant: { type: 'string' }, guardian: { type: 'string' }, court: { type: 'string' },
  },
  run: async (given, terminal) => {
    const [recordId, by] = [idOf(given, 'record'), personOf(given)];
    const consents = Object.fromEntries(WILLS.flatMap((name): readonly (readonly [string, string])[] => {
      const number = textOption(given, name);
      return number === undefined || number === '' ? [] : [[name, number]];
    }));
    const answer = await onSeals(given, terminal, (parts) => exempt(parts, { recordId, by, consents }));
    const sentTo = answer.ok ? answer.value.sentTo : 0;
    return tell(given, terminal, { recordId, answer, line: `exempt → ${sentTo}`, value: { sentTo } });
  },
};
