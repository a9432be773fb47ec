import { err, ok, type Result } from '@fengcun/kernel';
import type { CaseCode } from '../case-code/case-code.ts';
import type { ActorId, CaseLinked, CaseLinkReason, CaseUnlinked, MergeId } from './case-event.ts';
import type { OpenCase } from './case-state.ts';

/** Reasons that fit a merge. */
export const MERGE_REASONS =
  ['sameCase', 'numberCorrected', 'jurisdictionTransferred', 'confirmedByOrgan'] as const;

/** Reasons that fit taking one back. @see 《人民检察院刑事诉讼规则》第459条 (分案起诉) for `triedSeparately` */
export const SPLIT_REASONS = ['mergedInError', 'triedSeparately', 'confirmedByOrgan'] as const;

/** Who asked, who agreed, why and when; two different people. */
export type CaseLinkAct = Readonly<{
  merge: MergeId; reason: CaseLinkReason; requestedBy: ActorId; approvedBy: ActorId; now: string;
}>;

/** Closed list of reasons why two cases are not merged or split. */
export type CaseLinkRefusal = Readonly<{
  code: 'SAME_CASE' | 'ALREADY_ABSORBED' | 'WOULD_CLOSE_CIRCLE' | 'TOO_MANY_CASES' | 'NOT_MERGED'
    | 'FOUR_EYES' | 'REASON_DOES_NOT_FIT';
}>;

/** LIMIT: cases that are one; more is a mistake in the numbers of an organ, not one case. */
export const MERGED_CASES_MAX = 16;

/** A case that takes part, as its own stream tells it, and everything it is merged with, itself included. */
export type MergingCase = Readonly<{ own: OpenCase; group: readonly OpenCase[] }>;

const refused = (code: CaseLinkRefusal['code']): Result<never, CaseLinkRefusal> => err({ code });

const isAbsorbed = ({ links }: OpenCase): boolean =>
  [...links.values()].some(({ role }) => role === 'absorbed');

const actOf = ({ merge, reason, requestedBy, approvedBy, now: at }: CaseLinkAct) =>
  ({ merge, reason, requestedBy, approvedBy, at });

const obstacle = (
  { requestedBy, approvedBy, reason }: CaseLinkAct, fitting: readonly CaseLinkReason[],
): CaseLinkRefusal['code'] | undefined => {
  if (requestedBy === approvedBy) return 'FOUR_EYES';
  return fitting.includes(reason) ? undefined : 'REASON_DOES_NOT_FIT';
};

/**
 * Two cases become one: the events for both streams. A case is absorbed once at most, so that the surviving
 * one is always one; merging into a case that was absorbed itself makes a chain.
 */
export const mergeCases = (
  act: CaseLinkAct, { survivor, absorbed }: Readonly<{ survivor: MergingCase; absorbed: MergingCase }>,
): Result<Readonly<{ survivor: CaseLinked; absorbed: CaseLinked }>, CaseLinkRefusal> => {
  const stops = obstacle(act, MERGE_REASONS);
  if (stops !== undefined) return refused(stops);
  const [one, other] = [survivor.own.caseCode, absorbed.own.caseCode];
  if (one === other) return refused('SAME_CASE');
  if (isAbsorbed(absorbed.own)) return refused('ALREADY_ABSORBED');
  if (survivor.group.some(({ caseCode }) => caseCode === other)) return refused('WOULD_CLOSE_CIRCLE');
  if (survivor.group.length + absorbed.group.length > MERGED_CASES_MAX) return refused('TOO_MANY_CASES');
  const told = { type: 'CaseLinked', ...actOf(act) } as const;
  return ok({
    survivor: { ...told, caseCode: one, role: 'survivor', other },
    absorbed: { ...told, caseCode: other, role: 'absorbed', other: one },
  });
};

/** A case that was absorbed stands for itself again: the events for both streams of its merge. */
export const splitCase = (
  act: CaseLinkAct, absorbed: OpenCase,
): Result<Readonly<{ survivor: CaseUnlinked; absorbed: CaseUnlinked }>, CaseLinkRefusal> => {
  const stops = obstacle(act, SPLIT_REASONS);
  if (stops !== undefined) return refused(stops);
  const link = absorbed.links.get(act.merge);
  if (link?.role !== 'absorbed') return refused('NOT_MERGED');
  const told = { type: 'CaseUnlinked', ...actOf(act) } as const;
  return ok({
    survivor: { ...told, caseCode: link.other }, absorbed: { ...told, caseCode: absorbed.caseCode },
  });
};

/** The merge by which a case was absorbed; undefined for one that stands for itself. */
export const mergeOf = (state: OpenCase): MergeId | undefined =>
  [...state.links].find(([, { role }]) => role === 'absorbed')?.[0];

/** The code under which a group of merged cases is told: that of the case nobody absorbed. */
export const survivingCode = (group: readonly OpenCase[]): CaseCode | undefined =>
  group.find((state) => !isAbsorbed(state))?.caseCode;

/**
 * A case with the records of all cases it is merged with: what identification, contradictions and timelines
 * look at. Its own stream and code stay its own, so that taking a merge back takes this back too.
 */
export const withMerged = (own: OpenCase, group: readonly OpenCase[]): OpenCase => ({
  ...own,
  records: new Map(group.flatMap(({ records }) => [...records])),
  settlements: new Map(group.flatMap(({ settlements }) => [...settlements])),
});
