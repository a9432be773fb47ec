import { concatBytes, frame, hmac } from '@fengcun/crypto';
import { err, ok, present, type Result } from '@fengcun/kernel';
import { levelStore, proveInclusion, SHA256_TREE, treeRoot, verifyInclusion } from '@fengcun/ledger';
import type { KeyObject } from 'node:crypto';
import type { RoundTerms } from './round-terms.ts';

/** Draws one share of noise; the exact discrete Gaussian law of the share's variance. */
export type ShareNoise = () => bigint;

/**
 * What an organ adds to a round: counts with noise, committed to cell by cell, so that a few cells can be
 * opened to an auditor afterwards and compared with the organ's books.
 */
export type Prepared = Readonly<{
  noisy: Int32Array; root: string;
  open: (cell: number) => OpenedCell;
}>;

/** A cell as it is opened: the count, the noise, and the way to the root of the contribution. */
export type OpenedCell = Readonly<{
  cell: number; count: number; noise: number; salt: Uint8Array; path: readonly Uint8Array[];
}>;

/** Why counts take no part. */
export type CountsRefusal = Readonly<{ code: 'COUNTS_LENGTH' | 'COUNT_RANGE'; cell?: number }>;

const SALT_BYTES = 32;

/**
 * The largest count of one organ: all members together, noise included, stay below 2^31, so that a sum never
 * wraps round. LIMIT: a thousandth is kept for noise.
 */
export const countMax = ({ members }: Pick<RoundTerms, 'members'>): number =>
  Math.floor((2 ** 31 - 1) / members.length * 0.999);

const entryOf = ({ cell, count, noise, salt }: Omit<OpenedCell, 'path'>): Uint8Array => {
  const numbers = Buffer.alloc(12);
  numbers.writeUInt32BE(cell, 0);
  numbers.writeInt32BE(count, 4);
  numbers.writeInt32BE(noise, 8);
  return concatBytes(salt, numbers);
};

/** Adds the organ's share of noise to its counts and commits to both. */
export const prepareCounts = (
  counts: readonly number[], terms: RoundTerms, secrets: Readonly<{ noise: ShareNoise; saltKey: KeyObject }>,
): Result<Prepared, CountsRefusal> => {
  if (counts.length !== terms.cells) return err({ code: 'COUNTS_LENGTH' });
  const most = countMax(terms);
  const wrong = counts.findIndex((count) => !Number.isSafeInteger(count) || count < 0 || count > most);
  if (wrong >= 0) return err({ code: 'COUNT_RANGE', cell: wrong });
  const noises = Int32Array.from(counts, () => (terms.shareVariance === 0 ? 0 : Number(secrets.noise())));
  const saltOf = (cell: number): Uint8Array =>
    hmac('sha256', secrets.saltKey, frame('fengcun/sum/salt/1', [terms.roundId, String(cell)]));
  const opened = (cell: number): Omit<OpenedCell, 'path'> => ({
    cell, count: present(counts[cell], 'cell'), noise: present(noises[cell], 'cell'), salt: saltOf(cell),
  });
  const tree = levelStore(SHA256_TREE);
  for (let cell = 0; cell < counts.length; cell += 1) tree.append(entryOf(opened(cell)));
  const size = counts.length;
  return ok({
    noisy: Int32Array.from(counts, (count, cell) => count + (noises[cell] ?? 0)),
    root: Buffer.from(treeRoot(SHA256_TREE, tree.read, size)).toString('hex'),
    open: (cell) => ({
      ...opened(cell),
      path: proveInclusion(SHA256_TREE, tree.read, { index: cell, size }).map((one) => one.slice()),
    }),
  });
};

/** Whether an opened cell is the one its organ committed to. */
export const isCommitted = (root: string, cells: number, opened: OpenedCell): boolean =>
  opened.salt.length === SALT_BYTES && verifyInclusion(SHA256_TREE, {
    leafHash: SHA256_TREE.leaf(entryOf(opened)), index: opened.cell, size: cells, proof: opened.path,
    root: Buffer.from(root, 'hex'),
  });

/** What a spot audit of one cell finds. */
export type CellAudit = Readonly<{
  code: 'CELL_AGREES' | 'CELL_NOT_COMMITTED' | 'CELL_SUM_DIFFERS'; organ?: string;
}>;

/**
 * An auditor who sees one cell of every organ: each must be the committed one, and together they must be what
 * was published. An organ that sent something else than it committed to is found by the second check.
 */
export const auditCell = (
  published: Int32Array,
  opened: readonly Readonly<{ organ: string; root: string; cell: OpenedCell }>[], cell: number,
): CellAudit => {
  const wrong = opened.find((one) =>
    one.cell.cell !== cell || !isCommitted(one.root, published.length, one.cell));
  if (wrong !== undefined) return { code: 'CELL_NOT_COMMITTED', organ: wrong.organ };
  const sum = opened.reduce((all, { cell: { count, noise } }) => all + count + noise, 0);
  return { code: sum === published[cell] ? 'CELL_AGREES' : 'CELL_SUM_DIFFERS' };
};

/** Cells of a sum that no course of events explains; they are looked at, not left out. */
export const unlikelyCells = (
  sum: Int32Array, before: Int32Array, { factor, deviation }: Readonly<{ factor: number; deviation: number }>,
): readonly number[] => {
  const slack = 6 * deviation * Math.SQRT2 + factor;
  return [...sum.keys()].filter((cell) => {
    const [now, then] = [sum[cell] ?? 0, before[cell] ?? 0];
    return now > Math.max(then, 1) * factor + slack || now < Math.max(then, 1) / factor - slack;
  });
};
