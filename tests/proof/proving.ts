import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPack, type Pack, readTheorems, type Theorem } from '@fengcun/policy';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Text of every pack that ships, by id. */
export const packTexts: ReadonlyMap<string, string> = new Map(
  globSync('policies/**/*.yaml', { cwd: root, exclude: ['**/*.theorems.yaml'] }).sort()
    .map((path) => [/([^/]+)\.yaml$/.exec(path)?.[1] ?? path, readFileSync(root + path, 'utf8')]));

/** Text of every file of theorems, by id of its pack. */
export const theoremTexts: ReadonlyMap<string, string> = new Map(
  globSync('policies/**/*.theorems.yaml', { cwd: root }).sort()
    .map((path) => [/([^/]+)\.theorems\.yaml$/.exec(path)?.[1] ?? path, readFileSync(root + path, 'utf8')]));

/** A pack from its text. */
export const packOf = (text: string): Pack => {
  const pack = loadPack(text);
  assert.ok(pack.ok, JSON.stringify(pack));
  return pack.value;
};

/** Every pack that ships, by id. */
export const packs: ReadonlyMap<string, Pack> = new Map(
  [...packTexts].map(([id, text]) => [id, packOf(text)]));

/** The theorems of a pack, read for the pack as it is or for a changed one. */
export const theoremsOf = (pack: Pack): readonly Theorem[] => {
  const read = readTheorems(theoremTexts.get(pack.id) ?? '', { pack, packs });
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
};
