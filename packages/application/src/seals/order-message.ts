import type { Json } from '@fengcun/kernel';
import {
  type CaseReference, confidentialJson, type HolderKey, type OpenCase, type OrderConfidential, orderFor,
  type PersonClaims, recordsOf, type SealingState, type SubjectToken,
} from '@fengcun/registry';
import { personKey } from '../intake/person-key.ts';
import type { NewMessage } from '../exchange/sending/new-messages.ts';
import { SEAL_KINDS } from './seal-kinds.ts';

const numberOf = (content: Readonly<Record<string, unknown>>): readonly string[] => {
  const number = content['documentNumber'];
  return typeof number === 'string' ? [number] : [];
};

/** Joins what the tellings claim of one person: names and documents once each, no claim left out. */
const joined = (claims: readonly PersonClaims[]): PersonClaims | undefined => {
  const [first, ...rest] = claims;
  if (first === undefined) return undefined;
  const once = <T>(list: readonly T[]): readonly T[] =>
    [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
  return rest.reduce((all, one) => ({
    ...one, ...all, names: once([...all.names, ...one.names]),
    documents: once([...all.documents, ...one.documents]),
  }), first);
};

/** What an organ needs to find its copies, out of everything that was told about the person in the case. */
export const confidentialOf = (state: OpenCase, subject: SubjectToken): OrderConfidential | undefined => {
  const own = recordsOf(state).filter((record) => record.subject === subject);
  const claims = new Map(own.map(({ message: { person } }) => [personKey(person), person]));
  const person = joined([...claims.values()]);
  if (person === undefined) return undefined;
  const references = new Map<string, CaseReference>();
  for (const { message } of own) {
    for (const one of message.case.references ?? []) references.set(JSON.stringify(one), one);
  }
  const numbers = [...new Set(own.flatMap(({ message }) => numberOf(message.content)))].slice(0, 32);
  return {
    person,
    ...(references.size === 0 ? {} : { references: [...references.values()] }),
    ...(numbers.length === 0 ? {} : { documentNumbers: numbers }),
  };
};

/** The newest order to these holders, as messages of the exchange; each names its own recipient only. */
export const orderMessages = (
  state: SealingState, holders: readonly HolderKey[], confidential: OrderConfidential,
): readonly NewMessage[] => holders.flatMap((recipient) => {
  const order = orderFor(state, recipient);
  if (order === undefined) return [];
  // Everything in it went through the parsers of messages and orders: plain data.
  const data = { order, confidential: confidentialJson(confidential) } as unknown as Json;
  return [{
    streamId: order.recordId, sequence: order.sequence, recipient, kind: SEAL_KINDS.order, data,
  }];
});
