import type { Case, Facts } from './case.ts';

type Row = readonly [id: string, story: string, facts: Facts, outcome: string, rest?: Partial<Case>];

const rows = (article: string, list: readonly Row[]): readonly Case[] => list.map(([id, story, facts, outcome, rest]) =>
  ({ pack: 'us-or-137-225', article, id, story, facts, outcome, ...rest }));

const charge = (changed: Facts = {}): Facts => ({
  disposition: 'convicted', typeEligibility: 'eligible', chargeLevel: 'misdemeanorA', decidedOn: '2023-11-21', chargedOn: '2023-08-01',
  offenceGroups: [], probationRevoked: false, moneyOwed: false, pendingCharges: false, otherEntries: [], ...changed,
});
const other = (changed: Facts = {}): Facts => ({
  disposition: 'convicted', typeEligibility: 'eligible', chargeLevel: 'misdemeanorA', decidedOn: '2024-05-10', blocksOthers: true, offenceGroups: [],
  ...changed,
});
const waits = (level: string, years: number): readonly Row[] => [
  [`OR-${level}`, `${level}: ${years} years, over today`, charge({ chargeLevel: level, decidedOn: `${2026 - years}-11-21` }), 'mustSeal', { sealFrom: '2026-11-21' }],
  [`OR-${level}-before`, `${level}: the day before`, charge({ chargeLevel: level, decidedOn: `${2026 - years}-11-22` }), 'sealFrom', { sealFrom: '2026-11-22', limits: ['own-wait'] }],
];

