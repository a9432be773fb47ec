import { err, ok, type Result } from '@fengcun/kernel';
import type { ProblemCode } from '../problems/problem-table.ts';
import type { IntakeEnvelope } from '../routes/intake-schemas.ts';

/** In binary mode the body is the data alone, and this its media type. */
export const BINARY_MEDIA_TYPE = 'application/json';

const PREFIX = 'ce-';
const ATTRIBUTE = /^[a-z0-9]{1,20}$/;
// LIMIT: no attribute of an intake message is longer; trace contexts are the longest extensions known.
const VALUE_LENGTH_MAX = 1024;

/** Attribute values are percent-encoded UTF-8. @see CloudEvents HTTP Protocol Binding 1.0.2 §3.1.3.2 */
const decoded = (value: string): string | undefined => {
  if (value.length > VALUE_LENGTH_MAX) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
};

const FORMS: Readonly<Record<'specversion' | 'id' | 'source' | 'type', RegExp>> = {
  specversion: /^1\.0$/,
  id: /^[\x21-\x7e]{1,128}$/,
  source: /^urn:fengcun:[a-zA-Z]{1,32}:[0-9A-Z-]{1,32}:[a-z0-9-]{1,32}$/,
  type: /^cn\.fengcun\.intake\.[A-Za-z]{1,64}\.v1$/,
};

/**
 * The event of a binary-mode request: attributes from its `ce-` headers, data from its body.
 * Attacker-controlled until the signature was checked, which covers every `ce-` header.
 */
export const readBinaryEvent = (
  data: unknown, headers: Readonly<Record<string, string>>,
): Result<readonly IntakeEnvelope[], ProblemCode> => {
  const attributes = new Map<string, string>();
  for (const [header, value] of Object.entries(headers)) {
    if (!header.startsWith(PREFIX)) continue;
    const name = header.slice(PREFIX.length);
    const plain = decoded(value);
    if (!ATTRIBUTE.test(name) || name === 'data' || plain === undefined) return err('HEADER_INVALID');
    attributes.set(name, plain);
  }
  const isRight = Object.entries(FORMS).every(([name, form]) => form.test(attributes.get(name) ?? ''));
  if (!isRight) return err('HEADER_INVALID');
  // Every required attribute has just been found in its form.
  const event: unknown = { ...Object.fromEntries(attributes), datacontenttype: BINARY_MEDIA_TYPE, data };
  return ok([event as IntakeEnvelope]);
};
