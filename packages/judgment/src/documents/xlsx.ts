import { err, ok, type Result } from '@fengcun/kernel';
import { XLSX_PART_BYTES_MAX } from './limits.ts';
import { officeParts } from './office-parts.ts';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';
import type { Table } from './table.ts';
import { sheetRows } from './xlsx-cells.ts';
import { type Merge, prunedSheet, prunedWorkbook, sheetParts } from './xlsx-prune.ts';
import type { ZipEntry } from './zip-archive.ts';
import { storeZip, type ZipPart } from './zip-store.ts';

const WANTED = new RegExp('^(\\[Content_Types\\]\\.xml|_rels/\\.rels|xl/_rels/workbook\\.xml\\.rels'
  + '|xl/(workbook|sharedStrings|styles)\\.xml|xl/worksheets/sheet\\d{1,5}\\.xml)$');
const SHEET = /^xl\/worksheets\/sheet(\d+)\.xml$/;
const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const NOTHING = new Uint8Array(0);

type Merges = ReadonlyMap<number, readonly Merge[]>;
type Pruned = Readonly<{ parts: readonly ZipPart[]; merges: Merges; sheets: ReadonlyMap<number, number> }>;

const prune = (parts: readonly ZipPart[]): Result<Pruned, DocumentRefusal> => {
  const merges = new Map<number, readonly Merge[]>();
  const kept: ZipPart[] = [];
  for (const part of parts) {
    const sheet = SHEET.exec(part.name);
    if (part.name === WORKBOOK) kept.push({ ...part, bytes: prunedWorkbook(part.bytes) });
    else if (sheet === null) kept.push(part);
    else {
      const pruned = prunedSheet(part.bytes);
      if (pruned === undefined) return err(documentRefusal('XLSX_BROKEN', `part ${part.name}`));
      merges.set(Number(sheet[1]), pruned.merges);
      kept.push({ ...part, bytes: pruned.bytes });
    }
  }
  const bytesOf = (name: string): Uint8Array => kept.find((part) => part.name === name)?.bytes ?? NOTHING;
  return ok({ parts: kept, merges, sheets: sheetParts(bytesOf(WORKBOOK), bytesOf(RELATIONS)) });
};

type Tables = Result<readonly Table[], DocumentRefusal>;

const loadTables = async (pruned: Pruned, name: string): Promise<Tables> => {
  // Loaded on first use: a run that reads no .xlsx does not pay for it.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(storeZip(pruned.parts).buffer as ArrayBuffer); // storeZip allocates a plain one
  const tables: Table[] = [];
  for (const [index, sheet] of workbook.worksheets.entries()) {
    const merges = pruned.merges.get(pruned.sheets.get(sheet.id) ?? -1) ?? [];
    const rows = sheetRows(sheet, merges);
    if (rows === undefined) return err(documentRefusal('TABLE_TOO_WIDE', `sheet ${index + 1}`));
    if (rows.length > 0) tables.push({ name: `${name}#${index + 1}`, rows });
  }
  return tables.length === 0 ? err(documentRefusal('NO_ROWS')) : ok(tables);
};

/**
 * The sheets of an attacker-controlled .xlsx that hold anything, in workbook order. A formula gives the
 * result that was stored with it, or is unreadable; nothing is computed. @see ECMA-376 part 1 §18
 */
export const readXlsx = async (
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  options: Readonly<{ name: string; maxUnpackedBytes: number }>,
): Promise<Tables> => {
  const parts = officeParts(bytes, entries, {
    wanted: WANTED, partBytesMax: XLSX_PART_BYTES_MAX, totalBytesMax: options.maxUnpackedBytes,
  });
  if (!parts.ok) return parts;
  const pruned = prune(parts.value);
  if (!pruned.ok) return pruned;
  try {
    return await loadTables(pruned.value, options.name);
  } catch {
    return err(documentRefusal('XLSX_BROKEN')); // malformed XML: the library's error may quote content
  }
};
