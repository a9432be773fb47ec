import { type CivilDate, type Tri, triAll, triAny } from '@fengcun/kernel';
import { addCivilYears } from '../calendar/term.ts';
import { findCharge } from '../charges/find-charge.ts';
import { OFFENCE_CLASS_DEFINITIONS } from '../offence-classes/definitions.ts';
import { basisLabel } from './find-basis.ts';
import type { LegalBasis } from './legal-basis.ts';
import type { ConvictionFact, Relevance, RelevanceFinding, ViolationFact } from './relevance-fact.ts';
import { isInScope, reachesPenalty, stillBars } from './scope-of-norm.ts';
import { violationKindsOf } from './violations.ts';

type Words = Readonly<{ zh: string; en: string }>;

const TESTS: Readonly<Record<RelevanceFinding['test'], Words>> = {
  offence: { zh: '属于该规范所列的犯罪', en: 'it is among the offences of the norm' },
  penalty: { zh: '处罚达到该规范的要求', en: 'the penalty reaches what the norm asks for' },
  duration: { zh: '该规范的限制期间尚未届满', en: 'the norm still bars on that day' },
  named: { zh: '该规范点名了这类治安违法记录', en: 'the norm names this kind of public-order record' },
};

const findingOf = (basis: LegalBasis, test: RelevanceFinding['test'], holds: Tri): RelevanceFinding =>
  ({ test, holds, cites: basis.cites, ...TESTS[test] });

/** What the class says about members that only facts decide, so that whoever decides sees why. */
const interpretationsOf = (basis: LegalBasis, charge: string): readonly string[] => {
  const found = findCharge(charge);
  if (!found.ok) return ['罪名不在目录中，无法对照。'];
  const { byFact, classes = [] } = basis.offences;
  return [
    ...classes.filter((name) => found.value.classesByFact.includes(name)).flatMap((name) => {
      const { zh, interpretation } = OFFENCE_CLASS_DEFINITIONS[name];
      return interpretation === undefined ? [] : [`${zh}：${interpretation}`];
    }),
    ...(byFact === undefined ? [] : [`规范原文：${byFact.words}`]),
  ];
};

const readingsOf = (basis: LegalBasis, verdict: Tri, why: readonly string[]): Relevance['readings'] => {
  if (verdict !== 'unknown') return [];
  const label = basisLabel(basis);
  const more = why.length === 0 ? '' : `（${why.join('；')}）`;
  return [
    { verdict: true, zh: `与${label}有关，应当告知${more}`, en: 'it counts for the norm and is told' },
    { verdict: false, zh: `与${label}无关，不予告知${more}`, en: 'it does not count for the norm and is not told' },
  ];
};

/**
 * Whether one charge of a conviction counts for a norm on a day: the offence is listed, the penalty reaches
 * what the norm asks, and it still bars. Any unknown fact that matters gives unknown with both readings.
 * @see 《刑事诉讼法》第286条第2款; 2022 Measures art. 16(3)
 */
export const relevanceOfConviction = (
  basis: LegalBasis, fact: ConvictionFact, asOf: CivilDate,
): Relevance => {
  const found = findCharge(fact.charge);
  const offence: Tri = found.ok ? isInScope(basis, found.value) : 'unknown';
  const penalty = reachesPenalty(basis, fact);
  const duration = stillBars(basis, fact, asOf);
  const byDeprivation: Tri = basis.offences.orDeprivation === true ? fact.deprived : false;
  const verdict = triAll([triAny([triAll([offence, penalty]), byDeprivation]), duration]);
  return {
    verdict,
    findings: [
      findingOf(basis, 'offence', triAny([offence, byDeprivation])),
      findingOf(basis, 'penalty', triAny([penalty, byDeprivation])), findingOf(basis, 'duration', duration),
    ],
    readings: readingsOf(basis, verdict, offence === 'unknown' ? interpretationsOf(basis, fact.charge) : []),
  };
};

const namedKind = (basis: LegalBasis, fact: ViolationFact): Tri => {
  const scope = basis.publicOrder;
  if (scope === undefined) return false;
  if (scope.kinds === 'any') return basis.offences.byFact === undefined ? true : 'unknown';
  const kinds = violationKindsOf(fact.violation);
  const { kinds: named } = scope;
  return kinds === undefined ? 'unknown' : kinds.some((kind) => named.includes(kind));
};

/**
 * Whether a 治安 decision counts for a norm on a day: only a norm that names such records itself reaches them.
 * @see 《治安管理处罚法》(2025) 第136条
 */
export const relevanceOfViolation = (basis: LegalBasis, fact: ViolationFact, asOf: CivilDate): Relevance => {
  const named = namedKind(basis, fact);
  const { detention, atLeast, years } = basis.publicOrder ?? {};
  const enough = triAll([
    detention === true ? fact.detention : true, atLeast === undefined || fact.detentionsInAll >= atLeast,
  ]);
  const duration: Tri = years === undefined ? true
    : fact.decidedOn === undefined ? 'unknown' : asOf <= addCivilYears(fact.decidedOn, years);
  const verdict = triAll([named, enough, duration]);
  return {
    verdict,
    findings: [
      { ...findingOf(basis, 'named', named), cites: ['PSAP_136', ...basis.cites] },
      findingOf(basis, 'penalty', enough), findingOf(basis, 'duration', duration),
    ],
    readings: readingsOf(basis, verdict, []),
  };
};

/** Whether whoever applies the norm needs the penalty and its days, beyond the charge. */
export const needsTerm = ({ minPenalty, bar }: LegalBasis): boolean =>
  minPenalty === 'surveillanceOrMore' || minPenalty === 'imprisonment' || minPenalty === 'deprivation'
  || bar.kind !== 'lifetime';
