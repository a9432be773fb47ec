import type { CivilDate, Evidenced, Span } from '@fengcun/kernel';
import type { Problem } from '../reading.ts';
import { type DateToken, findDates } from '../text/dates.ts';

/** Who the party is: sex and birth date with their doubts. */
export type IdentityReading = Readonly<{
  sex?: Evidenced<'男' | '女'>;
  birthDate?: Evidenced<CivilDate>;
  problems: readonly Problem[];
}>;

const SEX = /(?:^|[，,；;、。）)\s]|性别[：: ]?)(男|女)性?(?=[，,；;、。（(）)\s]|$)/g;
/** After the date: 出生, 生, 日生于; before it: 生于, 出生于, 出生日期. */
const BORN_AFTER = /[ \u3000]?(?:（[^（）]{1,30}）|\([^()]{1,30}\))?[ \u3000]?(?:日)?(?:出生|生(?!产|活|意|效|成))/y;
const BORN_BEFORE = /(?:出生(?:于|日期|年月日?|时间)?|生于)[：: ]{0,2}$/;
/** A bare date between commas, 男，1975年3月2日，汉族; what follows must not be a reason or a measure. */
const BARE_BEFORE = /[，,、（(岁][ ]?$/;
const BARE_AFTER = /[ ]?[，,）)。](?![ ]?(?:因|曾|被|经|由|于|涉嫌|本院|又|现因|后))/y;
const REGISTERED_OTHERWISE = /[ \u3000]?[（(](?:户籍|身份证|档案|登记|实际|自报|农历|阳历)[^（）()]{0,30}[）)]/y;

// LAW: nobody under 12 is tried (刑法第17条); above 110 the date is a misprint. Ages in years at the custody.
const AGE_MIN = 12;
const AGE_MAX = 110;

type SexReading = Readonly<{ first?: Evidenced<'男' | '女'>; isContradictory: boolean }>;

const readSex = (text: string, zone: Span): SexReading => {
  const part = text.slice(zone.start, zone.end);
  let first: Evidenced<'男' | '女'> | undefined;
  let isContradictory = false;
  SEX.lastIndex = 0;
  for (let match = SEX.exec(part); match !== null; match = SEX.exec(part)) {
    const value = match[1] === '女' ? '女' : '男';
    const at = zone.start + match.index + match[0].indexOf(value);
    if (first === undefined) first = { value, span: { start: at, end: at + 1 } };
    else if (first.value !== value) isContradictory = true;
  }
  return first === undefined ? { isContradictory } : { first, isContradictory };
};

const matchesAt = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
};

type Kind = 'born' | 'bare' | 'none';

const kindOf = (text: string, token: DateToken): Kind => {
  const before = text.slice(Math.max(0, token.span.start - 8), token.span.start);
  if (BORN_BEFORE.test(before) || matchesAt(BORN_AFTER, text, token.span.end)) return 'born';
  return BARE_BEFORE.test(before) && matchesAt(BARE_AFTER, text, token.span.end) ? 'bare' : 'none';
};

const isPlausible = (birth: CivilDate, at: CivilDate | undefined): boolean => {
  if (at === undefined) return birth >= '1900-01-01';
  const age = Number(at.slice(0, 4)) - Number(birth.slice(0, 4));
  return age >= AGE_MIN && age <= AGE_MAX;
};

const doubt = (code: Problem['code'], message: string, span: Span): Problem => ({ code, message, span });

/**
 * Sex and birth date from the identity part of a party's paragraph. Only a date that the text calls the
 * birth (出生, 生于), or that stands bare among the personal data, is taken; a date printed without its day, an
 * impossible one, and one that does not fit the age at `at` (first custody) become a problem without a value.
 */
export const readIdentity = (text: string, zone: Span, at: CivilDate | undefined): IdentityReading => {
  const problems: Problem[] = [];
  const sex = readSex(text, zone);
  if (sex.isContradictory) problems.push(doubt('SEX_DOUBTFUL', 'two sexes are printed for one person', zone));
  const tokens = findDates(text, zone).filter((token) => !token.relative);
  const born = tokens.find((token) => kindOf(text, token) === 'born')
    ?? tokens.find((token) => kindOf(text, token) === 'bare');
  const known = sex.first === undefined || sex.isContradictory ? {} : { sex: sex.first };
  if (born === undefined) return { ...known, problems };
  if (born.date === undefined) {
    problems.push(doubt('BIRTH_DATE_DOUBTFUL', 'the birth date is incomplete or impossible', born.span));
    return { ...known, problems };
  }
  if (!isPlausible(born.date, at)) {
    problems.push(doubt('BIRTH_DATE_DOUBTFUL', 'the birth date does not fit the case', born.span));
    return { ...known, problems };
  }
  if (matchesAt(REGISTERED_OTHERWISE, text, born.span.end)) {
    problems.push(doubt('BIRTH_DATE_DOUBTFUL', 'the register is said to give another birth date', born.span));
  }
  return { ...known, birthDate: { value: born.date, span: born.span }, problems };
};
