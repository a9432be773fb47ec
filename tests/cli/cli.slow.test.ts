import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../tidy/source.ts';

// The program as a script sees it: exit codes, one clear line, output shapes. Source: ARCHITECTURE.md, Command line.

const folder = mkdtempSync(join(tmpdir(), 'fengcun-cli-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const main = join(root, 'apps/cli/src/main.ts');
const fengcun = (...args: readonly string[]) => {
  const done = spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, LANG: 'C' } });
  return { code: done.status, out: done.stdout, err: done.stderr };
};
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const example = (name: string): string => join(root, 'examples/documents', name);

test('bad calls end with exit code 2 and one line that says what would be right', () => {
  const rows: readonly (readonly [readonly string[], RegExp])[] = [
    [['seal-everything'], /no command «seal-everything»/],
    [['parse'], /no file given; for example/],
    [['parse', 'nowhere.txt'], /nowhere\.txt: no such file or folder/],
    [['parse', '--speed', 'x'], /Unknown option '--speed'.*known options: --json/],
    [['decide'], /nothing to decide; give --facts FILE or judgments/],
    [['decide', '--pack', 'cn-x', '--facts', file('a.json', '{}')], /no pack «cn-x»; there are cn-juvenile/],
    [['decide', '--as-of', '2026-02-30', '--facts', file('b.json', '{}')], /--as-of: not a date of the calendar; write YYYY-MM-DD/],
    [['decide', '--facts', file('c.json', '{')], /not valid JSON/],
    [['decide', '--facts', file('d.json', '')], /the file is empty/],
    [['decide', '--switch', 'K9=yes', '--facts', file('e.json', '{}')], /none of the packs has that switch/],
    [['decide', '--pack', 'cn-juvenile', '--switch', 'K3=maybe', '--facts', file('f.json', '{}')], /switch K3 takes one of/],
    [['decide', '--pack', 'cn-a1', '--as-of', '2020-01-01', '--facts', file('g.json', '{}')], /pack cn-a1 applies from/],
    [['packs', 'show', 'nothing'], /no pack «nothing»/],
    [['packs', 'dance'], /there are check, show, diff/],
    [['bench', 'sleep'], /name a bench/],
    [['demo', 'unknown'], /no demo «unknown»/],
  ];
  for (const [args, line] of rows) {
    const { code, err } = fengcun(...args);
    assert.match(err, line, args.join(' '));
    assert.equal(code, 2, `${args.join(' ')}: ${err}`);
    assert.equal(err.trim().split('\n').length, 1, `one line: ${err}`);
  }
});

test('documents that cannot be read give one clear line each, and the rest goes on', () => {
  file('empty.txt', '');
  file('half.pdf', '%PDF-1.7\n1 0 obj\n');
  file('noise.bin', new Uint8Array([0, 1, 2, 255, 254, 0, 7]));
  const { code, out, err } = fengcun('parse', 'empty.txt', 'half.pdf', 'noise.bin', example('25-dangerous-driving.txt'));
  assert.equal(code, 1);
  assert.match(out, /✔ 25-dangerous-driving\.txt {2}1 person/);
  assert.equal(err.trim().split('\n').length, 3, err);
  assert.match(err, /empty\.txt {2}The file is empty/);
});

test('only unusable documents end with exit code 2', () => {
  assert.equal(fengcun('parse', file('only.txt', '')).code, 2);
});

test('a judgment read exactly ends with exit code 0, a doubtful one with 1', () => {
  assert.equal(fengcun('parse', example('25-dangerous-driving.txt'), '--json').code, 0);
  assert.equal(fengcun('parse', example('52-term-contradicts-dates.txt'), '--json').code, 1);
});

test('parse --json prints the documented members, GB18030 included', () => {
  const { out } = fengcun('parse', example('53-gb18030.txt'), '--json');
  const row = JSON.parse(out) as Record<string, unknown>;
  assert.equal(row['court'], '云岭省桐溪县人民法院');
  const [defendant] = row['defendants'] as readonly Record<string, unknown>[];
  assert.deepEqual(defendant?.['combined'], { type: '有期徒刑', months: 9 });
  for (const flag of ['recidivist', 'juvenileAtOffence', 'surrender']) assert.equal(typeof defendant?.[flag], 'boolean');
  const evidence = row['evidence'] as Record<string, readonly [number, number]>;
  const [start, end] = evidence['/defendants/0/name'] ?? [0, 0];
  const text = new TextDecoder('gb18030').decode(readFileSync(example('53-gb18030.txt'))).replaceAll('\r\n', '\n');
  assert.equal(text.slice(start, end), defendant?.['name']);
});

