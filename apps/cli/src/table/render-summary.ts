import type { Bilingual, ReportModel, ReportStatus } from '../report/model.ts';
import { shownReasons, type Tally, tallyOf } from '../report/tally.ts';
import { STATUSES, type Verdict, VERDICTS } from '../report/wording.ts';
import { clipTo, displayWidth, padTo, terminalText, wrapPieces } from './display-width.ts';
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
const COUNT_COLUMNS = 6;
const REASON_COLUMNS_MIN = 20;

/** A line of the picture; `width` is what is left of the terminal for its pieces. */
type Line = Readonly<{ key: 'read' | Verdict; mark: string; count: number; pieces: readonly string[] }>;

const linesOf = (tally: Tally, language: PictureOptions['language'], width: number): readonly Line[] => {
  const statuses = STATUS_ORDER.filter((status) => tally.statuses[status] > 0).map(
    (status) => `${STATUSES[status].words[language]} ${tally.statuses[status]}`,
  );
  const colon = language === 'en' ? ':' : '';
  const verdict = (key: Verdict): Line => {
    const { count, reasons } = tally.verdicts[key];
    const pieces = shownReasons(reasons).map(
      (item) => `${clipTo(terminalText(item.reason[language]), width - COUNT_COLUMNS)}${colon} ${item.count}`,
    );
    return { key, mark: VERDICTS[key].mark, count, pieces };
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

const MARK_COLUMNS = 2;
// Two blanks before the mark, one behind it, two before the count, three behind it.
const BLANKS = 8;

/** Columns of the label and of the count, equal for all lines. */
type Layout = Readonly<{ label: number; count: number; indent: number; width: number }>;

const layoutOf = (tally: Tally, { language, width }: PictureOptions): Layout => {
  const label = Math.max(...Object.values(LABELS).map((words) => displayWidth(words[language])));
  const count = String(Math.max(tally.documents, tally.persons)).length;
  const indent = BLANKS + MARK_COLUMNS + label + count;
  return { label, count, indent, width: Math.max(REASON_COLUMNS_MIN, width - indent) };
};

const drawLine = (line: Line, options: PictureOptions, layout: Layout): readonly string[] => {
  // Full-width marks (？) take two columns, the others one.
  const head = `${padTo(line.mark, MARK_COLUMNS)} ${padTo(LABELS[line.key][options.language], layout.label)}`;
  const count = paint(options, 'strong', String(line.count).padStart(layout.count));
  const texts = wrapPieces(line.pieces, layout.width);
  const painted = line.key === 'read' ? head : paint(options, line.key, head);
  const first = `  ${painted}  ${count}   ${texts[0] ?? ''}`.trimEnd();
  return [first, ...texts.slice(1).map((text) => ' '.repeat(layout.indent) + text)];
};

/**
 * The picture a newcomer sees in the terminal: what was read, what was decided and for which reasons, and one
 * decision told in full. Ends with a line feed; columns line up for Chinese; escape codes only with `colour`.
 */
export const renderSummary = (model: ReportModel, options: PictureOptions): string => {
  const tally = tallyOf(model);
  const layout = layoutOf(tally, options);
  const groups = linesOf(tally, options.language, layout.width).flatMap((line) =>
    drawLine(line, options, layout),
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
