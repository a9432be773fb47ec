import type { Sentence } from '@fengcun/registry';
import { statuteNumeral } from '@fengcun/statute';

const PENALTY: Readonly<Record<Sentence['penalty'], string | undefined>> = {
  death: '死刑', deathSuspended: '死刑缓期二年执行', lifeImprisonment: '无期徒刑',
  fixedTermImprisonment: '有期徒刑', criminalDetention: '拘役', publicSurveillance: '管制',
  fineOnly: undefined, otherAccessoryOnly: undefined, exemptionFromPunishment: '免予刑事处罚', none: undefined,
};

const MONTHS_A_YEAR = 12;

const term = (months: number, days = 0): string => {
  const [years, rest] = [Math.floor(months / MONTHS_A_YEAR), months % MONTHS_A_YEAR];
  return [
    years === 0 ? '' : `${statuteNumeral(years)}年`, rest === 0 ? '' : `${statuteNumeral(rest)}个月`,
    days === 0 ? '' : `${statuteNumeral(days)}日`,
  ].join('');
};

/**
 * A sentence as a paper prints it, each part only where it was told: 有期徒刑十个月，缓刑一年，罚金人民币1000元.
 * Undefined where no penalty is named.
 */
export const sentenceWords = (told: Sentence): string | undefined => {
  const { penalty, termMonths = 0, termDays, suspensionMonths, fineYuan, deprivationMonths } = told;
  const main = PENALTY[penalty];
  const parts = [
    ...(main === undefined ? [] : [`${main}${term(termMonths, termDays)}`]),
    ...(suspensionMonths === undefined ? [] : [`缓刑${term(suspensionMonths)}`]),
    ...(fineYuan === undefined ? [] : [`罚金人民币${fineYuan}元`]),
    ...(told.confiscatesAll === true ? ['没收个人全部财产'] : []),
    ...(told.confiscationYuan === undefined ? [] : [`没收财产人民币${told.confiscationYuan}元`]),
    ...(deprivationMonths === undefined ? [] : [`剥夺政治权利${term(deprivationMonths)}`]),
    ...(told.deprivedForLife === true ? ['剥夺政治权利终身'] : []),
  ];
  return parts.length === 0 ? undefined : parts.join('，');
};
