/** One thing wrong with a configuration: where, and what would be right. Never repeats a secret. */
export type ConfigMistake = Readonly<{ at: string; message: string }>;

/** Collects mistakes while a configuration is read, so that all are told at once. */
export type Mistakes = Readonly<{
  add: (at: string, message: string) => void;
  found: () => readonly ConfigMistake[];
}>;

/** An empty collection. */
export const mistakes = (): Mistakes => {
  const list: ConfigMistake[] = [];
  return { add: (at, message) => { list.push({ at, message }); }, found: () => list };
};

/** A JSON object as read from a file. */
export type Settings = Readonly<Record<string, unknown>>;

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at a place; members it may not have are mistakes: a misspelt setting must not be ignored. */
export const settingsAt = (
  value: unknown, { at, known, wrong }: { at: string; known: readonly string[]; wrong: Mistakes },
): Settings => {
  if (!isSettings(value)) {
    wrong.add(at === '' ? '(configuration)' : at, 'must be an object');
    return {};
  }
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) {
      wrong.add(at === '' ? name : `${at}.${name}`, `is no setting; known are ${known.join(', ')}`);
    }
  }
  return value;
};

/** The items of a list at a place; absent is empty. */
export const itemsAt = (value: unknown, at: string, wrong: Mistakes): readonly unknown[] => {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  wrong.add(at, 'must be a list');
  return [];
};

/** A text of a form at a place; a mistake otherwise, and then empty. */
export const textAt = (
  value: unknown, { at, form, right, wrong }: { at: string; form: RegExp; right: string; wrong: Mistakes },
): string => {
  if (typeof value === 'string' && form.test(value)) return value;
  wrong.add(at, `must be ${right}`);
  return '';
};

/** A whole number between bounds at a place; absent is the default. */
export const wholeAt = (
  value: unknown, { at, min, max, absent, wrong }:
  { at: string; min: number; max: number; absent: number; wrong: Mistakes },
): number => {
  if (value === undefined) return absent;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  wrong.add(at, `must be a whole number from ${min} to ${max}`);
  return absent;
};

/** `true` or `false` at a place; absent is false. */
export const flagAt = (value: unknown, at: string, wrong: Mistakes): boolean => {
  if (value === undefined || typeof value === 'boolean') return value === true;
  wrong.add(at, 'must be true or false');
  return false;
};
