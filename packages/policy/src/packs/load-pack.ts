import { contentHash, err, ok, type Result } from '@fengcun/kernel';
import type { CelNames } from '../cel/checking.ts';
import { nearestName } from '../facts/nearest-name.ts';
import { buildDefinition, definitionsOf } from './build-definitions.ts';
import { buildParameter, withParameters } from './build-parameters.ts';
import { buildClause, buildFlag, checkFlags, checkOutcome } from './build-clause.ts';
import { type Building, buildDate, buildPeriod, complain, complainRepeated } from './building.ts';
import { checkShape } from './check-shape.ts';
import type { MatterData, PackData, PiercingData, SwitchData } from './pack-data.ts';
import type { ParameterChoice } from './pack-parameter.ts';
import type { Matter, Pack, PackProblem, PackSwitch, Period } from './pack.ts';
import type { Piercing } from './pack-piercing.ts';
import { type Path, readYaml, type YamlText } from './read-yaml.ts';

const buildSwitch = (building: Building, path: Path, data: SwitchData): PackSwitch => {
  if (!data.options.includes(data.default)) {
    const message = `the default must be one of the options: ${data.options.join(', ')}`;
    complain(building, [...path, 'default'], { code: 'SWITCH_DEFAULT', message });
  }
  const { id, question, options, cite, usedIn } = data;
  return {
    id, question, options, default: data.default, cite, ...(usedIn === undefined ? {} : { usedIn }),
    at: building.yaml.positionOf(path),
  };
};

const checkExceptions = (building: Building, path: Path, matter: Matter): void => {
  const ids = matter.clauses.map((clause) => clause.id);
  matter.clauses.forEach((clause, i) =>
    (clause.exceptTo === 'all' ? [] : clause.exceptTo).forEach((id, j) => {
      if (ids.includes(id)) return;
      const near = nearestName(id, ids);
      complain(building, [...path, 'clauses', i, 'exceptTo', j], {
        code: 'EXCEPT_TO_UNKNOWN', message: `“${id}” is not a clause of this matter`,
        ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
      });
    }));
};

type MatterPart = Readonly<{ name: string; data: MatterData; effective: Period }>;

const buildMatter = (building: Building, { name, data, effective }: MatterPart): Matter => {
  const path: Path = ['matters', name];
  const flags = (data.flags ?? []).map((flag, i) =>
    buildFlag(building, [...path, 'flags', i], { data: flag, effective }));
  complainRepeated(building, [...path, 'flags'], flags.map((flag) => flag.id));
  const flagIds = [...flags.map((flag) => flag.id), ...building.names.switches.keys()];
  const context = { effective, outcomes: data.outcomes, flagIds };
  const otherwisePath = [...path, 'otherwise'];
  checkOutcome(building, otherwisePath, { outcome: data.otherwise.outcome, outcomes: data.outcomes });
  checkFlags(building, otherwisePath, { flags: data.otherwise.flags ?? [], flagIds });
  const matter: Matter = {
    name,
    outcomes: data.outcomes,
    flags,
    clauses: data.clauses.map((clause, i) =>
      buildClause(building, [...path, 'clauses', i], { data: clause, context })),
    otherwise: {
      outcome: data.otherwise.outcome,
      cite: data.otherwise.cite,
      flags: data.otherwise.flags ?? [],
      intended: data.otherwise.intended ?? false,
      explain: data.otherwise.explain,
      at: building.yaml.positionOf(otherwisePath),
    },
    at: building.yaml.positionOf(path),
  };
  checkExceptions(building, path, matter);
  return matter;
};

const buildPiercing = (building: Building, data: PiercingData): Piercing => {
  complainRepeated(building, ['piercing', 'rules'], data.rules.map((rule) => rule.id));
  const rules = data.rules.map((rule, i) =>
    ({ ...rule, at: building.yaml.positionOf(['piercing', 'rules', i]) }));
  return { rules, otherwise: data.otherwise };
};

type Named = Readonly<{ building: Building; effective: Period } & Pick<Pack, 'parameters' | 'definitions'>>;

/** The names that conditions may use, built before any condition: parameters first, then definitions. */
const buildNames = (yaml: YamlText, data: PackData, problems: PackProblem[]): Named => {
  const switches = new Map((data.switches ?? []).map((each) => [each.id, each.options]));
  const { monthEnd } = data;
  const bare: Building = { yaml, problems, names: { switches } };
  const effective = buildPeriod(bare, ['effective'], data.effective);
  const parameters = (data.parameters ?? []).map((each, i) =>
    buildParameter(bare, ['parameters', i], { data: each, effective }));
  const names: CelNames = {
    switches, parameters: new Map(parameters.map(({ id, values }) => [id, values])),
    ...(monthEnd === undefined ? {} : { monthEnd }),
  };
  const definitions = definitionsOf({ ...bare, names }, data.definitions ?? []);
  const building: Building = { ...bare, names: { ...names, definitions } };
  for (const key of ['switches', 'parameters', 'definitions'] as const) {
    complainRepeated(building, [key], (data[key] ?? []).map((each) => each.id));
  }
  const built = (data.definitions ?? []).map((each, i) =>
    buildDefinition(building, ['definitions', i], each));
  return { building, effective, parameters, definitions: built };
};

const build = (yaml: YamlText, given: readonly PackProblem[]): Result<Pack, readonly PackProblem[]> => {
  const data = yaml.data as PackData; // trust boundary: checkShape has compared it with the schema
  const switchData = data.switches ?? [];
  const { building, effective, ...named } = buildNames(yaml, data, [...given]);
  const pack: Pack = {
    id: data.id,
    version: buildDate(building, ['version'], data.version),
    status: data.status,
    title: data.title,
    effective,
    ...(data.monthEnd === undefined ? {} : { monthEnd: data.monthEnd }),
    ...named,
    ...(data.piercing === undefined ? {} : { piercing: buildPiercing(building, data.piercing) }),
    switches: switchData.map((each, i) => buildSwitch(building, ['switches', i], each)),
    matters: Object.entries(data.matters).map(([name, matter]) =>
      buildMatter(building, { name, data: matter, effective })),
    hash: contentHash(yaml.data),
    data: yaml.data,
  };
  return building.problems.length > 0 ? err(building.problems) : ok(pack);
};

/** `parameters`: other values for parameters of the pack, within the bounds it states. */
export type LoadOptions = Readonly<{ parameters?: ParameterChoice }>;

/**
 * Reads a pack: YAML, shape, dates, names, and the type of every condition. All faults that can be found are
 * given, each with line and column. The same data gives the same `hash`, whatever its layout and comments;
 * other parameters are other data, so they change the hash.
 * @see docs/policy-packs.md
 */
export const loadPack = (text: string, options: LoadOptions = {}): Result<Pack, readonly PackProblem[]> => {
  const yaml = readYaml(text);
  if (!yaml.ok) return yaml;
  const shape = checkShape(yaml.value);
  if (shape.length > 0) return err(shape);
  const { yaml: chosen, problems } = withParameters(yaml.value, options.parameters ?? {});
  return build(chosen, problems);
};
