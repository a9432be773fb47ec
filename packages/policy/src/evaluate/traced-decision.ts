import type { CivilDate } from '@fengcun/kernel';
import type { Bilingual } from '../facts/fact-fields.ts';
import type { FactSheet } from '../facts/fact-sheet.ts';
import { factsHash } from '../facts/facts-hash.ts';
import type { Decision, DecisionFlag, DueReasonFinding, Finding, Question } from './decision.ts';
import type { Trace } from './trace.ts';

/** What is the same for every decision of one decider. */
export type DecisionHead =
  Pick<Decision, 'matter' | 'pack' | 'packStatus' | 'packHash' | 'asOf' | 'switches'>;

/**
 * A complete decision whose facts hash is computed when it is first read (hashing costs more than deciding).
 * Everything else is there when the call returns. `toJSON` gives it as plain data.
 */
export class TracedDecision implements Decision {
  readonly #head: DecisionHead;
  readonly #sheet: FactSheet;
  readonly outcome: string;
  readonly sealFrom?: CivilDate;
  readonly findings: readonly Finding[];
  readonly decidedBy: string;
  readonly explain: Bilingual;
  readonly questions: readonly Question[];
  readonly flags: readonly DecisionFlag[];
  readonly dueReasons?: readonly DueReasonFinding[];

  /** `sheet` is frozen by `parseFacts`, so that a hash read later is the hash of what was decided. */
  constructor(head: DecisionHead, trace: Trace, sheet: FactSheet) {
    this.#head = head;
    this.#sheet = sheet;
    this.outcome = trace.conclusion.outcome;
    if (trace.conclusion.sealFrom !== undefined) this.sealFrom = trace.conclusion.sealFrom;
    this.findings = trace.findings;
    this.decidedBy = trace.decidedBy;
    this.explain = trace.explain;
    this.questions = trace.questions;
    this.flags = trace.flags;
    if (trace.dueReasons !== undefined) this.dueReasons = trace.dueReasons;
  }

  get matter(): string { return this.#head.matter; }
  get pack(): string { return this.#head.pack; }
  get packStatus(): Decision['packStatus'] { return this.#head.packStatus; }
  get packHash(): string { return this.#head.packHash; }
  get asOf(): CivilDate { return this.#head.asOf; }
  get switches(): Decision['switches'] { return this.#head.switches; }
  get factsHash(): string { return factsHash(this.#sheet); }

  /** The decision as plain data, members in the order in which people read them. */
  toJSON(): Decision {
    const { matter, outcome, pack, packStatus, packHash, asOf, factsHash: hash, switches } = this;
    const { findings, decidedBy, explain, questions, flags } = this;
    const due = this.sealFrom === undefined ? {} : { sealFrom: this.sealFrom };
    const reasons = this.dueReasons === undefined ? {} : { dueReasons: this.dueReasons };
    return {
      matter, outcome, ...due, pack, packStatus, packHash, asOf, factsHash: hash, switches, decidedBy,
      explain, ...reasons, findings, questions, flags,
    };
  }
}
