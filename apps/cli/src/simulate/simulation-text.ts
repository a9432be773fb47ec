import type { PackResult, SimulationResult } from '@fengcun/application';
import { factField } from '@fengcun/policy';
import type { Language } from '../terminal.ts';

const WORDS = {
  zh: {
    sealedNow: '应当封存（现在）', sealedLater: '应当封存（将来）', notSealed: '不封存', notCovered: '不属于范围',
    review: '条文留给人工判断', undetermined: '事实不足，无法确定', years: '封存起始年份', open: '查明哪些事实即可确定',
    alone: '只缺此项', missing: '数据中没有的事实（一律未知）', synthetic: '合成人口，不是真实数据', real: '真实数据映射',
      rounded: '各数取整，少于十的为零', exact: '精确计数，不得公开', withheld: '各数不予显示：无论如何取整都会透露少数人',
    incomplete: '已中断，以下只是已处理的部分', records: '条记录', seconds: '秒', deciding: '其中裁断', proposal: '建议稿，不是法律',
  },
  en: {
    sealedNow: 'sealed now', sealedLater: 'sealed later', notSealed: 'not sealed', notCovered: 'not covered',
    review: 'left to a person', undetermined: 'undetermined', years: 'seals due by year',
      open: 'facts that would decide',
    alone: 'alone', missing: 'facts the data does not have (unknown)', synthetic: 'synthetic, no real data',
      real: 'real data, mapped', rounded: 'numbers rounded, zero below ten',
        exact: 'exact counts, not for publication',
      withheld: 'nothing is told: any rounding would tell of a few people',
    incomplete: 'interrupted: this is the part that was done', records: 'records', seconds: 's',
      deciding: 'deciding',
    proposal: 'a proposal, not law',
  },
} as const;

type Words = (typeof WORDS)[Language];

const BAR_WIDTH = 30;
const number = (value: number): string => value.toLocaleString('en-US');

const rows = (pack: PackResult, read: number, words: Words): readonly string[] =>
  Object.entries(pack.coverage).map(([name, count]) => {
    const share = read === 0 ? 0 : count / read;
    const label = words[name as keyof PackResult['coverage']]; // keys of coverage
    const percent = `${(share * 100).toFixed(2)} %`.padStart(9);
    const bar = '█'.repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '·');
    return `  ${bar} ${percent}  ${number(count).padStart(12)}  ${label}`;
  });

const packText = (pack: PackResult, read: number, language: Language): string => {
  const words = WORDS[language];
  const status = pack.status === 'proposal' ? ` · ${words.proposal}` : '';
  const years = Object.entries(pack.sealsByYear).map(([year, count]) => `${year} ${number(count)}`).join(
    ' · ');
  const open = pack.openFacts.slice(0, 6).map(({ fact, records, alone }) =>
    `${factField(fact)?.title[language] ?? fact} ${number(records)} (${words.alone} ${number(alone)})`).join(
      ' · ');
  return [
    `${pack.pack}  ${pack.version}  ${pack.hash.slice(0, 19)}${status}`,
    ...(pack.rounding?.base === 0 ? [`  ${words.withheld}`] : rows(pack, read, words)),
    ...(years === '' ? [] : [`  ${words.years}: ${years}`]),
      ...(open === '' ? [] : [`  ${words.open}: ${open}`]),
    ...(pack.missingFacts.length === 0 ? [] : [`  ${words.missing}: ${pack.missingFacts.join(', ')}`]), '',
  ].join('\n');
};

/** The result for a terminal: coverage bars, seals by year, what would decide, what the data lacks. */
export const simulationText = (result: SimulationResult, language: Language): string => {
  const words = WORDS[language];
  const { population, seconds, runId } = result;
  const head = [
    [
      population.name, words[population.kind], population.source,
      `${number(population.read)} ${words.records}`,
      ...(population.kind === 'synthetic' ? [] : [result.counts === 'rounded' ? words.rounded : words.exact]),
    ].join(' · '),
    ...(result.complete ? [] : [words.incomplete]), `${result.asOf} · ${runId}`, '',
  ];
  const spent = `${words.deciding} ${seconds.deciding.toFixed(2)}`;
  const speed = `${seconds.total.toFixed(2)} ${words.seconds} (${spent})`;
  return [...head, ...result.packs.map((pack) => packText(pack, population.read, language)), speed, ''].join(
    '\n');
};
