// Why a copy must be sealed and why one may be opened: closed lists, each ground with its articles.

/** Grounds of a sealing order. `proposal` stands for every pack that is no law. */
export const SEAL_GROUNDS = [
  'juvenileSentence', 'juvenileExemption', 'juvenileActsAcrossMajority', 'nonProsecution',
  'conditionalNonProsecution', 'insufficientEvidence', 'noLiability', 'relatedRecord', 'publicOrderViolation',
  'retrialLowered', 'legacyCase', 'onApplication', 'corrective', 'proposal',
] as const;

/** Why a copy must be sealed. */
export type SealGround = (typeof SEAL_GROUNDS)[number];

/** Grounds of an order that ends a seal. */
export const OPEN_GROUNDS = [
  'newCrimeAsMinor', 'omittedCrimeAsMinor', 'retrialRaised', 'wrongSeal', 'exemptByApplication', 'annulled',
  'observationBreached',
] as const;

/** Why a seal ends. */
export type OpenGround = (typeof OPEN_GROUNDS)[number];

/** A ground as it is printed: citations are ids of the corpus, so that notices can quote their words. */
export type GroundRow = Readonly<{
  cites: readonly string[];
  zh: string;
  en: string;
  /** A proposal never appears in a notice under the law in force. */
  status: 'inForce' | 'proposal';
}>;

const law = (cites: readonly string[], zh: string, en: string): GroundRow =>
  ({ cites, zh, en, status: 'inForce' });
const proposal = (cites: readonly string[], zh: string, en: string): GroundRow =>
  ({ cites, zh, en, status: 'proposal' });

/** Every ground to seal with its articles. @see 《刑事诉讼法》第286条; 2022 Measures; 《治安管理处罚法》第136条 */
export const SEAL_GROUND: Readonly<Record<SealGround, GroundRow>> = {
  juvenileSentence: law(['CPL_286_1', 'M2022_4_1', 'M2022_24'],
    '犯罪时不满十八周岁，被判处五年有期徒刑以下刑罚', 'under eighteen at the crime, sentenced to five years or less'),
  juvenileExemption: law(['M2022_4_1', 'SPC2021_581_1'],
    '犯罪时不满十八周岁，免予刑事处罚', 'under eighteen at the crime, exempted from punishment'),
  juvenileActsAcrossMajority: law(['M2022_4_2', 'M2022_24'],
    '年满十八周岁前后实施数个行为，主要犯罪行为在年满十八周岁前实施', 'acts on both sides of eighteen, the principal ones before'),
  nonProsecution: law(['M2022_3', 'M2022_12', 'PPR_486'],
    '人民检察院作出不起诉决定', 'the procuratorate decided not to prosecute'),
  conditionalNonProsecution: law(['CPL_284_2', 'M2022_12', 'PPR_486'],
    '附条件不起诉考验期满，作出不起诉决定', 'conditional non-prosecution passed, decided not to prosecute'),
  insufficientEvidence: law(['M2022_7', 'CPL_200_3'],
    '因事实不清、证据不足宣告无罪', 'acquitted for insufficient evidence'),
  noLiability: law(['M2022_3'], '不予刑事处罚、不追究刑事责任', 'no criminal punishment or no criminal liability'),
  relatedRecord: law(['M2022_3', 'PJD_59_2'],
    '强制措施、社会调查、帮教考察、心理疏导、司法救助等相关记录', 'related record: compulsory measures, support files'),
  publicOrderViolation: law(['PSAP_136'], '违反治安管理的记录', 'record of a public-order violation'),
  retrialLowered: law(['M2022_4_1', 'M2022_11'],
    '再审改判五年有期徒刑以下刑罚或者免予刑事处罚', 'lowered in retrial to five years or less, or exempted'),
  legacyCase: law(['M2022_23', 'M2022_4_1'],
    '二〇一二年十二月三十一日以前办结的案件', 'case concluded by 31 December 2012'),
  onApplication: law(['M2022_21'], '未成年人及其法定代理人申请封存', 'sealed on application'),
  corrective: law(['M2022_22_1', 'M2022_22_2'], '应封未封，经检察监督纠正', 'sealed on a corrective opinion'),
  proposal: proposal(['S001_AUTOMATIC'], '轻微犯罪记录封存的立法建议（不是现行法律）', 'legislative proposal, no law in force'),
};

/** An opening ground with the state of the record it leads to. */
export type OpenGroundRow = GroundRow & Readonly<{
  leadsTo: 'unsealed' | 'rescinded' | 'exempt';
  /** The entry leaves the register: a copy is erased or withdrawn, and never shown as an open record. */
  removesEntry?: true;
}>;

/**
 * Every ground that ends a seal with its articles. LAW: the annulment of a public-order decision ends no seal
 * as such: the entry itself has lost its reason, so it is removed and nothing of it may be shown meanwhile.
 * @see 2022 Measures arts 7, 18, 19, 22; 《行政处罚法》第48条
 */
export const OPEN_GROUND: Readonly<Record<OpenGround, OpenGroundRow>> = {
  newCrimeAsMinor: { ...law(['M2022_18_1_1', 'M2022_19'],
    '在未成年时实施新的犯罪，数罪并罚后决定执行刑罚超过五年', 'new crime as a minor, more than five years combined'),
    leadsTo: 'unsealed' },
  omittedCrimeAsMinor: { ...law(['M2022_18_1_2', 'M2022_19'],
    '发现未成年时实施的漏罪，数罪并罚后决定执行刑罚超过五年', 'omitted crime as a minor, more than five years combined'),
    leadsTo: 'unsealed' },
  retrialRaised: { ...law(['M2022_18_1_3', 'M2022_19'],
    '经审判监督程序改判五年有期徒刑以上刑罚', 'raised in retrial above what can be sealed'), leadsTo: 'unsealed' },
  wrongSeal: { ...law(['M2022_22_1', 'M2022_22_2'], '封存不当，予以撤销', 'the seal was wrong'),
    leadsTo: 'rescinded' },
  exemptByApplication: { ...law(['M2022_7'],
    '未成年被告人及其法定代理人申请，人民法院同意不予封存', 'both asked and the court agreed'), leadsTo: 'exempt' },
  annulled: { ...law(['APL_48', 'PSAP_136'], '治安管理处罚决定被撤销', 'the public-order decision was annulled'),
    leadsTo: 'rescinded', removesEntry: true },
  observationBreached: { ...proposal(['S004_OBSERVATION', 'S001_UNSEAL'],
    '考察期内违反条件（建议，不是现行法律）', 'conditions of observation breached (proposal)'), leadsTo: 'unsealed' },
};
