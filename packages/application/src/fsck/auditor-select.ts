import type { AuditorStores } from '@fengcun/store';

/** One read-only statement in the role of the auditor, who sees every row and no wrapped key. */
export type AuditorSelect = AuditorStores['select'];

/** A table to walk over: its key in order with types, and the columns to read. */
export type Walk = Readonly<{
  table: string;
  key: readonly (readonly [column: string, type: string, name: string])[];
  columns: readonly string[];
}>;

/** LIMIT: rows in memory at once. */
const PAGE_ROWS = 5000;

const statementOf = ({ table, key, columns }: Walk, isFirst: boolean): string => {
  const names = key.map(([column]) => column).join(', ');
  const places = key.map(([, type], at) => `$${at + 1}::${type}`).join(', ');
  const selected = [...key.map(([column, , name]) => `${column} as "${name}"`), ...columns].join(', ');
  const after = isFirst ? '' : ` where (${names}) > (${places})`;
  return `select ${selected} from ${table}${after} order by ${names} limit ${PAGE_ROWS}`;
};

/**
 * Every row of a table in the order of its key, a page at a time: no statement joins, so any database can.
 */
export const walk = async function* <Row extends object>(
  select: AuditorSelect, over: Walk,
): AsyncGenerator<Row> {
  let after: readonly unknown[] = [];
  for (;;) {
    const rows = await select<Row>(statementOf(over, after.length === 0), after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return;
    after = over.key.map(([, , name]): unknown => Reflect.get(last, name));
  }
};
