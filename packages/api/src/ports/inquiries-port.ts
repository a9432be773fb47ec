import type { Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { ProblemCode } from '../problems/problem-table.ts';
import type {
  InquiryAnswer, InquiryAnswers, InquiryBody, InquiryDecisionBody, InquiryListed, InquiryShown,
  InquiryStepBody, InquirySupplementBody, WithholdingReviewBody,
} from '../routes/inquiry-schemas.ts';

/** What came of a step, or the problem it comes to. */
export type InquiryReply<T> = Promise<Result<T, Readonly<{ code: ProblemCode }>>>;

/** Which applications: the actor's own, or those of the organ; in some stage, after an id. */
export type InquiriesPage = Readonly<{ seesOrgan: boolean; stage?: string; afterId?: string; limit: number }>;

/** Whose application, and with whose eyes: who asked, or an officer of the organ that is asked. */
export type InquiryLook = Readonly<{ inquiryId: string; actor: Actor; seesOrgan: boolean }>;

/**
 * Applications to see records, their decisions and what they disclose. Its transactions are its own. An
 * application that the actor has nothing to do with is answered like an id that nobody has.
 */
export type InquiriesPort = Readonly<{
  apply: (application: InquiryBody, actor: Actor) => InquiryReply<InquiryShown>;
  list: (page: InquiriesPage, actor: Actor) => Promise<readonly InquiryListed[]>;
  find: (look: InquiryLook) => Promise<InquiryShown | undefined>;
  paper: (look: InquiryLook, paper: string) =>
    Promise<Readonly<{ fileName: string; bytes: Uint8Array }> | undefined>;
  supplement: (
    inquiryId: string, supplement: InquirySupplementBody, actor: Actor,
  ) => InquiryReply<InquiryShown>;
  withdraw: (inquiryId: string, actor: Actor) => InquiryReply<InquiryShown>;
  take: (inquiryId: string, step: InquiryStepBody, actor: Actor) => InquiryReply<InquiryShown>;
  decide: (
    inquiryId: string, decision: InquiryDecisionBody, actor: Actor,
  ) => InquiryReply<InquiryShown>;
  /** Whether a look stays withheld from the person it was about. */
  review: (inquiryId: string, review: WithholdingReviewBody, actor: Actor) => InquiryReply<InquiryShown>;
  sign: (inquiryId: string, signer: string, actor: Actor) => InquiryReply<InquiryShown>;
  /** With questions open nothing is prepared; they are in the answer. */
  prepare: (
    inquiryId: string, answers: InquiryAnswers['answers'], actor: Actor,
  ) => InquiryReply<InquiryShown>;
  /** Once. */
  disclose: (inquiryId: string, actor: Actor) => InquiryReply<InquiryAnswer>;
}>;
