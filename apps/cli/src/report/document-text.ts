import { type Html, html } from './html.ts';
import { type LabelledSpan, labelledSpans, type MarkKind } from './labelled-spans.ts';
import type { ReportDocument } from './model.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { both } from './wording.ts';

// LIMIT: a judgment has some thousand characters; beyond this a browser page is no place to read.
const SHOWN_CHARACTERS_MAX = 60_000;
// LIMIT: marks beyond this are noise, and hostile input could make them quadratic.
const SHOWN_MARKS_MAX = 600;

const KINDS: readonly MarkKind[] = ['problem', 'evidence', 'read'];

/** Labels that begin here, each wording once: 罪名 and 罚金 may stand on one word. */
const tagsOf = (starts: readonly LabelledSpan[]): readonly Html[] => {
  const labels = new Map(
    starts.filter((item) => item.kind !== 'evidence').map((item) => [item.label.zh, item]),
  );
  return [...labels.values()].map((item) => html`<sup class="tag ${item.kind}">${both(item.label)}</sup>`);
};

const segment = (text: string, { start, end, active, starts }: Segment<LabelledSpan>): Html => {
  const words = text.slice(start, end);
  if (active.length === 0) return html`${words}`;
  const kinds = KINDS.filter((kind) => active.some((item) => item.kind === kind)).join(' ');
  const anchors = starts.flatMap((item) =>
    item.anchor === undefined ? [] : [html`<a class="here" id="${item.anchor}"></a>`],
  );
  return html`${anchors}<mark class="${kinds}">${tagsOf(starts)}${words}</mark>`;
};

/** The document's text with every value read, every proof and every doubt marked in place. */
export const documentText = (document: ReportDocument, index: number): Html => {
  if (document.text === undefined) return html``;
  const shown = document.text.slice(0, SHOWN_CHARACTERS_MAX);
  const hidden = document.text.length - shown.length;
  const spans = labelledSpans(document, index).slice(0, SHOWN_MARKS_MAX);
  const body = segmentsOf(shown.length, spans).map((item) => segment(shown, item));
  const rest =
    hidden === 0
      ? undefined
      : html`<p class="note">${both({ zh: `其余 ${hidden} 字未显示。`, en: `${
    hidden} more characters are not shown.` })}</p>`;
  return html`<div class="source" lang="zh-CN">${body}</div>${rest}`;
};
