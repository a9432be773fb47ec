import { type Html, html } from './html.ts';
import type { Bilingual, ReportModel } from './model.ts';
import { shownReasons, type Tally, tallyOf } from './tally.ts';
import { both, counted, STATUSES, type Verdict, VERDICTS } from './wording.ts';

const ORDER: readonly Verdict[] = ['seal', 'review', 'open'];

const title = ({ persons, verdicts }: Tally): Bilingual => ({
  zh: `${persons} 人中，${verdicts.seal.count} 人的记录应当封存，${verdicts.review.count} 人须由人判断`,
  en: `Of ${persons} persons, the records of ${verdicts.seal.count} are to be sealed; ${
    verdicts.review.count} need a person's decision`,
});

/** Widths as SVG attributes: a style attribute would need an exception from the content policy. */
const bar = (tally: Tally): Html => {
  const total = Math.max(1, tally.persons);
  let offset = 0;
  const parts = ORDER.map((verdict) => {
    const width = (100 * tally.verdicts[verdict].count) / total;
    const part = html`<rect class="${verdict}" x="${offset.toFixed(3)}" y="0" width="${
    width.toFixed(3)}" height="4"></rect>`;
    offset += width;
    return part;
  });
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none"
 aria-hidden="true">${parts}</svg>`;
};

const verdictTile = (tally: Tally, verdict: Verdict): Html => {
  const { mark, words } = VERDICTS[verdict];
  const { count, reasons } = tally.verdicts[verdict];
  return html`<div class="tile ${verdict}"><h3><span class="mark" aria-hidden="true">${mark}</span> ${
    both(words)}</h3>
<p class="number">${count}</p><ul>${shownReasons(reasons).map((item) => html`<li><span>${
    both(item.reason)}</span> <b>${
    item.count}</b></li>`)}</ul></div>`;
};

const readingTile = (
  tally: Tally,
): Html => html`<div class="tile reading"><h3>${both({ zh: '文书', en: 'Documents' })}</h3>
<p class="number">${tally.documents}</p><ul>${(['exact', 'doubtful', 'refused'] as const).map(
  (status) =>
    html`<li><span>${STATUSES[status].mark} ${both(STATUSES[status].words)}</span> <b>${
    tally.statuses[status]}</b></li>`,
)}</ul></div>`;

const PACK_STATUS: Readonly<Record<ReportModel['packs'][number]['status'], Bilingual>> = {
  inForce: { zh: '现行法', en: 'law in force' },
  proposal: { zh: '建议，不是法律', en: 'a proposal, not law' },
  foreign: { zh: '外国法', en: 'foreign law' },
};
const HASH_CHARACTERS = 12;

const packList = (model: ReportModel): Html =>
  html`<ul class="packs">${model.packs.map(
    (pack) => html`<li class="${pack.status}">
<strong>${both(pack.title)}</strong> <span>${both(PACK_STATUS[pack.status])}</span> <code>${pack.id} ${
    pack.version} ${pack.hash.slice(
      0,
      HASH_CHARACTERS,
    )}</code></li>`,
  )}</ul>`;

/** The first screen: what was read, what was decided, by which law, as of which day. */
export const summarySection = (model: ReportModel): Html => {
  const tally = tallyOf(model);
  return html`<section class="summary" aria-labelledby="summary-title"><h2 id="summary-title">${
    both(title(tally))}</h2>
${bar(tally)}<div class="tiles">${readingTile(tally)}${
    ORDER.map((verdict) => verdictTile(tally, verdict))}</div>
<div class="basis"><p>${both({ zh: `适用的规定，截至 ${model.asOf}：`, en: `Rules applied, as of ${
    model.asOf}:` })}</p>${packList(model)}</div></section>`;
};

/** Words above the list. */
export const listTitle = (model: ReportModel): Bilingual =>
  counted(model.documents.length, '份文书，逐人的决定', 'documents, person by person');
