import type { Tables } from '../database/tables.ts';

/** Types the store uses in columns; the bulk insert casts to them. */
export type ColumnType = 'integer' | 'bigint' | 'uuid' | 'text' | 'timestamptz' | 'date' | 'bytea';

/** Columns of a table with their types: what a row of type `Row` is written to and read from. */
export type RowShape<Row> = Readonly<Record<keyof Row & string, ColumnType>>;

const CIPHERTEXT = { version: 'integer', content: 'bytea', wrappedKey: 'bytea', kekId: 'uuid' } as const;
const RETAINED = { recordedAt: 'timestamptz', retainUntil: 'date', retentionRule: 'text' } as const;
const KEPT = { ...CIPHERTEXT, ...RETAINED } as const;
const PROJECTION = { version: 'integer', ...RETAINED } as const;

/** Shapes of every table that is written in bulk. A test compares them with the catalogue. */
export const SHAPES = {
  subject: {
    shardKey: 'integer', subjectId: 'uuid', mergedInto: 'uuid', eraseSerial: 'bigint', ...PROJECTION,
  },
  subjectTerm: {
    shardKey: 'integer', term: 'bytea', termKind: 'text', pepperVersion: 'integer', carrier: 'integer',
    subjectId: 'uuid',
  },
  criminalCase: {
    shardKey: 'integer', caseId: 'uuid', oneCaseCode: 'text', mergedInto: 'uuid', eraseSerial: 'bigint',
    ...PROJECTION,
  },
  record: {
    shardKey: 'integer', recordId: 'uuid', subjectId: 'uuid', caseId: 'uuid', recordKind: 'text',
    organ: 'text', entryId: 'uuid', ...PROJECTION,
  },
  holder: {
    shardKey: 'integer', recordId: 'uuid', organ: 'text', state: 'text', dueOn: 'date',
    changedAt: 'timestamptz',
  },
  stageRecord: {
    shardKey: 'integer', stageRecordId: 'uuid', caseId: 'uuid', subjectId: 'uuid', stage: 'text',
    organ: 'text', occurredOn: 'date', ...PROJECTION,
  },
  attachment: {
    shardKey: 'integer', attachmentId: 'uuid', caseId: 'uuid', stageRecordId: 'uuid', blobId: 'uuid',
    sealedBytes: 'bigint', segmentBytes: 'integer', sealedDigest: 'bytea', ...KEPT,
  },
  event: {
    shardKey: 'integer', streamId: 'uuid', eventType: 'text', entryId: 'uuid', recordedAt: 'timestamptz',
    ...CIPHERTEXT,
  },
  inbox: {
    shardKey: 'integer', source: 'text', messageKey: 'bytea', bodyHash: 'bytea', takenAs: 'uuid',
    receivedAt: 'timestamptz',
  },
  proceeding: {
    shardKey: 'integer', proceedingId: 'uuid', proceedingKind: 'text', organ: 'text', applicant: 'bytea',
    subjectTerm: 'bytea', state: 'text', dueOn: 'date', openedAt: 'timestamptz', changedAt: 'timestamptz',
    version: 'integer',
  },
  convictionMark: {
    shardKey: 'integer', term: 'bytea', termKind: 'text', pepperVersion: 'integer', recordId: 'uuid',
    subjectId: 'uuid', standing: 'text', effectiveOn: 'date',
  },
  auditPending: { shardKey: 'integer', logId: 'text', entryId: 'uuid', entry: 'bytea' },
  auditLeaf: {
    shardKey: 'integer', logId: 'text', leafIndex: 'bigint', entryId: 'uuid', leafHash: 'bytea',
    entry: 'bytea',
  },
  commitmentKey: {
    shardKey: 'integer', entryId: 'uuid', commitmentKind: 'text', anchorId: 'uuid', wrappedKey: 'bytea',
    kekId: 'uuid',
  },
  outbox: {
    shardKey: 'integer', messageId: 'uuid', recipient: 'text', messageType: 'text',
    createdAt: 'timestamptz', dueAt: 'timestamptz', attempts: 'integer', deliveredAt: 'timestamptz',
    streamId: 'uuid', sequence: 'integer', state: 'text', failedAt: 'timestamptz', lastError: 'text',
    ...CIPHERTEXT,
  },
  exceptionItem: {
    shardKey: 'integer', exceptionId: 'uuid', source: 'text', messageKey: 'bytea', reason: 'text',
    spanStart: 'integer', spanEnd: 'integer', state: 'text', recordedAt: 'timestamptz',
    resolvedAt: 'timestamptz', resolvedBy: 'text', resolution: 'text', ...CIPHERTEXT,
  },
  upload: {
    shardKey: 'integer', uploadId: 'uuid', caseId: 'uuid', blobId: 'uuid', declaredBytes: 'bigint',
    createdAt: 'timestamptz', expiresAt: 'timestamptz', ...CIPHERTEXT,
  },
} as const satisfies { readonly [Name in keyof Tables]?: RowShape<Tables[Name]> };

/** Tables that have a shape. */
export type ShapedTable = keyof typeof SHAPES;
