import { READING_FIELD_NAMES } from '@fengcun/registry';
import { choice, flag, list, named, object, text, type TypeOf, whole } from '../schema/schema.ts';
import { intakeResult } from './intake-schemas.ts';

/** LIMIT: characters of one judgment; the longest known have a tenth of it. */
export const READING_TEXT_MAX = 2_000_000;
/** LIMIT: documents of one file that are shown; a larger delivery is imported. */
export const READING_DOCUMENTS_MAX = 200;
/** LIMIT: rows that are taken at once. */
export const READING_ROWS_MAX = 500;
const PERSONS_MAX = 200;
const FIELDS_MAX = 10_000;
const CELLS_MAX = 512;

const at = whole(0, READING_TEXT_MAX);
const person = whole(0, PERSONS_MAX, 'number of the person in the document, from 0');
const code = text({ max: 80 });
const words = object({ zh: text({ max: 2000, min: 0 }), en: text({ max: 2000, min: 0 }) });
const day = text({ max: 10, min: 10, pattern: /^\d{4}-\d{2}-\d{2}$/ });
const field = choice(READING_FIELD_NAMES, '字段');
const spans = list(object({ start: at, end: at }), { min: 0, max: 1000 });
const value = text({ max: 4000, min: 0, title: 'empty: the document does not state it' });

/** A field as it was read, with what is in doubt about it. */
const shownField = object(
  { field, value, doubts: list(code, { min: 0, max: 40 }) },
  { person, start: at, end: at });

/** One limb of the deciding clause: whether it holds, and on which words. */
const shownFinding = object({
  holds: choice(['yes', 'no', 'unknown']), say: words, cites: list(code, { min: 0, max: 40 }), spans,
});

const shownLaw = object({
  id: code, labelZh: text({ max: 200 }), labelEn: text({ max: 200 }), text: text({ max: 20_000 }),
  isVerbatim: flag('the words of the law itself, not a digest of them'),
});

/** What a pack decides of one person, the deciding pack first. */
const shownDecision = named('ReadingDecision', object({
  pack: text({ max: 100 }), outcome: code, explain: words, findings: list(shownFinding, { min: 0, max: 100 }),
  laws: list(shownLaw, { min: 0, max: 100 }),
  questions: list(object({ say: words }, { field }), { min: 0, max: 100 }),
  flags: list(words, { min: 0, max: 40 }),
}, { sealFrom: day }));

const line = whole(1, 10_000_000);
const shownRow = object({ line, cells: list(text({ max: 4000, min: 0 }), { min: 0, max: CELLS_MAX }) });

/** What one row of a table comes to: what is decided of it, or why it cannot be taken. */
const rowOutcome = object({ line }, { outcome: code, problem: code, column: text({ max: 200, min: 0 }) });

const place = whole(0, CELLS_MAX - 1, 'place of the cell in its row, from 0');

/** One document of a file, read; nothing of it is kept. */
export const documentReading = named('DocumentReading', object(
  { place: whole(1, READING_DOCUMENTS_MAX), kind: choice(['judgment', 'rows', 'refused']) },
  {
    text: text({ max: READING_TEXT_MAX, min: 0 }), fields: list(shownField, { min: 0, max: FIELDS_MAX }),
    persons: list(object({ person, decisions: list(shownDecision, { min: 0, max: 20 }) }),
      { min: 0, max: PERSONS_MAX }),
    /** Doubts that no field settles: they wait as exceptions. */
    open: list(code, { min: 0, max: 1000 }),
    rows: list(shownRow, { min: 0, max: READING_ROWS_MAX }),
    outcomes: list(rowOutcome, { min: 0, max: READING_ROWS_MAX * 10 }),
    /** Line of the heads, and by what name problems call each column; empty where it is not read. */
    headLine: line, columns: list(text({ max: 200, min: 0 }), { min: 0, max: CELLS_MAX }),
    refusal: object({ code, message: text({ max: 500, min: 0 }) }),
  }));

/** One document of a file. */
export type DocumentReading = TypeOf<typeof documentReading>;

/** Everything of one file; `isCut`: there is more, which has to be imported or sent in parts. */
export const fileReading = named('FileReading', object(
  { documents: list(documentReading, { min: 0, max: READING_DOCUMENTS_MAX }), isCut: flag() }));

/** Everything of one file. */
export type FileReading = TypeOf<typeof fileReading>;

const fieldAnswer = object({ field, to: text({ max: 200, min: 0 }) }, { person });

/** The text with a person's answers; `effectiveOn`: the day the judgment took effect, which it cannot say. */
export const confirmedReading = named('ConfirmedReading', object(
  { text: text({ max: READING_TEXT_MAX }), answers: list(fieldAnswer, { min: 0, max: FIELDS_MAX }) },
  { effectiveOn: day }));

/** The text with a person's answers. */
export type ConfirmedReadingBody = TypeOf<typeof confirmedReading>;

const cellCorrection = object({ line, place, to: text({ max: 4000, min: 0 }) });

/** Rows of a table as they were shown, heads first, and what a person wrote into cells instead. */
export const confirmedRows = named('ConfirmedRows', object(
  { rows: list(shownRow, { min: 2, max: READING_ROWS_MAX }) },
  { corrections: list(cellCorrection, { min: 0, max: FIELDS_MAX }) }));

/** Rows of a table as they were shown. */
export type ConfirmedRowsBody = TypeOf<typeof confirmedRows>;

/** What became of everything that was taken, in the order of the document. */
export const takenReading = named('TakenReading', object({
  results: list(intakeResult, { min: 0, max: FIELDS_MAX }),
}));

/** What became of everything that was taken. */
export type TakenReading = TypeOf<typeof takenReading>;
