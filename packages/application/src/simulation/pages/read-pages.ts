import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { ColumnData } from '@fengcun/policy';
import { type ColumnBounds, type ColumnChunk, openChunk, takeColumn } from './column-chunk.ts';
import { BadPage } from './page-header.ts';
import type { GroupPlan, PagePlan } from './page-plan.ts';

/** Columns to read, each into its array again and again, at most as many rows at a time as `blockRows`. */
export type PageOrder = Readonly<{
  path: string;
  plan: PagePlan;
  /** Row groups, first and one after the last. */
  groups: readonly [number, number];
  columns: readonly Readonly<{ name: string; data: ColumnData; bounds: ColumnBounds }>[];
  blockRows: number;
  /** Told how many rows the arrays hold now; false ends the reading. */
  onBlock: (rows: number) => boolean;
}>;

type Open = Readonly<{ order: PageOrder; file: number; buffers: Map<string, Uint8Array> }>;

const bytesOf = ({ file, buffers }: Open, name: string, [offset, size]: readonly [number,
  number]): Uint8Array => {
  let buffer = buffers.get(name);
  if (buffer === undefined || buffer.length < size) {
    buffer = new Uint8Array(Math.ceil(size * 1.1));
    buffers.set(name, buffer);
  }
  if (readSync(file, buffer, 0, size, offset) !== size) throw new BadPage('the file ends early');
  return buffer.subarray(0, size);
};

type Reading = Readonly<{ chunk: ColumnChunk; data: ColumnData }>;

const openGroup = (open: Open, { chunks }: GroupPlan): readonly Reading[] => {
  const { columns, plan: { packing, optional } } = open.order;
  return columns.map(({ name, data, bounds }) => {
    const place = chunks[name];
    if (place === undefined) throw new BadPage('a column is missing in a part of the file');
    const bytes = bytesOf(open, name, place);
    return { data, chunk: openChunk({ bytes, packing, isOptional: optional[name] ?? true, bounds }) };
  });
};

/** Reads row groups block by block, with nothing but the file's own bytes: a thread of it starts at once. */
export const readPages = async (order: PageOrder): Promise<void> => {
  const open: Open = { order, file: openSync(order.path, 'r'), buffers: new Map() };
  try {
    for (const group of order.plan.groups.slice(...order.groups)) {
      const readings = openGroup(open, group);
      for (let left = group.rows; left > 0;) {
        const rows = Math.min(left, order.blockRows);
        for (const { chunk, data } of readings) takeColumn(chunk, data, rows);
        if (!order.onBlock(rows)) return;
        left -= rows;
      }
      await setImmediate(); // Ctrl-C and the progress bar of this thread have their turn
    }
  } finally {
    closeSync(open.file);
  }
};
