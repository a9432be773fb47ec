import { parentPort, workerData } from 'node:worker_threads';
import { present } from '@fengcun/kernel';
import { type Column, type Columns, compileColumns, dataFor, type FactName } from '@fengcun/policy';
import { openBook } from './open-facts.ts';
import { readBlocks } from './parquet.ts';
import { domainsOfMeta } from './population-meta.ts';
import type { ThreadOrder, ThreadReport } from './thread-protocol.ts';

/** Rows decided at a time: large enough to be cheap, small enough for the caches and for a progress bar. */
const BLOCK_ROWS = 65_536;

const run = async (order: ThreadOrder): Promise<ThreadReport> => {
  const domains = domainsOfMeta(order.meta);
  const compiled = compileColumns(order.variants, domains);
  const program = present(compiled.ok ? compiled.value : undefined, 'variants that were opened before');
  const facts = program.facts.filter((fact) => domains.has(fact));
  const of = new Map(facts.map((fact): readonly [FactName, Column] => {
    const domain = domains.get(fact);
    return [fact, domain === undefined ? { data: new Int32Array(BLOCK_ROWS) }
      : { domain, data: dataFor(domain.length, BLOCK_ROWS) }];
  }));
  const columns: Columns = { length: BLOCK_ROWS, of };
  const tally = program.newTally();
  const book = openBook(program, columns, order.variants);
  const decideBlock = program.tally(columns, tally, book.note);
  const control = new Int32Array(order.control);
  let [rows, decidingMillis] = [0, 0];
  await readBlocks(order.path, facts, {
    meta: order.meta, from: order.from, to: order.to, columns,
    onBlock: (count) => {
      const startedAt = performance.now();
      decideBlock(0, count);
      decidingMillis += performance.now() - startedAt;
      rows += count;
      Atomics.store(control, 0, rows);
      return Atomics.load(control, 1) === 0;
    },
  });
  const startedAt = performance.now();
  const openFacts = book.facts();
  decidingMillis += performance.now() - startedAt;
  return { rows, ...tally, openFacts, decidingMillis };
};

parentPort?.postMessage(await run(workerData as ThreadOrder)); // started by simulate.ts with this type
