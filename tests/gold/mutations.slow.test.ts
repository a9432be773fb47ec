import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readingToJson, readJudgment } from '@fengcun/judgment';
import { hasSharedData, sharedJudgments } from './gold.ts';
import { root } from '../tidy/source.ts';

// Attacker-controlled text: cut, doubled, shuffled and sprinkled judgments must be read or refused, never break the reader.

const DOCUMENTS = 100_000;
const SEED = 286;
const SPRINKLES = ['（', '）', '。', '，', '；', '判决如下：', '被告人', '犯', '罪', '有期徒刑', '一', '十', '2017年', '缓刑', '\u0000', '\ud83d', '𠮷', ' ', '\n', '零', '五万元', '决定执行', '撤销'];

/** Small fast generator (mulberry32): the same seed gives the same documents. */
const random = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
};

const texts = (): readonly string[] => {
  if (hasSharedData) return [...sharedJudgments().values()];
  const expected = JSON.parse(readFileSync(`${root}tests/examples/expected.json`, 'utf8')) as { documents: { file: string; format: string }[] };
  return expected.documents.filter((each) => each.format === 'txt').map((each) => readFileSync(`${root}examples/${each.file}`, 'utf8'));
};

const mutate = (text: string, next: (below: number) => number): string => {
  let mutated = text;
  for (let n = 1 + next(4); n > 0; n -= 1) {
    const at = next(mutated.length + 1);
    const length = next(200);
    switch (next(5)) {
      case 0: mutated = mutated.slice(0, at) + mutated.slice(at + length); break;
      case 1: mutated = mutated.slice(0, at) + mutated.slice(at, at + length).repeat(2) + mutated.slice(at + length); break;
      case 2: mutated = mutated.slice(0, at) + (SPRINKLES[next(SPRINKLES.length)] ?? '').repeat(1 + next(3)) + mutated.slice(at); break;
      case 3: mutated = mutated.slice(at) + mutated.slice(0, at); break;
      default: mutated = mutated.slice(0, at);
    }
  }
  return mutated;
};

test(`${DOCUMENTS} mutated judgments are read or refused without an exception, every span inside the text`, (context) => {
  context.diagnostic(`seed ${SEED}`);
  const next = random(SEED);
  const sources = texts();
  let read = 0;
  let refused = 0;
  for (let i = 0; i < DOCUMENTS; i += 1) {
    const text = mutate(sources[next(sources.length)] ?? '', next);
    const reading = readJudgment(text);
    if (!reading.ok) {
      refused += 1;
      continue;
    }
    read += 1;
    const { evidence, problems } = readingToJson('x', reading.value) as unknown as {
      evidence: Record<string, readonly [number, number]>; problems: readonly { code: string; span: readonly [number, number] }[];
    };
    for (const [start, end] of Object.values(evidence)) assert.ok(start >= 0 && start <= end && end <= text.length);
    for (const { span: [start, end], code } of problems) {
      assert.ok(start >= 0 && start <= end && end <= text.length, `${code} [${start}, ${end}] of ${text.length}`);
    }
  }
  context.diagnostic(`measured ${read} read, ${refused} refused`);
});
