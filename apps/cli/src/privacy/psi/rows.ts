import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { chargeCode } from '@fengcun/application';
import {
  comparableNumber, DOCUMENT_TYPES, documentKey, parseDocument,
} from '@fengcun/registry';
import { isInJurisdiction, tupleBytes } from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';

/** Records of a file: tuple bytes, each once, and the names of the rows that hold each. */
export type RowSet = Readonly<{
  records: readonly Uint8Array[]; rowsOf: readonly (readonly string[])[];
  /** Rows without a usable tuple, by what is wrong with them; they take no part. */
  left: Readonly<Record<string, number>>;
}>;

type Row = Readonly<{ id: string; tuple: Uint8Array; caseNumber: string }> | Readonly<{ reason: string }>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** TRUST BOUNDARY. One line of a file to its tuple, every member in its one form, or why not. */
export const rowOf = (line: string, number: number): Row => {
  let value: Readonly<Record<string, unknown>>;
  try {
    value = JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return { reason: 'notJson' };
  }
  const type = DOCUMENT_TYPES.find((one) => one === (value['documentType'] ?? 'residentIdentityCard'));
  const issuingState = text(value['issuingState']) || undefined;
  const document = type === undefined ? undefined
    : parseDocument({ type, number: text(value['documentNumber']), issuingState });
  if (document?.ok !== true) return { reason: document?.error.code ?? 'DOCUMENT_TYPE' };
  const charge = chargeCode(text(value['charge']));
  if (charge === undefined) return { reason: 'CHARGE_UNKNOWN' };
  const caseNumber = comparableNumber(text(value['caseNumber']));
  const tuple = tupleBytes({ document: documentKey(document.value), caseNumber, charge });
  if (!tuple.ok) return { reason: tuple.error.code };
  return { id: text(value['id']) || `line-${number}`, tuple: tuple.value, caseNumber };
};

/**
 * Records of a file of JSON lines `{id, documentType?, documentNumber, issuingState?, caseNumber, charge}` of
 * the declared courts. Two rows of one record are one record.
 */
export const readRows = async (path: string, courts: readonly string[]): Promise<RowSet> => {
  const input = createReadStream(path, 'utf8');
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const at = new Map<string, number>();
  const records: Uint8Array[] = [];
  const rowsOf: string[][] = [];
  const left: Record<string, number> = {};
  let number = 0;
  try {
    for await (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      const row = rowOf(line, number);
      const reason = 'reason' in row ? row.reason
        : isInJurisdiction(row.caseNumber, courts) ? undefined : 'otherCourt';
      if (reason !== undefined) left[reason] = (left[reason] ?? 0) + 1;
      if ('reason' in row || reason !== undefined) continue;
      const key = Buffer.from(row.tuple).toString('latin1');
      const known = at.get(key);
      if (known !== undefined) rowsOf[known]?.push(row.id);
      else {
        at.set(key, records.length);
        records.push(row.tuple);
        rowsOf.push([row.id]);
      }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UnusableInput(`--rows: ${path} does not exist`);
  }
  return { records, rowsOf, left };
};
