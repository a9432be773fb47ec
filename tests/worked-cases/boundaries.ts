import { adult, type Case, type Facts, juvenile, sealedRecord, violation } from './case.ts';

const PROPOSALS = ['cn-a1', 'cn-a2', 'cn-a3', 'cn-a-p1', 'cn-a-p2'] as const;

type Row = readonly [id: string, story: string, facts: Facts, outcome: string, rest?: Partial<Case>];

const rows = (base: Pick<Case, 'pack' | 'article'> & Partial<Case>, list: readonly Row[]): readonly Case[] =>
  list.map(([id, story, facts, outcome, rest]) => ({ ...base, id, story, facts, outcome, ...rest }));

const spanning = (changed: Facts = {}): Facts =>
  juvenile({ offenceFrom: '2023-10-01', offenceTo: '2024-04-20', executedTermMonths: 36, ...changed });
const EXEMPT: Facts = { exemptionAskedByDefendant: true, exemptionAskedByGuardian: true, exemptionAgreedByCourt: true };
const LEGACY: Facts = {
  bornOn: '1995-03-15', offenceFrom: '2012-05-02', offenceTo: '2012-05-02', decidedOn: '2012-12-31', effectiveOn: '2013-01-11',
};
const SPAN: Facts = { offenceFrom: '2023-10-01', offenceTo: '2024-04-20', courtFoundJuvenile: false, ageProven: true };
const acquitted = (changed: Facts = {}): Facts =>
  juvenile({ recordKind: 'acquittal', acquittalGround: 'insufficientEvidence', penalty: 'none', executedTermMonths: 0, ...changed });
const related = (recordKind: string, changed: Facts = {}): Facts =>
  juvenile({ recordKind, penalty: 'none', executedTermMonths: 0, ...changed });

