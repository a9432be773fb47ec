import type { JsonSchema } from './field.ts';
import { caseField, personField, sourceField } from './message.ts';
import { envelopeType } from './envelope.ts';
import { KIND_NAMES_IN_ORDER, kindSpec, type MessageKind } from './message-kinds.ts';

const envelopeSchema = (kind: MessageKind): JsonSchema => ({
  title: kindSpec(kind).zh,
  type: 'object',
  properties: {
    type: { const: envelopeType(kind) },
    data: {
      type: 'object',
      properties: {
        source: {
          allOf: [
            { $ref: '#/$defs/source' },
            { properties: { organ: { properties: { type: { enum: kindSpec(kind).organs } } } } },
          ],
        },
        case: { $ref: '#/$defs/case' },
        person: { $ref: '#/$defs/person' },
        content: kindSpec(kind).content.schema,
      },
      required: ['source', 'case', 'person', 'content'],
      additionalProperties: false,
    },
  },
});

/**
 * The published schema of intake messages: one document for all kinds, made from the fields that parse them.
 * Every message that is taken is valid here; the parser refuses more (check characters, catalogue names,
 * agreement of envelope and data).
 * @see JSON Schema 2020-12; CloudEvents 1.0.2 JSON Event Format
 */
export const INTAKE_MESSAGE_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:fengcun:intake-message:v1',
  title: 'Fengcun intake message',
  type: 'object',
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', minLength: 1, maxLength: 128, description: '<messageId>.<version>' },
    source: { type: 'string', pattern: '^urn:fengcun:[a-zA-Z]+:[0-9A-Z-]+:[a-z0-9-]+$' },
    type: { enum: KIND_NAMES_IN_ORDER.map(envelopeType) },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { const: 'application/json' },
    dataschema: { type: 'string' },
    subject: false,
    data: { type: 'object' },
  },
  required: ['specversion', 'id', 'source', 'type', 'data'],
  allOf: KIND_NAMES_IN_ORDER.map((kind) => ({
    if: { properties: { type: { const: envelopeType(kind) } } },
    then: { $ref: `#/$defs/kinds/${kind}` },
  })),
  $defs: {
    source: sourceField.schema,
    case: caseField.schema,
    person: personField.schema,
    kinds: Object.fromEntries(KIND_NAMES_IN_ORDER.map((kind) => [kind, envelopeSchema(kind)])),
  },
};
