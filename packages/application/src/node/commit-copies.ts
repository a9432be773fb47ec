import { canonicalJson, ok, type Result, sha256Hex } from '@fengcun/kernel';
import { NO_COMMITMENT } from '@fengcun/registry';
import type { KeyTree } from '@fengcun/vault';
import { commitTo } from '../keys/commitment.ts';
import { isAbout, openEvents } from '../sealing/opened-events.ts';
import { sealKeysOf } from '../sealing/side-keys.ts';
import type { Within } from './node-parts.ts';

/** The record is gone, or its contents do not open. */
export type CommitRefusal = Readonly<{ code: 'COPY_UNREADABLE' }>;

/** Where a copy is, and the text that is committed to. */
export type CopyContent = Readonly<{ side: KeyTree; serial: number; text: string }>;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/**
 * What a commitment to an own copy covers, as one text: the record, whether it is sealed, the SHA-256 of the
 * plaintext of every event about its person in their order, and the SHA-256 of every attached file as it is
 * stored. Equal before and after but for `isSealed`: sealing changes where a copy is, not what it says.
 */
export const copyContent = async (
  { stores, ready }: Within, recordId: string,
): Promise<Result<CopyContent, CommitRefusal>> => {
  const refused: Result<never, CommitRefusal> = { ok: false, error: { code: 'COPY_UNREADABLE' } };
  const side = await stores.worklists.sideOf(recordId);
  if (side === undefined) return refused;
  const here = stores[side];
  const record = await here.records.find(recordId);
  const subject = record === undefined ? undefined : await here.subjects.find(record.subjectId);
  if (record === undefined || subject === undefined) return refused;
  const { caseId, subjectId, recordKind, organ } = record;
  const events = await here.events.load(caseId);
  const opened = await openEvents(ready[side], ready.act, { caseId, events });
  if (!opened.ok) return refused;
  const own = opened.value.filter(isAbout(subjectId, opened.value)).map(({ content }) => sha256Hex(content));
  for (const { content } of opened.value) content.fill(0);
  const stages = (await here.stageRecords.ofCase(caseId)).filter((one) => one.subjectId === subjectId);
  const stageIds = new Set(stages.map(({ stageRecordId }) => stageRecordId));
  const files = (await here.attachments.ofCase(caseId))
    .filter(({ stageRecordId }) => stageRecordId !== null && stageIds.has(stageRecordId))
    .map(({ attachmentId, sealedDigest }) => [attachmentId, hex(sealedDigest)]).toSorted();
  const isSealed = side === 'sealed';
  const text = canonicalJson({ v: 1, recordId, caseId, recordKind, organ, isSealed, events: own, files });
  return ok({ side, serial: subject.eraseSerial, text });
};

/** One commitment to several: that of the only one, or the SHA-256 of all in order, one a line. */
export const joinCommitments = (commitments: readonly string[]): string => {
  const [only, ...rest] = commitments.toSorted();
  if (only === undefined) return NO_COMMITMENT;
  return rest.length === 0 ? only : `sha256:${sha256Hex([only, ...rest].join('\n'))}`;
};

/**
 * Commits to copies as they are now, each by an entry of the log whose key is kept with the record and erased
 * with it: whoever has the organ's data can prove later what the copy was, and nobody else can guess it.
 */
export const commitCopies = async (
  { stores, ready }: Within, at: Readonly<{ copyIds: readonly string[]; moment: 'Before' | 'After' }>,
): Promise<Result<string, CommitRefusal>> => {
  const commitments: string[] = [];
  for (const recordId of at.copyIds) {
    const content = await copyContent({ stores, ready }, recordId);
    if (!content.ok) return content;
    const { side, serial, text } = content.value;
    const entryId = ready.act.mint();
    const keys = sealKeysOf(ready[side], serial);
    const committed = { entryId, kind: 'record', value: text, anchorId: recordId } as const;
    const { commitment, row } = commitTo(keys, committed);
    const act = `copy.committed${at.moment}`;
    await stores.audit.append([ready.act.outcome(entryId, { act, record: commitment })]);
    await stores.audit.keepCommitmentKeys([row]);
    commitments.push(`${keys.kek.suite.hash}:${commitment}`);
  }
  return ok(joinCommitments(commitments));
};
