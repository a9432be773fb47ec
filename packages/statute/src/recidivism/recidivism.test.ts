import assert from 'node:assert/strict';
import test from 'node:test';
import { civil } from '@fengcun/kernel';
import { withinFiveYears } from '../calendar/recidivism-window.ts';
import { resolveCitation } from '../citations/citation.ts';
import {
  decideDrugRecidivism, decideRecidivism, decideSpecialRecidivism, type NewOffence, type PriorOffence,
} from './recidivism.ts';

const prior: PriorOffence = {
  under18: false, intentional: true, fixedTermOrMore: true, fiveYearsOrLess: true, servedOn: civil('2020-05-10'),
  suspensionCompleted: false, classes: ['property'], drugSupplyOrPossession: false,
};
const current: NewOffence = {
  offenceOn: civil('2024-01-01'), under18: false, intentional: true, fixedTermOrMore: true, classes: ['property'],
  drugSection: false,
};

const WINDOW = [
  ['2020-05-10', '2020-05-09', false, 'before release: art. 71, not recidivism'],
  ['2020-05-10', '2020-05-10', true, 'the day of release counts (批复)'],
  ['2020-05-10', '2025-05-09', true, 'W-85: last day on both readings'],
  ['2020-05-10', '2025-05-10', 'unknown', 'W-85: boundary day'],
  ['2020-05-10', '2025-05-11', false, 'W-85: day after it'],
  ['2020-02-29', '2025-02-27', true, 'release on a leap day'],
  ['2020-02-29', '2025-02-28', 'unknown', 'no 29 February: either end'],
  ['2020-02-29', '2025-03-01', 'unknown', 'no 29 February: either end'],
  ['2020-02-29', '2025-03-02', false, 'after both'],
] as const;

for (const [served, offence, expected, note] of WINDOW) {
  test(`five years: served ${served}, offence ${offence} → ${expected} (${note})`, () => {
    assert.equal(withinFiveYears(civil(served), civil(offence)), expected);
  });
}

const W85 = [['2025-05-09', 'recidivist'], ['2025-05-10', 'needsReview'], ['2025-05-11', 'notRecidivist']] as const;
for (const [offence, outcome] of W85) {
  test(`W-85: new offence on ${offence} → ${outcome}`, () => {
    const decision = decideRecidivism({ prior, current: { ...current, offenceOn: civil(offence) } });
    assert.equal(decision.outcome, outcome);
  });
}

const GENERAL: readonly (readonly [string, Partial<PriorOffence>, Partial<NewOffence>, string])[] = [
  ['W-45: a prior offence under eighteen is none', { under18: true, servedOn: civil('2022-06-01') }, {}, 'notRecidivist'],
  ['an age that nobody told goes to a person', { under18: 'unknown' }, {}, 'needsReview'],
  ['a prior 拘役 is none', { fixedTermOrMore: false }, {}, 'notRecidivist'],
  ['a negligent offence is none', {}, { intentional: false }, 'notRecidivist'],
  ['a new offence under eighteen is none', {}, { under18: true }, 'notRecidivist'],
  ['a passed suspension is no service', { suspensionCompleted: true }, {}, 'notRecidivist'],
  ['a date that may be the end of a suspension proves nothing', { suspensionCompleted: 'unknown' }, {}, 'needsReview'],
  ['a sentence never served is none', { servedOn: 'never' }, {}, 'notRecidivist'],
  ['a known failure wins over an unknown', { servedOn: 'unknown', intentional: false }, {}, 'notRecidivist'],
  ['an unknown release goes to a person', { servedOn: 'unknown' }, {}, 'needsReview'],
];
for (const [note, earlier, later, outcome] of GENERAL) {
  test(`art. 65: ${note} → ${outcome}`, () => {
    const decision = decideRecidivism({ prior: { ...prior, ...earlier }, current: { ...current, ...later } });
    assert.equal(decision.outcome, outcome);
    assert.equal(decision.findings.length, 6, 'every limb is evaluated');
  });
}

const SPECIAL: readonly (readonly [string, Partial<PriorOffence>, Partial<NewOffence>, string])[] = [
  ['W-49: juvenile mafia-type membership, again at thirty', { classes: ['gang'], under18: true }, { classes: ['gang'] }, 'needsReview'],
  ['adult both times, after any time', { classes: ['terrorism'], servedOn: civil('1999-01-01') }, { classes: ['nationalSecurity'] }, 'recidivist'],
  ['the new offence is of another class', { classes: ['gang'], under18: true }, { classes: ['property'] }, 'notRecidivist'],
  ['before May 2011 only national security counted', { classes: ['gang'], servedOn: civil('2005-01-01') },
    { classes: ['gang'], offenceOn: civil('2011-04-30') }, 'notRecidivist'],
  ['from May 2011 gangs count', { classes: ['gang'], servedOn: civil('2005-01-01') },
    { classes: ['gang'], offenceOn: civil('2011-05-01') }, 'recidivist'],
  ['classes that nobody told', { classes: 'unknown' }, { classes: ['gang'] }, 'needsReview'],
];
for (const [note, earlier, later, outcome] of SPECIAL) {
  test(`art. 66: ${note} → ${outcome}`, () => {
    const facts = { prior: { ...prior, ...earlier }, current: { ...current, ...later } };
    assert.equal(decideSpecialRecidivism(facts).outcome, outcome);
  });
}

const drugs: Partial<PriorOffence> = { drugSupplyOrPossession: true, classes: ['drug'] };
const DRUG: readonly (readonly [string, Partial<PriorOffence>, Partial<NewOffence>, string])[] = [
  ['W-47: juvenile sale, six months, adult sale', { ...drugs, under18: true }, { drugSection: true }, 'notRecidivist'],
  ['an unsealed juvenile conviction is disputed', { ...drugs, under18: true, fiveYearsOrLess: false }, { drugSection: true }, 'needsReview'],
  ['adult sale twice, after any time', { ...drugs, servedOn: civil('1990-01-01') }, { drugSection: true }, 'recidivist'],
  ['an earlier conviction for giving shelter is none', {}, { drugSection: true }, 'notRecidivist'],
  ['an age that nobody told', { ...drugs, under18: 'unknown' }, { drugSection: true }, 'needsReview'],
];
for (const [note, earlier, later, outcome] of DRUG) {
  test(`art. 356: ${note} → ${outcome}`, () => {
    const facts = { prior: { ...prior, ...earlier }, current: { ...current, ...later } };
    assert.equal(decideDrugRecidivism(facts).outcome, outcome);
  });
}

test('every article a decision names resolves', () => {
  const facts = { prior, current };
  const decisions = [decideRecidivism(facts), decideSpecialRecidivism(facts), decideDrugRecidivism(facts)];
  for (const id of decisions.flatMap((decision) => decision.cites)) assert.ok(resolveCitation(id).ok, id);
});
