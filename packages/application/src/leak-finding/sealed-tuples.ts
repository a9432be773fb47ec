import type { CivilDate } from '@fengcun/kernel';
import { isInJurisdiction, tupleBytes } from '@fengcun/privacy';
import {
  comparableNumber, documentKey, entryItems, recordsOf, type SealingEvent, legalDay,
} from '@fengcun/registry';
import { type ChargeCode, chargeOfCode, findCharge } from '@fengcun/statute';
import type { CaseOfRecord } from '../seals/sealed-case.ts';

/** Which sealed records a comparison is about: of these courts, sealed until this day (inclusive). */
export type SealedScope = Readonly<{ courts: readonly string[]; sealedUntil: CivilDate }>;

/** Why a sealed record gives no tuple; counted, never named. */
export type TupleGap = 'NO_DOCUMENT' | 'NO_JUDGMENT_NUMBER' | 'CHARGE_UNKNOWN' | 'OTHER_COURT';

const SEALS: ReadonlySet<SealingEvent['type']> = new Set(['SealOrdered', 'CorrectiveSealOrdered']);

/** Whether the seal that stands was ordered until the day. LAW: the day of the order, as for statistics. */
export const isSealedUntil = (events: readonly SealingEvent[], day: CivilDate): boolean => {
  const last = events.findLast(({ type }) => SEALS.has(type));
  return last !== undefined && legalDay(last.at) <= day;
};

/** Code of a charge named by code or by any of its names; the one form open rows are brought to as well. */
export const chargeCode = (named: string): string | undefined => {
  const found = findCharge(named);
  return chargeOfCode(named as ChargeCode)?.code ?? (found.ok ? found.value.code : undefined);
};

const judgmentsOf = ({ state, subject }: CaseOfRecord) => recordsOf(state).flatMap((record) =>
  (record.subject === subject && record.message.kind === 'judgmentRecorded' ? [record.message.content] : []));

/** LAW: a judgment that affirms another names no charge of its own; then those of the case stand for it. */
const chargesOfCase = ({ state, subject }: CaseOfRecord): readonly string[] => {
  const { charges } = entryItems(state, subject);
  return charges.status === 'known' ? charges.value : [];
};

const codes = (names: readonly string[]): readonly string[] =>
  [...new Set(names.flatMap((name) => chargeCode(name) ?? []))];

type Numbered = Readonly<{ number: string; charges: readonly string[] }>;

const numbersOf = (place: CaseOfRecord): readonly Numbered[] => {
  const whole = codes(chargesOfCase(place));
  return judgmentsOf(place).map(({ documentNumber, charges = [] }) => {
    const own = codes(charges);
    return { number: comparableNumber(documentNumber), charges: own.length > 0 ? own : whole };
  });
};

/**
 * Everything under which one sealed record may still stand open: each of the person's documents, with each
 * judgment of a court in scope (of every instance: all are published), with each of its charges.
 */
export const tuplesOfRecord = (
  place: CaseOfRecord, { courts }: Pick<SealedScope, 'courts'>,
): readonly Uint8Array[] | TupleGap => {
  const documents = entryItems(place.state, place.subject).basicFacts.documents.map(documentKey);
  if (documents.length === 0) return 'NO_DOCUMENT';
  const numbers = numbersOf(place);
  if (numbers.length === 0) return 'NO_JUDGMENT_NUMBER';
  const here = numbers.filter(({ number }) => isInJurisdiction(number, courts));
  if (here.length === 0) return 'OTHER_COURT';
  const tuples = documents.flatMap((document) => here.flatMap(({ number, charges }) =>
    charges.flatMap((charge) => {
      const tuple = tupleBytes({ document, caseNumber: number, charge });
      return tuple.ok ? [tuple.value] : [];
    })));
  return tuples.length === 0 ? 'CHARGE_UNKNOWN' : tuples;
};
