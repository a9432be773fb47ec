/** Who asks. Each kind has its own rules; what is not in the table cannot ask. */
export const INQUIRER_KINDS = [
  'judicialOrgan', 'stateOrgan', 'unit', 'minorContactUnit', 'administrativeOrgan', 'notary', 'lawyer',
  'individual', 'agent', 'guardian', 'foreigner', 'platform',
] as const;

/** Kind of an inquirer. */
export type InquirerKind = (typeof INQUIRER_KINDS)[number];

/** Papers an application comes with. */
export const INQUIRY_MATERIALS = {
  applicationForm: '加盖印章的书面查询申请', officialLetter: '单位公函（介绍信）', officerIdentity: '经办人身份证件',
  caseProof: '立案、受理或者办案的证明', employmentProof: '被查询人在职或者拟招录的证明',
  licenceProof: '行政许可、职业资格申请的证明', personAuthorisation: '被查询人的书面委托',
  lawyerLicence: '律师执业证书', lawFirmLetter: '律师事务所证明', defencePower: '委托书或者法律援助公函',
  identityDocument: '有效身份证件', powerOfAttorney: '委托书', agentIdentity: '受托人身份证件',
  guardianshipProof: '监护关系证明', stayProof: '在中国境内居留一百八十天以上的证明', useProof: '合理用途的证明',
} as const;

/** One paper. */
export type InquiryMaterial = keyof typeof INQUIRY_MATERIALS;

/** What an officer must have confirmed before a grant; unknown is no confirmation. */
export const CONFIRMATIONS = {
  caseIsHandled: {
    zh: '查询单位正在办理该案件，查询为办案所需',
    en: 'the asking organ is handling this case, and needs the answer for it',
    cites: ['CPL_286_2', 'M2022_16_1'],
  },
  postIsReal: {
    zh: '被查询人确系该岗位的在职人员或者拟招录人员',
    en: 'the person holds this post or is to be hired for it',
    cites: ['MPS2021_4_2'],
  },
  unitContactsMinors: {
    zh: '查询单位确系密切接触未成年人的单位',
    en: 'the asking unit is in close contact with minors',
    cites: ['LPM_62', 'LPM_130'],
  },
  licenceIsPending: {
    zh: '被查询人确已申请该行政许可或者职业资格',
    en: 'the person has applied for this licence or qualification',
    cites: ['MPS2021_4_3'],
  },
  personAgreed: {
    zh: '被查询人确已申请办理公证',
    en: 'the person has asked for this notarisation',
    cites: ['MPS2021_4_3'],
  },
  clientOfThisCase: {
    zh: '被查询人是本案的犯罪嫌疑人、被告人，申请人是其辩护律师',
    en: 'the person is suspected or accused in this case; the applicant is their defender',
    cites: ['O2012_2_3'],
  },
  letterIsGenuine: {
    zh: '公函与经办人身份经核实',
    en: 'letter and officer were verified',
    cites: ['M2022_16_1'],
  },
} as const satisfies Readonly<Record<string, Readonly<{ zh: string; en: string; cites: readonly string[] }>>>;

/** A fact that only a person can confirm. */
export type Confirmation = keyof typeof CONFIRMATIONS;

/** Rules of one kind of inquirer: what must be there, on what it rests, and how far it may see. */
export type InquirerRow = Readonly<{
  zh: string;
  en: string;
  cites: readonly string[];
  materials: readonly InquiryMaterial[];
  confirmations: readonly Confirmation[];
  /** `registry`: a norm of the registry of legal bases; `case`: a case; `own`: the person's own record. */
  basis: 'registry' | 'case' | 'own' | 'never';
  /**
   * `file`: read, excerpt, copy; `answer`: yes or no and what is needed; `certificate`: another procedure.
   */
  disclosure: 'file' | 'answer' | 'certificate' | 'nothing';
  sealedJuvenile: 'all' | 'related' | 'never';
  publicOrder: 'all' | 'named' | 'never';
  nonProsecution: 'all' | 'named' | 'never';
  /** Only a norm that has the unit ask again every year carries it. @see 《未成年人保护法》第62条第2款 */
  yearlyOnly?: true;
}>;

const UNIT_PAPERS = ['applicationForm', 'officialLetter', 'officerIdentity'] as const;
const NOTHING_SEALED = { sealedJuvenile: 'never', publicOrder: 'never', nonProsecution: 'never' } as const;
const AS_NAMED = { sealedJuvenile: 'related', publicOrder: 'named', nonProsecution: 'named' } as const;
const OWN = {
  confirmations: [], basis: 'own', disclosure: 'certificate', ...NOTHING_SEALED,
} as const;

