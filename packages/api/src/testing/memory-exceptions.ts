import { err, ok, present } from '@fengcun/kernel';
import { personOf } from '../access/actor.ts';
import type { ExceptionsPort } from '../ports/exceptions-port.ts';
import type { ExceptionItem } from '../routes/exception-schemas.ts';
import { type Journal, setIn } from './journal.ts';

/** Who proposed to give an item up. */
const proposers = new WeakMap<ExceptionItem, string>();

/** The exceptions queue in memory: what is replayed as it was stays an exception, what is corrected is taken. */
export const memoryExceptions = (items: Map<string, ExceptionItem>, undo: Journal): ExceptionsPort => ({
  list: async ({ organ, afterId = '', limit }) =>
    [...items.values()].filter((item) => item.organ === organ && item.state === 'waiting' && item.exceptionId > afterId)
      .sort((a, b) => (a.exceptionId < b.exceptionId ? -1 : 1)).slice(0, limit),
  find: async (exceptionId) => items.get(exceptionId),
  content: async (exceptionId) => (items.has(exceptionId)
    ? { from: 'message', members: [{ at: '/data/source/system', type: 'text', value: 'invented' }], reasons: [] } : undefined),
  resolve: async ({ exceptionId, version, resolution }, by) => {
    const item = present(items.get(exceptionId), 'the exception that was found');
    if (item.version !== version) return err({ code: 'VERSION_CHANGED' });
    if (item.state !== 'waiting') return err({ code: 'EXCEPTION_NOT_WAITING' });
    if (resolution.action === 'choose' && item.reasons[0]?.code !== 'RECORDS_CONTRADICT') return err({ code: 'EXCEPTION_OTHER_REMEDY' });
    const { choice, setAside, ...plain } = item;
    const proposal = resolution.action === 'reject' ? { setAside: resolution.reason }
      : resolution.action === 'choose' ? { choice: { version: resolution.chosen, reason: resolution.reason } } : undefined;
    const isSame = JSON.stringify(proposal) === JSON.stringify(choice === undefined ? { setAside } : { choice });
    if (proposal !== undefined && !isSame) {
      const proposed: ExceptionItem = { ...plain, version: version + 1, ...proposal };
      proposers.set(proposed, personOf(by));
      setIn(items, [exceptionId, proposed], undo);
      return ok({ item: proposed });
    }
    if (proposal !== undefined && proposers.get(item) === personOf(by)) return err({ code: 'FOUR_EYES' });
    const isTaken = resolution.action === 'replayCorrected' || resolution.action === 'correct';
    const isEnded = isTaken || resolution.action === 'choose';
    const state = resolution.action === 'reject' ? 'rejected' : isEnded ? 'replayed' : 'waiting';
    const next: ExceptionItem = { ...item, version: version + 1, state };
    setIn(items, [exceptionId, next], undo);
    if (isTaken) return ok({ item: next, result: { outcome: 'accepted', caseCode: '0123456789ABCDEF00' } });
    return ok({
      item: next,
      ...(resolution.action === 'replay'
        ? { result: { outcome: 'exception', exceptionId, reasons: item.reasons } as const } : {}),
    });
  },
});
