import type { Bilingual, ReportModel, ReportStatus } from '../report/model.ts';
import { type Tally, tallyOf } from '../report/tally.ts';
import { STATUSES, type Verdict, VERDICTS } from '../report/wording.ts';
import { displayWidth, padTo, terminalText, wrapPieces } from './display-width.ts';
import { paint, type PictureOptions } from './paint.ts';
import { workedExample } from './worked-example.ts';

const LABELS: Readonly<Record<'read' | Verdict, Bilingual>> = {
  read: { zh: '读取', en: 'read' },
  seal: VERDICTS.seal.words,
  open: VERDICTS.open.words,
  review: VERDICTS.review.words,
};
const ORDER: readonly Verdict[] = ['seal', 'open', 'review'];
const STATUS_ORDER: readonly ReportStatus[] = ['exact', 'doubtful', 'refused'];
// LIMIT: more reasons than this make no picture; the report has them all.
const REASONS_SHOWN_MAX = 6;

type Line = Readonly<{ key: 'read' | Verdict; mark: string; count: number; pieces: readonly string[] }>;

const linesOf = (tally: Tally, language: PictureOptions['language']): readonly Line[] => {
  const statuses = STATUS_ORDER.filter((status) => tally.statuses[status] > 0).map(
    (status) => `${STATUSES[status].words[language]} ${tally.statuses[status]}`,
  );
  const verdict = (key: Verdict): Line => {
    const { count, reasons } = tally.verdicts[key];
    const shown = reasons
      .slice(0, REASONS_SHOWN_MAX)
      .map((item) => `${terminalText(item.reason[language])}${language === 'en' ? ':' : ''} ${item.count}`);
    const rest = reasons.slice(REASONS_SHOWN_MAX).reduce((sum, item) => sum + item.count, 0);
    const others = rest === 0 ? [] : [`${language === 'zh' ? '其他' : 'other'} ${rest}`];
    return { key, mark: VERDICTS[key].mark, count, pieces: [...shown, ...others] };
  };
  return [{ key: 'read', mark: ' ', count: tally.documents, pieces: statuses }, ...ORDER.map(verdict)];
};

const titleLine = (tally: Tally, options: PictureOptions): string => {
  const [name, numbers] =
    options.language === 'zh'
      ? ['封存 Fengcun', `${tally.documents} 份文书 · ${tally.persons} 人`]
      : ['Fengcun 封存', `${tally.documents} documents · ${tally.persons} persons`];
  return `${paint(options, 'strong', name)}  ·  ${numbers}`;
};

const drawLine = (
  line: Line,
  options: PictureOptions,
  labelWidth: number,
  countWidth: number,
): readonly string[] => {
  // Full-width marks (？) take two columns, the others one.
  const head = `${padTo(line.mark, 2)} ${padTo(LABELS[line.key][options.language], labelWidth)}`;
  const count = String(line.count).padStart(countWidth);
  const indent = 2 + displayWidth(head) + 2 + countWidth + 3;
  const texts = wrapPieces(line.pieces, Math.max(20, options.width - indent));
  const painted = line.key === 'read' ? head : paint(options, line.key, head);
  const first = `  ${painted}  ${paint(options, 'strong', count)}   ${texts[0] ?? ''}`.trimEnd();
  return [first, ...texts.slice(1).map((text) => ' '.repeat(indent) + text)];
};

/**
 * The picture a newcomer sees in the terminal: what was read, what was decided and for which reasons, and one
 * decision told in full. Ends with a line feed; columns line up for Chinese; escape codes only with `colour`.
 */
export const renderSummary = (model: ReportModel, options: PictureOptions): string => {
  const tally = tallyOf(model);
  const labelWidth = Math.max(
    ...Object.values(LABELS).map((label) => displayWidth(label[options.language])),
  );
  const countWidth = String(Math.max(tally.documents, tally.persons)).length;
  const groups = linesOf(tally, options.language).flatMap((line) =>
    drawLine(line, options, labelWidth, countWidth),
  );
  const example = workedExample(model, options);
  const lines = [
    titleLine(tally, options),
    '',
    ...groups,
    ...(example.length === 0 ? [] : ['', ...example]),
  ];
  return `${lines.join('\n')}\n`;
};
