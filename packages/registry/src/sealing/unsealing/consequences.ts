import {
  decideDrugRecidivism, decideRecidivism, decideSpecialRecidivism, type NewOffence, type PriorOffence,
  type RecidivismDecision,
} from '@fengcun/statute';

/** Consequences that an earlier record may have for a new sentence, sealed or not. */
export type ConsequenceKind = 'recidivist' | 'specialRecidivist' | 'drugRecidivist';

/** One consequence with its limbs; a disputed or unknown one goes to a person (`review`). */
export type Consequence = Readonly<{
  kind: ConsequenceKind;
  outcome: RecidivismDecision['outcome'];
  review: boolean;
  cites: readonly string[];
  /** Limbs that fail or are unknown: why it is not, or not surely, so. */
  open: readonly string[];
}>;

const RULES: readonly (readonly [ConsequenceKind, typeof decideRecidivism])[] = [
  ['recidivist', decideRecidivism], ['specialRecidivist', decideSpecialRecidivism],
  ['drugRecidivist', decideDrugRecidivism],
];

/**
 * 累犯, 特殊累犯 and 毒品再犯 between a sealed record and a new offence. A court reads the sealed record for this
 * (办案需要); the seal itself is not touched. @see 《刑法》第65条、第66条、第356条
 */
export const consequencesOf = (prior: PriorOffence, current: NewOffence): readonly Consequence[] =>
  RULES.map(([kind, rule]) => {
    const { outcome, cites, findings } = rule({ prior, current });
    const open = findings.filter(({ holds }) => holds !== true).map((finding) => finding.rule);
    return { kind, outcome, review: outcome === 'needsReview', cites, open };
  });
