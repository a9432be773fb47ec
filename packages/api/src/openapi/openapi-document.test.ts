import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ALL_ROUTES } from '../routes/all-routes.ts';
import { pathNames } from '../routes/route.ts';
import { OPENAPI_STRUCTURE } from '../testing/openapi-structure.ts';
import { openApiDocument, openApiPath } from './openapi-document.ts';

type Document = {
  paths: Record<string, Record<string, { parameters: { name: string; in: string }[]; security: Record<string, unknown>[] }>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, unknown> };
};

const document = JSON.parse(JSON.stringify(openApiDocument({ version: '1.2.3', serverUrl: 'http://127.0.0.1:1' }))) as Document;
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

test('the description has the structure of OpenAPI 3.1', () => {
  const check = ajv.compile(OPENAPI_STRUCTURE);
  assert.ok(check(document), JSON.stringify(check.errors, null, 1));
});

test('the structure check can fail: a response without description, a path parameter that is not required', () => {
  const check = ajv.compile(OPENAPI_STRUCTURE);
  const text = JSON.stringify(document);
  for (const broken of [text.replace('"responses":{"200":{"description":', '"responses":{"200":{"describes":'),
    text.replace('"in":"path","required":true', '"in":"path","required":false'), text.replace('"3.1.1"', '"3.0.3"')]) {
    assert.notEqual(broken, text);
    assert.equal(check(JSON.parse(broken)), false);
  }
});

test('every reference leads somewhere, every component is used, and every schema compiles', () => {
  const text = JSON.stringify(document);
  const references = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? ''));
  assert.deepEqual([...references].sort(), Object.keys(document.components.schemas).sort());
  const schemas = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false, schemas: [{ $id: 'urn:fengcun:doc', components: document.components, $defs: {} }], keywords: ['components'] });
  for (const name of references) assert.ok(schemas.getSchema(`urn:fengcun:doc#/components/schemas/${name}`), name);
});

test('the names in a path are its parameters, no more and no fewer', () => {
  for (const [, route] of ALL_ROUTES) {
    const operation = document.paths[openApiPath(route.path)]?.[route.method.toLowerCase()];
    const described = operation?.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
    assert.deepEqual(described, pathNames(route.path), route.path);
  }
});

test('operation ids are distinct, and security schemes that are named exist', () => {
  const named = Object.values(document.paths).flatMap((item) => Object.values(item)).flatMap(({ security }) => security.flatMap(Object.keys));
  assert.deepEqual([...new Set(named)].sort(), Object.keys(document.components.securitySchemes).sort());
});

test('a fuller schema takes the place of a component by its name', () => {
  const fuller = { type: 'object', title: 'fuller' };
  const replaced = JSON.parse(JSON.stringify(openApiDocument({ version: '1', schemas: { IntakeEnvelope: fuller } }))) as Document;
  assert.deepEqual(replaced.components.schemas['IntakeEnvelope'], fuller);
});
