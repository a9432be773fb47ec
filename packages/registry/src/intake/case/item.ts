import { canonicalJson, type Json } from '@fengcun/kernel';
import type { Pseudonym } from '../pseudonym.ts';
import type { Contradiction } from './contradictions.ts';

/**
 * An entry of the register as far as it is known: told by these records, told in ways that contradict, or by
 * nobody. Unknown is never filled with a default.
 */
export type Item<T> =
  | Readonly<{ status: 'known'; value: T; records: readonly Pseudonym[] }>
  | Readonly<{ status: 'contradicts'; alternatives: readonly Claim<T>[] }>
  | Readonly<{ status: 'unknown' }>;

/** A value with the record that claims it. */
export type Claim<T> = Readonly<{ value: T; record: Pseudonym }>;

/** Nobody told. */
export const UNKNOWN_ITEM = { status: 'unknown' } as const;

const byRecord = <T>(a: Claim<T>, b: Claim<T>): number => (a.record < b.record ? -1 : 1);

/** The entry that claims give; a choice a person made among exactly these records decides. */
export const itemOf = <T>(
  claims: readonly Claim<T>[], contradictions: readonly Contradiction[], keyOf: (value: T) => Json,
): Item<T> => {
  const sorted = [...claims].sort(byRecord);
  const [first] = sorted;
  if (first === undefined) return UNKNOWN_ITEM;
  const keys = new Set(sorted.map((claim) => canonicalJson(keyOf(claim.value))));
  const records = sorted.map((claim) => claim.record);
  if (keys.size === 1) return { status: 'known', value: first.value, records };
  const chosen = sorted.find((claim) => contradictions.some((one) =>
    one.chosen === claim.record && records.every((record) => one.records.includes(record))));
  if (chosen !== undefined) return { status: 'known', value: chosen.value, records: [chosen.record] };
  return { status: 'contradicts', alternatives: sorted };
};

/** The members of an object that several records tell in part; one member in contradiction leaves all so. */
export const mergedItem = <T extends object>(
  claims: readonly Claim<T>[], contradictions: readonly Contradiction[],
): Item<T> => {
  if (claims.length === 0) return UNKNOWN_ITEM;
  const names = [...new Set(claims.flatMap(({ value }) => Object.keys(value)))].sort();
  const members = names.map((name) => {
    const told = claims.flatMap(({ value, record }) => {
      const member: unknown = Reflect.get(value, name);
      return member === undefined ? [] : [{ value: member as Json, record }];
    });
    return [name, itemOf(told, contradictions, (value) => value)] as const;
  });
  if (members.some(([, item]) => item.status === 'contradicts')) {
    return { status: 'contradicts', alternatives: [...claims].sort(byRecord) };
  }
  const known = members.flatMap(([name, item]) =>
    (item.status === 'known' ? [[name, item.value] as const] : []));
  // Every member is one that some claim of type T holds, so the union of them is a T.
  const value = Object.fromEntries(known) as T;
  return { status: 'known', value, records: claims.map((claim) => claim.record).sort() };
};
