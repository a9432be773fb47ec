import {
  ENTRY_FIELDS, type FactField, type FactSheet, type FactType, type SqlDialectName, UNKNOWN,
} from '@fengcun/policy';

const SIMPLE: Readonly<Record<Exclude<FactType['kind'], 'list'>, string>> = {
  boolean: 'BOOLEAN', date: 'DATE', integer: 'INTEGER', enum: 'TEXT', set: 'TEXT[]', strings: 'TEXT[]',
};

const typeOf = (dialect: SqlDialectName, kind: FactType['kind']): string => {
  if (kind !== 'list') return SIMPLE[kind];
  if (dialect === 'postgresql') return 'JSONB';
  return `STRUCT(${ENTRY_FIELDS.map(({ name, type }) => `"${name}" ${typeOf(dialect, type.kind)}`).join(', ')})[]`;
};

/** A table of records with one column a fact, replaced if it is there. */
export const tableOf = (dialect: SqlDialectName, fields: readonly FactField[]): string => {
  const columns = fields.map(({ name, type }) => `"${name}" ${typeOf(dialect, type.kind)}`).join(', ');
  const create = `TABLE records (id INTEGER, ${columns})`;
  return dialect === 'duckdb' ? `CREATE OR REPLACE ${create}` : `DROP TABLE IF EXISTS records; CREATE ${create}`;
};

const quoted = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const entries = (dialect: SqlDialectName, list: readonly unknown[]): string => {
  const plain = list.map((entry) => (isRecord(entry) ? entry : {}));
  if (dialect === 'postgresql') {
    return `${quoted(JSON.stringify(plain, (_, value: unknown) => (value === UNKNOWN ? null : value)))}::jsonb`;
  }
  const structures = plain.map((entry) => `{${ENTRY_FIELDS.map((field) =>
    `'${field.name}': CAST(${literal(dialect, field, entry[field.name])} AS ${typeOf(dialect, field.type.kind)})`).join(', ')}}`);
  return `CAST([${structures.join(', ')}] AS ${typeOf(dialect, 'list')})`;
};

const literal = (dialect: SqlDialectName, field: FactField, value: unknown): string => {
  if (value === UNKNOWN || value === undefined) return 'NULL';
  if (Array.isArray(value)) {
    if (field.type.kind === 'list') return entries(dialect, value);
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
