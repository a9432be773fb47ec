import type { CaseCode } from '../case-code/case-code.ts';
import type { IntakeMessage } from '../messages/message.ts';
import type { MessageKind } from '../messages/message-kinds.ts';
import type { Organ } from '../messages/organ.ts';
import type { Pseudonym, SubjectToken } from '../pseudonym.ts';

/** An actor of the platform: a pseudonym given by the sign-in, never a name. */
export type ActorId = string;

/** Part of an event that the vault encrypts before it is stored; all else of an event is pseudonymous. */
export type Confidential = Readonly<{ message: IntakeMessage }>;

/**
 * One telling of one fact by one organ; the first one opens the case, whose code is drawn once and stays for
 * life. `recordId` is the same for the same source, version and content.
 */
export type StageRecorded = Readonly<{
  type: 'StageRecorded';
  caseCode: CaseCode;
  recordId: Pseudonym;
  source: Pseudonym;
  version: number;
  kind: MessageKind;
  organ: Organ;
  subject: SubjectToken;
  at: string;
  confidential: Confidential;
}>;

/**
 * Why one of several tellings is held to be right; closed, so that no free text enters the public side.
 */
export const CHOICE_REASONS = ['asInDocument', 'confirmedByOrgan', 'otherMistaken'] as const;

/** Why one telling was chosen. */
export type ChoiceReason = (typeof CHOICE_REASONS)[number];

/**
 * Two people decided which of contradicting records stands, and why; nothing is deleted, and it holds for
 * these only.
 */
export type ContradictionSettled = Readonly<{
  type: 'ContradictionSettled';
  caseCode: CaseCode;
  contradiction: string;
  chosen: Pseudonym;
  reason: ChoiceReason;
  requestedBy: ActorId;
  approvedBy: ActorId;
  at: string;
}>;

/** Grounds on which a case is lawfully deleted. @see 《个人信息保护法》第47条; retention.ts */
export type ErasureGround = 'retentionEnded' | 'decisionAnnulled' | 'unlawfullyCollected';

/**
 * The case was deleted: terminal. The vault destroys the keys; the code stays given and is never used again.
 */
export type CaseErased = Readonly<{
  type: 'CaseErased';
  caseCode: CaseCode;
  ground: ErasureGround;
  requestedBy: ActorId;
  approvedBy: ActorId;
  at: string;
}>;

/** Id of a merge of two cases: a UUID, given as an argument; the same in the events of both. */
export type MergeId = string;

/** Why two cases are one, or one is two again; closed, so that no free text enters the public side. */
export type CaseLinkReason =
  | 'sameCase' | 'numberCorrected' | 'jurisdictionTransferred' | 'confirmedByOrgan'
  | 'mergedInError' | 'triedSeparately';

/** Two people's act on two cases, told in the stream of each: which one this case is, and which the other. */
type CaseLinking = Readonly<{
  caseCode: CaseCode;
  merge: MergeId;
  reason: CaseLinkReason;
  requestedBy: ActorId;
  approvedBy: ActorId;
  at: string;
}>;

/**
 * Two cases were found to be one. Nothing moves: each keeps what was recorded in it, both codes stay valid,
 * and whoever looks at either sees both under the surviving code.
 */
export type CaseLinked =
  CaseLinking & Readonly<{ type: 'CaseLinked'; role: 'survivor' | 'absorbed'; other: CaseCode }>;

/** A merge was taken back: each case is what it was, with what was recorded in it since. */
export type CaseUnlinked = CaseLinking & Readonly<{ type: 'CaseUnlinked' }>;

/** Everything that happens to a case. */
export type CaseEvent = StageRecorded | ContradictionSettled | CaseErased | CaseLinked | CaseUnlinked;

/** An event without what the vault encrypts: what the open tables, indexes and the outbox may hold. */
export type PublicCaseEvent =
  Omit<StageRecorded, 'confidential'> | ContradictionSettled | CaseErased | CaseLinked | CaseUnlinked;

/** The pseudonymous part of an event. */
export const publicPart = (event: CaseEvent): PublicCaseEvent => {
  if (event.type !== 'StageRecorded') return event;
  const { confidential: _encrypted, ...open } = event;
  return open;
};
