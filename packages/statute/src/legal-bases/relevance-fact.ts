import type { CivilDate, Tri } from '@fengcun/kernel';

/** Executed penalties, the names of the fact `penalty`. @see docs/policy-packs.md */
export type ImposedPenalty =
  | 'death' | 'deathSuspended' | 'lifeImprisonment' | 'fixedTermImprisonment' | 'criminalDetention'
  | 'publicSurveillance' | 'fineOnly' | 'otherAccessoryOnly' | 'exemptionFromPunishment' | 'none';

/** One charge of a conviction with what the norms ask about it; what nobody told is absent or unknown. */
export type ConvictionFact = Readonly<{
  /** The charge in any of the spellings `findCharge` takes. */
  charge: string;
  penalty?: ImposedPenalty;
  /** 剥夺政治权利, alone or with another penalty. */
  deprived: Tri;
  /** Day the judgment took effect. */
  effectiveOn?: CivilDate;
  /** `running`: the execution goes on, no period has begun. */
  execution: 'running' | 'ended' | 'unknown';
  /** 刑罚执行完毕之日. */
  servedOn?: CivilDate;
  suspended: Tri;
  /** Last day of the suspension period. */
  suspensionEndsOn?: CivilDate;
}>;

/** A 治安 decision with what the norms ask about it. */
export type ViolationFact = Readonly<{
  /** 违法行为名称 as the decision words it. */
  violation?: string;
  /** 行政拘留 was imposed. */
  detention: Tri;
  decidedOn?: CivilDate;
  /** How many decisions with 行政拘留 stand against the person, this one included. */
  detentionsInAll: number;
}>;

/** Why an offence counts for a norm or does not: one line of the reasons, with its article. */
export type RelevanceFinding = Readonly<{
  test: 'offence' | 'penalty' | 'duration' | 'named';
  holds: Tri;
  cites: readonly string[];
  zh: string;
  en: string;
}>;

/**
 * Whether a record may be told on the basis of a norm. `unknown` goes to a person, with both readings;
 * nothing unknown is ever told by itself.
 */
export type Relevance = Readonly<{
  verdict: Tri;
  findings: readonly RelevanceFinding[];
  readings: readonly Readonly<{ verdict: boolean; zh: string; en: string }>[];
}>;
