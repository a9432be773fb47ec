import { present } from '@fengcun/kernel';
import { checkCel } from '../cel/check-cel.ts';
import type { Expression } from '../cel/expression.ts';

const TIMED = "penalty in ['fixedTermImprisonment', 'criminalDetention', 'publicSurveillance']";

/**
 * What is true of every real record. The search for overlaps and gaps skips facts that break these, because
 * no person is meant by them; clauses that exist for contradictory data are examined without them.
 */
const SENTENCES: readonly string[] = [
  'bornOn <= offenceFrom',
  'offenceFrom <= offenceTo',
  '!firstOffender || priorConvictionCount == 0',
  'firstOffender || priorConvictionCount > 0',
  `${TIMED} || executedTermMonths == 0`,
  `!(${TIMED}) || executedTermMonths > 0`,
  "recordKind == 'conviction' || penalty == 'none'",
  "recordKind != 'conviction' || penalty != 'none'",
  "!suspended || penalty in ['fixedTermImprisonment', 'criminalDetention']",
];

const parsed = (text: string): Expression => {
  const checked = checkCel(text, 'boolean', { switches: new Map() });
  return present(checked.ok ? checked.value : undefined, `a plausible sentence: ${text}`);
};

/** The sentences, checked like any condition. */
export const PLAUSIBLE: readonly Expression[] = SENTENCES.map(parsed);
