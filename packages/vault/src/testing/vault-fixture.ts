import type { RandomBytes } from '@fengcun/crypto';
import { ok, present, type Result } from '@fengcun/kernel';
import {
  type AuditPort, commitIntent, type CommittedIntent, createEpoch, createEraseTree, emptyRows, type EpochStore,
  type IntentEntry, type KeyRecord, keyRing, type KeyRing, type KeyStore, type KeyTree, memoryEpochStore,
  memoryKeyRecordStore, memoryKeyStore, type MemoryRows, memoryRotationStore, newKeyId, openRecord,
  type OpenRefusal, type RecordPlace, type RotationDependencies, type SealedRecord, sealRecord, type SuiteName,
  type WrappingKeys,
} from '../index.ts';
import { seededRandom } from './seeded-random.ts';

export const DEPLOYMENT = 'court.example';

/** The value of a result that must be ok; the refusal otherwise becomes the message. */
export const valueOf = <T>(result: Result<T, Readonly<{ code: string }>>): T => {
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value;
};

/** A log that holds everything; `entries` is what it holds. */
export const willingAudit = (): AuditPort<IntentEntry> & { readonly entries: IntentEntry[] } => {
  const entries: IntentEntry[] = [];
  return {
    entries,
    commit: async (entry) => {
      entries.push(entry);
      return ok({ entryId: entry.id });
    },
  };
};

export const INTENT: IntentEntry = { id: 'entry-1', act: 'record.read', phase: 'intent', decision: 'allow' };

/** A proof for these places from a log that answers yes. */
export const intentFor = async (places: readonly RecordPlace[], now: number): Promise<CommittedIntent> =>
  valueOf(await commitIntent(willingAudit(), { entry: INTENT, places, now }));

export const placeOf = (tree: KeyTree, recordId: string, version = 1): RecordPlace =>
  ({ tree, table: 'record', recordId, version, purposeClass: 'criminalRecord' });

/** A whole vault in memory. `clock.now` is the time; nothing else moves it. */
export type VaultFixture = Readonly<{
  random: RandomBytes;
  clock: { now: number };
  rows: MemoryRows;
  keyStore: KeyStore;
  epochs: EpochStore;
  ring: KeyRing;
  rootIds: Readonly<Record<KeyTree, string>>;
  ciphertexts: Map<string, Uint8Array>;
  /** The serial of a person in a tree, given on first use; `renew` gives a fresh one. */
  serialOf: (tree: KeyTree, subject: string) => number;
  renew: (tree: KeyTree, subject: string) => number;
  rotation: RotationDependencies;
  /** Keys to seal under now. */
  currentKeys: (tree: KeyTree, serial: number) => Promise<WrappingKeys & Readonly<{ random: RandomBytes }>>;
  /** Keys of a stored record. */
  keysOf: (record: KeyRecord) => Promise<Result<WrappingKeys, Readonly<{ code: string }>>>;
  seal: (place: RecordPlace, subject: string, text: string) => Promise<SealedRecord>;
  open: (place: RecordPlace, stored: SealedRecord) => Promise<Result<string, OpenRefusal>>;
  stored: (recordId: string) => SealedRecord;
}>;

export type FixtureOptions = Readonly<{ seed: string; suite: SuiteName; keyStore?: KeyStore; rows?: MemoryRows }>;

const prepared = async (options: FixtureOptions, keyStore: KeyStore, random: RandomBytes): Promise<VaultFixture['rootIds']> => {
  const rootIds = { open: newKeyId(random), sealed: newKeyId(random) };
  const epochs = memoryEpochStore(present(options.rows, 'rows'));
  for (const tree of ['open', 'sealed'] as const) {
    const rootId = rootIds[tree];
    await keyStore.create({ id: rootId, use: 'wrap', suite: options.suite });
    const plan = { deployment: DEPLOYMENT, id: newKeyId(random), tree, suite: options.suite, rootId, now: 0, random };
    await epochs.succeed(await createEpoch(keyStore, plan), 0);
    await createEraseTree({ keyStore, deployment: DEPLOYMENT, random }, { tree, suite: options.suite });
  }
  return rootIds;
};

