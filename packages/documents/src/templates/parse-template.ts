import { assert, assertNever } from '@fengcun/kernel';
import { isRecord, onlyMembers, requireList, requireText, requireWhole } from './members.ts';
import type { Basis, Block, CellTemplate, Condition, Field, Template } from './template.ts';

// Templates are files of ours: what does not fit here is a bug that the tests meet before anybody else.

const ID = /^[a-z]+(?:-[a-z]+)*$/;
const NAME = /^[a-z][A-Za-z]*$/;
const PLACE = /\{([A-Za-z]+)\}/g;
/** Values every paper has besides its own fields. */
const HEAD_FIELDS = ['organ', 'number', 'issuedOn'];

const parseField = (json: unknown): Field => {
  assert(isRecord(json), 'a field is an object');
  const head = {
    name: requireText(json, 'name'), label: requireText(json, 'label'), required: json['required'] !== false,
  };
  assert(NAME.test(head.name), `the field name ${head.name}`);
  const type = requireText(json, 'type');
  switch (type) {
    case 'date': return { ...head, type };
    case 'text': return { ...head, type, max: requireWhole(json, 'max') };
    case 'count': return { ...head, type, min: requireWhole(json, 'min'), max: requireWhole(json, 'max') };
    case 'list': return {
      ...head, type, max: requireWhole(json, 'max'), maxItems: requireWhole(json, 'maxItems'),
    };
    case 'choice': {
      const options = json['options'];
      assert(isRecord(options), `options of ${head.name}`);
      const printed = Object.keys(options).map((key) => [key, requireText(options, key)] as const);
      return { ...head, type, options: Object.fromEntries(printed) };
    }
    default: throw new TypeError(`bug: no field type ${type}`);
  }
};

const parseCondition = (json: unknown): Condition => {
  if (typeof json === 'string') return { field: json };
  assert(isRecord(json), 'a condition is a field name or an object');
  const field = requireText(json, 'field');
  if (json['given'] === false) return { field, given: false };
  return { field, is: requireList(json, 'is').map(String) };
};

const parseCell = (json: unknown): CellTemplate => {
  assert(Array.isArray(json) && json.length === 2, 'a cell is a label and a text');
  return [String(json[0]), String(json[1])];
};

const parseBlock = (json: unknown): Block => {
  assert(isRecord(json), 'a block is an object');
  const when = json['when'] === undefined ? {} : { when: parseCondition(json['when']) };
  const kind = requireText(json, 'kind');
  switch (kind) {
    case 'to': case 'text': case 'heading': return { ...when, kind, text: requireText(json, 'text') };
    case 'list': return { ...when, kind, field: requireText(json, 'field') };
    case 'fill': return {
      ...when, kind, labels: requireList(json, 'labels').map(String),
      ...(json['shares'] === undefined ? {} : { shares: requireList(json, 'shares').map(Number) }),
    };
    case 'table': return {
      ...when, kind,
      rows: requireList(json, 'rows').map((row) => {
        assert(Array.isArray(row), 'a row is a list of cells');
        return row.map(parseCell);
      }),
    };
    default: throw new TypeError(`bug: no block kind ${kind}`);
  }
};

const parseBasis = (json: unknown): Basis => {
  assert(isRecord(json), 'a basis is an object');
  const tag = requireText(json, 'tag');
  assert(tag === 'V' || tag === 'P' || tag === 'M' || tag === 'I', 'a tag of the law digest');
  return { cite: requireText(json, 'cite'), tag };
};

const textsOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'to': case 'text': case 'heading': return [block.text];
    case 'table': return block.rows.flatMap((row) => row.map(([, text]) => text));
    case 'list': return [`{${block.field}}`];
    case 'fill': return [];
    default: return assertNever(block);
  }
};

/** An optional field may be named only in a block that depends on it: otherwise a gap would be printed. */
const checkPlaces = (id: string, fields: readonly Field[], block: Block): void => {
  for (const place of textsOf(block).flatMap((text) => [...text.matchAll(PLACE)])) {
    const name = place[1] ?? '';
    const field = fields.find((candidate) => candidate.name === name);
    const isOptional = field !== undefined && !field.required;
    assert(field !== undefined || HEAD_FIELDS.includes(name), `${id} names no field ${name}`);
    const isGuarded = !isOptional || (block.when?.field === name && block.when.given !== false);
    assert(isGuarded, `${id} prints the optional field ${name} without «when»`);
  }
  const known = block.when === undefined || fields.some(({ name }) => name === block.when?.field);
  assert(known, `${id} depends on a field it does not have`);
};

const parseReceipt = (json: Readonly<Record<string, unknown>>): NonNullable<Template['receipt']> =>
  ({ title: requireText(json, 'title'), blocks: requireList(json, 'blocks').map(parseBlock) });

/** A template from its file. @throws BugError where the file is not one */
export const parseTemplate = (json: unknown): Template => {
  assert(isRecord(json), 'a template is an object');
  onlyMembers(json, [
    'id', 'version', 'title', 'titleEn', 'layout', 'seriesWord', 'status', 'basis', 'fields', 'blocks',
    'receipt', 'copies', 'watermark', 'isOneSheet', 'isSignedByRecipient',
  ]);
  const [id, layout, status] =
    [requireText(json, 'id'), requireText(json, 'layout'), requireText(json, 'status')];
  assert(ID.test(id) && (layout === 'paper' || layout === 'mark'), 'id and layout of a template');
  assert(status === 'official-form-to-be-compared' || status === 'official-form-compared', `status of ${id}`);
  const fields = requireList(json, 'fields').map(parseField);
  const blocks = requireList(json, 'blocks').map(parseBlock);
  const receiptPart = isRecord(json['receipt']) ? { receipt: parseReceipt(json['receipt']) } : {};
  const watermark = json['watermark'] === undefined ? {} : { watermark: requireText(json, 'watermark') };
  const hasWatermark = fields.some(({ name, type }) => name === watermark.watermark && type === 'text');
  assert(watermark.watermark === undefined || hasWatermark, `${id} has no text field for its watermark`);
  const sheetPart = {
    ...(json['isOneSheet'] === true ? { isOneSheet: true as const } : {}),
    ...(json['isSignedByRecipient'] === true ? { isSignedByRecipient: true as const } : {}),
  };
  const copiesPart = json['copies'] === undefined ? {} : { copies: requireText(json, 'copies') };
  for (const block of [...blocks, ...(receiptPart.receipt?.blocks ?? [])]) checkPlaces(id, fields, block);
  return {
    id, layout, status, fields, blocks, ...receiptPart, ...copiesPart, ...watermark, ...sheetPart,
    version: requireWhole(json, 'version'),
    title: requireText(json, 'title'), titleEn: requireText(json, 'titleEn'),
    seriesWord: requireText(json, 'seriesWord'),
    basis: requireList(json, 'basis').map(parseBasis),
  };
};
