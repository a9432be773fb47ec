import { assert, err, Fault, ok, type Result } from '@fengcun/kernel';
import {
  type AuditPort, commitIntent, INTENT_PLACES_MAX, type IntentEntry, openRecord, type RecordPlace, sealRecord,
} from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { fromColumns, serialOf, toColumns } from '../deployment/stored-ciphertext.ts';
import { type BatchKeys, loadBatchKeys } from '../intake/sealing.ts';
import type { MessageSealer, MessageSeals, SealedMessage, SealRefusal } from './sending/message-seals.ts';

type From = Pick<Deployment, 'name' | 'ring' | 'epochs' | 'clock' | 'random' | 'serials'>;

/** The same place whoever rotates its key names. */
const placeOf = (messageId: string, version: number): RecordPlace =>
  ({ tree: 'open', table: 'outbox', recordId: messageId, version, purposeClass: 'criminalRecord' });

/** The entry is durable before anybody gets here: the claim that wrote it has committed. */
const committed: AuditPort<IntentEntry> = { commit: async ({ id }) => ok({ entryId: id }) };

const openOne = (
  keys: BatchKeys, intent: Parameters<typeof openRecord>[0]['intent'], message: SealedMessage,
): Result<Uint8Array, SealRefusal> => {
  const place = placeOf(message.messageId, message.version);
  const stored = fromColumns(place, message);
  const serial = serialOf(message.wrappedKey);
  if (!stored.ok) return stored;
  if (!serial.ok) return serial;
  const kek = keys.kekOf(message.kekId);
  if (kek === undefined) return err({ code: 'EPOCH_UNKNOWN' });
  const eraseKey = keys.eraseTree.keyFor(serial.value, keys.now);
  if (!eraseKey.ok) return eraseKey;
  return openRecord({ ...keys, kek, eraseKey: eraseKey.value, intent }, place, stored.value);
};

/**
 * Messages encrypted under the keys of a deployment, each under a key and an erasure serial of its own, as
 * every other row is. Fault: KEYS_UNUSABLE.
 */
export const deploymentSeals = (from: From): MessageSeals => ({
  prepare: async (messages) => {
    const keys = await loadBatchKeys(from);
    const serials = await from.serials.reserve(messages);
    const seal: MessageSealer['seal'] = ({ messageId, payload }) => {
      const eraseKey = keys.eraseTree.keyFor(serials.next(), keys.now);
      const sealed = eraseKey.ok
        ? sealRecord({ ...keys, eraseKey: eraseKey.value }, placeOf(messageId, 1), payload) : eraseKey;
      if (sealed.ok) return toColumns(sealed.value);
      throw new Fault('KEYS_UNUSABLE', `The keys of messages cannot be used (${sealed.error.code}).`);
    };
    return { seal, rewind: serials.rewind, release: serials.release };
  },
  open: async (intentId, messages) => {
    assert(messages.length <= INTENT_PLACES_MAX, 'an intent opens at most 1000 messages');
    if (messages.length === 0) return [];
    const keys = await loadBatchKeys(from);
    const places = messages.map(({ messageId, version }) => placeOf(messageId, version));
    const entry = { id: intentId, act: 'exchange.deliver', phase: 'intent', decision: 'allow' } as const;
    const intent = await commitIntent(committed, { entry, places, now: keys.now });
    assert(intent.ok, 'the intent of a claim was committed with it');
    return messages.map((message) => openOne(keys, intent.value, message));
  },
});
