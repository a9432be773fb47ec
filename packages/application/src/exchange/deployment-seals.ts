import { assert, err, Fault, ok, present, type Result } from '@fengcun/kernel';
import {
  type AuditPort, commitIntent, type CommittedIntent, type EpochKey, type EraseKey, type EraseTree,
  INTENT_PLACES_MAX, type IntentEntry, openRecord, type RecordPlace, sealRecord,
} from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { SerialBatch } from '../deployment/serial-blocks.ts';
import { fromColumns, serialOf, toColumns } from '../deployment/stored-ciphertext.ts';
import type { MessageSealer, MessageSeals, SealedMessage, SealRefusal } from './sending/message-seals.ts';

type From = Pick<Deployment, 'name' | 'ring' | 'clock' | 'random' | 'serials'>;

const usable = <T>(key: Result<T, SealRefusal>): T => {
  if (key.ok) return key.value;
  throw new Fault('KEYS_UNUSABLE', `The keys of messages cannot be used (${key.error.code}).`);
};

/** The same place whoever rotates its key names. */
const placeOf = (messageId: string, version: number): RecordPlace =>
  ({ tree: 'open', table: 'outbox', recordId: messageId, version, purposeClass: 'criminalRecord' });

/** The entry is durable before anybody gets here: the claim that wrote it has committed. */
const committed: AuditPort<IntentEntry> = { commit: async ({ id }) => ok({ entryId: id }) };

/** Keys of the epochs that these messages were encrypted in; the ring holds them, so no row is read. */
const epochKeys = async (
  { ring }: From, messages: readonly SealedMessage[], now: number,
): Promise<ReadonlyMap<string, EpochKey>> => {
  const keys = new Map<string, EpochKey>();
  for (const id of new Set(messages.map(({ kekId }) => kekId))) {
    const key = await ring.epochKey(id, now);
    if (key.ok) keys.set(id, key.value);
  }
  return keys;
};

type Opening = Readonly<{
  deployment: string; keks: ReadonlyMap<string, EpochKey>; now: number; intent: CommittedIntent;
  eraseKeyOf: (serial: number) => ReturnType<EraseTree['keyFor']>;
}>;

const openOne = (opening: Opening, message: SealedMessage): Result<Uint8Array, SealRefusal> => {
  const place = placeOf(message.messageId, message.version);
  const stored = fromColumns(place, message);
  const serial = serialOf(message.wrappedKey);
  if (!stored.ok) return stored;
  if (!serial.ok) return serial;
  const { deployment, keks, eraseKeyOf, now, intent } = opening;
  const kek = keks.get(message.kekId);
  if (kek === undefined) return err({ code: 'EPOCH_UNKNOWN' });
  const eraseKey = eraseKeyOf(serial.value);
  if (!eraseKey.ok) return eraseKey;
  return openRecord({ deployment, kek, eraseKey: eraseKey.value, now, intent }, place, stored.value);
};

type Sealing = Readonly<{
  deployment: string; kek: EpochKey; eraseTree: EraseTree; now: number; random: From['random'];
}>;

/** Seals messages, those of one stream under one serial of the batch. */
const sealerOf = ({ eraseTree, ...keys }: Sealing, serials: SerialBatch): MessageSealer => {
  const eraseKeys = new Map<string, EraseKey>();
  const seal: MessageSealer['seal'] = ({ messageId, streamId, payload }) => {
    const eraseKey = eraseKeys.get(streamId) ?? usable(eraseTree.keyFor(serials.next(), keys.now));
    eraseKeys.set(streamId, eraseKey);
    return toColumns(usable(sealRecord({ ...keys, eraseKey }, placeOf(messageId, 1), payload)));
  };
  const rewind = (): void => {
    eraseKeys.clear();
    serials.rewind();
  };
  return { seal, rewind, release: serials.release };
};

const prepareMany = async (from: From, counts: readonly number[]): Promise<readonly MessageSealer[]> => {
  const { name: deployment, ring, random, serials } = from;
  const now = from.clock();
  const kek = usable(await ring.currentKey('open', now));
  const eraseTree = usable(await ring.eraseTree('open', now));
  const sealers: MessageSealer[] = [];
  for (const count of counts) {
    sealers.push(sealerOf({ deployment, kek, eraseTree, now, random }, await serials.reserve(count)));
  }
  return sealers;
};

/**
 * Messages encrypted under the keys of a deployment, each under a key of its own, those of one stream that
 * are made together under one erasure serial. Fault: KEYS_UNUSABLE.
 */
export const deploymentSeals = (from: From): MessageSeals => ({
  prepare: async (messages) => present((await prepareMany(from, [messages]))[0], 'a sealer'),
  prepareMany: (counts) => prepareMany(from, counts),
  open: async (intentId, messages) => {
    assert(messages.length <= INTENT_PLACES_MAX, 'an intent opens at most 1000 messages');
    if (messages.length === 0) return [];
    const now = from.clock();
    const keks = await epochKeys(from, messages, now);
    const eraseTree = usable(await from.ring.eraseTree('open', now));
    const places = messages.map(({ messageId, version }) => placeOf(messageId, version));
    const entry = { id: intentId, act: 'exchange.deliver', phase: 'intent', decision: 'allow' } as const;
    const intent = await commitIntent(committed, { entry, places, now });
    assert(intent.ok, 'the intent of a claim was committed with it');
    const eraseKeys = new Map<number, ReturnType<EraseTree['keyFor']>>();
    const eraseKeyOf = (serial: number): ReturnType<EraseTree['keyFor']> => {
      const key = eraseKeys.get(serial) ?? eraseTree.keyFor(serial, now);
      eraseKeys.set(serial, key);
      return key;
    };
    const opening = { deployment: from.name, keks, eraseKeyOf, now, intent: intent.value };
    return messages.map((message) => openOne(opening, message));
  },
});
