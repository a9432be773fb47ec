import { adult, type Case, type Facts, juvenile, sealedRecord } from './case.ts';

type Row = readonly [id: string, story: string, facts: Facts, outcome: string, rest?: Partial<Case>];

const rows = (base: Pick<Case, 'pack' | 'article'> & Partial<Case>, list: readonly Row[]): readonly Case[] =>
  list.map(([id, story, facts, outcome, rest]) => ({ ...base, id, story, facts, outcome, ...rest }));

const served = (changed: Facts = {}): Facts => adult({ sentenceServedOn: '2024-02-29', decidedOn: '2022-12-05', effectiveOn: '2022-12-16',
  offenceFrom: '2022-08-01', offenceTo: '2022-08-01', ...changed });
const driving = (changed: Facts = {}): Facts => adult({
  charges: ['危险驾驶罪'], offenceClasses: ['dangerousDriving'], statutoryMaxMonths: 6, penalty: 'criminalDetention', executedTermMonths: 6,
  sentenceServedOn: '2026-08-13', ...changed });
const theft = (changed: Facts = {}): Facts =>
  adult({ statutoryMaxMonths: 36, sentenceServedOn: '2026-10-02', pleadedGuilty: true, occasionalOffender: false, ...changed });
const PLEA = { switches: { SCREENING: 'pleadedGuiltyIsEnough' } };

/** Worked cases of the law digest as the proposals B to F answer them. */
export const LAB_WORKED_CASES: readonly Case[] = [
  { id: 'W-59h', story: 'adult, dangerous driving, six months of criminal detention: proposal B', pack: 'cn-b', facts: driving(), outcome: 'mustSeal', by: 'seal-petty', article: 'law digest 6.2' },
  { id: 'W-59i', story: 'the same: proposal C, at once', pack: 'cn-c', facts: driving(), outcome: 'mustSeal', by: 'seal-at-once', article: 'law digest 6.2' },
  { id: 'W-61h', story: 'adult, negligent traffic crime, exactly three years: pack C, three years after execution', pack: 'cn-c', facts: served({ mensRea: 'negligent', executedTermMonths: 36, sentenceServedOn: '2025-11-16' }), outcome: 'sealFrom', by: 'seal-after-third-wait', sealFrom: '2028-11-16', article: '调研报告二（四）' },
  { id: 'W-63e', story: 'adult, theft, one year and one month: pack C, two years after execution', pack: 'cn-c', facts: served({ executedTermMonths: 13 }), outcome: 'mustSeal', by: 'seal-after-second-wait', sealFrom: '2026-02-28', article: '调研报告二（四）' },
  { id: 'W-65e', story: 'two crimes, ten months of criminal detention decided: pack C', pack: 'cn-c', facts: served({ chargeCount: 2, penalty: 'criminalDetention', executedTermMonths: 10 }), outcome: 'needsReview', by: 'several-crimes-in-one-judgment', article: '刑法第69条第1款' },
  { id: 'W-67g', story: 'ten months, convicted once before in 2018: pack C', pack: 'cn-c', facts: served({ priorConvictionCount: 1, firstOffender: false }), outcome: 'mustNotSeal', by: 'reoffender', article: '调研报告二（二）' },
];

