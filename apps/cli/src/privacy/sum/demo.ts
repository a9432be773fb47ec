import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@fengcun/kernel';
import type { DemoPart, DemoStage, PartyRun } from '../demo-frame.ts';

const ORGANS = ['court/A05', 'procuratorate/A06', 'police/A07'] as const;
const COORDINATOR = 'procuratorate/P1';
const DECRYPTOR = 'justice/D1';
const CELLS = 6;

const must = (run: PartyRun): PartyRun => {
  if (run.code === 0) return run;
  throw new Fault('DEMO_FAILED', `A process of the demonstration ended with ${run.code}: ${run.note.trim()}`);
};

/** What a process said last; before it stands that this is a trial. */
const lastNote = ({ note }: PartyRun): string => note.trim().split('\n').at(-1) ?? '';

const plain = (organ: string): string => organ.replace('/', '-');
const countsOf = (at: number): readonly number[] =>
  Array.from({ length: CELLS }, (_, cell) => 100 * (at + 1) + 7 * cell);

const makeKeys = async (stage: DemoStage): Promise<void> => {
  const organs = [...ORGANS, COORDINATOR, DECRYPTOR];
  const keys = await Promise.all(organs.map(async (organ) => {
    const made = must(await stage.program(organ, ['sum', 'keys', '--out', `${plain(organ)}.key`]));
    return [organ, made.out.trim()] as const;
  }));
  await writeFile(join(stage.folder, 'directory.json'), JSON.stringify(Object.fromEntries(keys)));
  const cells = countsOf(0).map((_, cell) => `虚构省第${cell + 1}市 2026年第3季度封存`);
  await writeFile(join(stage.folder, 'cells.json'), JSON.stringify(cells));
  await Promise.all(ORGANS.map((organ, at) =>
    writeFile(join(stage.folder, `${plain(organ)}.counts`), JSON.stringify(countsOf(at)))));
};

type Round = Readonly<{ name: string; roundId: string; isBfv: boolean }>;

/** A round up to the point where every organ has contributed. */
const contributed = async (stage: DemoStage, name: string, isBfv: boolean): Promise<Round> => {
  const roundId = must(await stage.program(COORDINATOR, ['sum', 'round'])).out.trim();
  const announce = (organ: string, more: readonly string[] = []): Promise<PartyRun> => stage.program(organ, [
    'sum', 'announce', '--round', roundId, '--organ', organ, '--key', `${plain(organ)}.key`,
    '--state', `${name}-${plain(organ)}.state`, '--out', `${name}-said`, ...more,
  ]);
  const said = ORGANS.map((organ) => announce(organ));
  if (isBfv) said.push(announce(DECRYPTOR, ['--decryptor']));
  for (const one of await Promise.all(said)) must(one);
  must(await stage.program(COORDINATOR, [
    'sum', 'roster', '--round', roundId, '--directory', 'directory.json', '--announcements', `${name}-said`,
    '--job', `joint-${name}`, '--product', `demo-${name}`, '--period', '2026Q3', '--cells', 'cells.json',
    '--coordinator', COORDINATOR, '--history', `${name}-history.json`, '--out', `${name}.json`,
    '--without-job',
    ...(isBfv ? ['--decryptor-organ', DECRYPTOR] : []),
  ]));
  const all = await Promise.all(ORGANS.map((organ) => stage.program(organ, [
    'sum', 'contribute', '--terms', `${name}.json`, '--organ', organ, '--key', `${plain(organ)}.key`,
    '--state', `${name}-${plain(organ)}.state`, '--counts', `${plain(organ)}.counts`,
    '--announcements', `${name}-said`, '--directory', 'directory.json', '--out', `${name}-in`,
    '--without-job',
  ])));
  for (const one of all) must(one);
  return { name, roundId, isBfv };
};

const collect = ({ name, isBfv }: Round, folder: string, out: string): readonly string[] => [
  'sum', 'collect', '--terms', `${name}.json`, '--directory', 'directory.json', '--contributions', folder,
  '--history', `${name}-history.json`, '--out', out, '--without-job',
  ...(isBfv ? ['--announcements', `${name}-said`, '--key', `${plain(COORDINATOR)}.key`] : []),
];

