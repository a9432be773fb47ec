import { CALIBRATION as C } from './calibration.ts';
import { chargePlace, DANGEROUS_DRIVING, pairPlace } from './charge-table.ts';
import { attributeCode, chooseRegion, chooseSex } from './attributes.ts';
import { historyCode } from './histories.ts';
import type { RowRandom } from './random.ts';
import {
  chooseBand, chooseGroup, chooseIntentionalCharge, chooseLight, chooseLong, chooseNegligentCharge,
    INTENTIONAL_SUSPENDED,
} from './shares.ts';

/** One invented person with one conviction; numbers only, days since 1970, -1 where there is none. */
export type Person = {
  isEntity: boolean;
  charges: number;
  chargeCount: number;
  isNegligent: boolean;
  penalty: Penalty;
  months: number;
  longest: number;
  suspended: boolean;
  suspensionMonths: number;
  born: number;
  offenceFrom: number;
  offenceTo: number;
  decided: number;
  effective: number;
  served: number;
  priors: number;
  recidivist: boolean;
  drugRecidivist: boolean;
  /** Code of `otherEntries`. */
  history: number;
  sex: number;
  region: number;
};

/** Penalties the generator gives. */
export type Penalty = 'criminalDetention' | 'publicSurveillance' | 'fineOnly' | 'exemptionFromPunishment'
  | 'fixedTermImprisonment' | 'lifeImprisonment' | 'deathSuspended';

const LIGHT: readonly Penalty[] = ['criminalDetention', 'publicSurveillance', 'fineOnly',
  'exemptionFromPunishment'];
const between = (u: number, low: number, high: number): number => low + Math.floor(u * (high - low + 1));

const sentence = (person: Person, band: number, random: RowRandom): void => {
  const [a, b] = [random.next(), random.next()];
  person.penalty = 'fixedTermImprisonment';
  if (band === 0) {
    person.penalty = LIGHT[chooseLight(a)] ?? 'criminalDetention';
    // 拘役 of one to six months, 管制 of three to twenty-four. @see 《刑法》第38、42条
    person.months = person.penalty === 'criminalDetention' ? between(b, 1, 6)
      : person.penalty === 'publicSurveillance' ? between(b, 3, 24) : 0;
  } else if (band === 1) person.months = a < C.sixMonthsOfShort.value ? 6 : between(b, 7, 12);
  else if (band === 2) person.months = between(b, 13, 36);
  else {
    const part = chooseLong(a);
    if (part === 3) person.penalty = 'lifeImprisonment';
    if (part === 4) person.penalty = 'deathSuspended';
    person.months = part === 0 ? between(b, 37, 60) : part === 1 ? between(b, 61, 120) : part === 2
      ? between(b, 121, 240) : -1;
  }
};

/** 缓刑考验期: at least two months or one year, at most one or five years. @see 《刑法》第73条 */
const suspend = (person: Person, random: RowRandom): void => {
  const { months, penalty, isNegligent } = person;
  const eligible = months > 0 && months <= 36
    && (penalty === 'fixedTermImprisonment' || penalty === 'criminalDetention');
  const share = isNegligent ? C.negligentSuspended.value : INTENTIONAL_SUSPENDED;
  const [drawn, length] = [random.next(), random.next()];
  person.suspended = eligible && !person.recidivist && drawn < share;
  const [least, most] = penalty === 'criminalDetention' ? [2, 12] : [12, 60];
  person.suspensionMonths = person.suspended
    ? Math.min(most, Math.max(least, months + Math.floor(length * (months + 6)))) : 0;
};

const history = (person: Person, random: RowRandom): void => {
  const [prior, again, more, drug] = [random.next(), random.next(), random.next(), random.next()];
  const isJuvenile = person.offenceTo - person.born < 6574;
  person.priors = prior < C.priorConviction.value ? 1 + Math.floor(more * more * 4) : 0;
  // Neither negligence nor youth nor a light penalty makes a 累犯. @see 《刑法》第65条
  const may = person.priors > 0 && !person.isNegligent && !isJuvenile
    && person.penalty === 'fixedTermImprisonment';
  // The share is of all persons; those who may are fewer.
  const among = C.recidivist.value / (C.priorConviction.value * (1 - C.detentionOrLess.value) * (
    1 - C.negligent.value));
  person.recidivist = may && again < among;
  person.drugRecidivist = person.priors > 0 && person.charges === chargePlace('贩卖毒品罪')
    && drug < C.drugRecidivistOfDrugWithPrior.value;
};

