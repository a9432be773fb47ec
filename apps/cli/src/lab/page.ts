import { createHash } from 'node:crypto';
import type { LabResult } from '@fengcun/application';
import { type Html, html, raw } from '../report/html.ts';
import type { Bilingual } from '../report/index.ts';
import { STYLE } from '../report/style.ts';
import { both } from '../report/wording.ts';
import { clausesSection, coverageSection, type PageModel, yearsSection } from './page-coverage.ts';
import { labSections } from './page-lab.ts';
import { LAB_STYLE } from './page-style.ts';
import { table } from './tables.ts';
import { digits, STATUS_WORDS } from './words.ts';

const TITLE: Bilingual = { zh: '封存 · 政策实验室', en: 'Fengcun · policy lab' };

const SHEET = `${STYLE}${LAB_STYLE}`;
/** Nothing is loaded and nothing runs: one style sheet, and drawings in the page. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(SHEET).digest(
  'base64')}'; `
  + `base-uri 'none'; form-action 'none'`;

const KINDS: Readonly<Record<'synthetic' | 'real', Bilingual>> = {
  synthetic: { zh: '合成人口：所有记录都是虚构的，不是真实数据',
    en: 'Synthetic population: every record is invented, no real data' },
  real: { zh: '真实数据的映射，不含身份信息；各数取整到十，少于十的一律为零，合计是所示各数之和',
    en: 'Real data, mapped, without identities; numbers to the nearest ten, zero below ten, totals are '
      + 'sums of what is shown' },
};

const basis = ({ result, packs }: PageModel): Html => {
  const { population } = result;
  return html`<section aria-labelledby="basis"><h2 id="basis" class="sr">${both({ zh: '依据',
    en: 'Basis' })}</h2>
<p class="kind ${population.kind}">${both(KINDS[population.kind])}</p>
${!result.complete && html`<p class="kind real">${both({ zh: '运行被中断，以下只是已处理的部分',
  en: 'Interrupted: this is the part that was done' })}</p>`}
<dl class="basis-list"><div><dt>${both({ zh: '数据', en: 'Population' })}</dt><dd>${population.name} · ${
  population.source}</dd></div>
<div><dt>${both({ zh: '记录', en: 'Records' })}</dt><dd>${digits(population.read)} / ${digits(
  population.rows)}</dd></div>
<div><dt>${both({ zh: '计算日期', en: 'As of' })}</dt><dd>${result.asOf}</dd></div>
<div><dt>${both({ zh: '运行编号', en: 'Run' })}</dt><dd><code>${result.runId}</code></dd></div>
<div><dt>${both({ zh: '数据哈希', en: 'Population hash' })}</dt><dd><code>${
  population.hash}</code></dd></div></dl>
${table({
    caption: { zh: '参与比较的方案', en: 'Packs compared' },
    heads: [{ zh: '方案', en: 'pack' }, { zh: '性质', en: 'kind' }, { zh: '版本', en: 'version' }, { zh: '哈希',
      en: 'hash' }],
    rows: result.packs.map((pack, i) => [html`<a href="#pack-${pack.pack}">${both(
      packs[i]?.title ?? { zh: '', en: '' })}</a> <code>${pack.pack}</code>`,
      both(STATUS_WORDS[pack.status]), html`<span class="whole">${pack.version}</span>`,
        html`<code>${pack.hash}</code>`]),
    words: [0, 1, 2, 3],
  })}</section>`;
};

const language = (chosen: PageModel['language']): Html =>
  html`<fieldset class="choice"><legend class="sr">语言 Language</legend>
<input type="radio" name="language" id="show-zh"${chosen === 'zh'
  && raw(' checked')}><label for="show-zh" lang="zh-CN">中文</label>
<input type="radio" name="language" id="show-en"${chosen === 'en'
  && raw(' checked')}><label for="show-en" lang="en">English</label></fieldset>`;

/** The page around a report: one style sheet, no script, both languages. */
export const pageAround = (chosen: PageModel['language'], title: Bilingual, body: Html): string =>
  html`<!doctype html>
<html lang="${chosen === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex"><title>${title[chosen]}</title><style>${raw(
  SHEET)}</style></head>
<body class="lab"><header><h1>${both(title)}</h1>${language(chosen)}</header>
<main>${body}</main>
<footer><p>${both({
    zh: '计数由程序逐条适用各方案得出；未知的事实按未知处理，不作推断。建议稿不是法律。',
    en: 'Counted by applying each pack to every record; what is unknown stays unknown. '
      + 'Proposals are not law.',
  })}</p></footer></body></html>
`.markup;

/**
 * The report of a simulation as one HTML file: nothing is loaded, no script runs, every text is escaped, each
 * chart has its table, each number leads to its clause and citation. The same result gives the same bytes.
 */
export const renderLab = async (model: PageModel, lab: LabResult | undefined): Promise<string> => {
  const sections = [
    await coverageSection(model), await yearsSection(model),
    ...(lab === undefined ? [] : await labSections(model, lab)), clausesSection(model),
  ];
  return pageAround(model.language, TITLE, html`${basis(model)}${sections}`);
};
