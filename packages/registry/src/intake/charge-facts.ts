import { type ChargeMatch, findCharge, type OffenceClass } from '@fengcun/statute';
import type { ChargeNamer, ChargeReading } from '@fengcun/judgment';
import type { FactInput } from '@fengcun/policy';

/** Statutory maximum of life and death in months, above every term. @see docs/policy-packs.md, facts */
export const STATUTORY_MAX_LIFE_MONTHS = 999;

const mensReaOf = (charges: readonly ChargeMatch[]): FactInput['mensRea'] => {
  if (charges.some((charge) => charge.negligence === 'disputed')) return 'disputed';
  const negligent = charges.filter((charge) => charge.negligence === 'negligent').length;
  if (negligent === 0) return 'intentional';
  return negligent === charges.length ? 'negligent' : 'mixed';
};

const maxMonthsOf = (charge: ChargeMatch): number | undefined => {
  if (charge.statutoryMax === undefined) return undefined;
  return 'months' in charge.statutoryMax ? charge.statutoryMax.months : STATUTORY_MAX_LIFE_MONTHS;
};

/**
 * Classes that exclude a record from every proposal. LAW: where a charge belongs to one of them only on facts
 * that its name does not tell (职务侵占 by a public official is a duty crime), the classes are unknown: a record
 * must not pass an exclusion because nobody looked. @see SPC advisory committee's report (2025), exclusions
 */
const EXCLUDING_CLASSES: readonly OffenceClass[] =
  ['nationalSecurity', 'terrorism', 'gang', 'drug', 'sexual', 'dutyCrime'];

const classesOf = (charges: readonly ChargeMatch[]): FactInput['offenceClasses'] => {
  const open = charges.some(({ classesByFact }) =>
    classesByFact.some((each) => EXCLUDING_CLASSES.includes(each)));
  return open ? 'unknown' : [...new Set(charges.flatMap((charge) => charge.classes))];
};

/**
 * What the catalogue knows of charges by name. A charge it does not know leaves class, form of guilt and
 * maximum unknown: they could exclude the record from a policy.
 */
export const catalogueFacts = (names: readonly string[]): FactInput => {
  const found = names.map((name) => findCharge(name));
  const known = found.flatMap((result) => (result.ok ? [result.value] : []));
  if (names.length === 0 || known.length < names.length) return { chargeCount: names.length || 'unknown' };
  const maxima = known.map(maxMonthsOf);
  const isMaximumKnown = !maxima.includes(undefined);
  return {
    charges: [...new Set(known.map((charge) => charge.name))],
    chargeCount: names.length,
    offenceClasses: classesOf(known),
    mensRea: mensReaOf(known),
    statutoryMaxMonths: isMaximumKnown ? Math.max(...maxima.map((months) => months ?? 0)) : 'unknown',
  };
};

/** How the catalogue calls a charge today; undefined where it has none. For readers of tables. */
export const chargeNamed: ChargeNamer = (name) => {
  const found = findCharge(name);
  return found.ok ? found.value.name : undefined;
};

/** Facts about what the person was convicted of, from the charges of a reading. */
export const chargeFacts = (charges: readonly ChargeReading[]): FactInput =>
  catalogueFacts(charges.map((charge) => charge.name.value));