/**
 * Every kind of inquirer. LAW: 刑诉法286 opens sealed juvenile records to 司法机关 alone; 治安法136 says 有关国家机关,
 * which is wider, so other organs on a case see 治安 records and what is not sealed.
 * @see 2022 Measures art. 16; 公安查询规定第4条至第6条; 法发〔2012〕10号 二（三）; 《治安管理处罚法》(2025) 第136条
 */
export const INQUIRERS: Readonly<Record<InquirerKind, InquirerRow>> = {
  judicialOrgan: {
    zh: '司法机关（办案）', en: 'judicial organ on a case', cites: ['CPL_286_2', 'M2022_16_1', 'M2022_16_3'],
    materials: [...UNIT_PAPERS, 'caseProof'], confirmations: ['caseIsHandled', 'letterIsGenuine'],
    basis: 'case', disclosure: 'file', sealedJuvenile: 'all', publicOrder: 'all', nonProsecution: 'all',
  },
  stateOrgan: {
    zh: '其他国家机关（办案）', en: 'other state organ on a case', cites: ['PSAP_136'],
    materials: [...UNIT_PAPERS, 'caseProof'], confirmations: ['caseIsHandled', 'letterIsGenuine'],
    basis: 'case', disclosure: 'file', sealedJuvenile: 'never', publicOrder: 'all', nonProsecution: 'never',
  },
  unit: {
    zh: '单位（根据国家规定）', en: 'unit under a state provision', cites: ['CPL_286_2', 'M2022_16_3', 'MPS2021_4_2'],
    materials: [...UNIT_PAPERS, 'employmentProof'], confirmations: ['postIsReal', 'letterIsGenuine'],
    basis: 'registry', disclosure: 'answer', ...AS_NAMED,
  },
  minorContactUnit: {
    zh: '密切接触未成年人的单位', en: 'unit in close contact with minors', cites: ['LPM_62', 'PSE_44', 'M2022_16_3'],
    materials: [...UNIT_PAPERS, 'employmentProof'],
    confirmations: ['postIsReal', 'unitContactsMinors', 'letterIsGenuine'],
    basis: 'registry', disclosure: 'answer', ...AS_NAMED, yearlyOnly: true,
  },
  administrativeOrgan: {
    zh: '行政机关（许可、职业资格）', en: 'administrative organ granting a licence', cites: ['MPS2021_4_3'],
    materials: [...UNIT_PAPERS, 'licenceProof'], confirmations: ['licenceIsPending', 'letterIsGenuine'],
    basis: 'registry', disclosure: 'answer', ...AS_NAMED,
  },
  notary: {
    zh: '公证处', en: 'notary office', cites: ['MPS2021_4_3'],
    materials: [...UNIT_PAPERS, 'personAuthorisation'], confirmations: ['personAgreed', 'letterIsGenuine'],
    basis: 'case', disclosure: 'answer', ...NOTHING_SEALED,
  },
  lawyer: {
    zh: '辩护律师', en: 'defence lawyer', cites: ['O2012_2_3'],
    materials: ['applicationForm', 'lawyerLicence', 'lawFirmLetter', 'defencePower'],
    confirmations: ['clientOfThisCase'], basis: 'case', disclosure: 'answer', ...NOTHING_SEALED,
  },
  individual: {
    zh: '本人', en: 'the person', cites: ['MPS2021_4_1'],
    materials: ['identityDocument', 'applicationForm'], ...OWN,
  },
  agent: {
    zh: '受托人', en: 'agent of the person', cites: ['MPS2021_4_1', 'MPS2021_6'],
    materials: ['identityDocument', 'applicationForm', 'powerOfAttorney', 'agentIdentity'], ...OWN,
  },
  guardian: {
    zh: '法定代理人', en: 'guardian', cites: ['M2022_15'],
    materials: ['identityDocument', 'applicationForm', 'guardianshipProof'], ...OWN,
  },
  foreigner: {
    zh: '外国人', en: 'foreigner', cites: ['MPS2021_5'],
    materials: ['identityDocument', 'applicationForm', 'stayProof'], ...OWN,
  },
  platform: {
    zh: '外部平台', en: 'external platform', cites: ['M2022_10_3'], materials: [], confirmations: [],
    basis: 'never', disclosure: 'nothing', ...NOTHING_SEALED,
  },
};

/** Whether a text names a kind. */
export const isInquirerKind = (text: string): text is InquirerKind => Object.hasOwn(INQUIRERS, text);
