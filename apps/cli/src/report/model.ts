import type { Span } from '@fengcun/kernel';
import type { JudgmentReading } from '@fengcun/judgment';

/** One wording in both languages. */
export type Bilingual = Readonly<{ zh: string; en: string }>;

/** Languages the report speaks first; the other one stays a click away. */
export type ReportLanguage = 'zh' | 'en';

/** What the engine may conclude, as docs/policy-packs.md names it. */
export type ReportOutcome = 'mustSeal' | 'sealFrom' | 'mustNotSeal' | 'notCovered' | 'needsReview';

/** Words of law behind a citation id; `verbatim` false means a digest, never to be shown as a quotation. */
export type ReportCitation = Readonly<{ label: Bilingual; text: string; verbatim: boolean }>;

/** One condition of one clause, as evaluated; `evidence` points into the document's text. */
export type ReportFinding = Readonly<{
  clause: string;
  condition: string;
  say: Bilingual;
  holds: boolean | 'unknown';
  cite: readonly string[];
  evidence?: readonly Span[];
  /** The fact values the condition looked at, ready to print (`出生 2006-03-15`); for what has no span. */
  facts?: readonly Bilingual[];
}>;

/** A clause of a pack: the sentence of law it writes down. */
export type ReportClause = Readonly<{
  id: string;
  text: string;
  verbatim: boolean;
  cite: readonly string[];
}>;

/** What a person must answer; `title` names the fact in a few words, the rest is the whole question. */
export type ReportQuestion = Readonly<{ fact: string; title: Bilingual; zh: string; en: string }>;

/** The result of one pack on one person. */
export type ReportDecision = Readonly<{
  matter: string;
  pack: string;
  packTitle: Bilingual;
  outcome: ReportOutcome;
  sealFrom?: string;
  /** Clause id that decided, or `otherwise`. */
  decidedBy: string;
  explain: Bilingual;
  clauses: readonly ReportClause[];
  findings: readonly ReportFinding[];
  flags: readonly Bilingual[];
  questions: readonly ReportQuestion[];
}>;

/**
 * One person (or unit) of a document. `outcome` is the one that counts over all packs in force;
 * `decisions[0]` is the decision it comes from. `reason` is that decision in a few words, equal for
 * all persons decided alike.
 */
export type ReportPerson = Readonly<{
  name: string;
  /** Index in `reading.defendants`; absent for rows of a business system. */
  defendantIndex?: number;
  /** What was decided about the person, where there is no reading: `行政拘留五日`. */
  headline?: string;
  outcome: ReportOutcome;
  sealFrom?: string;
  reason: Bilingual;
  explain: Bilingual;
  decisions: readonly ReportDecision[];
  /** Ids of the citations behind the decision, most important first; words are in `ReportModel.citations`. */
  citations: readonly string[];
  questions: readonly ReportQuestion[];
}>;

/** A doubt about a document, with its place where the document has a text. */
export type ReportProblem = Readonly<{ code: string; message: Bilingual; span?: Span; defendant?: number }>;

/** How a document was read. */
export type ReportStatus = 'exact' | 'doubtful' | 'refused';

/** One document (or one row of a business system). Everything in it is attacker-controlled. */
export type ReportDocument = Readonly<{
  id: string;
  /** Name of the file it came from, as the user gave it. */
  source: string;
  format: string;
  status: ReportStatus;
  refusal?: Readonly<{ code: string; message: Bilingual }>;
  text?: string;
  reading?: JudgmentReading;
  /** Members of a row, in its order. */
  fields?: readonly Readonly<{ label: string; value: string }>[];
  persons: readonly ReportPerson[];
  problems: readonly ReportProblem[];
}>;

/** A pack that was applied; a proposal is labelled as no law wherever it is shown. */
export type ReportPack = Readonly<{
  id: string;
  title: Bilingual;
  version: string;
  hash: string;
  status: 'inForce' | 'proposal' | 'foreign';
}>;

/** Everything the report and the terminal picture show; plain data, no clock. */
export type ReportModel = Readonly<{
  language: ReportLanguage;
  /** Civil date the law was applied as of. */
  asOf: string;
  packs: readonly ReportPack[];
  citations: Readonly<Record<string, ReportCitation>>;
  documents: readonly ReportDocument[];
}>;
