import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadPackFile, POLICIES_FOLDER } from './packs-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-packs-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const NAME = 'cn-public-order';
const path = join(folder, `${NAME}.yaml`);
cpSync(join(POLICIES_FOLDER, 'in-force', `${NAME}.yaml`), path);
const text = readFileSync(path, 'utf8');

test('a pack that stands as it stood is built once; one that was changed is built anew, and a broken one is told each time', async () => {
  const pack = await loadPackFile(path);
  assert.equal(await loadPackFile(path), pack);
  writeFileSync(path, text.replace('zh: 治安违法', 'zh: 改过的'));
  const changed = await loadPackFile(path);
  assert.notEqual(changed.hash, pack.hash);
  writeFileSync(path, 'id: 7');
  for (const _time of [1, 2]) await assert.rejects(loadPackFile(path), { name: 'UnusableInput' });
  writeFileSync(path, text);
  assert.equal((await loadPackFile(path)).hash, pack.hash);
});

test('a parameter that is varied changes the pack asked for, not the one that is kept', async () => {
  const foreign = join(POLICIES_FOLDER, 'foreign', 'de-bzrg-34.yaml');
  const pack = await loadPackFile(foreign);
  const varied = await loadPackFile(foreign, { parameters: { ShortYears: 4 }, ids: [pack.id] });
  assert.notEqual(varied.hash, pack.hash);
  assert.equal(await loadPackFile(foreign), pack);
});
