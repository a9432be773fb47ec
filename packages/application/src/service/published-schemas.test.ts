import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApiDocument } from '@fengcun/api';
import { KIND_NAMES_IN_ORDER } from '@fengcun/registry';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { PUBLISHED_SCHEMAS } from './published-schemas.ts';

const described = JSON.parse(JSON.stringify(openApiDocument({ version: '1.2.3', schemas: PUBLISHED_SCHEMAS }))) as {
  components: { schemas: Record<string, { $id?: string; $defs: { kinds: Record<string, unknown> } }> };
};

test('the description shows every kind of message, and every reference in it leads somewhere', () => {
  const envelope = described.components.schemas['IntakeEnvelope'];
  assert.deepEqual(Object.keys(envelope?.$defs.kinds ?? {}), KIND_NAMES_IN_ORDER);
  assert.equal(envelope?.$id, undefined, 'a component has no id of its own, so its references are those of the document');
  const references = new Set([...JSON.stringify(described).matchAll(/"\$ref":"#([^"]+)"/g)].map((match) => match[1] ?? ''));
  assert.ok(references.size > 30);
  for (const reference of references) {
    const found = reference.slice(1).split('/').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], described);
    assert.ok(found !== undefined, reference);
  }
});

test('the component allows a right message and not one whose content is of another kind', () => {
  const check = new Ajv2020({ strict: false, validateFormats: false, schemas: [{ $id: 'urn:fengcun:doc', ...described }] })
    .getSchema('urn:fengcun:doc#/components/schemas/IntakeEnvelope');
  const message = (content: unknown) => ({
    specversion: '1.0', id: 'a.1', source: 'urn:fengcun:police:A01:case-system', type: 'cn.fengcun.intake.caseFiled.v1',
    data: {
      source: { organ: { type: 'police', code: 'A01' }, system: 'case-system', messageId: 'a', version: 1 },
      case: { references: [{ type: 'policeCase', number: '1' }] }, person: { kind: 'person', names: [{ text: '虚小禾', use: 'current' }], documents: [] }, content,
    },
  });
  assert.equal(check?.(message({ filedOn: '2024-01-08' })), true);
  assert.equal(check?.(message({ droppedOn: '2024-01-08' })), false);
});
