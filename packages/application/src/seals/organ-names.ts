import { err, ok, type Result } from '@fengcun/kernel';
import type { HolderKey } from '@fengcun/registry';

/** Names of organs by their key, as this deployment registers them. */
export type OrganNames = ReadonlyMap<HolderKey, string>;

/** No organ has a name: papers then say kind and code. */
export const NO_NAMES: OrganNames = new Map();

/** LIMIT: organs of one configuration, and characters of a name: what a line of a paper holds. */
const NAMES_MAX = 10_000;
const LENGTH_MAX = 40;
const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/;
/** Han and letters, digits, brackets and points as names of organs have them; nothing invisible. */
const NAME = /^[\p{Script=Han}A-Za-z0-9〇（）()·]+$/u;

const mistakeOf = (organ: string, name: unknown): string | undefined => {
  if (!ORGAN.test(organ)) return 'names: an organ is "<type>/<code>", such as "police/110105000000"';
  const isName = typeof name === 'string' && [...name].length <= LENGTH_MAX && NAME.test(name);
  return isName ? undefined : `names.${organ}: the name of the organ, 1 to ${LENGTH_MAX} characters`;
};

/** Reads names of organs out of a configuration, `{"police/110105000000": "…"}`, or every mistake in them. */
export const parseOrganNames = (value: unknown): Result<OrganNames, readonly string[]> => {
  if (value === undefined) return ok(NO_NAMES);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err(['names: an object, the key of each organ with its name']);
  }
  const told = Object.entries(value);
  if (told.length > NAMES_MAX) return err([`names: at most ${NAMES_MAX}`]);
  const names = new Map<HolderKey, string>();
  const mistakes = told.flatMap(([organ, name]: readonly [string, unknown]) => {
    const mistake = mistakeOf(organ, name);
    if (mistake === undefined && typeof name === 'string') names.set(organ, name);
    return mistake ?? [];
  });
  return mistakes.length === 0 ? ok(names) : err(mistakes);
};
