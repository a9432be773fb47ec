import { assert } from '@fengcun/kernel';

/** Whether JSON is an object with named members. */
export const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** A member that must be text. @throws BugError */
export const requireText = (json: Readonly<Record<string, unknown>>, name: string): string => {
  const value = json[name];
  assert(typeof value === 'string' && value !== '', `the text «${name}» of a template`);
  return value;
};

/** A member that must be a whole number from 0. @throws BugError */
export const requireWhole = (json: Readonly<Record<string, unknown>>, name: string): number => {
  const value = json[name];
  const isWhole = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  assert(isWhole, `the number «${name}» of a template`);
  return value;
};

/** A member that must be a list. @throws BugError */
export const requireList = (json: Readonly<Record<string, unknown>>, name: string): readonly unknown[] => {
  const value = json[name];
  assert(Array.isArray(value), `the list «${name}» of a template`);
  return value;
};

/** No member but these: a misspelt one would be a rule that silently does not hold. @throws BugError */
export const onlyMembers = (json: Readonly<Record<string, unknown>>, names: readonly string[]): void => {
  const stranger = Object.keys(json).find((name) => !names.includes(name));
  assert(stranger === undefined, `a template has no member «${stranger ?? ''}»`);
};
