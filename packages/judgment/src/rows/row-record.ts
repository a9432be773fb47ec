import type { TableRow } from '../documents/table.ts';
import type {
  BusinessFacts, BusinessRecord, PublicOrderPenalty, RecordKind, RowProblem, RowProblemCode,
} from './business-record.ts';
import type { DateRange, FieldValue } from './column-reading.ts';
import type { ColumnField } from './columns.ts';
import { contradictions } from './contradictions.ts';
import type { IdNumber } from './id-number.ts';
import { rowProblem } from './problem-messages.ts';
import { columnName, kindsOf, type RowContext, RowDraft } from './row-draft.ts';
import type { NamedTerm } from './term-cell.ts';

/** A record, or none where the row was refused, with everything that was wrong. */
export type RowOutcome = Readonly<{ record?: BusinessRecord; problems: readonly RowProblem[] }>;

// Cells that name more than one person: separators, 等三人, names set apart by spaces; two ID numbers.
const SEVERAL_NAMES = /[、;,/|\n]|等[\d一二两三四五六七八九十]*人?$|[\u4e00-\u9fff]{2}\s+[\u4e00-\u9fff]{2}/;
const SEVERAL_NUMBERS = /\d{17}[\dXx]\D+\d{17}[\dXx]/;

const isAboutSeveral = (draft: RowDraft, context: RowContext): boolean => {
  const isEntity = draft.get('subjectKind') === 'entity'; // names of units may hold 、 and /
  if (!isEntity && SEVERAL_NAMES.test(draft.text('personName') ?? '')) return true;
  const cell = draft.row.cells[context.columns.findIndex((column) => column?.field === 'idNumber')];
  return typeof cell === 'string' && SEVERAL_NUMBERS.test(cell);
};

const kindOf = (draft: RowDraft, context: RowContext): RecordKind | 'KIND_MISSING' | 'KIND_UNREADABLE' => {
  if (draft.isDoubtful('recordKind')) return 'KIND_UNREADABLE';
  return (draft.get('recordKind') as RecordKind | undefined) ?? context.kind ?? 'KIND_MISSING'; // form kind
};

/** Values that stand for several facts are taken apart: 有期徒刑三年, a range of days. */
const spreadFields = (draft: RowDraft): void => {
  const term = draft.get('executedTerm') as NamedTerm | undefined; // form namedTerm
  const penalty = draft.get('penalty');
  if (term?.penalty !== undefined && penalty !== undefined && penalty !== term.penalty) {
    draft.doubt('FACTS_CONTRADICT', 'penalty', 'executedTermMonths');
  }
  draft.fill('executedTermMonths', term?.months);
  draft.fill('penalty', term?.penalty);
  const range = draft.get('offenceOn') as DateRange | undefined; // form dateOrRange
  draft.fill('offenceFrom', range?.from);
  draft.fill('offenceTo', range?.to);
  const charges = draft.get('charges');
  draft.fill('chargeCount', Array.isArray(charges) ? charges.length : undefined);
};

/** The birth date stands twice, in its column and in the ID number: neither is believed against the other. */
const compareIdNumber = (draft: RowDraft): void => {
  const id = draft.get('idNumber') as IdNumber | undefined; // form idNumber
  if (id === undefined) return;
  const bornOn = draft.get('bornOn');
  if (bornOn !== undefined && bornOn !== id.bornOn) {
    draft.doubt('BIRTH_DATE_CONTRADICTS', 'bornOn', 'idNumber');
  }
  if (draft.get('subjectKind') === 'entity') draft.doubt('FACTS_CONTRADICT', 'subjectKind', 'idNumber');
  if (draft.get('idNumber') === undefined) return;
  draft.fill('bornOn', id.bornOn);
  draft.fill('subjectKind', 'person');
};

/** 无 in the term column of an acquittal says nothing; a term there says that the row is wrong. */
const isNothing = (value: FieldValue | undefined): boolean =>
  value === 0 || (typeof value === 'object' && 'months' in value && value.months === 0);

const dropForeignFields = (draft: RowDraft, kind: RecordKind): void => {
  for (const field of draft.known()) {
    if (kindsOf(field)?.includes(kind) !== false) continue;
    if (isNothing(draft.get(field))) draft.drop(field);
    else draft.doubt('NOT_OF_THIS_KIND', field);
  }
};

/** The facts that are left when those that contradict each other are taken out. */
const agreeingFacts = (draft: RowDraft, kind: RecordKind): BusinessFacts => {
  const facts = draft.facts(kind);
  const groups = contradictions(facts);
  for (const group of groups) {
    draft.doubt('FACTS_CONTRADICT', ...group.filter((field) => field !== 'recordKind'));
  }
  return groups.length === 0 ? facts : draft.facts(kind);
};

const told = <T>(field: string, value: T | undefined): Readonly<Record<string, T>> =>
  (value === undefined ? {} : { [field]: value });

const recordOf = (draft: RowDraft, context: RowContext, facts: BusinessFacts): BusinessRecord => {
  const id = draft.get('idNumber') as IdNumber | undefined; // form idNumber
  // Form publicOrder.
  const penalties = draft.get('publicOrderPenalties') as readonly PublicOrderPenalty[] | undefined;
  return {
    id: draft.text('id') ?? `${context.tableName}#${draft.row.line}`,
    row: draft.row.line,
    facts,
    ...told('personName', draft.text('personName')),
    ...told('idNumber', id?.text),
    ...told('organ', draft.text('organ')),
    ...told('documentNumber', draft.text('documentNumber')),
    ...told('publicOrderPenalties', penalties),
  };
};

const refused = (code: RowProblemCode, row: TableRow, field: ColumnField): RowOutcome =>
  ({ problems: [rowProblem(code, row.line, columnName(field))] });

/** Reads one row under a header into a record, or refuses it. */
export const readRow = (row: TableRow, context: RowContext): RowOutcome => {
  const draft = new RowDraft(row, context);
  const kind = kindOf(draft, context);
  if (kind === 'KIND_MISSING' || kind === 'KIND_UNREADABLE') return refused(kind, row, 'recordKind');
  if (isAboutSeveral(draft, context)) return refused('SEVERAL_PERSONS', row, 'personName');
  dropForeignFields(draft, kind);
  spreadFields(draft);
  compareIdNumber(draft);
  const facts = agreeingFacts(draft, kind);
  return { record: recordOf(draft, context, facts), problems: draft.problems };
};
