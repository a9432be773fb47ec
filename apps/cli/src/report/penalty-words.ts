import type { DefendantReading, Term } from '@fengcun/judgment';
import type { Bilingual } from './model.ts';

const MONTHS_A_YEAR = 12;

const PENALTY_EN: Readonly<Record<Term['type'], string>> = {
  有期徒刑: 'fixed-term imprisonment',
  拘役: 'criminal detention',
  管制: 'public surveillance',
  单处罚金: 'fine alone',
  免予刑事处罚: 'exempted from punishment',
  无期徒刑: 'life imprisonment',
  死刑: 'death',
  死刑缓期执行: 'death with reprieve',
  单处剥夺政治权利: 'deprivation of political rights alone',
  单处没收财产: 'confiscation alone',
  单处驱逐出境: 'deportation alone',
  无罪: 'acquitted',
  不负刑事责任: 'not criminally liable',
};

/** Months (and odd days) as a clerk says them: 4年6个月; 4 years 6 months. */
export const lengthWords = (months: number, days = 0): Bilingual => {
  const [years, rest] = [Math.floor(months / MONTHS_A_YEAR), months % MONTHS_A_YEAR];
  const parts = (list: readonly (readonly [number, string])[]): string =>
    list
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count}${unit}`)
      .join('');
  const plural = (count: number, unit: string): string =>
    count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
  return {
    zh: parts([
      [years, '年'],
      [rest, '个月'],
      [days, '天'],
    ]),
    en: [plural(years, 'year'), plural(rest, 'month'), plural(days, 'day')]
      .filter((part) => part !== '')
      .join(' '),
  };
};

/** A penalty with its length. */
export const termWords = (term: Term): Bilingual => {
  const length = lengthWords(term.months, term.days ?? 0);
  return {
    zh: `${term.type}${length.zh}`,
    en: `${PENALTY_EN[term.type]}${length.en === '' ? '' : ` ${length.en}`}`,
  };
};

/** Yuan with thousands apart. */
export const yuanWords = (yuan: number): string => `${String(yuan).replace(/\B(?=(\d{3})+$)/g, ',')} 元`;

/** The executed penalty of a defendant in one line; undefined where none was read. */
export const penaltyWords = (defendant: DefendantReading): Bilingual | undefined => {
  if (defendant.combined === undefined) return undefined;
  const term = termWords(defendant.combined.value);
  const suspension =
    defendant.probationMonths === undefined ? undefined : lengthWords(defendant.probationMonths.value);
  const fine = defendant.fineYuan?.value;
  return {
    zh: [term.zh, suspension && `缓刑${suspension.zh}`, fine !== undefined && `罚金 ${yuanWords(fine)}`]
      .filter(Boolean)
      .join('，'),
    en: [
      term.en,
      suspension && `suspended for ${suspension.en}`,
      fine !== undefined && `fine ¥${yuanWords(fine).slice(0, -2)}`,
    ]
      .filter(Boolean)
      .join(', '),
  };
};
