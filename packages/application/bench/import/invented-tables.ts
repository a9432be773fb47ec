import type { SourceDocument } from '@fengcun/judgment';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const HEADER = [
  'id', 'recordKind', 'personName', 'idNumber', 'organ', 'documentNumber', 'decidedOn', 'charges', 'penalty', 'executedTermMonths', 'suspended',
];
const TABLE_ROWS = 500;

/** An invented number with the right check character. @see GB 11643-1999 */
const numberOf = (index: number): string => {
  const day = String(1 + (index % 28)).padStart(2, '0');
  const month = String(1 + (Math.floor(index / 28) % 12)).padStart(2, '0');
  const year = 1950 + (Math.floor(index / 336) % 50);
  const digits = `110105${year}${month}${day}${String(Math.floor(index / 16_800) * 2 + 1).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
};

const cellsOf = (index: number): readonly (string | number)[] => [
  `bench-${index}`, 'conviction', `测${String.fromCodePoint(0x4e00 + (index % 8000))}`, numberOf(index), '云岭省某县人民法院',
  `（2024）岭0000刑初${index + 1}号`, '2024-05-11', '盗窃罪', 'fixedTermImprisonment', 6 + (index % 60), 'false',
];

/** Tables of a court's system: a person, a number and a case of its own in every row. */
export const inventedTables = async function* (count: number): AsyncGenerator<SourceDocument> {
  for (let from = 0; from < count; from += TABLE_ROWS) {
    const indexes = Array.from({ length: Math.min(TABLE_ROWS, count - from) }, (_, at) => from + at);
    const rows = [HEADER, ...indexes.map(cellsOf)].map((cells, at) => ({ line: at + 1, cells }));
    yield { kind: 'rows', id: `bench-${from}.csv`, format: 'csv', table: { name: `bench-${from}`, rows } };
  }
};
