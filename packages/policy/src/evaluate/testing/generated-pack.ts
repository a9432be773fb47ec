import fc from 'fast-check';
import { celOf, celOfTerm, type Formula, type NaiveClause, type NaiveMatter, type Plain, type Term } from './naive.ts';

/** Packs and facts by chance: small domains, so that conditions meet, contradict and hide each other often. */
const BOOLEANS = ['suspended', 'firstOffender', 'recidivist'] as const;
const NUMBERS = ['executedTermMonths', 'chargeCount'] as const;
const DATES = ['bornOn', 'offenceTo', 'sentenceServedOn'] as const;
const ENUMS = { recordKind: ['conviction', 'acquittal', 'supportFile'], penalty: ['none', 'fineOnly'] } as const;
const SETS = { offenceClasses: ['drug', 'gang', 'sexual'], charges: ['盗窃罪', '抢劫罪'] } as const;
const DAYS = [
  '2000-02-29', '2002-03-01', '2006-03-15', '2018-02-28', '2018-03-01', '2018-03-02', '2024-03-15', '2024-03-16',
  '2024-12-31', '2026-11-20', '2026-11-21', '2026-11-22', '2028-02-29',
] as const;

const signs = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const numbers = fc.integer({ min: 0, max: 4 });
const name = (names: readonly string[]): fc.Arbitrary<Term> => fc.constantFrom(...names).map((each) => ({ is: 'name', name: each }));
const day: fc.Arbitrary<Term> = fc.constantFrom(...DAYS).map((value) => ({ is: 'day', value }));
const plainDate = fc.oneof(name([...DATES, 'asOf']), day);
const picker: fc.Arbitrary<Formula> = fc.constantFrom<Formula>(
  { is: 'fact', name: 'suspended' }, { is: 'known', name: 'bornOn' }, { is: 'not', of: { is: 'fact', name: 'recidivist' } });
const dateTerm: fc.Arbitrary<Term> = fc.oneof(plainDate, fc.record({
  is: fc.constant('shift' as const), unit: fc.constantFrom('Years', 'Months', 'Days'), of: plainDate,
  by: fc.integer({ min: -20, max: 20 }),
}), fc.record({ is: fc.constant('pick' as const), if: picker, a: plainDate, b: plainDate }));
const later: fc.Arbitrary<Term> = fc.constant({ is: 'shift', unit: 'Days', of: { is: 'name', name: 'asOf' }, by: 1 });
const years: fc.Arbitrary<Term> = fc.record({ is: fc.constant('years' as const), born: plainDate, on: plainDate });
const value = <T extends string | number>(each: fc.Arbitrary<T>): fc.Arbitrary<Term> => each.map((it) => ({ is: 'value', value: it }));
const numberTerm = fc.oneof(name(NUMBERS), value(numbers), years);

const compare = (a: fc.Arbitrary<Term>, b: fc.Arbitrary<Term>, sign: fc.Arbitrary<string>): fc.Arbitrary<Formula> =>
  fc.record({ is: fc.constant('compare' as const), sign, a, b });

const enumFormulas = Object.entries(ENUMS).flatMap(([fact, values]) => [
  compare(name([fact]), value(fc.constantFrom(...values)), fc.constantFrom('==', '!=')),
  fc.record({ is: fc.constant('in' as const), a: name([fact]), list: fc.subarray([...values], { minLength: 1 }) }),
]);
const setFormulas = Object.entries(SETS).map(([fact, values]): fc.Arbitrary<Formula> => fc.record({
  is: fc.constant('set' as const), test: fc.constantFrom('hasAny', 'hasAll', 'hasOnly'), name: fc.constant(fact),
  list: fc.subarray([...values], { minLength: 1 }),
}));
const knowable = [...BOOLEANS, ...NUMBERS, ...DATES, ...Object.keys(ENUMS), ...Object.keys(SETS)];

