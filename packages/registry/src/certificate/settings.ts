/**
 * What the texts leave to a deployment, or fix with a number that a province may have set otherwise. Shown to
 * whoever applies.
 * @see 《公安机关办理犯罪记录查询工作规定》(2021) 第5条、第6条、第8条
 */
export type CertificateSettings = Readonly<{
  /** More certificates than this in a natural year need proof of reasonable use (3 itself does not). */
  freeInYear: number;
  /** Days in China from which on a foreigner may apply; this number is enough (含). */
  foreignStayDaysMin: number;
  /** `atOnce`: what is clear is decided on the spot; `byPerson`: everything waits for an officer. */
  deciding: 'atOnce' | 'byPerson';
  /** Months a certificate says it is good for; absent: it says nothing, because no text gives a number. */
  validityMonths?: number;
  /** Why the year is counted as it is: `natural`, 1 January to 31 December. */
  year: 'natural';
}>;

/** 「一年内申请查询3次以上的」, read as more than three. LAW: Beijing's guide does not count the third [P]. */
export const FREE_CERTIFICATES_IN_YEAR = 3;

/** 在中国境内居留180天以上（含180天）. @see 《公安机关办理犯罪记录查询工作规定》(2021) 第5条 */
export const FOREIGN_STAY_DAYS_MIN = 180;

/** The settings where nobody set any. */
export const DEFAULT_CERTIFICATE_SETTINGS: CertificateSettings = {
  freeInYear: FREE_CERTIFICATES_IN_YEAR, foreignStayDaysMin: FOREIGN_STAY_DAYS_MIN, deciding: 'atOnce',
  year: 'natural',
};

// LIMIT: what a deployment may set; beyond it is a slip of the keyboard.
const FREE_MAX = 100;
const STAY_MAX = 366;
const VALIDITY_MAX = 120;

const isWhole = (value: unknown, from: number, to: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;

/** Settings from configuration: what is not named stays as the texts have it; undefined where it is wrong. */
export const parseCertificateSettings = (
  given: Readonly<Record<string, unknown>>,
): CertificateSettings | undefined => {
  const known = ['freeInYear', 'foreignStayDaysMin', 'deciding', 'validityMonths', 'year'];
  if (Object.keys(given).some((name) => !known.includes(name))) return undefined;
  const defaults = DEFAULT_CERTIFICATE_SETTINGS;
  const { freeInYear = defaults.freeInYear, foreignStayDaysMin = defaults.foreignStayDaysMin } = given;
  const { deciding = defaults.deciding, validityMonths, year = defaults.year } = given;
  if (!isWhole(freeInYear, 0, FREE_MAX) || !isWhole(foreignStayDaysMin, 0, STAY_MAX)) return undefined;
  if ((deciding !== 'atOnce' && deciding !== 'byPerson') || year !== 'natural') return undefined;
  if (validityMonths === undefined) return { freeInYear, foreignStayDaysMin, deciding, year };
  return isWhole(validityMonths, 1, VALIDITY_MAX)
    ? { freeInYear, foreignStayDaysMin, deciding, year, validityMonths } : undefined;
};
