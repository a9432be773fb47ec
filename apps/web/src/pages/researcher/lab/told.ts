import type { Count, Coverage } from '@fengcun/policy';
import type { Words } from '../../../app/language.tsx';

/** A share of a whole in percent, one decimal. */
export const percent = (records: number, of: number): string =>
  (of === 0 ? '—' : `${((records / of) * 100).toFixed(1)} %`);

/** A count with its thousands. */
export const thousands = (records: number): string => records.toLocaleString('en');

/** A protected count: small ones and what would give them away are not told. */
export const countText = (count: Count): string =>
  (count === 'hidden' ? '·' : count === '<10' ? '<10' : thousands(count));

/** Quantile of the normal distribution for 95 %. */
const Z = 1.96;

/**
 * Where the sealed share may lie: below, what chance in drawing the persons allows (95 %); above, that and
 * everything that is open, if it were all sealed. In parts of one.
 */
export const sealedRange = (coverage: Coverage, records: number): readonly [number, number] => {
  if (records === 0) return [0, 1];
  const spread = (share: number): number => Z * Math.sqrt((share * (1 - share)) / records);
  const sealed = (coverage.sealedNow + coverage.sealedLater) / records;
  const most = Math.min(1, sealed + (coverage.review + coverage.undetermined) / records);
  return [Math.max(0, sealed - spread(sealed)), Math.min(1, most + spread(most))];
};

/** One sentence says what the bars show, before anybody reads a number. */
export const coverageSentence = (
  packs: readonly Readonly<{ name: Words; coverage: Coverage }>[], records: number,
): Words => {
  const share = ({ sealedNow, sealedLater }: Coverage): string => percent(sealedNow + sealedLater, records);
  const [first, second] = packs;
  if (first === undefined) return { zh: '还没有选择规则包。', en: 'No pack is chosen yet.' };
  const alone = {
    zh: `按《${first.name.zh}》，${share(first.coverage)} 的记录封存`,
    en: `${first.name.en} seals ${share(first.coverage)} of the records`,
  };
  if (second === undefined) return { zh: `${alone.zh}。`, en: `${alone.en}.` };
  return {
    zh: `${alone.zh}；按《${second.name.zh}》，${share(second.coverage)}。`,
    en: `${alone.en}; ${second.name.en}, ${share(second.coverage)}.`,
  };
};

/** LIMIT: years ahead that are shown. */
const YEARS_AHEAD = 15;

/** Sealed records at the end of each year ahead, of those that exist today. */
export const sealedByYear = (
  sealsByYear: Readonly<Record<string, number>>, coverage: Coverage, asOfYear: number,
): readonly Readonly<{ year: number; sealed: number }>[] => {
  const whole = coverage.sealedNow + coverage.sealedLater;
  return Array.from({ length: YEARS_AHEAD }, (_, i) => {
    const year = asOfYear + i;
    // Whatever is due later than the year is not sealed in it; a seal without a day is sealed at once.
    const after = Object.entries(sealsByYear).reduce((sum, [due, count]) => sum + (Number(due) > year ? count : 0), 0);
    return { year, sealed: whole - after };
  });
};
