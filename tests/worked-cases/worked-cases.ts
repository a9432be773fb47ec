import { adult, type Case, juvenile, sealedRecord, violation } from './case.ts';

/**
 * The worked cases about a decision, restated with invented facts. The number is that of the worked case; a
 * letter after it marks the parts of one case. Order: law in force (sealing, unsealing, public order), proposals.
 */
export const WORKED_CASES: readonly Case[] = [
  {
    id: 'W-01', story: 'theft on the 18th birthday itself, one year',
    pack: 'cn-juvenile', facts: juvenile({ bornOn: '2006-03-15', offenceFrom: '2024-03-15', offenceTo: '2024-03-15' }),
    outcome: 'mustSeal', by: 'juvenile-conviction', article: '法释〔2006〕1号第2条；刑事诉讼法第286条',
  },
  {
    id: 'W-03', story: 'born on 29 February, act on 1 March of a common year: no text says whether the person is 18',
    pack: 'cn-juvenile', facts: juvenile({ bornOn: '2004-02-29', offenceFrom: '2022-03-01', offenceTo: '2022-03-01' }),
    outcome: 'needsReview', article: '法释〔2006〕1号第2条；民法典第202条（类推）',
  },
  {
    id: 'W-05', story: 'aged 17, robbery, exactly five years',
    pack: 'cn-juvenile', facts: juvenile({ executedTermMonths: 60, charges: ['抢劫罪'] }),
    outcome: 'mustSeal', by: 'juvenile-conviction', article: '办法第24条；刑法第99条',
  },
  {
    id: 'W-07a', story: 'aged 16, intentional injury, life imprisonment',
    pack: 'cn-juvenile',
    facts: juvenile({ bornOn: '2006-12-01', penalty: 'lifeImprisonment', executedTermMonths: 'unknown', suspended: false }),
    outcome: 'mustNotSeal', by: 'life-or-death', article: '刑事诉讼法第286条',
  },
  {
    id: 'W-07b', story: 'aged 16, intentional injury, ten years',
    pack: 'cn-juvenile', facts: juvenile({ bornOn: '2006-12-01', executedTermMonths: 120 }),
    outcome: 'mustNotSeal', by: 'more-than-five-years', article: '刑事诉讼法第286条',
  },
  {
    id: 'W-09', story: 'aged 17, a fine and nothing else',
    pack: 'cn-juvenile', facts: juvenile({ penalty: 'fineOnly', executedTermMonths: 0 }),
    outcome: 'mustSeal', by: 'juvenile-conviction', flags: [], article: '办法第4条第1款；刑法第34条',
  },
  {
    id: 'W-11', story: 'aged 16 and 17, two crimes of three and four years, five years decided',
    pack: 'cn-juvenile',
    facts: juvenile({ offenceFrom: '2022-08-10', offenceTo: '2023-09-30', chargeCount: 2, longestPronouncedMonths: 48, executedTermMonths: 60 }),
    outcome: 'mustSeal', by: 'juvenile-conviction', article: '刑事诉讼法第286条；办法第4条、第24条；刑法第69条',
  },
  {
    id: 'W-13', story: 'six thefts at 17, one at 18, the court finds the principal acts before 18, three years',
    pack: 'cn-juvenile',
    facts: juvenile({ offenceFrom: '2023-10-01', offenceTo: '2024-04-20', principalActsBefore18: true, executedTermMonths: 36 }),
    outcome: 'mustSeal', by: 'principal-acts-before-18', article: '办法第4条第2款',
  },
  {
    id: 'W-15', story: 'acts on both sides of 18, principal ones before, five years and six months decided',
    pack: 'cn-juvenile',
    facts: juvenile({ offenceFrom: '2023-10-01', offenceTo: '2024-04-20', principalActsBefore18: true, executedTermMonths: 66 }),
    outcome: 'mustNotSeal', by: 'more-than-five-years', article: '办法第4条第2款',
  },
  {
    id: 'W-17a', story: 'split case, the minor: two years',
    pack: 'cn-juvenile', asOf: '2025-06-01',
    facts: juvenile({ executedTermMonths: 24, jointWithAdult: true, jointWithJuvenile: false, severed: true }),
    outcome: 'mustSeal', by: 'juvenile-conviction', flags: [], article: '办法第5条',
  },
  {
    id: 'W-17b', story: 'split case, the adult accomplice: eight years; the record stays open, its cover is marked',
    pack: 'cn-juvenile',
    facts: juvenile({ bornOn: '1990-01-01', executedTermMonths: 96, jointWithAdult: false, jointWithJuvenile: true, severed: true }),
    outcome: 'mustNotSeal', flags: ['containsSealedInfo'], article: '办法第5条',
  },
  {
    id: 'W-17c', story: 'the same accomplice with two years: no law seals an adult, the cover is marked all the same',
    pack: 'cn-juvenile',
    facts: juvenile({ bornOn: '1990-01-01', executedTermMonths: 24, jointWithAdult: false, jointWithJuvenile: true, severed: true }),
    outcome: 'notCovered', by: 'adult-at-every-act', flags: ['containsSealedInfo'], article: '办法第5条',
  },
  {
    id: 'W-19', story: 'minor acquitted for insufficient evidence',
    pack: 'cn-juvenile',
    facts: juvenile({ recordKind: 'acquittal', acquittalGround: 'insufficientEvidence', penalty: 'none', executedTermMonths: 0, chargeCount: 'unknown' }),
    outcome: 'mustSeal', by: 'acquitted-for-insufficient-evidence', article: '办法第7条；刑事诉讼法第200条第3项',
  },
  {
    id: 'W-21', story: 'the same; only the guardian asks to leave it open, the defendant does not',
    pack: 'cn-juvenile',
    facts: juvenile({
      recordKind: 'acquittal', acquittalGround: 'insufficientEvidence', penalty: 'none', executedTermMonths: 0,
      exemptionAskedByGuardian: true, exemptionAskedByDefendant: false, exemptionAgreedByCourt: true,
    }),
    outcome: 'mustSeal', by: 'acquitted-for-insufficient-evidence', article: '办法第7条（“及其”）',
  },
  {
    id: 'W-23', story: 'minor, discretionary non-prosecution',
    pack: 'cn-juvenile', facts: juvenile({ recordKind: 'nonProsecution', nonProsecutionType: 'discretionary', penalty: 'none', executedTermMonths: 0 }),
    outcome: 'mustSeal', by: 'non-prosecution', article: '办法第3条、第12条；检察规则第486条',
  },
  {
    id: 'W-25', story: 'minor, conditional non-prosecution, the period passed without breach, not prosecuted',
    pack: 'cn-juvenile', facts: juvenile({ recordKind: 'nonProsecution', nonProsecutionType: 'conditionalPassed', penalty: 'none', executedTermMonths: 0 }),
    outcome: 'mustSeal', by: 'non-prosecution', article: '刑事诉讼法第284条第2款；办法第12条；检察规则第486条',
  },
  {
    id: 'W-27', story: 'aged 17, three years suspended for four: the pronounced three years count',
    pack: 'cn-juvenile', facts: juvenile({ executedTermMonths: 36, suspended: true, suspensionPeriodMonths: 48 }),
    outcome: 'mustSeal', by: 'juvenile-conviction', flags: ['communityCorrectionMustSeal'], sealFrom: '2023-11-17',
    article: '刑事诉讼法第286条；办法第11条、第13条；刑法第73条',
  },
  {
    id: 'W-29', story: 'released from the juvenile prison on 30 November 2026: the prison has its own duty',
    pack: 'cn-juvenile', asOf: '2026-11-30', facts: juvenile({ executedTermMonths: 40, sentenceServedOn: '2026-11-30' }),
    outcome: 'mustSeal', by: 'juvenile-conviction', flags: ['prisonMustSeal'], article: '监狱法第115条',
  },
  {
    id: 'W-53', story: 'convicted in 2009, aged 17, two years',
    pack: 'cn-juvenile',
    facts: juvenile({
      decidedOn: '2009-06-18', effectiveOn: '2009-06-29', bornOn: '1991-10-05', offenceFrom: '2009-02-14', offenceTo: '2009-02-14', executedTermMonths: 24,
    }),
    outcome: 'mustSeal', by: 'concluded-by-2012', article: '办法第23条',
  },
  {
    id: 'W-69a', story: 'adult on bail, no judgment: no criminal record, nothing to seal',
    pack: 'cn-juvenile', facts: { recordKind: 'compulsoryMeasure', subjectKind: 'person', decidedOn: '2026-10-08', bornOn: '1993-04-04', offenceFrom: '2026-09-20', offenceTo: '2026-09-20' },
    outcome: 'notCovered', by: 'adult-at-every-act', article: '公安查询规定第2条',
  },
  {
    id: 'W-41', story: 'sealed with two years; new crime at 17; combined five years and six months',
    pack: 'cn-juvenile', matter: 'unseal', facts: sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 66 }),
    outcome: 'mustUnseal', by: 'new-crime-as-juvenile', article: '办法第18条第1款第1项、第19条',
  },
  {
    id: 'W-43', story: 'omitted crime at 16 found later; combined six years',
    pack: 'cn-juvenile', matter: 'unseal', facts: sealedRecord({ unsealTrigger: 'omittedCrime', triggerCommittedAsJuvenile: true, combinedTermMonths: 72 }),
    outcome: 'mustUnseal', by: 'omitted-crime-as-juvenile', article: '办法第18条第1款第2项',
  },
  {
    id: 'W-45', story: 'sealed at 17, released in 2022; intentional injury at 20, one year: stated in the judgment, the seal stands',
    pack: 'cn-juvenile', matter: 'unseal',
    facts: sealedRecord({ unsealTrigger: 'newCrime', triggerCommittedAsJuvenile: false, combinedTermMonths: 12, laterAdultIntentionalCrime: true }),
    outcome: 'mustStaySealed', by: 'later-intentional-crime-as-adult', flags: ['courtStatesRecord'], article: '办法第18条末款',
  },
  {
    id: 'W-51', story: 'retrial from four years to exactly five',
    pack: 'cn-juvenile', matter: 'unseal', facts: sealedRecord({ unsealTrigger: 'retrialRevision', retrialTermMonths: 60 }),
    outcome: 'mustStaySealed', by: 'retrial-exactly-five-years', flags: ['K3'], article: '办法第18条第1款第3项、第24条',
  },
  {
    id: 'W-71', story: 'a brawl: the record of the first penalty is sealed; the police may still use it for a repeat',
    pack: 'cn-public-order', facts: violation({ decidedOn: '2026-03-12' }),
    outcome: 'mustSeal', by: 'public-order-violation', sealFrom: '2026-03-12', article: '治安管理处罚法第136条',
  },
  {
    id: 'W-73', story: 'a drug-use record: every kind of violation is sealed',
    pack: 'cn-public-order', facts: violation({ offenceClasses: ['drug'] }),
    outcome: 'mustSeal', by: 'public-order-violation', article: '治安管理处罚法第136条',
  },
  {
    id: 'W-75', story: 'the decision was annulled by a court: removed, not sealed',
    pack: 'cn-public-order', facts: violation({ annulled: true }),
    outcome: 'notCovered', by: 'annulled-decision', flags: ['removeFromRegister'], article: '行政处罚法第48条',
  },

  // Proposals. 危险驾驶: six months of criminal detention, first offence.
  ...([
    ['a', 'cn-juvenile', 'notCovered', 'adult-at-every-act'], ['b', 'cn-public-order', 'notCovered', undefined],
    ['c', 'cn-a1', 'mustSeal', 'seal-up-to-12-months'], ['d', 'cn-a2', 'mustSeal', 'seal-up-to-12-months'],
    ['e', 'cn-a3', 'mustSeal', 'seal-up-to-criminal-detention'], ['f', 'cn-a-p1', 'mustSeal', 'seal-dangerous-driving'],
    ['g', 'cn-a-p2', 'mustSeal', 'seal-light-penalties'],
  ] as const).map(([letter, pack, outcome, by]): Case => ({
    id: `W-59${letter}`, story: 'adult, dangerous driving, six months of criminal detention, first offence', pack,
    facts: adult({ charges: ['危险驾驶罪'], offenceClasses: ['dangerousDriving'], penalty: 'criminalDetention', executedTermMonths: 6 }),
    outcome, ...(by === undefined ? {} : { by }), article: '调研报告二（一）、三（一）；刑法第133条之一；现行法无规定',
  })),

  // 交通肇事罪, exactly three years, negligent, first offence.
  ...([
    ['a', 'cn-juvenile', 'notCovered'], ['b', 'cn-a1', 'mustSeal'], ['c', 'cn-a2', 'mustNotSeal'],
    ['d', 'cn-a3', 'mustNotSeal'], ['e', 'cn-a-p1', 'mustNotSeal'], ['f', 'cn-a-p2', 'mustNotSeal'],
  ] as const).map(([letter, pack, outcome]): Case => ({
    id: `W-61${letter}`, story: 'adult, negligent traffic crime, exactly three years, first offence', pack,
    facts: adult({ charges: ['交通肇事罪'], offenceClasses: ['publicSafety', 'traffic'], mensRea: 'negligent', executedTermMonths: 36 }),
    outcome, article: '调研报告二（一）；刑法第99条',
  })),
  {
    id: 'W-61g', story: 'the same under A3 with the limit relaxed for negligence: the report gives no figure',
    pack: 'cn-a3', switches: { NEGLIGENCE: 'relaxedToReview' },
    facts: adult({ charges: ['交通肇事罪'], offenceClasses: ['publicSafety', 'traffic'], mensRea: 'negligent', executedTermMonths: 36 }),
    outcome: 'needsReview', by: 'negligence-relaxed', article: '调研报告二（一）第三种意见',
  },

  // 盗窃罪, one year and one month, first offence.
  ...([
    ['a', 'cn-juvenile', 'notCovered'], ['b', 'cn-a1', 'mustNotSeal'], ['c', 'cn-a2', 'mustNotSeal'],
    ['d', 'cn-a3', 'mustNotSeal'],
  ] as const).map(([letter, pack, outcome]): Case => ({
    id: `W-63${letter}`, story: 'adult, theft, one year and one month, first offence', pack,
    facts: adult({ executedTermMonths: 13 }), outcome, article: '调研报告二（一）',
  })),

  // Two crimes of criminal detention in one judgment, ten months decided.
  ...([
    ['a', 'cn-juvenile', 'notCovered', undefined], ['b', 'cn-a1', 'needsReview', 'several-crimes-in-one-judgment'],
    ['c', 'cn-a2', 'needsReview', 'several-crimes-in-one-judgment'], ['d', 'cn-a3', 'needsReview', 'several-crimes-in-one-judgment'],
  ] as const).map(([letter, pack, outcome, by]): Case => ({
    id: `W-65${letter}`, story: 'adult, two crimes in one judgment, ten months of criminal detention decided', pack,
    facts: adult({ charges: ['危险驾驶罪', '盗窃罪'], chargeCount: 2, penalty: 'criminalDetention', executedTermMonths: 10, longestPronouncedMonths: 6 }),
    outcome, ...(by === undefined ? {} : { by, flags: ['proposalNotLaw', 'severalCrimesOpen'] }), article: '刑法第69条第1款；调研报告二（二）',
  })),

  // Up to a year, but an earlier conviction of 2018.
  ...([
    ['a', 'cn-juvenile', 'notCovered', undefined], ['b', 'cn-a1', 'mustNotSeal', 'reoffender'], ['c', 'cn-a2', 'mustNotSeal', 'reoffender'],
    ['d', 'cn-a3', 'mustNotSeal', 'reoffender'], ['e', 'cn-a-p1', 'mustNotSeal', 'reoffender'], ['f', 'cn-a-p2', 'mustNotSeal', 'reoffender'],
  ] as const).map(([letter, pack, outcome, by]): Case => ({
    id: `W-67${letter}`, story: 'adult, ten months, convicted once before in 2018', pack,
    facts: adult({ priorConvictionCount: 1, firstOffender: false }),
    outcome, ...(by === undefined ? {} : { by }), article: '调研报告二（二）',
  })),
  {
    id: 'W-69b', story: 'adult on bail, no judgment, under a proposal: the report gives no measure without a judgment',
    pack: 'cn-a1', facts: { recordKind: 'compulsoryMeasure', subjectKind: 'person', decidedOn: '2026-10-08', bornOn: '1993-04-04', offenceFrom: '2026-09-20', offenceTo: '2026-09-20' },
    outcome: 'needsReview', by: 'record-without-judgment', article: '调研报告二（三）',
  },
];
