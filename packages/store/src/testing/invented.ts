import { createHash } from 'node:crypto';
import { mintId, shardKeyOf, shardKeyOfDigest, shardKeyOfName } from '../identity/sharded-id.ts';
import type { Append, StreamEvent } from '../ports/event-store.ts';
import type { QueuedEntry } from '../ports/audit-queue.ts';
import type {
  AttachmentRow, CaseRow, Ciphertext, HolderRow, InboxRow, RecordRow, StageRecordRow, SubjectRow, TermRow,
} from '../ports/rows.ts';

/** Invented rows: the same for the same seed, without a clock. Contents only look like envelopes. */
export const NOW = '2026-11-21T08:30:00.125Z';

const START_MILLIS = Date.parse('2026-11-21T08:00:00.000Z');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Bytes that begin like an envelope; `length` of them. */
export const envelope = (seed: string, length = 160): Uint8Array => {
  const bytes = new Uint8Array(length);
  bytes.set(Buffer.from('SV1\u0001'));
  let filled = 4;
  for (let round = 0; filled < length; round += 1) {
    const part = digest(`${seed}/${round}`).subarray(0, length - filled);
    bytes.set(part, filled);
    filled += part.length;
  }
  return bytes;
};

/** An id in a shard (by default one of its own), in the order it was asked for. */
export const idSource = (seed: string): ((shardKey?: number) => string) => {
  let count = 0;
  return (shardKey) => {
    count += 1;
    const random = digest(`${seed}:${count}`);
    return mintId({ timeMillis: START_MILLIS + count, random: random.subarray(0, 8), shardKey: shardKey ?? shardKeyOfDigest(random.subarray(8)) });
  };
};

export const KEK = mintId({ timeMillis: START_MILLIS, random: digest('kek').subarray(0, 8), shardKey: 0 });

/** An entry id of an invented act. */
const ENTRY = mintId({ timeMillis: START_MILLIS, random: digest('entry').subarray(0, 8), shardKey: 1 });

export const ciphertext = (seed: string, version = 1): Ciphertext =>
  ({ version, content: envelope(`${seed}/${version}`), wrappedKey: envelope(`${seed}/key/${version}`, 112), kekId: KEK });

const projection = { version: 1, recordedAt: NOW, retainUntil: '2031-11-21', retentionRule: 'invented-rule' } as const;

const kept = (seed: string) => ({ ...projection, ...ciphertext(seed) });

/** One invented person with one case and all that hangs on them. */
export type Household = Readonly<{
  subject: SubjectRow; term: TermRow; criminalCase: CaseRow; record: RecordRow; holders: readonly HolderRow[];
  stageRecord: StageRecordRow; attachment: AttachmentRow; events: Append; inbox: InboxRow;
}>;

export const event = (seed: string, version: number): StreamEvent =>
  ({ ...ciphertext(seed, version), eventType: 'RecordReceived', entryId: ENTRY, recordedAt: NOW });

export const household = (seed: string): Household => {
  const nextId = idSource(seed);
  const subjectId = nextId();
  const oneCaseCode = digest(`code ${seed}`).toString('hex').slice(0, 20).toUpperCase();
  const caseId = nextId(shardKeyOfName(oneCaseCode));
  const recordId = nextId(shardKeyOf(subjectId));
  const stageRecordId = nextId(shardKeyOf(caseId));
  return {
    subject: { ...projection, subjectId, mergedInto: null, eraseSerial: 4_294_967_295 },
    term: { term: new Uint8Array(digest(`term ${seed}`)), termKind: 'identityNumber', pepperVersion: 1, subjectId },
    criminalCase: { ...projection, caseId, oneCaseCode, mergedInto: null, eraseSerial: 7 },
    record: { ...projection, recordId, subjectId, caseId, recordKind: 'criminalRecord', organ: 'court:example', entryId: ENTRY },
    holders: ['court:example', 'police:example'].map((organ) => ({ recordId, organ, state: 'holding', dueOn: null, changedAt: NOW })),
    stageRecord: { ...projection, stageRecordId, caseId, subjectId, stage: 'trial', organ: 'court:example', occurredOn: '2026-03-01' },
    attachment: { ...kept(`${seed}/attachment`), attachmentId: nextId(shardKeyOf(caseId)), caseId, stageRecordId, blobId: nextId(), sealedBytes: 123_456, segmentBytes: 65_536, sealedDigest: new Uint8Array(digest(`sealed ${seed}`)) },
    events: { streamId: recordId, expected: 0, events: [event(`${seed}/event`, 1)] },
    inbox: { source: 'court:example', messageKey: new Uint8Array(digest(`key ${seed}`)), bodyHash: new Uint8Array(digest(`body ${seed}`)), takenAs: recordId, receivedAt: NOW },
  };
};

/** An audit entry about the act of an id, in the shard of what it is about. */
export const auditEntry = (entryId: string, shardKey = 0): QueuedEntry =>
  ({ logId: 'access/2026', entryId, shardKey, entry: new Uint8Array(Buffer.from(`{"id":"${entryId}"}`)) });
