import { civilDate, err, mod112Character, ok, type Result } from '@fengcun/kernel';
import {
  documentRefusal, type DocumentRefusal, type DocumentRefusalCode, type IdentityDocument,
} from './document.ts';

/**
 * First two digits of the region: the provinces that ever gave out numbers. County codes are not checked:
 * numbers keep the code of the county of first registration, also when the county is long gone.
 * @see GB/T 2260 (71, 81, 82: reserved for Taiwan, Hong Kong and Macao)
 */
const PROVINCES: ReadonlySet<string> = new Set([
  '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37',
  '41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65',
  '71', '81', '82',
]);

/** Region codes of the residence permits. @see 《港澳台居民居住证申领发放办法》(国办发〔2018〕81号) 第四条 */
const PERMIT_REGIONS: ReadonlyMap<string, string> =
  new Map([['810000', 'HKG'], ['820000', 'MAC'], ['830000', 'TWN']]);

const EIGHTEEN = /^\d{17}[\dX]$/;
const FIFTEEN = /^\d{15}$/;
const MASKED = /^[\dX*×＊]{15,18}$/;
const MASK_SIGN = /[*×＊]|XX/;

/** Sequence numbers kept for persons born in the nineteenth century when 15-digit numbers were given out. */
const CENTENARIANS: ReadonlySet<string> = new Set(['996', '997', '998', '999']);

const refused = (code: DocumentRefusalCode): Result<never, DocumentRefusal> => err(documentRefusal(code));

/** Odd sequence numbers are male, even ones female. @see GB 11643-1999 §4.2.3 */
const sexOf = (sequence: string): '男' | '女' => (Number(sequence) % 2 === 1 ? '男' : '女');

type Eighteen = Readonly<{ region: string; document: Omit<IdentityDocument, 'type'> }>;

/** Birth date, sex and check character of 18 characters of the common structure. */
const parseEighteen = (number: string): Result<Eighteen, DocumentRefusal> => {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  const born = civilDate(year ?? 0, month ?? 0, day ?? 0);
  if (!born.ok) return refused('NUMBER_BIRTH_DATE');
  if (mod112Character(number) !== number[17]) return refused('NUMBER_CHECK');
  const sex = sexOf(number.slice(14, 17));
  return ok({ region: number.slice(0, 6), document: { number, checked: true, bornOn: born.value, sex } });
};

const unreadable = (number: string): Result<never, DocumentRefusal> =>
  refused(MASKED.test(number) && MASK_SIGN.test(number) ? 'NUMBER_MASKED' : 'NUMBER_FORM');

/**
 * The 18-character form of 15 digits: 19 before the year, and the check character.
 * LAW: 15-digit numbers were given to people born 1900–1999; the four sequence numbers for older people are
 * refused, because the rule would move them by a century.
 * @see GB 11643-1989, GB 11643-1999
 */
export const upgradeResidentNumber = (fifteen: string): Result<string, DocumentRefusal> => {
  if (!FIFTEEN.test(fifteen)) return refused('NUMBER_FORM');
  if (CENTENARIANS.has(fifteen.slice(12))) return refused('NUMBER_CENTURY');
  const seventeen = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  return ok(seventeen + mod112Character(seventeen));
};

/** 公民身份号码 of 18 or 15 characters, already narrow, upper case and without spaces. @see GB 11643-1999 */
export const parseResidentNumber = (number: string): Result<IdentityDocument, DocumentRefusal> => {
  const eighteen = FIFTEEN.test(number) ? upgradeResidentNumber(number) : ok(number);
  if (!eighteen.ok) return eighteen;
  if (!EIGHTEEN.test(eighteen.value)) return unreadable(number);
  if (eighteen.value.startsWith('9')) return refused('NUMBER_OF_OTHER_TYPE');
  if (PERMIT_REGIONS.has(eighteen.value.slice(0, 6))) return refused('NUMBER_OF_OTHER_TYPE');
  if (!PROVINCES.has(eighteen.value.slice(0, 2))) return refused('NUMBER_REGION');
  const parsed = parseEighteen(eighteen.value);
  if (!parsed.ok) return parsed;
  const old = number.length === 15 ? { checked: false, form: 'resident15' as const } : {};
  return ok({ type: 'residentIdentityCard', ...parsed.value.document, ...old });
};

/** 港澳台居民居住证: 810000, 820000 or 830000, birth date, sequence, check character. */
export const parseResidencePermit = (number: string): Result<IdentityDocument, DocumentRefusal> => {
  if (!EIGHTEEN.test(number)) return unreadable(number);
  const issuingState = PERMIT_REGIONS.get(number.slice(0, 6));
  if (issuingState === undefined) {
    return refused(PROVINCES.has(number.slice(0, 2)) ? 'NUMBER_OF_OTHER_TYPE' : 'NUMBER_REGION');
  }
  const parsed = parseEighteen(number);
  return parsed.ok ? ok({ type: 'residencePermit', ...parsed.value.document, issuingState }) : parsed;
};

/** Whether a province gives out numbers; shared with the permanent residence card, which holds one too. */
export const isProvince = (twoDigits: string): boolean => PROVINCES.has(twoDigits);

/** The common structure of 18 characters without its region rule, for the permanent residence card. */
export const parseEighteenCharacters = (
  number: string,
): Result<Omit<IdentityDocument, 'type'>, DocumentRefusal> => {
  if (!EIGHTEEN.test(number)) return unreadable(number);
  const parsed = parseEighteen(number);
  return parsed.ok ? ok(parsed.value.document) : parsed;
};
