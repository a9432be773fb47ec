import type { Json } from '@fengcun/kernel';
import type { Path } from './read-yaml.ts';

const member = (value: Json | undefined, key: string | number): Json | undefined => {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, Json>>)[key] : undefined;
};

/**
 * Id of the clause, definition or parameter in which a path lies; undefined elsewhere, or where the part has
 * no id. The data may be of any shape: a pack is told its faults before its shape is right.
 */
export const clauseAt = (data: Json, path: Path): string | undefined => {
  const isClause = path[0] === 'matters' && path[2] === 'clauses';
  const isNamed = path[0] === 'definitions' || path[0] === 'parameters';
  const depth = isClause ? 4 : isNamed ? 2 : 0;
  if (depth === 0 || path.length < depth) return undefined;
  const part = path.slice(0, depth).reduce<Json | undefined>(member, data);
  const id = member(part, 'id');
  return typeof id === 'string' ? id : undefined;
};
