import type { Schema } from '@fengcun/api';

const WHOLE = /^(?:0|[1-9]\d{0,8})$/;

/**
 * Parameters as their schema types them: parts of an address are text, so digits become numbers where the
 * schema has a whole number. Everything else stays as it came and is the schema's to refuse.
 */
export const typedParameters = (
  given: unknown, { json }: Schema<unknown>,
): Readonly<Record<string, unknown>> => {
  const properties = (json['properties'] ?? {}) as Readonly<Record<string, Readonly<{ type?: string }>>>;
  const members = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(members.map(([name, value]) => {
    const isWhole = Object.hasOwn(properties, name) && properties[name]?.type === 'integer';
    return [name, isWhole && typeof value === 'string' && WHOLE.test(value) ? Number(value) : value];
  }));
};
