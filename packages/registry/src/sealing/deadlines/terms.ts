import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import {
  type Due, type Pause, periodDue, type PeriodRow, SEALING_PERIODS, type SealingPeriod,
} from '@fengcun/statute';

/**
 * Terms of proposals, which name none: numbers of this deployment, apart from those of the law. The row cites
 * the proposal, never an article in force.
 */
export const PROPOSAL_PERIODS = {
  /** Completeness check and its one-time notice, after filing. */
  completenessCheck: { days: 5, kind: 'working', cite: 'S003_CHECK', fixedByLaw: false },
  /** Time to hand in what was missing. */
  supplement: { days: 10, kind: 'working', cite: 'S003_CHECK', fixedByLaw: false },
  /** Decision on an application to seal, after acceptance. */
  applicationDecision: {
    days: 30, kind: 'working', cite: 'S003_PROCEDURE', fixedByLaw: false, pausedBy: ['supplement'],
  },
  /** Objection of the applicant, after the decision was served. */
  objection: { days: 10, kind: 'procedural', cite: 'S003_REVIEW', fixedByLaw: false },
  /** Opinion of the review panel, after the objection. */
  panelOpinion: { days: 15, kind: 'working', cite: 'S003_REVIEW', fixedByLaw: false },
  /** Appeal upward, after the panel's opinion was served. */
  appeal: { days: 10, kind: 'procedural', cite: 'S003_APPEAL', fixedByLaw: false },
  /** Decision of the organ above. */
  appealDecision: { days: 30, kind: 'working', cite: 'S003_APPEAL', fixedByLaw: false },
} as const satisfies Readonly<Record<string, PeriodRow>>;

/** Name of a term of a proposal. */
export type ProposalPeriod = keyof typeof PROPOSAL_PERIODS;

/** Id in the table of deadlines: of the law, or of a proposal. */
export type TermRule = SealingPeriod | ProposalPeriod;

/** A day named by a proposal or by nobody, as this deployment has it: term rule → days. */
export type TermSettings = Readonly<Partial<Record<TermRule, number>>>;

const ROWS: Readonly<Record<TermRule, PeriodRow>> = { ...SEALING_PERIODS, ...PROPOSAL_PERIODS };

/** Every rule that a deadline can name. */
export const TERM_RULES = Object.keys(ROWS) as readonly TermRule[];

/** Whether a text names a rule. */
export const isTermRule = (text: string): text is TermRule => Object.hasOwn(ROWS, text);

/** The rule as it stands in the law or, where no text fixes it, in the settings. */
export const termOf = (rule: TermRule, settings: TermSettings = {}): PeriodRow => {
  const row = ROWS[rule];
  const days = settings[rule];
  // Checked settings never name a number of the law; unchecked ones do not change it either.
  return days === undefined || row.fixedByLaw ? row : { ...row, days };
};

/** Why settings are refused. */
export type TermRefusal =
  Readonly<{ code: 'FIXED_BY_LAW' | 'DAYS_OUT_OF_RANGE' | 'RULE_UNKNOWN'; rule: string }>;

/** LIMIT: a year; the longest term of the law here is thirty working days. */
export const TERM_DAYS_MAX = 365;

/** Settings from configuration: a number of the law cannot be changed, another has 0–365 whole days. */
export const parseTermSettings = (
  given: Readonly<Record<string, number>>,
): Result<TermSettings, readonly TermRefusal[]> => {
  const refusals = Object.entries(given).flatMap(([rule, days]): readonly TermRefusal[] => {
    if (!isTermRule(rule)) return [{ code: 'RULE_UNKNOWN', rule }];
    if (ROWS[rule].fixedByLaw) return [{ code: 'FIXED_BY_LAW', rule }];
    const fits = Number.isInteger(days) && days >= 0 && days <= TERM_DAYS_MAX;
    return fits ? [] : [{ code: 'DAYS_OUT_OF_RANGE', rule }];
  });
  return refusals.length > 0 ? err(refusals) : ok({ ...given });
};

/** A deadline asked for: which rule, from which day (not counted), and what stopped it meanwhile. */
export type TermStart = Readonly<{
  rule: TermRule; from: CivilDate; pauses?: readonly Pause[]; settings?: TermSettings;
}>;

/** Last day of a term; marked where the holiday calendar does not reach, then the earliest possible day. */
export const termDue = ({ rule, from, pauses = [], settings = {} }: TermStart): Due =>
  periodDue(termOf(rule, settings), from, pauses);
