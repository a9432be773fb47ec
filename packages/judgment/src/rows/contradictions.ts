import type { BusinessFacts } from './business-record.ts';

type Rule = Readonly<{
  between: readonly (keyof BusinessFacts)[];
  isBroken: (facts: BusinessFacts) => boolean;
}>;

// Every comparison with an absent fact is false, so that only what is told can contradict.
const later = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one > other;

const WITH_TERM = new Set(['fixedTermImprisonment', 'criminalDetention', 'publicSurveillance']);
const ENDLESS = new Set(['lifeImprisonment', 'death', 'deathSuspended']);

const RULES: readonly Rule[] = [
  { between: ['bornOn', 'decidedOn'], isBroken: (facts) => later(facts.bornOn, facts.decidedOn) },
  { between: ['bornOn', 'offenceFrom'], isBroken: (facts) => later(facts.bornOn, facts.offenceFrom) },
  { between: ['bornOn', 'offenceTo'], isBroken: (facts) => later(facts.bornOn, facts.offenceTo) },
  { between: ['offenceFrom', 'offenceTo'], isBroken: (facts) => later(facts.offenceFrom, facts.offenceTo) },
  { between: ['offenceFrom', 'decidedOn'], isBroken: (facts) => later(facts.offenceFrom, facts.decidedOn) },
  { between: ['offenceTo', 'decidedOn'], isBroken: (facts) => later(facts.offenceTo, facts.decidedOn) },
  { between: ['decidedOn', 'effectiveOn'], isBroken: (facts) => later(facts.decidedOn, facts.effectiveOn) },
  {
    between: ['subjectKind', 'bornOn'],
    isBroken: (facts) => facts.subjectKind === 'entity' && facts.bornOn !== undefined,
  },
  {
    between: ['firstOffender', 'priorConvictionCount'],
    isBroken: (facts) => facts.firstOffender !== undefined && facts.priorConvictionCount !== undefined
      && facts.firstOffender === (facts.priorConvictionCount > 0),
  },
  {
    between: ['recidivist', 'priorConvictionCount'], // 累犯 presupposes a conviction: 《刑法》第65条、第66条
    isBroken: (facts) => facts.recidivist === true && facts.priorConvictionCount === 0,
  },
  {
    between: ['recidivist', 'firstOffender'],
    isBroken: (facts) => facts.recidivist === true && facts.firstOffender === true,
  },
  {
    between: ['suspended', 'suspensionPeriodMonths'],
    isBroken: (facts) => facts.suspended === false && facts.suspensionPeriodMonths !== undefined,
  },
  {
    between: ['suspended', 'penalty'], // 缓刑 only of 拘役 and 有期徒刑: 《刑法》第72条
    isBroken: (facts) => facts.suspended === true && facts.penalty !== undefined
      && facts.penalty !== 'fixedTermImprisonment' && facts.penalty !== 'criminalDetention',
  },
  {
    between: ['penalty', 'executedTermMonths'],
    isBroken: ({ penalty, executedTermMonths }) => penalty !== undefined && executedTermMonths !== undefined
      && (ENDLESS.has(penalty) || WITH_TERM.has(penalty) !== executedTermMonths > 0),
  },
  {
    between: ['longestPronouncedMonths', 'executedTermMonths'], // 《刑法》第69条: 数刑中最高刑期以上
    isBroken: ({ longestPronouncedMonths, executedTermMonths }) => longestPronouncedMonths !== undefined
      && executedTermMonths !== undefined && longestPronouncedMonths > executedTermMonths,
  },
  {
    between: ['charges', 'chargeCount'],
    isBroken: ({ charges, chargeCount }) => charges !== undefined && chargeCount !== undefined
      && charges.length !== chargeCount,
  },
  {
    between: ['recordKind', 'penalty'], // exemption is a penalty value of its own: 《刑法》第37条
    isBroken: ({ recordKind, penalty }) => penalty !== undefined
      && (recordKind === 'conviction') === (penalty === 'none'),
  },
];

/** Groups of facts of one record that cannot be true together; `recordKind` itself always stands. */
export const contradictions = (facts: BusinessFacts): readonly (readonly (keyof BusinessFacts)[])[] =>
  RULES.filter((rule) => rule.isBroken(facts)).map((rule) => rule.between);
