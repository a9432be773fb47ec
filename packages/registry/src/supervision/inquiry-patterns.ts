import type { CivilDate } from '@fengcun/kernel';
import type { InquirerKind } from '../inquiry/inquirer-kinds.ts';

/**
 * What is known of an inquiry for supervision: pseudonyms and codes, never names. `subject`, `officer`,
 * `unit`, `caseRef`: keyed digests; `hour`: 0–23 in Asia/Shanghai of the application; `isWorkingDay` of that
 * day; `minutesToDecide`: from proposal to approval; `isOwnRecord`, `isRelated`: the officer asked about
 * themselves, or about somebody the directory knows as close to them.
 */
export type InquiryFact = Readonly<{
  inquiryId: string; on: CivilDate; hour: number; isWorkingDay: boolean;
  inquirerKind: InquirerKind; unit: string; officer: string; subject: string; caseRef?: string; basis: string;
  outcome: 'open' | 'granted' | 'refused' | 'notAccepted';
  isBasisNationalRule: boolean; isOwnRecord: boolean; isRelated: boolean;
  deciders?: string; minutesToDecide?: number;
}>;

/** Numbers of the rules; each may be configured, none is law [I]. */
export type PatternSettings = Readonly<{
  /** Inquiries of one officer, and of one unit, in a window of days. */
  officerMax: number; unitMax: number; windowDays: number;
  /** Working hours: from, inclusive, until, exclusive. */
  hourFrom: number; hourUntil: number;
  /** Persons asked about in one case. */
  personsPerCaseMax: number;
  /** Times that one person was asked about in the window, and by how many units. */
  sameSubjectMax: number;
  /** Bases that are no 国家规定, from one unit. */
  improperBasisMax: number;
  /** Minutes under which an approval was hardly a look. */
  hastyMinutes: number;
}>;

/** Where nothing is configured. */
export const DEFAULT_PATTERN_SETTINGS: PatternSettings = {
  officerMax: 20, unitMax: 60, windowDays: 30, hourFrom: 7, hourUntil: 20, personsPerCaseMax: 10,
  sameSubjectMax: 3, improperBasisMax: 2, hastyMinutes: 2,
};

/** Rules, each with what it says; the number in the sentence is the one that was configured. */
export const PATTERN_RULES = {
  officerRate: '同一经办人在期间内的查询次数超过限额', unitRate: '同一单位在期间内的查询次数超过限额',
  offHours: '在工作时间以外提出查询', manyInOneCase: '同一案件查询的人数超过限额',
  ownInterest: '经办人查询本人或者与其有关的人的记录', sameSubject: '同一人在期间内被多次查询',
  refusedThenElsewhere: '被拒绝后向其他单位或者以其他依据再次查询同一人',
  improperBasis: '同一单位多次以非国家规定为依据查询', hastyApproval: '提出与批准之间的时间过短',
} as const;

/** What is noted when it happens, and not found among inquiries: the same kind of hint. */
export const NOTED_RULES = {
  certificatesOfDay: '同一工作人员在期间内受理无犯罪记录证明申请达到当日上限的天数',
} as const;

/** Id of a rule. */
export type PatternRule = keyof typeof PATTERN_RULES | keyof typeof NOTED_RULES;

/** A finding: which rule, about whom (a pseudonym or code), how much against which bound, and on what. */
export type PatternFinding = Readonly<{
  rule: PatternRule; about: string; measured: number; bound: number; inquiryIds: readonly string[];
}>;

