import { err, type Json, ok, parseCivilDate, type Result } from '@fengcun/kernel';
import { checkCel } from '../cel/check-cel.ts';
import type { CelNames } from '../cel/checking.ts';
import type { Expression } from '../cel/expression.ts';
import type { Matter, Pack, Period } from '../packs/pack.ts';
import { type Path, readYaml, type YamlText } from '../packs/read-yaml.ts';
import type { OtherLaw, Proposition, Theorem, TheoremProblem } from './theorem.ts';

type Members = Readonly<Record<string, Json>>;
type Reading = Readonly<{ yaml: YamlText; pack: Pack; packs: ReadonlyMap<string, Pack>; path: Path }>;

/** Ends the reading of one theorem; caught where theorems are read one by one. */
class Refused extends Error {
  readonly problem: TheoremProblem;
  constructor(problem: TheoremProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const refuse = ({ yaml, path }: Reading, code: TheoremProblem['code'], message: string): never => {
  throw new Refused({ code, message, ...yaml.positionOf(path) });
};

const inside = (reading: Reading, ...more: Path): Reading => ({ ...reading, path: [...reading.path,
  ...more] });

const membersOf = (reading: Reading, value: Json | undefined): Members =>
  (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Members
    : refuse(reading, 'THEOREM_SHAPE', 'members by name are needed here'));

const textOf = (reading: Reading, value: Json | undefined): string =>
  (typeof value === 'string' ? value : refuse(reading, 'THEOREM_SHAPE', 'a text is needed here'));

const textsOf = (reading: Reading, value: Json | undefined): readonly string[] =>
  (Array.isArray(value) && value.length > 0 ? value.map((each) => textOf(reading, each))
    : refuse(reading, 'THEOREM_SHAPE', 'a list of names is needed here'));

const onlyKeys = (reading: Reading, given: Members, keys: readonly string[]): void => {
  const strange = Object.keys(given).find((key) => !keys.includes(key));
  if (strange !== undefined) refuse(reading, 'THEOREM_SHAPE',
    `“${strange}” is not a key here; keys are ${keys.join(', ')}`);
};

const among = (reading: Reading, name: string, names: readonly string[]): string =>
  (names.includes(name) ? name : refuse(reading, 'THEOREM_NAME', `“${name}” is none of ${names.join(', ')}`));

const namesOf = (pack: Pack): CelNames => ({
  switches: new Map(pack.switches.map(({ id, options }) => [id, options])),
  parameters: new Map(pack.parameters.map(({ id, values }) => [id, values])),
  definitions: {
    names: pack.definitions.map(({ id }) => id),
    of: (name) => pack.definitions.find(({ id }) => id === name)?.expression ?? 'refused',
  },
  ...(pack.monthEnd === undefined ? {} : { monthEnd: pack.monthEnd }),
});

const condition = (reading: Reading, value: Json | undefined): Expression => {
  const checked = checkCel(textOf(reading, value), 'boolean', namesOf(reading.pack));
  if (checked.ok) return checked.value;
  const said = checked.error.map(({ message, hint }) => (hint === undefined ? message
    : `${message}; ${hint}`));
  return refuse(reading, 'THEOREM_CONDITION', said.join('; ') || 'a definition named here was refused');
};

const switchesOf = (
  reading: Reading, pack: Pack, value: Json | undefined,
): Readonly<Record<string, string>> => {
  if (value === undefined) return {};
  return Object.fromEntries(Object.entries(membersOf(reading, value)).map(([id, option]) => {
    const found = pack.switches.find((each) => each.id === among(reading, id, pack.switches.map((own) =>
      own.id)));
    return [id, among(reading, textOf(reading, option), found?.options ?? [])];
  }));
};

const otherLaw = (reading: Reading, value: Members): OtherLaw => {
  const { pack: id = reading.pack.id, switches } = value;
  const name = among(inside(reading, 'pack'), textOf(reading, id), [...reading.packs.keys()]);
  const pack = reading.packs.get(name) ?? reading.pack;
  return { pack, switches: switchesOf(inside(reading, 'switches'), pack, switches) };
};

/** Outcomes that a matter can come to: those it declares, `sealFrom`, and review. */
const outcomesOf = (matter: Matter): readonly string[] => [...matter.outcomes, 'sealFrom', 'needsReview'];

type Reader = (reading: Reading, value: Json | undefined, matter: Matter) => Proposition;

const outcomeList: (kind: 'never' | 'always' | 'unknownNever') => Reader = (kind) => (reading, value,
  matter) =>
  ({ kind, outcomes: textsOf(reading, value).map((each) => among(reading, each, outcomesOf(matter))) });

const clauseIds = (matter: Matter): readonly string[] => [...new Set(matter.clauses.map(({ id }) => id))];

const READERS: Readonly<Record<Proposition['kind'], Reader>> = {
  never: outcomeList('never'),
  always: outcomeList('always'),
  unknownNever: outcomeList('unknownNever'),
  neverFires: (reading, value, matter) =>
    ({ kind: 'neverFires', clause: among(reading, textOf(reading, value), clauseIds(matter)) }),
  fires: (reading, value, matter) => ({
    kind: 'fires',
    clauses: value === 'all' ? clauseIds(matter)
      : textsOf(reading, value).map((each) => among(reading, each, clauseIds(matter))),
  }),
  noOverlap: () => ({ kind: 'noOverlap' }),
  decided: () => ({ kind: 'decided' }),
  within: (reading, value, matter) => {
    const given = membersOf(reading, value);
    onlyKeys(reading, given, ['pack', 'switches', 'outcomes', 'difference']);
    const outcomes = textsOf(inside(reading, 'outcomes'), given['outcomes'])
      .map((each) => among(reading, each, outcomesOf(matter)));
    const { difference } = given;
    return {
      kind: 'within', other: otherLaw(reading, given), outcomes,
      ...(difference === undefined ? {} : { difference: condition(inside(reading, 'difference'),
        difference) }),
    };
  },
  changesOnly: (reading, value) => {
    const given = membersOf(reading, value);
    onlyKeys(reading, given, ['pack', 'switches', 'when']);
    return { kind: 'changesOnly', other: otherLaw(reading, given), when: condition(inside(reading, 'when'),
      given['when']) };
  },
};

const isKind = (name: string): name is Proposition['kind'] => Object.hasOwn(READERS, name);

const periodOf = (reading: Reading, value: Json | undefined): Period => {
  const { effective } = reading.pack;
  if (value === undefined) return effective;
  const given = membersOf(reading, value);
  onlyKeys(reading, given, ['from', 'to']);
  const day = (name: string): Period['from'] | undefined => {
    const text = given[name];
    if (text === undefined) return undefined;
    const parsed = parseCivilDate(textOf(reading, text));
    return parsed.ok ? parsed.value : refuse(reading, 'THEOREM_SHAPE', 'a day is written YYYY-MM-DD');
  };
  const to = day('to') ?? effective.to;
  return { from: day('from') ?? effective.from, ...(to === undefined ? {} : { to }) };
};

const KEYS = ['id', 'say', 'cite', 'matter', 'asOf', 'switches', 'given', 'facts', 'prove', 'note'] as const;

const theoremOf = (reading: Reading, value: Json): Theorem => {
  const given = membersOf(reading, value);
  onlyKeys(reading, given, KEYS);
  const matterName = given['matter'] === undefined ? 'seal' : textOf(reading, given['matter']);
  among(inside(reading, 'matter'), matterName, reading.pack.matters.map(({ name }) => name));
  const matter = reading.pack.matters.find(({ name }) => name === matterName);
  const said = membersOf(inside(reading, 'say'), given['say']);
  const prove = membersOf(inside(reading, 'prove'), given['prove']);
  const [kind = '', ...more] = Object.keys(prove);
  if (!isKind(kind) || more.length > 0 || matter === undefined) {
    return refuse(inside(reading, 'prove'), 'THEOREM_SHAPE',
      `one of ${Object.keys(READERS).join(', ')} is needed here`);
  }
  const facts = given['facts'] === undefined ? 'real' : textOf(reading, given['facts']);
  among(inside(reading, 'facts'), facts, ['real', 'known', 'any']);
  return {
    id: textOf(inside(reading, 'id'), given['id']),
    say: { zh: textOf(inside(reading, 'say'), said['zh']), en: textOf(inside(reading, 'say'), said['en']) },
    cite: textsOf(inside(reading, 'cite'), given['cite']),
    matter: matterName,
    period: periodOf(inside(reading, 'asOf'), given['asOf']),
    switches: switchesOf(inside(reading, 'switches'), reading.pack, given['switches']),
    allKnown: facts === 'known', anyFacts: facts === 'any',
    ...(given['given'] === undefined ? {} : { given: condition(inside(reading, 'given'), given['given']) }),
    prove: READERS[kind](inside(reading, 'prove', kind), prove[kind], matter),
    at: reading.yaml.positionOf(reading.path),
  };
};

/** The packs that theorems may speak of: the one they belong to, and all by id. */
export type TheoremPacks = Readonly<{ pack: Pack; packs: ReadonlyMap<string, Pack> }>;

/**
 * Reads a file of theorems (`X.theorems.yaml` beside pack X). Unknown keys, names that the pack does not have
 * and faulty conditions are refused with line and column, all of them at once.
 * @see docs/policy-packs.md, Theorems
 */
export const readTheorems = (
  text: string, { pack, packs }: TheoremPacks,
): Result<readonly Theorem[], readonly TheoremProblem[]> => {
  const yaml = readYaml(text);
  if (!yaml.ok) return err(yaml.error.map(({ message, line, column }) => ({ code: 'THEOREM_YAML', message,
    line, column })));
  const reading: Reading = { yaml: yaml.value, pack, packs, path: [] };
  const problems: TheoremProblem[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problems.push(error.problem);
      return undefined;
    }
  };
  const listed = attempt(() => {
    const file = membersOf(reading, yaml.value.data);
    onlyKeys(reading, file, ['pack', 'theorems']);
    among(inside(reading, 'pack'), textOf(reading, file['pack']), [pack.id]);
    const { theorems } = file;
    return Array.isArray(theorems) ? theorems : refuse(reading, 'THEOREM_SHAPE', '“theorems” is a list');
  });
  const theorems = (listed ?? []).flatMap((each, i) =>
    attempt(() => theoremOf(inside(reading, 'theorems', i), each)) ?? []);
  return problems.length > 0 ? err(problems) : ok(theorems);
};
