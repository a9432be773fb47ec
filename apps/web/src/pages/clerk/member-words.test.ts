import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INTAKE_MESSAGE_SCHEMA } from '@fengcun/registry';
import { memberChoice, memberWords } from './member-words.ts';

/** For the machine alone: how the envelope is built, and kinds that follow from their place. */
const MACHINE = new Set([
  'specversion', 'id', 'source', 'type', 'time', 'subject', 'datacontenttype', 'dataschema', 'data', 'content', 'kind', 'use', 'references', 'names', 'documents',
  'system', 'messageId', 'version', 'issuingState', 'sentence', 'period',
]);

const namesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === 'properties' && typeof inner === 'object' && inner !== null ? Object.keys(inner) : []), ...namesIn(inner),
  ]);
};

test('every member of a message that a person may have to correct is called by words', () => {
  const names = [...new Set(namesIn(INTAKE_MESSAGE_SCHEMA))].filter((name) => !MACHINE.has(name));
  assert.ok(names.length > 40, `${names.length} names`);
  assert.deepEqual(names.filter((name) => memberWords(`/data/content/${name}`) === undefined), []);
});

test('names of facts of a row are words; what the source says of itself is for the machine', () => {
  assert.equal(memberWords('/facts/charges/0')?.zh, '罪名');
  assert.equal(memberWords('/facts/executedTermMonths')?.zh, '执行刑期（月）');
  assert.equal(memberWords('/data/source/organ/code'), undefined);
  assert.equal(memberWords('/row'), undefined);
});

test('a value of a list is chosen; one the list does not have stays as it was written', () => {
  assert.equal(memberChoice('/facts/penalty', 'text', 'fixedTermImprisonment')?.['criminalDetention']?.zh, '拘役');
  assert.equal(memberChoice('/facts/penalty', 'text', '有期'), undefined);
  assert.deepEqual(Object.keys(memberChoice('/facts/recidivist', 'flag', 'true') ?? {}), ['true', 'false']);
  assert.equal(memberChoice('/personName', 'text', '虚小禾'), undefined);
});
