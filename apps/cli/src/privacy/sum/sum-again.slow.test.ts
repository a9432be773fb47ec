import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sum } from '../../commands/sum.ts';
import { UnusableInput } from '../../exit.ts';
import type { Terminal } from '../../terminal.ts';

const ORGANS = ['court/A05', 'procuratorate/A06', 'police/A07'] as const;
const [COORDINATOR, DECRYPTOR] = ['procuratorate/P1', 'justice/D1'];
const CELLS = 6;
// So wide that two draws agree in all cells once in more than 10^15 runs.
const VARIANCE = '100000';

let folder = '';
const at = (...names: readonly string[]): string => join(folder, ...names.map((name) => name.replace('/', '-')));

const answered = async (...argv: readonly string[]) => {
  let [out, note] = ['', ''];
  const terminal: Terminal = { language: 'en', colour: false, width: 100, isInteractive: false, out: (text) => { out += text; },
    note: (text) => { note += text; }, elapsedMs: () => 0, today: () => '2026-11-22' };
  return { code: await sum(argv, terminal), out: out.trim(), note };
};
const call = async (...argv: readonly string[]): Promise<string> => {
  const { code, out, note } = await answered(...argv);
  assert.equal(code, 0, note);
  return out;
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sum-again-'));
  const keys: Record<string, string> = {};
  for (const organ of [...ORGANS, COORDINATOR, DECRYPTOR]) keys[organ] = await call('keys', '--out', at(`${organ}.key`));
  await writeFile(at('keys.json'), JSON.stringify(keys));
  const names = Array.from({ length: CELLS }, (_, cell) => `虚构省第${cell + 1}市`);
  await writeFile(at('table.json'), JSON.stringify(names));
  await writeFile(at('corrected-table.json'), JSON.stringify([...names.slice(1), '虚构省第1市（更正）']));
  for (const [number, organ] of ORGANS.entries()) await writeFile(at(`${organ}.counts`), JSON.stringify(new Array(CELLS).fill(1000 * (number + 1))));
});
after(() => rm(folder, { recursive: true, force: true }));

type Asked = Readonly<{ name: string; history: string; cells?: string; product?: string; more?: readonly string[]; isBfv?: boolean }>;

/** Announcements and terms of a round. */
const draw = async ({ name, history, cells = 'table.json', product = name, more = [], isBfv = false }: Asked) => {
  const roundId = await call('round');
  const said = (organ: string, ...rest: readonly string[]) => call('announce', '--round', roundId, '--organ', organ, '--key', at(`${organ}.key`),
    '--state', at('states', organ, name), '--out', at(`${name}-said`), ...rest);
  for (const organ of ORGANS) await said(organ);
  if (isBfv) await said(DECRYPTOR, '--decryptor');
  return answered('roster', '--round', roundId, '--directory', at('keys.json'), '--announcements', at(`${name}-said`), '--job', `job-${name}`,
    '--product', product, '--period', '2026Q3', '--cells', at(cells), '--coordinator', COORDINATOR, '--history', at(history),
    '--share-variance', VARIANCE, '--out', at(`${name}.json`), '--without-job', ...(isBfv ? ['--decryptor-organ', DECRYPTOR] : []), ...more);
};

/** What every organ gives to a drawn round, and what each was told. */
const give = async (name: string, countsOf = (organ: string) => at(`${organ}.counts`)): Promise<readonly string[]> => {
  const notes: string[] = [];
  for (const organ of ORGANS) {
    const { code, note } = await answered('contribute', '--terms', at(`${name}.json`), '--organ', organ, '--key', at(`${organ}.key`),
      '--state', at('states', organ, name), '--counts', countsOf(organ), '--announcements', at(`${name}-said`), '--directory', at('keys.json'),
      '--out', at(`${name}-in`), '--without-job');
    assert.equal(code, 0, note);
    notes.push(note);
  }
  return notes;
};
const collect = (name: string, history: string, ...more: readonly string[]) => answered('collect', '--terms', at(`${name}.json`), '--directory',
  at('keys.json'), '--contributions', at(`${name}-in`), '--history', at(history), '--out', at(`${name}.sum`), '--without-job', ...more);
const bytesOf = (name: string): Promise<string> => readFile(at(name), 'utf8');
const countsIn = async (name: string): Promise<readonly number[]> => (JSON.parse(await bytesOf(name)) as { counts: readonly number[] }).counts;

test('masks: asked again under another name the same bytes come, and no terms are drawn; one term different is asked anew', async () => {
  assert.equal((await draw({ name: 'first', history: 'seen' })).code, 0);
  // Drawn before the first was answered, under another name.
  assert.equal((await draw({ name: 'early', history: 'seen' })).code, 0);
  await give('first');
  assert.equal((await collect('first', 'seen')).code, 0);
  const release = await bytesOf('first.sum');

  const again = await draw({ name: 'renamed', history: 'seen' });
  assert.deepEqual([again.code, again.note.includes('the same bytes, no noise is drawn')], [1, true], again.note);
  assert.equal(await bytesOf('renamed.json.answer'), release);
  await assert.rejects(readFile(at('renamed.json')), /ENOENT/);

  await give('early');
  const late = await collect('early', 'seen');
  assert.deepEqual([late.code, await bytesOf('early.sum') === release], [0, true], late.note);
  assert.equal((await collect('first', 'seen')).code, 0, 'the same round once more');
  assert.equal(await bytesOf('first.sum'), release);

  for (const [name, asked] of [
    ['cells', { cells: 'corrected-table.json' }], ['colluders', { more: ['--colluders', '0'] }], ['variance', { more: ['--share-variance', '100001'] }],
    ['period', { more: ['--period', '2026Q4'] }],
  ] as const) {
    const drawn = await draw({ name, history: 'seen', ...asked });
    assert.equal(drawn.code, 0, `${name}: ${drawn.note}`);
    await give(name);
    assert.equal((await collect(name, 'seen')).code, 0);
    assert.notDeepEqual(await countsIn(`${name}.sum`), await countsIn('first.sum'), name);
  }
});

