import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import excel from 'exceljs';
import type { CellValue, Worksheet } from 'exceljs';
import { parseRows } from '../rows/parse-rows.ts';
import { readDocument } from './read-document.ts';
import type { Table } from './table.ts';
import { unpackEntry, zipEntries } from './zip-archive.ts';
import { storeZip, type ZipPart } from './zip-store.ts';

const book = async (...fills: readonly ((sheet: Worksheet) => void)[]): Promise<Uint8Array> => {
  const workbook = new excel.Workbook();
  for (const [index, fill] of fills.entries()) fill(workbook.addWorksheet(`表${index + 1}`));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};

const withRows = (...rows: readonly (readonly CellValue[])[]) => (sheet: Worksheet): void => {
  for (const row of rows) sheet.addRow([...row]);
};

const tablesOf = async (bytes: Uint8Array): Promise<readonly Table[]> => {
  const read = await readDocument(bytes, '台账.xlsx');
  assert.ok(read.ok, read.ok ? '' : read.error.message);
  return read.value.flatMap((document) => (document.kind === 'rows' ? [document.table] : []));
};

const refusalOf = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const read = await readDocument(bytes, 'a.xlsx');
  return read.ok ? ['read'] : [read.error.code, read.error.where];
};

const cellsOf = (table: Table | undefined) => table?.rows.map((row) => row.cells);

/** The workbook with each part's XML changed. */
const edited = (bytes: Uint8Array, edit: (xml: string, name: string) => string): Uint8Array => {
  const entries = zipEntries(bytes);
  assert.ok(entries.ok);
  return storeZip(entries.value.map((entry): ZipPart => {
    const unpacked = unpackEntry(bytes, entry, 1e8);
    assert.ok(unpacked.ok);
    return { name: entry.name, bytes: Buffer.from(edit(Buffer.from(unpacked.value).toString(), entry.name)) };
  }));
};

test('cells give what a person sees: dates, stored results, rich text, links, errors', async () => {
  const bytes = await book(withRows(
    ['甲', 1234.5, true, new Date(Date.UTC(2024, 4, 11))],
    [{ formula: 'A1&"乙"', result: '甲乙' }, { formula: 'B1*2', result: 2469 }, { formula: 'X()' } as CellValue, { error: '#REF!' }],
    [{ richText: [{ text: '林' }, { text: '海潮', font: { bold: true } }] }, { text: '法院', hyperlink: 'https://example.org' },
      { formula: 'D1', result: new Date(Date.UTC(2025, 0, 2)) }],
    [], [null, ''],
  ));
  assert.deepEqual(cellsOf((await tablesOf(bytes))[0]), [
    ['甲', 1234.5, true, { date: '2024-05-11' }],
    ['甲乙', 2469, { unreadable: 'formula' }, { unreadable: 'error' }],
    ['林海潮', '法院', { date: '2025-01-02' }],
  ]);
});

test('every sheet that holds anything is a table; merged rows repeat their value, merged columns do not', async () => {
  const bytes = await book(
    (sheet) => {
      withRows(['台账'], ['文号', '姓名', '罪名'], ['A-1', '林海潮', '盗窃罪'], [null, '周小满', '诈骗罪'], ['A-2', '何田', null])(sheet);
      sheet.mergeCells('A1:C1');
      sheet.mergeCells('A3:A4');
      sheet.mergeCells('B5:C5');
    },
    () => undefined,
    withRows(['x']),
  );
  const tables = await tablesOf(bytes);
  assert.deepEqual(tables.map(({ name }) => name), ['台账.xlsx#1', '台账.xlsx#3']);
  assert.deepEqual(cellsOf(tables[0]), [
    ['台账'], ['文号', '姓名', '罪名'], ['A-1', '林海潮', '盗窃罪'], ['A-1', '周小满', '诈骗罪'], ['A-2', '何田'],
  ]);
});

test('a workbook of a business system is read through to facts', async () => {
  const [table] = await tablesOf(await book(withRows(
    ['某区人民法院台账'], ['记录类型', '姓名', '判决日期', '罪名', '执行刑期'],
    ['有罪判决', '林海潮', new Date(Date.UTC(2024, 4, 11)), '盗窃罪', '拘役五个月'],
  )));
  assert.ok(table);
  const { records, problems } = parseRows(table);
  assert.deepEqual([records[0]?.facts, records[0]?.row, problems], [{
    recordKind: 'conviction', decidedOn: '2024-05-11', charges: ['盗窃罪'], chargeCount: 1, penalty: 'criminalDetention',
    executedTermMonths: 5,
  }, 3, []]);
});

test('ranges over the whole sheet cost nothing: merges, validations, formats and names are cut off', async () => {
  const all = 'A1:XFD1048576';
  const bytes = edited(await book(withRows(['甲', '乙'])), (xml, name) => {
    if (name === 'xl/workbook.xml') {
      return xml.replace('</sheets>', `</sheets><definedNames><definedName name="n">表1!$A$1:$XFD$1048576</definedName></definedNames>`);
    }
    return xml.replace('</sheetData>', `</sheetData><mergeCells><mergeCell ref="${all}"/></mergeCells>`
      + `<dataValidations><dataValidation type="list" sqref="${all}"><formula1>"a"</formula1></dataValidation></dataValidations>`
      + `<conditionalFormatting sqref="${all}"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>`);
  });
  const before = performance.now();
  assert.deepEqual(cellsOf((await tablesOf(bytes))[0]), [['甲', '乙']]);
  assert.ok(performance.now() - before < 2000);
});

test('rows and columns beyond the limits are refused before they are walked', async () => {
  const good = await book(withRows(['甲']));
  const far = edited(good, (xml) => xml.replaceAll('r="1"', 'r="999999999"').replaceAll('r="A1"', 'r="A999999999"'));
  assert.equal((await refusalOf(far))[0], 'TABLE_TOO_WIDE');
  assert.equal((await refusalOf(edited(good, (xml) => xml.replaceAll('r="A1"', 'r="XFD1"'))))[0], 'TABLE_TOO_WIDE');
});

test('a damaged or empty workbook is refused', async () => {
  const good = await book(withRows(['甲']));
  assert.equal((await refusalOf(await book(() => undefined)))[0], 'NO_ROWS');
  assert.equal((await refusalOf(edited(good, (xml, name) => (name.includes('sheet1') ? '<worksheet/>' : xml))))[0], 'XLSX_BROKEN');
  const cut = edited(good, (xml, name) => (name.includes('sheet1') ? xml.slice(0, xml.indexOf('</sheetData>')) : xml));
  assert.equal((await refusalOf(cut))[0], 'XLSX_BROKEN', 'rows that end nowhere are not read in part');
  const entity = edited(good, (xml, name) => (name.includes('sheet1') ? `<!DOCTYPE a [<!ENTITY b "c">]>${xml}` : xml));
  assert.deepEqual(await refusalOf(entity), ['XML_FORBIDDEN', 'part xl/worksheets/sheet1.xml']);
});
