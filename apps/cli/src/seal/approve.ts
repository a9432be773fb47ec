import { APPROVAL_HOURS, approveUnseal } from '@fengcun/application';
import { APPROVAL_DAYS_MAX } from '@fengcun/registry';
import { UnusableInput } from '../exit.ts';
import { textOption } from '../options.ts';
import { idOf, PERSON_OPTIONS, personOf, tell } from './person.ts';
import type { SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

const HOURS_MAX = APPROVAL_DAYS_MAX * 24;

const hoursOf = (text: string): number => {
  const hours = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (hours >= 1 && hours <= HOURS_MAX) return hours;
  throw new UnusableInput(`--hours: a whole number from 1 to ${HOURS_MAX}`);
};

/** `seal approve RECORD --account …`: another person agrees, and the record is opened for every holder. */
export const approveVerb: SealVerb = {
  options: { ...PERSON_OPTIONS, proposal: { type: 'string' }, hours: { type: 'string' } },
  run: async (given, terminal) => {
    const [recordId, by] = [idOf(given, 'record'), personOf(given)];
    const proposalId = textOption(given, 'proposal');
    const hours = hoursOf(textOption(given, 'hours') ?? String(APPROVAL_HOURS));
    const answer = await onSeals(given, terminal, (parts) => approveUnseal(parts, {
      recordId, by, hours, ...(proposalId === undefined ? {} : { proposalId }),
    }));
    const [status, sentTo, isWithheld] = answer.ok
      ? [answer.value.state.status, answer.value.sentTo, answer.value.isWithheld] : ['', 0, false];
    return tell(given, terminal, {
      recordId, answer, line: `${status} → ${sentTo}`, value: { status, sentTo, isWithheld },
    });
  },
};
