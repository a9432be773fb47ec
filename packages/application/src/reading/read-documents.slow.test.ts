import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { SourceDocument } from '@fengcun/judgment';
import type { CivilDate } from '@fengcun/kernel';
import { loadPack } from '@fengcun/policy';
import { inventedTables } from '../../bench/import/invented-tables.ts';
import type { IntakeItem } from '../intake/intake-item.ts';
import { itemsOf } from '../intake/read-items.ts';
import { readDocuments } from './read-documents.ts';
import { startReader } from './reader-thread.ts';
import { planOf, settingsOf } from './reading-plan.ts';

const POLICIES = new URL('../../../../policies/in-force/', import.meta.url);
const packs = readdirSync(POLICIES).filter((name) => /\.ya?ml$/.test(name)).flatMap((name) => {
  const pack = loadPack(readFileSync(new URL(name, POLICIES), 'utf8'));
  return pack.ok ? [pack.value] : [];
});
const order = { organCode: '00', asOf: '2026-11-21' as CivilDate, packs };

const collect = async <T>(all: AsyncIterable<T>): Promise<readonly T[]> => Array.fromAsync(all);

const documents = async (): Promise<readonly SourceDocument[]> => [
  ...await collect(inventedTables(1200)),
  { kind: 'text', id: 'unreadable.txt', format: 'txt', text: '这不是判决书。' },
  { kind: 'refused', id: 'locked.pdf', refusal: { code: 'ENCRYPTED', message: 'needs a password' } } as unknown as SourceDocument,
  ...await collect(inventedTables(700)),
];

async function* slowly<T>(all: readonly T[]): AsyncGenerator<T> {
  for (const one of all) {
    yield one;
    // Lets a thread that has started say so.
    await new Promise((done) => { setImmediate(done); });
  }
}

const asPlain = (items: readonly IntakeItem[]): unknown => JSON.parse(JSON.stringify(items)) as unknown;

test('what a thread reads is what is read here, in the same order, and the packs are the same by their hashes', async () => {
  const all = await documents();
  const settings = settingsOf(planOf(order));
  const here = all.flatMap((document) => itemsOf(document, settings));
  assert.ok(packs.length > 0 && here.length > 1900);
  assert.deepEqual(new Set(here.flatMap(({ messages }) => messages.flatMap(({ decisions }) => decisions.map(({ packHash }) => packHash)))), new Set(packs.map(({ hash }) => hash)));
  const [big] = all;
  assert.ok(big?.kind === 'rows');
  // A table so long that it waits for the thread stands first; the rest follows there.
  const rows = [...big.table.rows, ...Array.from({ length: 1600 }, () => big.table.rows.slice(1)).flat().slice(0, 1600)];
  const long: SourceDocument = { ...big, table: { name: 'long', rows } };
  const inThread = (await collect(readDocuments(slowly([long, ...all]), order))).flat();
  assert.deepEqual(asPlain(inThread), asPlain([...itemsOf(long, settings), ...here]));
});

test('a few documents start no thread, and a caller who stops early leaves none behind', async () => {
  const few = (await collect(inventedTables(40))).slice(0, 1);
  assert.equal((await collect(readDocuments(slowly(few), order))).flat().length, 40);
  let seen = 0;
  for await (const run of readDocuments(slowly(await collect(inventedTables(4000))), order)) {
    seen += run.length;
    if (seen >= 900) break;
  }
  assert.equal(seen, 900);
});

test('a thread that ends early is a fault, not a silence', async () => {
  const reader = startReader({ ...planOf(order), packs: ['not: a pack'] });
  await assert.rejects(reader.next());
  await reader.stop();
});
