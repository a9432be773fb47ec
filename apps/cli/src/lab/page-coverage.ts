import { FATES, type PackResult, type SimulationResult } from '@fengcun/application';
import type { Pack } from '@fengcun/policy';
import { type Html, html } from '../report/html.ts';
import { both } from '../report/wording.ts';
import { coverageChart, curveYears, sealedByYear, yearsChart } from './charts.ts';
import { drawChart } from './draw.ts';
import { figure, note, section, table } from './tables.ts';
import {
  citeWords, clauseWords, countText, digits, FATE_WORDS, factWords, shareText, STATUS_WORDS,
} from './words.ts';
import { shownCount } from '@fengcun/application';

/** What the page is made from: packs in the order of the result. */
export type PageModel = Readonly<{ result: SimulationResult; packs: readonly Pack[]; language: 'zh' | 'en' }>;

/** A number with its share: `19,707 (39.4 %)`, small ones hidden. */
const withShare = (records: number, of: number): string => {
  const shown = shownCount(records);
  return typeof shown === 'number' ? `${digits(records)} (${shareText(records, of)})` : shown;
};

/** Coverage of each pack, and the facts that would decide what is open. */
export const coverageSection = async ({ result, packs }: PageModel): Promise<Html> => {
  const { read } = result.population;
  const open = result.packs.flatMap((pack) => pack.openFacts.slice(0, 8).map(({ fact, records, alone }) =>
    [pack.pack, both(factWords(fact)), countText(shownCount(records)), countText(shownCount(alone))]));
  const missing = result.packs.filter(({ missingFacts }) => missingFacts.length > 0)
    .map(({ pack, missingFacts }) => html`<li><code>${pack}</code> ${missingFacts.map((fact, i) =>
      html`${i > 0 && html`、`}${both(factWords(fact))}`)}</li>`);
  const withheld = result.packs.filter(({ rounding }) => rounding?.base === 0).map(({ pack }) => pack);
  return section('coverage', { zh: '覆盖范围', en: 'Who is covered' }, [
    figure(await drawChart(coverageChart(result))),
    table({
      caption: { zh: '各方案下的记录数与比例', en: 'Records and shares by pack' },
      heads: [{ zh: '方案', en: 'pack' }, ...FATES.map((fate) => FATE_WORDS[fate])],
      rows: result.packs.map(({ pack, coverage }, i) => [
        html`<a href="#pack-${pack}">${pack}</a> <small>${both(packs[i]?.title ?? { zh: '',
          en: '' })}</small>`,
        ...FATES.map((fate) => withShare(coverage[fate], read)),
      ]),
    }),
    open.length === 0 ? note({
      zh: '没有因事实不足而无法确定的记录。', en: 'No record is undetermined for want of facts.',
    }) : table({
      caption: { zh: '查明哪些事实即可确定', en: 'Facts that would decide what is undetermined' },
      heads: [{ zh: '方案', en: 'pack' }, { zh: '事实', en: 'fact' }, { zh: '缺此项的记录',
        en: 'records that lack it' },
        { zh: '只缺此项', en: 'lack nothing else' }],
      rows: open, words: [0, 1],
    }),
    withheld.length === 0 ? html`` : note({
      zh: `${withheld.join('、')}：各数不予显示，因为无论如何取整都会透露少数人。`,
      en: `${withheld.join(', ')}: nothing is told, because any rounding would tell of a few people.`,
    }),
    missing.length === 0 ? html`` : html`${note({
      zh: '数据中没有下列事实，对所有记录一律按“未知”处理：',
      en: 'The data does not have these facts; they are unknown for every record:',
    })}<ul class="plain">${missing}</ul>`,
  ]);
};

/** When records are sealed. */
export const yearsSection = async ({ result }: PageModel): Promise<Html> => {
  const years = curveYears(result);
  const { read } = result.population;
  return section('years', { zh: '何时封存', en: 'When records are sealed' }, [
    figure(await drawChart(yearsChart(result))),
    table({
      caption: { zh: '到各年年底应当封存的记录（累计）', en: 'Records to be sealed by the end of each year (sum)' },
      heads: [{ zh: '方案', en: 'pack' }, ...years.map(String)],
      rows: result.packs.map((pack) => [pack.pack, ...sealedByYear(pack, years).map((sealed) =>
        (typeof shownCount(sealed) === 'number' ? shareText(sealed, read) : '<10'))]),
    }),
  ]);
};

const decisionTable = (pack: PackResult, law: Pack, { matter, population }: SimulationResult): Html => {
  const rows = pack.clauses.map(({ clause, outcome, records, later }) => {
    const words = clauseWords(law, matter, clause);
    return [
      html`<span id="${pack.pack}--${clause}">${both(words.explain)}</span> <code>${clause}</code>${
        words.text !== '' && html`<br><small lang="zh-CN">${words.text}</small>`}`,
      both(citeWords(words.cite)), outcome, withShare(records, population.read),
      later === 0 ? '' : countText(shownCount(later)),
    ];
  });
  return html`<div class="pack" id="pack-${pack.pack}"><h3>${both(
    law.title)} <code>${pack.pack} ${pack.version}</code>
<span class="status">${both(STATUS_WORDS[pack.status])}</span></h3>${table({
    caption: { zh: `${pack.pack}：按条文`, en: `${pack.pack}: by clause` },
    heads: [{ zh: '条文', en: 'clause' }, { zh: '依据', en: 'citation' }, { zh: '结论', en: 'outcome' },
      { zh: '由其决定的记录', en: 'records it decides' }, { zh: '其中将来封存', en: 'of them later' }],
    rows, words: [0, 1, 2],
  })}</div>`;
};

/** Every clause with its words, citation and the records it decides. */
export const clausesSection = ({ result, packs }: PageModel): Html =>
  section('clauses', { zh: '条文决定表', en: 'Decision table by clause' }, result.packs.flatMap((pack, i) => {
    const law = packs[i];
    return law === undefined ? [] : [decisionTable(pack, law, result)];
  }));
