import type { JsonSchema } from '@fengcun/api';
import type { Json } from '@fengcun/kernel';
import { INTAKE_MESSAGE_SCHEMA } from '@fengcun/registry';

const OWN = '#/$defs/';

/** References inside a schema as they have to be where it is a component of the description. */
const rebased = (value: Json, base: string): Json => {
  if (typeof value === 'string') {
    return value.startsWith(OWN) ? `${base}/$defs/${value.slice(OWN.length)}` : value;
  }
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member: Json) => rebased(member, base));
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) =>
    (member === undefined ? [] : [[name, rebased(member, base)]])));
};

const component = (name: string, { $schema: _dialect, $id: _own, ...schema }: JsonSchema): JsonSchema =>
  rebased(schema, `#/components/schemas/${name}`) as JsonSchema;

/**
 * Schemas of the domain that the description of the interface shows in place of its own, by the name of the
 * component: what a message of each kind may say. The interface itself checks the envelope only, because what
 * a message says wrongly becomes an exception and not a refusal of the request.
 */
export const PUBLISHED_SCHEMAS: Readonly<Record<string, JsonSchema>> =
  { IntakeEnvelope: component('IntakeEnvelope', INTAKE_MESSAGE_SCHEMA) };
