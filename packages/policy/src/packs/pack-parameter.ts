import type { CivilDate } from '@fengcun/kernel';
import type { Bilingual } from '../facts/fact-fields.ts';
import type { Position } from './position.ts';

/** What a parameter counts; `names` is a set of names. */
export type ParameterUnit = 'years' | 'months' | 'days' | 'hours' | 'count' | 'names';

/** Value of a parameter: a whole number within its bounds, or names among its options. */
export type ParameterValue = number | readonly string[];

/** A value with the day from which it applies. */
export type DatedValue = Readonly<{ from: CivilDate; value: ParameterValue }>;

/**
 * A figure or an exclusion of a pack that can be varied when the pack is loaded. `values` stand oldest first
 * and cover the whole pack; numbers lie within `min` and `max`, names among `options`.
 */
export type PackParameter = Readonly<{
  id: string;
  title: Bilingual;
  unit: ParameterUnit;
  min?: number;
  max?: number;
  options?: readonly string[];
  values: readonly DatedValue[];
  cite: readonly string[];
  at: Position;
}>;

/** Other values for parameters, by id: one for the whole pack, or several by date. */
export type ParameterChoice = Readonly<
  Record<string, ParameterValue | readonly Readonly<{ from: string; value: ParameterValue }>[]>
>;
