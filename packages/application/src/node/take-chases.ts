import { err, ok, type Result } from '@fengcun/kernel';
import type { WriterStores } from '@fengcun/store';
import {
  eachMessage, type IncomingMessage, type MessageHandlers, type MessageRefusal, type Taking,
} from '../exchange/receiving/message-handler.ts';
import { SEAL_KINDS } from '../seals/seal-kinds.ts';
import type { NodeParts } from './node-parts.ts';

const HOLDER = /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/;
const NUMBER = /^[0-9A-Z-]{1,40}$/;

type Chase = Readonly<{ recordId: string; orderNumber: string; sequence: number; holder: string }>;

const textIn = (data: unknown, name: string, form: RegExp): string | undefined => {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined;
  return typeof value === 'string' && form.test(value) ? value : undefined;
};

/** Reads what is told of a late order: attacker-controlled until the signature was checked, and after. */
const readChase = ({ data, streamId, sequence }: IncomingMessage): Chase | undefined => {
  const [orderNumber, holder] = [textIn(data, 'orderNumber', NUMBER), textIn(data, 'holder', HOLDER)];
  return orderNumber === undefined || holder === undefined ? undefined
    : { recordId: streamId, orderNumber, sequence, holder };
};

/**
 * Takes reminders and, as a supervisor, escalations. The exchange notes and logs both; a reminder also puts
 * the record to work once more, which is harmless. `again` hears of it in the transaction.
 */
export const chaseHandlers = <S extends WriterStores>(
  parts: NodeParts, again: (taking: Taking<S>, recordId: string) => void,
): MessageHandlers<S> => {
  const take = (event: 'reminded' | 'escalated') => async (
    message: IncomingMessage, taking: Taking<S>,
  ): Promise<Result<void, MessageRefusal>> => {
    // TRUST: the signature proved who sent it. Only the platform reminds.
    if (message.sender !== parts.platform) return err({ code: 'SENDER_NOT_PLATFORM' });
    const chase = readChase(message);
    if (chase === undefined) return err({ code: 'REMINDER_MALFORMED' });
    if (event === 'reminded' && chase.holder !== parts.organ) return err({ code: 'NOT_ADDRESSED' });
    const { orderNumber, sequence, holder } = chase;
    parts.tell({ event, order: { orderNumber, sequence }, holder });
    if (event === 'reminded') again(taking, chase.recordId);
    return ok(undefined);
  };
  return {
    [SEAL_KINDS.reminder]: eachMessage(take('reminded')),
    [SEAL_KINDS.escalation]: eachMessage(take('escalated')),
  };
};
