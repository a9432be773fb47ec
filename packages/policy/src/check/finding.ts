import type { Json } from '@fengcun/kernel';
import type { Position } from '../packs/position.ts';

/** Closed list of what the checker finds. */
export type CheckCode =
  | 'NEVER_FIRES' | 'GAP' | 'OVERLAP' | 'CONFLICT' | 'EXCEPTION_BELOW_RULE' | 'THRESHOLD_WITHOUT_CITATION'
  | 'CLAUSE_WITHOUT_CITATION' | 'CITATION_UNRESOLVED' | 'IN_FORCE_CITES_PROPOSAL' | 'OUTSIDE_PACK_PERIOD'
  | 'VERSIONS_OVERLAP' | 'CHARGE_UNKNOWN' | 'FLAG_UNUSED' | 'SWITCH_UNUSED' | 'PARAMETER_UNUSED'
  | 'DEFINITION_UNUSED' | 'MONTH_END_UNSTATED' | 'NOT_EXHAUSTIVE';

/** `error`: the pack says what it cannot mean; `warning`: a person should look; `info`: worth knowing. */
export type CheckSeverity = 'error' | 'warning' | 'info';

/** One finding: one sentence with its place; `example` is a fact sheet that shows it. */
export type CheckFinding = Readonly<{
  code: CheckCode;
  severity: CheckSeverity;
  matter?: string;
  clause?: string;
  at: Position;
  message: string;
  example?: Readonly<Record<string, Json>>;
}>;

/** What a citation id stands for; undefined when nothing of that name exists. */
export type CitationResolver = (id: string) => Readonly<{ kind: 'law' | 'proposal' | 'foreign' }> | undefined;
