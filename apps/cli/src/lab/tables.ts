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

/** A table that can be scrolled by itself on a phone and reached by keyboard there. */
export const table = ({ caption, heads, rows, words = [0] }: Table): Html => {
  const kind = (at: number): Html | undefined => (words.includes(at) ? undefined : raw(' class="number"'));
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption.zh} ${caption.en}"><table>
<caption>${both(caption)}</caption>
<thead><tr>${heads.map((each, i) => html`<th scope="col"${kind(i)}>${head(each)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => (i === 0
    ? html`<th scope="row"${kind(0)}>${inCell(cell)}</th>` : html`<td${kind(i)}>${inCell(cell)}</td>`))}</tr>
`)}</tbody></table></div>`;
};

/** A section of the page with its number in the order of reading. */
export const section = (id: string, title: Bilingual, body: readonly Html[]): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${both(title)}</h2>${body}</section>
`;

/** A remark under a heading. */
export const note = (words: Bilingual): Html => html`<p class="note">${both(words)}</p>`;

/** A chart beside its table. */
export const figure = (drawing: Html): Html => html`<figure aria-hidden="true">${drawing}</figure>`;
