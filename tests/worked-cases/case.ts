import type { FactName, ParameterChoice } from '@fengcun/policy';

/** Packs by id, as the folders of `policies` name them. */
export type PackName =
  | 'cn-juvenile' | 'cn-public-order' | 'cn-a1' | 'cn-a2' | 'cn-a3' | 'cn-a-p1' | 'cn-a-p2' | 'cn-b' | 'cn-c' | 'cn-d' | 'cn-e'
  | 'cn-f' | 'de-bzrg-34' | 'de-bzrg-46' | 'jp-34-2' | 'pt-37-2015' | 'uk-roa' | 'hk-297' | 'us-mi' | 'us-pa' | 'us-ut'
  | 'us-or-137-225';

/** Facts as a person writes them: dates and months as printed, checked by `parseFacts` before anything decides. */
export type Facts = Readonly<Partial<Record<FactName, string | number | boolean | readonly string[] | readonly (object | 'unknown')[]>>>;

/**
 * One row of a table a lawyer can read: what is known, which pack is asked on which day, what must follow.
 * `flags` (those that certainly hold) and `questions` (facts to ask), where given, must be met exactly; `by` is the
 * clause that decides. An outcome in capitals is the refusal of a pack that does not apply on that day.
 */
export type Case = Readonly<{
  id: string;
  story: string;
  pack: PackName;
  matter?: 'seal' | 'unseal' | 'observe';
  asOf?: string;
  switches?: Readonly<Record<string, string>>;
  /** Other values for parameters of the pack. */
  parameters?: ParameterChoice;
  facts: Facts;
  outcome: string;
  by?: string;
  sealFrom?: string;
  flags?: readonly string[];
  /** Reasons that gave the day, where the latest of several counts. */
  limits?: readonly string[];
  questions?: readonly string[];
  article: string;
}>;

/** The day of the tables, unless a row says otherwise. */
export const TODAY = '2026-11-21';

/** A conviction of a person aged 17, one act, one charge, one year's imprisonment; rows change what matters. */
export const juvenile = (changed: Facts = {}): Facts => ({
  recordKind: 'conviction', subjectKind: 'person', decidedOn: '2023-11-06', effectiveOn: '2023-11-17',
  bornOn: '2006-03-15', offenceFrom: '2023-05-02', offenceTo: '2023-05-02',
  chargeCount: 1, penalty: 'fixedTermImprisonment', executedTermMonths: 12, suspended: false,
  ...changed,
});

/** A conviction of a person aged 30, first offence, one charge of no excluded class; rows change what matters. */
export const adult = (changed: Facts = {}): Facts => ({
  recordKind: 'conviction', subjectKind: 'person', decidedOn: '2026-02-03', effectiveOn: '2026-02-14',
  bornOn: '1995-06-20', offenceFrom: '2025-11-08', offenceTo: '2025-11-08',
  chargeCount: 1, charges: ['盗窃罪'], offenceClasses: ['property'], mensRea: 'intentional',
  penalty: 'fixedTermImprisonment', executedTermMonths: 10, suspended: false,
  recidivist: false, drugRecidivist: false, priorConvictionCount: 0, firstOffender: true,
  ...changed,
});

/** A sealed juvenile record about which something new is known; rows say what. */
export const sealedRecord = (changed: Facts = {}): Facts => ({
  recordKind: 'conviction', subjectKind: 'person', priorJudgmentSealed: true, laterAdultIntentionalCrime: false,
  ...changed,
});

/** A public-order decision on an adult. */
export const violation = (changed: Facts = {}): Facts => ({
  recordKind: 'publicOrderViolation', subjectKind: 'person', decidedOn: '2026-03-02', annulled: false,
  bornOn: '1988-01-30', offenceFrom: '2026-02-27', offenceTo: '2026-02-27',
  ...changed,
});
