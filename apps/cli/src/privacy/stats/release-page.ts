import { createHash } from 'node:crypto';
import { type NoisyCell, productNamed, type SignedRelease } from '@fengcun/privacy';
import { type Html, html, raw } from '../../report/html.ts';
import { barChart } from './bar-chart.ts';

const SHEET = `
body{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;
color:#1c2430;background:#fff}
h1{font-size:1.5rem}
h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid #d5dae1;padding:.25rem .5rem;text-align:left}
td.n,th.n{text-align:right}
svg{max-width:100%;height:auto}
.note{background:#f7f8fa;padding:.75rem 1.25rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}
dt{color:#566172}
dd{margin:0;overflow-wrap:anywhere}
@media print{body{margin:0}}
`;
const SHEET_HASH = createHash('sha256').update(SHEET).digest('base64');
/** Nothing is loaded and nothing runs. */
const POLICY =
  `default-src 'none'; style-src 'sha256-${SHEET_HASH}'; base-uri 'none'; form-action 'none'`;

/** LIMIT: bars in one drawing; the table below holds every cell. */
const BARS_MAX = 40;

type Labels = ReadonlyMap<string, string>;

const labelsOf = ({ dimensions }: SignedRelease): readonly Labels[] =>
  dimensions.map(({ values }) => new Map(values.map(([code, label]) => [code, label])));

const figureOf = (cell: NoisyCell): number => Number(cell.at(-1));

/** Sums over one dimension, with the noise that came together in each. */
const marginChart = (release: SignedRelease, at: number, labels: readonly Labels[]): Html => {
  const sums = [...Map.groupBy(release.cells, (cell) => String(cell[at]))].map(([code, cells]) => ({
    label: labels[at]?.get(code) ?? code, value: cells.reduce((sum, cell) => sum + figureOf(cell), 0),
    halfWidth: release.ci95 * Math.sqrt(cells.length),
  }));
  const shown = sums.length <= BARS_MAX ? sums
    : sums.toSorted((a, b) => b.value - a.value).slice(0, BARS_MAX);
  const part = shown.length < sums.length ? `（数字最大的${BARS_MAX}项）` : '';
  const title = `按${release.dimensions[at]?.label ?? ''}${part}`;
  return html`<h2>${title}</h2>${barChart(title, shown)}`;
};

const row = (cell: readonly (string | number)[], labels: readonly Labels[]): Html => {
  const codes = cell.slice(0, -1).map(String);
  return html`<tr>${codes.map((code, i) => html`<td>${labels[i]?.get(code) ?? code}</td>`)}<td class="n">${
    cell.at(-1)}</td></tr>`;
};

const tableOf = (
  release: SignedRelease, rows: readonly (readonly (string | number)[])[], head: string,
): Html => {
  const labels = labelsOf(release);
  const heads = release.dimensions.map(({ label }) => html`<th>${label}</th>`);
  return html`<table><thead><tr>${heads}<th class="n">${head}</th></tr></thead>
<tbody>${rows.map((cell) => row(cell, labels))}</tbody></table>`;
};

const percents = '95%的情况下在';

const budgetOf = ({ rho, budget }: SignedRelease): string =>
  `每表 ρ = ${rho}，全期不超过 ${budget.quarterCap}（ε = ${budget.quarterEpsilon}）`;

const facts = (release: SignedRelease): readonly (readonly [string, string])[] => [
  ['编号', release.releaseId], ['期间', `${release.period}（至${release.until}）`],
  ['每个数字的噪声', `σ² = ${release.sigma2}，${percents} ±${release.ci95} 以内`],
  ['本期预算', budgetOf(release)],
  ['一生预算',
    `ρ ≤ ${release.budget.lifeCap}（ε = ${release.budget.lifeEpsilon}，δ = ${release.budget.delta}）`],
  ['账本位置', `第${release.ledger.seq}环`], ['程序', release.codeHash],
  ['签名', `${release.signature.algorithm} ${release.signature.publicKey}`],
];

/**
 * A release as one page for readers: the note first, drawings with their intervals, every raw figure, and the
 * adjusted ones apart. No script runs and nothing is loaded. The same release gives the same bytes.
 */
export const releasePage = (release: SignedRelease): string => {
  const labels = labelsOf(release);
  const { postprocessed, dimensions } = release;
  const title = `${release.period} ${productNamed(release.product)?.title ?? release.title}`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title><style>${raw(SHEET)}</style></head><body>
<h1>${title}</h1>
<section class="note"><ol>${release.note.map((line) => html`<li>${line}</li>`)}</ol></section>
<dl>${facts(release).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${dimensions.map((_, at) => marginChart(release, at, labels))}
<h2>原始数字（含噪声，整数）</h2>${tableOf(release, release.cells, '人数')}
${postprocessed.method !== 'none' && html`<h2>经调整的数字（与${postprocessed.with ?? ''}的合计一致）</h2>
${tableOf(release, postprocessed.cells, '人数（经调整）')}`}
</body></html>
`.markup;
};
