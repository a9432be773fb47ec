import type { Span } from '@fengcun/kernel';
import { type BusinessRecord, type JudgmentReading, parseRows, readJudgment } from '@fengcun/judgment';
import { type FactInput, type FactName, type FactSheet, parseFacts } from '@fengcun/policy';
import { chargeNamed, factsFromReading, factsFromRecord } from '@fengcun/registry';
import type { Source } from './sources.ts';

/** One record of one person, ready to be decided, with what it was read from. */
export type RecordToDecide = Readonly<{
  id: string;
  facts: FactSheet;
  evidence: Readonly<Partial<Record<FactName, readonly Span[]>>>;
  personName?: string;
  defendantIndex?: number;
  row?: BusinessRecord;
}>;

/** A doubt about a source. */
export type SourceProblem = Readonly<{
  code: string;
  message: string;
  span?: Span;
  defendant?: number;
  row?: number;
}>;

/** A source as read: its records, its doubts, or why it was refused. */
export type ReadSource = Readonly<{
  id: string;
  name: string;
  format: string;
  records: readonly RecordToDecide[];
  problems: readonly SourceProblem[];
  refusal?: Readonly<{ code: string; message: string }>;
  text?: string;
  reading?: JudgmentReading;
}>;

const sheetOf = (facts: FactInput): FactSheet => {
  const parsed = parseFacts(facts);
  // Readers write only facts of the schema; anything else is a bug of theirs, not of the document.
  if (!parsed.ok) {
    throw new TypeError(`bug: reader made an invalid fact sheet: ${parsed.error[0]?.message ?? ''}`);
  }
  return parsed.value;
};

const recordsOfReading = (id: string, reading: JudgmentReading): readonly RecordToDecide[] =>
  reading.defendants.map((defendant, index) => {
    const { facts, evidence } = factsFromReading(reading, index);
    return {
      id: reading.defendants.length > 1 ? `${id}#${index + 1}` : id,
      facts: sheetOf(facts), evidence, personName: defendant.name.value, defendantIndex: index,
    };
  });

/**
 * Reads one source completely: a judgment to its defendants, a table to its rows.
 * Never throws for bad input.
 */
export const readSource = ({ file, document }: Source): ReadSource => {
  const base = { id: document.id, name: file.name, records: [], problems: [] };
  if (document.kind === 'refused') return { ...base, format: 'unknown', refusal: document.refusal };
  if (document.kind === 'rows') {
    const table = parseRows(document.table, { chargeNamed });
    const [first] = table.problems;
    if (table.records.length === 0 && first !== undefined) {
      return { ...base, format: document.format, refusal: first };
    }
    const records = table.records.map((row): RecordToDecide => ({
      id: row.id, facts: sheetOf(factsFromRecord(row)), evidence: {}, row,
      ...(row.personName === undefined ? {} : { personName: row.personName }),
    }));
    return { ...base, format: document.format, records, problems: table.problems };
  }
  const reading = readJudgment(document.text);
  if (!reading.ok) return { ...base, format: document.format, text: document.text, refusal: reading.error };
  return {
    ...base, format: document.format, text: document.text, reading: reading.value,
    records: recordsOfReading(document.id, reading.value), problems: reading.value.problems,
  };
};