const groupBy = <T>(
  items: readonly T[], keyOf: (item: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

const ids = (facts: readonly InquiryFact[]): readonly string[] => facts.map(({ inquiryId }) => inquiryId);

type Counted = Readonly<{
  rule: PatternRule; bound: number; keyOf: (fact: InquiryFact) => string | undefined;
}>;

/** Whoever appears more often than the bound. */
const overBound = (
  facts: readonly InquiryFact[], { rule, bound, keyOf }: Counted,
): readonly PatternFinding[] =>
  [...groupBy(facts, keyOf)].filter(([, group]) => group.length > bound).map(([about, group]) =>
    ({ rule, about, measured: group.length, bound, inquiryIds: ids(group) }));

/** Each inquiry that is noticeable by itself. */
const each = (
  facts: readonly InquiryFact[], rule: PatternRule, isNoticed: (fact: InquiryFact) => boolean,
): readonly PatternFinding[] => [...groupBy(facts.filter(isNoticed), ({ officer }) => officer)]
  .map(([about, group]) => ({ rule, about, measured: group.length, bound: 0, inquiryIds: ids(group) }));

const manyInOneCase = (facts: readonly InquiryFact[], bound: number): readonly PatternFinding[] =>
  [...groupBy(facts, ({ caseRef }) => caseRef)].flatMap(([about, group]) => {
    const persons = new Set(group.map(({ subject }) => subject)).size;
    return persons <= bound ? []
      : [{ rule: 'manyInOneCase' as const, about, measured: persons, bound, inquiryIds: ids(group) }];
  });

const wasRefused = ({ outcome }: InquiryFact): boolean => outcome === 'refused' || outcome === 'notAccepted';

/** Facts in the order of days: after a refusal the same officer or unit asks about the same person anew. */
const refusedThenElsewhere = (facts: readonly InquiryFact[]): readonly PatternFinding[] =>
  [...groupBy(facts, ({ subject, unit }) => `${unit}|${subject}`)].flatMap(([, group]) => {
    const at = group.findIndex(wasRefused);
    const refused = group[at];
    if (refused === undefined) return [];
    const again = group.slice(at + 1).filter(({ basis, officer }) =>
      basis !== refused.basis || officer !== refused.officer);
    return again.length === 0 ? [] : [{
      rule: 'refusedThenElsewhere' as const, about: refused.unit, measured: again.length, bound: 0,
      inquiryIds: ids([refused, ...again]),
    }];
  });

const hasty = (facts: readonly InquiryFact[], bound: number): readonly PatternFinding[] =>
  [...groupBy(facts.filter(({ minutesToDecide }) => minutesToDecide !== undefined && minutesToDecide < bound),
    ({ deciders }) => deciders)]
    .map(([about, group]) => ({
      rule: 'hastyApproval' as const, about, bound, inquiryIds: ids(group),
      measured: Math.min(...group.map(({ minutesToDecide = 0 }) => minutesToDecide)),
    }));

/**
 * Inquiries out of pattern among those of one window, which the caller has cut out (`windowDays`). Every rule
 * is a sentence with its number; a finding accuses nobody, it tells a procurator where to look.
 */
export const findPatterns = (
  inquiries: readonly InquiryFact[], settings: PatternSettings = DEFAULT_PATTERN_SETTINGS,
): readonly PatternFinding[] => {
  const facts = inquiries.toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  const { hourFrom, hourUntil } = settings;
  return [
    ...overBound(facts, { rule: 'officerRate', bound: settings.officerMax, keyOf: ({ officer }) => officer }),
    ...overBound(facts, { rule: 'unitRate', bound: settings.unitMax, keyOf: ({ unit }) => unit }),
    ...each(facts, 'offHours', ({ hour, isWorkingDay }) =>
      !isWorkingDay || hour < hourFrom || hour >= hourUntil),
    ...manyInOneCase(facts, settings.personsPerCaseMax),
    ...each(facts, 'ownInterest', ({ isOwnRecord, isRelated }) => isOwnRecord || isRelated),
    ...overBound(facts, {
      rule: 'sameSubject', bound: settings.sameSubjectMax, keyOf: ({ subject }) => subject,
    }),
    ...refusedThenElsewhere(facts),
    ...overBound(facts.filter(({ isBasisNationalRule }) => !isBasisNationalRule), {
      rule: 'improperBasis', bound: settings.improperBasisMax, keyOf: ({ unit }) => unit,
    }),
    ...hasty(facts, settings.hastyMinutes),
  ];
};
