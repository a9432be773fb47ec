/**
 * The structure of an OpenAPI 3.1 document as a JSON Schema, written from the fixed fields and required members
 * of the specification: what we use of it, closed, so that a member that does not exist there is noticed.
 * @see OpenAPI Specification 3.1.1 §4.8
 */
export const OPENAPI_STRUCTURE = {
  $id: 'urn:fengcun:openapi-structure',
  type: 'object',
  required: ['openapi', 'info', 'paths'],
  properties: {
    openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
    info: {
      type: 'object', required: ['title', 'version'], additionalProperties: false,
      properties: { title: { type: 'string' }, version: { type: 'string' }, description: { type: 'string' } },
    },
    jsonSchemaDialect: { type: 'string', format: 'uri' },
    servers: { type: 'array', items: { type: 'object', required: ['url'], properties: { url: { type: 'string' } } } },
    paths: { type: 'object', propertyNames: { pattern: '^/' }, additionalProperties: { $ref: '#/$defs/pathItem' } },
    components: {
      type: 'object', additionalProperties: false,
      properties: {
        schemas: { type: 'object', propertyNames: { pattern: '^[a-zA-Z0-9._-]+$' }, additionalProperties: { $ref: '#/$defs/schema' } },
        securitySchemes: { type: 'object', additionalProperties: { $ref: '#/$defs/securityScheme' } },
      },
    },
  },
  additionalProperties: false,
  $defs: {
    schema: { type: ['object', 'boolean'] },
    pathItem: {
      type: 'object', additionalProperties: false,
      properties: { get: { $ref: '#/$defs/operation' }, post: { $ref: '#/$defs/operation' }, patch: { $ref: '#/$defs/operation' } },
    },
    operation: {
      // `responses` is required of every operation that is meant to be called.
      type: 'object', required: ['operationId', 'responses', 'security'], additionalProperties: false,
      properties: {
        operationId: { type: 'string', pattern: '^[a-zA-Z]+$' }, summary: { type: 'string' }, description: { type: 'string' },
        security: { type: 'array', items: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } } },
        parameters: { type: 'array', items: { $ref: '#/$defs/parameter' } },
        requestBody: {
          type: 'object', required: ['content'], additionalProperties: false,
          properties: { required: { type: 'boolean' }, content: { $ref: '#/$defs/content' } },
        },
        responses: {
          type: 'object', minProperties: 1, propertyNames: { pattern: '^(default|[1-5](\\d\\d|XX))$' },
          additionalProperties: {
            type: 'object', required: ['description'], additionalProperties: false,
            properties: { description: { type: 'string', minLength: 1 }, content: { $ref: '#/$defs/content' } },
          },
        },
      },
      patternProperties: { '^x-': true },
    },
    parameter: {
      type: 'object', required: ['name', 'in', 'schema'], additionalProperties: false,
      properties: {
        name: { type: 'string' }, in: { enum: ['path', 'query', 'header'] }, required: { type: 'boolean' },
        schema: { $ref: '#/$defs/schema' },
      },
      // A path parameter is always required.
      if: { properties: { in: { const: 'path' } } }, then: { required: ['required'], properties: { required: { const: true } } },
    },
    content: {
      type: 'object', minProperties: 1, propertyNames: { pattern: '^[a-z0-9.+-]+/[a-z0-9.+-]+(; charset=utf-8)?$' },
      additionalProperties: { type: 'object', required: ['schema'], additionalProperties: false, properties: { schema: { $ref: '#/$defs/schema' } } },
    },
    securityScheme: {
      type: 'object', required: ['type'],
      oneOf: [
        { required: ['type', 'scheme'], properties: { type: { const: 'http' } } },
        { required: ['type', 'name', 'in'], properties: { type: { const: 'apiKey' }, in: { enum: ['query', 'header', 'cookie'] } } },
      ],
    },
  },
} as const;
