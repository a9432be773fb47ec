import type { CivilDate } from '@fengcun/kernel';
import { OFFENCE_CLASS_DEFINITIONS, type OffenceClass } from '@fengcun/statute';

/** Parts of what an inquirer can be told, as a preview names them. */
export const TOLD_PARTS = {
  found: { zh: '有无应当告知的记录', en: 'whether there is a record to tell of' },
  charge: { zh: '罪名', en: 'the charge' },
  term: { zh: '刑罚、刑期和日期', en: 'the penalty, its term and days' },
  records: { zh: '裁判的全部登记内容', en: 'judgments with all that is registered' },
  sealedJuvenile: { zh: '已封存的未成年人犯罪记录（限有关的）', en: 'sealed juvenile records, those that are related' },
  publicOrder: { zh: '治安违法记录', en: 'public-order records' },
  nonProsecution: { zh: '不起诉等相关记录', en: 'non-prosecution and other related records' },
  read: { zh: '查阅', en: 'to read' },
  excerpt: { zh: '摘抄（函件载明内容）', en: 'to excerpt; the letter holds the words' },
  copy: { zh: '复制', en: 'to copy' },
} as const;

/** One part. */
export type ToldPart = keyof typeof TOLD_PARTS;

type LimitRow =
  Readonly<{ zh: string; en: string; cites: readonly string[]; removes: readonly ToldPart[] }>;

// LAW: art. 16(3) has units told «according to use, purpose and actual need», which is the ground of telling
// less; judicial organs «may» read, excerpt and copy, and their own duty is their measure (个保法34).
const AS_NEEDED = ['M2022_16_3', 'PIPL_6_1'] as const;
const AS_DUTY_NEEDS = ['M2022_16_1', 'PIPL_6_1', 'PIPL_34'] as const;
const BOTH = ['M2022_16_3', 'PIPL_6_1', 'PIPL_34'] as const;

/**
 * The closed list of limits by which a grant tells less than the law would let it. `removes`: what a limit
 * takes away whatever its class or day. None of them adds anything, in whatever combination.
 * @see 2022 Measures arts 16(3), 17(1); 《个人信息保护法》第6条第1款、第34条
 */
export const GRANT_LIMITS = {
  yesOrNo: {
    zh: '只告知有无，不告知罪名、处罚和日期', en: 'yes or no alone: no charge, no penalty, no day',
    cites: AS_NEEDED, removes: ['charge', 'term'],
  },
  withoutTerm: {
    zh: '不告知刑罚、刑期和日期', en: 'without the penalty, its term and days', cites: AS_NEEDED, removes: ['term'],
  },
  withoutCopy: {
    zh: '只供查阅、摘抄，不得复制', en: 'to read and excerpt, not to copy', cites: AS_DUTY_NEEDS, removes: ['copy'],
  },
  readOnly: {
    zh: '只供查阅一次，不得摘抄、复制，函件不载明内容',
    en: 'to read once; no excerpt, no copy, and the letter does not hold the words',
    cites: AS_DUTY_NEEDS, removes: ['excerpt', 'copy'],
  },
  judgmentsOnly: {
    zh: '只限裁判，治安违法、不起诉等记录不予告知',
    en: 'judgments alone; no public-order record, no non-prosecution',
    cites: BOTH, removes: ['publicOrder', 'nonProsecution'],
  },
  classes: {
    zh: '只限下列类别的犯罪，治安违法记录不予告知',
    en: 'crimes of these classes alone; no public-order record',
    cites: BOTH, removes: ['publicOrder'],
  },
  since: {
    zh: '只限该日（含）以后的裁判、决定', en: 'what was decided on or after that day', cites: BOTH, removes: [],
  },
  until: {
    zh: '只限该日（含）以前的裁判、决定', en: 'what was decided on or before that day', cites: BOTH, removes: [],
  },
} as const satisfies Readonly<Record<string, LimitRow>>;

/** Name of a limit. */
export type GrantLimitName = keyof typeof GRANT_LIMITS;

// Keys of a table of ours: the names are the type.
/** Every limit, in the order of the table. */
export const GRANT_LIMIT_NAMES = Object.keys(GRANT_LIMITS) as readonly GrantLimitName[];

/** Limits that need nothing but their name. */
export const PLAIN_LIMITS = ['yesOrNo', 'withoutTerm', 'withoutCopy', 'readOnly', 'judgmentsOnly'] as const;

/** A limit as the inquirer is told it: the words of an officer are not part of it. */
export type DisclosedLimit = Readonly<
  | { limit: (typeof PLAIN_LIMITS)[number] }
  | { limit: 'classes'; classes: readonly OffenceClass[] }
  | { limit: 'since' | 'until'; day: CivilDate }
>;

/** A limit with the reasons of who set it; they stay in the dossier. */
export type GrantLimit = DisclosedLimit & Readonly<{ reasons: string }>;

/** A limit of a grant, and whose it is: of who proposed, or of who decided. */
export type GrantedLimit = GrantLimit & Readonly<{ setBy: 'examiner' | 'approver' }>;

/** The limit without the words of an officer. */
export const disclosedLimit = (limit: DisclosedLimit): DisclosedLimit => {
  switch (limit.limit) {
    case 'classes': return { limit: limit.limit, classes: limit.classes };
    case 'since': case 'until': return { limit: limit.limit, day: limit.day };
    default: return { limit: limit.limit };
  }
};

/** A limit in words, as papers and answers say it: closed words, a class of the list, a day. */
export const limitWords = (limit: DisclosedLimit): string => {
  const { zh } = GRANT_LIMITS[limit.limit];
  if (limit.limit === 'classes') {
    return `${zh}：${limit.classes.map((name) => OFFENCE_CLASS_DEFINITIONS[name].zh).join('、')}`;
  }
  return limit.limit === 'since' || limit.limit === 'until' ? `${zh}：${limit.day}` : zh;
};
