import {
  type Cut, FATES, type Fate, type Flow, type LabResult, type LoadResult, type PackPair, type Sensitivity,
} from '@fengcun/application';
import type { FactName } from '@fengcun/policy';
import { REGIONS } from '@fengcun/population';
import { type Html, html } from '../report/html.ts';
import type { Bilingual } from '../report/index.ts';
import { both } from '../report/wording.ts';
import { flowChart } from './charts.ts';
import { drawChart } from './draw.ts';
import type { PageModel } from './page-coverage.ts';
import { type Cell, figure, note, section, table } from './tables.ts';
import { citeWords, clauseWords, countText, digits, FATE_WORDS, factWords, shareText } from './words.ts';

type Sides = Readonly<{ model: PageModel; pair: PackPair }>;

const clauseCell = ({ model }: Sides, pack: string, clause: string): Html => {
  const law = model.packs.find(({ id }) => id === pack);
  if (law === undefined) return html`${clause}`;
  const { explain, cite } = clauseWords(law, model.result.matter, clause);
  return html`<a href="#${pack}--${clause}">${both(explain)}</a> <small>${both(citeWords(cite))}</small>`;
};

const patternsCell = ({ patterns }: Flow): Html => (patterns.length === 0 ? html`–`
  : html`<ul class="plain">${patterns.map(({ facts,
  records }) =>
  html`<li>${Object.entries(facts).map(([fact, value], i) => html`${i > 0 && html`；`}${
    both(factWords(fact as FactName))} <code>${value ?? ''}</code>`)} <small>${digits(
      records)}</small></li>`)}</ul>`);

const pairBlock = async (sides: Sides, at: number): Promise<Html> => {
  const { pair } = sides;
  const rows = pair.flows.map((flow): readonly Cell[] => [
    html`${both(FATE_WORDS[flow.from])} → ${both(FATE_WORDS[flow.to])}`, countText(flow.records),
    clauseCell(sides, pair.from, flow.fromClause), clauseCell(sides, pair.to, flow.toClause),
      patternsCell(flow),
  ]);
  const dates: Bilingual = {
    zh: `两者都封存的记录中，${pair.to} 较早 ${countText(pair.dates.earlier)}，同日 ${countText(pair.dates.same)}，`
      + `较晚 ${countText(pair.dates.later)}。`,
    en: `Of those sealed by both, ${pair.to} seals ${countText(pair.dates.earlier)} earlier, `
      + `${countText(pair.dates.same)} on the same day, ${countText(pair.dates.later)} later.`,
  };
  return html`<div class="pack"><h3>${pair.from} → ${pair.to} <small>${both({
    zh: `${countText(pair.changed)} 条记录的结果不同`, en: `${countText(
      pair.changed)} records end differently` })}</small></h3>
${figure(await drawChart(flowChart(pair, at)))}${table({
    caption: { zh: `${pair.from} → ${pair.to}：谁的结果改变，由哪一条决定`,
      en: `${pair.from} → ${pair.to}: who changes, and by which clause` },
    heads: [{ zh: '变化', en: 'change' }, { zh: '记录', en: 'records' }, pair.from, pair.to,
      { zh: '常见的事实组合', en: 'common fact patterns' }],
    rows, words: [0, 2, 3, 4],
  })}${note(dates)}</div>`;
};

const changesSection = async (model: PageModel, pairs: readonly PackPair[]): Promise<Html> => {
  const blocks: Html[] = [];
  for (const [at, pair] of pairs.entries()) blocks.push(await pairBlock({ model, pair }, at));
  return section('changes', { zh: '方案之间谁改变', en: 'Who changes between packs' }, blocks);
};

const sensitivityTable = (each: Sensitivity, { packs, result }: PageModel): Html => {
  const law = packs.find(({ id }) => id === each.pack);
  const title = law?.parameters.find(({ id }) => id === each.parameter)?.title ?? { zh: '', en: '' };
  const sign = (value: number): string => (value > 0 ? `+${digits(value)}` : digits(value).replace('-', '−'));
  return table({
    caption: { zh: `${each.pack}：${title.zh}（${citeWords(each.cite).zh}）`,
      en: `${each.pack}: ${title.en} (${citeWords(each.cite).en})` },
    heads: [html`${each.parameter}`.markup, ...each.steps.map(({ value, isCurrent }) =>
      `${isCurrent ? '▸ ' : ''}${Array.isArray(value) ? '=' : String(value)}`)],
    rows: [
      [both({ zh: '应当封存', en: 'sealed' }),
        ...each.steps.map(({ sealed }) => shareText(sealed, result.population.read))],
      [both({ zh: '变化', en: 'change' }), ...each.steps.map(({ change }) =>
        (Math.abs(change) > 0 && Math.abs(change) < 10 ? '±<10' : sign(change)))],
    ],
  });
};

