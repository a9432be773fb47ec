import { sql } from 'kysely';
import { OWNER_NAME, SCHEMAS } from '../database/roles.ts';
import type { Connection } from '../database/tables.ts';

type Line = Readonly<{ line: string }>;

const IN_SCHEMAS = sql`n.nspname = any(${[...SCHEMAS]})`;

const linesOf = async (connection: Connection, statement: ReturnType<typeof sql<Line>>): Promise<readonly string[]> =>
  (await statement.execute(connection)).rows.map(({ line }) => line);

const PARTS = [
  sql<Line>`select format('schema %s owner %s', n.nspname, n.nspowner::regrole) as line from pg_namespace n where ${IN_SCHEMAS} order by 1`,
  sql<Line>`
    select format('table %s.%s owner %s security %s forced %s', n.nspname, c.relname, c.relowner::regrole, c.relrowsecurity, c.relforcerowsecurity) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${IN_SCHEMAS} and c.relkind not in ('i', 't', 'I') order by 1`,
  sql<Line>`
    select format('column %s.%s.%s %s%s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${IN_SCHEMAS} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by n.nspname, c.relname, a.attnum`,
  sql<Line>`
    select format('constraint %s.%s %s', n.nspname, c.relname, pg_get_constraintdef(k.oid)) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${IN_SCHEMAS} and k.contype <> 'n' order by 1`,
  sql<Line>`
    select format('index %s', regexp_replace(pg_get_indexdef(i.indexrelid), ' INDEX [a-z_0-9]+ ON', ' INDEX ON')) as line
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${IN_SCHEMAS} order by 1`,
  sql<Line>`
    select format('policy %s.%s %s %s for %s to %s using %s check %s', schemaname, tablename, policyname, lower(permissive), lower(cmd),
      array_to_string(roles, ', '), coalesce(qual, '-'), coalesce(with_check, '-')) as line
    from pg_policies where schemaname = any(${[...SCHEMAS]}) order by 1`,
  sql<Line>`
    select format('grant on %s.%s to %s: %s', table_schema, table_name, grantee, string_agg(lower(privilege_type), ', ' order by privilege_type)) as line
    from information_schema.role_table_grants where table_schema = any(${[...SCHEMAS]}) and grantee <> ${OWNER_NAME} and grantee like 'fengcun%'
    group by table_schema, table_name, grantee order by 1`,
  sql<Line>`
    select format('grant on %s.%s (%s) to %s: select', n.nspname, c.relname, string_agg(a.attname, ', ' order by a.attnum), g.grantee::regrole) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace, aclexplode(a.attacl) g
    where ${IN_SCHEMAS} group by n.nspname, c.relname, g.grantee order by 1`,
  sql<Line>`
    select format('grant on schema %s to %s: %s', n.nspname, g.grantee::regrole, lower(g.privilege_type)) as line
    from pg_namespace n, aclexplode(n.nspacl) g where ${IN_SCHEMAS} and g.grantee::regrole::text <> ${OWNER_NAME} order by 1`,
  sql<Line>`
    select format('function %s.%s', n.nspname, p.proname) as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${IN_SCHEMAS} order by 1`,
  sql<Line>`
    select format('trigger on %s.%s %s', n.nspname, c.relname, t.tgname) as line
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where ${IN_SCHEMAS} and not t.tgisinternal order by 1`,
] as const;

/** The schema as text, from the catalogue: the same on every engine and version. */
export const describeSchema = async (connection: Connection): Promise<string> => {
  const lines: string[] = [];
  for (const part of PARTS) lines.push(...(await linesOf(connection, part)));
  // The order of a locale must not decide about a golden file.
  return `${lines.map((line) => line.replaceAll('pg_catalog.', '')).join('\n')}\n`;
};