/** ORS 137.225 as restated: each item against the person's other items. */
export const OREGON_BOUNDARIES: readonly Case[] = [
  ...rows('A1', [
    ...waits('felonyB', 7), ...waits('felonyC', 5), ...waits('misdemeanorA', 3), ...waits('misdemeanor', 3), ...waits('misdemeanorB', 1),
    ...waits('misdemeanorC', 1), ...waits('violation', 1), ...waits('infraction', 1),
    ['OR-felonyA', 'felony A: never', charge({ chargeLevel: 'felonyA', decidedOn: '1990-01-01' }), 'mustNotSeal', { by: 'no-wait-of-its-own' }],
    ['OR-level-unknown', 'the level is not known: never by itself', charge({ chargeLevel: 'unknown' }), 'needsReview', { questions: ['chargeLevel'] }],
    ['OR-leap', '29 February and three years: 28 February', charge({ decidedOn: '2024-02-29' }), 'sealFrom', { sealFrom: '2027-02-28' }],
  ]),
  ...rows('A2', [
    ['OR-other', 'another conviction that blocks, six months later', charge({ otherEntries: [other()] }), 'sealFrom', { sealFrom: '2027-05-10', limits: ['most-recent-conviction'] }],
    ['OR-other-earlier', 'another one, earlier: its own wait is later', charge({ decidedOn: '2024-01-05', otherEntries: [other({ decidedOn: '2020-01-01' })] }), 'sealFrom', { sealFrom: '2027-01-05', limits: ['own-wait'] }],
    ['OR-other-free', 'it does not block', charge({ otherEntries: [other({ blocksOthers: false })] }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['OR-other-dismissed', 'a dismissed one never blocks', charge({ otherEntries: [other({ disposition: 'dismissed' })] }), 'mustSeal'],
    ['OR-other-undetermined', 'one that needs more analysis is taken out of the evidence', charge({ otherEntries: [other({ typeEligibility: 'needsMoreAnalysis' })] }), 'mustSeal'],
    ['OR-other-ineligible', 'one ineligible by its type still blocks', charge({ otherEntries: [other({ typeEligibility: 'ineligible' })] }), 'sealFrom'],
    ['OR-length', 'the length is that of the charge under test', charge({ chargeLevel: 'misdemeanorC', otherEntries: [other({ chargeLevel: 'felonyB', decidedOn: '2026-01-10' })] }), 'sealFrom', { sealFrom: '2027-01-10' }],
    ['OR-violation-skipped', 'the most recent is a violation: the next one counts', charge({ otherEntries: [other({ chargeLevel: 'violation', decidedOn: '2026-06-01' }), other()] }), 'sealFrom', { sealFrom: '2027-05-10', limits: ['second-most-recent-conviction'] }],
    ['OR-violation-twice', 'the next one counts whatever it is', charge({ otherEntries: [other({ chargeLevel: 'violation', decidedOn: '2026-06-01' }), other({ chargeLevel: 'violation' })] }), 'sealFrom', { sealFrom: '2027-05-10' }],
    ['OR-violation-only', 'a violation alone blocks nothing', charge({ otherEntries: [other({ chargeLevel: 'violation', decidedOn: '2026-06-01' })] }), 'mustSeal'],
    ['OR-tie', 'two on one day, one of them a violation: open', charge({ otherEntries: [other({ chargeLevel: 'violation' }), other()] }), 'needsReview'],
    ['OR-tie-alike', 'two on one day, alike', charge({ otherEntries: [other(), other()] }), 'sealFrom', { sealFrom: '2027-05-10' }],
    ['OR-list-unknown', 'the other entries are not known', charge({ otherEntries: 'unknown' }), 'needsReview', { questions: ['otherEntries'] }],
    ['OR-entry-unknown', 'nothing is known of one entry', charge({ otherEntries: ['unknown'] }), 'needsReview'],
    ['OR-level-of-other-unknown', 'the level of the one that blocks is not known', charge({ otherEntries: [other({ chargeLevel: 'unknown' })] }), 'needsReview'],
  ]),
  ...rows('A3, A4', [
    ['OR-dismissed', 'dismissed: from the charge, convictions never delay it', charge({ disposition: 'dismissed', otherEntries: [other({ decidedOn: '2026-10-01' })] }), 'mustSeal', { sealFrom: '2023-08-01' }],
    ['OR-diverted', 'diverted', charge({ disposition: 'diverted' }), 'mustSeal', { sealFrom: '2023-08-01' }],
    ['OR-no-complaint-60', 'no complaint: sixty days over today', charge({ disposition: 'noComplaint', decidedOn: '2026-09-22' }), 'mustSeal', { sealFrom: '2026-11-21', limits: ['no-complaint'] }],
    ['OR-no-complaint-59', 'no complaint: the day before', charge({ disposition: 'noComplaint', decidedOn: '2026-09-23' }), 'sealFrom', { sealFrom: '2026-11-22' }],
  ]),
  ...rows('A5, A6', [
    ['OR-revoked', 'probation revoked: three years from it', charge({ probationRevoked: true, probationRevokedOn: '2024-03-01' }), 'sealFrom', { sealFrom: '2027-03-01', limits: ['probation-revoked'] }],
    ['OR-revoked-early', 'probation revoked long ago', charge({ chargeLevel: 'felonyB', decidedOn: '2018-01-01', probationRevoked: true, probationRevokedOn: '2019-01-01' }), 'mustSeal', { sealFrom: '2025-01-01' }],
    ['OR-ineligible', 'ineligible by its type', charge({ typeEligibility: 'ineligible' }), 'mustNotSeal', { by: 'type-ineligible' }],
    ['OR-ineligible-dismissed', 'ineligible by its type, dismissed', charge({ disposition: 'dismissed', typeEligibility: 'ineligible' }), 'mustNotSeal'],
    ['OR-more-analysis', 'the type needs more analysis: no time result', charge({ typeEligibility: 'needsMoreAnalysis' }), 'needsReview', { by: 'not-analysable' }],
  ]),
  ...rows('A7, A8', [
    ['OR-marijuana', 'marijuana under 21: one year replaces five', charge({ chargeLevel: 'felonyC', decidedOn: '2025-11-21', offenceGroups: ['marijuanaUnder21'] }), 'mustSeal', { sealFrom: '2025-11-21'.replace('2025', '2026'), limits: ['marijuana-under-21'] }],
    ['OR-marijuana-before', 'the day before', charge({ chargeLevel: 'felonyC', decidedOn: '2025-11-22', offenceGroups: ['marijuanaUnder21'] }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['OR-marijuana-traffic', 'all others traffic violations', charge({ chargeLevel: 'felonyC', decidedOn: '2025-11-21', offenceGroups: ['marijuanaUnder21'], otherEntries: [other({ chargeLevel: 'violation', offenceGroups: ['traffic'] })] }), 'mustSeal', { by: 'marijuana' }],
    ['OR-marijuana-other', 'another conviction: the ordinary waits', charge({ chargeLevel: 'felonyC', decidedOn: '2025-11-21', offenceGroups: ['marijuanaUnder21'], otherEntries: [other()] }), 'sealFrom', { by: 'convicted', sealFrom: '2030-11-21' }],
    ['OR-marijuana-dismissed-other', 'another entry without conviction does not count', charge({ chargeLevel: 'felonyC', decidedOn: '2025-11-21', offenceGroups: ['marijuanaUnder21'], otherEntries: [other({ disposition: 'dismissed' })] }), 'mustSeal', { by: 'marijuana' }],
    ['OR-marijuana-violation', 'marijuana violation: from the disposition', charge({ chargeLevel: 'violation', decidedOn: '2026-11-20', offenceGroups: ['marijuanaViolation'], otherEntries: [other()] }), 'mustSeal', { sealFrom: '2026-11-20', limits: ['marijuana-violation'] }],
    ['OR-marijuana-both', 'both rules: the violation replaces the year', charge({ chargeLevel: 'violation', decidedOn: '2026-11-20', offenceGroups: ['marijuanaUnder21', 'marijuanaViolation'] }), 'mustSeal', { sealFrom: '2026-11-20' }],
  ]),
  ...rows('A10', [
    ['OR-restitution', 'restitution owed', charge({ decidedOn: '2010-01-01', moneyOwed: true }), 'mustNotSeal', { by: 'restitution-owed' }],
    ['OR-open-case', 'an open case is told of, and changes nothing', charge({ pendingCharges: true }), 'mustSeal', { flags: ['foreignLaw', 'openCase'] }],
    ['OR-before', 'asked before the pack applies', charge(), 'PACK_NOT_EFFECTIVE', { asOf: '2021-12-31' }],
  ]),
];
