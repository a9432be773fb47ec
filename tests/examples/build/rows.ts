import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { JUVENILE, JUVENILE_COLUMNS, PUBLIC_ORDER, type Row } from './data/registers.ts';
import { withFixedClock } from './fixed-clock.ts';

const csvField = (value: string): string =>
  /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

// Office programs write CSV with a byte order mark and CRLF.
const toCsv = (rows: readonly Row[]): string =>
  `\ufeff${rows.map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`;

const toXlsx = (rows: readonly Row[]): Promise<ArrayBuffer> =>
  withFixedClock(async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('未成年人案件');
    sheet.addRow(['未成年人案件登记表（虚构示例）']);
    sheet.mergeCells(1, 1, 1, JUVENILE_COLUMNS.length);
    rows.forEach((row) => sheet.addRow([...row].map((value) => (value === '' ? null : value))));
    sheet.columns.forEach((column) => {
      column.width = 18;
    });
    sheet.getRow(2).font = { bold: true };
    return workbook.xlsx.writeBuffer();
  });

/**
 * Rows of invented business systems: a register of public-order decisions (CSV), one of juvenile cases
 * (XLSX).
 */
export const buildRows = async (folder: string): Promise<void> => {
  await mkdir(join(folder, 'rows'), { recursive: true });
  await writeFile(join(folder, 'rows', 'public-order.csv'), toCsv(PUBLIC_ORDER));
  const workbook = await toXlsx([JUVENILE_COLUMNS, ...JUVENILE]);
  await writeFile(join(folder, 'rows', 'juvenile-cases.xlsx'), new Uint8Array(workbook));
};
