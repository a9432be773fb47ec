import type { DocumentFormat, SourceDocument, TextEncoding } from './source-document.ts';
import { withUnifiedIdeographs } from './radicals.ts';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';
import { type Cell, type TableRow, tableRow } from './table.ts';

/** Where a JSON value came from: the name for ids, and what of it is counted. */
export type JsonOrigin = Readonly<{
  id: string;
  where: string;
  line: number;
  format: DocumentFormat;
  encoding?: TextEncoding;
}>;

type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object (not an array, not null). */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const isList = Array.isArray(value) && value.every((item): item is string => typeof item === 'string');
  return isList ? value : { unreadable: 'object' };
};

const refused = (origin: JsonOrigin, refusal: DocumentRefusal): SourceDocument =>
  ({ kind: 'refused', id: origin.id, refusal });

const idOf = (value: JsonObject, fallback: string): string => {
  const id = value['id'];
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : fallback;
};

const encodingOf = (origin: JsonOrigin): { encoding?: TextEncoding } =>
  origin.encoding === undefined ? {} : { encoding: origin.encoding };

/** A table of JSON objects: the header line is the union of their fields, in order of appearance. */
export const tableOfObjects = (
  objects: readonly Readonly<{ line: number; value: JsonObject }>[],
): readonly TableRow[] => {
  const names = new Set<string>();
  for (const { value } of objects) for (const name of Object.keys(value)) names.add(name);
  const fields = [...names];
  const rows = objects.flatMap(({ line, value }) =>
    tableRow(line, fields.map((field) => (Object.hasOwn(value, field) ? cellOf(value[field]) : null))));
  return [{ line: 0, cells: fields }, ...rows];
};

/** One JSON object as a document: with a field `text` a text, else a row of a business system. */
export const documentOfObject = (value: unknown, origin: JsonOrigin): SourceDocument => {
  if (!isJsonObject(value)) return refused(origin, documentRefusal('JSON_SHAPE', origin.where));
  if (!Object.hasOwn(value, 'text')) {
    const table = { name: origin.id, rows: tableOfObjects([{ line: origin.line, value }]) };
    return { kind: 'rows', id: origin.id, format: origin.format, table, ...encodingOf(origin) };
  }
  const text = value['text'];
  if (typeof text !== 'string' || text.trim() === '') {
    return refused(origin, documentRefusal('JSON_TEXT', origin.where));
  }
  // Escapes (\u2f08) come past the decoder, so characters are unified here once more.
  const unified = withUnifiedIdeographs(text);
  const id = idOf(value, origin.id);
  return { kind: 'text', id, format: origin.format, text: unified, ...encodingOf(origin) };
};

const rowsDocument = (values: readonly unknown[], origin: JsonOrigin): readonly SourceDocument[] => {
  const objects = values.map((value, index) => ({ line: index + 1, value }));
  type Row = { line: number; value: JsonObject };
  const good = objects.filter((item): item is Row => isJsonObject(item.value));
  const bad = objects.filter(({ value }) => !isJsonObject(value)).map(({ line }) =>
    refused({ ...origin, id: `${origin.id}#${line}` }, documentRefusal('JSON_SHAPE', `item ${line}`)));
  if (good.length === 0) return bad;
  const table = { name: origin.id, rows: tableOfObjects(good) };
  return [{ kind: 'rows', id: origin.id, format: origin.format, table, ...encodingOf(origin) }, ...bad];
};

/**
 * A whole JSON value: an object, or an array of objects. An array in which any object has a field `text`
 * is an array of documents; otherwise it is one table of rows.
 */
export const documentsOfJson = (value: unknown, origin: JsonOrigin): readonly SourceDocument[] => {
  if (!Array.isArray(value)) return [documentOfObject(value, origin)];
  if (value.length === 0) return [refused(origin, documentRefusal('EMPTY', origin.where))];
  const hasTexts = value.some((item) => isJsonObject(item) && Object.hasOwn(item, 'text'));
  if (!hasTexts) return rowsDocument(value, origin);
  return value.map((item: unknown, index) => documentOfObject(item, {
    ...origin, id: `${origin.id}#${index + 1}`, where: `item ${index + 1}`, line: index + 1,
  }));
};
