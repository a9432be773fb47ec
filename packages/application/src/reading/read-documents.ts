import type { SourceDocument } from '@fengcun/judgment';
import { decideAllBy } from '../intake/decisions.ts';
import type { IntakeItem } from '../intake/intake-item.ts';
import { eachItemOf } from '../intake/read-items.ts';
import { type ReaderThread, startReader } from './reader-thread.ts';
import { planOf, type ReadingOrder } from './reading-plan.ts';

/** Up to so much no thread is started: a small import is over before it could begin. */
const HERE_WEIGHT = 300;
/** A table of more rows waits for the thread. */
const TABLE_WEIGHT = 2000;
/** Rows and documents that are sent together. */
const PIECE_WEIGHT = 50;
/** Answers under way at once. */
const CREDITS = 4;
/** LIMIT: pieces read ahead. */
const PIECES_MAX = 2;

const weightOf = (document: SourceDocument): number =>
  (document.kind === 'rows' ? document.table.rows.length : 1);

const pieces = async function* (
  first: SourceDocument, rest: AsyncIterator<SourceDocument>,
): AsyncGenerator<readonly SourceDocument[]> {
  let piece: SourceDocument[] = [first];
  let weight = weightOf(first);
  for (;;) {
    if (weight >= PIECE_WEIGHT) {
      yield piece;
      piece = [];
      weight = 0;
    }
    const next = await rest.next();
    if (next.done === true) break;
    piece.push(next.value);
    weight += weightOf(next.value);
  }
  if (piece.length > 0) yield piece;
};

const readThere = async function* (
  reader: ReaderThread, first: SourceDocument, rest: AsyncIterator<SourceDocument>,
): AsyncGenerator<readonly IntakeItem[]> {
  let open = 0;
  const take = async (): Promise<readonly IntakeItem[]> => {
    const { items, isLast } = await reader.next();
    reader.send({ more: true });
    if (isLast) open -= 1;
    return items;
  };
  for (let credit = 0; credit < CREDITS; credit += 1) reader.send({ more: true });
  for await (const piece of pieces(first, rest)) {
    reader.send({ documents: piece });
    open += 1;
    while (open >= PIECES_MAX) yield await take();
  }
  while (open > 0) yield await take();
};

/** LIMIT: items of a run; what reads them can stop between two runs. */
const RUN_ITEMS = 100;

const runsOf = function* (items: Iterable<IntakeItem>): Generator<readonly IntakeItem[]> {
  let run: IntakeItem[] = [];
  for (const item of items) {
    run.push(item);
    if (run.length < RUN_ITEMS) continue;
    yield run;
    run = [];
  }
  if (run.length > 0) yield run;
};

/**
 * The items of documents in their order, in runs, decided by the packs. What is more than a little is read in
 * a thread of its own, so that reading and deciding do not wait for the database and the database not for
 * them. Until that thread has started, reading goes on here.
 */
export const readDocuments = async function* (
  documents: AsyncIterable<SourceDocument>, order: ReadingOrder,
): AsyncGenerator<readonly IntakeItem[]> {
  const { packs, asOf, ...organ } = order;
  const settings = { ...organ, decideAll: decideAllBy(packs, asOf) };
  const source = documents[Symbol.asyncIterator]();
  let weight = 0;
  let reader: ReaderThread | undefined;
  try {
    for (let next = await source.next(); next.done !== true; next = await source.next()) {
      const own = weightOf(next.value);
      weight += own;
      if (weight > HERE_WEIGHT) reader ??= startReader(planOf(order));
      if (reader !== undefined && (reader.isReady() || own > TABLE_WEIGHT)) {
        yield* readThere(reader, next.value, source);
        return;
      }
      yield* runsOf(eachItemOf(next.value, settings));
    }
  } finally {
    await reader?.stop();
  }
};
