import type { PenaltyName, Term } from '@fengcun/judgment';
import type { ExecutedPenalty } from '@fengcun/policy';

const PENALTIES: Readonly<Record<PenaltyName, ExecutedPenalty>> = {
  有期徒刑: 'fixedTermImprisonment', 拘役: 'criminalDetention', 管制: 'publicSurveillance', 单处罚金: 'fineOnly',
  免予刑事处罚: 'exemptionFromPunishment', 无期徒刑: 'lifeImprisonment', 死刑: 'death', 死刑缓期执行: 'deathSuspended',
  单处剥夺政治权利: 'otherAccessoryOnly', 单处没收财产: 'otherAccessoryOnly', 单处驱逐出境: 'otherAccessoryOnly',
  无罪: 'none', 不负刑事责任: 'none',
};

/** The fact behind a penalty's printed name. @see 《刑法》第33、34、35、37条 */
export const executedPenaltyOf = (term: Term): ExecutedPenalty => PENALTIES[term.type];

/**
 * Whole months of a term; odd days count as one more month: every threshold of the law is in whole months,
 * so five years and one day must not pass as five years. Unknown for life and death, which have no months.
 */
export const termMonthsOf = (term: Term): number | 'unknown' => {
  if (term.type === '无期徒刑' || term.type === '死刑' || term.type === '死刑缓期执行') return 'unknown';
  return term.months + ((term.days ?? 0) > 0 ? 1 : 0);
};
