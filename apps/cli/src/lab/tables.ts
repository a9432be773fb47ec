import { type Html, html, raw } from '../report/html.ts';
import type { Bilingual } from '../report/index.ts';
import { both } from '../report/wording.ts';

/** A cell: words in both languages, or markup. */
export type Cell = Html | string | number;

/** A table: `caption` says what it is, `heads` name the columns, the first cell of a row names the row. */
export type Table = Readonly<{
  caption: Bilingual; heads: readonly (Bilingual | string)[]; rows: readonly (readonly Cell[])[];
  /** Columns of words; the others are numbers, and stand to the right. */
  words?: readonly number[];
}>;

const inCell = (cell: Cell): Html => (typeof cell === 'object' ? cell : html`${cell}`);
const head = (words: Bilingual | string): Html => (typeof words === 'string' ? html`${words}` : both(words));

/** Columns of words from which a table is read as a list on a phone. */
const STACKED_FROM = 3;

/** What a cell is called where the head of its column is not beside it. */
const label = (words: Bilingual | string | undefined): Html =>
  html`<span class="cell-head" aria-hidden="true">${head(words ?? '')}</span>`;

/**
 * A table that can be scrolled by itself on a phone and reached by keyboard there; one of many words becomes
 * a list
 * with the heads beside the cells, and keeps its roles for a screen reader.
 */
export const table = ({ caption, heads, rows, words = [0] }: Table): Html => {
  const isStacked = words.length >= STACKED_FROM;
  const kind = (at: number): Html | undefined => (words.includes(at) ? undefined : raw(' class="number"'));
  const role = (name: string): Html | false => isStacked && raw(` role="${name}"`);
  const rowOf = (row: readonly Cell[]): Html => html`<tr${role('row')}>${row.map((cell, i) => (i === 0
    ? html`<th scope="row"${role('rowheader')}${kind(0)}>${inCell(cell)}</th>`
    : html`<td${role('cell')}${kind(i)}>${isStacked && label(heads[i])}${inCell(cell)}</td>`))}</tr>
`;
  return html`<div class="scroll${isStacked && ' stacked'}" role="region" tabindex="0" aria-label="${
    caption.zh} ${caption.en}"><table${role('table')}>
<caption>${both(caption)}</caption>
<thead${role('rowgroup')}><tr${role('row')}>${heads.map((each, i) =>
  html`<th scope="col"${role('columnheader')}${kind(i)}>${head(each)}</th>`)}</tr></thead>
<tbody${role('rowgroup')}>${rows.map(rowOf)}</tbody></table></div>`;
};

/** A section of the page with its number in the order of reading. */
export const section = (id: string, title: Bilingual, body: readonly Html[]): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${both(title)}</h2>${body}</section>
`;

/** A remark under a heading. */
export const note = (words: Bilingual): Html => html`<p class="note">${both(words)}</p>`;

/** A chart beside its table. */
export const figure = (drawing: Html): Html => html`<figure aria-hidden="true">${drawing}</figure>`;
