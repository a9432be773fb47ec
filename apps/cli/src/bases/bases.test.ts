import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bases } from '../commands/bases.ts';
import { UnusableInput } from '../exit.ts';
import type { Terminal } from '../terminal.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'fengcun-bases-'));
after(() => rmSync(FOLDER, { recursive: true, force: true }));
const at = (name: string): string => join(FOLDER, name);

const run = async (...words: readonly string[]): Promise<Readonly<{ code: number; out: string }>> => {
  let out = '';
  const terminal: Terminal = { language: 'en', colour: false, width: 100, isInteractive: false, out: (text) => { out += text; }, note: () => undefined, elapsedMs: () => 0, today: () => '2026-11-22' };
  try {
    return { code: await bases(words, terminal), out };
  } catch (error) {
    if (error instanceof UnusableInput) return { code: 2, out: error.message };
    throw error;
  }
};
const AMEND = ['amend', '--id', 'LB-19', '--reason', 'revised', '--version', '2026-12-01'];

test('the shipped registry is sound and every norm can be shown', async () => {
  assert.equal((await run('check')).code, 0);
  assert.equal((await run('list')).out.trimEnd().split('\n').length, 81);
  assert.match((await run('show', 'LB-76')).out, /no basis of inquiries: it is no state provision/);
});

test('an amendment writes a new version beside the old, never over a file', async () => {
  const out = at('new.json');
  const made = await run(...AMEND, '--from', '2027-01-01', '--set', 'bar={"kind":"years","years":3}', '--out', out, '--json');
  assert.equal(made.code, 0, made.out);
  const first = readFileSync(out, 'utf8');
  assert.match((await run(...AMEND, '--until', '2027-01-01', '--out', out)).out, /--out: this file exists/);
  assert.equal(readFileSync(out, 'utf8'), first);
  assert.equal((await run('check', out)).code, 0);
  assert.equal((await run('show', 'LB-19', '--file', out, '--json')).out.trimEnd().split('\n').length, 2);
});

const BAD: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['a rule of a platform made usable', ['amend', '--id', 'LB-76', '--reason', 'asked', '--version', '2026-12-01', '--correct', '2026-12-01', '--set', 'usable=true'], /USABLE_WITHOUT_NATIONAL_RULE/],
  ['no day', AMEND, /one of --from DAY/], ['two ways', [...AMEND, '--from', '2027-01-01', '--until', '2027-01-01'], /one of --from DAY/],
  ['an impossible day', [...AMEND, '--from', '2027-02-30'], /--from: give an existing day/],
  ['a version not later', ['amend', '--id', 'LB-19', '--reason', 'x', '--version', '2026-11-21', '--until', '2027-01-01'], /--version: give a day later/],
  ['a member of no form', [...AMEND, '--from', '2027-01-01', '--set', 'bar'], /--set: give member=value/],
  ['a misspelt member', [...AMEND, '--from', '2027-01-01', '--set', 'usabel=true'], /not known here/],
];
for (const [what, words, sentence] of BAD) {
  test(`${what}: one sentence, nothing written`, async () => {
    const result = await run(...words, '--out', at('bad.json'));
    assert.equal(result.code, 2);
    assert.match(result.out, sentence);
    assert.ok(!existsSync(at('bad.json')));
  });
}

test('a registry with an error is found and told; a file of another form is refused', async () => {
  const registry = JSON.parse((await run('list', '--json')).out) as { bases: { id: string; level: string }[] };
  writeFileSync(at('wrong.json'), JSON.stringify({ ...registry, bases: registry.bases.map((b) => (b.id === 'LB-01' ? { ...b, level: 'departmentalRule' } : b)) }));
  const checked = await run('check', at('wrong.json'));
  assert.equal(checked.code, 1);
  assert.match(checked.out, /error +LB-01 +NATIONAL_RULE_CONTRADICTS_LEVEL/);
  writeFileSync(at('other.json'), '{"format":"x"}');
  assert.match((await run('check', at('other.json'))).out, /other\.json: \/format: give/);
});