test('decide --json prints outcome, hashes, findings with citations, and questions', () => {
  const facts = file('facts.json', JSON.stringify([
    { id: 'a', recordKind: 'conviction', subjectKind: 'person', bornOn: '2006-03-15', offenceFrom: '2024-03-15', offenceTo: '2024-03-15',
      penalty: 'fixedTermImprisonment', executedTermMonths: 12, effectiveOn: '2024-07-01', decidedOn: '2024-06-12' },
    { id: 'b', recordKind: 'conviction', subjectKind: 'person', penalty: 'fixedTermImprisonment', executedTermMonths: 12 },
  ]));
  const { code, out } = fengcun('decide', '--pack', 'cn-juvenile', '--as-of', '2026-11-21', '--facts', facts, '--json');
  assert.equal(code, 1, 'the second one needs a person');
  const [a, b] = out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.equal(a?.['outcome'], 'mustSeal');
  assert.match(String(a?.['packHash']), /^sha256:[0-9a-f]{64}$/);
  assert.match(String(a?.['factsHash']), /^sha256:[0-9a-f]{64}$/);
  const findings = a?.['findings'] as readonly Record<string, unknown>[];
  assert.ok(findings.every((finding) => [true, false, 'unknown'].includes(finding['holds'] as boolean)));
  assert.ok(findings.every((finding) => Array.isArray(finding['cite'])));
  assert.equal(b?.['outcome'], 'needsReview');
  const asked = (b?.['questions'] as readonly Record<string, unknown>[]).map((question) => question['fact']);
  assert.ok(asked.includes('bornOn'), asked.join());
});

test('a refused fact sheet says what would be right and the others are decided', () => {
  const facts = file('mixed.json', '[{"id":"x","recordKnd":"conviction"},{"id":"y","recordKind":"publicOrderViolation"}]');
  const { code, out, err } = fengcun('decide', '--pack', 'cn-public-order', '--facts', facts, '--json', '--as-of', '2026-11-21');
  assert.equal(code, 1);
  assert.match(err, /did you mean recordKind\?/);
  assert.equal(out.trim().split('\n').length, 1);
});

test('a sheet that names its charges need not repeat what the catalogue knows of them', () => {
  const sheet = { recordKind: 'conviction', subjectKind: 'person', bornOn: '1990-01-01', offenceFrom: '2026-01-05', offenceTo: '2026-01-05',
    penalty: 'criminalDetention', executedTermMonths: 3, longestPronouncedMonths: 3, firstOffender: true, priorConvictionCount: 0,
    recidivist: false, drugRecidivist: false, decidedOn: '2026-03-01', effectiveOn: '2026-03-12', suspended: false, charges: ['危险驾驶罪'] };
  const { code, out } = fengcun('decide', '--pack', 'cn-a1,cn-a-p1', '--as-of', '2026-11-21', '--facts', file('charges.json', JSON.stringify(sheet)), '--json');
  assert.deepEqual(out.trim().split('\n').map((line) => (JSON.parse(line) as { outcome: string }).outcome), ['mustSeal', 'mustSeal'], out);
  assert.equal(code, 0);
});

test('dates that cannot both be true are refused, not decided on', () => {
  const facts = file('slip.json', '{"bornOn":"2006-03-15","offenceFrom":"2024-03-15","offenceTo":"2004-03-15"}');
  const { code, err } = fengcun('decide', '--facts', facts);
  assert.match(err, /offenceTo: lies before bornOn; correct one of the two dates/);
  assert.equal(code, 2);
});

test('every command of the READMEs exists', () => {
  for (const name of ['README.md', 'README.zh-CN.md']) {
    const commands = [...readFileSync(join(root, name), 'utf8').matchAll(/^\.\/fengcun (\w+)/gm)].map((match) => match[1]);
    assert.ok(commands.length >= 8);
    for (const command of commands) assert.equal(fengcun('help', String(command)).out.includes(`./fengcun ${command}`), true, String(command));
  }
});

test('the shipped packs say nothing they cannot mean', () => {
  const { code, out } = fengcun('packs', 'check', '--json');
  assert.equal(code, 0, out);
});

test('demo --once writes a whole report and ends by itself', () => {
  const { code, out } = fengcun('demo', '--once', '--out', 'out', '--as-of', '2026-11-21');
  assert.equal(code, 0);
  assert.match(out, /documents · \d+ persons/);
  assert.match(readFileSync(join(folder, 'out/report.html'), 'utf8'), /<\/html>\s*$/);
  assert.deepEqual(readdirSync(join(folder, 'out')), ['report.html']);
});

test('an interrupted demo leaves nothing half-written', async () => {
  const child = spawn(process.execPath, [main, 'demo', '--once', '--out', 'cut'], { cwd: folder, stdio: 'ignore' });
  await new Promise((resolve) => { setTimeout(resolve, 350); });
  child.kill('SIGINT');
  await new Promise((resolve) => { child.once('exit', resolve); });
  const left = existsSync(join(folder, 'cut')) ? readdirSync(join(folder, 'cut')) : [];
  assert.ok(left.length === 0 || (left.length === 1 && left[0] === 'report.html'), left.join());
});

test('the program starts in less than a second before the command itself', (context) => {
  const startedAt = performance.now();
  fengcun('help');
  context.diagnostic(`measured start of the program: ${Math.round(performance.now() - startedAt)} ms`);
});
