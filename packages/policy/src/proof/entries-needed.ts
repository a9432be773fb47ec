import { type Expression, walk } from '../cel/expression.ts';

/** How many other entries a proof looks at, and whether more could make no difference. */
export type EntriesNeeded = Readonly<{ max: number; complete: boolean }>;

/** LIMIT: entries looked at together; each adds a variable for every field that is read. */
const ENTRIES_MAX = 4;

const textOf = (node: Expression): string =>
  JSON.stringify(node, (key, value: unknown) => (key === 'at' ? undefined : value));

/** Numbers that a size is compared with, where all of them are written out. */
const numbersBeside = (node: Expression): readonly number[] | undefined => {
  const found = walk(node).filter((each) => each.op === 'constant' || each.op === 'fact'
    || each.op === 'field');
  return found.every((each) => each.op === 'constant' && typeof each.value === 'number')
    ? found.flatMap((each) => (each.op === 'constant' && typeof each.value === 'number' ? [each.value] : []))
    : undefined;
};

type Need = Readonly<{ key: string; entries: number }> | 'endless';

const needsOf = (node: Expression): readonly Need[] => {
  switch (node.op) {
    // One entry shows that there is one, or that one may be.
    case 'some': case 'every': return [{ key: textOf(node), entries: 1 }];
    // One that is sure and last, one that is unknown, one that may lie beyond.
    case 'dates': return [{ key: textOf(node), entries: 3 }];
    case 'compare': {
      const [list, other] = node.left.op === 'count' ? [node.left, node.right]
        : node.right.op === 'count' ? [node.right, node.left] : [undefined, undefined];
      if (list === undefined || other === undefined) return [];
      const numbers = numbersBeside(other);
      // Beyond the number, more entries are as many; the same of those that only may belong.
      return [numbers === undefined ? 'endless' : { key: textOf(list), entries: 2 * (Math.max(0,
        ...numbers) + 1) }];
    }
    // The n-th and a chain of extensions are left open, so no number of entries matters to them.
    default: return [];
  }
};

/**
 * How many entries a counterexample can need: each operation keeps its truth when a list is cut down to the
 * few entries that witness it, so a proof for that many holds for lists of any length. `complete` false where
 * the bound is too small for that.
 */
export const entriesNeeded = (expressions: readonly Expression[]): EntriesNeeded => {
  const needs = expressions.flatMap(walk).flatMap(needsOf);
  const byKey = new Map(needs.flatMap((need) => (need === 'endless' ? [] : [[need.key,
    need.entries] as const])));
  const all = [...byKey.values()].reduce((sum, entries) => sum + entries, 0);
  const isEndless = needs.includes('endless');
  return { max: Math.min(ENTRIES_MAX, isEndless ? ENTRIES_MAX : all), complete: !isEndless
    && all <= ENTRIES_MAX };
};
