import type { CivilDate } from '@fengcun/kernel';
import type { InquiryParty } from '../inquiry/inquiry-event.ts';

/** What the procuratorate looks at. @see 2022 Measures arts 10, 16, 17, 22 */
export const SUPERVISION_MATTERS = [
  /** 应封未封, 封存不当: about a record. */
  'shouldBeSealed', 'wronglySealed',
  'overdueSeal',
  /** A sealed record answered somewhere. */
  'sealedAnswered', 'disclosure',
  'inquiryPattern', 'improperBasis', 'improperRefusal',
] as const;

/** One of those. */
export type SupervisionMatter = (typeof SUPERVISION_MATTERS)[number];

/** How a matter arose: by application or complaint (art. 21), objection, own finding, or a passed term. */
export type SupervisionOrigin = 'application' | 'complaint' | 'objection' | 'ownFinding' | 'escalation';

/** 纠正意见 asks for a mistake to be put right; 检察建议 for what led to it. */
export type OpinionKind = 'correctiveOpinion' | 'procuratorialProposal';

/** What a matter begins with. `unit`: the organ looked at; `about`: ids of records, inquiries, incidents. */
export type SupervisionOpening = Readonly<{
  matter: SupervisionMatter; origin: SupervisionOrigin; procuratorate: string; unit: string;
  about: readonly string[]; facts: string;
}>;

type Event<T extends string, F = unknown> =
  Readonly<{ type: T; at: string; on: CivilDate; by: InquiryParty }> & Readonly<F>;

/** Everything that happens in a matter; confidential, encrypted whole. `document`: number of its paper. */
export type SupervisionEvent =
  | Event<'SupervisionOpened', { opening: SupervisionOpening }>
  | Event<'NoErrorFound', { reasons: string }>
  | Event<'OpinionProposed', { kind: OpinionKind; text: string }>
  | Event<'OpinionSentBack', { reasons: string }>
  | Event<'OpinionServed', { kind: OpinionKind; text: string; document: string; dueOn: CivilDate }>
  | Event<'ReasonsGiven', { reasons: string }>
  | Event<'CorrectionReported', { measures: string; result: string }>
  | Event<'OpinionUpheld', { reasons: string }>
  | Event<'MatterEscalated', {
    unitAbove: string; reason: 'silent' | 'notCorrected'; document: string; dueOn: CivilDate;
  }>
  | Event<'SupervisionClosed', { result: 'corrected' | 'reasonsAccepted' | 'noError' }>;
