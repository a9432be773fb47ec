import type { CivilDate } from '@fengcun/kernel';
import type { DefendantReading, Problem } from '../reading.ts';

/** Checks. */
export const checkSentences = (_defendants: readonly DefendantReading[], _judgedOn: CivilDate | undefined): readonly Problem[] => [];
