import type { Json } from '@fengcun/kernel';
import type { Pack } from '../packs/pack.ts';
import { diffOutcomes, type OutcomeChange } from './diff-outcomes.ts';

/** A part of the data that was added, removed, changed or moved among its neighbours (order decides). */
export type DataChange = Readonly<{
  kind: 'added' | 'removed' | 'changed' | 'moved';
  path: string;
  before?: Json;
  after?: Json;
}>;

/** One difference of two packs: in what they say, or (`outcome`) in what they decide. */
export type PackChange = DataChange | OutcomeChange;

type Members = Readonly<Record<string, Json>>;

const isMembers = (value: Json | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parts with an id are compared by it; versions of one clause also by the day from which they apply. */
const keyOf = (part: Json): string | undefined => {
  if (!isMembers(part) || typeof part['id'] !== 'string') return undefined;
  const { effective } = part;
  return isMembers(effective) ? `${part['id']} from ${String(effective['from'])}` : part['id'];
};

type Keyed = ReadonlyMap<string, Json>;

const keyed = (list: readonly Json[]): Keyed | undefined => {
  const entries = list.flatMap((part): [string, Json][] => {
    const key = keyOf(part);
    return key === undefined ? [] : [[key, part]];
  });
  return entries.length === list.length && new Set(entries.map(([key]) => key)).size === list.length
    ? new Map(entries) : undefined;
};

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const diffKeyed = (path: string, before: Keyed, after: Keyed): readonly DataChange[] => {
  const shared = [...before.keys()].filter((key) => after.has(key));
  const order = [...after.keys()].filter((key) => before.has(key));
  const moved = shared.some((key, i) => order[i] !== key);
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return [
    ...(moved ? [{ kind: 'moved', path, before: shared, after: order } as const] : []),
    ...keys.flatMap((key) => diffJson(`${path}[${key}]`, before.get(key), after.get(key))),
  ];
};

const diffJson = (path: string, before: Json | undefined, after: Json | undefined): readonly DataChange[] => {
  if (before === undefined) return after === undefined ? [] : [{ kind: 'added', path, after }];
  if (after === undefined) return [{ kind: 'removed', path, before }];
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isMembers(before) && isMembers(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => diffJson(join(path, name), before[name], after[name]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [left, right] = [keyed(before), keyed(after)];
    if (left !== undefined && right !== undefined) return diffKeyed(path, left, right);
  }
  return [{ kind: 'changed', path, before, after }];
};

/**
 * What changed between two packs (two versions, or two proposals): every difference of their data by path,
 * and for each pair of different outcomes one example of a record that they decide differently.
 */
export const diffPacks = (before: Pack, after: Pack): readonly PackChange[] => [
  ...diffJson('', before.data, after.data),
  ...diffOutcomes(before, after),
];
