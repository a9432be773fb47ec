import type { ExchangeResult } from '@fengcun/api';
import type { RandomBytes } from '@fengcun/crypto';
import { utf8 } from '@fengcun/crypto';
import type { ClaimedMessage } from '@fengcun/store';
import { eventText } from '../message/event-text.ts';
import type { ExchangeSigner } from '../message/exchange-signer.ts';
import type { ExchangeOrgan, OrganDirectory } from '../message/organ-directory.ts';
import { checkReceipt } from '../message/receipt.ts';
import { signParcel } from '../message/sign-parcel.ts';
import type { ParcelReply, Transport, TransportFailure } from '../transport/transport.ts';
import type { DeliveryError } from './delivery-errors.ts';
import type { DeliveryPolicy } from './delivery-policy.ts';

/** A claimed message with its payload, ready to be sent. */
export type ReadyMessage = Readonly<{ message: ClaimedMessage; payload: Uint8Array }>;

/** What became of a message in one attempt. */
export type Verdict = Readonly<{ message: ClaimedMessage }> & (
  | Readonly<{ is: 'delivered'; receiptId: string }>
  | Readonly<{ is: 'retry' | 'dead'; error: DeliveryError }>);

/** What delivering needs. */
export type Delivering = Readonly<{
  directory: OrganDirectory; transport: Transport; signer: ExchangeSigner; clock: () => number;
  random: RandomBytes; policy: DeliveryPolicy;
}>;

type Event = Readonly<{ message: ClaimedMessage; text: string; bytes: number }>;

const BRACKETS = 2;

/** Cuts events into parcels within both bounds, in their order. */
const parcelsOf = (events: readonly Event[], policy: DeliveryPolicy): readonly (readonly Event[])[] => {
  const parcels: Event[][] = [];
  let bytes = 0;
  for (const event of events) {
    const current = parcels.at(-1);
    const isFull = current === undefined || current.length >= policy.parcelMessages
      || bytes + event.bytes + 1 > policy.parcelBytes;
    if (isFull) parcels.push([event]);
    else current.push(event);
    bytes = isFull ? BRACKETS + event.bytes : bytes + event.bytes + 1;
  }
  return parcels;
};

const failed = (
  messages: readonly ClaimedMessage[], is: 'retry' | 'dead', error: DeliveryError,
): readonly Verdict[] => messages.map((message) => ({ message, is, error }));

/** The recipient cannot read what it was sent; sending it again as it is changes nothing. */
const UNFIT: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** What the status of an answer without a receipt says. */
const errorOfStatus = (status: number): DeliveryError => {
  if (status === 401 || status === 403) return 'SIGNATURE_REFUSED';
  if (status === 408 || status === 429 || status >= 500) return 'RECIPIENT_BUSY';
  return 'RECIPIENT_REFUSES';
};

const errorOfFailure = ({ code }: TransportFailure): DeliveryError => {
  switch (code) {
    case 'UNREACHABLE': case 'TIMED_OUT': return code;
    case 'REPLY_TOO_LARGE': return 'RECEIPT_INVALID';
    case 'PARCEL_TOO_LARGE': return 'MESSAGE_TOO_LARGE';
  }
};

const verdictOf = (message: ClaimedMessage, result: ExchangeResult | undefined): Verdict => {
  switch (result?.outcome) {
    case 'accepted': case 'repeated': return { message, is: 'delivered', receiptId: result.receiptId };
    case 'refused': return { message, is: 'dead', error: `REFUSED_${result.code}` };
    case 'later': return { message, is: 'retry', error: 'RECIPIENT_BUSY' };
    case undefined: return { message, is: 'retry', error: 'RECEIPT_INVALID' };
  }
};

type Expected = Readonly<{ recipient: ExchangeOrgan; digest: string }>;

const verdictsOf = (
  parcel: readonly Event[], { status, body }: ParcelReply, expected: Expected, directory: OrganDirectory,
): readonly Verdict[] => {
  const messages = parcel.map(({ message }) => message);
  if (UNFIT.has(status)) return failed(messages, 'dead', 'RECIPIENT_REFUSES');
  if (status !== 200) return failed(messages, 'retry', errorOfStatus(status));
  const { recipient: { organ }, digest } = expected;
  const results = checkReceipt(body, { recipient: organ, digest, keyOf: directory.keyOf });
  if (!results.ok) return failed(messages, 'retry', 'RECEIPT_INVALID');
  return messages.map((message) => verdictOf(message, results.value.get(message.messageId)));
};

const send = async (
  parcel: readonly Event[], recipient: ExchangeOrgan, parts: Delivering,
): Promise<readonly Verdict[]> => {
  const { transport, signer, clock, random, directory } = parts;
  const signed = signParcel(parcel.map(({ text }) => text), {
    signer, random, nowMillis: clock(), authority: transport.authorityOf(recipient.address),
  });
  const reply = await transport.send(recipient.address, signed);
  if (!reply.ok) {
    const is = reply.error.code === 'PARCEL_TOO_LARGE' ? 'dead' : 'retry';
    return failed(parcel.map(({ message }) => message), is, errorOfFailure(reply.error));
  }
  if (UNFIT.has(reply.value.status) && parcel.length > 1) {
    // One message that nobody can read must not keep the others: halved until it is alone.
    const half = Math.ceil(parcel.length / 2);
    const first = await send(parcel.slice(0, half), recipient, parts);
    return [...first, ...await send(parcel.slice(half), recipient, parts)];
  }
  const digest = signed.headers['content-digest'] ?? '';
  return verdictsOf(parcel, reply.value, { recipient, digest }, directory);
};

/** Whether an organ took nothing at all: then what else there is for it waits. */
const isDown = (verdicts: readonly Verdict[]): boolean =>
  verdicts.every((verdict) => verdict.is === 'retry');

/**
 * Delivers messages to one recipient, in their order, parcel by parcel, and says what became of each. Only a
 * signed receipt counts as delivered. Stops at the first parcel of which nothing was taken.
 */
export const deliver = async (
  ready: readonly ReadyMessage[], to: string, parts: Delivering,
): Promise<readonly Verdict[]> => {
  const recipient = parts.directory.find(to);
  const messages = ready.map(({ message }) => message);
  if (recipient === undefined) return failed(messages, 'dead', 'RECIPIENT_UNKNOWN');
  const events = ready.map(({ message, payload }): Event => {
    const text = eventText(parts.signer.organ, message, payload);
    return { message, text, bytes: utf8(text).length };
  });
  const isTooLarge = ({ bytes }: Event): boolean => bytes + BRACKETS > parts.policy.parcelBytes;
  const verdicts = [
    ...failed(events.filter(isTooLarge).map(({ message }) => message), 'dead', 'MESSAGE_TOO_LARGE'),
  ];
  const parcels = parcelsOf(events.filter((event) => !isTooLarge(event)), parts.policy);
  for (const [at, parcel] of parcels.entries()) {
    const outcome = await send(parcel, recipient, parts);
    verdicts.push(...outcome);
    const [first] = outcome;
    if (first?.is !== 'retry' || !isDown(outcome)) continue;
    const rest = parcels.slice(at + 1).flat().map(({ message }) => message);
    return [...verdicts, ...failed(rest, 'retry', first.error)];
  }
  return verdicts;
};
