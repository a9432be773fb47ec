import { ok, type Result } from '@fengcun/kernel';
import type { Expression } from '../cel/expression.ts';
import { factsLookedAt } from '../columnar/signals.ts';
import { type OpenedVariant, openVariant, type Variant } from '../columnar/variant.ts';
import type { DecideRefusal } from '../evaluate/decision.ts';
import type { FactName } from '../facts/fact-sheet.ts';
import { entryFieldsOf } from './sql-lists.ts';
import { SQL_DIALECTS, type SqlDialectName, sqlText } from './dialect.ts';
import { type SqlContext, sqlOf } from './sql-expression.ts';

/**
 * A pack as one `SELECT`. Columns: `id` as given, `outcome`, `decided` (place of the clause in `clauses`,
 * their
 * number for `otherwise`, -1 for unknown facts), `seal_from`. `facts` are the columns that the table must
 * have:
 * text for enums, `text[]` for sets (sorted, as facts are read in), NULL for unknown. `otherEntries` is a
 * list of structures in DuckDB, with `entryFields` at least, and a jsonb array of objects in PostgreSQL.
 */
export type PackSql = Readonly<{
  sql: string; facts: readonly FactName[]; entryFields: readonly FactName[]; clauses: readonly string[];
}>;

/** Where the records are: a table or subselect with a column `id`. */
export type SqlSource = Readonly<{ dialect: SqlDialectName; table: string; id: string }>;

const conjunction = (parts: readonly Expression[], context: SqlContext): string =>
  parts.map((part) => sqlOf(part, context)).join(' AND ') || 'TRUE';

type Written = Readonly<{ truths: readonly string[]; dues: readonly (string | undefined)[] }>;

const writeClauses = (opened: OpenedVariant, source: SqlSource): Written => {
  const context: SqlContext = { ...opened.context, dialect: SQL_DIALECTS[source.dialect] };
  return {
    truths: opened.clauses.map(({ conditions }) =>
      conjunction(conditions.map(({ expression }) => expression), context)),
    dues: opened.clauses.map(({ sealFrom }) =>
      (sealFrom === undefined ? undefined : sqlOf(sealFrom.expression, context))),
  };
};

/** What a clause concludes, as one text: equal texts are one outcome. NULL where the day is unknown. */
const conclusion = (opened: OpenedVariant, dues: Written['dues'], i: number): string => {
  const outcome = sqlText(opened.clauses[i]?.outcome ?? opened.matter.otherwise.outcome);
  if (dues[i] === undefined) return outcome;
  return `CASE WHEN d${i} > DATE ${sqlText(opened.asOf)} THEN 'sealFrom ' || CAST(d${i} AS VARCHAR) `
    + `WHEN d${i} IS NOT NULL THEN ${outcome} END`;
};

const choice = (count: number, of: (i: number) => string, otherwise: string): string => {
  const cases = Array.from({ length: count }, (_, i) => `WHEN ${i} THEN ${of(i)}`).join(' ');
  return count === 0 ? otherwise : `CASE last ${cases} ELSE ${otherwise} END`;
};

const statement = (opened: OpenedVariant, { truths, dues }: Written, source: SqlSource): string => {
  const n = truths.length;
  const each = truths.map((_, i) => i);
  const withDay = each.filter((i) => dues[i] !== undefined);
  const columns = [
    ...truths.map((truth, i) => `(${truth}) AS t${i}`),
      ...withDay.map((i) => `${dues[i] ?? 'NULL'} AS d${i}`),
  ];
  const first = n === 0 ? '0' : `CASE ${each.map((i) => `WHEN t${i} THEN ${i}`).join(' ')} ELSE ${n} END`;
  const agrees = ['own IS NOT NULL', ...each.map((i) =>
    `(t${i} IS NOT NULL OR ${i} > last OR COALESCE(k${i} = own, FALSE))`)].join(' AND ');
  const day = choice(n, (i) => (dues[i] === undefined ? 'CAST(NULL AS DATE)' : `d${i}`),
    'CAST(NULL AS DATE)');
  const keys = each.map((i) => `, ${conclusion(opened, dues, i)} AS k${i}`).join('');
  const own = choice(n, (i) => `k${i}`, sqlText(opened.matter.otherwise.outcome));
  const asked = [`${source.id} AS id`, ...columns].join(', ');
  return `WITH clauses AS (SELECT ${asked} FROM (SELECT * FROM ${source.table}) AS r),
possible AS (SELECT *, ${first} AS last${keys} FROM clauses),
concluded AS (SELECT *, ${own} AS own, ${day} AS due FROM possible),
agreed AS (SELECT *, (${agrees}) AS ok FROM concluded)
SELECT id,
  CASE WHEN NOT ok THEN 'needsReview' WHEN own LIKE 'sealFrom %' THEN 'sealFrom' ELSE own END AS outcome,
  CASE WHEN ok THEN last ELSE -1 END AS decided, CASE WHEN ok THEN due END AS seal_from FROM agreed`;
};

/** A pack on one day as SQL; refused only where and as the interpreter refuses. */
export const packSql = (variant: Variant, source: SqlSource): Result<PackSql, DecideRefusal> => {
  const opened = openVariant(variant);
  if (!opened.ok) return opened;
  const expressions = opened.value.clauses.flatMap(({ conditions, sealFrom }) =>
    [...conditions.map(({ expression }) => expression),
      ...(sealFrom === undefined ? [] : [sealFrom.expression])]);
  return ok({
    sql: statement(opened.value, writeClauses(opened.value, source), source),
    facts: [...new Set(expressions.flatMap(factsLookedAt))],
    entryFields: entryFieldsOf(expressions).map(({ name }) => name),
    clauses: opened.value.clauses.map(({ id }) => id),
  });
};
