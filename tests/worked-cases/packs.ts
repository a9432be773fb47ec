import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { civil } from '@fengcun/kernel';
import {
  decide, type Decision, type DecideRefusal, type FactSheet, loadPack, type Pack, type ParameterChoice, parseFacts,
} from '@fengcun/policy';
import { type Case, type Facts, type PackName, TODAY } from './case.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const loaded = new Map<PackName, Pack>();

/** Packs of the law in force. */
export const IN_FORCE: readonly PackName[] = ['cn-juvenile', 'cn-public-order'];
/** Packs of proposals: no law. */
export const PROPOSALS: readonly PackName[] =
  ['cn-a1', 'cn-a2', 'cn-a3', 'cn-a-p1', 'cn-a-p2', 'cn-b', 'cn-c', 'cn-d', 'cn-e', 'cn-f'];
/** Packs of foreign law, for comparison. */
export const FOREIGN: readonly PackName[] = [
  'de-bzrg-34', 'de-bzrg-46', 'jp-34-2', 'pt-37-2015', 'uk-roa', 'hk-297', 'us-mi', 'us-pa', 'us-ut', 'us-or-137-225',
];

const folderOf = (name: PackName): string =>
  (IN_FORCE.includes(name) ? 'in-force' : FOREIGN.includes(name) ? 'foreign' : 'proposals');

/** Text of a shipped pack. */
export const packText = (name: PackName): string =>
  readFileSync(`${root}policies/${folderOf(name)}/${name}.yaml`, 'utf8');

/** A shipped pack, loaded once; a pack that does not load fails the test with its problems. */
export const packOf = (name: PackName): Pack => {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const pack = loadPack(packText(name));
  if (!pack.ok) assert.fail(`${name}: ${JSON.stringify(pack.error)}`);
  loaded.set(name, pack.value);
  return pack.value;
};

/** A shipped pack with other values for its parameters. */
export const variantOf = (name: PackName, parameters: ParameterChoice): Pack => {
  const pack = loadPack(packText(name), { parameters });
  if (!pack.ok) assert.fail(`${name}: ${JSON.stringify(pack.error)}`);
  return pack.value;
};

/** Checked facts; a row with a misspelt or impossible fact fails. */
export const sheetOf = (facts: Facts): FactSheet => {
  const sheet = parseFacts(facts);
  if (!sheet.ok) assert.fail(JSON.stringify(sheet.error));
  return sheet.value;
};

/** Decides a row; a refusal comes back as its code. */
export const decideCase = (row: Pick<Case, 'pack' | 'matter' | 'asOf' | 'switches' | 'parameters' | 'facts'>): Decision | DecideRefusal['code'] => {
  const { asOf = TODAY, matter = 'seal', switches = {} } = row;
  const pack = row.parameters === undefined ? packOf(row.pack) : variantOf(row.pack, row.parameters);
  const decision = decide(pack, { asOf: civil(asOf), matter, switches, facts: sheetOf(row.facts) });
  return decision.ok ? decision.value : decision.error.code;
};
