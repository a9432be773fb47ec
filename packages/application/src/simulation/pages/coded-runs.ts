import type { ColumnData } from '@fengcun/policy';
import { BadPage } from './page-header.ts';
import { type Unpack, unpackOne, unpackerOf, WIDTH_MAX } from './unpack.ts';

/** Codes in runs of repeats and of packed bits, as Parquet writes them; read on from where it was left. */
export type CodedRuns = {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly width: number;
  /** Value of each code; a code beyond it is a `BadPage`. */
  readonly table: Int32Array;
  at: number;
  /** Codes left of the run. */
  left: number;
  /** The code that a run repeats, or -1 in a packed run. */
  repeated: number;
  /** Codes already taken of a packed run, which begins at `at`. */
  taken: number;
  /** The unpacker for this width and the array that is filled; found once. */
  unpack: Unpack | undefined;
};

/** Opens runs at `at`, which end at `end`. */
export const openRuns = (
  bytes: Uint8Array, range: Readonly<{ at: number; end: number }>, coded: Pick<CodedRuns, 'width' | 'table'>,
): CodedRuns => {
  if (coded.width > WIDTH_MAX || range.end > bytes.length || coded.table.length === 0) throw new BadPage(
    'codes are too wide or too long');
  // Codes of no bits are all the first of the dictionary, without any run.
  const isSole = coded.width === 0;
  return { bytes, ...range, ...coded, left: isSole ? Infinity : 0, repeated: isSole ? 0 : -1, taken: 0,
    unpack: undefined };
};

const NO_VALUE = 'a code has no value';

const nextByte = (runs: CodedRuns): number => {
  const byte = runs.at < runs.end ? runs.bytes[runs.at] : undefined;
  if (byte === undefined) throw new BadPage('a page ends before its values');
  runs.at += 1;
  return byte;
};

/** Reads the head of the next run. */
export const nextRun = (runs: CodedRuns): void => {
  if (runs.repeated < 0) runs.at += Math.ceil((runs.taken * runs.width) / 8);
  let [head, scale] = [0, 1];
  for (let byte = nextByte(runs); ; byte = nextByte(runs)) {
    head += (byte & 127) * scale;
    if (byte < 128) break;
    scale *= 128;
    if (scale > 2 ** 35) throw new BadPage('a run is too long');
  }
  runs.taken = 0;
  runs.left = head % 2 === 1 ? Math.floor(head / 2) * 8 : head / 2;
  runs.repeated = -1;
  if (head % 2 === 0) {
    runs.repeated = 0;
    for (let n = 0; n < Math.ceil(runs.width / 8); n += 1) runs.repeated += nextByte(runs) * 256 ** n;
    if (runs.repeated >= runs.table.length) throw new BadPage(NO_VALUE);
  } else if (runs.at + Math.ceil((runs.left * runs.width) / 8) > runs.end) {
    // The last group may be cut short where its values end; what is not there is never asked for.
    runs.left = Math.floor(((runs.end - runs.at) * 8) / runs.width);
  }
  if (runs.left === 0) throw new BadPage('a run is empty');
};

const takePacked = (runs: CodedRuns, into: ColumnData, at: number, count: number): void => {
  const { bytes, table, width } = runs;
  let done = 0;
  const single = (): void => {
    const code = unpackOne(bytes, runs.at, runs.taken, width);
    const value = table[code];
    if (value === undefined) throw new BadPage(NO_VALUE);
    into[at + done] = value;
    runs.taken += 1;
    done += 1;
  };
  while (done < count && runs.taken % 8 !== 0) single();
  const groups = Math.floor((count - done) / 8);
  if (groups > 0) {
    runs.unpack ??= unpackerOf(width, into.constructor.name);
    const top = runs.unpack(bytes, runs.at + (runs.taken / 8) * width, groups, table, into, at + done);
    if (top >= table.length) throw new BadPage(NO_VALUE);
    runs.taken += groups * 8;
    done += groups * 8;
  }
  while (done < count) single();
};

/** Writes the next `count` values into `into` from `at` on. */
export const takeRuns = (runs: CodedRuns, into: ColumnData, at: number, count: number): void => {
  for (let done = 0; done < count;) {
    if (runs.left === 0) nextRun(runs);
    const many = Math.min(runs.left, count - done);
    if (runs.repeated >= 0) into.fill(runs.table[runs.repeated] ?? 0, at + done, at + done + many);
    else takePacked(runs, into, at + done, many);
    runs.left -= many;
    done += many;
  }
};
