import { canonicalJson, type Json, sha256Hex } from '@fengcun/kernel';
import {
  readJudgment, type RecordKind, type RowProblem, type RowsDocument, type SourceDocument, type TextDocument,
} from '@fengcun/judgment';
import type { FactInput } from '@fengcun/policy';
import {
  factsFromReading, factsFromRecord, type ImportSource, type MappingProblem, messagesFromReading,
  messagesFromRecord, organKey, type OrganType, reasonOfProblem,
} from '@fengcun/registry';
import type { DecideAll } from './decisions.ts';
import type { IntakeItem, IntakeMessageItem, IntakeProblem } from './intake-item.ts';
import { readTable, type TableRecord } from './table-records.ts';

/**
 * How files become items: the code of the sending organ, and the packs. `organType`: whose is what cannot be
 * read at all, and so says of no kind of organ; a court's where it is absent.
 */
export type ReadSettings = Readonly<{ organCode: string; organType?: OrganType; decideAll: DecideAll }>;

/** Which kind of organ tells a kind of record; the file does not say, and only these may. */
const ORGANS: Readonly<Record<RecordKind, OrganType>> = {
  conviction: 'court', acquittal: 'court', noCriminalPunishment: 'court', noCriminalLiability: 'court',
  nonProsecution: 'procuratorate', publicOrderViolation: 'police', compulsoryMeasure: 'police',
  supportFile: 'justiceBureau',
};

const sourceOf = (type: OrganType, code: string): ImportSource =>
  ({ organ: { type, code }, system: 'file-import', version: 1 });

const ownerOf = ({ organCode, organType = 'court' }: ReadSettings, type: OrganType = organType): string =>
  `${organKey({ type, code: organCode })}:file-import`;

const detailsOf = ({ code, at, doubts }: MappingProblem): IntakeProblem['details'] => [
  { code, ...(at === undefined ? {} : { at }) }, ...(doubts ?? []).map((doubt) => ({ code: doubt })),
];

/** A problem of a document, with the person it is about. */
export const problemAt = (place: string, problem: MappingProblem): IntakeProblem => ({
  reason: reasonOfProblem(problem), details: detailsOf(problem),
  place: problem.defendant === undefined ? place : `${place}#${problem.defendant + 1}`,
  ...(problem.span === undefined ? {} : { span: problem.span }),
  ...(problem.defendant === undefined ? {} : { person: problem.defendant + 1 }),
});

type Unreadable = Readonly<{ key: string; place: string; code: string; input: Json; owner: string }>;

const unreadable = ({ code, place, ...item }: Unreadable): IntakeItem => ({
  ...item, place, messages: [], problems: [{ reason: 'DOCUMENT_UNREADABLE', details: [{ code }], place }],
});

/** The input goes with problems alone: what became messages has all of it in them. */
const keptInput = (problems: readonly IntakeProblem[], input: Json): Json =>
  (problems.length === 0 ? null : input);

/** What was found out; unknown facts need not be kept to stay unknown. */
export const knownOf = (facts: FactInput): FactInput =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== 'unknown'));

/** Defendant a message is about, from 0: the number behind the last slash of its id counts from 1. */
export const defendantOf = (messageId: string): number =>
  Number(messageId.slice(messageId.lastIndexOf('/') + 1)) - 1;

const itemOfText = (document: TextDocument, place: string, settings: ReadSettings): IntakeItem => {
  // The text itself names the source fact: the same judgment under another file name is a repetition.
  const key = `judgment:${sha256Hex(document.text)}`;
  const input = { text: document.text };
  const reading = readJudgment(document.text);
  if (!reading.ok) {
    return unreadable({ key, place, code: reading.error.code, input, owner: ownerOf(settings) });
  }
  const source = sourceOf('court', settings.organCode);
  const mapped = messagesFromReading({ reading: reading.value, documentId: key, source });
  const messages = mapped.messages.map((message): IntakeMessageItem => {
    const at = defendantOf(message.source.messageId);
    const { facts } = factsFromReading(reading.value, at);
    return { message, decisions: settings.decideAll(facts), personAt: at, facts: knownOf(facts) };
  });
  const problems = mapped.problems.map((one) => problemAt(place, one));
  return {
    key, place, messages, problems, input: keptInput(problems, input), owner: ownerOf(settings, 'court'),
  };
};

const itemOfRow = (
  { record, key }: TableRecord, document: RowsDocument, settings: ReadSettings,
): IntakeItem => {
  const place = `${document.id}#${record.row}`;
  const kind = record.facts.recordKind;
  const source = sourceOf(ORGANS[kind], settings.organCode);
  const told = { ...record, id: key };
  const mapped = messagesFromRecord({ record: told, source });
  const sheet = factsFromRecord(record);
  const [decisions, facts] = [settings.decideAll(sheet), knownOf(sheet)];
  const problems = mapped.problems.map((one) => problemAt(place, one));
  return {
    key: `row|${key}`, place, owner: ownerOf(settings, ORGANS[kind]),
    messages: mapped.messages.map((message) => ({ message, decisions, personAt: 0, facts })),
    problems, input: keptInput(problems, { record: told, source }),
  };
};

const rowReason = ({ code }: RowProblem): IntakeProblem['reason'] =>
  (code === 'KIND_MISSING' || code === 'HEADER_MISSING' ? 'CONTENT_MISSING' : 'MESSAGE_INVALID');

const itemOfRowProblem = (
  problem: RowProblem, document: RowsDocument, settings: ReadSettings,
): IntakeItem => {
  const at = `${document.id}#${problem.row}`;
  const row = document.table.rows.find((one) => one.line === problem.row);
  const input = { row: row === undefined ? null : JSON.stringify(row.cells) };
  const details = [{ code: problem.code, at: problem.column }];
  const key = `row-problem:${sha256Hex(canonicalJson([input.row, problem.code, problem.column]))}`;
  const waits = { reason: rowReason(problem), details, place: at };
  return { key, place: at, messages: [], input, problems: [waits], owner: ownerOf(settings) };
};

const itemsOfRows = function* (document: RowsDocument, settings: ReadSettings): Generator<IntakeItem> {
  const { records, problems } = readTable(document.table);
  for (const record of records) yield itemOfRow(record, document, settings);
  for (const problem of problems) yield itemOfRowProblem(problem, document, settings);
};

/**
 * Everything of one source document, ready for intake, item by item; bad input becomes problems, nothing is
 * thrown.
 */
export const eachItemOf = function* (
  document: SourceDocument, settings: ReadSettings,
): Generator<IntakeItem> {
  switch (document.kind) {
    case 'text': yield itemOfText(document, document.id, settings); return;
    case 'rows': yield* itemsOfRows(document, settings); return;
    case 'refused': {
      const { id, refusal: { code } } = document;
      const key = `refused:${id}:${code}`;
      yield unreadable({ key, place: id, code, input: { name: id }, owner: ownerOf(settings) });
    }
  }
};

/** The same at once. */
export const itemsOf = (document: SourceDocument, settings: ReadSettings): readonly IntakeItem[] =>
  [...eachItemOf(document, settings)];
