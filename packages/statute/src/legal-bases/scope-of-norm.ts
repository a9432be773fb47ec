import { type CivilDate, type Tri, triAll, triAny } from '@fengcun/kernel';
import { addCivilYears } from '../calendar/term.ts';
import type { Charge } from '../charges/charge.ts';
import type { LegalBasis } from './legal-basis.ts';
import type { ConvictionFact, ImposedPenalty } from './relevance-fact.ts';

/** Whether a charge is an intentional crime; unknown where doctrine disagrees. @see 《刑法》第14条、第15条 */
export const isIntentional = ({ negligence }: Pick<Charge, 'negligence'>): Tri =>
  (negligence === 'disputed' ? 'unknown' : negligence === 'intentional');

/**
 * Whether the offences of a norm include a charge. A class that holds only on facts gives unknown. LAW: «等»
 * after a list is read narrowly: what the norm does not name is not in it.
 */
export const isInScope = ({ offences, mental }: LegalBasis, charge: Charge): Tri => {
  const { every, classes = [], charges = [], byFact } = offences;
  const members: readonly Tri[] = [
    ...(every === 'crime' ? [true] : every === 'intentional' ? [isIntentional(charge)] : []),
    ...classes.map((name): Tri => charge.classes.includes(name)
      || (charge.classesByFact.includes(name) && 'unknown')),
    charges.includes(charge.code),
    ...(byFact === undefined ? []
      : byFact.mental === undefined ? ['unknown' as const]
        : [isIntentional(charge) === true ? false : 'unknown' as const]),
  ];
  return triAll([triAny(members), mental === 'intentional' ? isIntentional(charge) : true]);
};

const AT_LEAST_IMPRISONMENT: readonly ImposedPenalty[] =
  ['death', 'deathSuspended', 'lifeImprisonment', 'fixedTermImprisonment'];
const AT_LEAST_SURVEILLANCE: readonly ImposedPenalty[] =
  [...AT_LEAST_IMPRISONMENT, 'criminalDetention', 'publicSurveillance'];

/**
 * Whether what was imposed reaches what the norm asks for. LAW: whether 免予刑事处罚 is 受过刑事处罚 is disputed
 * (刑法37 speaks of no punishment, 监察官法 names both): a person decides; it is not 被判处刑罚.
 */
export const reachesPenalty = ({ minPenalty }: LegalBasis, fact: ConvictionFact): Tri => {
  const { penalty, deprived } = fact;
  if (minPenalty === 'convicted') return true;
  if (minPenalty === 'deprivation') return deprived;
  if (penalty === undefined) return 'unknown';
  const isNone = penalty === 'exemptionFromPunishment' || penalty === 'none';
  if (minPenalty === 'punished') return isNone ? 'unknown' : true;
  if (minPenalty === 'sentenced') return !isNone;
  return (minPenalty === 'imprisonment' ? AT_LEAST_IMPRISONMENT : AT_LEAST_SURVEILLANCE).includes(penalty);
};

// 自……之日起未逾五年: the first day is not counted, so the same day of the last year still bars (民法典第201条).
const isWithin = (from: CivilDate | undefined, years: number, asOf: CivilDate): Tri =>
  (from === undefined ? 'unknown' : asOf <= addCivilYears(from, years));

/**
 * Whether the norm still bars on a day. LAW: a suspended sentence is never executed; where the norm has no
 * number of its own for it, its years may run from the day the judgment took effect or from the end of the
 * period: while both agree that is the answer, between them a person decides.
 */
export const stillBars = ({ bar }: LegalBasis, fact: ConvictionFact, asOf: CivilDate): Tri => {
  if (bar.kind === 'lifetime') return true;
  if (bar.kind === 'other') return 'unknown';
  const { suspended, suspensionEndsOn, effectiveOn, execution, servedOn } = fact;
  const forLife: Tri = bar.deprivedForever === true ? fact.deprived : false;
  const lapsed = (running: Tri): Tri =>
    triAny([forLife, running === false && bar.orCourtBan === true ? 'unknown' : running]);
  const served = execution === 'running' ? true
    : execution === 'ended' ? isWithin(servedOn, bar.years, asOf) : 'unknown';
  const onSuspension = bar.suspendedYears === undefined
    ? agreeing(isWithin(effectiveOn, bar.years, asOf), isWithin(suspensionEndsOn, bar.years, asOf))
    : isWithin(suspensionEndsOn, bar.suspendedYears, asOf);
  return lapsed(suspended === 'unknown' ? agreeing(served, onSuspension) : suspended ? onSuspension : served);
};

const agreeing = (one: Tri, other: Tri): Tri => (one === other ? one : 'unknown');
