import fc from 'fast-check';

/**
 * Packs by chance that look at a person's other entries, with every operation over lists inside every other that
 * may hold it, and people with few different days, so that entries meet, tie and hide each other often.
 */
const DAYS = ['2004-02-29', '2010-01-31', '2012-02-29', '2015-06-30', '2026-11-21', '2031-05-31'] as const;
const PENALTIES = ['none', 'fineOnly', 'criminalDetention'] as const;
const CLASSES = ['drug', 'gang', 'sexual'] as const;

const text = (parts: TemplateStringsArray, ...values: readonly fc.Arbitrary<string | number>[]): fc.Arbitrary<string> =>
  fc.tuple(...values).map((each) => parts.reduce((all, part, i) => `${all}${String(each[i - 1] ?? '')}${part}`));

const signs = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const orders = fc.constantFrom('<', '<=', '>', '>=');
const number = fc.integer({ min: 0, max: 3 });
const years = fc.integer({ min: -3, max: 16 });

const entryDate = fc.oneof(
  fc.constantFrom('c.decidedOn', 'c.sentenceServedOn'),
  text`addYears(c.decidedOn, ${years})`, text`addMonths(c.sentenceServedOn, ${years})`,
  fc.constant('addMonths(c.decidedOn, c.executedTermMonths)'),
  text`(c.suspended ? addYears(c.decidedOn, ${years}) : c.sentenceServedOn)`,
  fc.constant('latest(c.decidedOn, c.sentenceServedOn)'),
);
const entryAtom = fc.oneof(
  fc.constantFrom('c.suspended', 'known(c.decidedOn)', 'known(c.suspended)', 'firstOffender', 'under18(bornOn, c.decidedOn)'),
  text`c.penalty in ['none', 'fineOnly']`, text`hasAny(c.offenceClasses, ['drug'])`, text`hasOnly(c.offenceClasses, ['drug', 'gang'])`,
  text`c.executedTermMonths ${signs} ${number}`, text`c.executedTermMonths ${signs} executedTermMonths`,
  text`${entryDate} ${orders} decidedOn`, text`${entryDate} ${orders} asOf`, text`fullYears(bornOn, c.decidedOn) ${orders} 18`,
);
const entryFormula = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof({ maxDepth: 2, withCrossShrink: true }, entryAtom,
    text`!(${tie('formula')})`, text`(${tie('formula')} && ${tie('formula')})`, text`(${tie('formula')} || ${tie('formula')})`,
    text`(${tie('formula')} ? ${tie('formula')} : ${tie('formula')})`),
})).formula;

const list = fc.oneof(fc.constant('otherEntries'), text`otherEntries.filter(c, ${entryFormula})`,
  text`otherEntries.filter(c, ${entryFormula}).filter(c, ${entryFormula})`);
const place = fc.integer({ min: 1, max: 3 });

const formulaOf = (date: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(
  text`${list}.exists(c, ${entryFormula})`, text`${list}.all(c, ${entryFormula})`,
  text`size(${list}) ${signs} ${number}`, text`${number} ${signs} size(${list})`, text`size(${list}) ${signs} executedTermMonths`,
  text`size(${list}) ${signs} size(${list})`, text`size(${list}) in [0, 2]`,
  text`nthMostRecent(${list}, ${place}).suspended`, text`nthMostRecent(${list}, ${place}).penalty == 'none'`,
  text`hasAny(nthMostRecent(${list}, ${place}).offenceClasses, ['drug', 'gang'])`,
  text`nthMostRecent(${list}, ${place}).executedTermMonths ${signs} ${number}`,
  text`${date} ${orders} asOf`, text`${date} ${orders} decidedOn`,
  fc.constantFrom('known(otherEntries)', 'firstOffender', 'executedTermMonths > 1'),
);

const dates = text`${list}.map(c, ${entryDate})`;
const date = fc.oneof(
  fc.constant('decidedOn'), text`addYears(decidedOn, ${years})`, text`nthMostRecent(${list}, ${place}).decidedOn`,
  text`latest(decidedOn, ${dates})`, text`earliest(${dates}, addYears(decidedOn, 4))`, text`latest(${dates})`,
  list.chain((each) => text`extended(decidedOn, ${fc.constant(each)}.map(c, ${entryDate}), ${fc.constant(each)}.map(c, ${entryDate}))`),
  text`addYears(latest(${dates}, decidedOn), ${years})`,
  text`(nthMostRecent(${list}, 1).suspended ? latest(decidedOn, ${dates}) : addYears(decidedOn, ${years}))`,
);
const formula = fc.oneof(formulaOf(date), text`!(${formulaOf(date)})`, text`(${formulaOf(date)} || ${formulaOf(date)})`);

const said = { zh: '说明', en: 'said' };
const cite = ['CL_1'];

const reasons = fc.array(fc.record({ when: fc.option(formula, { nil: undefined }), date: fc.oneof(date, dates) }), { minLength: 1, maxLength: 3 })
  .map((parts) => ({
    latest: parts.map(({ when, date: day }, i) => ({
      id: `reason-${i}`, date: day, cite, say: said, ...(when === undefined ? {} : { when }),
      ...(i === 2 ? { replaces: ['reason-0'] } : {}),
    })),
  }));

const OUTCOMES = ['mustSeal', 'mustNotSeal', 'notCovered', 'needsReview'] as const;
const clauseOf = (i: number) => fc.record({
  all: fc.array(formula, { minLength: 1, maxLength: 2 }), outcome: fc.constantFrom('mustSeal', ...OUTCOMES),
  due: fc.option(fc.oneof(date, reasons), { nil: undefined }),
}).map(({ all, outcome, due }) => ({
  id: `clause-${i}`, text: '甲', cite, outcome, explain: said,
  all: all.map((when, at) => ({ id: String(at), when, cite, say: said })),
  ...(due === undefined || outcome !== 'mustSeal' ? {} : { sealFrom: due }),
}));

/** The text of a pack by chance (JSON is YAML), of one to four clauses over lists. */
export const listPacks = (monthEnd: 'lastDay' | 'nextMonth'): fc.Arbitrary<string> => fc.integer({ min: 1, max: 4 })
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => clauseOf(i))))
  .map((clauses) => JSON.stringify({
    id: 'generated', version: '2026-01-01', status: 'proposal', title: said, effective: { from: '2013-01-01' }, monthEnd,
    matters: { seal: { outcomes: OUTCOMES, clauses, otherwise: { outcome: 'notCovered', cite, explain: said } } },
  }));

const maybe = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(each, { nil: undefined, freq: 5 });
const record = {
  decidedOn: maybe(fc.constantFrom(...DAYS)), sentenceServedOn: maybe(fc.constantFrom(...DAYS)), executedTermMonths: maybe(number),
};
const entry = fc.oneof({ weight: 8, arbitrary: fc.record({
  ...record, suspended: maybe(fc.boolean()), penalty: maybe(fc.constantFrom(...PENALTIES)), offenceClasses: maybe(fc.subarray([...CLASSES])),
}) }, { weight: 1, arbitrary: fc.constant('unknown') });

/** People by chance with up to four other entries, any fact and any list of them unknown. */
export const listFacts: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record({
  ...record, firstOffender: maybe(fc.boolean()), bornOn: maybe(fc.constantFrom('1990-02-28', '1996-02-29')),
  otherEntries: maybe(fc.array(entry, { maxLength: 4 })),
});
