import { type PanelContext, personPanel } from './decision-panel.ts';
import { documentText } from './document-text.ts';
import { type Html, html } from './html.ts';
import { problemAnchor } from './labelled-spans.ts';
import type { Bilingual, ReportDocument, ReportModel, ReportPerson } from './model.ts';
import { penaltyWords } from './penalty-words.ts';
import { both, STATUSES, VERDICTS, verdictOf } from './wording.ts';

// LIMIT: names and charges come from documents; a row stays a row.
const CELL_CHARACTERS_MAX = 60;

const clipped = (text: string): string => {
  const characters = [...text.slice(0, CELL_CHARACTERS_MAX * 2 + 1)];
  return characters.length > CELL_CHARACTERS_MAX
    ? `${characters.slice(0, CELL_CHARACTERS_MAX).join('')}…`
    : text;
};

/** Heads of the columns; on narrow screens they stand in each cell instead. */
export const COLUMNS: readonly Bilingual[] = [
  { zh: '决定', en: 'Decision' },
  { zh: '姓名', en: 'Name' },
  { zh: '罪名与刑罚', en: 'Charge and penalty' },
  { zh: '理由', en: 'Reason' },
  { zh: '文书', en: 'Document' },
];

const penaltyCell = (document: ReportDocument, person: ReportPerson): Html => {
  const defendant =
    person.defendantIndex === undefined ? undefined : document.reading?.defendants[person.defendantIndex];
  if (defendant === undefined) return html`${clipped(person.headline ?? '')}`;
  const charges = defendant.charges.map((charge) => charge.name.value).join('、');
  const penalty = penaltyWords(defendant);
  return html`<span lang="zh-CN">${clipped(charges)}</span>${charges !== '' && html`<br>`}${
    penalty !== undefined && both(penalty)}`;
};

const documentCell = (document: ReportDocument): Html => {
  const status = STATUSES[document.status];
  const number = document.reading?.caseNumber?.value ?? '';
  return html`<span class="file">${clipped(document.source)}</span>${
    number !== '' && html`<br><span lang="zh-CN">${clipped(number)}</span>`}
${document.status !== 'exact' && html`<br><span class="status ${document.status}">${status.mark} ${
    both(status.words)}</span>`}`;
};

const row = (cells: readonly Html[], verdict: string): Html =>
  html`<span class="row ${verdict}">${cells.map(
    (cell, i) =>
      html`<span class="cell c${i}"><span class="label">${
    both(COLUMNS[i] ?? { zh: '', en: '' })}</span><span>${cell}</span></span>`,
  )}</span>`;

const personRow = (document: ReportDocument, person: ReportPerson, isFirst: boolean): Html => {
  const verdict = verdictOf(person.outcome);
  const words = VERDICTS[verdict];
  return row(
    [
      html`<span class="state"><span class="mark" aria-hidden="true">${words.mark}</span> ${
    both(words.words)}</span>`,
      html`<bdi class="name">${clipped(person.name)}</bdi>`,
      penaltyCell(document, person),
      both(person.reason),
      isFirst ? documentCell(document) : html``,
    ],
    verdict,
  );
};

const NOBODY: Bilingual = { zh: '没有读到被告人', en: 'no defendant was read' };

const emptyRow = (document: ReportDocument): Html =>
  row(
    [
      html`<span class="state"><span class="mark" aria-hidden="true">${
    STATUSES[document.status].mark}</span> ${both(STATUSES[document.status].words)}</span>`,
      html`—`,
      html``,
      both(document.refusal?.message ?? NOBODY),
      documentCell(document),
    ],
    'none',
  );

// LIMIT: a document with more doubts is not readable; hostile ones must not fill the page.
const PROBLEMS_SHOWN_MAX = 100;

const problemItem = (document: ReportDocument, index: number, i: number): Html => {
  const problem = document.problems[i];
  if (problem === undefined) return html``;
  const place =
    problem.span !== undefined && document.text !== undefined &&
    html` <a href="#${problemAnchor(index, i)}">${both({ zh: '看原文', en: 'see the words' })}</a>`;
  return html`<li>${both(problem.message)}
<code>${problem.code}</code>${place}</li>`;
};

const problems = (document: ReportDocument, index: number): Html => {
  const count = document.problems.length;
  if (count === 0) return html``;
  const shown = Math.min(count, PROBLEMS_SHOWN_MAX);
  const items = Array.from({ length: shown }, (_, i) => problemItem(document, index, i));
  const rest = count - shown;
  const words: Bilingual = { zh: `其余 ${rest} 处未列出。`, en: `${rest} more are not listed.` };
  const more = rest > 0 && html`<p>${both(words)}</p>`;
  return html`<section class="problems"><h3>▲ ${both({ zh: '存疑之处', en: 'Doubts' })}</h3>
<ul>${items}</ul>${more}</section>`;
};

const fieldTable = (document: ReportDocument): Html =>
  document.fields === undefined
    ? html``
    : html`<dl class="fields">${document.fields.map(
        (field) => html`<dt>${field.label}</dt><dd>${field.value}</dd>`,
      )}</dl>`;

const refusalPanel = (document: ReportDocument): Html =>
  document.refusal === undefined
    ? html``
    : html`<section class="problems">
<h3>⊘ ${both({ zh: '没有读取', en: 'Not read' })}</h3><p>${both(document.refusal.message)} <code>${
    document.refusal.code}</code></p></section>`;

const original = (document: ReportDocument, index: number): Html => {
  if (document.text === undefined && document.fields === undefined) return html``;
  const title =
    document.text === undefined
      ? { zh: '业务数据', en: 'Row of a business system' }
      : { zh: '文书原文', en: 'The document' };
  return html`<section class="original"><h3>${both(title)}</h3>${fieldTable(document)}${
    documentText(document, index)}</section>`;
};

/** One document of the list: a row for each person, opening to the decisions beside the marked text. */
export const documentEntry = (document: ReportDocument, index: number, model: ReportModel): Html => {
  const context: PanelContext = { document, index, citations: model.citations };
  const verdicts = [...new Set(document.persons.map((person) => verdictOf(person.outcome)))];
  const groups = [...verdicts, document.status].map((group) => `is-${group}`).join(' ');
  const rows = document.persons.map((person, i) => personRow(document, person, i === 0));
  return html`<li class="entry ${groups}"><details><summary>${
    rows.length === 0 ? emptyRow(document) : rows}</summary>
<div class="panes"><div class="decisions">${refusalPanel(document)}${problems(document, index)}${
    document.persons.map(
    (person) => personPanel(person, context),
  )}</div>${original(document, index)}</div></details></li>
`;
};