const MONTH_DAYS = 365.25 / 12;

const days = (person: Person, random: RowRandom, years: Years): void => {
  const [when, before, span, length, age, birthday] =
    [random.next(), random.next(), random.next(), random.next(), random.next(), random.next()];
  person.decided = years.first + Math.floor(when * years.days);
  person.offenceTo = person.decided - between(before, 45, 540);
  person.offenceFrom = span < C.severalActs.value ? person.offenceTo - between(length, 1, 365)
    : person.offenceTo;
  const isJuvenile = age < C.juvenile.value;
  // Ages of adults lie between 18 and 68, most of them young; nothing is published.
  const ageYears = isJuvenile ? 14.1 + birthday * 3.8 : 18.1 + 50 * birthday * birthday;
  person.born = Math.floor(person.offenceFrom - ageYears * 365.25);
};

/** 判决 becomes final ten days after service when nobody appeals. @see 《刑事诉讼法》(2018) 第230条 */
const APPEAL_DAYS = 10;
/** Days in custody before judgment, counted against the term; assumed. */
const PRETRIAL_DAYS = 90;

const completion = (person: Person): void => {
  person.effective = person.decided + APPEAL_DAYS;
  const { penalty, months, suspended, suspensionMonths, effective } = person;
  if (penalty === 'lifeImprisonment' || penalty === 'deathSuspended') person.served = -1;
  else if (suspended) person.served = effective + Math.round(suspensionMonths * MONTH_DAYS);
  else person.served = effective + Math.max(0,
    Math.round(months * MONTH_DAYS) - (months > 3 ? PRETRIAL_DAYS : 0));
};

/** Days on which judgments are made: `first` and how many days. */
export type Years = Readonly<{ first: number; days: number }>;

/** A new blank person to draw into. */
export const blankPerson = (): Person => ({
  isEntity: false, charges: 0, chargeCount: 1, isNegligent: false, penalty: 'fineOnly', months: 0, longest: 0,
  suspended: false, suspensionMonths: 0, born: 0, offenceFrom: 0, offenceTo: 0, decided: 0, effective: 0,
    served: 0,
  priors: 0, recidivist: false, drugRecidivist: false, history: 0, sex: 0, region: 0,
});

/** Draws the person of one row into `person`; `random` has been started for the row. */
export const drawPerson = (person: Person, random: RowRandom, years: Years): void => {
  const group = chooseGroup(random.next());
  const band = chooseBand[group]?.(random.next()) ?? 1;
  const [charge, several, second] = [random.next(), random.next(), random.next()];
  const first = group === 0 ? chargePlace(DANGEROUS_DRIVING)
    : group === 1 ? chooseNegligentCharge(charge) : chooseIntentionalCharge[band]?.(charge) ?? 0;
  const isSeveral = group === 2 && several < C.severalCharges.value / (
    1 - C.dangerousDriving.value - C.negligent.value);
  person.charges = isSeveral ? pairPlace(first, chooseIntentionalCharge[band]?.(second) ?? first) : first;
  person.chargeCount = isSeveral ? 2 : 1;
  person.isNegligent = group === 1;
  person.isEntity = random.next() < C.entity.value && group === 2 && band === 0;
  sentence(person, band, random);
  days(person, random, years);
  history(person, random);
  suspend(person, random);
  completion(person);
  if (person.isEntity) person.penalty = 'fineOnly';
  person.longest = person.chargeCount === 1 ? person.months : Math.max(0, Math.ceil(person.months * 0.8));
  // Drawn last, so that what came before is what it was; independent of everything else.
  person.history = historyCode(person.priors, person.recidivist, random.next());
  const [sex, region] = [random.next(), random.next()];
  person.sex = person.isEntity ? attributeCode('sex', 'unknown') : chooseSex(sex);
  person.region = chooseRegion(region);
};
