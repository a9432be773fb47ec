import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderCopies } from './folder-copies.ts';
import { type FolderTask, writtenTask } from './folder-task.ts';
import { memoryCopies, type MemoryCopy } from './memory-copies.ts';
import type { OrganCopies } from './organ-copies.ts';
import { copiesContract, COPY_KEY } from './testing/copies-contract.ts';

/** What an organ's own system does with one file: written by its people, not by us. */
const perform = async (own: OrganCopies, { action, order, ref = '', moment = 'before' }: FolderTask): Promise<object> => {
  const done = action === 'find' ? await own.find(order) : action === 'commitment' ? await own.commitment(ref, order, moment) : await own[action](ref, order);
  return done.ok ? { value: done.value ?? 'done' } : { refusal: done.error.code };
};

const works = async (folder: string, own: OrganCopies): Promise<void> => {
  for (const name of readdirSync(join(folder, 'out')).filter((one) => one.endsWith('.json'))) {
    const task = JSON.parse(readFileSync(join(folder, 'out', name), 'utf8')) as FolderTask & { taskId: string };
    writeFileSync(join(folder, 'in', `${name}.tmp`), JSON.stringify({ taskId: task.taskId, ...await perform(own, task) }));
    renameSync(join(folder, 'in', `${name}.tmp`), join(folder, 'in', name));
    rmSync(join(folder, 'out', name));
  }
};

copiesContract('a watched folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-copies-'));
  const held = new Map<string, MemoryCopy>();
  return {
    copies: folderCopies(folder),
    add: async (ref, { reference, content }) => { held.set(ref, { reference, content: Buffer.from(content), isSealed: false, sequence: 0 }); },
    isSealed: async (ref) => held.get(ref)?.isSealed === true,
    works: () => works(folder, memoryCopies(held, COPY_KEY)),
    close: async () => { rmSync(folder, { recursive: true, force: true }); },
  };
});

const order = { recordId: '01900000-0000-7000-8000-000000000001', sequence: 1, references: ['（2024）虚0000刑初1号'] };
const task = writtenTask({ action: 'find', order });
const NOT_YET = { ok: false, error: { code: 'NOT_YET' } };

const withFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-copies-'));
  mkdirSync(join(folder, 'in'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
const put = (folder: string, text: string, name = task.name): void => writeFileSync(join(folder, 'in', name), text);

test('a task is written whole, once, under a name that is its content\'s', async () => {
  await withFolder(async (folder) => {
    assert.deepEqual(await folderCopies(folder).find(order), NOT_YET);
    assert.deepEqual(await folderCopies(folder).find(order), NOT_YET);
    assert.deepEqual(readdirSync(join(folder, 'out')), [task.name]);
    assert.equal(readFileSync(join(folder, 'out', task.name), 'utf8'), task.text);
    assert.notEqual(writtenTask({ action: 'find', order: { ...order, sequence: 2 } }).name, task.name);
  });
});

test('an unfinished answer is waited for, whichever way it is unfinished', async () => {
  await withFolder(async (folder) => {
    const whole = JSON.stringify({ taskId: task.taskId, value: ['a'] });
    put(folder, whole, `${task.name}.part`);
    assert.deepEqual(await folderCopies(folder).find(order), NOT_YET);
    put(folder, whole.slice(0, -3));
    assert.deepEqual(await folderCopies(folder).find(order), NOT_YET);
    put(folder, whole);
    assert.deepEqual(await folderCopies(folder).find(order), { ok: true, value: ['a'] });
  });
});

test('an answer to an older order is put aside and asked for again', async () => {
  await withFolder(async (folder) => {
    const older = writtenTask({ action: 'find', order: { ...order, sequence: 0 } });
    put(folder, JSON.stringify({ taskId: older.taskId, value: ['a'] }));
    assert.deepEqual(await folderCopies(folder).find(order), NOT_YET);
    assert.deepEqual(readdirSync(join(folder, 'aside')), [`${task.name}.stale`]);
    assert.deepEqual(readdirSync(join(folder, 'in')), []);
  });
});

for (const [what, value] of [['a text', 'a'], ['a number in the list', [1]], ['an empty name', ['']], ['a name that is too long', ['x'.repeat(201)]], ['too many', Array.from({ length: 1001 }, (_, at) => `c${at}`)]] as const) {
  test(`an answer that is ${what} is invalid`, async () => {
    await withFolder(async (folder) => {
      put(folder, JSON.stringify({ taskId: task.taskId, value }));
      assert.deepEqual(await folderCopies(folder).find(order), { ok: false, error: { code: 'ANSWER_INVALID' } });
    });
  });
}

test('a link in the folder is no answer', async () => {
  await withFolder(async (folder) => {
    const elsewhere = join(folder, 'elsewhere.json');
    writeFileSync(elsewhere, JSON.stringify({ taskId: task.taskId, value: ['a'] }));
    symlinkSync(elsewhere, join(folder, 'in', task.name));
    assert.deepEqual(await folderCopies(folder).find(order), NOT_YET);
  });
});

test('a folder that cannot be written is a system that is not reached', async () => {
  assert.deepEqual(await folderCopies('/dev/null/copies').find(order), { ok: false, error: { code: 'SYSTEM_UNREACHABLE' } });
});
