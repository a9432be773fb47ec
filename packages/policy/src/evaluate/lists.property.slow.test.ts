import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import fc from 'fast-check';
import { checkCel } from '../cel/check-cel.ts';
import { parseFacts } from '../facts/parse-facts.ts';
import { slotsOf } from '../facts/slots.ts';
import { compileCondition } from './compile-condition.ts';

/**
 * Lists against a second opinion that shares no code with the engine: plain arrays of fully known entries. What the
 * engine knows in spite of unknowns must hold in every completion of them.
 */
type Entry = Readonly<{ suspended: boolean; decidedOn: string; sentenceServedOn: string; penalty: string }>;
type Partial = Readonly<{ [K in keyof Entry]: Entry[K] | undefined }>;

const DAYS = ['2010-01-31', '2012-02-29', '2015-06-30'];
const OWN = '2012-02-29';
const AS_OF = '2014-02-28';

const yearsLater = (day: string, years: number): string => {
  const date = Temporal.PlainDate.from(day).add({ years }, { overflow: 'constrain' });
  return date.toString();
};

type Rule = Readonly<{ cel: string; plain: (list: readonly Entry[]) => boolean | undefined; exact: boolean }>;

const extend = (base: string, list: readonly Entry[]): string => {
  const next = list.find(({ decidedOn, sentenceServedOn }) => decidedOn <= base && sentenceServedOn > base);
  return next === undefined ? base : extend(next.sentenceServedOn, list);
};
const suspended = (list: readonly Entry[]): readonly Entry[] => list.filter((each) => each.suspended);
/** Undefined where entries that share a day could stand in either order. */
const nth = (list: readonly Entry[], n: number): boolean | undefined => {
  const day = list.map((each) => each.decidedOn).sort().reverse()[n - 1];
  const answers = new Set(list.filter((each) => each.decidedOn === day).map((each) => each.penalty === 'none'));
  return day === undefined || answers.size > 1 ? undefined : answers.has(true);
};

const sizes = (['==', '!=', '<', '<=', '>', '>='] as const).map((sign): Rule => ({
  cel: `otherEntries.filter(c, c.suspended).size() ${sign} 1`, exact: true,
  plain: (list) => {
    const size = suspended(list).length;
    return { '==': size === 1, '!=': size !== 1, '<': size < 1, '<=': size <= 1, '>': size > 1, '>=': size >= 1 }[sign];
  },
}));
const RULES: readonly Rule[] = [
  { cel: 'otherEntries.exists(c, c.suspended)', plain: (list) => list.some((each) => each.suspended), exact: true },
  { cel: 'otherEntries.all(c, c.suspended)', plain: (list) => list.every((each) => each.suspended), exact: true },
  {
    cel: 'otherEntries.filter(c, c.suspended).all(c, c.decidedOn < decidedOn)', exact: true,
    plain: (list) => suspended(list).every((each) => each.decidedOn < OWN),
  },
  {
    cel: 'otherEntries.exists(c, c.suspended && c.decidedOn > decidedOn)', exact: true,
    plain: (list) => list.some((each) => each.suspended && each.decidedOn > OWN),
  },
  ...sizes,
  { cel: '1 < size(otherEntries)', plain: (list) => list.length > 1, exact: true },
  { cel: "nthMostRecent(otherEntries, 1).penalty == 'none'", plain: (list) => nth(list, 1), exact: false },
  { cel: "nthMostRecent(otherEntries.filter(c, c.suspended), 2).penalty == 'none'", plain: (list) => nth(suspended(list), 2), exact: false },
  {
    cel: 'latest(decidedOn, otherEntries.filter(c, c.suspended).map(c, addYears(c.decidedOn, 2))) <= asOf', exact: false,
    plain: (list) => ([OWN, ...suspended(list).map((each) => yearsLater(each.decidedOn, 2))].sort().at(-1) ?? '') <= AS_OF,
  },
  {
    cel: 'earliest(decidedOn, otherEntries.map(c, c.decidedOn)) >= decidedOn', exact: false,
    plain: (list) => list.every((each) => each.decidedOn >= OWN),
  },
  {
    cel: 'extended(decidedOn, otherEntries.map(c, c.decidedOn), otherEntries.map(c, c.sentenceServedOn)) > asOf', exact: false,
    plain: (list) => extend(OWN, list) > AS_OF,
  },
];

const entries: fc.Arbitrary<readonly Partial[]> = fc.array(fc.record({
  suspended: fc.option(fc.boolean(), { nil: undefined, freq: 3 }),
  decidedOn: fc.option(fc.constantFrom(...DAYS), { nil: undefined, freq: 3 }),
  sentenceServedOn: fc.option(fc.constantFrom(...DAYS), { nil: undefined, freq: 3 }),
  penalty: fc.option(fc.constantFrom('none', 'fineOnly'), { nil: undefined, freq: 3 }),
}), { maxLength: 3 });

/** Every way in which one entry can turn out; unknown days also far from all others. */
const completions = (entry: Partial): readonly Entry[] => {
  const days = ['1950-01-01', ...DAYS, '2150-12-31'];
  const every = <T>(value: T | undefined, all: readonly T[]): readonly T[] => (value === undefined ? all : [value]);
  return every(entry.suspended, [true, false]).flatMap((flag) => every(entry.decidedOn, days).flatMap((decidedOn) =>
    every(entry.sentenceServedOn, days).flatMap((sentenceServedOn) => every(entry.penalty, ['none', 'fineOnly'])
      .map((penalty) => ({ suspended: flag, decidedOn, sentenceServedOn, penalty })))));
};

const completed = (list: readonly Partial[]): readonly (readonly Entry[])[] =>
  list.reduce<readonly (readonly Entry[])[]>((all, entry) =>
    all.flatMap((done) => completions(entry).map((each) => [...done, each])), [[]]);

const answerOf = (cel: string) => {
  const checked = checkCel(cel, 'boolean', { switches: new Map() });
  assert.ok(checked.ok, `${cel} ${JSON.stringify(checked)}`);
  const predicate = compileCondition(checked.value, { asOf: civil(AS_OF), switches: new Map() });
  return (otherEntries: unknown): boolean | undefined => {
    const sheet = parseFacts({ decidedOn: OWN, otherEntries });
    assert.ok(sheet.ok, JSON.stringify(sheet));
    return [false, true, undefined][predicate(slotsOf(sheet.value))];
  };
};

for (const { cel, plain, exact } of RULES) {
  const answer = answerOf(cel);
  test(`${cel}: known is certain${exact ? ', and what is certain is known' : ''}`, () => {
    let known = 0;
    fc.assert(fc.property(entries.filter((list) => completed(list).length <= 600), (list) => {
      const found = answer(list);
      const possible = new Set(completed(list).map(plain));
      if (found !== undefined) {
        known += 1;
        assert.deepEqual([...possible], [found]);
      } else if (exact) assert.ok(possible.size > 1, 'certain but not known');
    }), { seed: 286, numRuns: 300 });
    assert.ok(known >= 10, `only ${known} known`);
  });
  test(`${cel}: an unknown list decides nothing`, () => assert.equal(answer('unknown'), undefined));
}

test('an entry of which nothing is known counts as an entry, and decides only where every completion agrees', () => {
  assert.equal(answerOf('size(otherEntries) == 1')(['unknown']), true);
  assert.equal(answerOf('otherEntries.exists(c, c.suspended)')(['unknown']), undefined);
  assert.equal(answerOf('otherEntries.exists(c, c.suspended)')(['unknown', { suspended: true }]), true);
  assert.equal(answerOf('otherEntries.exists(c, known(c.suspended))')(['unknown']), false);
});
