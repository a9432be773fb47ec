import { parentPort, workerData } from 'node:worker_threads';
// Types only: loading the packages costs a second, and a portable program needs none of them.
import type { Columns, Loop, NoteOpen, OpenPattern, PortableProgram, Tally } from '@fengcun/policy';
import { BadPage } from './pages/page-header.ts';
import { readPopulation } from './read-population.ts';
import type { ThreadAnswer, ThreadOrder, ThreadReport } from './thread-protocol.ts';

/** Rows decided at a time: large enough to be cheap, small enough for the caches and for a progress bar. */
const BLOCK_ROWS = 16_384;
/**
 * LIMIT: different patterns of open records kept a thread; records of further ones are counted, not asked
 * about.
 */
const PATTERNS_MAX = 200_000;

type Linked = Pick<ThreadReport, 'facts' | 'positions' | 'slots'> & Readonly<{
  columns: Columns; link: (tally: Tally, note: NoteOpen) => Loop; tally: Tally;
}>;

const arraysOf = (order: ThreadOrder, facts: ThreadReport['facts']): Columns => ({
  length: BLOCK_ROWS,
  of: new Map(facts.flatMap((fact) => {
    const meta = order.meta.columns[fact];
    if (meta === undefined) return [];
    const codes = meta.kind === 'integer' ? meta.max + 2 : meta.kind === 'codes' ? meta.values.length : 0;
    const data = meta.kind === 'day' ? new Int32Array(BLOCK_ROWS) : codes <= 256 ? new Uint8Array(BLOCK_ROWS)
      : codes <= 65_536 ? new Uint16Array(BLOCK_ROWS) : new Uint32Array(BLOCK_ROWS);
    return [[fact, { data }] as const];
  })),
});

/**
 * Links the source that the main thread generated: numbers and names of facts only, no text of a pack or
 * record.
 */
const linkPortable = (order: ThreadOrder, program: PortableProgram): Linked => {
  const columns = arraysOf(order, program.facts);
  const { slots, variants } = program;
  const tally: Tally = {
    counts: new Uint32Array(variants * slots), later: new Uint32Array(variants * slots),
    years: new Uint32Array(variants * 300),
  };
  const link = (sink: Tally, note: NoteOpen): Loop => {
    const given = {
      ...program.bindings, ...sink, note,
      ...Object.fromEntries([...columns.of].map(([fact, { data }]) => [`column_${fact}`, data])),
    };
    return new Function(...Object.keys(given), program.source)(...Object.values(given)) as Loop;
  };
  return { ...program, columns, tally, link };
};

const compileHere = async (order: ThreadOrder): Promise<Linked> => {
  const [{ compileColumns }, { domainsOfMeta }] =
    await Promise.all([import('@fengcun/policy'), import('./population-meta.ts')]);
  const domains = domainsOfMeta(order.meta);
  const compiled = compileColumns(order.variants, domains);
  if (!compiled.ok) throw new TypeError('bug: variants were opened before');
  const program = compiled.value;
  const arrays = arraysOf(order, program.facts);
  const of = new Map([...arrays.of].map(([fact, { data }]) => {
    const domain = domains.get(fact);
    return [fact, domain === undefined ? { data } : { data, domain }] as const;
  }));
  const columns: Columns = { ...arrays, of };
  return { ...program, columns, tally: program.newTally(), link: (tally, note) =>
    program.tally(columns, tally, note) };
};

const run = async (order: ThreadOrder): Promise<ThreadReport> => {
  const linked = order.program === undefined ? await compileHere(order) : linkPortable(order, order.program);
  const { columns, facts, positions, slots, tally } = linked;
  const patterns = new Map<string, OpenPattern>();
  const note: NoteOpen = (row, open, key) => {
    const known = patterns.get(key);
    if (known === undefined && patterns.size >= PATTERNS_MAX) return;
    const pattern = known ?? {
      numbers: facts.map((fact) => columns.of.get(fact)?.data[row] ?? 0), counts: order.variants.map(() => 0),
    };
    if (known === undefined) patterns.set(key, pattern);
    for (let rest = open; rest !== 0; rest &= rest - 1) {
      const v = 31 - Math.clz32(rest & -rest);
      pattern.counts[v] = (pattern.counts[v] ?? 0) + 1;
    }
  };
  const decideBlock = linked.link(tally, note);
  const control = new Int32Array(order.control);
  let [rows, decidingMillis] = [0, 0];
  await readPopulation({
    path: order.path, meta: order.meta, plan: order.plan, part: order.part, days: order.days,
    columns: columns.of, blockRows: BLOCK_ROWS,
    onBlock: (count) => {
      const startedAt = performance.now();
      decideBlock(0, count);
      decidingMillis += performance.now() - startedAt;
      rows += count;
      Atomics.store(control, 0, rows);
      return Atomics.load(control, 1) === 0;
    },
  });
  return { rows, facts, positions, slots, ...tally, patterns: [...patterns.values()], decidingMillis };
};

const answer = async (): Promise<ThreadAnswer> => {
  try {
    return await run(workerData as ThreadOrder); // started by simulate.ts with this type
  } catch (error) {
    if (error instanceof BadPage) return { damage: error.message };
    throw error;
  }
};

parentPort?.postMessage(await answer());
