import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inventedTexts, parseQuality } from '@fengcun/privacy';
import { UnusableInput } from '../exit.ts';
import { openMaskKey } from '../privacy/federate/own-folder.ts';
import { makeOrganKey } from '../privacy/organ-key.ts';
import type { Terminal } from '../terminal.ts';
import { federate } from './federate.ts';
import { recognise } from './recognise.ts';

const ORGANS = ['court/990001', 'police/990002', 'procuratorate/990003'];
const LABELS = '危险驾驶罪,开设赌场罪,故意伤害罪,盗窃罪,诈骗罪,非法狩猎罪';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'federate-'));
  for (const [at, organ] of [...ORGANS, 'probe'].entries()) {
    const lines = inventedTexts(80, at + 1).map(({ text, labels, region }) => JSON.stringify({ text, ...labels, region }));
    await writeFile(textsOf(organ), lines.join('\n'));
  }
});
after(() => rm(folder, { recursive: true, force: true }));

const textsOf = (organ: string) => join(folder, `${organ.replace('/', '-')}.jsonl`);

const call = async (command: typeof federate, argv: readonly string[]) => {
  let out = '';
  const terminal: Terminal = { language: 'en', colour: false, width: 100, isInteractive: false, out: (text) => { out += text; },
    note: () => undefined, elapsedMs: () => 0, today: () => '2026-11-22' };
  return { code: await command(argv, terminal), out: out.trim() };
};
const place = (session: string, organ: string) =>
  ['--exchange', join(folder, session), '--session', session, '--own', join(folder, 'own', organ.replace('/', '-'))];

/** A session whose terms are drawn up. */
const opened = async (session: string, more: readonly string[] = []) => {
  const members: string[] = [];
  for (const organ of ORGANS) {
    const { out } = await call(federate, ['join', ...place(session, organ), '--organ', organ]);
    members.push('--member', `${organ}=${out}`);
  }
  const { out } = await call(federate, ['open', ...place(session, 'coordinator'), ...members, '--labels', LABELS, '--rounds', '1', '--feature-min', '5', ...more]);
  const [terms = '', key = ''] = out.split('\n');
  const round = (organ: string, agreed = terms, ...demanded: readonly string[]) => call(federate, ['round', textsOf(organ), ...place(session, organ),
    '--organ', organ, '--coordinator-key', key, '--terms', agreed, ...demanded]);
  const aggregate = () => call(federate, ['aggregate', ...place(session, 'coordinator'), '--probe', textsOf('probe'), '--out', join(folder, 'model.json')]);
  const file = (organ: string, name: string) => join(folder, session, organ.replace('/', '-'), name);
  return { key, terms, round, aggregate, file };
};
const refuses = (work: Promise<unknown>, words: RegExp) =>
  assert.rejects(work, (error) => error instanceof UnusableInput && words.test(error.message));

test('three organs train one model in files; it recognises what none of them sent', async () => {
  const { round, aggregate, key } = await opened('whole');
  for (const step of ['counts', 'update-1']) {
    for (const organ of ORGANS) assert.match((await round(organ)).out, new RegExp(step));
    assert.equal((await aggregate()).code, 0);
  }
  assert.match((await round(ORGANS[0] ?? '')).out, /nothing to send/);
  const shown = await call(federate, ['show', ...place('whole', 'coordinator'), '--coordinator-key', key, '--json']);
  assert.equal((JSON.parse(shown.out) as { isDone: boolean }).isDone, true);
  const tested = await call(recognise, ['test', textsOf('probe'), '--model', join(folder, 'model.json'), '--json']);
  const [{ measured }] = JSON.parse(tested.out) as [{ measured: { accuracy: number; byRegion: unknown[] } }];
  assert.ok(measured.accuracy > 0.9 && measured.byRegion.length === 3, tested.out.slice(0, 200));
  const quality = join(folder, 'quality.json');
  await call(recognise, ['test', textsOf('probe'), '--model', join(folder, 'model.json'), '--quality', quality]);
  const written = parseQuality(await readFile(quality, 'utf8'));
  assert.ok(written.ok && written.value.jobId === undefined && written.value.measuredOn === '2026-11-22');
  const [field] = written.value.fields;
  assert.deepEqual([field?.documents, field?.noise.length, field?.coverage.at(-1)?.coverage], [80, 4, 1]);
  assert.ok([...field?.byLabel ?? [], ...field?.byRegion ?? []].every(({ documents }) => documents >= 10), 'no small row stands alone');
});

