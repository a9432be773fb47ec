import { assert } from '@fengcun/kernel';
import { cellsOf, type Product } from './catalogue.ts';
import { EVENTS_PER_QUARTER, LIFETIME_QUARTERS } from './parameters.ts';
import type { Quarter } from './period.ts';

/**
 * Something that happened to a person in a quarter. `person`, `rank`: keyed digests, of the person within its
 * kind and of the event; `cells`: where it counts, by product.
 */
export type Flow = Readonly<{
  person: string; rank: string; kind: string; quarter: Quarter;
  cells: Readonly<Partial<Record<Product['id'], readonly string[]>>>;
}>;

/** Exact counts of one table, inside the sealed zone only: no error text or log may ever hold them. */
export type ExactTable = Readonly<{ counts: ReadonlyMap<string, bigint>; dropped: number }>;

/** The key of a cell. */
export const cellKey = (cell: readonly string[]): string => cell.join('|');

/** Bounds of a person's part in the tables: events of a kind in a quarter, quarters in a life. */
export type Bounds = Readonly<{ perQuarter: number; lifetimeQuarters: number }>;

/** The bounds that hold. */
export const BOUNDS: Bounds = { perQuarter: EVENTS_PER_QUARTER, lifetimeQuarters: LIFETIME_QUARTERS };

/** Quarters of one person that count: the first ones. What comes later never changes what was published. */
const countedQuarters = (flows: readonly Flow[], bounds: Bounds): ReadonlySet<Quarter> =>
  new Set([...new Set(flows.map(({ quarter }) => quarter))].sort().slice(0, bounds.lifetimeQuarters));

const byRank = (one: Flow, other: Flow): number =>
  (one.rank < other.rank ? -1 : Number(one.rank > other.rank));

/**
 * Counts a table of a quarter so that one person adds at most one to it for each kind of event, in at most
 * two quarters of a life. Of several events of a quarter the one whose keyed digest is the smallest counts,
 * the same in every table. `flows`: all of them, of every quarter up to this one; a cell that is not in the
 * catalogue is a bug of whoever sorted them, and is not repeated in the message.
 */
export const boundedTable = (
  product: Product, quarter: Quarter, { flows, bounds = BOUNDS }: Readonly<{
    flows: readonly Flow[]; bounds?: Bounds;
  }>,
): ExactTable => {
  const counts = new Map(cellsOf(product).map((cell) => [cellKey(cell), 0n]));
  const counted = flows.filter(({ cells }) => cells[product.id] !== undefined);
  const byPerson = Map.groupBy(counted, ({ person, kind }) => `${kind}|${person}`);
  let dropped = 0;
  for (const own of byPerson.values()) {
    const now = own.filter((flow) => flow.quarter === quarter).sort(byRank);
    const kept = countedQuarters(own, bounds).has(quarter) ? now.slice(0, bounds.perQuarter) : [];
    dropped += now.length - kept.length;
    for (const { cells } of kept) {
      const key = cellKey(cells[product.id] ?? []);
      const before = counts.get(key);
      assert(before !== undefined, 'a cell of the catalogue');
      counts.set(key, before + 1n);
    }
  }
  return { counts, dropped };
};