const CUT_WORDS: Readonly<Record<Cut['dimension'], Bilingual>> = {
  age: { zh: '行为时的年龄', en: 'age at the act' }, charge: { zh: '罪名', en: 'charge' },
  region: { zh: '地区', en: 'region' }, sex: { zh: '性别', en: 'sex' },
};
const GROUP_WORDS: Readonly<Record<string, Bilingual>> = {
  female: { zh: '女', en: 'female' }, male: { zh: '男', en: 'male' },
  ...Object.fromEntries(REGIONS.map(([code, zh, en]) => [code, { zh, en }])),
  others: { zh: '其他', en: 'others' }, unknown: { zh: '不明', en: 'unknown' },
  several: { zh: '数罪', en: 'several charges' },
};

const SEALED: readonly Fate[] = ['sealedNow', 'sealedLater'];
/** Share sealed of a group; told only where nothing of it is hidden. */
const sealedShare = (counts: Cut['groups'][number]['packs'][number], of: unknown): string => {
  const parts = SEALED.map((fate) => counts[FATES.indexOf(fate)]);
  const sum = parts.reduce<number>((total, part) => total + (typeof part === 'number' ? part : Number.NaN),
    0);
  return typeof of === 'number' && !Number.isNaN(sum) ? shareText(sum, of) : '·';
};

const cutTable = ({ dimension, isKnown, isRounded, groups }: Cut, { result }: PageModel): Html => (!isKnown
  ? note({ zh: `${CUT_WORDS[dimension].zh}：数据中没有，无法比较。`, en: `${
    CUT_WORDS[dimension].en}: the data does not have it.` })
  : table({
    caption: {
      zh: `按${CUT_WORDS[dimension].zh}：应当封存的比例${isRounded ? '（有少于十条的组，各数取整到十）' : ''}`,
      en: `Share sealed by ${CUT_WORDS[dimension].en}`
        + (isRounded ? ' (a group is below ten: numbers to the nearest ten)' : ''),
    },
    heads: [CUT_WORDS[dimension], { zh: '记录', en: 'records' }, ...result.packs.map(({ pack }) => pack)],
    rows: groups.map(({ group, records, packs }) => [
      GROUP_WORDS[group] === undefined ? group : both(GROUP_WORDS[group]), countText(records),
      ...packs.map((counts) => sealedShare(counts, records)),
    ]),
  }));

const loadTable = ({ pack, backlog, clearedAfterDays, years }: LoadResult): Html => html`<h3>${pack}</h3>${
  note({
  zh: `存量（现在即应封存）${countText(backlog)} 条；`
    + (clearedAfterDays === null ? '未给出每日办理能力，不推算清理时间。' : clearedAfterDays === 'never' ? '按所给能力无法清完。'
      : `按所给能力 ${digits(clearedAfterDays)} 天清完。`),
  en: `Legacy sweep: ${countText(backlog)} due now; `
    + (clearedAfterDays === null ? 'no capacity was given, so no time is told.' : clearedAfterDays === 'never'
      ? 'never done with the capacity given.' : `done in ${digits(
        clearedAfterDays)} days with the capacity given.`),
})}${table({
  caption: { zh: `${pack}：各机关每日负担`, en: `${pack}: load on the organs a day` },
  heads: [{ zh: '年份', en: 'year' }, { zh: '到期封存', en: 'seals due' }, { zh: '日均', en: 'a day' },
    { zh: '最多的一天', en: 'fullest day' }, { zh: '当天', en: 'on it' }, { zh: '每日查询', en: 'inquiries a day' },
    { zh: '年底未办', en: 'waiting at its end' }],
  rows: years.map((each) => [String(each.year), countText(each.seals),
    typeof each.seals === 'number' ? each.perDay.toFixed(1) : '·', each.fullestDay ?? '–',
      countText(each.onFullestDay),
    each.inquiriesPerDay === null ? '–' : each.inquiriesPerDay.toFixed(1),
    each.backlogAtEnd === null ? '–' : digits(Math.round(each.backlogAtEnd))]),
})}`;

