import { err, ok, type Result } from '@fengcun/kernel';
import { travelCheckDigit } from './check-characters.ts';
import {
  documentRefusal, type DocumentRefusal, type DocumentRefusalCode, type IdentityDocument,
} from './document.ts';
import { isProvince, parseEighteenCharacters } from './resident-number.ts';
import { stateCode, stateOfNumber } from './states.ts';

const refused = (code: DocumentRefusalCode): Result<never, DocumentRefusal> => err(documentRefusal(code));

/** H or M, eight digits for life, then in the old booklets the number of the issue (two digits). */
const HONG_KONG_MACAO = /^([HM])(\d{8})(?:\d{2})?$/;
/** Since 2024-07-10 for permanent residents who are no Chinese nationals: nine characters, HA or MA. */
const NOT_CHINESE_NATIONAL = /^([HM])A\d{7}$/;

/**
 * 港澳居民来往内地通行证. The eight digits stay for life, the issue number does not: it is no part of the
 * canonical form. @see 国家移民管理局公告 (2024-07-01, 非中国籍)
 */
export const parseMainlandTravelPermit = (number: string): Result<IdentityDocument, DocumentRefusal> => {
  const lifelong = HONG_KONG_MACAO.exec(number);
  const letter = lifelong?.[1] ?? NOT_CHINESE_NATIONAL.exec(number)?.[1];
  if (letter === undefined) return refused('NUMBER_FORM');
  const canonical = lifelong === null ? number : `${letter}${lifelong[2] ?? ''}`;
  const issuingState = letter === 'H' ? 'HKG' : 'MAC';
  return ok({ type: 'mainlandTravelPermit', number: canonical, checked: false, issuingState });
};

/** Eight digits for life; before 2008-09-25 followed by the issue number and the issuing agency's sign. */
const TAIWAN = /^(\d{8})(?:\d{2}(?:\(?[A-Z0-9]\)?)?)?$/;

/** 台湾居民来往大陆通行证; 一人一号、终身不变 since 2008-09-25, and the first eight digits were so before. */
export const parseTaiwanTravelPermit = (number: string): Result<IdentityDocument, DocumentRefusal> => {
  const canonical = TAIWAN.exec(number)?.[1];
  return canonical === undefined
    ? refused('NUMBER_FORM')
    : ok({ type: 'taiwanTravelPermit', number: canonical, checked: false, issuingState: 'TWN' });
};

// LIMIT: nine characters in the machine-readable line; some states print longer numbers in the page.
const PASSPORT = /^[A-Z0-9]{5,15}$/;

/**
 * A passport number with its issuing state; a number alone says nothing, several states give out the same.
 * @see ICAO Doc 9303-4 §4.2.2
 */
export const parsePassport = (
  number: string, issuingState: string | undefined,
): Result<IdentityDocument, DocumentRefusal> => {
  if (issuingState === undefined || issuingState.trim() === '') return refused('STATE_MISSING');
  const state = stateCode(issuingState);
  if (state === undefined) return refused('STATE_UNKNOWN');
  if (!PASSPORT.test(number) || !/\d/.test(number)) return refused('NUMBER_FORM');
  return ok({ type: 'passport', number, checked: false, issuingState: state });
};

/** Three letters of nationality, four digits of the region, birth date YYMMDD, sequence, check digit. */
const PERMANENT_2004 = /^([A-Z]{3})(\d{4})\d{6}\d\d$/;

/**
 * 外国人永久居留身份证. New form (since 2023-12-01): 9, province (2), nationality (ISO 3166-1 number, 3),
 * birth date (8), sequence (3), check character as GB 11643. Old form (2004, 2017): 15 characters.
 * LIMIT: the check digit of the old form is known from specimens only (weights 7-3-1). A number whose digit
 * fits is `checked`; one whose digit does not fit is read all the same. Its two-digit year is no birth date.
 * @see 国家移民管理局《新版外国人永久居留身份证机读信息规则》(2023)
 */
export const parsePermanentResidenceCard = (number: string): Result<IdentityDocument, DocumentRefusal> => {
  const old = PERMANENT_2004.exec(number);
  if (old !== null) return parseOldCard(number, old[1] ?? '', old[2] ?? '');
  const parsed = parseEighteenCharacters(number);
  if (!parsed.ok) return parsed;
  if (!number.startsWith('9')) return refused('NUMBER_OF_OTHER_TYPE');
  if (!isProvince(number.slice(1, 3))) return refused('NUMBER_REGION');
  const issuingState = stateOfNumber(number.slice(3, 6));
  if (issuingState === undefined) return refused('STATE_UNKNOWN');
  return ok({ type: 'permanentResidenceCard', ...parsed.value, issuingState });
};

const parseOldCard = (
  number: string, nationality: string, region: string,
): Result<IdentityDocument, DocumentRefusal> => {
  const issuingState = stateCode(nationality);
  if (issuingState === undefined) return refused('STATE_UNKNOWN');
  if (!isProvince(region.slice(0, 2))) return refused('NUMBER_REGION');
  const checked = travelCheckDigit(number.slice(0, -1)) === number.at(-1);
  return ok({ type: 'permanentResidenceCard', number, checked, issuingState, form: 'permanent2004' });
};
