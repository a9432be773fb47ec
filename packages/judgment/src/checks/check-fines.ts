import type { DefendantReading } from '../reading.ts';
import type { Report } from './check-terms.ts';
import { FINE_YUAN_MIN } from './term-limits.ts';

/**
 * Fines of the charges against the executed total: together they are the total (刑法第69条第3款); with an earlier
 * judgment's fine the total may only be larger.
 */
export const checkFines = (defendant: DefendantReading, report: Report): void => {
  const fines = defendant.charges.flatMap((charge) => charge.fineYuan ?? []);
  for (const fine of fines) {
    if (fine.value < FINE_YUAN_MIN) report('FINE_CONTRADICTS',
      'the fine lies below the lowest one of the law', fine);
  }
  const total = defendant.fineYuan;
  const sum = fines.reduce((all, fine) => all + fine.value, 0);
  if (total === undefined || fines.length === 0) {
    const [stray] = total === undefined ? [] : [total];
    if (stray !== undefined && defendant.charges.length > 0 && defendant.mergedWithPrior === undefined) {
      report('FINE_CONTRADICTS', 'a fine is executed that was pronounced for no charge', stray);
    }
    return;
  }
  const isMerged = defendant.mergedWithPrior !== undefined;
  const isRight = isMerged ? total.value >= sum : total.value === sum;
  if (!isRight) report('FINE_CONTRADICTS', 'the executed fine is not the sum of the fines of the charges',
    total);
};