test('a coordinator who forgets, or says that a round was broken off, gets no fresh noise: organs give what they gave', async () => {
  assert.equal((await draw({ name: 'broken', history: 'honest', product: 'other' })).code, 0);
  await give('broken');
  await collect('broken', 'honest');
  const told = await countsIn('broken.sum');
  // Counts of today are others; the difference of two sums would show how they changed.
  for (const organ of ORGANS) await writeFile(at(`${organ}.today`), JSON.stringify(new Array(CELLS).fill(7)));
  assert.equal((await draw({ name: 'fresh', history: 'forgotten', product: 'third' })).code, 0);
  const notes = await give('fresh', (organ) => at(`${organ}.today`));
  assert.ok(notes.every((note) => note.includes('with other counts: it gives those of then')), notes.join());
  assert.equal((await collect('fresh', 'forgotten')).code, 0);
  assert.deepEqual(await countsIn('fresh.sum'), told);
  // Opened cells of the second round agree with it.
  for (const organ of ORGANS) await call('open', '--terms', at('fresh.json'), '--organ', organ, '--key', at(`${organ}.key`), '--state',
    at('states', organ, 'fresh'), '--counts', at(`${organ}.today`), '--cell', '2', '--out', at('shown'), '--without-job');
  assert.match(await call('audit', '--terms', at('fresh.json'), '--contributions', at('fresh-in'), '--directory', at('keys.json'), '--in', at('fresh.sum'),
    '--cell', '2', '--openings', at('shown')), /CELL_AGREES/);
});

test('an organ that kept nothing of its first answer draws fresh noise: what it keeps is what protects', async () => {
  assert.equal((await draw({ name: 'kept', history: 'k1', product: 'fourth' })).code, 0);
  await give('kept');
  await collect('kept', 'k1');
  for (const organ of ORGANS) {
    const own = at('states', organ);
    for (const name of await readdir(own)) if (name.startsWith('answered-')) await rm(join(own, name));
  }
  assert.equal((await draw({ name: 'lost', history: 'k2', product: 'fifth' })).code, 0);
  await give('lost');
  await collect('lost', 'k2');
  assert.notDeepEqual(await countsIn('lost.sum'), await countsIn('kept.sum'));
});

test('what an organ gave is kept sealed: under another key or of another organ it does not open', async () => {
  assert.equal((await draw({ name: 'sealed', history: 's1', product: 'sixth', cells: 'corrected-table.json' })).code, 0);
  await give('sealed');
  const [organ, other] = [ORGANS[0], ORGANS[1]];
  const own = (await readdir(at('states', organ))).filter((name) => name.startsWith('answered-'));
  assert.ok(own.length > 0);
  for (const name of own) assert.ok(!(await readFile(join(at('states', organ), name), 'latin1')).includes('counts'), name);
  const theirs = (await readdir(at('states', other))).filter((name) => name.startsWith('answered-')).sort();
  for (const [place, name] of [...own].sort().entries()) await cp(join(at('states', other), theirs[place] ?? ''), join(at('states', organ), name));
  await assert.rejects(give('sealed'), (error) => error instanceof UnusableInput && /does not open with this --key/.test(error.message));
  await rm(at('states', organ), { recursive: true });
});

test('ciphertexts: the decryptor answers a question of another name with the bytes it gave before', async () => {
  for (const name of ['c1', 'c2']) {
    assert.equal((await draw({ name, history: `${name}-seen`, isBfv: true, product: name })).code, 0);
    await give(name);
    const added = await collect(name, `${name}-seen`, '--announcements', at(`${name}-said`), '--key', at(`${COORDINATOR}.key`));
    assert.equal(added.code, 0, added.note);
    const opened = await answered('decrypt', '--terms', at(`${name}.json`), '--directory', at('keys.json'), '--organ', DECRYPTOR, '--key',
      at(`${DECRYPTOR}.key`), '--state', at('states', DECRYPTOR, name), '--in', at(`${name}.sum`), '--history', at('opened'), '--out', at(`${name}.result`),
      '--without-job');
    assert.deepEqual([opened.code, opened.note.includes('the same bytes')], [0, name === 'c2'], opened.note);
  }
  assert.equal(await bytesOf('c2.result'), await bytesOf('c1.result'));
  // The coordinator has no release of its own: it begins no second round.
  await assert.rejects(draw({ name: 'c3', history: 'c1-seen', isBfv: true }), /ROUND_REPEATED \(this sum was made already, whatever its name\)/);
});

test('terms that do not say what their cells count stand in a trial alone', async () => {
  const roster = (...more: readonly string[]) => answered('roster', '--round', '0'.repeat(32), '--directory', at('keys.json'), '--announcements',
    at('first-said'), '--job', 'j', '--product', 'P', '--period', '2026Q3', '--coordinator', COORDINATOR, '--history', at('none'), '--out', at('none.json'), ...more);
  await assert.rejects(roster('--cells', '6'), /--cells: a file with the list of the names of the cells, no two alike/);
  await writeFile(at('twice.json'), '["a","a"]');
  await assert.rejects(roster('--cells', at('twice.json'), '--without-job'), /no two alike/);
  const drawn = JSON.parse(await bytesOf('first.json')) as Record<string, unknown>;
  const { table: _table, trial: _trial, ...unnamed } = drawn;
  await writeFile(at('unnamed.json'), JSON.stringify(unnamed));
  await assert.rejects(collect('unnamed', 'none'), /do not say what the cells count; draw them up with --cells FILE/);
});
