import { utf8 } from '@fengcun/crypto';
import { present } from '@fengcun/kernel';
import {
  boundInputOf, CHUNK_ROWS, chunksOf, countCommitment, freezeRows, type GroupSuite, type JobInput,
  maskedBefore, type MaskedSet, type PointWork, type RowsToFreeze,
} from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';
import type { KeptFiles } from './run-state.ts';

/** What a side brings to a job, out of rows that are frozen here. @throws UnusableInput for too many */
export const inputOf = (rows: RowsToFreeze) => {
  const snapshot = freezeRows(rows);
  if (!snapshot.ok) throw new UnusableInput('--rows: more than the announced size');
  const { terms, role, secrets, records } = rows;
  const input: JobInput = {
    organ: terms[role], ...boundInputOf(snapshot.value),
    countCommitment: countCommitment(secrets, records.length),
  };
  return { snapshot: snapshot.value, input };
};

const SET = 'frozen/set';
const chunkName = (at: number): string => `frozen/${String(at).padStart(6, '0')}`;

/**
 * A set that was frozen and masked before, and the input its organ bound with it. `left`: why some records
 * gave nothing to compare, as words; how many there are is nobody's business.
 */
export type FrozenSet = Readonly<{ input: JobInput; own: MaskedSet; left: readonly string[] }>;

/**
 * Freezes rows and masks them at once: only masked points are kept, sealed, and the rows are overwritten. A
 * freeze that was killed is made anew.
 */
export const freezeMasked = async (
  { left, ...rows }: RowsToFreeze & Pick<FrozenSet, 'left'>, files: KeptFiles, work: Pick<PointWork, 'mask'>,
): Promise<void> => {
  const { snapshot, input } = inputOf(rows);
  for (let at = 0; at < chunksOf(snapshot.size); at += 1) {
    const until = Math.min(snapshot.size, (at + 1) * CHUNK_ROWS);
    const inputs: Uint8Array[] = [];
    for (let place = at * CHUNK_ROWS; place < until; place += 1) inputs.push(snapshot.inputAt(place));
    await files.write(chunkName(at), await work.mask(inputs));
    for (const one of inputs) one.fill(0);
  }
  for (const record of rows.records) record.fill(0);
  // Written last: without it nothing was frozen.
  await files.write(SET, utf8(JSON.stringify({ input, left })));
};

/** The frozen set of this side; undefined where none was made. */
export const readFrozen = async (
  files: KeptFiles, { pointBytes }: Pick<GroupSuite, 'pointBytes'>,
): Promise<FrozenSet | undefined> => {
  const kept = await files.read(SET);
  if (kept === undefined) return undefined;
  // Written by `freezeMasked` and authenticated under the organ's key.
  const { input, left } = JSON.parse(Buffer.from(kept).toString('utf8')) as Omit<FrozenSet, 'own'>;
  const root = new Uint8Array(Buffer.from(input.root, 'hex'));
  const size = present(input.bucket, 'size of a frozen set');
  const chunkAt = async (at: number): Promise<Uint8Array> =>
    present(await files.read(chunkName(at)), 'chunk of a frozen set');
  return { input, left, own: maskedBefore({ size, root, pointBytes, chunkAt }) };
};
