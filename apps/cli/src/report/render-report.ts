import { createHash } from 'node:crypto';
import { COLUMNS, documentEntry } from './document-entry.ts';
import { type Html, html, raw } from './html.ts';
import type { Bilingual, ReportLanguage, ReportModel } from './model.ts';
import { STYLE } from './style.ts';
import { listTitle, summarySection } from './summary.ts';
import { both } from './wording.ts';

const TITLE: Bilingual = { zh: '封存 · 犯罪记录封存审查报告', en: 'Fengcun · report on sealing' };

/** Nothing may be loaded or run: only this one style sheet counts, and there is no script at all. */
const contentPolicy =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
  `base-uri 'none'; form-action 'none'`;

const choice = (name: string, id: string, words: Bilingual, isChosen: boolean): Html =>
  html`<input type="radio" name="${name}" id="${id}"${isChosen && raw(' checked')}><label for="${id}">${
    both(words)}</label>`;

const languageChoice = (
  language: ReportLanguage,
): Html => html`<fieldset class="choice"><legend class="sr">语言 Language</legend>
<input type="radio" name="language" id="show-zh"${
    language === 'zh' && raw(' checked')}><label for="show-zh" lang="zh-CN">中文</label>
<input type="radio" name="language" id="show-en"${
    language === 'en' && raw(' checked')}><label for="show-en" lang="en">English</label></fieldset>`;

const filter: Html = html`<fieldset class="choice"><legend class="sr">${
    both({ zh: '只看', en: 'Show' })}</legend>
${choice('show', 'only-all', { zh: '全部', en: 'All' }, true)}
${choice('show', 'only-seal', { zh: '◐ 应当封存', en: '◐ To be sealed' }, false)}
${choice('show', 'only-review', { zh: '？ 待判断', en: '？ To decide' }, false)}
${choice('show', 'only-open', { zh: '○ 不予封存', en: '○ Not sealed' }, false)}
${choice('show', 'only-doubtful', { zh: '▲ 存疑', en: '▲ Doubtful' }, false)}
${choice('show', 'only-refused', { zh: '⊘ 未读取', en: '⊘ Refused' }, false)}</fieldset>`;

const list = (model: ReportModel): Html => html`<section class="list" aria-labelledby="list-title">
<div class="head"><h2 id="list-title">${both(listTitle(model))}</h2>${filter}</div>
<div class="columns" aria-hidden="true">${COLUMNS.map((words) => html`<span>${both(words)}</span>`)}</div>
<ol class="entries">${
  model.documents.map((document, i) => documentEntry(document, i, model))}</ol></section>`;

const footer: Html = html`<footer><p>${both({
  zh: '本报告由程序依据文书文字和现行法律逐条核对得出，供办案人员审查；不明之处不作推断。内容涉及个人信息，请按保密要求保管。',
  en:
    'Made by checking the words of each document against the law in force, for an officer to review; ' +
    'what is unknown is not guessed. It holds personal data: keep it confidential.',
})}</p></footer>`;

/**
 * The whole report as one HTML file: no request leaves it, no script runs in it, and every text of a
 * document is escaped. The same model gives the same bytes.
 */
export const renderReport = (model: ReportModel): string =>
  html`<!doctype html>
<html lang="${model.language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex"><title>${TITLE[model.language]}</title><style>${
    raw(STYLE)}</style></head>
<body><header><h1>${both(TITLE)}</h1>${languageChoice(model.language)}</header>
<main>${summarySection(model)}${list(model)}</main>${footer}</body></html>
`.markup;
