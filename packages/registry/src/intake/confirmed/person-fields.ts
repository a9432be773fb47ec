import type { ChargeReading, CourtFindings, DefendantReading, PenaltyName, Term } from '@fengcun/judgment';
import {
  type CivilDate, err, type Evidenced, ok, parseCivilDate, type Result, type Span,
} from '@fengcun/kernel';
import { findCharge } from '@fengcun/statute';
import { CHARGE_SEPARATOR } from './field-texts.ts';
import { PENALTY_OPTIONS, type ReadingField } from './reading-field.ts';

// LIMIT: characters of a text that a person writes.
const TEXT_MAX = 128;
// LIMIT: 25 years combined, doubled for what the reader of old judgments has to hold.
const MONTHS_MAX = 600;
const YUAN_MAX = 1_000_000_000_000;
const WHOLE = /^(?:0|[1-9]\d{0,12})$/;

/** Why a text is no value of a field. */
export type Invalid = 'VALUE_INVALID' | 'VALUE_WITHOUT_PENALTY';
/** A value, or why there is none. */
export type Made<T> = Result<T, Invalid>;
/** What was written is no value of the field. */
export const INVALID: Result<never, Invalid> = err('VALUE_INVALID');

const wholeIn = (text: string, max: number): number | undefined =>
  (WHOLE.test(text) && Number(text) <= max ? Number(text) : undefined);

const penaltyIn = (text: string): PenaltyName | undefined => PENALTY_OPTIONS.find((name) => name === text);

/**
 * The place of a corrected value: the words that were read or doubted. A person's word stands for the value
 * itself and is kept beside it, with who gave it (ADR 3).
 */
export const at = <T>(value: T, span: Span): Evidenced<T> => ({ value, span });

/** `{ [name]: value }`, or nothing where the document states none. */
export const put = <K extends string, T>(name: K, value: T | undefined): { [key in K]?: T } =>
  (value === undefined ? {} : { [name]: value } as { [key in K]: T });

/** What was written, and the words it is about. */
export type Written = Readonly<{ to: string; span: Span }>;

/** A civil date, or none. */
export const dateOf = ({ to, span }: Written): Made<Evidenced<CivilDate> | undefined> => {
  if (to === '') return ok(undefined);
  const date = parseCivilDate(to);
  return date.ok ? ok(at(date.value, span)) : INVALID;
};

const wholeOf = ({ to, span }: Written, max: number): Made<Evidenced<number> | undefined> => {
  if (to === '') return ok(undefined);
  const value = wholeIn(to, max);
  return value === undefined ? INVALID : ok(at(value, span));
};

/** A short text, or none. */
export const textIn = ({ to, span }: Written): Made<Evidenced<string> | undefined> => {
  if (to.trim() === '') return ok(undefined);
  return to.length > TEXT_MAX ? INVALID : ok(at(to.trim(), span));
};

/** The sentence of the only charge is the executed one; of several, what was read proves nothing now. */
const chargesUnder = (
  charges: readonly ChargeReading[], combined: Evidenced<Term> | undefined,
): readonly ChargeReading[] =>
  charges.map(({ term: _read, ...charge }) =>
    (charges.length === 1 && combined !== undefined ? { ...charge, term: combined } : charge));

const withCombined = (
  defendant: DefendantReading, combined: Evidenced<Term> | undefined,
): DefendantReading => {
  const { combined: _read, ...rest } = defendant;
  return { ...rest, charges: chargesUnder(defendant.charges, combined), ...put('combined', combined) };
};

const withPenalty = (defendant: DefendantReading, { to, span }: Written): Made<DefendantReading> => {
  if (to === '') return ok(withCombined(defendant, undefined));
  const type = penaltyIn(to);
  if (type === undefined) return INVALID;
  const months = defendant.combined?.value.months ?? 0;
  return ok(withCombined(defendant, at({ type, months }, span)));
};

const withTerm = (defendant: DefendantReading, { to, span }: Written): Made<DefendantReading> => {
  const type = defendant.combined?.value.type;
  const months = to === '' ? 0 : wholeIn(to, MONTHS_MAX);
  if (months === undefined) return INVALID;
  if (type === undefined) return err('VALUE_WITHOUT_PENALTY');
  return ok(withCombined(defendant, at({ type, months }, span)));
};

const withCharges = (defendant: DefendantReading, { to, span }: Written): Made<DefendantReading> => {
  const names = to.split(CHARGE_SEPARATOR).map((name) => name.trim()).filter((name) => name !== '');
  const found = names.map((name) => findCharge(name));
  if (found.some((one) => !one.ok)) return INVALID;
  const known = new Map(defendant.charges.map((charge) => [charge.name.value, charge]));
  const charges = found.flatMap((one) => (one.ok ? [one.value.name] : []))
    .map((name) => known.get(name) ?? { name: at(name, span) });
  const isSame = charges.length === known.size && charges.every(({ name }) => known.has(name.value));
  return ok({ ...defendant, charges: isSame ? charges : chargesUnder(charges, defendant.combined) });
};

const FINDINGS: ReadonlySet<ReadingField> = new Set(['juvenileAtOffence', 'recidivist', 'drugRecidivist']);

const withFinding = (
  defendant: DefendantReading, field: ReadingField, { to, span }: Written,
): Made<DefendantReading> => {
  if (!['', 'true', 'false'].includes(to)) return INVALID;
  const others = Object.fromEntries(Object.entries(defendant.findings).filter(([name]) => name !== field));
  // A finding that the court did not make is absent; only of the principal acts it can be denied.
  const isTold = to === 'true' || (to === 'false' && !FINDINGS.has(field));
  const findings: CourtFindings = { ...others, ...(isTold ? { [field]: at(to === 'true', span) } : {}) };
  return ok({ ...defendant, findings });
};

const replaced = <K extends keyof DefendantReading>(
  defendant: DefendantReading, name: K, made: Made<DefendantReading[K] | undefined>,
): Made<DefendantReading> => {
  if (!made.ok) return made;
  const { [name]: _read, ...rest } = defendant;
  return ok({ ...rest, ...put(name, made.value) } as DefendantReading);
};

/** The defendant with one field as a person wrote it. */
export const withPersonField = (
  defendant: DefendantReading, field: ReadingField, written: Written,
): Made<DefendantReading> => {
  const { to, span } = written;
  switch (field) {
    case 'name': {
      const name = textIn(written);
      return name.ok && name.value === undefined ? INVALID : replaced(defendant, 'name', name);
    }
    case 'sex': return to !== '' && to !== '男' && to !== '女' ? INVALID
      : replaced(defendant, 'sex', ok(to === '' ? undefined : at(to, span)));
    case 'birthDate': case 'offenceFrom': case 'offenceTo':
      return replaced(defendant, field, dateOf(written));
    case 'charges': return withCharges(defendant, written);
    case 'penalty': return withPenalty(defendant, written);
    case 'termMonths': return withTerm(defendant, written);
    case 'probationMonths': return replaced(defendant, field, wholeOf(written, MONTHS_MAX));
    case 'fineYuan': return replaced(defendant, field, wholeOf(written, YUAN_MAX));
    case 'juvenileAtOffence': case 'principalActsBefore18': case 'recidivist': case 'drugRecidivist':
      return withFinding(defendant, field, written);
    default: return INVALID;
  }
};
