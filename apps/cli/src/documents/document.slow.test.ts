import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'fengcun-document-'));
after(() => rmSync(FOLDER, { recursive: true, force: true }));
const at = (name: string): string => join(FOLDER, name);

const run = (...words: readonly string[]): Readonly<{ status: number | null; out: string; note: string }> => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'document', ...words], { encoding: 'utf8', env: { ...process.env, LANG: 'en_US' } });
  return { status, out: stdout, note: stderr };
};

const FACTS = {
  organ: '虚构市松江口区人民法院', organWord: '虚0101', sequence: 3, issuedOn: '2026-11-21',
  fields: { kind: 'splitCase', caseNumber: '（2026）虚0101刑初12号', dossier: '2026-刑-0012-2', place: '第二卷第14页' },
};
const factsFile = (name: string, facts: unknown): string => {
  writeFileSync(at(name), typeof facts === 'string' ? facts : JSON.stringify(facts));
  return at(name);
};
const make = (facts: string, out: string, ...more: readonly string[]): ReturnType<typeof run> =>
  run('cover-mark', '--facts', facts, '--out', at(out), '--signing-folder', at('signing'), ...more);

test('a paper is made, signed, and the same the second time; key and paper are its maker\'s alone', () => {
  const facts = factsFile('mark.json', FACTS);
  const first = make(facts, 'one.pdf', '--json');
  assert.equal(first.status, 0, first.note);
  const report = JSON.parse(first.out) as Readonly<Record<string, unknown>>;
  assert.equal(report['number'], '（2026）虚0101封标字第3号');
  assert.equal(report['isDevelopment'], true);
  assert.equal(make(facts, 'two.pdf').status, 0);
  const bytes = readFileSync(at('one.pdf'));
  assert.equal(Buffer.compare(bytes, readFileSync(at('two.pdf'))), 0);
  assert.equal(bytes.subarray(0, 8).toString(), '%PDF-1.7');
  assert.equal(statSync(at('signing/key.pem')).mode & 0o077, 0);
  assert.equal(statSync(at('one.pdf')).mode & 0o077, 0);
});

const BAD: readonly (readonly [string, unknown, RegExp])[] = [
  ['no JSON', '{', /bad\.json: no JSON object; give/],
  ['a list', [], /bad\.json: no JSON object/],
  ['no day', { ...FACTS, issuedOn: '2026-02-30' }, /«issuedOn» \(制作日期\): give an existing day/],
  ['no number', { ...FACTS, sequence: '3' }, /«sequence» \(顺序号\): give a whole number/],
  ['a missing field', { ...FACTS, fields: { ...FACTS.fields, kind: undefined } }, /«kind» \(标识种类\) is missing; give/],
  ['an oversized field', { ...FACTS, fields: { ...FACTS.fields, place: '页'.repeat(121) } }, /«place».*has 121 characters; at most 120 fit/],
  ['a wrong case code', { ...FACTS, caseCode: '8H3K-2M4P-9QRS-TV0X-58' }, /«caseCode»/],
  ['a stranger', { ...FACTS, personName: '林小舟' }, /a member that facts do not have/],
];
for (const [what, facts, sentence] of BAD) {
  test(`${what}: one sentence, exit code 2, nothing written`, () => {
    const result = make(factsFile('bad.json', facts), 'bad.pdf');
    assert.equal(result.status, 2);
    assert.match(result.note, sentence);
    assert.equal(result.note.trimEnd().split('\n').length, 1);
    assert.ok(!result.note.includes('林小舟'));
    assert.ok(!existsSync(at('bad.pdf')));
  });
}

test('no such paper, no facts, no out: said with what would be right', () => {
  assert.match(run('certificate').note, /no such paper; .*list.*seal-notice/);
  assert.match(run('cover-mark').note, /--facts is missing; give/);
  assert.match(run('cover-mark', '--facts', at('mark.json')).note, /--out is missing; give/);
  assert.match(make(at('nowhere.json'), 'x.pdf').note, /nowhere\.json: no such file/);
});

test('a key that others can read is not used', () => {
  make(factsFile('mark.json', FACTS), 'one.pdf');
  chmodSync(at('signing/key.pem'), 0o644);
  const refused = make(at('mark.json'), 'three.pdf');
  chmodSync(at('signing/key.pem'), 0o600);
  assert.equal(refused.status, 2);
  assert.match(refused.note, /key\.pem can be read by others; make it yours alone/);
  assert.ok(!existsSync(at('three.pdf')));
});

test('first starts at once end with one key, and every paper is signed by it', () => {
  const folder = at('many');
  const script = `const { spawn } = require('node:child_process'); const all = [1, 2, 3].map((i) => new Promise((done) => spawn(process.execPath,
    [${JSON.stringify(MAIN)}, 'document', 'cover-mark', '--facts', ${JSON.stringify(factsFile('mark.json', FACTS))}, '--out', ${JSON.stringify(at('many-'))} + i + '.pdf',
    '--signing-folder', ${JSON.stringify(folder)}]).on('exit', done))); Promise.all(all).then((codes) => console.log(JSON.stringify(codes)));`;
  const codes = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout;
  assert.deepEqual(JSON.parse(codes), [0, 0, 0]);
  const papers = [1, 2, 3].map((i) => readFileSync(at(`many-${i}.pdf`)));
  for (const paper of papers) assert.equal(Buffer.compare(paper, papers[0] ?? Buffer.alloc(0)), 0);
  assert.ok(!readdirSync(FOLDER).some((name) => name.startsWith('many.part')), 'no draft is left');
});

test('list and show say what can be made', () => {
  // One line a paper and version.
  assert.equal(run('list').out.trimEnd().split('\n').length, 36);
  const shown = run('show', 'seal-notice').out;
  assert.match(shown, /the official form must still be compared/);
  assert.match(shown, /personName\s+姓名: text, at most 50 characters/);
});
