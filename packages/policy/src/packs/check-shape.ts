import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { nearestName } from '../facts/nearest-name.ts';
import { clauseAt } from './clause-at.ts';
import type { PackProblem, PackProblemCode } from './pack.ts';
import type { Position } from './position.ts';
import type { Path, YamlText } from './read-yaml.ts';
import { showPath } from './read-yaml.ts';
import schema from './schema.json' with { type: 'json' };

/** The published JSON Schema (draft 2020-12) of a pack, as data. */
export const PACK_SCHEMA: Readonly<Record<string, unknown>> = schema;

const validate = new Ajv2020({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true })
  .compile(schema);

const pathOf = (pointer: string): Path =>
  pointer.split('/').slice(1).map((part) => {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    return /^\d+$/.test(name) ? Number(name) : name;
  });

type Params = Readonly<{
  additionalProperty?: string; missingProperty?: string; propertyName?: string; pattern?: string;
  allowedValues?: readonly string[]; type?: string | readonly string[];
}>;

const PATTERN_WORDS: ReadonlyMap<string, string> = new Map([
  [schema.$defs.kebab.pattern, 'kebab-case is needed, for example under-18-at-offence'],
  [schema.$defs.camel.pattern, 'camelCase is needed, for example mustSeal'],
  [schema.$defs.switchId.pattern, 'a switch begins with a capital, for example K3'],
  [schema.$defs.citation.pattern, 'a citation id is letters, digits and underscores, for example CPL_286_1'],
  [schema.$defs.date.pattern, 'a date is written YYYY-MM-DD'],
]);

const keysOf = (error: ErrorObject): readonly string[] => {
  const parent: unknown = error.parentSchema?.['properties'];
  return typeof parent === 'object' && parent !== null ? Object.keys(parent) : [];
};

type Words = Readonly<{ code: PackProblemCode; message: string; hint?: string }>;

const wrongShape = (message: string): Words => ({ code: 'WRONG_SHAPE', message });

const wordsOf = (error: ErrorObject): Words => {
  const params = error.params as Params; // trust boundary: ajv's own parameters, one shape a keyword
  switch (error.keyword) {
    case 'additionalProperties': {
      const near = nearestName(params.additionalProperty ?? '', keysOf(error));
      const hint = near === undefined ? `keys here are ${keysOf(error).join(', ')}` : `did you mean ${near}?`;
      const message = `“${params.additionalProperty}” is not a key of this part`;
      return { code: 'UNKNOWN_KEY', message, hint };
    }
    case 'required': return { code: 'MISSING_KEY', message: `“${params.missingProperty}” is missing here` };
    case 'enum': return wrongShape(`one of ${params.allowedValues?.join(', ')} is needed`);
    case 'type': return wrongShape(`this must be of type ${[params.type].flat().join(' or ')}`);
    case 'pattern': return wrongShape(PATTERN_WORDS.get(params.pattern ?? '') ?? 'this has the wrong form');
    case 'uniqueItems': return wrongShape('something stands in this list twice');
    default: return wrongShape(`this ${error.message ?? 'has the wrong form'}`);
  }
};

const positionOf = (yaml: YamlText, error: ErrorObject, path: Path): Position => {
  const params = error.params as Params;
  const key = params.additionalProperty ?? params.propertyName;
  return key === undefined ? yaml.positionOf(path) : yaml.keyPositionOf(path, key);
};

/** Compares the data of a pack with its published schema; every fault with its place, in their order. */
export const checkShape = (yaml: YamlText): readonly PackProblem[] => {
  if (validate(yaml.data)) return [];
  return (validate.errors ?? [])
    .filter((error) => error.keyword !== 'propertyNames')
    .map((error) => {
      const path = pathOf(error.instancePath);
      const clause = clauseAt(yaml.data, path);
      const place = { ...positionOf(yaml, error, path), path: showPath(path) };
      return { ...wordsOf(error), ...place, ...(clause === undefined ? {} : { clause }) };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
};
