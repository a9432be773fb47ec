import type { Case, Facts, PackName } from './case.ts';

type Row = readonly [id: string, story: string, facts: Facts, outcome: string, rest?: Partial<Case>];

const rows = (pack: PackName, article: string, list: readonly Row[]): readonly Case[] =>
  list.map(([id, story, facts, outcome, rest]) => ({ pack, article, id, story, facts, outcome, ...rest }));

/** Six months of custody, served, no other entry; rows change what matters. */
const entry = (changed: Facts = {}): Facts => ({
  subjectKind: 'person', bornOn: '1985-04-01', decidedOn: '2020-03-10', effectiveOn: '2020-03-20', sentenceServedOn: '2020-09-10',
  sentenceKind: 'custody', executedTermMonths: 6, offenceGroups: [], probationRevoked: false, remainderRemitted: false, fineAmount: 0,
  pendingCharges: false, moneyOwed: false, otherEntries: [], ...changed,
});
const fine = (rates: number, changed: Facts = {}): Facts =>
  entry({ sentenceKind: 'fine', executedTermMonths: 0, fineDayRates: rates, sentenceServedOn: '2009-12-31', ...changed });
const other = (changed: Facts = {}): Facts => ({
  decidedOn: '2010-01-05', sentenceServedOn: '2010-07-05', sentenceKind: 'custody', executedTermMonths: 6, offenceGroups: [], fineDayRates: 0,
  probationRevoked: false, remainderRemitted: false, ...changed,
});
const early = (changed: Facts = {}): Facts => entry({ sentenceServedOn: '2009-12-31', ...changed });

