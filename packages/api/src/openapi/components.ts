import { assert, type Json } from '@fengcun/kernel';
import { problemSchema } from '../problems/problem.ts';
import { exceptionItem } from '../routes/exception-schemas.ts';
import { intakeEnvelope, intakeResult } from '../routes/intake-schemas.ts';
import type { AnyRoute } from '../routes/route.ts';
import type { Schema } from '../schema/schema.ts';

/** Named schemas that stand inside others, so that no body or answer of a route leads to them. */
const INNER: readonly Schema<unknown>[] = [problemSchema, intakeEnvelope, intakeResult, exceptionItem];

/** Every named schema by its JSON value: schemas that contain it hold the very same object. */
export type ComponentNames = ReadonlyMap<Json, string>;

/** The named schemas that routes use. Two schemas of one name are a bug. */
export const componentNames = (routes: readonly AnyRoute[]): ComponentNames => {
  const used = routes.flatMap(({ body, reply }) =>
    [...Object.values(body?.media ?? {}).map(({ schema }) => schema), reply.schema]);
  const names = new Map<Json, string>();
  for (const { json, name } of [...INNER, ...used]) {
    if (name !== undefined) names.set(json, name);
  }
  assert(new Set(names.values()).size === names.size, 'every named schema has a name of its own');
  return names;
};

/** The same value with a reference wherever a named schema stands; `isRoot` leaves the outermost as it is. */
export const withReferences = (value: Json, names: ComponentNames, { isRoot }: { isRoot: boolean }): Json => {
  const name = isRoot ? undefined : names.get(value);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  if (value === null || typeof value !== 'object') return value;
  const inner = (member: Json): Json => withReferences(member, names, { isRoot: false });
  if (Array.isArray(value)) return value.map(inner);
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]) =>
    (member === undefined ? [] : [[key, inner(member)]])));
};
