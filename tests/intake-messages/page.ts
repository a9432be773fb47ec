import { fileURLToPath } from 'node:url';
import { INTAKE_MESSAGE_SCHEMA, KIND_NAMES_IN_ORDER, kindSpec, type MessageKind } from '@fengcun/registry';
import { exampleEnvelope } from './examples.ts';

/** Root of the repository, with a trailing slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The page that is generated. */
export const PAGE = 'docs/intake-messages.md';

type Schema = Readonly<{ [keyword: string]: unknown }>;

// The schema is ours; its parts are objects wherever these names stand.
const part = (schema: Schema, ...names: readonly string[]): Schema =>
  names.reduce<Schema>((found, name) => (found[name] ?? {}) as Schema, schema);

const formOf = (schema: Schema): string => {
  const list = schema['enum'] as readonly unknown[] | undefined;
  if (list !== undefined) return list.map((one) => `\`${String(one)}\``).join(' · ');
  if (schema['type'] === 'array') return `list (${Number(schema['minItems'])}–${Number(schema['maxItems'])}) of ${formOf(part(schema, 'items'))}`;
  if (schema['type'] === 'integer') return `whole number ${Number(schema['minimum'])}–${Number(schema['maximum'])}`;
  if (schema['type'] === 'boolean') return 'true or false';
  if (schema['type'] === 'object') return 'object';
  if (schema['format'] === 'date') return 'date YYYY-MM-DD';
  const pattern = schema['pattern'] === undefined ? '' : `, \`${String(schema['pattern'])}\``;
  return `text, at most ${Number(schema['maxLength'])}${pattern}`;
};

const rowsOf = (schema: Schema, path = ''): readonly string[] => {
  const required = new Set(schema['required'] as readonly string[] | undefined);
  return Object.entries(part(schema, 'properties')).flatMap(([name, value]) => {
    const member = value as Schema;
    const inner = member['type'] === 'array' ? part(member, 'items') : member;
    const place = `${path}${name}${member['type'] === 'array' && inner['type'] === 'object' ? '[]' : ''}`;
    const title = String(member['title'] ?? inner['title'] ?? '');
    const row = `| \`${place}\` | ${required.has(name) ? 'yes' : ''} | ${formOf(member).replaceAll('|', '\\|')} | ${title} |`;
    return [row, ...(inner['type'] === 'object' ? rowsOf(inner, `${place}.`) : [])];
  });
};

const tableOf = (schema: Schema): string => ['| member | required | form | |', '| --- | --- | --- | --- |', ...rowsOf(schema)].join('\n');

const jsonOf = (kind: MessageKind): string => {
  const { data, ...attributes } = exampleEnvelope(kind);
  const members = Object.entries(data as Schema).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`).join(',\n');
  return `\`\`\`json\n${JSON.stringify(attributes).slice(0, -1)},\n "data": {\n${members}}}\n\`\`\``;
};

const sectionOf = (kind: MessageKind): string => {
  const { zh, stage, organs, datedBy } = kindSpec(kind);
  const content = part(INTAKE_MESSAGE_SCHEMA, '$defs', 'kinds', kind, 'properties', 'data', 'properties', 'content');
  const from = organs.map((organ) => `\`${organ}\``).join(' · ');
  return `## \`${kind}\` — ${zh}\n\nStage \`${stage}\`; sent by ${from}; dated by \`${datedBy}\`.\n\n${tableOf(content)}\n\n${jsonOf(kind)}\n`;
};

const HEAD = `# Intake messages

<!-- Generated from packages/registry/src/intake/messages by tests/intake-messages/generate.ts; the test beside it runs every example. -->

What organs tell the registry: ${KIND_NAMES_IN_ORDER.length} kinds, each a CloudEvents 1.0 envelope about one person in one case. Send one to \`POST /v1/intake/messages\`, an array of up to
500 to \`POST /v1/intake/batches\` (service account), or signed events to \`POST /v1/intake/events\` (RFC 9421, Ed25519, tag \`fengcun-intake\`, over method,
authority, path, content-type, content-digest and every \`ce-\` header; a signature counts once and for five minutes). \`GET /openapi.json\` has the schema.

- **Idempotent**: organ, system and \`messageId\` name a fact, \`version\` how it is told now. The same again answers \`duplicate\`; a correction is the next version.
- **Any order**: messages may come late or out of order; what does not fit together waits as an exception, nothing is overwritten.
- **Never a guess**: an absent member is unknown. What cannot be taken is kept, encrypted, with its reasons: \`GET /v1/intake/exceptions\`, \`./fengcun exceptions\`.
- **One case, one code**: the answer holds the case's code (一案一码); send it back in \`case.code\`. Numbers of organs lead to the same case.
- \`judgmentRecorded\`, \`nonProsecutionDecided\`, \`liabilityDecided\`, \`publicOrderDecisionRecorded\`, \`compulsoryMeasureRecorded\` and \`supportFileRecorded\`
  are decided on when they are taken; what the message does not tell is an unknown fact.

Every message has \`data.source\`, \`data.case\` (a code, numbers, or both), \`data.person\` (a name or a document at least) and \`data.content\`. Examples are invented.

## Source, case, person
`;

/** The page as it has to be. */
export const renderPage = (): string => {
  const shared = ['source', 'case', 'person'].map((name) => `\`data.${name}\`\n\n${tableOf(part(INTAKE_MESSAGE_SCHEMA, '$defs', name))}`);
  return `${HEAD}\n${shared.join('\n\n')}\n\n${KIND_NAMES_IN_ORDER.map(sectionOf).join('\n')}`;
};
