import type { ExceptionItem } from '@fengcun/api';
import { CHOICE_REASONS, EXCEPTION_REASONS, type ExceptionCode, resolves } from '@fengcun/registry';
import type { StoredException } from '@fengcun/store';
import type { VersionChoice } from './choose-version.ts';

/** The queue changes an item twice at most: from waiting to a proposal, and to its end. */
const versionOf = ({ state, resolution }: StoredException): number =>
  (state !== 'waiting' ? 3 : resolution === null ? 1 : 2);

/** Whether a text is a reason that the queue knows. */
export const isReason = (text: string): text is ExceptionCode => Object.hasOwn(EXCEPTION_REASONS, text);

/** Why a person gives an exception up; codes, so that no free text enters the public side. */
export const DISMISSALS = ['notARecord', 'wrongAddressee', 'sentAgain', 'withdrawn'] as const;

const CHOICE = 'choose';

/**
 * A choice as the queue keeps it: ids and codes alone. Of a version that stands already nobody's reason is
 * kept: nothing was decided.
 */
export const choiceCode = ({ chosen, reason }: VersionChoice, stands: boolean): string =>
  `${CHOICE}:${stands ? 'stands' : reason}:${chosen}`;

/** What one person proposed, to give it up or which version stands, where it still waits for another. */
const proposedOf = ({ state, resolution }: StoredException): Pick<ExceptionItem, 'setAside' | 'choice'> => {
  if (state !== 'waiting' || resolution === null) return {};
  const setAside = DISMISSALS.find((one) => one === resolution);
  if (setAside !== undefined) return { setAside };
  const [kind, told, version] = resolution.split(':');
  const reason = CHOICE_REASONS.find((one) => one === told);
  const isChoice = kind === CHOICE && reason !== undefined && version !== undefined;
  return isChoice ? { choice: { version, reason } } : {};
};

/** Whether giving it up is a remedy of its reason: what others wait for is decided, never set aside. */
export const canBeDismissed = ({ reason }: Pick<StoredException, 'reason'>): boolean =>
  isReason(reason) && resolves(reason, 'dismiss');

/** An exception without its content: whose, why, where and how it stands. */
export const toldException = (item: StoredException): ExceptionItem => {
  const [organ = '', system = ''] = item.source.split(':');
  const { exceptionId, reason, spanStart, spanEnd, state } = item;
  return {
    exceptionId, version: versionOf(item), organ, system, state,
    recordedAt: new Date(item.recordedAt).toISOString(),
    reasons: [{
      code: reason, at: '', message: isReason(reason) ? EXCEPTION_REASONS[reason].en : '',
      ...(spanStart === null ? {} : { spanStart }), ...(spanEnd === null ? {} : { spanEnd }),
    }],
    ...proposedOf(item),
  };
};
