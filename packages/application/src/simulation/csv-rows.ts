import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { factField } from '@fengcun/policy';

/** Between the members of a set in one cell. */
const MEMBER_SEPARATOR = '|';
/** LIMIT: characters of one line. */
const LINE_MAX = 100_000;

const cellsOf = (line: string): readonly string[] => {
  const cells: string[] = [];
  let [cell, isQuoted] = ['', false];
  for (let i = 0; i < line.length; i += 1) {
    const char = line.charAt(i);
    if (char === '"') {
      if (isQuoted && line.charAt(i + 1) === '"') {
        cell += char;
        i += 1;
      } else isQuoted = !isQuoted;
    } else if (char === ',' && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...cells, cell];
};

const valueOf = (name: string, cell: string): unknown => {
  if (cell === '') return undefined;
  switch (factField(name)?.type.kind) {
    case 'boolean': return cell === 'true' ? true : cell === 'false' ? false : cell;
    case 'integer': return /^\d{1,9}$/.test(cell) ? Number(cell) : cell;
    case 'set': case 'strings': return cell === '[]' ? [] : cell.split(MEMBER_SEPARATOR);
    default: return cell;
  }
};

/**
 * Rows of a CSV file as objects of facts: names in the first line, an empty cell is unknown, members of a set
 * stand
 * between `|`, `[]` is the empty set. Undefined for a line that is too long or has another number of cells.
 */
export async function* csvRows(path: string): AsyncGenerator<Readonly<Record<string, unknown>> | undefined> {
  let names: readonly string[] | undefined;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (names === undefined) {
      names = cellsOf(line.replace(/^\uFEFF/, '')).map((name) => name.trim());
      continue;
    }
    if (line === '') continue;
    const cells = line.length > LINE_MAX ? [] : cellsOf(line);
    yield cells.length !== names.length ? undefined
      : Object.fromEntries(names.map((name, i) => [name, valueOf(name, cells[i] ?? '')]));
  }
}