const countsIn = async (stage: DemoStage, file: string): Promise<string> => {
  const result = JSON.parse(await readFile(join(stage.folder, file), 'utf8')) as
    Readonly<{ counts: readonly number[]; rho: number; variance: number }>;
  const noise = `σ² ${result.variance}; ρ ${result.rho} for a person who is one in one cell`;
  return `[${result.counts.join(', ')}]  (${noise})`;
};

/** With one organ missing the round is broken off, and what came shows nothing. */
const withoutOne = async (stage: DemoStage, round: Round): Promise<string> => {
  const folder = join(stage.folder, 'short');
  await mkdir(folder);
  await cp(join(stage.folder, `${round.name}-in`), folder, { recursive: true });
  await rename(join(folder, `${plain(ORGANS[0])}.json`), join(stage.folder, 'late.json'));
  return lastNote(await stage.program(COORDINATOR, collect(round, 'short', 'short.json')));
};

const seenWords = async (stage: DemoStage, { name }: Round): Promise<string> => {
  const bytes = await readFile(join(stage.folder, `${name}-in`, `${plain(ORGANS[0])}.json.bytes`));
  return Array.from({ length: CELLS }, (_, cell) => bytes.readUInt32LE(4 * cell)).join(', ');
};

const run = async (stage: DemoStage): Promise<void> => {
  const isChinese = stage.language === 'zh';
  await makeKeys(stage);
  const masks = await contributed(stage, 'masks', false);
  const broken = await withoutOne(stage, masks);
  must(await stage.program(COORDINATOR, collect(masks, 'masks-in', 'masks.sum')));
  const again = await stage.program(COORDINATOR, collect(masks, 'masks-in', 'masks.again'));
  const bfv = await contributed(stage, 'bfv', true);
  must(await stage.program(COORDINATOR, collect(bfv, 'bfv-in', 'bfv.sum')));
  const open = (out: string): readonly string[] => [
    'sum', 'decrypt', '--terms', 'bfv.json', '--directory', 'directory.json', '--organ', DECRYPTOR,
    '--state', `bfv-${plain(DECRYPTOR)}.state`, '--in', 'bfv.sum', '--history', 'decrypted.json',
    '--out', out, '--key', `${plain(DECRYPTOR)}.key`, '--without-job',
  ];
  must(await stage.program(DECRYPTOR, open('bfv.result')));
  const second = await stage.program(DECRYPTOR, open('second.result'));
  const sums = countsOf(0).map((_, cell) =>
    ORGANS.reduce((sum, _organ, at) => sum + (countsOf(at)[cell] ?? 0), 0));
  stage.saw(isChinese ? '各机关' : 'each organ', [
    isChinese ? '自己的数字，别人的只是密钥' : 'its own counts, and keys of the others',
    `${isChinese ? '（演示用：真实合计）' : '(for this demonstration: the true sums)'} [${sums.join(', ')}]`,
  ]);
  stage.saw(isChinese ? '汇总方' : 'coordinator', [
    `${isChinese ? `${ORGANS[0]} 交来的（看起来是随机数）` : `from ${ORGANS[0]} (looks random)`}: `
      + await seenWords(stage, masks),
    `${isChinese ? '合计（带噪声）' : 'the sum, with noise'}: ${await countsIn(stage, 'masks.sum')}`,
    `${isChinese ? '少一个机关' : 'one organ missing'}: ${broken}`,
    `${isChinese ? '再合计一次' : 'a second sum'}: ${lastNote(again)}`,
  ]);
  stage.saw(isChinese ? '解密方（没有单个机关的密文）' : 'decryptor (no ciphertext of any one organ)', [
    `${isChinese ? '合计（带噪声）' : 'the sum, with noise'}: ${await countsIn(stage, 'bfv.result')}`,
    `${isChinese ? '再解密一次' : 'a second decryption'}: ${lastNote(second)}`,
  ]);
};

/** Counts of three organs added up by masks and by ciphertexts. */
export const demo: DemoPart = {
  title: { zh: '三、跨机关联合计数', en: '3. Joint counts across organs' }, run,
};
