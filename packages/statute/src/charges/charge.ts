import type { CivilDate } from '@fengcun/kernel';
import type { OffenceClass } from '../offence-classes/offence-class.ts';

/** Stable ASCII code of a charge: `cl-264`; 之一 articles `cl-133-1`; a letter where an article has several. */
export type ChargeCode = string;

/** `disputed`: doctrine disagrees whether it is intentional or negligent; a person or a switch decides. */
export type Negligence = 'intentional' | 'negligent' | 'disputed';

/** Heaviest penalty the provision threatens for a natural person; `months` only for terms. */
export type StatutoryMax = Readonly<
  | { penalty: 'death' | 'lifeImprisonment' }
  | { penalty: 'fixedTermImprisonment' | 'criminalDetention'; months: number }
>;

/**
 * One charge of the catalogue. `article` is the number in the 刑法 (`264`, `133之1`); of the charges that were
 * abolished with the 1979 code it is `1979-160`. `chapter` and `section` count within the special part (分则).
 * `statutoryMax` is absent where nobody vouches for it. `abolishedOn`: first day on which it is no charge.
 * @see 最高法、最高检关于执行《刑法》确定罪名的规定 and its supplements (一)–(八)
 */
export type Charge = Readonly<{
  code: ChargeCode;
  name: string;
  article: string;
  paragraphs: readonly number[];
  /** Citation ids of the provisions that define and punish it; none for the 1979 code, which is not held. */
  cites: readonly string[];
  chapter: number;
  section?: number;
  negligence: Negligence;
  statutoryMax?: StatutoryMax;
  /** Classes that hold by the charge alone. */
  classes: readonly OffenceClass[];
  /** Classes that hold only on facts the charge does not tell; a person must say. */
  classesByFact: readonly OffenceClass[];
  abolishedOn?: CivilDate;
}>;

/**
 * How a text names a charge: `exact` in the catalogue's words; `selective` by a choice from a selective name;
 * `superseded` by a name (or a choice from one) that a later rule replaced; `variant` by any of these with 罪
 * missing, other punctuation, or another printed form of the same words.
 */
export type ChargeMatchVia = 'exact' | 'selective' | 'superseded' | 'variant';

/** A charge as a text names it; `literal` is that text unchanged, `name` the catalogue's name. */
export type ChargeMatch = Charge & Readonly<{
  literal: string;
  via: ChargeMatchVia;
  /** The replaced name in full, and the first day of its successor. */
  superseded?: Readonly<{ name: string; replacedOn: CivilDate }>;
}>;

/** `CHARGE_UNKNOWN`: no charge by any known name; `CHARGE_TOO_LONG`: longer than any name, not looked up. */
export type ChargeRefusal = Readonly<{ code: 'CHARGE_UNKNOWN' | 'CHARGE_TOO_LONG' }>;
