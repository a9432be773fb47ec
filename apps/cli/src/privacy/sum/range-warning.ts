import { unlikelyCells } from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { readJson } from './round-files.ts';

/** Of a published sum, what the look needs; `variance`: of its noise. */
export type PublishedSum = Readonly<{ product: string; counts: readonly number[]; variance: number }>;

/** LAW: no norm says how far a quarter may lie from the last; a person looks from this factor on. */
const FACTOR = 4;

const readSum = async (given: Arguments, name: string, what: string): Promise<PublishedSum> => {
  const { product, counts, variance } = Object(await readJson(given, name, what)) as Partial<PublishedSum>;
  const isSum = typeof product === 'string' && typeof variance === 'number' && Array.isArray(counts)
    && counts.every((one) => Number.isSafeInteger(one));
  if (!isSum) throw new UnusableInput(`--${name}: no published sum`);
  return { product, counts, variance };
};

/** One line for each cell that lies far from the sum of an earlier period, beyond what the noise explains. */
export const rangeWarnings = (now: PublishedSum, before: PublishedSum, factor: number): readonly string[] => {
  const deviation = Math.sqrt(Math.max(now.variance, before.variance));
  const cells = unlikelyCells(Int32Array.from(now.counts), Int32Array.from(before.counts),
    { factor, deviation });
  return cells.map((cell) => `CELL_UNLIKELY ${cell}: ${now.counts[cell] ?? 0}, ${before.counts[cell] ?? 0}`);
};

/**
 * Tells the auditor which cells to ask about: with `--before`, the sum of an earlier period. A warning and no
 * verdict: such a cell may be right.
 */
export const warnOfRange = async (given: Arguments, terminal: Terminal): Promise<void> => {
  if (textOption(given, 'before') === undefined) return;
  const now = await readSum(given, 'in', 'the published sum');
  const before = await readSum(given, 'before', 'the sum of an earlier period');
  const factor = Number(textOption(given, 'factor') ?? FACTOR);
  if (!(factor > 1 && factor <= 1000)) throw new UnusableInput('--factor: above 1, at most 1000');
  if (now.product !== before.product || now.counts.length !== before.counts.length) {
    throw new UnusableInput('--before: another product');
  }
  const words = terminal.language === 'zh' ? '（本期，上期）请核对' : '(now, before): ask about it';
  for (const line of rangeWarnings(now, before, factor)) terminal.note(`fengcun: ${line} ${words}\n`);
};
