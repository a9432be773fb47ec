import { mod112Character } from '@fengcun/kernel';

/**
 * An invented row of a court that does not exist (虚), under region 110000, which gives out no numbers. The
 * same number gives the same row; the check character fits.
 */
export const inventedRow = (number: number): string => {
  const day = String(1 + (number % 28)).padStart(2, '0');
  const month = String(1 + (Math.floor(number / 28) % 12)).padStart(2, '0');
  const year = 1960 + (Math.floor(number / 336) % 40);
  const sequence = String(Math.floor(number / 13_440) % 1000).padStart(3, '0');
  const seventeen = `110000${year}${month}${day}${sequence}`;
  return JSON.stringify({
    id: `row-${number}`, documentNumber: seventeen + mod112Character(seventeen),
    caseNumber: `（${2016 + (number % 9)}）虚0105刑初${number}号`, charge: number % 3 === 0 ? '诈骗罪' : '盗窃罪',
  });
};

/** Rows `from` … `until` − 1, a line each. */
export const inventedRows = (from: number, until: number): string => {
  const lines: string[] = [];
  for (let number = from; number < until; number += 1) lines.push(inventedRow(number));
  return `${lines.join('\n')}\n`;
};
