import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { mod112Character, present } from '@fengcun/kernel';
import { type ExchangeOrgan, httpTransport } from '@fengcun/application';
import { makeCaseCode, type OrderConfidential, parseDocument } from '@fengcun/registry';
import { opening, order, platformId, POLICE } from '../../packages/application/src/node/testing/invented-node.ts';
import { command, type RunningNode, startNode } from './running-node.ts';
import { freePort, type StubPlatform, stubPlatform } from './stub-platform.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-node-'));
const running = new Set<RunningNode>();
const platforms: StubPlatform[] = [];
after(async () => {
  for (const node of running) await node.end('SIGKILL');
  for (const platform of platforms) await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

const CODE = makeCaseCode(new Uint8Array([5, 5, 5, 5, 5, 1, 2, 3, 4, 5]));
const number = (seed: number): string => {
  const digits = `11010520080315${100 + seed}`;
  return digits + mod112Character(digits);
};
const NAMES = ['顾云岫', '凌小满', '白既明', '陶知夏'];
const caseOf = (seed: number): string => `（2025）云0000刑初${200 + seed}号`;

/** Invented people in a table, as an organ brings it. */
const table = (name: string, seeds: readonly number[]): string => {
  const path = join(folder, `${name}.csv`);
  const rows = seeds.map((seed) => `R-${seed},有罪判决,${NAMES[seed]},${number(seed)},云岭省某县人民法院,${caseOf(seed)},2025-05-11,2025-05-22,盗窃罪,有期徒刑八个月,否`);
  writeFileSync(path, ['记录编号,记录类型,姓名,身份证号,法院,案号,判决日期,生效日期,罪名,执行刑期,是否缓刑', ...rows].join('\n'));
  return path;
};

const about = (seed: number): OrderConfidential => {
  const document = parseDocument({ type: 'residentIdentityCard', number: number(seed) });
  assert.ok(document.ok);
  return {
    person: { kind: 'person', names: [{ text: NAMES[seed] ?? '', use: 'current' }], documents: [document.value] },
    references: [{ type: 'courtCase', number: caseOf(seed) }],
  };
};

type Place = Readonly<{ entry: ExchangeOrgan; data: readonly string[]; words: readonly string[] }>;

/** A node's data, keys and configuration; the platform knows it by what it printed itself. */
const place = async (name: string, platform: StubPlatform): Promise<Place> => {
  const port = await freePort();
  const data = ['--data', join(folder, name), '--key-file', join(folder, `${name}.key`)];
  const keys = await command(['node', 'keys', '--organ', POLICE, '--port', String(port), ...data]);
  assert.equal(keys.code, 0, keys.said);
  const config = join(folder, `${name}.json`);
  const { organ, keys: known, address } = platform.entry;
  writeFileSync(config, JSON.stringify({ platform: { organ, keys: known } }));
  return {
    entry: JSON.parse(keys.out) as ExchangeOrgan, data,
    words: ['--organ', POLICE, '--port', String(port), '--config', config, '--platform', address, ...data],
  };
};

const started = async (words: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<RunningNode> => {
  const node = await startNode(words, more);
  running.add(node);
  return node;
};
const ended = async (node: RunningNode, signal: NodeJS.Signals): Promise<number | null> => {
  running.delete(node);
  return node.end(signal);
};

const platformOf = async (): Promise<StubPlatform> => {
  const platform = await stubPlatform();
  platforms.push(platform);
  return platform;
};

const DEMO = { FENGCUN_DEMO: '1' };

test('an organ in a process of its own: killed in the middle of sealing, cut off, ordered twice, and every copy is sealed once', { timeout: 240_000 }, async () => {
  const platform = await platformOf();
  const { entry, words, data } = await place('police', platform);
  await platform.meet([entry]);
  const taken = await command(['import', table('first', [0, 1]), ...data]);
  assert.equal(taken.code, 0, taken.said);

  const [one, two, late] = [platformId(), platformId(), platformId()];
  // Killed while it waits before the copy is touched: the order is taken, nothing is done.
  let node = await started([...words, '--delay-ms', '600000'], DEMO);
  assert.equal(await platform.order(order(one, CODE), about(0)), 'delivered');
  await ended(node, 'SIGKILL');

  // Cut off: the platform's door is shut, so that the answer waits; then it opens again.
  await platform.shut();
  node = await started(words);
  await node.says('"event":"failed"');
  assert.equal((await command(['node', 'keys', '--organ', POLICE, ...data])).code, 2, 'the data has one owner at a time');
  await platform.open();
  const [first] = await platform.answers(1);
  assert.deepEqual([first?.recordId, first?.result, first?.revision], [one, 'applied', 0]);

  // The same order again in another message: the same answer.
  assert.equal(await platform.order(order(one, CODE), about(0)), 'delivered');
  assert.deepEqual((await platform.answers(2))[1], first);
  // An opening before its seal; a copy that is not there yet; a seal.
  assert.equal(await platform.order(opening(two, CODE, 2), about(1)), 'delivered');
  assert.equal((await platform.answers(3))[2]?.sequence, 2);
  assert.equal(await platform.order(order(two, CODE), about(1)), 'delivered');
  assert.deepEqual((await platform.answers(4))[3]?.result, 'superseded');
  assert.equal(await platform.order(order(late, CODE), about(2)), 'delivered');
  assert.deepEqual((await platform.answers(5))[4]?.result, 'noCopy');
  assert.equal(await ended(node, 'SIGTERM'), 0, node.said());

  assert.equal((await command(['import', table('late', [2, 3]), ...data])).code, 0);
  node = await started(words);
  const last = (await platform.answers(6))[5];
  assert.deepEqual([last?.recordId, last?.result, last?.revision], [late, 'applied', 1]);
  assert.equal(await ended(node, 'SIGTERM'), 0, node.said());

  for (const check of [['fsck'], ['ledger', 'verify']]) {
    const checked = await command([...check, ...data.slice(0, 2)]);
    assert.equal(checked.code, 0, checked.out + checked.said);
  }
  // Imported again the sealed are told of like any other, and stay sealed.
  assert.match((await command(['import', table('again', [0, 2]), ...data])).out, /taken {2}0/);
});

test('forged, for another organ, from another sender: nothing is done', { timeout: 120_000 }, async () => {
  const platform = await platformOf();
  const { entry, words } = await place('forged', platform);
  await platform.meet([entry]);
  const node = await started(words);
  const transport = httpTransport();
  const tampering = {
    ...transport,
    send: (address: string, parcel: Parameters<typeof transport.send>[1]) =>
      transport.send(address, { ...parcel, body: Buffer.from(Buffer.from(parcel.body).toString('utf8').replace('"sequence":1', '"sequence":2')) }),
  };
  const [id, tampered, foreign] = [platformId(), platformId(), platformId()];
  assert.equal(await platform.order(order(tampered, CODE), about(1), { transport: tampering }), 'failed', 'changed on its way');
  const other = order(foreign, CODE, { holders: [{ ...present(order(id, CODE).holders[0], 'a holder'), holder: 'police/110106000000' }] });
  assert.equal(await platform.order(other, about(0), { recipient: POLICE }), 'failed', 'for another organ');
  const replayed: Parameters<typeof transport.send>[] = [];
  const watching = { ...transport, send: (...call: Parameters<typeof transport.send>) => { replayed.push(call); return transport.send(...call); } };
  assert.equal(await platform.order(order(id, CODE), about(0), { transport: watching }), 'delivered');
  const again = await transport.send(...present(replayed[0], 'a parcel'));
  assert.equal(again.ok && again.value.status, 401, 'the same parcel twice');
  // What was changed on its way may be sent again as it was, and then has its answer too; the foreign order never.
  const answered = (await platform.answers(1)).map(({ recordId }) => recordId);
  assert.deepEqual(answered.filter((one) => one !== id && one !== tampered), []);
  await transport.close();
  assert.equal(await ended(node, 'SIGTERM'), 0, node.said());
});

test('an order whose copies are not certain waits for two people, who name them from the command line', { timeout: 120_000 }, async () => {
  const platform = await platformOf();
  const { entry, words, data } = await place('waiting', platform);
  await platform.meet([entry]);
  assert.equal((await command(['import', table('waiting', [0]), ...data])).code, 0);
  let node = await started(words);
  const id = platformId();
  const waits = node.says('"event":"waits"');
  const masked = { ...about(0), person: { kind: 'person' as const, names: [{ text: '顾某某', use: 'current' as const }], documents: [] } };
  assert.equal(await platform.order(order(id, CODE), masked), 'delivered');
  assert.match(await waits, /IDENTITY_CANDIDATE/);
  assert.equal(await ended(node, 'SIGTERM'), 0, node.said());
  const decided = ['node', 'copies', id, '--none', '--organ', POLICE, '--account', 'clerk-one', ...data];
  assert.equal((await command([...decided, '--approved-by', 'clerk-one'])).code, 1, 'two people');
  assert.equal((await command([...decided, '--approved-by', 'clerk-two'])).code, 0);
  node = await started(words);
  assert.deepEqual((await platform.answers(1)).map(({ recordId, result }) => [recordId, result]), [[id, 'noCopy']]);
  assert.equal(await ended(node, 'SIGTERM'), 0, node.said());
});

test('copies in an organ’s own system behind a folder: asked, sealed and answered for through files', { timeout: 120_000 }, async () => {
  const platform = await platformOf();
  const { entry, words } = await place('folder', platform);
  await platform.meet([entry]);
  const [out, into] = ['out', 'in'].map((name) => join(folder, 'tasks', name));
  assert.ok(out !== undefined && into !== undefined);
  for (const path of [out, into]) mkdirSync(path, { recursive: true });
  const sealed = new Set<string>();
  const digest = (text: string): string => `hmac-sha256:${Buffer.from(text.padEnd(32, '.')).subarray(0, 32).toString('hex')}`;
  const answer = (name: string): void => {
    if (!name.endsWith('.json')) return;
    const task = JSON.parse(readFileSync(join(out, name), 'utf8')) as Readonly<{ taskId: string; action: string; ref?: string; moment?: string; order: Readonly<{ references: readonly string[] }> }>;
    const values: Readonly<Record<string, () => unknown>> = {
      find: () => (task.order.references.includes(caseOf(0)) ? ['dossier-17'] : []),
      commitment: () => digest(`${task.ref} ${task.moment} ${sealed.has(task.ref ?? '')}`),
      seal: () => { sealed.add(task.ref ?? ''); return 'done'; },
    };
    writeFileSync(join(into, `${name}.part`), JSON.stringify({ taskId: task.taskId, value: values[task.action]?.() }));
    renameSync(join(into, `${name}.part`), join(into, name));
  };
  const watcher = watch(out, (_event, name) => {
    if (name !== null && readdirSync(out).includes(name)) answer(name);
  });
  try {
    const node = await started([...words, '--copies', `folder:${join(folder, 'tasks')}`]);
    assert.equal(await platform.order(order(platformId(), CODE), about(0)), 'delivered');
    const [receipt] = await platform.answers(1);
    assert.deepEqual([receipt?.result, [...sealed]], ['applied', ['dossier-17']]);
    assert.notEqual(receipt?.commitmentBefore, receipt?.commitmentAfter);
    assert.equal(await ended(node, 'SIGTERM'), 0, node.said());
  } finally {
    watcher.close();
  }
});

test('what a node cannot work with is one clear line', async () => {
  const path = join(folder, 'wrong.json');
  writeFileSync(path, JSON.stringify({ platform: { organ: 'platform/P01', address: 'nowhere', keys: [] }, colour: 1 }));
  const rows: readonly (readonly [readonly string[], RegExp])[] = [
    [['node'], /--organ/], [['node', '--organ', 'police'], /--organ/], [['node', '--organ', POLICE], /--config/],
    [['node', '--organ', POLICE, '--config', path], /colour: no setting of a node/],
    [['node', '--organ', POLICE, '--config', path, '--delay-ms', '5'], /demonstrations only/],
    [['node', 'sing', '--organ', POLICE], /keys/], [['node', 'copies', '--organ', POLICE], /its copies, or --none/],
  ];
  for (const [words, expected] of rows) {
    const ended_ = await command(words);
    assert.equal(ended_.code, 2, words.join(' '));
    assert.match(ended_.said, expected);
  }
});
