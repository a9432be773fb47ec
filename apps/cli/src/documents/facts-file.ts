import { readFile } from 'node:fs/promises';
import type { DocumentFacts, PrintedCaseCode } from '@fengcun/documents';
import { civil, parseCivilDate } from '@fengcun/kernel';
import { caseCodeUri, formatCaseCode, parseCaseCode } from '@fengcun/registry';
import { UnusableInput } from '../exit.ts';

type Json = Readonly<Record<string, unknown>>;

// LIMIT: the largest facts of any paper stay far below; a larger file is another file.
const BYTES_MAX = 1_000_000;
const MEMBERS = ['organ', 'organWord', 'sequence', 'issuedOn', 'subject', 'caseCode', 'fields'];

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (name: string, text: string): Json => {
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json)) return json;
  } catch {
    // Said below in words of ours: the parser's message repeats what stands in the file.
  }
  throw new UnusableInput(`${name}: no JSON object; give one with ${MEMBERS.join(', ')}`);
};

const printedCaseCode = (name: string, value: unknown): PrintedCaseCode | undefined => {
  if (value === undefined || value === null) return undefined;
  const code = parseCaseCode(typeof value === 'string' ? value : '');
  if (!code.ok) throw new UnusableInput(`${name}: «caseCode»: ${code.error.message}`);
  return { printed: formatCaseCode(code.value), payload: caseCodeUri(code.value) };
};

const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Reads the facts of one paper. What belongs to every paper is checked here as far as it needs a type; the
 * bounds of all fields are checked where the paper is made.
 * @throws UnusableInput in one sentence that repeats no value
 */
export const readFacts = async (path: string, name: string): Promise<DocumentFacts> => {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) throw new UnusableInput(`${name}: no such file; give the facts as a JSON file`);
  if (bytes.length > BYTES_MAX) {
    throw new UnusableInput(`${name}: larger than ${BYTES_MAX} bytes; no facts of a paper`);
  }
  const json = parse(name, bytes.toString('utf8').replace(/^\ufeff/, ''));
  if (Object.keys(json).some((key) => !MEMBERS.includes(key))) {
    throw new UnusableInput(`${name}: a member that facts do not have; they have: ${MEMBERS.join(', ')}`);
  }
  const issuedOn = parseCivilDate(textOr(json['issuedOn']));
  if (!issuedOn.ok) {
    throw new UnusableInput(`${name}: «issuedOn» (制作日期): give an existing day as YYYY-MM-DD`);
  }
  const caseCode = printedCaseCode(name, json['caseCode']);
  const subject = textOr(json['subject']);
  return {
    organ: textOr(json['organ']), organWord: textOr(json['organWord']), issuedOn: civil(issuedOn.value),
    sequence: typeof json['sequence'] === 'number' ? json['sequence'] : Number.NaN,
    fields: isObject(json['fields']) ? json['fields'] : {},
    ...(subject === '' ? {} : { subject }), ...(caseCode === undefined ? {} : { caseCode }),
  };
};
