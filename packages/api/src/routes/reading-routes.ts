import type { ByteSource } from '../ports/byte-source.ts';
import { NOTHING } from '../schema/schema.ts';
import {
  confirmedReading, confirmedRows, documentReading, fileReading, takenReading,
} from './reading-schemas.ts';
import { type Handling, jsonBody, jsonReply, route } from './route.ts';

/** LIMIT: bytes of one file that a person drops; more is imported. */
export const READING_BYTES_MAX = 64 * 1024 * 1024;
const CONFIRMED_BYTES_MAX = 8 * 1024 * 1024;

const NOTIFICATION = { purpose: 'recordNotification' } as const;
const COMMON = {
  method: 'POST', authentication: 'session', roles: ['clerk'], params: NOTHING, search: NOTHING,
} as const;

const none = async function* (): AsyncGenerator<Uint8Array> { /* no body: an empty file */ };
const bytesOf = (source: ByteSource | undefined): ByteSource => source ?? none();

/**
 * POST /v1/readings — a file's bytes in, what is read of it and decided about it out. Nothing is kept, the
 * name of the file is not asked for, and the act is in the log without anything of a person.
 */
const readDocuments = route({
  ...COMMON,
  path: '/v1/readings',
  title: { zh: '阅读裁判文书（不保存）', en: 'Read judgments, keeping nothing' },
  action: 'reading.read',
  idempotency: 'safe',
  stream: { mediaType: 'application/octet-stream', bytesMax: READING_BYTES_MAX },
  // What bytes alone do not say; everything else they do. The name of the file stays where it is.
  headers: { 'document-kind': { isNeeded: false, form: /^(?:csv|jsonl)$/ } },
  reply: jsonReply(fileReading),
  problems: [],
  refusal: { search: 'name=judgment', problem: 'PARAMETER_INVALID' },
  audit: { what: 'DOCUMENT_READ' },
  about: () => NOTIFICATION,
  handle: async ({ source, headers }, { ports }) => {
    const kind = headers['document-kind'];
    const asked = kind === 'csv' || kind === 'jsonl' ? kind : undefined;
    return { status: 200, body: await ports.readings.read(bytesOf(source), asked) };
  },
});

/** POST /v1/readings/examinations — the text with a person's answers: doubts left, and the decision now. */
const examineReading = route({
  ...COMMON,
  path: '/v1/readings/examinations',
  title: { zh: '按更正后的内容重新判断（不保存）', en: 'Decide again with corrections, keeping nothing' },
  action: 'reading.examine',
  idempotency: 'safe',
  body: jsonBody(confirmedReading, CONFIRMED_BYTES_MAX),
  reply: jsonReply(documentReading),
  problems: [],
  refusal: { body: {}, problem: 'BODY_INVALID' },
  audit: { what: 'READING_EXAMINED' },
  about: () => NOTIFICATION,
  handle: async ({ body }, { ports }) => {
    const examined = await ports.readings.examine(body);
    return examined.ok ? { status: 200, body: examined.value } : { problem: examined.error.code };
  },
});

/** POST /v1/readings/rows/examinations — the table with a person's cells: read and decided again. */
const examineRows = route({
  ...COMMON,
  path: '/v1/readings/rows/examinations',
  title: { zh: '按更正后的单元格重新判断（不保存）', en: 'Decide again with corrected cells, keeping nothing' },
  action: 'reading.examineRows',
  idempotency: 'safe',
  body: jsonBody(confirmedRows, CONFIRMED_BYTES_MAX),
  reply: jsonReply(documentReading),
  problems: [],
  refusal: { body: { rows: [] }, problem: 'BODY_INVALID' },
  audit: { what: 'ROWS_EXAMINED' },
  about: () => NOTIFICATION,
  handle: async ({ body }, { ports }) => {
    const examined = await ports.readings.examineRows(body);
    return examined.ok ? { status: 200, body: examined.value } : { problem: examined.error.code };
  },
});

const taking = async (
  taken: Awaited<ReturnType<Handling['ports']['readings']['take']>>,
) => (taken.ok ? { status: 200, body: taken.value } as const : { problem: taken.error.code } as const);

/** POST /v1/readings/records — the confirmed judgment into the registry, with who corrected what. */
const takeReading = route({
  ...COMMON,
  path: '/v1/readings/records',
  title: { zh: '确认文书内容并报送', en: 'Take a confirmed judgment into the registry' },
  action: 'reading.take',
  idempotency: 'natural',
  body: jsonBody(confirmedReading, CONFIRMED_BYTES_MAX),
  reply: jsonReply(takenReading),
  problems: [],
  refusal: { body: {}, problem: 'BODY_INVALID' },
  audit: { what: 'READING_TAKEN' },
  about: () => NOTIFICATION,
  handle: async ({ body }, { ports, actor }) => taking(await ports.readings.take(body, actor)),
});

/** POST /v1/readings/rows — rows of a table into the registry, as an import takes them. */
const takeRows = route({
  ...COMMON,
  path: '/v1/readings/rows',
  title: { zh: '确认表格各行并报送', en: 'Take confirmed rows into the registry' },
  action: 'reading.takeRows',
  idempotency: 'natural',
  body: jsonBody(confirmedRows, CONFIRMED_BYTES_MAX),
  reply: jsonReply(takenReading),
  problems: [],
  refusal: { body: { rows: [] }, problem: 'BODY_INVALID' },
  audit: { what: 'ROWS_TAKEN' },
  about: () => NOTIFICATION,
  handle: async ({ body }, { ports, actor }) => taking(await ports.readings.takeRows(body, actor)),
});

/** Reading documents for people. */
export const READING_ROUTES =
  { readDocuments, examineReading, examineRows, takeReading, takeRows } as const;
