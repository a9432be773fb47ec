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
 * A person decided which of contradicting records stands; nothing is deleted, and it holds for these only.
 */
export type ContradictionSettled = Readonly<{
  type: 'ContradictionSettled';
  caseCode: CaseCode;
  contradiction: string;
  chosen: Pseudonym;
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

/** Everything that happens to a case. */
export type CaseEvent = StageRecorded | ContradictionSettled | CaseErased;

/** An event without what the vault encrypts: what the open tables, indexes and the outbox may hold. */
export type PublicCaseEvent = Omit<StageRecorded, 'confidential'> | ContradictionSettled | CaseErased;

/** The pseudonymous part of an event. */
export const publicPart = (event: CaseEvent): PublicCaseEvent => {
  if (event.type !== 'StageRecorded') return event;
  const { confidential: _encrypted, ...open } = event;
  return open;
};
