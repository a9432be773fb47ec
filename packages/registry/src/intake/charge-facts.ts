import { findCharge, type ChargeMatch } from '@fengcun/statute';
import type { ChargeReading } from '@fengcun/judgment';
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
 * Facts about what the person was convicted of. A charge that the catalogue does not know leaves class,
 * form of guilt and maximum unknown: they could exclude the record from a policy.
 */
export const chargeFacts = (charges: readonly ChargeReading[]): FactInput => {
  const found = charges.map((charge) => findCharge(charge.name.value));
  const known = found.flatMap((result) => (result.ok ? [result.value] : []));
  if (charges.length === 0 || known.length < charges.length) return { chargeCount: charges.length || 'unknown' };
  const maxima = known.map(maxMonthsOf);
  return {
    charges: [...new Set(known.map((charge) => charge.name))],
    chargeCount: charges.length,
    offenceClasses: [...new Set(known.flatMap((charge) => charge.classes))],
    mensRea: mensReaOf(known),
    statutoryMaxMonths: maxima.includes(undefined) ? 'unknown' : Math.max(...maxima.map((months) => months ?? 0)),
  };
};
