import { penaltyWords } from '../report/penalty-words.ts';
import type { ReportDocument, ReportModel, ReportPerson } from '../report/model.ts';
import { STATUSES, type Verdict, VERDICTS, verdictOf } from '../report/wording.ts';
import { clipTo, displayWidth, padTo, terminalText } from './display-width.ts';
import { paint, type PictureOptions } from './paint.ts';

/** Columns: state, name, what was pronounced, reason, file. */
type Row = Readonly<{ verdict: Verdict; cells: readonly string[] }>;

const NAME_COLUMNS_MAX = 14;
const FILE_COLUMNS_MAX = 34;
// Each of the two middle columns keeps at least this; a narrower terminal wraps.
const MIDDLE_COLUMNS_MIN = 16;
const GAP = '  ';

const pronounced = (
  document: ReportDocument,
  person: ReportPerson,
  language: PictureOptions['language'],
): string => {
  const defendant = document.reading?.defendants[person.defendantIndex ?? -1];
  if (defendant === undefined) return person.headline ?? '';
  const charges = defendant.charges.map((charge) => charge.name.value).join('、');
  return [charges, penaltyWords(defendant)?.[language]]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
};

const personRow = (document: ReportDocument, person: ReportPerson, { language }: PictureOptions): Row => {
  const verdict = verdictOf(person.outcome);
  const { mark, words } = VERDICTS[verdict];
  const state = `${padTo(mark, 2)} ${words[language]}`;
  const cells = [
    state,
    person.name,
    pronounced(document, person, language),
    person.reason[language],
    document.source,
  ];
  return { verdict, cells: cells.map(terminalText) };
};

const documentRows = (document: ReportDocument, options: PictureOptions): readonly Row[] => {
  if (document.persons.length > 0)
    return document.persons.map((person) => personRow(document, person, options));
  const { mark, words } = STATUSES[document.status];
  const state = `${padTo(mark, 2)} ${words[options.language]}`;
  const why = document.refusal?.message[options.language] ?? '';
  return [{ verdict: 'open', cells: [state, '—', '', why, document.source].map(terminalText) }];
};

const widest = (rows: readonly Row[], column: number, max: number): number =>
  Math.min(max, Math.max(0, ...rows.map((row) => displayWidth(row.cells[column] ?? ''))));

/** A line for each person (or refused document): state, name, charge and penalty, reason, file. */
export const renderPersons = (model: ReportModel, options: PictureOptions): string => {
  const rows = model.documents.flatMap((document) => documentRows(document, options));
  const [state, name, file] = [
    widest(rows, 0, options.width),
    widest(rows, 1, NAME_COLUMNS_MAX),
    widest(rows, 4, FILE_COLUMNS_MAX),
  ];
  const left = options.width - state - name - file - 5 * GAP.length;
  const middle = Math.max(MIDDLE_COLUMNS_MIN, Math.floor(left / 2));
  const lines = rows.map(({ verdict, cells }) => {
    const [first = '', second = '', third = '', fourth = '', fifth = ''] = cells;
    const fit = (text: string, width: number): string => padTo(clipTo(text, width), width);
    return [
      GAP + paint(options, verdict, padTo(first, state)),
      fit(second, name),
      fit(third, middle),
      fit(fourth, middle),
      paint(options, 'quiet', clipTo(fifth, file)),
    ]
      .join(GAP)
      .trimEnd();
  });
  return lines.map((line) => `${line}\n`).join('');
};