/** A vault with an epoch and erasure keys in both trees. */
export const vaultFixture = async (options: FixtureOptions): Promise<VaultFixture> => {
  const random = seededRandom(options.seed);
  const rows = options.rows ?? emptyRows();
  const keyStore = options.keyStore ?? memoryKeyStore(random);
  const rootIds = await prepared({ ...options, rows }, keyStore, random);
  return fixtureOver({ rows, keyStore, rootIds, random, ciphertexts: new Map() });
};

/** The same over rows and ciphertexts that exist, such as restored ones. */
export const fixtureOver = (
  parts: Pick<VaultFixture, 'rows' | 'keyStore' | 'rootIds' | 'random' | 'ciphertexts'>,
): VaultFixture => {
  const { rows, keyStore, random, ciphertexts } = parts;
  const clock = { now: 1_000 };
  const epochs = memoryEpochStore(rows);
  const ring = keyRing({ keyStore, epochs, deployment: DEPLOYMENT });
  const given = { open: new Map<string, number>(), sealed: new Map<string, number>() };
  const next = { open: 0, sealed: 0 };
  const renew: VaultFixture['renew'] = (tree, subject) => {
    given[tree].set(subject, next[tree]);
    next[tree] += 1;
    return next[tree] - 1;
  };
  const serialOf: VaultFixture['serialOf'] = (tree, subject) => given[tree].get(subject) ?? renew(tree, subject);
  const currentKeys: VaultFixture['currentKeys'] = async (tree, serial) => {
    const kek = valueOf(await ring.currentKey(tree, clock.now));
    const eraseKey = valueOf(await ring.eraseKey({ tree, serial }, clock.now));
    return { deployment: DEPLOYMENT, kek, eraseKey, now: clock.now, random };
  };
  const keysOf: VaultFixture['keysOf'] = async (record) => {
    const kek = await ring.epochKey(record.kekId, clock.now);
    if (!kek.ok) return kek;
    const eraseKey = await ring.eraseKey({ tree: record.place.tree, serial: record.eraseSerial }, clock.now);
    if (!eraseKey.ok) return eraseKey;
    return ok({ deployment: DEPLOYMENT, kek: kek.value, eraseKey: eraseKey.value, now: clock.now });
  };
  return {
    ...parts, clock, epochs, ring, currentKeys, keysOf, serialOf, renew,
    rotation: {
      deployment: DEPLOYMENT, keyStore, epochs, keyRecords: memoryKeyRecordStore(rows), ring, random, batch: 5,
      rotations: memoryRotationStore(rows), clock: () => clock.now,
    },
    seal: async (place, subject, text) => {
      const keys = await currentKeys(place.tree, serialOf(place.tree, subject));
      const sealed = valueOf(sealRecord(keys, place, Buffer.from(text)));
      rows.keyRecords = [...rows.keyRecords, sealed.keyRecord];
      ciphertexts.set(sealed.keyRecord.dataKeyId, sealed.ciphertext);
      return sealed;
    },
    open: async (place, stored) => {
      const keys = await keysOf(stored.keyRecord);
      if (!keys.ok) return keys as Result<string, OpenRefusal>;
      const opened = openRecord({ ...keys.value, intent: await intentFor([place], clock.now) }, place, stored);
      return opened.ok ? ok(Buffer.from(opened.value).toString()) : opened;
    },
    stored: (recordId) => {
      const keyRecord = present(rows.keyRecords.find((row) => row.place.recordId === recordId), 'row');
      return { keyRecord, ciphertext: present(ciphertexts.get(keyRecord.dataKeyId), 'ciphertext') };
    },
  };
};

/** A backup: rows as they were (rows are replaced, never changed, so a copy of the lists is enough). */
export const backupOf = (rows: MemoryRows): MemoryRows => ({ ...rows });
