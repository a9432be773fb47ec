import { checkCel } from '../cel/check-cel.ts';
import type { CelNames, Defined } from '../cel/checking.ts';
import { FUNCTION_NAMES } from '../cel/check-function.ts';
import { factField } from '../facts/fact-fields.ts';
import { type Building, complain } from './building.ts';
import type { DefinitionData } from './pack-data.ts';
import type { PackDefinition } from './pack.ts';
import type { Path } from './read-yaml.ts';

type State = Readonly<{ path: Path; data: DefinitionData }>;

const reportFaults = (building: Building, { path, data }: State, names: CelNames): Defined => {
  const at: Path = [...path, 'is'];
  const checked = checkCel(String(data.is), 'any', names);
  if (checked.ok) return checked.value;
  for (const { code, message, at: inside, hint } of checked.error) {
    const position = building.yaml.positionInside(at, inside);
    const complaint = { code, message, position };
    complain(building, at, hint === undefined ? complaint : { ...complaint, hint });
  }
  return 'refused';
};

/**
 * The definitions of a pack by name, each checked once when it is first needed, so that they may stand in any
 * order; one that leads back to itself is refused where it names itself.
 */
export const definitionsOf = (
  building: Building, data: readonly DefinitionData[],
): NonNullable<CelNames['definitions']> => {
  const states = new Map(data.map((each, i): [string, State] =>
    [each.id, { path: ['definitions', i], data: each }]));
  const done = new Map<string, Defined>();
  const open = new Set<string>();
  const of = (name: string): Defined => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const state = states.get(name);
    if (state === undefined) return 'refused';
    if (open.has(name)) return { cycle: [...[...open].slice([...open].indexOf(name)), name] };
    open.add(name);
    const found = reportFaults(building, state, { ...building.names, definitions });
    open.delete(name);
    done.set(name, found);
    return found;
  };
  const definitions = { names: data.map(({ id }) => id), of };
  return definitions;
};

const takenBy = (building: Building, id: string): string | undefined => {
  if (factField(id) !== undefined || id === 'asOf') return 'a fact';
  if (FUNCTION_NAMES.includes(id)) return 'a function';
  return building.names.switches.has(id) || building.names.parameters?.has(id) === true
    ? 'a switch or a parameter' : undefined;
};

/** Builds a definition; its faults are reported, and a name that already means something else. */
export const buildDefinition = (building: Building, path: Path, data: DefinitionData): PackDefinition => {
  const taken = takenBy(building, data.id);
  if (taken !== undefined) {
    const message = `“${data.id}” is already the name of ${taken}`;
    complain(building, [...path, 'id'], { code: 'NAME_TAKEN', message });
  }
  const found = building.names.definitions?.of(data.id);
  return {
    id: data.id, text: String(data.is), cite: data.cite ?? [], at: building.yaml.positionOf(path),
    ...(typeof found === 'object' && 'op' in found ? { expression: found } : {}),
  };
};