const soundTable = ({ pack, clauses, conflicts }: NonNullable<LabResult['clauses']>[number]): Html => {
  const dead = clauses.filter(({ state }) => state !== 'inUse');
  return html`${table({
    caption: { zh: `${pack}：在本数据上没有作用的条文`, en: `${pack}: clauses without effect on this data` },
    heads: [{ zh: '条文', en: 'clause' }, { zh: '情形', en: 'state' }, { zh: '条件成立', en: 'holds' },
      { zh: '可能成立', en: 'may hold' }],
    rows: dead.map(({ clause, state, holds, mayHold }) => [html`<a href="#${pack}--${clause}"><code>${
      clause}</code></a>`,
      both(state === 'neverHolds' ? { zh: '条件从未成立', en: 'never holds' }
        : { zh: '总被前面的条文取代', en: 'always overtaken by a clause above' }),
      countText(holds), countText(mayHold)]), words: [0, 1],
  })}${conflicts.length === 0 ? note({ zh: `${pack}：没有未声明的冲突。`, en: `${pack}: no undeclared conflict.` })
    : table({
    caption: { zh: `${pack}：同时成立而结论不同，且未声明例外关系的条文`, en: `${
      pack}: clauses that hold together with different outcomes, no exception declared` },
    heads: [{ zh: '决定的条文', en: 'decides' }, { zh: '被取代的条文', en: 'overtaken' }, { zh: '记录', en: 'records' }],
    rows: conflicts.map((each) => [each.decides, each.overtaken, countText(each.records)]), words: [0, 1],
  })}`;
};

const costSection = ({ unit, packs }: NonNullable<LabResult['cost']>): Html => {
  const range = ({ low, estimate,
    high }: Readonly<{ low: number; estimate: number; high: number }>): string =>
    `${digits(Math.round(estimate))} (${digits(Math.round(low))}–${digits(Math.round(high))})`;
  return section('cost', { zh: '错封与漏封的代价', en: 'Cost of a false and of a missed seal' }, [packs.length === 0
    ? note({
    zh: '没有给出经复核确认的结果，因此不作估计：合成数据本身不能说明错封或漏封的比例。用 --assume-file 提供。',
    en: 'No confirmed reviews were given, so nothing is estimated: a population cannot tell how often a '
      + 'decision is wrong. Give them with --assume-file.',
  }) : table({
    caption: { zh: '按复核样本推算（95 % 区间）', en: 'From the reviewed samples (95 % intervals)' },
    heads: [{ zh: '方案', en: 'pack' }, { zh: '复核', en: 'reviewed' }, { zh: '错封', en: 'false seals' },
      { zh: '漏封', en: 'missed seals' }, { zh: `代价（${unit ?? '未给出'}）`, en: `cost (${unit ?? 'not given'})` }],
    rows: packs.map((each) => [each.pack, each.reviewed, range(each.falseSeals), range(each.missedSeals),
      unit === null ? '–' : range(each.cost)]),
  })]);
};

/** Answers of the lab, one section a question. */
export const labSections = async (model: PageModel, lab: LabResult): Promise<readonly Html[]> => [
  ...(lab.changes === undefined || lab.changes.length === 0 ? [] : [await changesSection(model,
    lab.changes)]),
  ...(lab.sensitivity === undefined || lab.sensitivity.length === 0 ? [] : [section('sensitivity',
    { zh: '参数敏感度', en: 'Sensitivity to each parameter' },
    [note({ zh: '▸ 为方案现行取值；其余在方案声明的范围内变动。',
      en: '▸ is the value of the pack; the others lie within its declared bounds.' }),
      ...lab.sensitivity.map((each) => sensitivityTable(each, model))])]),
  ...(lab.cuts === undefined ? [] : [section('cuts', { zh: '公平性比较', en: 'Fairness cuts' },
    [note({ zh: '少于十条的格子显示为 “<10”；“·” 为防止倒推而隐去。',
      en: 'Cells under ten are shown as “<10”; “·” is hidden so that none can be computed back.' }),
      ...lab.cuts.map((each) => cutTable(each, model))])]),
  ...(lab.load === undefined ? [] : [section('load', { zh: '机关负担与存量清理',
    en: 'Load on organs and legacy sweep' }, lab.load.map(loadTable))]),
  ...(lab.clauses === undefined ? [] : [section('sound', { zh: '冲突与无效条文', en: 'Conflicts and dead clauses' },
    lab.clauses.map(soundTable))]),
  ...(lab.cost === undefined ? [] : [costSection(lab.cost)]),
];
