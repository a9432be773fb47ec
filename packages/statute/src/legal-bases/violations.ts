/**
 * Kinds of public-order violations that occupational norms name, told by the words of the decision.
 * LAW: decisions write the violation in words of their own; words below are those of 治安管理处罚法 itself.
 */
export const VIOLATION_WORDS = {
  sexual: ['猥亵', '性骚扰', '故意裸露身体', '侵害未成年人性'],
  abuse: ['虐待', '遗弃'],
  violence: ['殴打', '故意伤害', '伤害他人身体', '结伙斗殴', '寻衅滋事'],
  drugUse: ['吸食', '吸毒', '注射毒品', '服食毒品'],
  gambling: ['赌博', '赌具', '赌资'],
  prostitution: ['卖淫', '嫖娼', '拉客招嫖'],
  drunkenness: ['醉酒', '酗酒'],
  cyber: ['计算机信息系统', '网络安全'],
} as const;

/** Kind of a violation. */
export type ViolationKind = keyof typeof VIOLATION_WORDS;

/** Every kind, in the order of the table. */
export const VIOLATION_KINDS = Object.keys(VIOLATION_WORDS) as readonly ViolationKind[];

/** Whether a text names a kind. */
export const isViolationKind = (text: string): text is ViolationKind => Object.hasOwn(VIOLATION_WORDS, text);

/**
 * Words of violations that certainly are of none of the kinds; what is in neither list is asked of a person.
 */
const OTHER_WORDS = [
  '盗窃', '诈骗', '哄抢', '敲诈勒索', '故意损毁', '扰乱', '噪声', '饲养动物', '谎报', '非法侵入住宅', '诬告陷害',
  '阻碍执行职务', '冒充', '伪造', '身份证', '旅馆', '典当', '收购', '犬只', '无人驾驶航空器', '烟花爆竹', '高空抛物',
] as const;

/**
 * The kinds that the words of a decision name; an empty list: certainly none of them; undefined: the words
 * tell nothing, a person must say. Bounded work: the text has at most 120 characters.
 * @see 《治安管理处罚法》(2025) 第三章
 */
export const violationKindsOf = (violation: string | undefined): readonly ViolationKind[] | undefined => {
  if (violation === undefined || violation === '') return undefined;
  const kinds = VIOLATION_KINDS.filter((kind) =>
    VIOLATION_WORDS[kind].some((word) => violation.includes(word)));
  if (kinds.length > 0) return kinds;
  return OTHER_WORDS.some((word) => violation.includes(word)) ? [] : undefined;
};
