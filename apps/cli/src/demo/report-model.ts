import type { CivilDate } from '@fengcun/kernel';
import { factField, type Decision, type Finding, type Pack, type Question } from '@fengcun/policy';
import { resolveCitation } from '@fengcun/statute';
import { decideRecord, type DecideSettings } from '../decide-record.ts';
import type { ReadSource, RecordToDecide, SourceProblem } from '../records.ts';
import type {
  Bilingual, ReportCitation, ReportClause, ReportDecision, ReportDocument, ReportFinding, ReportLanguage,
  ReportModel, ReportOutcome, ReportPerson, ReportProblem, ReportQuestion,
} from '../report/index.ts';
import { reasonOf } from './reason.ts';
import { problemWording, refusalWording } from './problem-wording.ts';
import { rowFields, rowHeadline } from './row-words.ts';

/** Everything a run read, and how it is to be decided. */
export type RunInput = Readonly<{
  sources: readonly ReadSource[];
  settings: DecideSettings;
  language: ReportLanguage;
  asOf: CivilDate;
}>;

/** The model of a run: every document with its persons, their decisions, and the words of law they cite. */
export const buildReportModel = ({ sources, settings, language, asOf }: RunInput): ReportModel => {
  const documents = sources.flatMap((source) => documentsOf(source, settings));
  return {
    language, asOf, documents,
    packs: settings.packs.map((pack) => ({
      id: pack.id, title: pack.title, version: pack.version, hash: pack.hash, status: pack.status,
    })),
    citations: citationsOf(documents),
  };
};

const documentsOf = (source: ReadSource, settings: DecideSettings): readonly ReportDocument[] => {
  const isTable = source.reading === undefined && source.refusal === undefined;
  if (!isTable) return [textDocument(source, settings)];
  const broken = source.problems.filter((problem) =>
    !source.records.some((record) => record.row?.row === problem.row));
  const rows = source.records.map((record) => rowDocument(source, record, settings));
  const refused = broken.map((problem, i): ReportDocument => ({
    id: `${source.id}#${problem.row ?? i + 1}`, source: source.name, format: source.format, status: 'refused',
    refusal: { code: problem.code, message: problemWording(problem) }, persons: [], problems: [],
  }));
  return [...rows, ...refused];
};

const textDocument = (source: ReadSource, settings: DecideSettings): ReportDocument => ({
  id: source.id, source: source.name, format: source.format,
  status: source.refusal !== undefined ? 'refused' : source.problems.length === 0 ? 'exact' : 'doubtful',
  ...(source.refusal === undefined ? {}
    : { refusal: { code: source.refusal.code, message: refusalWording(source.refusal) } }),
  ...(source.text === undefined ? {} : { text: source.text }),
  ...(source.reading === undefined ? {} : { reading: source.reading }),
  persons: source.records.map((record) => personOf(record, settings)),
  problems: source.problems.map(problemOf),
});

const rowDocument = (
  source: ReadSource, record: RecordToDecide, settings: DecideSettings,
): ReportDocument => {
  const problems = source.problems.filter((problem) => problem.row === record.row?.row);
  return {
    id: record.id, source: source.name, format: source.format,
    status: problems.length === 0 ? 'exact' : 'doubtful',
    ...(record.row === undefined ? {} : { fields: rowFields(record.row) }),
    persons: [personOf(record, settings)],
    problems: problems.map(problemOf),
  };
};

const problemOf = (problem: SourceProblem): ReportProblem => ({
  code: problem.code, message: problemWording(problem),
  ...(problem.span === undefined ? {} : { span: problem.span }),
  ...(problem.defendant === undefined ? {} : { defendant: problem.defendant }),
});

const personOf = (record: RecordToDecide, settings: DecideSettings): ReportPerson => {
  const decisions = decideRecord(record, settings);
  const first = decisions[0];
  if (first === undefined) throw new RangeError('bug: no pack applies on the day');
  const own = decisions.map((decision) => decisionOf(decision, settings.packs));
  const headline = record.row === undefined ? undefined : rowHeadline(record.row);
  const questions = first.questions.map(questionOf);
  return {
    name: record.personName ?? '—',
    ...(record.defendantIndex === undefined ? {} : { defendantIndex: record.defendantIndex }),
    ...(headline === undefined ? {} : { headline }),
    outcome: first.outcome as ReportOutcome,
    ...(first.sealFrom === undefined ? {} : { sealFrom: first.sealFrom }),
    reason: reasonOf(first), explain: first.explain, decisions: own, citations: citationIds(first), questions,
  };
};

const questionOf = (question: Question): ReportQuestion => {
  const title: Bilingual = (question.fact === undefined ? undefined : factField(question.fact)?.title)
    ?? { zh: '法律问题', en: 'a point of law' };
  return { fact: question.fact ?? question.clause ?? '', title, zh: question.zh, en: question.en };
};

const findingOf = (finding: Finding): ReportFinding => ({
  clause: finding.clause, condition: finding.condition, say: finding.say, holds: finding.holds,
  cite: finding.cite,
  ...(finding.evidence === undefined ? {} : { evidence: Object.values(finding.evidence).flat() }),
});

const clausesOf = (decision: Decision, pack: Pack | undefined): readonly ReportClause[] =>
  (pack?.matters.find((matter) => matter.name === decision.matter)?.clauses ?? [])
    .map(({ id, text, verbatim, cite }) => ({ id, text, verbatim, cite }));

const decisionOf = (decision: Decision, packs: readonly Pack[]): ReportDecision => {
  const pack = packs.find((each) => each.id === decision.pack);
  return {
    matter: decision.matter, pack: decision.pack,
    packTitle: pack?.title ?? { zh: decision.pack, en: decision.pack },
    outcome: decision.outcome as ReportOutcome,
    ...(decision.sealFrom === undefined ? {} : { sealFrom: decision.sealFrom }),
    decidedBy: decision.decidedBy, explain: decision.explain, clauses: clausesOf(decision, pack),
    findings: decision.findings.map(findingOf), flags: decision.flags.map(({ zh, en }) => ({ zh, en })),
    questions: decision.questions.map(questionOf),
  };
};

const citationIds = (decision: Decision): readonly string[] => {
  const deciding = decision.findings.filter((finding) => finding.clause === decision.decidedBy);
  return [...new Set(deciding.flatMap((finding) => finding.cite))];
};

const citationsOf = (documents: readonly ReportDocument[]): Readonly<Record<string, ReportCitation>> => {
  const ids = new Set(documents.flatMap((document) => document.persons.flatMap((person) => [
    ...person.citations,
    ...person.decisions.flatMap((decision) => [
      ...decision.findings.flatMap((finding) => finding.cite),
      ...decision.clauses.flatMap((clause) => clause.cite),
    ]),
  ])));
  const entries = [...ids].flatMap((id) => {
    const found = resolveCitation(id);
    if (!found.ok) return [];
    const { labelZh, labelEn, text, verbatim } = found.value;
    return [[id, { label: { zh: labelZh, en: labelEn }, text, verbatim }] as const];
  });
  return Object.fromEntries(entries);
};
