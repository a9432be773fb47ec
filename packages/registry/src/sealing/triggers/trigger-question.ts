import type { OrganType } from '../../intake/messages/organ.ts';

/** Closed list of what must be found out before anything more can follow; none of them seals or spares. */
export const TRIGGER_QUESTIONS = {
  EFFECT_NOT_TOLD: { zh: '裁判是否已经生效，没有机关告知', cites: ['CPL_259_2'] },
  EFFECT_DAY_NOT_TOLD: { zh: '裁判已经生效，但生效日期没有告知', cites: ['CPL_259_2', 'M2022_11'] },
  RETRIAL_NOT_IN_FORCE: { zh: '再审裁判是否已经生效，没有机关告知', cites: ['CPL_256_1', 'M2022_18_1_3'] },
  OUTCOME_NOT_TOLD: { zh: '判决结果（刑罚、免刑或者无罪理由）没有告知', cites: ['CPL_200', 'M2022_4_1'] },
  CONTRADICTION: { zh: '各机关告知的内容互相矛盾，请先确认以哪一份为准', cites: ['M2022_9_1'] },
  DECISION_MISSING: { zh: '没有对这项记录适用过规则包', cites: ['CPL_286_1'] },
  FACT_UNKNOWN: { zh: '决定是否封存的事实不明', cites: ['CPL_286_1'] },
  NEEDS_REVIEW: { zh: '规则要求人工判断', cites: ['CPL_286_1'] },
  CLAUSE_UNKNOWN: { zh: '作出决定的条款没有登记封存理由', cites: ['CPL_286_1'] },
  RELATED_OF_OPEN_RECORD: { zh: '主记录没有封存，相关记录是否单独封存', cites: ['M2022_3', 'PJD_59_2'] },
  HOLDER_UNKNOWN: { zh: '持有案卷的机关只知道种类，不知道是哪一个', cites: ['M2022_11'] },
  DETERMINING_ORGAN_UNKNOWN: { zh: '不知道由哪一个机关决定封存', cites: ['M2022_14'] },
  CORRECTION_END_NOT_TOLD: { zh: '考验期或者矫正期已经届满，没有机关告知解除矫正', cites: ['CCL_44', 'M2022_13'] },
  RELEASE_NOT_TOLD: { zh: '刑期已经届满，没有机关告知释放', cites: ['PL2026_59', 'PL2026_115'] },
  CONDITIONAL_PERIOD_OVER: { zh: '附条件不起诉考验期已满，没有作出不起诉决定，也没有撤销', cites: ['CPL_284_2'] },
  ANNULMENT_UNMATCHED: { zh: '撤销决定没有写明撤销哪一份处罚决定', cites: ['APL_48'] },
} as const satisfies Readonly<Record<string, Readonly<{ zh: string; cites: readonly string[] }>>>;

/** Code of a question. */
export type TriggerQuestionCode = keyof typeof TRIGGER_QUESTIONS;

/** A question to a person; `fact` names a fact of the packs, `organType` the kind of holder looked for. */
export type TriggerQuestion = Readonly<{
  code: TriggerQuestionCode; recordId?: string; fact?: string; organType?: OrganType;
}>;