const GERMANY: readonly Case[] = [
  ...rows('de-bzrg-34', 'BZRG §§32–38', [
    ['DE34-90', '90 day rates, no other penalty: not entered', fine(90), 'mustSeal', { by: 'not-entered' }],
    ['DE34-91', '91 day rates: three years, over today', fine(91, { decidedOn: '2023-11-21' }), 'mustSeal', { by: 'period-over', sealFrom: '2026-11-21' }],
    ['DE34-91-before', '91 day rates: the day before', fine(91, { decidedOn: '2023-11-22' }), 'sealFrom', { sealFrom: '2026-11-22', limits: ['own-period-alone'] }],
    ['DE34-90-other', '90 day rates with another entry: three years', fine(90, { decidedOn: '2023-11-22', otherEntries: [other()] }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['DE34-3m', 'three months, no other penalty: not entered', early({ executedTermMonths: 3 }), 'mustSeal', { by: 'not-entered' }],
    ['DE34-4m', 'four months: five years and four months', early({ executedTermMonths: 4, decidedOn: '2021-07-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE34-4m-before', 'the day before', early({ executedTermMonths: 4, decidedOn: '2021-07-22' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['DE34-suspended-12', 'twelve months suspended, alone: three years', early({ sentenceKind: 'suspendedCustody', executedTermMonths: 12, decidedOn: '2023-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE34-suspended-13', 'thirteen months suspended: five years and thirteen months', early({ sentenceKind: 'suspendedCustody', executedTermMonths: 13, decidedOn: '2023-11-21' }), 'sealFrom', { sealFrom: '2029-12-21' }],
    ['DE34-suspended-other', 'twelve months suspended with other imprisonment', early({ sentenceKind: 'suspendedCustody', executedTermMonths: 12, decidedOn: '2023-11-21', otherEntries: [other()] }), 'sealFrom', { sealFrom: '2029-11-21', limits: ['own-period'] }],
    ['DE34-suspended-fine', 'twelve months suspended with a fine beside it: still the only imprisonment', early({ sentenceKind: 'suspendedCustody', executedTermMonths: 12, decidedOn: '2023-11-21', otherEntries: [other({ sentenceKind: 'fine', executedTermMonths: 0, fineDayRates: 100 })] }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE34-sexual-12', 'listed sexual offence, twelve months: five years and twelve months', early({ offenceGroups: ['sexualListed'], executedTermMonths: 12, decidedOn: '2020-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE34-sexual-13', 'thirteen months: ten years and thirteen months', early({ offenceGroups: ['sexualListed'], executedTermMonths: 13, decidedOn: '2020-11-21' }), 'sealFrom', { sealFrom: '2031-12-21' }],
    ['DE34-sexual-90', 'listed sexual offence, 90 day rates: entered all the same', fine(90, { offenceGroups: ['sexualListed'], decidedOn: '2025-01-01' }), 'sealFrom', { sealFrom: '2028-01-01' }],
    ['DE34-youth-12', 'youth custody of twelve months: three years', early({ sentenceKind: 'juvenileCustody', executedTermMonths: 12, decidedOn: '2023-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE34-youth-13', 'of thirteen months: five years and thirteen months', early({ sentenceKind: 'juvenileCustody', executedTermMonths: 13, decidedOn: '2023-11-21' }), 'sealFrom', { sealFrom: '2029-12-21' }],
    ['DE34-youth-25-remitted', 'of 25 months, rest remitted: three years and 25 months', early({ sentenceKind: 'juvenileCustody', executedTermMonths: 25, decidedOn: '2021-10-21', remainderRemitted: true }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE34-youth-24-suspended', 'of 24 months, suspended: not entered', early({ sentenceKind: 'suspendedJuvenileCustody', executedTermMonths: 24 }), 'mustSeal', { by: 'not-entered' }],
    ['DE34-youth-25-suspended', 'of 25 months, suspended: entered', early({ sentenceKind: 'suspendedJuvenileCustody', executedTermMonths: 25, decidedOn: '2024-01-01' }), 'sealFrom', { by: 'period-over' }],
    ['DE34-youth-revoked', 'suspension revoked: entered', early({ sentenceKind: 'suspendedJuvenileCustody', executedTermMonths: 24, probationRevoked: true, decidedOn: '2024-01-01' }), 'sealFrom', { by: 'period-over' }],
    ['DE34-life', 'life', entry({ sentenceKind: 'lifeCustody', executedTermMonths: 'unknown' }), 'mustNotSeal', { by: 'never' }],
    ['DE34-warning', 'warning with reserved punishment', entry({ sentenceKind: 'reservedWarning' }), 'mustSeal', { by: 'warning-or-juvenile-finding' }],
    ['DE34-unfinished', 'the penalty is not finished', early({ executedTermMonths: 4, decidedOn: '2015-01-01', sentenceServedOn: '2026-12-24' }), 'sealFrom', { sealFrom: '2026-12-24', limits: ['penalty-finished'] }],
    ['DE34-held', 'another entry holds this one', early({ decidedOn: '2015-01-01', otherEntries: [other({ decidedOn: '2025-01-05', executedTermMonths: 12 })] }), 'sealFrom', { sealFrom: '2031-01-05', limits: ['other-periods'] }],
    ['DE34-not-held', '90 day rates hold nothing', early({ decidedOn: '2015-01-01', otherEntries: [other({ decidedOn: '2026-01-05', sentenceKind: 'fine', executedTermMonths: 0, fineDayRates: 90 })] }), 'mustSeal', { sealFrom: '2020-07-01' }],
    ['DE34-held-91', '91 day rates do', early({ decidedOn: '2015-01-01', otherEntries: [other({ decidedOn: '2026-01-05', sentenceKind: 'fine', executedTermMonths: 0, fineDayRates: 91 })] }), 'sealFrom', { sealFrom: '2029-01-05' }],
    ['DE34-held-for-good', 'another entry never leaves', early({ decidedOn: '2015-01-01', otherEntries: [other({ sentenceKind: 'preventiveDetention' })] }), 'mustNotSeal', { by: 'another-entry-never-leaves' }],
    ['DE34-others-unknown', 'the other entries are not known', early({ decidedOn: '2015-01-01', otherEntries: 'unknown' }), 'needsReview', { questions: ['otherEntries'] }],
  ]),
  ...rows('de-bzrg-46', 'BZRG §§45–47', [
    ['DE46-90', '90 day rates alone: five years and one', fine(90, { decidedOn: '2020-11-21' }), 'mustSeal', { sealFrom: '2026-11-21', limits: ['alone'] }],
    ['DE46-90-before', 'the day before', fine(90, { decidedOn: '2020-11-22' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['DE46-91', '91 day rates: ten years and one', fine(91, { decidedOn: '2015-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE46-90-custody', '90 day rates with imprisonment entered: ten years', fine(90, { decidedOn: '2020-11-21', otherEntries: [other({ decidedOn: '2001-01-01' })] }), 'sealFrom', { sealFrom: '2031-11-21', limits: ['with-imprisonment'] }],
    ['DE46-90-fine', '90 day rates with another fine: five years', fine(90, { decidedOn: '2020-11-21', otherEntries: [other({ decidedOn: '2001-01-01', sentenceKind: 'fine', executedTermMonths: 0, fineDayRates: 120 })] }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE46-3m', 'three months alone: five years', early({ executedTermMonths: 3, decidedOn: '2020-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE46-3m-fine', 'three months with a fine: ten years', early({ executedTermMonths: 3, decidedOn: '2020-11-21', otherEntries: [other({ decidedOn: '2001-01-01', sentenceKind: 'fine', executedTermMonths: 0, fineDayRates: 20 })] }), 'sealFrom', { sealFrom: '2031-11-21', limits: ['only-imprisonment'] }],
    ['DE46-suspended-12', 'twelve months suspended alone: ten years', early({ sentenceKind: 'suspendedCustody', executedTermMonths: 12, decidedOn: '2015-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE46-suspended-13', 'thirteen months suspended: fifteen years and the term', early({ sentenceKind: 'suspendedCustody', executedTermMonths: 13, decidedOn: '2015-11-21' }), 'sealFrom', { sealFrom: '2032-12-21' }],
    ['DE46-12', 'twelve months not suspended: fifteen years, the term and one', early({ executedTermMonths: 12, decidedOn: '2009-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE46-youth-12', 'youth custody of twelve months', early({ sentenceKind: 'juvenileCustody', executedTermMonths: 12, decidedOn: '2020-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE46-youth-13', 'of thirteen months: ten years and the term', early({ sentenceKind: 'juvenileCustody', executedTermMonths: 13, decidedOn: '2020-11-21' }), 'sealFrom', { sealFrom: '2032-12-21' }],
    ['DE46-youth-24-suspended', 'of 24 months suspended: five years', early({ sentenceKind: 'suspendedJuvenileCustody', executedTermMonths: 24, decidedOn: '2020-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE46-youth-25-remitted', 'of 25 months, rest remitted: five years and the term', early({ sentenceKind: 'juvenileCustody', executedTermMonths: 25, decidedOn: '2018-10-21', remainderRemitted: true }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE46-sexual-12', 'listed sexual offence, twelve months: fifteen years', early({ offenceGroups: ['sexualListed'], executedTermMonths: 12, decidedOn: '2009-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['DE46-sexual-13', 'thirteen months: twenty years', early({ offenceGroups: ['sexualListed'], executedTermMonths: 13, decidedOn: '2009-11-21' }), 'sealFrom', { sealFrom: '2031-12-21' }],
    ['DE46-together', 'deleted together, when the last is ripe', fine(91, { decidedOn: '2015-11-21', otherEntries: [other({ decidedOn: '2018-02-03', sentenceKind: 'fine', executedTermMonths: 0, fineDayRates: 95 })] }), 'sealFrom', { sealFrom: '2029-02-03', limits: ['others-no-imprisonment'] }],
    ['DE46-psychiatric', 'psychiatric order', entry({ sentenceKind: 'psychiatricOrder' }), 'mustNotSeal', { by: 'never' }],
    ['DE46-delay', 'removal without delay', fine(90, { decidedOn: '2020-11-21' }), 'mustSeal', { sealFrom: '2025-11-21', parameters: { RemovalDelayYears: 0 } }],
  ]),
];

const ASIA: readonly Case[] = [
  ...rows('jp-34-2', '日本刑法34条の2', [
    ['JP-custody', 'custody: ten years from the day after it ended', entry({ sentenceServedOn: '2016-11-20' }), 'mustSeal', { by: 'custody', sealFrom: '2026-11-21' }],
    ['JP-custody-before', 'the day before', entry({ sentenceServedOn: '2016-11-21' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['JP-fine', 'fine: five years from payment', entry({ sentenceKind: 'fine', sentenceServedOn: '2021-11-21' }), 'mustSeal', { by: 'fine', sealFrom: '2026-11-21' }],
    ['JP-fine-before', 'the day before', entry({ sentenceKind: 'fine', sentenceServedOn: '2021-11-22' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['JP-remission', 'remission: two years from finality', entry({ sentenceKind: 'remission', effectiveOn: '2024-11-21' }), 'mustSeal', { by: 'remission', sealFrom: '2026-11-21' }],
    ['JP-remission-before', 'the day before', entry({ sentenceKind: 'remission', effectiveOn: '2024-11-22' }), 'sealFrom'],
    ['JP-suspended', 'suspended, the period over', entry({ sentenceKind: 'suspendedCustody', suspensionPeriodMonths: 36, effectiveOn: '2023-11-21' }), 'mustSeal', { by: 'suspended', sealFrom: '2026-11-21' }],
    ['JP-interrupted', 'a fine in the meantime', entry({ sentenceServedOn: '2016-11-20', otherEntries: [other({ sentenceKind: 'fine', decidedOn: '2020-01-01' })] }), 'needsReview', { by: 'interrupted' }],
    ['JP-lighter', 'something lighter than a fine in the meantime', entry({ sentenceServedOn: '2016-11-20', otherEntries: [other({ sentenceKind: 'lesserThanFine', decidedOn: '2020-01-01' })] }), 'mustSeal'],
    ['JP-earlier', 'a fine before', entry({ sentenceServedOn: '2016-11-20', otherEntries: [other({ sentenceKind: 'fine', decidedOn: '2012-01-01' })] }), 'mustSeal'],
    ['JP-lapsed-before', 'a fine after the sentence had lapsed', entry({ sentenceServedOn: '2014-11-20', otherEntries: [other({ sentenceKind: 'fine', decidedOn: '2024-11-21' })] }), 'mustSeal'],
    ['JP-others-unknown', 'whether there was anything in the meantime is not known', entry({ sentenceServedOn: '2016-11-20', otherEntries: 'unknown' }), 'needsReview', { questions: ['otherEntries'] }],
  ]),
  ...rows('hk-297', 'Cap. 297 s.2', [
    ['HK-3', 'three months, three years over today', entry({ executedTermMonths: 3, decidedOn: '2023-11-21' }), 'mustSeal', { sealFrom: '2026-11-21', flags: ['foreignLaw', 'certificateRefused'] }],
    ['HK-3-before', 'the day before', entry({ executedTermMonths: 3, decidedOn: '2023-11-22' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['HK-4', 'four months', entry({ executedTermMonths: 4 }), 'mustNotSeal', { by: 'too-heavy' }],
    ['HK-10000', 'a fine of 10,000', entry({ sentenceKind: 'fine', executedTermMonths: 0, fineAmount: 10000 }), 'mustSeal'],
    ['HK-10001', 'a fine of 10,001', entry({ sentenceKind: 'fine', executedTermMonths: 0, fineAmount: 10001 }), 'mustNotSeal', { by: 'too-heavy' }],
    ['HK-suspended-4', 'four months suspended', entry({ sentenceKind: 'suspendedCustody', executedTermMonths: 4 }), 'needsReview', { by: 'suspended-open' }],
    ['HK-not-first', 'an earlier conviction', entry({ executedTermMonths: 3, otherEntries: [other()] }), 'mustNotSeal', { by: 'not-first' }],
    ['HK-reconvicted', 'a later conviction', entry({ executedTermMonths: 3, otherEntries: [other({ decidedOn: '2025-01-01' })] }), 'mustNotSeal', { by: 'reconvicted' }],
    ['HK-others-unknown', 'the other entries are not known', entry({ executedTermMonths: 3, otherEntries: 'unknown' }), 'needsReview', { questions: ['otherEntries'] }],
  ]),
];

const EUROPE: readonly Case[] = [
  ...rows('pt-37-2015', 'Lei 37/2015 art. 11', [
    ['PT-59', '59 months: five years after extinction', entry({ executedTermMonths: 59, sentenceServedOn: '2021-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['PT-59-before', 'the day before', entry({ executedTermMonths: 59, sentenceServedOn: '2021-11-22' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['PT-60', 'five years: seven', entry({ executedTermMonths: 60, sentenceServedOn: '2021-11-21' }), 'sealFrom', { sealFrom: '2028-11-21' }],
    ['PT-96', 'eight years: seven', entry({ executedTermMonths: 96, sentenceServedOn: '2021-11-21' }), 'sealFrom', { sealFrom: '2028-11-21' }],
    ['PT-97', 'more than eight: ten', entry({ executedTermMonths: 97, sentenceServedOn: '2021-11-21' }), 'sealFrom', { sealFrom: '2031-11-21' }],
    ['PT-fine', 'a fine on a person: five', fine(950, { sentenceServedOn: '2021-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['PT-entity-599', 'a legal person, 599 day fines: five', fine(599, { subjectKind: 'entity', sentenceServedOn: '2021-11-21' }), 'mustSeal'],
    ['PT-entity-600', '600: seven', fine(600, { subjectKind: 'entity', sentenceServedOn: '2021-11-21' }), 'sealFrom', { sealFrom: '2028-11-21' }],
    ['PT-entity-900', '900: seven', fine(900, { subjectKind: 'entity', sentenceServedOn: '2021-11-21' }), 'sealFrom', { sealFrom: '2028-11-21' }],
    ['PT-entity-901', '901: ten', fine(901, { subjectKind: 'entity', sentenceServedOn: '2021-11-21' }), 'sealFrom', { sealFrom: '2031-11-21' }],
    ['PT-substitute', 'substitute penalty: five', entry({ sentenceKind: 'substitutePenalty', executedTermMonths: 0, sentenceServedOn: '2021-11-21' }), 'mustSeal'],
    ['PT-dissolution', 'dissolution: ten from finality', entry({ sentenceKind: 'dissolution', effectiveOn: '2016-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['PT-sexual', 'sexual offence: twenty-five', entry({ offenceGroups: ['sexualListed'], sentenceServedOn: '2021-11-21' }), 'sealFrom', { sealFrom: '2046-11-21' }],
    ['PT-new', 'a new conviction on the last day', entry({ sentenceServedOn: '2020-09-10', otherEntries: [other({ decidedOn: '2025-09-10' })] }), 'needsReview', { by: 'new-conviction' }],
    ['PT-new-after', 'a new conviction the day after', entry({ sentenceServedOn: '2020-09-10', otherEntries: [other({ decidedOn: '2025-09-11' })] }), 'mustSeal'],
    ['PT-dead', 'deceased', entry({ deceased: true, sentenceServedOn: 'unknown' }), 'mustSeal', { by: 'deceased' }],
    ['PT-unnamed', 'a kind of sentence the digest does not name', entry({ sentenceKind: 'communityOrder' }), 'needsReview', { by: 'not-named' }],
  ]),
  ...rows('uk-roa', 'ROA 1974 ss.5–6', [
    ['UK-12', 'twelve months: the end and a year', entry({ executedTermMonths: 12, sentenceServedOn: '2025-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['UK-12-before', 'the day before', entry({ executedTermMonths: 12, sentenceServedOn: '2025-11-22' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['UK-13', 'thirteen months: the end and four years', entry({ executedTermMonths: 13, sentenceServedOn: '2022-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['UK-48', '48 months: four years', entry({ executedTermMonths: 48, sentenceServedOn: '2022-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['UK-49', '49 months: seven years', entry({ executedTermMonths: 49, sentenceServedOn: '2019-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['UK-48-schedule-18', '48 months for an offence of Schedule 18', entry({ executedTermMonths: 48, sentenceServedOn: '2022-11-21', offenceGroups: ['schedule18'] }), 'mustSeal'],
    ['UK-49-schedule-18', '49 months: never', entry({ executedTermMonths: 49, sentenceServedOn: '2000-01-01', offenceGroups: ['schedule18'] }), 'mustNotSeal', { by: 'never-spent' }],
    ['UK-life', 'life', entry({ sentenceKind: 'lifeCustody', executedTermMonths: 'unknown' }), 'mustNotSeal', { by: 'never-spent' }],
    ['UK-youth', 'convicted the day before the 18th birthday: six months', entry({ bornOn: '2002-03-11', executedTermMonths: 12, sentenceServedOn: '2026-05-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['UK-youth-18', 'convicted on the 18th birthday: a year', entry({ bornOn: '2002-03-10', executedTermMonths: 12, sentenceServedOn: '2026-05-21' }), 'sealFrom', { sealFrom: '2027-05-21' }],
    ['UK-youth-48', 'under 18, 48 months: two years', entry({ bornOn: '2003-01-01', executedTermMonths: 48, sentenceServedOn: '2024-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['UK-youth-49', 'under 18, 49 months: 42 months', entry({ bornOn: '2003-01-01', executedTermMonths: 49, sentenceServedOn: '2023-05-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['UK-fine', 'fine: twelve months from conviction', entry({ sentenceKind: 'fine', executedTermMonths: 0, decidedOn: '2025-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['UK-community', 'community order: its last day', entry({ sentenceKind: 'communityOrder', executedTermMonths: 0, sentenceServedOn: '2026-11-22' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['UK-discharge', 'absolute discharge: at once', entry({ sentenceKind: 'absoluteDischarge', executedTermMonths: 0, decidedOn: '2026-11-21' }), 'mustSeal'],
    ['UK-caution', 'conditional caution: three months', entry({ sentenceKind: 'conditionalCaution', executedTermMonths: 0, decidedOn: '2026-08-22', sentenceServedOn: '2026-12-31' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['UK-caution-done', 'or when it is done', entry({ sentenceKind: 'conditionalCaution', executedTermMonths: 0, decidedOn: '2026-08-22', sentenceServedOn: '2026-10-01' }), 'mustSeal', { sealFrom: '2026-10-01' }],
    ['UK-drag', 'a fine on the last day of the period drags it on', entry({ executedTermMonths: 12, sentenceServedOn: '2025-06-01', otherEntries: [other({ decidedOn: '2026-06-01', sentenceKind: 'fine', executedTermMonths: 0 })] }), 'sealFrom', { sealFrom: '2027-06-01', limits: ['later-conviction'] }],
    ['UK-drag-after', 'a fine the day after does not', entry({ executedTermMonths: 12, sentenceServedOn: '2025-06-01', otherEntries: [other({ decidedOn: '2026-06-02', sentenceKind: 'fine', executedTermMonths: 0 })] }), 'mustSeal', { sealFrom: '2026-06-01' }],
    ['UK-drag-chain', 'and a third one drags both', entry({ executedTermMonths: 12, sentenceServedOn: '2025-06-01', otherEntries: [other({ decidedOn: '2026-06-01', sentenceKind: 'fine', executedTermMonths: 0 }), other({ decidedOn: '2026-09-01', executedTermMonths: 13, sentenceServedOn: '2027-09-01' })] }), 'sealFrom', { sealFrom: '2031-09-01' }],
    ['UK-drag-earlier', 'an earlier conviction drags nothing', entry({ executedTermMonths: 12, sentenceServedOn: '2025-06-01', otherEntries: [other({ decidedOn: '2019-01-01', sentenceServedOn: '2030-01-01' })] }), 'mustSeal'],
    ['UK-drag-never', 'a later life sentence in the period: left open', entry({ executedTermMonths: 12, sentenceServedOn: '2025-06-01', otherEntries: [other({ decidedOn: '2026-01-01', sentenceKind: 'lifeCustody' })] }), 'needsReview', { by: 'later-conviction-open' }],
    ['UK-others-unknown', 'the other entries are not known', entry({ executedTermMonths: 12, sentenceServedOn: '2020-06-01', otherEntries: 'unknown' }), 'needsReview', { questions: ['otherEntries'] }],
  ]),
];

const mi = (changed: Facts = {}): Facts => entry({ chargeLevel: 'misdemeanor93DaysOrMore', decidedOn: '2019-11-21', ...changed });
const set = (level: string): object => other({ chargeLevel: level, priorJudgmentSealed: true });
const unset = (level: string): object => other({ chargeLevel: level, priorJudgmentSealed: false });
const times = (n: number, each: object): readonly object[] => Array.from({ length: n }, () => each);

const AMERICA: readonly Case[] = [
  ...rows('us-mi', 'MCL 780.621g', [
    ['MI-7', 'misdemeanour of 93 days: seven years over today', mi(), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['MI-7-before', 'the day before', mi({ decidedOn: '2019-11-22' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['MI-felony', 'felony: ten years from the end of prison', mi({ chargeLevel: 'felony', decidedOn: '2012-01-01', sentenceServedOn: '2016-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['MI-felony-probation', 'felony without prison: ten years from sentence', mi({ chargeLevel: 'felony', sentenceKind: 'communityOrder', decidedOn: '2016-11-21', sentenceServedOn: '2019-01-01' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['MI-cap-3', 'three set aside before: the fourth goes', mi({ otherEntries: times(3, set('misdemeanor93DaysOrMore')) }), 'mustSeal'],
    ['MI-cap-4', 'four set aside before', mi({ otherEntries: times(4, set('misdemeanor93DaysOrMore')) }), 'mustNotSeal', { by: 'cap-reached' }],
    ['MI-cap-doubt', 'five in all, none set aside: which go first is not said', mi({ otherEntries: times(4, unset('misdemeanor93DaysOrMore')) }), 'needsReview', { by: 'cap-in-doubt' }],
    ['MI-cap-petty', 'no cap below 93 days', mi({ chargeLevel: 'misdemeanorUnder93Days', otherEntries: times(6, set('misdemeanorUnder93Days')) }), 'mustSeal'],
    ['MI-cap-felony-1', 'one felony set aside before', mi({ chargeLevel: 'felony', decidedOn: '2012-01-01', sentenceServedOn: '2015-01-01', otherEntries: times(1, set('felony')) }), 'mustSeal'],
    ['MI-cap-felony-2', 'two felonies set aside before', mi({ chargeLevel: 'felony', decidedOn: '2012-01-01', sentenceServedOn: '2015-01-01', otherEntries: times(2, set('felony')) }), 'mustNotSeal', { by: 'cap-reached' }],
    ['MI-meanwhile', 'a conviction on the last day of the wait', mi({ decidedOn: '2015-01-01', otherEntries: [other({ chargeLevel: 'felony', decidedOn: '2022-01-01' })] }), 'mustNotSeal', { by: 'convicted-meanwhile' }],
    ['MI-meanwhile-after', 'a conviction the day after', mi({ decidedOn: '2015-01-01', otherEntries: [other({ chargeLevel: 'felony', decidedOn: '2022-01-02' })] }), 'mustSeal'],
    ['MI-pending', 'a charge is pending', mi({ pendingCharges: true }), 'mustNotSeal', { by: 'pending' }],
    ['MI-assault', 'an assaultive offence', mi({ offenceGroups: ['assaultive'] }), 'mustNotSeal', { by: 'excluded' }],
    ['MI-unnamed', 'another level', mi({ chargeLevel: 'violation' }), 'notCovered'],
  ]),
  ...rows('us-pa', 'Act 36 of 2023', [
    ['PA-m2', 'second degree: seven years over today', mi({ chargeLevel: 'misdemeanor2', disposition: 'convicted' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['PA-m2-before', 'the day before', mi({ chargeLevel: 'misdemeanor2', disposition: 'convicted', decidedOn: '2019-11-22' }), 'sealFrom'],
    ['PA-m2-end', 'from the end of the sentence', mi({ chargeLevel: 'misdemeanor2', disposition: 'convicted' }), 'sealFrom', { switches: { START: 'fromEndOfSentence' }, sealFrom: '2027-09-10' }],
    ['PA-summary', 'summary: five years', mi({ chargeLevel: 'summary', disposition: 'convicted', decidedOn: '2021-11-21' }), 'mustSeal'],
    ['PA-drug', 'a single drug felony: ten years', mi({ chargeLevel: 'felony', disposition: 'convicted', offenceGroups: ['lesserDrugFelony'], decidedOn: '2016-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['PA-drug-two', 'two of them', mi({ chargeLevel: 'felony', disposition: 'convicted', offenceGroups: ['lesserDrugFelony'], decidedOn: '2016-11-21', otherEntries: [other({ offenceGroups: ['lesserDrugFelony'] })] }), 'mustNotSeal', { by: 'not-single' }],
    ['PA-owed', 'restitution owed', mi({ chargeLevel: 'summary', disposition: 'convicted', moneyOwed: true }), 'mustNotSeal', { by: 'restitution' }],
    ['PA-dismissed', 'dismissed: thirty days', mi({ chargeLevel: 'felony', disposition: 'dismissed', decidedOn: '2026-10-22' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['PA-felony', 'another felony', mi({ chargeLevel: 'felony', disposition: 'convicted' }), 'notCovered', { by: 'not-named' }],
  ]),
  ...rows('us-ut', 'Utah Code 77-40a-205', [
    ['UT-c', 'class C: five years over today', mi({ chargeLevel: 'misdemeanorC', decidedOn: '2021-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['UT-c-before', 'the day before', mi({ chargeLevel: 'misdemeanorC', decidedOn: '2021-11-22' }), 'sealFrom'],
    ['UT-b', 'class B: six years', mi({ chargeLevel: 'misdemeanorB', decidedOn: '2020-11-21' }), 'mustSeal'],
    ['UT-b-before', 'the day before', mi({ chargeLevel: 'misdemeanorB', decidedOn: '2020-11-22' }), 'sealFrom'],
    ['UT-a-drug', 'class A drug possession: seven years', mi({ chargeLevel: 'misdemeanorA', offenceGroups: ['drugPossession'] }), 'mustSeal'],
    ['UT-a', 'class A, anything else', mi({ chargeLevel: 'misdemeanorA' }), 'notCovered', { by: 'not-named' }],
    ['UT-others', 'other entries: the limits have no figure here', mi({ chargeLevel: 'misdemeanorC', otherEntries: [other()] }), 'needsReview', { by: 'total-in-doubt' }],
    ['UT-request', 'in January 2026 without a request', mi({ chargeLevel: 'misdemeanorC', appliedForSealing: false }), 'mustNotSeal', { asOf: '2026-01-31', by: 'no-request' }],
    ['UT-request-over', 'in February 2026 without a request', mi({ chargeLevel: 'misdemeanorC', appliedForSealing: false }), 'mustSeal', { asOf: '2026-02-01' }],
  ]),
];

/** Comparative packs: both sides of every boundary. */
export const FOREIGN_BOUNDARIES: readonly Case[] = [...GERMANY, ...ASIA, ...EUROPE, ...AMERICA];
