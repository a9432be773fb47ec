import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { INTAKE_MESSAGE_SCHEMA, KIND_NAMES_IN_ORDER, parseIntakeMessage } from '@fengcun/registry';
import { PAGE, renderPage, root } from './page.ts';

const page = readFileSync(root + PAGE, 'utf8');
const examples = [...page.matchAll(/```json\n([^`]+)\n```/g)].map((match) => JSON.parse(match[1] ?? '') as Readonly<Record<string, unknown>>);

test('the page is what the schema and the examples make of it; tests/intake-messages/generate.ts writes it anew', () => {
  assert.equal(page, renderPage());
});

test('every kind has one example on the page, which the parser takes and the published schema allows', () => {
  const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(INTAKE_MESSAGE_SCHEMA);
  const kinds = examples.map((example) => {
    assert.ok(isValid(example), JSON.stringify(isValid.errors));
    const parsed = parseIntakeMessage(example);
    assert.ok(parsed.ok, JSON.stringify({ parsed, type: example['type'] }));
    return parsed.value.kind;
  });
  assert.deepEqual(kinds, KIND_NAMES_IN_ORDER);
});

test('every member of every kind is on the page under its name', () => {
  for (const kind of KIND_NAMES_IN_ORDER) {
    const section = page.slice(page.indexOf(`## \`${kind}\``)).split('\n## ')[0] ?? '';
    const example = examples.find((one) => one['type'] === `cn.fengcun.intake.${kind}.v1`);
    const data = example?.['data'] as Readonly<{ content: Readonly<Record<string, unknown>> }>;
    for (const name of Object.keys(data.content)) assert.ok(section.includes(`| \`${name}\` |`), `${kind}.${name}`);
  }
});
