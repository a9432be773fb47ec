import type { ExceptionItem } from '@fengcun/api';
import { EXCEPTION_REASONS, type ExceptionCode } from '@fengcun/registry';
import type { StoredException } from '@fengcun/store';

/** The queue changes an item once: from waiting to its end. */
const VERSION = { waiting: 1, replayed: 2, rejected: 2 } as const;

/** Whether a text is a reason that the queue knows. */
export const isReason = (text: string): text is ExceptionCode => Object.hasOwn(EXCEPTION_REASONS, text);

/** An exception without its content: whose, why, where and how it stands. */
export const toldException = (item: StoredException): ExceptionItem => {
  const [organ = '', system = ''] = item.source.split(':');
  const { exceptionId, reason, spanStart, spanEnd, state } = item;
  return {
    exceptionId, version: VERSION[state], organ, system, state,
    recordedAt: new Date(item.recordedAt).toISOString(),
    reasons: [{
      code: reason, at: '', message: isReason(reason) ? EXCEPTION_REASONS[reason].en : '',
      ...(spanStart === null ? {} : { spanStart }), ...(spanEnd === null ? {} : { spanEnd }),
    }],
  };
};
