import { assertNever, err, ok, type Result } from '@fengcun/kernel';
import type { ActorId } from '../case/case-event.ts';
import {
  type ChangeId, type LinkReason, representativeOf, type SubjectChange, type SubjectLinkEvent,
  type SubjectLinks,
} from './subject-links.ts';

/** Commands; times and ids are arguments. A request and its approval are two acts of two people. */
export type SubjectLinkCommand =
  | Readonly<{
    type: 'RequestSubjectChange'; changeId: ChangeId; change: SubjectChange; reason: LinkReason; by: ActorId;
    now: string;
  }>
  | Readonly<{
    type: 'ApproveSubjectChange' | 'RefuseSubjectChange'; changeId: ChangeId; by: ActorId; now: string;
  }>;

/** Closed list of reasons why a command does nothing. */
export type SubjectLinkRefusal = Readonly<{
  code:
    | 'CHANGE_EXISTS' | 'CHANGE_UNKNOWN' | 'CHANGE_DECIDED' | 'FOUR_EYES' | 'SAME_SUBJECT'
    | 'ALREADY_ABSORBED' | 'WOULD_CLOSE_CIRCLE' | 'MERGE_NOT_STANDING' | 'NO_RECORDS' | 'RECORDS_NOT_THERE'
    | 'REASON_DOES_NOT_FIT';
}>;

const REASONS: Readonly<Record<SubjectChange['type'], readonly LinkReason[]>> = {
  merge: ['sameDocument', 'nameChanged', 'numberCorrected', 'documentReplaced', 'confirmedByOrgan'],
  unmerge: ['mergedInError', 'identityMisused', 'numberGivenTwice', 'confirmedByOrgan'],
  reassign: ['recordMisattributed', 'identityMisused', 'numberGivenTwice', 'confirmedByOrgan'],
};

// LIMIT: records of one reassignment; more are several acts.
const RECORDS_MAX = 1000;

/** Why a change cannot stand on these links; checked at the request and again at the approval. */
const obstacle = (change: SubjectChange, links: SubjectLinks): SubjectLinkRefusal['code'] | undefined => {
  switch (change.type) {
    case 'merge':
      if (change.survivor === change.absorbed) return 'SAME_SUBJECT';
      if (links.absorbedBy.has(change.absorbed)) return 'ALREADY_ABSORBED';
      return representativeOf(links, change.survivor) === change.absorbed ? 'WOULD_CLOSE_CIRCLE' : undefined;
    case 'unmerge': {
      const found = links.changes.get(change.merge);
      return found?.change.type === 'merge' && found.status === 'standing' ? undefined : 'MERGE_NOT_STANDING';
    }
    case 'reassign':
      if (change.from === change.to) return 'SAME_SUBJECT';
      if (change.records.length === 0 || change.records.length > RECORDS_MAX) return 'NO_RECORDS';
      return change.records.every((record) => (links.reassigned.get(record) ?? change.from) === change.from)
        ? undefined : 'RECORDS_NOT_THERE';
    default: return assertNever(change);
  }
};

const refused = (code: SubjectLinkRefusal['code']): Result<never, SubjectLinkRefusal> => err({ code });

/**
 * What a command makes happen. Nothing links two subjects but a request of one person and the approval of
 * another; `sameness` alone never does, it only says whom to ask about.
 */
export const decideLinks = (
  command: SubjectLinkCommand, links: SubjectLinks,
): Result<readonly SubjectLinkEvent[], SubjectLinkRefusal> => {
  const { changeId, by, now: at } = command;
  const found = links.changes.get(changeId);
  if (command.type === 'RequestSubjectChange') {
    const { change, reason } = command;
    if (found !== undefined) return refused('CHANGE_EXISTS');
    if (!REASONS[change.type].includes(reason)) return refused('REASON_DOES_NOT_FIT');
    const stops = obstacle(change, links);
    if (stops !== undefined) return refused(stops);
    return ok([{ type: 'SubjectChangeRequested', changeId, change, reason, requestedBy: by, at }]);
  }
  if (found === undefined) return refused('CHANGE_UNKNOWN');
  if (found.status !== 'requested') return refused('CHANGE_DECIDED');
  if (found.requestedBy === by) return refused('FOUR_EYES');
  if (command.type === 'RefuseSubjectChange') {
    return ok([{ type: 'SubjectChangeRefused', changeId, refusedBy: by, at }]);
  }
  const stops = obstacle(found.change, links);
  return stops === undefined
    ? ok([{ type: 'SubjectChangeApproved', changeId, approvedBy: by, at }]) : refused(stops);
};