/** Proposals B to F and the parameters of A: both sides of every boundary. */
export const LAB_BOUNDARIES: readonly Case[] = [
  ...rows({ pack: 'cn-c', article: '调研报告二（四）；刑法第99条' }, [
    ['P-c-12', '12 months: at once', served({ executedTermMonths: 12 }), 'mustSeal', { by: 'seal-at-once', sealFrom: '2022-12-16' }],
    ['P-c-13', '13 months: two years after execution', served({ executedTermMonths: 13 }), 'mustSeal', { by: 'seal-after-second-wait', sealFrom: '2026-02-28' }],
    ['P-c-13-day-before', 'the day before the two years are over', served({ executedTermMonths: 13, sentenceServedOn: '2024-11-22' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['P-c-13-day', 'the day on which the two years are over', served({ executedTermMonths: 13, sentenceServedOn: '2024-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['P-c-24', '24 months', served({ executedTermMonths: 24 }), 'mustSeal', { by: 'seal-after-second-wait' }],
    ['P-c-25', '25 months: three years after execution', served({ executedTermMonths: 25 }), 'sealFrom', { by: 'seal-after-third-wait', sealFrom: '2027-02-28' }],
    ['P-c-36', '36 months', served({ executedTermMonths: 36 }), 'sealFrom', { by: 'seal-after-third-wait' }],
    ['P-c-37', '37 months', served({ executedTermMonths: 37 }), 'mustNotSeal', { by: 'otherwise' }],
    ['P-c-unserved', 'when the sentence was served is not known', served({ executedTermMonths: 13, sentenceServedOn: 'unknown' }), 'needsReview', { questions: ['sentenceServedOn'] }],
    ['P-c-unserved-12', 'up to a year nobody is asked for it', served({ executedTermMonths: 12, sentenceServedOn: 'unknown' }), 'mustSeal'],
    ['P-c-wait-changed', 'the second wait set to six months', served({ executedTermMonths: 13 }), 'mustSeal', { parameters: { SecondWaitMonths: 6 }, sealFrom: '2024-08-29' }],
    ['P-c-juvenile', 'a juvenile', juvenile(), 'notCovered', { by: 'juvenile-record' }],
    ['P-c-drug', 'an excluded class', served({ offenceClasses: ['drug'] }), 'mustNotSeal', { by: 'excluded-drug' }],
    ['P-c-drug-allowed', 'drugs taken out of the exclusions', served({ offenceClasses: ['drug'] }), 'mustSeal', { parameters: { Excluded: ['sexual'] } }],
    ['P-c-owed', 'damages owed, no condition set', served({ moneyOwed: true }), 'mustSeal'],
    ['P-c-owed-condition', 'damages owed, payment set as a condition', served({ moneyOwed: true }), 'mustNotSeal', { by: 'damages-owed', switches: { COMPENSATION: 'damagesPaid' } }],
    ['P-c-paid-condition', 'damages paid, payment set as a condition', served({ moneyOwed: false }), 'mustSeal', { switches: { COMPENSATION: 'damagesPaid' } }],
  ]),
  ...rows({ pack: 'cn-c', matter: 'unseal', article: '调研报告二（五）' }, [
    ['U-cn-c-new', 'a new crime', sealedRecord({ unsealTrigger: 'newCrime' }), 'mustUnseal'],
    ['U-cn-c-retrial', 'a retrial', sealedRecord({ unsealTrigger: 'retrialRevision' }), 'needsReview'],
    ['U-cn-c-none', 'nothing new', sealedRecord({ unsealTrigger: 'none' }), 'mustStaySealed'],
  ]),
  ...rows({ pack: 'cn-b', article: '陈露婷文4.1、4.2' }, [
    ['P-b-6', 'highest penalty six months: petty, sealed when served', driving(), 'mustSeal', { by: 'seal-petty', sealFrom: '2026-08-13', flags: ['proposalNotLaw', 'observationFollows'] }],
    ['P-b-7', 'highest penalty seven months: no longer petty', driving({ statutoryMaxMonths: 7 }), 'needsReview', { by: 'minor-without-plea' }],
    ['P-b-petty-reoffender', 'a petty offence of a reoffender: all petty offences are covered', driving({ firstOffender: false, priorConvictionCount: 2 }), 'mustSeal'],
    ['P-b-petty-gang', 'a petty offence of an excluded kind', driving({ offenceClasses: ['gang'] }), 'mustNotSeal', { by: 'excluded-gang' }],
    ['P-b-petty-sexual', 'sexual offences are not excluded by this article', driving({ offenceClasses: ['sexual'] }), 'mustSeal'],
    ['P-b-petty-sexual-excluded', 'the class sexual has no clause of its own here', driving({ offenceClasses: ['terrorism'] }), 'mustNotSeal', { by: 'excluded-terrorism' }],
    ['P-b-effective', 'sealed first from the day of effect', driving(), 'mustSeal', { switches: { SEALSTART: 'whenEffective' }, sealFrom: '2026-02-14' }],
    ['P-b-unserved', 'when it was served is not known', driving({ sentenceServedOn: 'unknown' }), 'needsReview', { questions: ['sentenceServedOn'] }],
    ['P-b-36', 'highest penalty 36 months, first offender: a person screens', theft(), 'needsReview', { by: 'minor-without-plea' }],
    ['P-b-37', 'highest penalty 37 months', theft({ statutoryMaxMonths: 37 }), 'mustNotSeal', { by: 'otherwise' }],
    ['P-b-plea', 'guilt accepted, set to be enough', theft(), 'mustSeal', { ...PLEA, by: 'seal-minor' }],
    ['P-b-no-plea', 'guilt not accepted', theft({ pleadedGuilty: false }), 'needsReview', { ...PLEA, by: 'minor-without-plea' }],
    ['P-b-reoffender', 'an intentional minor offence of a reoffender', theft({ firstOffender: false, priorConvictionCount: 1 }), 'mustNotSeal', PLEA],
    ['P-b-negligent', 'a negligent minor offence of a reoffender', theft({ firstOffender: false, priorConvictionCount: 1, mensRea: 'negligent' }), 'mustSeal', PLEA],
    ['P-b-occasional', 'an occasional offender', theft({ firstOffender: false, priorConvictionCount: 1, occasionalOffender: true }), 'mustSeal', PLEA],
    ['P-b-frequent', 'theft named as of high incidence', theft({ firstOffender: false, priorConvictionCount: 1 }), 'mustSeal', { ...PLEA, parameters: { HighIncidence: ['盗窃罪'] } }],
    ['P-b-juvenile', 'a juvenile', juvenile(), 'notCovered'],
  ]),
  ...rows({ pack: 'cn-b', matter: 'observe', article: '陈露婷文4.2' }, [
    ['P-b-observe-none', 'no figure: no observation', driving({ priorJudgmentSealed: true, publicServiceHours: 0 }), 'observationOver'],
    ['P-b-observe-4', 'four months set: the day on which they are over is 13 December', driving({ priorJudgmentSealed: true, publicServiceHours: 0 }), 'underObservation', { parameters: { PettyObservationMonths: 4 }, asOf: '2026-12-12' }],
    ['P-b-observe-4-over', 'the day after', driving({ priorJudgmentSealed: true, publicServiceHours: 0 }), 'observationOver', { parameters: { PettyObservationMonths: 4 }, asOf: '2026-12-13' }],
    ['P-b-service-49', '49 hours of service, 50 shorten', driving({ priorJudgmentSealed: true, publicServiceHours: 49 }), 'underObservation', { parameters: { PettyObservationMonths: 4, PettyShortenedMonths: 3, ServiceHours: 50 } }],
    ['P-b-service-50', '50 hours of service', driving({ priorJudgmentSealed: true, publicServiceHours: 50 }), 'observationOver', { parameters: { PettyObservationMonths: 4, PettyShortenedMonths: 3, ServiceHours: 50 } }],
    ['P-b-observe-open', 'hours not known where they matter', driving({ priorJudgmentSealed: true }), 'needsReview', { parameters: { PettyObservationMonths: 4, PettyShortenedMonths: 3, ServiceHours: 50 }, questions: ['publicServiceHours'] }],
    ['P-b-observe-unsealed', 'not sealed', driving({ priorJudgmentSealed: false }), 'notCovered'],
  ]),
  ...rows({ pack: 'cn-b', matter: 'unseal', article: '陈露婷文4.2' }, [
    ['U-b-during', 'a new crime under observation', driving({ priorJudgmentSealed: true, publicServiceHours: 0, unsealTrigger: 'newCrime' }), 'mustUnseal', { parameters: { PettyObservationMonths: 6 } }],
    ['U-b-after', 'a new crime after it', driving({ priorJudgmentSealed: true, publicServiceHours: 0, unsealTrigger: 'newCrime' }), 'needsReview', { by: 'crime-after-observation' }],
    ['U-b-none', 'nothing new', driving({ priorJudgmentSealed: true, publicServiceHours: 0, unsealTrigger: 'none' }), 'mustStaySealed'],
  ]),
  ...((): readonly Case[] => {
    const applied = (changed: Facts = {}): Facts => adult({
      effectiveOn: '2021-11-21', decidedOn: '2021-11-10', offenceFrom: '2021-06-01', offenceTo: '2021-06-01', laterOffence: false,
      laterAdministrativePenalty: false, appliedForSealing: true, rehabilitationFound: true, ...changed });
    return rows({ pack: 'cn-d', article: '《数字化转型与隐私计算》' }, [
      ['P-d-granted', 'five years over today, applied, rehabilitation found', applied(), 'mustSeal', { by: 'granted' }],
      ['P-d-day-before', 'the day before', applied({ effectiveOn: '2021-11-22' }), 'mustNotSeal', { by: 'too-early' }],
      ['P-d-ten', 'ten years set', applied(), 'mustNotSeal', { by: 'too-early', parameters: { WaitYears: 10 } }],
      ['P-d-ten-over', 'ten years set and over', applied({ effectiveOn: '2016-11-21' }), 'mustSeal', { parameters: { WaitYears: 10 } }],
      ['P-d-not-applied', 'not applied', applied({ appliedForSealing: false }), 'mayApply', { by: 'no-application' }],
      ['P-d-not-found', 'rehabilitation not found', applied({ rehabilitationFound: false }), 'mustNotSeal', { by: 'otherwise' }],
      ['P-d-open', 'the finding is not made yet', applied({ rehabilitationFound: 'unknown' }), 'needsReview', { questions: ['rehabilitationFound'] }],
      ['P-d-penalty', 'an administrative penalty later', applied({ laterAdministrativePenalty: true }), 'mustNotSeal', { by: 'blocked' }],
      ['P-d-crime', 'another offence later', applied({ laterOffence: true }), 'mustNotSeal', { by: 'blocked' }],
      ['P-d-charge', 'another charge', applied({ charges: ['故意伤害罪'] }), 'mustNotSeal', { by: 'other-offence' }],
      ['P-d-charge-added', 'another charge, added to the offences', applied({ charges: ['故意伤害罪'] }), 'mustSeal', { parameters: { Offences: ['盗窃罪', '故意伤害罪'] } }],
      ['P-d-recidivist', 'a recidivist', applied({ recidivist: true, firstOffender: false, priorConvictionCount: 1 }), 'mustNotSeal', { by: 'reoffender' }],
      ['P-d-retrial', 'sealed, a new crime: left open', sealedRecord({ unsealTrigger: 'newCrime' }), 'needsReview', { matter: 'unseal', by: 'new-crime-or-penalty' }],
    ]);
  })(),
  ...rows({ pack: 'cn-e', article: '中国法院网2024年9月文章' }, [
    ['P-e-36', 'highest penalty 36 months', adult({ statutoryMaxMonths: 36 }), 'mustSeal', { flags: ['proposalNotLaw', 'conditionsNotStated'] }],
    ['P-e-37', 'highest penalty 37 months', adult({ statutoryMaxMonths: 37 }), 'mustNotSeal'],
    ['P-e-petty-12', 'petty only, 12 months', adult({ statutoryMaxMonths: 12 }), 'mustSeal', { switches: { SCOPE: 'pettyOffences' } }],
    ['P-e-petty-13', 'petty only, 13 months', adult({ statutoryMaxMonths: 13 }), 'mustNotSeal', { switches: { SCOPE: 'pettyOffences' } }],
    ['P-e-excluded', 'drugs set as excluded', adult({ statutoryMaxMonths: 36, offenceClasses: ['drug'] }), 'mustNotSeal', { parameters: { Excluded: ['drug'] } }],
    ['P-e-classes', 'nothing is excluded, so nobody asks for the class', adult({ statutoryMaxMonths: 36, offenceClasses: 'unknown' }), 'mustSeal'],
    ['P-e-open', 'the highest penalty is not known', adult(), 'needsReview', { questions: ['statutoryMaxMonths'] }],
    ['P-e-juvenile', 'a juvenile', juvenile(), 'notCovered'],
  ]),
  ...rows({ pack: 'cn-f', article: '检察类评论' }, [
    ['P-f-not-prosecuted', 'not prosecuted: at the decision', adult({ recordKind: 'nonProsecution', penalty: 'none', executedTermMonths: 0 }), 'mustSeal', { by: 'not-prosecuted', sealFrom: '2026-02-03' }],
    ['P-f-12', '12 months, served', adult({ executedTermMonths: 12, sentenceServedOn: '2026-11-21' }), 'mustSeal', { sealFrom: '2026-11-21' }],
    ['P-f-12-tomorrow', '12 months, served tomorrow', adult({ executedTermMonths: 12, sentenceServedOn: '2026-11-22' }), 'sealFrom', { sealFrom: '2026-11-22' }],
    ['P-f-13', '13 months', adult({ executedTermMonths: 13, sentenceServedOn: '2026-11-01' }), 'mustNotSeal'],
    ['P-f-suspended', 'three years, suspended: after probation', adult({ executedTermMonths: 36, suspended: true, sentenceServedOn: '2030-02-14' }), 'sealFrom', { sealFrom: '2030-02-14' }],
    ['P-f-pardon', 'pardoned before the end', adult({ executedTermMonths: 12, sentenceServedOn: '2027-02-03', pardonedOn: '2026-10-01' }), 'mustSeal', { sealFrom: '2026-10-01' }],
    ['P-f-surveillance', 'public surveillance is lighter but not named', adult({ penalty: 'publicSurveillance', executedTermMonths: 6 }), 'needsReview', { by: 'lighter-but-not-named' }],
    ['P-f-acquitted', 'acquitted', adult({ recordKind: 'acquittal', penalty: 'none', executedTermMonths: 0 }), 'notCovered'],
  ]),
  ...rows({ pack: 'cn-a2', article: '调研报告二（一）第二种意见' }, [
    ['P-a2-18-at-18', 'the limit set to 18 months, 18 months', adult({ executedTermMonths: 18 }), 'mustSeal', { parameters: { MaxMonths: 18 } }],
    ['P-a2-19-at-18', 'the limit set to 18 months, 19 months', adult({ executedTermMonths: 19 }), 'mustNotSeal', { parameters: { MaxMonths: 18 } }],
    ['P-a2-owed', 'damages owed, payment set as a condition', adult({ moneyOwed: true }), 'mustNotSeal', { switches: { COMPENSATION: 'damagesPaid' }, by: 'damages-owed' }],
    ['P-a2-owed-unknown', 'not known whether damages are owed', adult(), 'needsReview', { switches: { COMPENSATION: 'damagesPaid' }, questions: ['moneyOwed'] }],
  ]),
  ...rows({ pack: 'cn-a1', article: '调研报告二（一）第一种意见' }, [
    ['P-a1-24-at-24', 'the limit for intent set to 24', adult({ executedTermMonths: 24 }), 'mustSeal', { parameters: { IntentionalMaxMonths: 24 } }],
    ['P-a1-25-at-24', 'the limit for intent set to 24, 25 months', adult({ executedTermMonths: 25 }), 'mustNotSeal', { parameters: { IntentionalMaxMonths: 24 } }],
  ]),
  ...rows({ pack: 'cn-a-p1', article: '调研报告三（一）' }, [
    ['P-p1-theft-added', 'theft added to the pilot', adult(), 'mustSeal', { parameters: { Offences: ['危险驾驶罪', '盗窃罪'] } }],
  ]),
];