const atom: fc.Arbitrary<Formula> = fc.oneof(
  fc.constantFrom<Formula>({ is: 'true' }, { is: 'false' }),
  fc.constantFrom(...BOOLEANS).map((each): Formula => ({ is: 'fact', name: each })),
  fc.constantFrom(...knowable).map((each): Formula => ({ is: 'known', name: each })),
  compare(numberTerm, numberTerm, signs), compare(dateTerm, dateTerm, signs),
  fc.record({ is: fc.constant('under18' as const), born: plainDate, on: plainDate }),
  fc.record({ is: fc.constant('in' as const), a: name(NUMBERS), list: fc.uniqueArray(numbers, { minLength: 1, maxLength: 3 }) }),
  compare(name(['K3']), value(fc.constantFrom('keep', 'unseal')), fc.constantFrom('==', '!=')),
  ...enumFormulas, ...setFormulas,
);

/** A condition by chance. */
export const formulas: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof({ maxDepth: 3, withCrossShrink: true }, atom,
    fc.record({ is: fc.constant('not' as const), of: tie('formula') }),
    fc.record({ is: fc.constantFrom('and' as const, 'or' as const), a: tie('formula'), b: tie('formula') }),
    fc.record({ is: fc.constant('if' as const), c: tie('formula'), a: tie('formula'), b: tie('formula') })),
})).formula;

const OUTCOMES = ['mustSeal', 'mustNotSeal', 'notCovered', 'needsReview'] as const;

const clause = (i: number): fc.Arbitrary<NaiveClause> => fc.record({
  id: fc.constant(`clause-${i}`),
  from: fc.constantFrom('2013-01-01', '2026-11-21', '2026-11-22'),
  all: fc.array(formulas, { minLength: 1, maxLength: 3 }),
  outcome: fc.constantFrom('mustSeal', ...OUTCOMES),
  due: fc.option(fc.oneof(dateTerm, later), { nil: undefined }),
}).map(({ due, ...rest }) => (due === undefined || rest.outcome !== 'mustSeal' ? rest : { ...rest, sealFrom: due }));

/** A matter by chance, of one to five clauses. */
export const matters: fc.Arbitrary<NaiveMatter> = fc.record({
  clauses: fc.integer({ min: 1, max: 5 }).chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => clause(i)))),
  otherwise: fc.constantFrom(...OUTCOMES),
});

const maybe = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(each, { nil: undefined, freq: 3 });

/** Facts by chance, any of them unknown. */
export const facts: fc.Arbitrary<Plain> = fc.record(Object.fromEntries([
  ...BOOLEANS.map((each) => [each, maybe(fc.boolean())] as const),
  ...NUMBERS.map((each) => [each, maybe(numbers)] as const),
  ...DATES.map((each) => [each, maybe(fc.constantFrom(...DAYS))] as const),
  ...Object.entries(ENUMS).map(([each, values]) => [each, maybe(fc.constantFrom<string>(...values))] as const),
  ...Object.entries(SETS).map(([each, values]) => [each, maybe(fc.subarray<string>([...values]))] as const),
]));

const said = { zh: '说明', en: 'said' };

/** The matter as the text of a pack (JSON is YAML). */
export const packText = (matter: NaiveMatter): string => JSON.stringify({
  id: 'generated', version: '2026-01-01', status: 'proposal', title: said, effective: { from: '2013-01-01' },
  switches: [{ id: 'K3', question: said, options: ['keep', 'unseal'], default: 'keep', cite: ['M2022_24'] }],
  matters: {
    seal: {
      outcomes: OUTCOMES,
      clauses: matter.clauses.map(({ id, from, all, outcome, sealFrom }) => ({
        id, effective: { from }, text: '甲', cite: ['CL_1'], outcome, explain: said,
        ...(sealFrom === undefined ? {} : { sealFrom: celOfTerm(sealFrom) }),
        all: all.map((formula, i) => ({ id: String(i), when: celOf(formula), cite: ['CL_1'], say: said })),
      })),
      otherwise: { outcome: matter.otherwise, cite: ['CL_1'], explain: said },
    },
  },
});