test('a mask key of another organ or in plain sends nothing, and none is left when the last step was sent', async () => {
  const { round, aggregate, file } = await opened('sealed');
  const mask = (organ: string) => join(folder, 'own', organ.replace('/', '-'), 'mask-sealed.key');
  const [organ = '', other = ''] = ORGANS;
  const own = await readFile(mask(organ));
  await writeFile(mask(organ), await readFile(mask(other)));
  await refuses(round(organ), /does not open with this --key/);
  await writeFile(mask(organ), generateKeyPairSync('x25519').privateKey.export({ format: 'der', type: 'pkcs8' }));
  await refuses(round(organ), /kept unsealed by an older program; nothing is sent with it: remove it and join a new session/);
  await assert.rejects(readFile(file(organ, '0001.json')), /ENOENT/);
  await writeFile(mask(organ), own);
  for (const step of ['counts', 'update-1']) {
    for (const one of ORGANS) assert.match((await round(one)).out, new RegExp(step));
    if (step === 'counts') await readFile(mask(organ));
    assert.equal((await aggregate()).code, 0);
  }
  for (const one of ORGANS) await assert.rejects(readFile(mask(one)), /ENOENT/);
  // Killed after the last message and before the key was removed: called again, it goes.
  await writeFile(mask(organ), own);
  assert.match((await round(organ)).out, /nothing to send/);
  await assert.rejects(readFile(mask(organ)), /ENOENT/);
});

test('an organ whose key lies elsewhere keeps none in its folder, and without that key nothing goes on', async () => {
  const organ = ORGANS[0] ?? '';
  const [key, foreign] = [join(folder, 'elsewhere.key'), join(folder, 'foreign.key')];
  for (const path of [key, foreign]) await makeOrganKey(path, 'ed25519');
  const at = ['--exchange', join(folder, 'elsewhere'), '--session', 'elsewhere', '--own', join(folder, 'own', 'elsewhere')];
  await call(federate, ['join', ...at, '--organ', organ, '--key', key]);
  assert.deepEqual(await readdir(join(folder, 'own', 'elsewhere')), ['mask-elsewhere.key']);
  const place = { own: join(folder, 'own', 'elsewhere'), keyFile: key };
  assert.equal((await openMaskKey(place, 'elsewhere')).maskKey.asymmetricKeyType, 'x25519');
  await refuses(openMaskKey({ ...place, keyFile: foreign }, 'elsewhere'), /does not open with this --key/);
  await refuses(openMaskKey({ ...place, keyFile: join(folder, 'none.key') }, 'elsewhere'), /cannot be read/);
});

const NOISE = ['--noise', '8', '--documents', '240'];

