import { randomBytes } from 'node:crypto';
import { canonicalJson, type Json, present } from '@fengcun/kernel';
import type { Ciphertext } from '@fengcun/store';
import { memoryKeyStore } from '@fengcun/vault';
import { type Deployment, type DeploymentConfig, importItems, type IntakeItem, type ItemOutcome, openDeployment } from '../../index.ts';
import { sql } from 'kysely';
import { openInMemory } from '../../../../store/src/database/embedded.ts';
import type { Connection } from '../../../../store/src/database/tables.ts';
import { transactionRunner } from '../../../../store/src/database/transactions.ts';
import { migrate } from '../../../../store/src/migrations/migrate.ts';
import { assemble } from '../../deployment/open-deployment.ts';
import { beginAct, importHead, minter } from '../act.ts';
import { loadBatchKeys, openJson, placeOf, type SealedTable } from '../sealing.ts';

const ACTOR = { account: 'tester', policyHash: 'c'.repeat(64) };
const random = (length: number): Uint8Array => randomBytes(length);

/** A clock that moves a millisecond with every look. */
const clock = (): (() => number) => {
  let now = Date.parse('2026-11-21T08:00:00.000Z');
  return () => { now += 1; return now; };
};

const configOf = (database: DeploymentConfig['database']): DeploymentConfig =>
  ({ database, keys: { type: 'store', keyStore: memoryKeyStore(random) }, clock: clock(), random });

export const deploymentAt = (database: DeploymentConfig['database']): Promise<Deployment> => openDeployment(configOf(database));

/** A deployment whose rows a test can look at past every role. */
export type LookedAt = Deployment & Readonly<{ connection: Connection }>;

const FACTS = { engine: 'embedded', version: 18, isDurable: false, hasSeparateLogins: false } as const;

export const memoryDeployment = async (): Promise<LookedAt> => {
  const { connection, close } = await openInMemory([]);
  await migrate(connection, '2026-11-21T08:00:00.000Z');
  const runner = transactionRunner({ writer: connection, sealingService: connection, sequencer: connection, auditor: connection });
  return { ...await assemble(configOf({ kind: 'memory' }), { ...runner, facts: FACTS, close }), connection };
};

async function* each<T>(all: readonly T[]): AsyncGenerator<T> { yield* all; }

/** Imports items and gives every outcome. */
export const importAll = async (deployment: Deployment, items: readonly IntakeItem[]): Promise<readonly ItemOutcome[]> => {
  const outcomes: ItemOutcome[] = [];
  await importItems(deployment, each(items), { actor: ACTOR, onOutcomes: (all) => { outcomes.push(...all); } });
  return outcomes;
};

export const countsOf = (outcomes: readonly ItemOutcome[]): Readonly<Record<ItemOutcome['outcome'], number>> => {
  const count = (wanted: ItemOutcome['outcome']): number => outcomes.filter(({ outcome }) => outcome === wanted).length;
  return { taken: count('taken'), repeated: count('repeated'), exception: count('exception') };
};

/** Every row of every table as text, in a fixed order, but for the named tables. */
export const dumpOf = async ({ connection }: LookedAt, without: readonly string[] = []): Promise<string> => {
  const tables = await sql<Readonly<{ name: string }>>`
    select format('%s.%s', schemaname, tablename) as name from pg_tables
    where schemaname in ('open', 'sealed', 'ledger', 'ops') order by 1`.execute(connection);
  const parts: string[] = [];
  for (const { name } of tables.rows.filter((table) => !without.includes(table.name))) {
    const { rows } = await sql<Readonly<{ line: string }>>`select t::text as line from ${sql.table(name)} t order by 1`.execute(connection);
    parts.push(`${name}\n${rows.map(({ line }) => line).join('\n')}`);
    // Entries are JSON in bytes; they are looked at as text too.
    if (name === 'ledger.audit_pending') {
      const entries = await sql<Readonly<{ line: string }>>`select convert_from(entry, 'UTF8') as line from ledger.audit_pending`.execute(connection);
      parts.push(...entries.rows.map(({ line }) => line));
    }
  }
  return parts.join('\n');
};

type Row = Ciphertext & Readonly<Record<string, string>>;
type Table = Readonly<{ name: string; sealed: SealedTable; id: string }>;
const TABLES = {
  subjects: { name: 'open.subject', sealed: 'subject', id: 'subjectId' },
  cases: { name: 'open.criminal_case', sealed: 'criminalCase', id: 'caseId' },
  records: { name: 'open.record', sealed: 'record', id: 'recordId' },
  stages: { name: 'open.stage_record', sealed: 'stageRecord', id: 'stageRecordId' },
} as const satisfies Readonly<Record<string, Table>>;

const openTable = async (deployment: LookedAt, table: Table) => {
  const { rows } = await sql<Row>`select * from ${sql.table(table.name)}`.execute(deployment.connection);
  const act = await beginAct(deployment, minter(deployment), importHead(deployment, ACTOR, []));
  const keys = await loadBatchKeys(deployment);
  return Promise.all(rows.map(async (row) => {
    const place = placeOf(table.sealed, row[table.id] ?? '', row.version);
    const opened = openJson({ ...keys, intent: await act.intentFor([place], keys.now) }, place, row);
    return { row, content: present(opened.ok ? opened.value : undefined, 'a row that opens') as Record<string, Json> };
  }));
};

/** Contents of all projections without the ids that are drawn: equal for equal registries. */
export const projectionsOf = async (deployment: LookedAt) => {
  const [subjects, cases] = [await openTable(deployment, TABLES.subjects), await openTable(deployment, TABLES.cases)];
  const [records, stages] = [await openTable(deployment, TABLES.records), await openTable(deployment, TABLES.stages)];
  const holders = await sql<Row>`select * from open.holder`.execute(deployment.connection);
  const subjectOf = new Map(subjects.map(({ row, content }) => [row['subjectId'], canonicalJson(content)]));
  const caseOf = new Map(cases.map(({ row, content }) => [row['caseId'], canonicalJson(content)]));
  const linked = ({ row }: Readonly<{ row: Row }>): Json => [subjectOf.get(row['subjectId']) ?? '', caseOf.get(row['caseId']) ?? ''];
  const sorted = (values: readonly Json[]): readonly string[] => values.map((value) => canonicalJson(value)).sort();
  return {
    subjects: [...subjectOf.values()].sort(), cases: [...caseOf.values()].sort(),
    records: sorted(records.map((record) => [
      linked(record), sorted(Object.values(record.content['tellings'] ?? {})), record.row['recordKind'] ?? '',
      holders.rows.filter((holder) => holder['recordId'] === record.row['recordId']).map((holder) => holder['organ'] ?? '').sort(),
    ])),
    stages: sorted(stages.map((stage) => [linked(stage), stage.content['message'] ?? null, stage.row['stage'] ?? ''])),
  };
};
