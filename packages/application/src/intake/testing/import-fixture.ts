import assert from 'node:assert/strict';
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
import { loadBatchKeys, openJson, placeOf } from '../sealing.ts';
import { storedEvent } from '../stored-event.ts';

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
export const importAll = async (deployment: Deployment, items: readonly IntakeItem[], batchSize = 500): Promise<readonly ItemOutcome[]> => {
  const outcomes: ItemOutcome[] = [];
  await importItems(deployment, each(items), { actor: ACTOR, batchSize, onOutcomes: (all) => { outcomes.push(...all); } });
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

type Row = Readonly<Record<string, string>>;
type EventRow = Ciphertext & Readonly<{ streamId: string }>;

const rowsOf = async <Found>({ connection }: LookedAt, table: string): Promise<readonly Found[]> =>
  (await sql<Found>`select * from ${sql.table(table)}`.execute(connection)).rows;

/** Every event with what is sealed in it, and the case it is of. */
const openEvents = async (deployment: LookedAt) => {
  const act = await beginAct(deployment, minter(deployment), importHead(deployment, ACTOR, []));
  const keys = await loadBatchKeys(deployment);
  return Promise.all((await rowsOf<EventRow>(deployment, 'open.event')).map(async (row) => {
    const place = placeOf('event', row.streamId, row.version);
    const opened = openJson({ ...keys, intent: await act.intentFor([place], keys.now) }, place, row);
    const { event, ...about } = storedEvent(present(opened.ok ? opened.value : undefined, 'a row that opens'));
    assert.ok(event.type === 'StageRecorded');
    return { caseId: row.streamId, subject: event.subject, message: event.confidential.message, ...about };
  }));
};

const asJson = (value: unknown): Json => value as Json;
const sorted = (values: readonly Json[]): readonly string[] => values.map((value) => canonicalJson(value)).sort();

/** What the rows say, in the words of the events, without the ids that are drawn: equal for equal registries. */
export const projectionsOf = async (deployment: LookedAt) => {
  const events = await openEvents(deployment);
  const read = (table: string): Promise<readonly Row[]> => rowsOf<Row>(deployment, `open.${table}`);
  const [subjects, cases, records, stages, holders] = [
    await read('subject'), await read('criminal_case'), await read('record'), await read('stage_record'), await read('holder'),
  ];
  const toldOf = (is: (event: (typeof events)[number]) => boolean, part: (event: (typeof events)[number]) => unknown) =>
    [...new Set(sorted(events.filter(is).map((event) => asJson(part(event)))))];
  const person = (id = '') => toldOf(({ subject }) => subject === id.replaceAll('-', ''), ({ message }) => message.person);
  const references = (id = '') => toldOf(({ caseId }) => caseId === id, ({ message }) => message.case.references ?? []);
  const linked = (row: Row): Json => [person(row['subjectId']), references(row['caseId'])];
  return {
    subjects: sorted(subjects.map((row) => person(row['subjectId']))), cases: sorted(cases.map((row) => references(row['caseId']))),
    records: sorted(records.map((row) => [
      linked(row), row['recordKind'] ?? '', holders.filter((holder) => holder['recordId'] === row['recordId']).map((holder) => holder['organ'] ?? '').sort(),
      toldOf((event) => event.caseId === row['caseId'] && event.subject === row['subjectId']?.replaceAll('-', ''), ({ decisions }) => decisions),
    ])),
    stages: sorted(stages.map((row) => [
      linked(row), row['stage'] ?? '', toldOf(({ stageRecordId }) => stageRecordId === row['stageRecordId'], ({ message }) => message),
    ])),
  };
};