/** Juvenile sealing: both sides of every boundary of term, age, kind of record. */
export const JUVENILE_BOUNDARIES: readonly Case[] = [
  ...rows({ pack: 'cn-juvenile', article: '刑事诉讼法第286条；刑法第99条；办法第24条' }, [
    ['B-59', '59 months', juvenile({ executedTermMonths: 59 }), 'mustSeal'],
    ['B-60', '60 months: five years included', juvenile({ executedTermMonths: 60 }), 'mustSeal'],
    ['B-61', '61 months (five years and one day count as 61)', juvenile({ executedTermMonths: 61 }), 'mustNotSeal'],
    ['B-61-any-age', '61 months, age unknown: not sealed at any age, nobody is asked', juvenile({ executedTermMonths: 61, bornOn: 'unknown' }), 'mustNotSeal'],
    ['B-60-several', 'two crimes of 40 months each, 60 decided: the executed term counts, not the sum', juvenile({ chargeCount: 2, longestPronouncedMonths: 40, executedTermMonths: 60 }), 'mustSeal'],
    ['B-suspended', '36 months suspended for 60: the pronounced term counts, not the period', juvenile({ executedTermMonths: 36, suspended: true, suspensionPeriodMonths: 60 }), 'mustSeal'],
    ['B-surveillance', 'public surveillance of three years', juvenile({ penalty: 'publicSurveillance', executedTermMonths: 36 }), 'mustSeal'],
    ['B-detention', 'criminal detention', juvenile({ penalty: 'criminalDetention', executedTermMonths: 6 }), 'mustSeal'],
    ['B-accessory', 'deprivation of political rights alone', juvenile({ penalty: 'otherAccessoryOnly', executedTermMonths: 0 }), 'mustSeal'],
    ['B-exempted', 'exempted from punishment', juvenile({ penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'mustSeal', { by: 'exempted-from-punishment' }],
    ['B-exempted-K7', 'exempted, K7 set to pronounced penalties only', juvenile({ penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'notCovered', { switches: { K7: 'onlyPronouncedPenalties' } }],
    ['B-death', 'death with reprieve', juvenile({ penalty: 'deathSuspended', executedTermMonths: 'unknown' }), 'mustNotSeal'],
    ['B-no-penalty', 'a conviction that states no penalty is read again', juvenile({ penalty: 'none', executedTermMonths: 0 }), 'needsReview', { by: 'conviction-without-penalty' }],
    ['B-retrial-lower', 'retrial lowers six years to five: sealed now', juvenile({ executedTermMonths: 60, decidedOn: '2025-04-01', effectiveOn: '2025-04-01' }), 'mustSeal', { sealFrom: '2025-04-01' }],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '法释〔2006〕1号第2条' }, [
    ['B-birthday-before', 'act the day before the 18th birthday', juvenile({ offenceFrom: '2024-03-14', offenceTo: '2024-03-14' }), 'mustSeal'],
    ['B-birthday-on', 'act on the 18th birthday', juvenile({ offenceFrom: '2024-03-15', offenceTo: '2024-03-15' }), 'mustSeal'],
    ['B-birthday-after', 'act the day after the 18th birthday', juvenile({ offenceFrom: '2024-03-16', offenceTo: '2024-03-16' }), 'notCovered', { by: 'adult-at-every-act' }],
    ['B-leap-before', 'born on 29 February, act on 28 February of a common year', juvenile({ bornOn: '2004-02-29', offenceFrom: '2022-02-28', offenceTo: '2022-02-28' }), 'mustSeal'],
    ['B-leap-after', 'born on 29 February, act on 2 March of a common year', juvenile({ bornOn: '2004-02-29', offenceFrom: '2022-03-02', offenceTo: '2022-03-02' }), 'notCovered'],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '刑事诉讼法第286条；法释〔2006〕1号第2条' }, [
    ['B-last-act-only', 'only the last act is dated, under 18: so was every earlier one', juvenile({ offenceFrom: 'unknown' }), 'mustSeal'],
    ['B-last-act-only-adult', 'only the last act is dated, at 18 or later: the first is asked for', juvenile({ bornOn: '2000-01-01', offenceFrom: 'unknown' }), 'needsReview'],
    ['B-first-act-only', 'only the first act is dated, at 18 or later: so was every later one', juvenile({ bornOn: '2000-01-01', offenceTo: 'unknown' }), 'notCovered'],
    ['B-first-act-only-minor', 'only the first act is dated, under 18: the last is asked for', juvenile({ offenceTo: 'unknown' }), 'needsReview'],
    ['B-person-by-birth', 'whether person or unit is not said, but there is a date of birth', juvenile({ subjectKind: 'unknown' }), 'mustSeal'],
    ['B-person-unknown', 'whether person or unit is not said, and nothing else tells', juvenile({ subjectKind: 'unknown', bornOn: 'unknown' }), 'needsReview'],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '刑事诉讼法解释第146条第2款' }, [
    ['B-age-unproven', 'the age cannot be proven: presumed under 18', juvenile({ bornOn: 'unknown', ageProven: false }), 'mustSeal', { by: 'age-not-proven' }],
    ['B-age-unproven-stated', 'a birth date is stated, the court finds it unproven', juvenile({ bornOn: '2004-01-01', ageProven: false }), 'mustSeal', { by: 'age-not-proven' }],
    ['B-age-unproven-61', 'the age cannot be proven, 61 months', juvenile({ bornOn: 'unknown', ageProven: false, executedTermMonths: 61 }), 'mustNotSeal'],
    ['B-age-unproven-60', 'the age cannot be proven, 60 months', juvenile({ bornOn: 'unknown', ageProven: false, executedTermMonths: 60 }), 'mustSeal', { by: 'age-not-proven' }],
    ['B-age-unproven-fine', 'the age cannot be proven, a fine alone', juvenile({ bornOn: 'unknown', ageProven: false, penalty: 'fineOnly', executedTermMonths: 0 }), 'mustSeal', { by: 'age-not-proven' }],
    ['B-age-unproven-exempted', 'the age cannot be proven, exempted from punishment', juvenile({ bornOn: 'unknown', ageProven: false, penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'mustSeal'],
    ['B-age-unproven-exempted-K7', 'the same, K7 set to pronounced penalties only', juvenile({ bornOn: 'unknown', ageProven: false, courtFoundJuvenile: false, penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'notCovered', { switches: { K7: 'onlyPronouncedPenalties' } }],
    ['B-age-unknown', 'nothing is known of the age', juvenile({ bornOn: 'unknown' }), 'needsReview', { questions: ['ageProven', 'bornOn', 'courtFoundJuvenile', 'principalActsBefore18'] }],
    ['B-found-juvenile', 'no dates, the document finds a juvenile', juvenile({ bornOn: 'unknown', offenceFrom: 'unknown', offenceTo: 'unknown', courtFoundJuvenile: true }), 'mustSeal', { by: 'juvenile-conviction' }],
    ['B-found-juvenile-enclosed', 'the last date mentioned lies after 18, the document finds a juvenile throughout', juvenile({ offenceTo: '2024-09-01', courtFoundJuvenile: true }), 'mustSeal', { by: 'juvenile-conviction' }],
    ['B-found-juvenile-contradiction', 'the document finds a juvenile, all its dates an adult', juvenile({ bornOn: '2000-01-01', courtFoundJuvenile: true }), 'needsReview', { by: 'age-findings-contradict' }],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '办法第4条第2款' }, [
    ['B-span-before', 'principal acts before 18, 60 months', spanning({ principalActsBefore18: true, executedTermMonths: 60 }), 'mustSeal', { by: 'principal-acts-before-18' }],
    ['B-span-before-61', 'principal acts before 18, 61 months', spanning({ principalActsBefore18: true, executedTermMonths: 61 }), 'mustNotSeal'],
    ['B-span-exempted', 'principal acts before 18, exempted from punishment', spanning({ principalActsBefore18: true, penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'mustSeal', { by: 'principal-acts-before-18' }],
    ['B-span-after', 'principal acts after 18: not sealed, looked at again', spanning({ principalActsBefore18: false }), 'mustNotSeal', { by: 'principal-acts-after-18', flags: ['spansEighteen'] }],
    ['B-span-unknown', 'nobody said which acts were the principal ones', spanning({ ageProven: true, courtFoundJuvenile: false }), 'needsReview', { questions: ['principalActsBefore18'] }],
    ['B-span-related', 'non-prosecution for acts on both sides of 18', related('nonProsecution', { offenceFrom: '2023-10-01', offenceTo: '2024-04-20', courtFoundJuvenile: false }), 'needsReview', { by: 'related-record-spans-18' }],
    ['B-span-exempted-unknown', 'exempted from punishment, nobody said which acts were the principal ones', spanning({ penalty: 'exemptionFromPunishment', executedTermMonths: 0, ageProven: true, courtFoundJuvenile: false }), 'needsReview', { questions: ['principalActsBefore18'] }],
    ['B-span-exempted-K7', 'exempted from punishment, K7 set to pronounced penalties only', spanning({ principalActsBefore18: true, penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'notCovered', { switches: { K7: 'onlyPronouncedPenalties' } }],
    ['B-span-fine', 'principal acts before 18, a fine alone', spanning({ principalActsBefore18: true, penalty: 'fineOnly', executedTermMonths: 0 }), 'mustSeal'],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '办法第5条' }, [
    ['B-joint-unsplit', 'one dossier for minor and adult: the whole cover is marked', juvenile({ penalty: 'fineOnly', executedTermMonths: 0, jointWithAdult: true, severed: false }), 'mustSeal', { flags: ['containsSealedInfo'] }],
    ['B-joint-split', 'split: the minor’s dossier is sealed, no mark needed', juvenile({ penalty: 'fineOnly', executedTermMonths: 0, jointWithAdult: true, jointWithJuvenile: false, severed: true }), 'mustSeal', { flags: [] }],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '办法第7条' }, [
    ['B-exempt-both', 'both ask, the court agrees: left open', acquitted({ exemptionAskedByDefendant: true, exemptionAskedByGuardian: true, exemptionAgreedByCourt: true }), 'mustNotSeal', { by: 'acquittal-left-open-on-application' }],
    ['B-exempt-refused', 'both ask, the court does not agree', acquitted({ exemptionAskedByDefendant: true, exemptionAskedByGuardian: true, exemptionAgreedByCourt: false }), 'mustSeal'],
    ['B-exempt-defendant-only', 'only the defendant asks', acquitted({ exemptionAskedByDefendant: true, exemptionAskedByGuardian: false, exemptionAgreedByCourt: true }), 'mustSeal'],
    ['B-exempt-court-unknown', 'both ask, the court’s answer is not known', acquitted({ exemptionAskedByDefendant: true, exemptionAskedByGuardian: true }), 'needsReview', { questions: ['exemptionAgreedByCourt'] }],
    ['B-exempt-one-known', 'the defendant asked, the rest is not known', acquitted({ exemptionAskedByDefendant: true }), 'needsReview', { questions: ['exemptionAgreedByCourt', 'exemptionAskedByGuardian'] }],
    ['B-exempt-not-prosecuted', 'the exemption is for acquittals only', related('nonProsecution', EXEMPT), 'mustSeal', { by: 'non-prosecution' }],
    ['B-exempt-innocent', 'the exemption is for insufficient evidence only', acquitted({ ...EXEMPT, acquittalGround: 'innocent' }), 'notCovered', { by: 'acquitted-as-innocent' }],
    ['B-acquitted-ground-unknown', 'acquitted, the ground is not known', acquitted({ acquittalGround: 'unknown' }), 'needsReview', { questions: ['acquittalGround'] }],
    ['B-acquitted-innocent', 'found not guilty by law: no record, measures are sealed separately', acquitted({ acquittalGround: 'innocent' }), 'notCovered', { by: 'acquitted-as-innocent', flags: ['innocentNoRecord'] }],
    ['B-acquitted-not-liable', 'acquitted because not criminally liable: a related record', acquitted({ acquittalGround: 'notLiable' }), 'mustSeal', { by: 'related-record-by-measures' }],
    ['B-acquitted-adult', 'adult acquitted for insufficient evidence', acquitted({ bornOn: '1990-01-01' }), 'notCovered'],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '办法第3条；预防未成年人犯罪法第59条第2款' }, [
    ['B-related-no-punishment', 'no criminal punishment', related('noCriminalPunishment'), 'mustSeal', { by: 'related-record-by-measures' }],
    ['B-related-no-liability', 'no criminal liability', related('noCriminalLiability'), 'mustSeal', { by: 'related-record-by-measures' }],
    ['B-related-support', 'social investigation, support, counselling, aid', related('supportFile'), 'mustSeal', { by: 'related-record-by-measures' }],
    ['B-related-measure', 'bail, detention or arrest', related('compulsoryMeasure'), 'mustSeal', { by: 'compulsory-measure' }],
    ['B-related-penalty', 'administrative penalty of a minor', related('publicOrderViolation'), 'mustSeal', { by: 'administrative-penalty' }],
    ['B-related-K7-support', 'support file, K7 set to pronounced penalties only', related('supportFile'), 'notCovered', { switches: { K7: 'onlyPronouncedPenalties' } }],
    ['B-related-K7-measure', 'K7 does not touch what the law on prevention itself seals', related('compulsoryMeasure'), 'mustSeal', { switches: { K7: 'onlyPronouncedPenalties' } }],
    ['B-related-unproven', 'related record, age cannot be proven', related('nonProsecution', { bornOn: 'unknown', ageProven: false }), 'mustSeal'],
    ['B-related-adult', 'non-prosecution of an adult', related('nonProsecution', { bornOn: '1990-01-01' }), 'notCovered'],
    ['B-entity', 'a unit', juvenile({ subjectKind: 'entity', penalty: 'fineOnly', executedTermMonths: 0, bornOn: 'unknown' }), 'notCovered', { by: 'entity-defendant' }],
    ['B-entity-born', 'a unit with a date of birth: it is still a unit', juvenile({ subjectKind: 'entity', penalty: 'fineOnly', executedTermMonths: 0 }), 'notCovered', { by: 'entity-defendant' }],
    ['B-span-measure', 'compulsory measure, acts on both sides of 18', related('compulsoryMeasure', SPAN), 'needsReview', { by: 'related-record-spans-18' }],
    ['B-span-support', 'support file, acts on both sides of 18', related('supportFile', SPAN), 'needsReview', { by: 'related-record-spans-18' }],
    ['B-span-penalty', 'administrative penalty, acts on both sides of 18', related('publicOrderViolation', SPAN), 'needsReview', { by: 'related-record-spans-18' }],
    ['B-span-acquitted', 'acquitted for insufficient evidence, acts on both sides of 18', acquitted(SPAN), 'needsReview', { by: 'related-record-spans-18' }],
    ['B-related-penalty-annulled', 'annulled administrative penalty of a minor', related('publicOrderViolation', { annulled: true }), 'notCovered', { by: 'otherwise' }],
  ]),
];

/** Effective dates: the day before and the day of every text that the in-force packs rest on. */
export const DATE_BOUNDARIES: readonly Case[] = [
  ...rows({ pack: 'cn-juvenile', article: '刑事诉讼法（2012）第275条，现第286条' }, [
    ['D-2012-12-31', 'the day before sealing became law', juvenile({ bornOn: '1996-03-15', offenceFrom: '2012-05-02', offenceTo: '2012-05-02', decidedOn: '2012-11-06', effectiveOn: '2012-11-17' }), 'PACK_NOT_EFFECTIVE', { asOf: '2012-12-31' }],
    ['D-2013-01-01', 'the first day, a judgment of that day', juvenile({ bornOn: '1996-03-15', offenceFrom: '2012-05-02', offenceTo: '2012-05-02', decidedOn: '2013-01-01', effectiveOn: '2013-01-01' }), 'mustSeal', { asOf: '2013-01-01' }],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '办法第23条、第26条' }, [
    ['D-legacy-before', 'concluded on 31 December 2012, asked before the Measures', juvenile({ bornOn: '1995-03-15', offenceFrom: '2012-05-02', offenceTo: '2012-05-02', decidedOn: '2012-12-31', effectiveOn: '2013-01-11' }), 'needsReview', { asOf: '2022-05-29', by: 'concluded-before-2013-under-old-law' }],
    ['D-legacy-from', 'concluded on 31 December 2012, asked on the day of the Measures', juvenile({ bornOn: '1995-03-15', offenceFrom: '2012-05-02', offenceTo: '2012-05-02', decidedOn: '2012-12-31', effectiveOn: '2013-01-11' }), 'mustSeal', { asOf: '2022-05-30', by: 'concluded-by-2012' }],
    ['D-legacy-next-day', 'concluded on 1 January 2013: no legacy case', juvenile({ bornOn: '1995-03-15', offenceFrom: '2012-05-02', offenceTo: '2012-05-02', decidedOn: '2013-01-01', effectiveOn: '2013-01-11' }), 'mustSeal', { asOf: '2022-05-29', by: 'juvenile-conviction' }],
    ['D-legacy-60', 'concluded by 2012, exactly five years', juvenile({ ...LEGACY, executedTermMonths: 60 }), 'mustSeal', { by: 'concluded-by-2012' }],
    ['D-legacy-61', 'concluded by 2012, 61 months', juvenile({ ...LEGACY, executedTermMonths: 61 }), 'mustNotSeal'],
    ['D-legacy-fine', 'concluded by 2012, a fine alone', juvenile({ ...LEGACY, penalty: 'fineOnly', executedTermMonths: 0 }), 'mustSeal', { by: 'concluded-by-2012' }],
    ['D-legacy-exempted', 'concluded by 2012, exempted from punishment', juvenile({ ...LEGACY, penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'mustSeal', { by: 'concluded-by-2012' }],
    ['D-legacy-exempted-K7', 'the same, K7 set to pronounced penalties only', juvenile({ ...LEGACY, penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'notCovered', { switches: { K7: 'onlyPronouncedPenalties' } }],
    ['D-legacy-span', 'concluded by 2012, acts on both sides of 18, principal ones before', juvenile({ ...LEGACY, offenceTo: '2012-06-20', bornOn: '1994-06-01', principalActsBefore18: true }), 'mustSeal', { by: 'principal-acts-before-18' }],
    ['D-legacy-not-prosecuted', 'not prosecuted in 2012', related('nonProsecution', LEGACY), 'mustSeal', { by: 'non-prosecution' }],
    ['D-span-found', 'dates on both sides of 18 before the Measures, the document finds a juvenile throughout', juvenile({ bornOn: '2002-03-15', offenceFrom: '2019-10-01', offenceTo: '2020-04-20', decidedOn: '2021-01-05', effectiveOn: '2021-01-16', courtFoundJuvenile: true }), 'mustSeal', { asOf: '2022-05-29', by: 'juvenile-conviction' }],
    ['D-span-before', 'acts on both sides of 18 before the Measures', juvenile({ bornOn: '2002-03-15', offenceFrom: '2019-10-01', offenceTo: '2020-04-20', decidedOn: '2021-01-05', effectiveOn: '2021-01-16', principalActsBefore18: true }), 'needsReview', { asOf: '2022-05-29', by: 'acts-span-18-under-old-law' }],
    ['D-span-from', 'the same on the day of the Measures', juvenile({ bornOn: '2002-03-15', offenceFrom: '2019-10-01', offenceTo: '2020-04-20', decidedOn: '2021-01-05', effectiveOn: '2021-01-16', principalActsBefore18: true }), 'mustSeal', { asOf: '2022-05-30' }],
    ['D-acquittal-before', 'acquittal for insufficient evidence before the Measures', acquitted({ bornOn: '2004-03-15', offenceFrom: '2021-05-02', offenceTo: '2021-05-02', decidedOn: '2022-01-05', effectiveOn: '2022-01-16' }), 'notCovered', { asOf: '2022-05-29' }],
    ['D-acquittal-from', 'the same on the day of the Measures', acquitted({ bornOn: '2004-03-15', offenceFrom: '2021-05-02', offenceTo: '2021-05-02', decidedOn: '2022-01-05', effectiveOn: '2022-01-16' }), 'mustSeal', { asOf: '2022-05-30' }],
    ['D-support-before', 'support file before the Measures', related('supportFile', { bornOn: '2004-03-15', offenceFrom: '2021-05-02', offenceTo: '2021-05-02', decidedOn: '2022-01-05' }), 'notCovered', { asOf: '2022-05-29' }],
    ['D-support-from', 'support file on the day of the Measures', related('supportFile', { bornOn: '2004-03-15', offenceFrom: '2021-05-02', offenceTo: '2021-05-02', decidedOn: '2022-01-05' }), 'mustSeal', { asOf: '2022-05-30' }],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '检察规则第486条（2019-12-30）；预防未成年人犯罪法第59条（2021-06-01）；解释第581条（2021-03-01）' }, [
    ['D-np-before', 'non-prosecution the day before the rules of 2019', related('nonProsecution', { bornOn: '2003-03-15', offenceFrom: '2019-05-02', offenceTo: '2019-05-02', decidedOn: '2019-11-05' }), 'notCovered', { asOf: '2019-12-29' }],
    ['D-np-from', 'non-prosecution on the day of the rules of 2019', related('nonProsecution', { bornOn: '2003-03-15', offenceFrom: '2019-05-02', offenceTo: '2019-05-02', decidedOn: '2019-11-05' }), 'mustSeal', { asOf: '2019-12-30' }],
    ['D-measure-before', 'compulsory measure the day before the law on prevention', related('compulsoryMeasure', { bornOn: '2004-03-15', offenceFrom: '2021-02-02', offenceTo: '2021-02-02', decidedOn: '2021-03-05' }), 'notCovered', { asOf: '2021-05-31' }],
    ['D-measure-from', 'compulsory measure on the day of the law on prevention', related('compulsoryMeasure', { bornOn: '2004-03-15', offenceFrom: '2021-02-02', offenceTo: '2021-02-02', decidedOn: '2021-03-05' }), 'mustSeal', { asOf: '2021-06-01' }],
    ['D-exempted-before', 'exemption from punishment the day before the Interpretation', juvenile({ bornOn: '2003-03-15', offenceFrom: '2020-05-02', offenceTo: '2020-05-02', decidedOn: '2020-11-06', effectiveOn: '2020-11-17', penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'notCovered', { asOf: '2021-02-28' }],
    ['D-exempted-from', 'exemption from punishment on the day of the Interpretation', juvenile({ bornOn: '2003-03-15', offenceFrom: '2020-05-02', offenceTo: '2020-05-02', decidedOn: '2020-11-06', effectiveOn: '2020-11-17', penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'mustSeal', { asOf: '2021-03-01' }],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '监狱法第115条（2026-11-01）' }, [
    ['D-prison-before', 'the day before the Prison Law', juvenile(), 'mustSeal', { asOf: '2026-10-31', flags: [] }],
    ['D-prison-from', 'the day of the Prison Law', juvenile(), 'mustSeal', { asOf: '2026-11-01', flags: ['prisonMustSeal'] }],
  ]),
  ...rows({ pack: 'cn-juvenile', article: '办法第11条' }, [
    ['D-not-yet-effective', 'the judgment takes effect after the as-of date: sealed from that day', juvenile({ effectiveOn: '2023-11-17' }), 'sealFrom', { asOf: '2023-11-16', sealFrom: '2023-11-17' }],
    ['D-effective', 'the judgment takes effect on the as-of date', juvenile({ effectiveOn: '2023-11-17' }), 'mustSeal', { asOf: '2023-11-17', sealFrom: '2023-11-17' }],
    ['D-effect-unknown', 'the day of effect is not known: the seal stands, the day is asked for by a remark', juvenile({ effectiveOn: 'unknown', penalty: 'criminalDetention', executedTermMonths: 6 }), 'mustSeal', { flags: ['effectiveDateUnknown'] }],
  ]),
  ...rows({ pack: 'cn-public-order', article: '治安管理处罚法第136条（2026-01-01）' }, [
    ['D-psap-before', 'the day before article 136', violation({ decidedOn: '2025-06-10' }), 'PACK_NOT_EFFECTIVE', { asOf: '2025-12-31' }],
    ['D-psap-from', 'the day of article 136: old records too', violation({ decidedOn: '2025-06-10' }), 'mustSeal', { asOf: '2026-01-01', sealFrom: '2026-01-01' }],
    ['D-psap-later', 'a later decision is sealed from its own day', violation({ decidedOn: '2026-03-02' }), 'mustSeal', { sealFrom: '2026-03-02' }],
    ['D-psap-entity', 'a unit: the article names no limit', violation({ subjectKind: 'entity' }), 'mustSeal'],
    ['D-psap-minor', 'a minor', violation({ bornOn: '2010-01-30' }), 'mustSeal'],
    ['D-psap-no-fact', 'whether annulled is not known: a decision stands until it is', violation({ annulled: 'unknown' }), 'mustSeal'],
    ['D-psap-conviction', 'a conviction', juvenile(), 'notCovered'],
    ['D-psap-annulled-other', 'an annulled conviction is no public-order decision', juvenile({ annulled: true }), 'notCovered', { by: 'otherwise' }],
  ]),
  ...rows({ pack: 'cn-a1', article: '调研报告（2025-11-03发布）' }, [
    ['D-a1-before', 'the day before the report', adult(), 'PACK_NOT_EFFECTIVE', { asOf: '2025-11-02' }],
    ['D-a1-from', 'the day of the report', adult(), 'sealFrom', { asOf: '2025-11-03', sealFrom: '2026-02-14' }],
  ]),
];

/** Unsealing: 59, 60, 61 months and the switches K2, K3, K6. */
export const UNSEAL_BOUNDARIES: readonly Case[] = [
  ...rows({ pack: 'cn-juvenile', matter: 'unseal', article: '办法第18条第1款第1、2项' }, [
    ['U-new-59', 'new crime as a juvenile, 59 months', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 59 }), 'mustStaySealed', { flags: [] }],
    ['U-new-60', 'exactly 60 months: stays sealed, K2', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 60 }), 'mustStaySealed', { flags: ['K2'] }],
    ['U-new-61', '61 months', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 61 }), 'mustUnseal'],
    ['U-new-60-K2', 'exactly 60 months under the other reading of K2', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 60 }), 'mustUnseal', { switches: { K2: 'fiveYearsOrMore' } }],
    ['U-new-59-K2', '59 months under the other reading of K2', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 59 }), 'mustStaySealed', { switches: { K2: 'fiveYearsOrMore' } }],
    ['U-omitted-60', 'omitted crime, exactly 60 months', sealedRecord({ unsealTrigger: 'omittedCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 60 }), 'mustStaySealed', { flags: ['K2'] }],
    ['U-omitted-61', 'omitted crime, 61 months', sealedRecord({ unsealTrigger: 'omittedCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 61 }), 'mustUnseal'],
    ['U-omitted-59', 'omitted crime, 59 months', sealedRecord({ unsealTrigger: 'omittedCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 59 }), 'mustStaySealed', { flags: [] }],
    ['U-omitted-60-K2', 'omitted crime, exactly 60 months under the other reading of K2', sealedRecord({ unsealTrigger: 'omittedCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 60 }), 'mustUnseal', { switches: { K2: 'fiveYearsOrMore' } }],
    ['U-omitted-59-K2', 'omitted crime, 59 months under the other reading of K2', sealedRecord({ unsealTrigger: 'omittedCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 59 }), 'mustStaySealed', { switches: { K2: 'fiveYearsOrMore' } }],
    ['U-omitted-adult', 'omitted crime committed as an adult, 72 months', sealedRecord({ unsealTrigger: 'omittedCrime', triggerCommittedAsJuvenile: false, combinedTermMonths: 72 }), 'mustStaySealed'],
    ['U-omitted-adult-K6', 'the same under the other reading of K6', sealedRecord({ unsealTrigger: 'omittedCrime', triggerCommittedAsJuvenile: false, combinedTermMonths: 72 }), 'mustUnseal', { switches: { K6: 'committedAtAnyAge' } }],
    ['U-adult-60', 'new crime as an adult, exactly 60 months: no ground, no conflict', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: false, combinedTermMonths: 60 }), 'mustStaySealed', { flags: [] }],
    ['U-new-adult', 'new crime as an adult, 72 months: the Measures ask for minority', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: false, combinedTermMonths: 72 }), 'mustStaySealed'],
    ['U-new-adult-K6', 'the same under the other reading of K6', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: false, combinedTermMonths: 72 }), 'mustUnseal', { switches: { K6: 'committedAtAnyAge' } }],
    ['U-term-unknown', 'the combined term is not known', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: true }), 'needsReview', { questions: ['combinedTermMonths'] }],
    ['U-nothing-known', 'the trigger is not known', sealedRecord(), 'needsReview', { questions: ['combinedTermMonths', 'retrialTermMonths', 'triggerCommittedAsJuvenile', 'unsealTrigger'] }],
  ]),
  ...rows({ pack: 'cn-juvenile', matter: 'unseal', article: '办法第18条第1款第3项、第24条' }, [
    ['U-retrial-59', 'retrial to 59 months', sealedRecord({ unsealTrigger: 'retrialRevision', retrialTermMonths: 59 }), 'mustStaySealed', { flags: [] }],
    ['U-retrial-60', 'retrial to exactly 60 months: stays sealed, K3', sealedRecord({ unsealTrigger: 'retrialRevision', retrialTermMonths: 60 }), 'mustStaySealed', { flags: ['K3'] }],
    ['U-retrial-61', 'retrial to 61 months', sealedRecord({ unsealTrigger: 'retrialRevision', retrialTermMonths: 61 }), 'mustUnseal'],
    ['U-retrial-60-K3', 'retrial to exactly 60 months under the other reading of K3', sealedRecord({ unsealTrigger: 'retrialRevision', retrialTermMonths: 60 }), 'mustUnseal', { switches: { K3: 'unseal' } }],
    ['U-retrial-59-K3', '59 months under the other reading of K3', sealedRecord({ unsealTrigger: 'retrialRevision', retrialTermMonths: 59 }), 'mustStaySealed', { switches: { K3: 'unseal' } }],
  ]),
  ...rows({ pack: 'cn-juvenile', matter: 'unseal', article: '办法第7条、第18条、第19条' }, [
    ['U-none', 'no ground at all', sealedRecord({ unsealTrigger: 'none' }), 'mustStaySealed', { flags: [] }],
    ['U-not-sealed', 'the record is not sealed', sealedRecord({ priorJudgmentSealed: false, unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 72 }), 'notCovered'],
    ['U-application', 'acquitted for insufficient evidence; both ask to unseal, the court agrees', sealedRecord({ recordKind: 'acquittal', acquittalGround: 'insufficientEvidence', unsealTrigger: 'none', exemptionAskedByDefendant: true, exemptionAskedByGuardian: true, exemptionAgreedByCourt: true }), 'mustUnseal', { by: 'acquittal-opened-on-application' }],
    ['U-application-refused', 'the same, the court does not agree', sealedRecord({ recordKind: 'acquittal', acquittalGround: 'insufficientEvidence', unsealTrigger: 'none', exemptionAskedByDefendant: true, exemptionAskedByGuardian: true, exemptionAgreedByCourt: false }), 'mustStaySealed'],
    ['U-application-guardian', 'only the guardian asks', sealedRecord({ recordKind: 'acquittal', acquittalGround: 'insufficientEvidence', unsealTrigger: 'none', ...EXEMPT, exemptionAskedByDefendant: false }), 'mustStaySealed'],
    ['U-application-defendant', 'only the defendant asks', sealedRecord({ recordKind: 'acquittal', acquittalGround: 'insufficientEvidence', unsealTrigger: 'none', ...EXEMPT, exemptionAskedByGuardian: false }), 'mustStaySealed'],
    ['U-application-none', 'no application on file', sealedRecord({ recordKind: 'acquittal', acquittalGround: 'insufficientEvidence', unsealTrigger: 'none' }), 'mustStaySealed'],
    ['U-application-one-known', 'the guardian asked, the rest is not known', sealedRecord({ recordKind: 'acquittal', acquittalGround: 'insufficientEvidence', unsealTrigger: 'none', exemptionAskedByGuardian: true }), 'needsReview'],
    ['U-application-conviction', 'a conviction cannot be opened on application', sealedRecord({ unsealTrigger: 'none', ...EXEMPT }), 'mustStaySealed'],
    ['U-application-not-liable', 'nor an acquittal on another ground', sealedRecord({ recordKind: 'acquittal', acquittalGround: 'notLiable', unsealTrigger: 'none', ...EXEMPT }), 'mustStaySealed'],
    ['U-before-measures-none', 'no trigger before the Measures', sealedRecord({ unsealTrigger: 'none' }), 'mustStaySealed', { asOf: '2022-05-29' }],
    ['U-before-measures', 'a new crime before the Measures', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 72 }), 'needsReview', { asOf: '2022-05-29' }],
    ['U-from-measures', 'the same on the day of the Measures', sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 72 }), 'mustUnseal', { asOf: '2022-05-30' }],
  ]),
  ...PROPOSALS.flatMap((pack) => rows({ pack, matter: 'unseal', article: '调研报告二（五）' }, [
    [`U-${pack}-new`, 'proposal: a new crime', sealedRecord({ unsealTrigger: 'newCrime' }), 'mustUnseal'],
    [`U-${pack}-omitted`, 'proposal: an omitted crime', sealedRecord({ unsealTrigger: 'omittedCrime' }), 'mustUnseal'],
    [`U-${pack}-retrial`, 'proposal: a retrial is left open', sealedRecord({ unsealTrigger: 'retrialRevision', retrialTermMonths: 40 }), 'needsReview'],
    [`U-${pack}-none`, 'proposal: no ground', sealedRecord({ unsealTrigger: 'none' }), 'mustStaySealed'],
    [`U-${pack}-not-sealed`, 'proposal: the record is not sealed', sealedRecord({ priorJudgmentSealed: false, unsealTrigger: 'newCrime' }), 'notCovered', { by: 'not-sealed-now' }],
  ])),
];

const EXCLUDED: readonly (readonly [offenceClass: string, charge: string, clause: string])[] = [
  ['nationalSecurity', '间谍罪', 'excluded-national-security'],
  ['terrorism', '宣扬恐怖主义、极端主义、煽动实施恐怖活动罪', 'excluded-terrorism'],
  ['sexual', '强制猥亵、侮辱罪', 'excluded-sexual'],
  ['drug', '容留他人吸毒罪', 'excluded-drug'],
  ['gang', '组织、领导、参加黑社会性质组织罪', 'excluded-gang'],
  ['dutyCrime', '受贿罪', 'excluded-duty'],
];

/** Proposals: thresholds, kinds of penalty, form of guilt, exclusions. */
export const PROPOSAL_BOUNDARIES: readonly Case[] = [
  ...rows({ pack: 'cn-a1', article: '调研报告二（一）第一种意见；刑法第99条' }, [
    ['P-a1-12', 'intentional, 12 months', adult({ executedTermMonths: 12 }), 'mustSeal'],
    ['P-a1-13', 'intentional, 13 months', adult({ executedTermMonths: 13 }), 'mustNotSeal'],
    ['P-a1-neg-13', 'negligent, 13 months', adult({ mensRea: 'negligent', executedTermMonths: 13 }), 'mustSeal', { by: 'seal-negligent-up-to-36-months' }],
    ['P-a1-neg-36', 'negligent, 36 months', adult({ mensRea: 'negligent', executedTermMonths: 36 }), 'mustSeal'],
    ['P-a1-neg-37', 'negligent, 37 months', adult({ mensRea: 'negligent', executedTermMonths: 37 }), 'mustNotSeal'],
    ['P-a1-disputed-12', 'form of guilt disputed, 12 months: it does not matter', adult({ mensRea: 'disputed', executedTermMonths: 12 }), 'mustSeal'],
    ['P-a1-disputed-13', 'form of guilt disputed, 13 months', adult({ mensRea: 'disputed', executedTermMonths: 13 }), 'needsReview', { by: 'form-of-guilt-unclear' }],
    ['P-a1-disputed-36', 'form of guilt disputed, 36 months', adult({ mensRea: 'disputed', executedTermMonths: 36 }), 'needsReview', { by: 'form-of-guilt-unclear' }],
    ['P-a1-disputed-37', 'form of guilt disputed, 37 months: it does not matter', adult({ mensRea: 'disputed', executedTermMonths: 37 }), 'mustNotSeal'],
    ['P-a1-mixed-24', 'intent and negligence, two charges, 24 months', adult({ mensRea: 'mixed', chargeCount: 2, executedTermMonths: 24 }), 'needsReview'],
    ['P-a1-guilt-unknown-12', 'form of guilt unknown, 12 months: nobody is asked', adult({ mensRea: 'unknown', executedTermMonths: 12 }), 'mustSeal'],
    ['P-a1-guilt-unknown-13', 'form of guilt unknown, 13 months', adult({ mensRea: 'unknown', executedTermMonths: 13 }), 'needsReview', { questions: ['mensRea'] }],
    ['P-a1-surveillance', 'public surveillance of two years is lighter than a year’s imprisonment', adult({ penalty: 'publicSurveillance', executedTermMonths: 24 }), 'mustSeal'],
    ['P-a1-suspended', 'one year suspended for two', adult({ executedTermMonths: 12, suspended: true, suspensionPeriodMonths: 24 }), 'mustSeal'],
    ['P-a1-exempted', 'exempted from punishment', adult({ penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'mustSeal'],
    ['P-a1-several-13', 'two intentional crimes, 13 months: beyond the proposal anyway', adult({ chargeCount: 2, executedTermMonths: 13 }), 'mustNotSeal'],
    ['P-a1-several-12', 'two intentional crimes, 12 months', adult({ chargeCount: 2, executedTermMonths: 12 }), 'needsReview', { by: 'several-crimes-in-one-judgment' }],
    ['P-a1-several-neg-36', 'two negligent crimes, 36 months', adult({ mensRea: 'negligent', chargeCount: 2, executedTermMonths: 36 }), 'needsReview', { by: 'several-crimes-in-one-judgment' }],
    ['P-a1-several-neg-37', 'two negligent crimes, 37 months', adult({ mensRea: 'negligent', chargeCount: 2, executedTermMonths: 37 }), 'mustNotSeal', { by: 'otherwise' }],
    ['P-a1-count-zero', 'no earlier conviction counted, nothing said of a first offence', adult({ firstOffender: 'unknown' }), 'mustSeal'],
    ['P-a1-first-unknown', 'nothing known of earlier convictions', adult({ firstOffender: 'unknown', priorConvictionCount: 'unknown' }), 'needsReview', { questions: ['firstOffender', 'priorConvictionCount'] }],
    ['P-a1-classes-unknown', 'the classes of the offence are not known', adult({ offenceClasses: 'unknown' }), 'needsReview', { questions: ['offenceClasses'] }],
  ]),
  ...rows({ pack: 'cn-a2', article: '调研报告二（一）第二种意见；刑法第99条' }, [
    ['P-a2-12', '12 months', adult({ executedTermMonths: 12 }), 'mustSeal'],
    ['P-a2-13', '13 months', adult({ executedTermMonths: 13 }), 'mustNotSeal'],
    ['P-a2-neg-13', 'negligent, 13 months: negligence makes no difference', adult({ mensRea: 'negligent', executedTermMonths: 13 }), 'mustNotSeal'],
    ['P-a2-several-12', 'two crimes, 12 months', adult({ chargeCount: 2, executedTermMonths: 12 }), 'needsReview'],
    ['P-a2-several-13', 'two crimes, 13 months', adult({ chargeCount: 2, executedTermMonths: 13 }), 'mustNotSeal'],
    ['P-a2-several-surveillance', 'two crimes, public surveillance', adult({ chargeCount: 2, penalty: 'publicSurveillance', executedTermMonths: 20 }), 'needsReview'],
  ]),
  ...rows({ pack: 'cn-a3', article: '调研报告二（一）第三种意见' }, [
    ['P-a3-detention', 'criminal detention', adult({ penalty: 'criminalDetention', executedTermMonths: 6 }), 'mustSeal'],
    ['P-a3-surveillance', 'public surveillance', adult({ penalty: 'publicSurveillance', executedTermMonths: 24 }), 'mustSeal'],
    ['P-a3-fine', 'a fine alone', adult({ penalty: 'fineOnly', executedTermMonths: 0 }), 'mustSeal'],
    ['P-a3-exempted', 'exempted from punishment', adult({ penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'mustSeal'],
    ['P-a3-six-months', 'six months of imprisonment', adult({ executedTermMonths: 6 }), 'mustNotSeal'],
    ['P-a3-several-imprisonment', 'two crimes, six months of imprisonment', adult({ chargeCount: 2, executedTermMonths: 6 }), 'mustNotSeal'],
    ['P-a3-intentional-relaxed', 'the relaxation for negligence does not reach intent', adult({ executedTermMonths: 6 }), 'mustNotSeal', { switches: { NEGLIGENCE: 'relaxedToReview' } }],
  ]),
  ...rows({ pack: 'cn-a-p1', article: '调研报告三（一）' }, [
    ['P-p1-only', 'dangerous driving alone', adult({ charges: ['危险驾驶罪'], offenceClasses: ['dangerousDriving'], penalty: 'criminalDetention', executedTermMonths: 2 }), 'mustSeal'],
    ['P-p1-other', 'another charge', adult(), 'mustNotSeal'],
    ['P-p1-both', 'dangerous driving and another charge', adult({ charges: ['危险驾驶罪', '妨害公务罪'], chargeCount: 2 }), 'needsReview', { by: 'dangerous-driving-with-other-crimes' }],
    ['P-p1-none', 'no charge at all', adult({ charges: [], chargeCount: 0 }), 'mustNotSeal'],
    ['P-p1-unknown', 'the charges are not known', adult({ charges: 'unknown' }), 'needsReview', { questions: ['charges'] }],
  ]),
  ...rows({ pack: 'cn-a-p2', article: '调研报告三（一）' }, [
    ['P-p2-detention', 'criminal detention', adult({ penalty: 'criminalDetention', executedTermMonths: 6 }), 'mustSeal'],
    ['P-p2-surveillance', 'public surveillance', adult({ penalty: 'publicSurveillance', executedTermMonths: 24 }), 'mustSeal'],
    ['P-p2-fine', 'a fine alone', adult({ penalty: 'fineOnly', executedTermMonths: 0 }), 'mustSeal'],
    ['P-p2-exempted', 'exemption is lighter but not named', adult({ penalty: 'exemptionFromPunishment', executedTermMonths: 0 }), 'needsReview', { by: 'lighter-but-not-named' }],
    ['P-p2-six-months', 'six months of imprisonment', adult({ executedTermMonths: 6 }), 'mustNotSeal'],
    ['P-p2-several', 'two crimes, criminal detention', adult({ chargeCount: 2, penalty: 'criminalDetention', executedTermMonths: 6 }), 'needsReview', { by: 'several-crimes-in-one-judgment' }],
    ['P-p2-several-imprisonment', 'two crimes, six months of imprisonment', adult({ chargeCount: 2, executedTermMonths: 6 }), 'mustNotSeal'],
  ]),
  ...PROPOSALS.flatMap((pack) => rows({ pack, article: '调研报告二（一）至（三）；刑事诉讼法第286条' }, [
    [`P-${pack}-61-age-unknown`, 'more than five years: nobody is asked for the age', adult({ bornOn: 'unknown', executedTermMonths: 61 }), 'mustNotSeal', { by: 'more-than-five-years' }],
    [`P-${pack}-60-age-unknown`, 'five years, age unknown: the juvenile rule might apply', adult({ bornOn: 'unknown', executedTermMonths: 60 }), 'needsReview'],
    [`P-${pack}-life-age-unknown`, 'life imprisonment: nobody is asked for the age', adult({ bornOn: 'unknown', penalty: 'lifeImprisonment', executedTermMonths: 'unknown' }), 'mustNotSeal', { by: 'more-than-five-years' }],
    [`P-${pack}-kind-unknown`, 'whether there is a conviction at all is not known', adult({ recordKind: 'unknown', executedTermMonths: 61 }), 'needsReview'],
    [`P-${pack}-entity`, 'a unit', adult({ subjectKind: 'entity', penalty: 'fineOnly', executedTermMonths: 0 }), 'notCovered', { by: 'entity-defendant' }],
    [`P-${pack}-juvenile`, 'a juvenile', juvenile({ firstOffender: true }), 'notCovered', { by: 'juvenile-record' }],
    [`P-${pack}-juvenile-found`, 'no dates, the document finds a juvenile', adult({ bornOn: 'unknown', courtFoundJuvenile: true }), 'notCovered', { by: 'juvenile-record' }],
    [`P-${pack}-juvenile-unproven`, 'the age cannot be proven', adult({ bornOn: 'unknown', ageProven: false }), 'notCovered', { by: 'juvenile-record' }],
    [`P-${pack}-last-act-only`, 'only the last act is dated, at 18 or later', adult({ offenceFrom: 'unknown', executedTermMonths: 10, penalty: 'criminalDetention', charges: ['危险驾驶罪'] }), 'needsReview', { questions: ['offenceFrom', 'principalActsBefore18'] }],
    [`P-${pack}-whole-case`, 'acts on both sides of 18, principal ones before', adult({ bornOn: '2007-11-20', offenceFrom: '2025-08-01', offenceTo: '2025-12-08', principalActsBefore18: true }), 'notCovered', { by: 'juvenile-whole-case' }],
    [`P-${pack}-principal-after`, 'acts on both sides of 18, principal ones after: the proposal applies', adult({ bornOn: '2007-11-20', offenceFrom: '2025-08-01', offenceTo: '2025-12-08', principalActsBefore18: false, offenceClasses: ['drug'] }), 'mustNotSeal', { by: 'excluded-drug' }],
    [`P-${pack}-principal-adult`, 'a finding about principal acts means nothing where every act came after 18', adult({ principalActsBefore18: true, offenceClasses: ['drug'] }), 'mustNotSeal', { by: 'excluded-drug' }],
    [`P-${pack}-not-prosecuted`, 'not prosecuted', adult({ recordKind: 'nonProsecution', penalty: 'none', executedTermMonths: 0 }), 'needsReview', { by: 'record-without-judgment' }],
    [`P-${pack}-acquitted`, 'acquitted', adult({ recordKind: 'acquittal', acquittalGround: 'innocent', penalty: 'none', executedTermMonths: 0 }), 'notCovered', { by: 'no-criminal-record' }],
    [`P-${pack}-recidivist`, 'recidivist', adult({ recidivist: true }), 'mustNotSeal', { by: 'recidivist' }],
    [`P-${pack}-drug-recidivist`, 'repeated drug offence', adult({ drugRecidivist: true }), 'mustNotSeal', { by: 'recidivist' }],
    [`P-${pack}-prior-counted`, 'two earlier convictions counted, nothing said of a first offence', adult({ priorConvictionCount: 2, firstOffender: 'unknown' }), 'mustNotSeal', { by: 'reoffender' }],
    [`P-${pack}-not-first`, 'not a first offender, the number not known', adult({ priorConvictionCount: 'unknown', firstOffender: false }), 'mustNotSeal', { by: 'reoffender' }],
    [`P-${pack}-accounts-differ`, 'no earlier conviction counted, but not a first offender', adult({ priorConvictionCount: 0, firstOffender: false }), 'mustNotSeal', { by: 'reoffender' }],
  ])),
  ...PROPOSALS.flatMap((pack) => EXCLUDED.map(([offenceClass, charge, by]): Case => ({
    id: `X-${pack}-${offenceClass}`, story: `excluded: ${charge}`, pack,
    facts: adult({ charges: [charge], offenceClasses: [offenceClass], penalty: 'criminalDetention', executedTermMonths: 3 }),
    outcome: 'mustNotSeal', by, article: '调研报告二（二）',
  }))),
];
