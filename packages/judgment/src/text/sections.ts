import type { Span } from '@fengcun/kernel';

/** The parts of a judgment, as offsets into its whole text; a missing part has start === end. */
export type Sections = Readonly<{
  /** Optional title line, court, document name, case number, parties, custody, procedure. */
  header: Span;
  /** Charge, plea, facts, evidence. */
  facts: Span;
  /** From the court's reasoning (本院认为) to the last 判决如下 / 裁定如下. */
  reasoning: Span;
  /** The operative part, after the last 判决如下 and before the appeal notice or signature. */
  disposition: Span;
  /** Judges, date, clerk. */
  signature: Span;
}>;
