import { contentHash, err, ok, type Result } from '@fengcun/kernel';
import { nearestName } from '../facts/nearest-name.ts';
import { buildClause, buildFlag, checkFlags, checkOutcome } from './build-clause.ts';
import { type Building, buildDate, buildPeriod, complain, complainRepeated } from './building.ts';
import { checkShape } from './check-shape.ts';
import type { MatterData, PackData, SwitchData } from './pack-data.ts';
import type { Matter, Pack, PackProblem, PackSwitch, Period } from './pack.ts';
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

const build = (yaml: YamlText): Result<Pack, readonly PackProblem[]> => {
  const data = yaml.data as PackData; // trust boundary: checkShape has compared it with the schema
  const switchData = data.switches ?? [];
  const names = { switches: new Map(switchData.map((each) => [each.id, each.options])) };
  const building: Building = { yaml, names, problems: [] };
  complainRepeated(building, ['switches'], switchData.map((each) => each.id));
  const effective = buildPeriod(building, ['effective'], data.effective);
  const pack: Pack = {
    id: data.id,
    version: buildDate(building, ['version'], data.version),
    status: data.status,
    title: data.title,
    effective,
    switches: switchData.map((each, i) => buildSwitch(building, ['switches', i], each)),
    matters: Object.entries(data.matters).map(([name, matter]) =>
      buildMatter(building, { name, data: matter, effective })),
    hash: contentHash(yaml.data),
    data: yaml.data,
  };
  return building.problems.length > 0 ? err(building.problems) : ok(pack);
};

/**
 * Reads a pack: YAML, shape, dates, names, and the type of every condition. All faults that can be found are
 * given, each with line and column. The same data gives the same `hash`, whatever its layout and comments.
 * @see docs/policy-packs.md
 */
export const loadPack = (text: string): Result<Pack, readonly PackProblem[]> => {
  const yaml = readYaml(text);
  if (!yaml.ok) return yaml;
  const shape = checkShape(yaml.value);
  return shape.length > 0 ? err(shape) : build(yaml.value);
};
