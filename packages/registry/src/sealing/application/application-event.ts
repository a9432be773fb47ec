import type { CivilDate } from '@fengcun/kernel';
import type { ActorId } from '../../intake/case/case-event.ts';
import type { ApplicationOutcome } from './application-outcome.ts';
import type { PublishedDecision } from './publication.ts';
import type { Applicant, ApplicationKind, Material, MaterialKind } from './track.ts';

/** A decision of an organ: outcome, the document with its reasons, and who examined and approved it. */
export type ReasonedDecision = Readonly<{
  outcome: ApplicationOutcome; reasons: string; cites: readonly string[]; documentNumber: string;
}>;

type Event<T extends string, F = unknown> = Readonly<{ type: T; on: CivilDate; by: ActorId }> & Readonly<F>;

/** Everything that happens to an application; documents are ids in the vault, texts never stand here. */
export type ApplicationEvent =
  | Event<'ApplicationFiled', {
    applicationId: string; kind: ApplicationKind; recordId: string; organ: string;
    applicants: readonly Applicant[]; byAgent: boolean; materials: readonly Material[];
  }>
  /** 一次性告知: the only notice of what is missing. */
  | Event<'SupplementRequested', { missing: readonly MaterialKind[] }>
  | Event<'MaterialsSupplemented', { materials: readonly Material[]; applicants: readonly Applicant[] }>
  | Event<'ApplicationAccepted'>
  | Event<'ApplicationNotAccepted', { missing: readonly MaterialKind[]; reasons: string }>
  | Event<'InterviewRecorded', { with: Applicant; recorder: ActorId; record: string }>
  | Event<'ApplicationDecided', ReasonedDecision & Readonly<{ examinedBy: ActorId }>>
  | Event<'DecisionServed'>
  | Event<'DecisionPublished', { publication: PublishedDecision }>
  | Event<'ObjectionFiled', { grounds: string }>
  | Event<'PanelFormed', { members: readonly ActorId[] }>
  | Event<'PanelDecided', ReasonedDecision>
  | Event<'PanelDecisionServed'>
  | Event<'AppealFiled', { grounds: string }>
  | Event<'AppealDecided', ReasonedDecision & Readonly<{ organ: string }>>
  | Event<'ApplicationWithdrawn'>
  | Event<'ApplicationLapsed'>;
