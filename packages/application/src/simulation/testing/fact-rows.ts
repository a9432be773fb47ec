import { type FactField, type FactSheet, type SqlDialectName, UNKNOWN } from '@fengcun/policy';

const TYPES: Readonly<Record<string, string>> = {
  boolean: 'BOOLEAN', date: 'DATE', integer: 'INTEGER', enum: 'TEXT', set: 'TEXT[]', strings: 'TEXT[]', list: 'TEXT',
};

/** A table of records with one column a fact, replaced if it is there. */
export const tableOf = (dialect: SqlDialectName, fields: readonly FactField[]): string => {
  const columns = fields.map(({ name, type }) => `"${name}" ${TYPES[type.kind] ?? 'TEXT'}`).join(', ');
  const create = `TABLE records (id INTEGER, ${columns})`;
  return dialect === 'duckdb' ? `CREATE OR REPLACE ${create}` : `DROP TABLE IF EXISTS records; CREATE ${create}`;
};

const quoted = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`;

const literal = (dialect: SqlDialectName, field: FactField, value: unknown): string => {
  if (value === UNKNOWN || field.type.kind === 'list') return 'NULL';
  if (Array.isArray(value)) {
    const list = `[${value.map(quoted).join(', ')}]`;
    return dialect === 'duckdb' ? `${list}::VARCHAR[]` : `ARRAY${list}::text[]`;
  }
  return typeof value === 'string' ? quoted(value) : String(value);
};

/** Sheets as rows of that table, numbered from `first`. */
export const insertFacts = (
  dialect: SqlDialectName, sheets: readonly FactSheet[], fields: readonly FactField[], first = 0,
): string => `INSERT INTO records (id, ${fields.map(({ name }) => `"${name}"`).join(', ')}) VALUES ${sheets.map((sheet, i) =>
  `(${[first + i, ...fields.map((field) => literal(dialect, field, sheet[field.name]))].join(', ')})`).join(', ')}`;
