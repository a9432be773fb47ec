import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Fault, present } from '@fengcun/kernel';
import type { Database } from '@fengcun/store';
import { memoryKeyStore } from '@fengcun/vault';
import type { Deployment } from '../../index.ts';
import { assemble } from '../../deployment/open-deployment.ts';
import { auditorSelect, runChecks } from '../../fsck/run-checks.ts';
import { type FaultKind, faultsAt, Killed } from '../../ledger/testing/faults.ts';
import { memoryDisk } from '../../ledger/testing/memory-disk.ts';
import type { LogSetup } from '../../ledger/sequencer/setup.ts';
import { type ImportBench, importAndSettle, itemsOf } from './faulty-import.ts';

const random = (length: number): Uint8Array => randomBytes(length);
let moment = Date.parse('2026-11-21T08:00:00.000Z');
const clock = (): number => { moment += 1; return moment; };
/** The clock of the database. */
export const now = (): string => new Date(clock()).toISOString();

const KINDS: readonly FaultKind[] = ['ENOSPC', 'EIO', 'killedBefore', 'killedAfter'];

/** A disk in memory with the folders the log begins in. */
const diskWithFolders = async (folder: string): Promise<ImportBench['disk']> => {
  const disk = memoryDisk();
  for (const place of ['ledger', 'lock']) {
    const parts = join(folder, place).split('/').filter((part) => part !== '');
    for (let depth = 1; depth <= parts.length; depth += 1) await disk.makeFolder(`/${parts.slice(0, depth).join('/')}`);
  }
  return disk;
};

/** A registry over a database, with keys and a disk in memory. */
export const benchOn = async (database: Database, folder: string): Promise<ImportBench> => {
  const keyStore = memoryKeyStore(random);
  const open = (used: Database, keys: typeof keyStore): Promise<Deployment> =>
    assemble({ database: { kind: 'memory' }, keys: { type: 'store', keyStore: keys }, clock, random }, used);
  return { database, keyStore, open, disk: await diskWithFolders(folder), folder };
};

const findings = async (database: Database, setup: LogSetup): Promise<readonly string[]> => {
  const [tree] = setup.trees;
  const found: string[] = [];
  for await (const { check, findings: bad } of runChecks({ logs: [{ logId: setup.logId, tree: present(tree, 'a tree'), database }], withoutFiles: [], database })) {
    found.push(...bad.map(({ code, count }) => `${check} ${code} ${count}`));
  }
  return found;
};

const isInjected = (error: unknown): boolean =>
  error instanceof Killed || (error instanceof Error && ['ENOSPC', 'EIO'].includes(String(Reflect.get(error, 'code')))) || (error instanceof Fault);

type Counts = Readonly<{ records: number; events: number; waiting: number }>;
const counts = async (database: Database): Promise<Counts> => {
  const select = auditorSelect(database);
  const count = async (table: string): Promise<number> => Number((await select<Readonly<{ n: number }>>(`select count(*) as n from ${table}`, []))[0]?.n);
  return { records: await count('open.record'), events: await count('open.event'), waiting: await count('ops.exception_item') };
};

/** Which of the points of a sweep are taken. */
export type Choice = (point: Readonly<{ at: number; kind: FaultKind; call: string }>) => boolean;

/**
 * Every call with one kind of fault, each in turn, and every commit, rename and link with the end of the process right
 * after it. With FENGCUN_ALL_FAULTS every call with every kind; that takes minutes.
 */
export const inTurn: Choice = ({ at, kind, call }) =>
  process.env['FENGCUN_ALL_FAULTS'] !== undefined || KINDS[at % KINDS.length] === kind
  || (kind === 'killedAfter' && /^(COMMIT|rename|link)/.test(call));

type Swept = Readonly<{ points: number; calls: readonly string[] }>;

/**
 * Lets every call of one import (database, commits, keys, disk of the log) fail in turn, each with items of its
 * own. After each fault and restart nothing may be lost, doubled or half: the same items go in, the log is
 * signed, fsck finds nothing, and what is stored is what an undisturbed import stores.
 */
export const sweep = async (bench: ImportBench, chosen: Choice): Promise<Swept> => {
  const { database } = bench;
  let number = 1;
  await importAndSettle(bench, itemsOf(number));
  const before = await counts(database);
  number += 1;
  const whole = faultsAt(0, 'EIO');
  await importAndSettle(bench, itemsOf(number), whole);
  const each = await counts(database);
  const calls = whole.calls();
  let points = 0;
  let expected = each;
  for (const kind of KINDS) {
    for (let at = 1; at <= calls.length; at += 1) {
      if (!chosen({ at, kind, call: calls[at - 1] ?? '' })) continue;
      number += 1;
      const faults = faultsAt(at, kind);
      const where = `${kind} at ${at}, ${String(calls[at - 1])}`;
      const failed = await importAndSettle(bench, itemsOf(number), faults).then(() => undefined, (error: unknown) => error ?? 'failed');
      assert.ok(failed === undefined || isInjected(failed), `${where}: ${String(failed)}`);
      const { outcomes, setup } = await importAndSettle(bench, itemsOf(number));
      assert.ok(outcomes.every((outcome) => outcome !== 'exception') && outcomes.length === 3, `${where}: ${outcomes.join()}`);
      expected = {
        records: expected.records + each.records - before.records, events: expected.events + each.events - before.events, waiting: before.waiting,
      };
      assert.deepEqual(await counts(database), expected, where);
      // A bad state stays: nothing mends one. So a look now and then, and the last one, see them all.
      if (points % 32 === 0) assert.deepEqual(await findings(database, setup), [], where);
      points += 1;
    }
  }
  const { setup } = await importAndSettle(bench, itemsOf(1));
  assert.deepEqual(await findings(database, setup), []);
  return { points, calls };
};

/** That the sweep met statements, commits, keys and every kind of call of the disk. */
export const assertEveryKind = (calls: readonly string[]): void => {
  for (const wanted of [/^COMMIT write$/, /^COMMIT sequence$/, /^open\.events\./, /^open\.records\./, /^audit\.append$/, /^keys replace/, /^leaves\.write$/,
    /^write .*unfinished/, /^fsync .*unfinished/, /^rename .*tile/, /^rename .*checkpoint$/, /^link .*head-/, /^fsync folder/]) {
    assert.ok(calls.some((call) => wanted.test(call)), `${wanted} among ${[...new Set(calls)].join(' · ')}`);
  }
};
