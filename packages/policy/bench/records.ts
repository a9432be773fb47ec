import { present } from '@fengcun/kernel';
import { type FactSheet, parseFacts } from '@fengcun/policy';

/** Numbers in [0, 1) from a seed (mulberry32): the same records on every machine. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const pick = <T>(random: () => number, values: readonly T[]): T =>
  present(values[Math.floor(random() * values.length)], 'value');

const day = (random: () => number, from: number, to: number): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const year = from + Math.floor(random() * (to - from));
  return `${year}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;
};

const CLASSES = ['drug', 'sexual', 'gang', 'violence', 'property', 'dangerousDriving', 'economicOrder', 'dutyCrime'] as const;
const PENALTIES = ['fixedTermImprisonment', 'fixedTermImprisonment', 'criminalDetention', 'fineOnly', 'lifeImprisonment'] as const;
const KINDS = ['conviction', 'conviction', 'conviction', 'nonProsecution', 'acquittal'] as const;

const draw = (random: () => number): Readonly<Record<string, unknown>> => {
  const offenceTo = day(random, 2016, 2026);
  const isFirst = random() < 0.8;
  return {
    recordKind: pick(random, KINDS),
    subjectKind: random() < 0.03 ? 'entity' : 'person',
    decidedOn: offenceTo, bornOn: day(random, 1970, 2011), offenceFrom: offenceTo, offenceTo,
    charges: [pick(random, ['盗窃罪', '危险驾驶罪', '故意伤害罪', '交通肇事罪', '诈骗罪'])], chargeCount: 1,
    offenceClasses: random() < 0.75 ? [pick(random, CLASSES)] : [],
    mensRea: random() < 0.8 ? 'intentional' : 'negligent',
    penalty: pick(random, PENALTIES),
    executedTermMonths: Math.floor(random() * random() * 130),
    suspended: random() < 0.4,
    recidivist: random() < 0.05, drugRecidivist: random() < 0.02,
    firstOffender: isFirst, priorConvictionCount: isFirst ? 0 : 1,
  };
};

/**
 * Invented records as ordinary parsed fact sheets. With `unknownShare` each fact is unknown with that probability;
 * 0 gives records that engines without an unknown can decide too.
 */
export const drawRecords = (
  count: number, { seed, unknownShare }: Readonly<{ seed: number; unknownShare: number }>,
): readonly FactSheet[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const known = Object.entries(draw(random)).filter(() => unknownShare === 0 || random() >= unknownShare);
    const sheet = parseFacts(Object.fromEntries(known));
    return present(sheet.ok ? sheet.value : undefined, 'a valid record');
  });
};
