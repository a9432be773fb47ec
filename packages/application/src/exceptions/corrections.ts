import { err, type Json, ok, type Result } from '@fengcun/kernel';

/** A correction: where in the input, as a JSON pointer, and what is right; `null` takes a member out. */
export type Correction = Readonly<{ at: string; value: Json }>;

/** A correction whose place is not in the input. `at` is what the operator wrote. */
export type CorrectionRefusal = Readonly<{ code: 'PLACE_UNKNOWN'; at: string }>;

type Members = Readonly<Record<string, Json>>;

const isMembers = (value: Json): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** The value with another in its place; undefined where the place is not there. */
const replaced = (value: Json, path: readonly string[], next: Json): Json | undefined => {
  const [name, ...rest] = path;
  if (name === undefined) return next;
  if (Array.isArray(value)) {
    const at = /^\d{1,4}$/.test(name) ? Number(name) : -1;
    if (at < 0 || at > value.length || (at === value.length && rest.length > 0)) return undefined;
    const inner = replaced((value[at] ?? null) as Json, rest, next);
    if (inner === undefined) return undefined;
    if (inner === null && rest.length === 0) return value.filter((_, index) => index !== at) as Json;
    return [...value.slice(0, at), inner, ...value.slice(at + 1)] as Json;
  }
  if (!isMembers(value) || name === '__proto__') return undefined;
  const known = Object.hasOwn(value, name) ? value[name] : undefined;
  if (known === undefined && rest.length > 0) return undefined;
  const inner = replaced(known ?? null, rest, next);
  if (inner === undefined) return undefined;
  const others = Object.entries(value).filter(([one]) => one !== name);
  return Object.fromEntries(inner === null && rest.length === 0 ? others : [...others, [name, inner]]);
};

/**
 * The input with every correction made, in order. A missing last member is added, so that a fact nobody told
 * can be given; a missing folder of it is refused. @see RFC 6901
 */
export const corrected = (
  input: Json, corrections: readonly Correction[],
): Result<Json, CorrectionRefusal> => {
  let value = input;
  for (const { at, value: next } of corrections) {
    const [root, ...path] = at.split('/').map(unescaped);
    const made = root !== '' || path.length === 0 ? undefined : replaced(value, path, next);
    if (made === undefined) return err({ code: 'PLACE_UNKNOWN', at });
    value = made;
  }
  return ok(value);
};
