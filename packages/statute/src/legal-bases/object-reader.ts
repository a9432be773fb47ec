import { type CivilDate, parseCivilDate } from '@fengcun/kernel';

/** What is wrong with a registry file: where, and what would be right; values are never repeated. */
export type BasisProblem = Readonly<{ path: string; message: string }>;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// LIMIT: files of a registry come from operators; a longer text or list is another file.
const TEXT_MAX = 400;
const LIST_MAX = 2_000;

/**
 * Reads the members of one JSON object strictly: a member of another form is a problem with its place, and so
 * is one that nobody asked for, so that a misspelt name can never silently mean the default.
 */
export class ObjectReader {
  readonly path: string;
  readonly #json: Json;
  readonly #problems: BasisProblem[];
  readonly #asked = new Set<string>();

  constructor(json: unknown, path: string, problems: BasisProblem[]) {
    this.path = path;
    this.#problems = problems;
    this.#json = isObject(json) ? json : {};
    if (!isObject(json)) this.fail('', 'give an object');
  }

  /** Notes a problem of a member. */
  fail(name: string, message: string): undefined {
    this.#problems.push({ path: name === '' ? this.path || '/' : `${this.path}/${name}`, message });
    return undefined;
  }

  /** Whether the member stands there. */
  has(name: string): boolean {
    this.#asked.add(name);
    return Object.hasOwn(this.#json, name);
  }

  /** The member as it stands; undefined where it does not. */
  raw(name: string): unknown {
    return this.has(name) ? this.#json[name] : undefined;
  }

  text(name: string): string {
    const value = this.raw(name);
    if (typeof value === 'string' && value !== '' && value.length <= TEXT_MAX) return value;
    this.fail(name, `give a text of 1 to ${TEXT_MAX} characters`);
    return '';
  }

  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  date(name: string): CivilDate | undefined {
    const value = this.raw(name);
    const parsed = parseCivilDate(typeof value === 'string' ? value : '');
    return parsed.ok ? parsed.value : this.fail(name, 'give an existing day as YYYY-MM-DD');
  }

  optionalDate(name: string): CivilDate | undefined {
    return this.has(name) ? this.date(name) : undefined;
  }

  flag(name: string): boolean {
    const value = this.raw(name);
    if (typeof value === 'boolean') return value;
    this.fail(name, 'give true or false');
    return false;
  }

  /** A member that is true or absent. */
  mark(name: string): true | undefined {
    if (!this.has(name)) return undefined;
    return this.#json[name] === true ? true : this.fail(name, 'give true, or leave it out');
  }

  whole(name: string, max: number): number {
    const value = this.raw(name);
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max) return value;
    this.fail(name, `give a whole number from 1 to ${max}`);
    return 1;
  }

  optionalWhole(name: string, max: number): number | undefined {
    return this.has(name) ? this.whole(name, max) : undefined;
  }

  choice<T extends string>(name: string, options: readonly T[]): T | undefined {
    const value = this.raw(name);
    const found = options.find((option) => option === value);
    return found ?? this.fail(name, `give one of ${options.join(', ')}`);
  }

  optionalChoice<T extends string>(name: string, options: readonly T[]): T | undefined {
    return this.has(name) ? this.choice(name, options) : undefined;
  }

  list(name: string): readonly unknown[] {
    const value = this.raw(name);
    if (Array.isArray(value) && value.length <= LIST_MAX) return value;
    this.fail(name, `give a list of at most ${LIST_MAX} members`);
    return [];
  }

  texts(name: string): readonly string[] {
    return this.list(name).flatMap((value, i) => {
      if (typeof value === 'string' && value !== '' && value.length <= TEXT_MAX) return [value];
      this.fail(`${name}/${i}`, `give a text of 1 to ${TEXT_MAX} characters`);
      return [];
    });
  }

  /** A reader of an object that is a member. */
  child(name: string): ObjectReader {
    return new ObjectReader(this.raw(name), `${this.path}/${name}`, this.#problems);
  }

  /** Readers of the objects of a list. */
  children(name: string): readonly ObjectReader[] {
    return this.list(name).map((json, i) =>
      new ObjectReader(json, `${this.path}/${name}/${i}`, this.#problems));
  }

  /** Names of members, for tables whose names are data. */
  names(): readonly string[] {
    return Object.keys(this.#json);
  }

  /** Ends the reading: what nobody asked for is a problem. */
  end(): void {
    const known = [...this.#asked].join(', ');
    for (const name of Object.keys(this.#json)) {
      if (!this.#asked.has(name)) this.fail('', `has a member that is not known here; known: ${known}`);
    }
  }
}
