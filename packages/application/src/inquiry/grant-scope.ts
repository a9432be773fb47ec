import type { InquiryShown } from '@fengcun/api';
import type { CivilDate } from '@fengcun/kernel';
import {
  classesToldOf, type DisclosedLimit, examineInquiry, type FiledInquiry, GRANT_LIMITS, type GrantedLimit,
  type GrantLimit, type InquiryRules, limitsFor, limitWords, tellableParts,
} from '@fengcun/registry';

type LimitShown = NonNullable<InquiryShown['limits']>[number];

const head = (limit: DisclosedLimit): LimitShown => ({
  limit: limit.limit, zh: limitWords(limit), cites: GRANT_LIMITS[limit.limit].cites,
  ...(limit.limit === 'classes' ? { classes: limit.classes } : {}),
  ...(limit.limit === 'since' || limit.limit === 'until' ? { day: limit.day } : {}),
});

const withReasons = (limit: GrantLimit | GrantedLimit): LimitShown =>
  ({ ...head(limit), reasons: limit.reasons, ...('setBy' in limit ? { setBy: limit.setBy } : {}) });

/**
 * The limits of an application as somebody may see them. Who asked sees them once they are decided, in closed
 * words: what an officer wrote beside them stays in the dossier, so that free words can tell nothing.
 */
export const limitsShown = (
  { proposal, limits }: FiledInquiry, isOfficer: boolean,
): Pick<InquiryShown, 'limits'> => {
  const all: readonly (GrantLimit | GrantedLimit)[] = isOfficer ? proposal?.limits ?? limits : limits;
  return all.length === 0 ? {} : { limits: all.map(isOfficer ? withReasons : head) };
};

/** What could be told at most and by what it can be less: of application and registry alone, for officers. */
export const scopeShown = (
  { application }: FiledInquiry, rules: InquiryRules, on: CivilDate,
): NonNullable<InquiryShown['scope']> => {
  const { basis } = examineInquiry(application, rules, on);
  const grant = { application, on, ...(basis === undefined ? {} : { basis }) };
  return { tells: tellableParts(grant), limits: limitsFor(grant), classes: classesToldOf(grant) };
};

/** How open questions are read: as decided, as proposed, or as the deployment has settled them. */
export const readingsShown = (
  { application, proposal, readings, validUntil }: FiledInquiry, rules: InquiryRules, on: CivilDate,
): Pick<InquiryShown, 'readings'> => {
  const settled = examineInquiry(application, rules, on).readings;
  const { K4, K5 } = validUntil === undefined ? proposal?.readings ?? settled : readings;
  return { readings: [
    ...(K4 === undefined ? [] : [{ question: 'K4', reading: K4 } as const]),
    ...(K5 === undefined ? [] : [{ question: 'K5', reading: K5 } as const]),
  ] };
};