test('under noise nothing is counted, every number is noisy, and the model says what it costs one document', async () => {
  const played = async (session: string) => {
    const { round, aggregate, file, terms, key } = await opened(session, NOISE);
    for (const organ of ORGANS) assert.match((await round(organ, terms, '--noise', '8')).out, /counts/);
    assert.match((await aggregate()).out, /masks of 3 organs cancel; nothing is counted/);
    assert.ok((await readFile(file('coordinator', '0001.words'))).every((byte) => byte === 0));
    for (const organ of ORGANS) await round(organ, terms, '--noise', '8');
    assert.equal((await aggregate()).code, 0);
    const shown = await call(federate, ['show', ...place(session, 'coordinator'), '--coordinator-key', key]);
    assert.match(shown.out, /private for one document: ε 7\.[89]\d* at δ 0\.00001 .* also against the coordinator and 1 of 3 organs/);
    const words = await readFile(file('coordinator', '0002.words'));
    // Noise is nought once in some hundred thousand draws; without it, where no text touches, thousands are.
    const zeroes = Array.from({ length: words.length / 4 }, (_, at) => words.readFloatLE(4 * at)).filter((weight) => weight === 0);
    assert.ok(zeroes.length < 10, `${zeroes.length} of ${words.length / 4}`);
    return words;
  };
  const models = [await played('noisy'), await played('noisy-again')];
  // The same texts, organs and rounds: what differs is the noise of each organ.
  assert.notDeepEqual(models[0], models[1]);
  const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as { recognisers: { privacy: { documents: number }; classCounts: number[] }[] };
  assert.deepEqual(model.recognisers.map(({ privacy, classCounts }) => [privacy.documents, classCounts.every((count) => count === 0)]), [[240, true]]);
});

test('an organ sends nothing under terms without the noise it demands, or with less; it does under what it demands', async () => {
  const [organ = ''] = ORGANS;
  const bare = await opened('bare');
  await refuses(bare.round(organ, bare.terms, '--noise', '8'), /these terms have no noise; nothing is sent/);
  const noisy = await opened('demanded', NOISE);
  await refuses(noisy.round(organ, noisy.terms, '--noise', '7.5'), /these terms cost ε 7\.[89]\d*, more than 7\.5; nothing is sent/);
  await refuses(noisy.round(organ, noisy.terms, '--noise', '8', '--colluders', '2'), /holds against no more than 1 in league; nothing is sent/);
  await assert.rejects(readFile(noisy.file(organ, '0001.json')), /ENOENT/);
  assert.match((await noisy.round(organ, noisy.terms, '--noise', '8')).out, /counts/);
});

for (const [name, more, words] of [
  ['no noise in reason reaches it', ['--noise', '0.0001', '--documents', '240'], /no noise in reason makes ε 0\.0001/],
  ['documents are not announced', ['--noise', '8'], /--documents: a number above 0/],
  ['two of three organs may collude', [...NOISE, '--colluders', '2'], /terms that cannot stand: noise/],
  ['sums are over groups', [...NOISE, '--group-min', '3'], /terms that cannot stand: noise/],
] as const) {
  test(`no terms under noise where ${name}`, () => refuses(opened(`not-${name.replaceAll(' ', '-')}`, more), words));
}

test('under noise, too, a round ends where an organ is missing', async () => {
  const { round, aggregate } = await opened('noisy-missing', NOISE);
  for (const organ of ORGANS) await round(organ);
  await aggregate();
  for (const organ of ORGANS.slice(1)) await round(organ);
  assert.deepEqual(await aggregate(), { code: 1, out: `✘ not yet: ${ORGANS[0] ?? ''}` });
});

test('while an organ is missing nothing is summed, and it is named', async () => {
  const { round, aggregate } = await opened('missing');
  for (const organ of ORGANS.slice(0, 2)) await round(organ);
  assert.deepEqual(await aggregate(), { code: 1, out: '✘ not yet: procuratorate/990003' });
});

test('an organ sends nothing under terms that were not agreed to', async () => {
  const { round, file } = await opened('terms');
  await refuses(round('court/990001', `sha256:${'0'.repeat(64)}`), /not those that were approved/);
  await assert.rejects(readFile(file('court/990001', '0001.json')));
});

test('an organ masks once for a step: where its message is gone it asks for a new session', async () => {
  const { round, file } = await opened('twice');
  await round('court/990001');
  assert.match((await round('court/990001')).out, /nothing to send/);
  await rm(file('court/990001', '0001.json'));
  await refuses(round('court/990001'), /never used twice/);
});

test('bytes changed, cut or exchanged on the way are refused, and nothing is summed', async () => {
  const { round, aggregate, file } = await opened('touched');
  for (const organ of ORGANS) await round(organ);
  const path = file('police/990002', '0001.words');
  const words = await readFile(path);
  const other = await readFile(file('court/990001', '0001.words'));
  const changed = Uint8Array.from(words);
  changed[9] = (changed[9] ?? 0) ^ 1;
  for (const bytes of [changed, words.subarray(4), other]) {
    await writeFile(path, bytes);
    await refuses(aggregate(), /MESSAGE_PAYLOAD \(police\/990002, message 1\)/);
  }
  await writeFile(path, words);
  assert.equal((await aggregate()).code, 0, 'as it was sent it is taken');
});

test('whoever writes into the folder of another organ has not its key', async () => {
  const { round, aggregate, file } = await opened('forged');
  for (const organ of ORGANS) await round(organ);
  const line = await readFile(file('court/990001', '0001.json'), 'utf8');
  await writeFile(file('police/990002', '0001.json'), line.replaceAll('court/990001', 'police/990002'));
  await refuses(aggregate(), /MESSAGE_SIGNATURE/);
});

test('killed between two files of a step, after any step, everybody goes on, and the model is the same', async () => {
  const run = async (session: string, isKilled: boolean) => {
    const { round, aggregate, file } = await opened(session);
    for (const seq of [1, 2]) {
      for (const organ of ORGANS) await round(organ);
      const before = await aggregate();
      const name = `${String(seq).padStart(4, '0')}`;
      if (!isKilled) continue;
      // The words are written before the line that announces them: killed in between, the step is not taken.
      const words = await readFile(file('coordinator', `${name}.words`));
      const line = await readFile(file('coordinator', `${name}.json`), 'utf8');
      await rm(file('coordinator', `${name}.json`));
      await rm(join(folder, 'model.json'), { force: true });
      assert.equal((await aggregate()).out, before.out, 'the step is taken again, the same');
      assert.deepEqual(await readFile(file('coordinator', `${name}.words`)), words);
      assert.equal(await readFile(file('coordinator', `${name}.json`), 'utf8'), line, 'signed the same');
      // An organ that is called again after its step sends nothing a second time.
      if (seq === 1) continue;
      assert.match((await round(ORGANS[0] ?? '')).out, /nothing to send/);
    }
    return readFile(join(folder, 'model.json'), 'utf8');
  };
  assert.equal(await run('killed', true), await run('untouched', false));
});

test('an organ killed after its mask key was made and before it said so cannot join twice with other keys', async () => {
  const organ = ORGANS[0] ?? '';
  await call(federate, ['join', ...place('halfway', organ), '--organ', organ]);
  await rm(join(folder, 'halfway', organ.replace('/', '-'), '0000.json'));
  await refuses(call(federate, ['join', ...place('halfway', organ), '--organ', organ]), /joined the session already/);
});

test('a message that is repeated as the next one, or two in each other\'s place, is refused', async () => {
  const { round, aggregate, file } = await opened('order');
  for (const organ of ORGANS) await round(organ);
  await aggregate();
  const [organ = '', other = ''] = ORGANS;
  const parts = ['json', 'words'] as const;
  // Repeated: the counts once more as the first update.
  for (const part of parts) await writeFile(file(organ, `0002.${part}`), await readFile(file(organ, `0001.${part}`)));
  await refuses(aggregate(), /MESSAGE_(ORDER|STEP|SEQUENCE|CHAIN|PREVIOUS|EXPECTED)/);
  for (const part of parts) await rm(file(organ, `0002.${part}`));
  // Swapped: the counts of two organs.
  const [mine, theirs] = await Promise.all([organ, other].map((one) => readFile(file(one, '0001.json'))));
  await writeFile(file(organ, '0001.json'), theirs ?? '');
  await writeFile(file(other, '0001.json'), mine ?? '');
  await refuses(aggregate(), /MESSAGE_/);
});
