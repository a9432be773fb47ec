import type { Words } from '../../app/language.tsx';

/** Members of messages and rows in words, by their last name; what has none is for the machine alone. */
const MEMBERS: Readonly<Record<string, Words>> = {
  court: { zh: '法院', en: 'court' }, procuratorate: { zh: '检察院', en: 'procuratorate' },
  organ: { zh: '作出机关', en: 'organ' }, documentNumber: { zh: '文书号、案号', en: 'number of the document' },
  number: { zh: '号码', en: 'number' }, decidedOn: { zh: '决定（裁判）日期', en: 'decided on' },
  effectiveOn: { zh: '生效日期', en: 'in force since' }, filedOn: { zh: '立案日期', en: 'filed on' },
  droppedOn: { zh: '撤销案件日期', en: 'dropped on' }, madeOn: { zh: '形成日期', en: 'made on' },
  startedOn: { zh: '执行开始日期', en: 'begun on' }, releasedOn: { zh: '释放日期', en: 'released on' },
  servedOn: { zh: '执行完毕日期', en: 'served on' }, issuedOn: { zh: '通知书日期', en: 'issued on' },
  annulledOn: { zh: '撤销日期', en: 'annulled on' }, endedOn: { zh: '结束日期', en: 'ended on' },
  from: { zh: '起始日', en: 'from' }, to: { zh: '截止日', en: 'to' },
  personName: { zh: '姓名', en: 'name' }, text: { zh: '姓名', en: 'name' }, sex: { zh: '性别', en: 'sex' },
  idNumber: { zh: '身份证号码', en: 'identity number' }, bornOn: { zh: '出生日期', en: 'born on' },
  subjectKind: { zh: '自然人或单位', en: 'person or unit' }, domicileRegion: { zh: '户籍地代码', en: 'domicile' },
  recordKind: { zh: '记录类型', en: 'kind of record' }, charges: { zh: '罪名', en: 'charge' },
  chargeCount: { zh: '罪名数', en: 'number of charges' }, penalty: { zh: '主刑', en: 'penalty' },
  executedTermMonths: { zh: '执行刑期（月）', en: 'term (months)' },
  termMonths: { zh: '刑期（月）', en: 'term (months)' },
  termDays: { zh: '刑期不足一月的日数', en: 'days beyond the months' }, termFrom: { zh: '刑期起算日', en: 'term from' },
  termTo: { zh: '刑期届满日', en: 'term to' }, suspended: { zh: '是否缓刑', en: 'suspended' },
  suspensionPeriodMonths: { zh: '缓刑考验期（月）', en: 'suspension (months)' },
  suspensionMonths: { zh: '缓刑考验期（月）', en: 'suspension (months)' },
  fineYuan: { zh: '罚金、罚款（元）', en: 'fine (yuan)' },
  confiscatesAll: { zh: '没收全部个人财产', en: 'all property confiscated' },
  deprivationMonths: { zh: '剥夺政治权利（月）', en: 'deprivation of political rights (months)' },
  deprivedForLife: { zh: '剥夺政治权利终身', en: 'deprived of political rights for life' },
  revokedOn: { zh: '撤销日期', en: 'revoked on' }, completedOn: { zh: '期满日期', en: 'completed on' },
  recipientRegion: { zh: '户籍地代码', en: 'domicile' },
  confiscationYuan: { zh: '没收财产（元）', en: 'confiscated (yuan)' },
  longestPronouncedMonths: { zh: '最长宣告刑（月）', en: 'longest term pronounced (months)' },
  sentenceServedOn: { zh: '刑罚执行完毕日期', en: 'sentence served on' },
  offenceFrom: { zh: '犯罪开始日期', en: 'first act' }, offenceTo: { zh: '犯罪结束日期', en: 'last act' },
  ageProven: { zh: '年龄是否查明', en: 'age is proven' },
  courtFoundJuvenile: { zh: '认定未成年', en: 'found under eighteen' },
  principalActsBefore18: { zh: '主要犯罪行为在十八周岁前', en: 'principal acts before eighteen' },
  mensRea: { zh: '罪过形式', en: 'form of guilt' },
  statutoryMaxMonths: { zh: '法定最高刑（月）', en: 'statutory maximum (months)' },
  recidivist: { zh: '累犯', en: 'recidivist' }, drugRecidivist: { zh: '毒品再犯', en: 'drug recidivist' },
  priorConvictionCount: { zh: '前科次数', en: 'earlier convictions' },
  firstOffender: { zh: '初犯', en: 'first offender' },
  jointWithAdult: { zh: '与成年人共同犯罪', en: 'together with an adult' },
  jointWithJuvenile: { zh: '与未成年人共同犯罪', en: 'together with a juvenile' },
  severed: { zh: '分案', en: 'tried apart' },
  priorJudgmentSealed: { zh: '原判决已封存', en: 'earlier judgment is sealed' },
  annulled: { zh: '已撤销', en: 'annulled' },
  exemptionAskedByDefendant: { zh: '本人申请免予封存', en: 'exemption asked by the person' },
  exemptionAskedByGuardian: { zh: '法定代理人申请免予封存', en: 'exemption asked by the guardian' },
  exemptionAgreedByCourt: { zh: '法院同意免予封存', en: 'exemption agreed by the court' },
  unsealTrigger: { zh: '解除封存事由', en: 'ground to open' },
  triggerCommittedAsJuvenile: { zh: '新罪漏罪犯罪时未成年', en: 'new crime as a minor' },
  combinedTermMonths: { zh: '并罚后刑期（月）', en: 'combined term (months)' },
  retrialTermMonths: { zh: '再审改判刑期（月）', en: 'term on retrial (months)' },
  laterAdultIntentionalCrime: { zh: '成年后故意犯罪', en: 'later intentional crime' },
  acquittalGround: { zh: '无罪理由', en: 'ground of acquittal' },
  nonProsecutionType: { zh: '不起诉种类', en: 'kind of non-prosecution' },
  outcome: { zh: '结果', en: 'outcome' }, instance: { zh: '审级', en: 'instance' },
  privateProsecution: { zh: '自诉案件', en: 'private prosecution' }, measure: { zh: '强制措施种类', en: 'measure' },
  ground: { zh: '理由', en: 'ground' }, form: { zh: '执行方式', en: 'how it is executed' },
  supervisionMonths: { zh: '监督考察期限（月）', en: 'observation (months)' },
  reducedMonths: { zh: '减去刑期（月）', en: 'reduced by (months)' },
  noticeNumber: { zh: '通知书编号', en: 'number of the notice' },
  judgmentNumber: { zh: '判决书案号', en: 'number of the judgment' },
  violation: { zh: '违法行为名称', en: 'violation' }, penalties: { zh: '处罚种类', en: 'penalty' },
  publicOrderPenalties: { zh: '治安处罚种类', en: 'penalty' },
  detentionDays: { zh: '行政拘留（日）', en: 'detention (days)' },
  title: { zh: '材料名称', en: 'title' }, code: { zh: '一案一码', en: 'case code' }, case: { zh: '案件', en: 'case' },
  person: { zh: '当事人', en: 'person' },
};

type Choice = Readonly<Record<string, Words>>;
const VALUES: Readonly<Record<string, Choice>> = {
  recordKind: {
    conviction: { zh: '有罪判决', en: 'conviction' }, acquittal: { zh: '无罪判决', en: 'acquittal' },
    nonProsecution: { zh: '不起诉', en: 'non-prosecution' },
    noCriminalPunishment: { zh: '免予刑事处罚', en: 'no criminal punishment' },
    noCriminalLiability: { zh: '不负刑事责任', en: 'no criminal liability' },
    compulsoryMeasure: { zh: '刑事强制措施', en: 'compulsory measure' },
    supportFile: { zh: '帮教材料', en: 'support file' },
    publicOrderViolation: { zh: '治安处罚决定', en: 'public-order decision' },
  },
  penalty: {
    death: { zh: '死刑', en: 'death' }, deathSuspended: { zh: '死刑缓期执行', en: 'death, suspended' },
    lifeImprisonment: { zh: '无期徒刑', en: 'life imprisonment' },
    fixedTermImprisonment: { zh: '有期徒刑', en: 'fixed-term imprisonment' },
    criminalDetention: { zh: '拘役', en: 'criminal detention' },
    publicSurveillance: { zh: '管制', en: 'public surveillance' },
    fineOnly: { zh: '单处罚金', en: 'a fine alone' },
    otherAccessoryOnly: { zh: '单处其他附加刑', en: 'another accessory alone' },
    exemptionFromPunishment: { zh: '免予刑事处罚', en: 'exemption from punishment' },
    none: { zh: '无刑罚', en: 'none' },
  },
  subjectKind: { person: { zh: '自然人', en: 'a person' }, entity: { zh: '单位', en: 'a unit' } },
  instance: {
    first: { zh: '一审', en: 'first' }, second: { zh: '二审', en: 'second' },
    retrial: { zh: '再审', en: 'retrial' },
  },
  mensRea: {
    intentional: { zh: '故意', en: 'intentional' }, negligent: { zh: '过失', en: 'negligent' },
    mixed: { zh: '故意和过失都有', en: 'mixed' }, disputed: { zh: '有争议', en: 'disputed' },
  },
  acquittalGround: {
    insufficientEvidence: { zh: '证据不足', en: 'insufficient evidence' }, innocent: { zh: '无罪', en: 'innocent' },
    notLiable: { zh: '不负刑事责任', en: 'not liable' },
  },
};
const YES_NO: Choice = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } };

const namesOf = (at: string): readonly string[] => at.split('/').filter((name) => name !== '' && !/^\d+$/.test(name));

/** What a place is called; undefined where it is for the machine alone. */
export const memberWords = (at: string): Words | undefined => {
  if (at.startsWith('/data/source/')) return undefined;
  const name = namesOf(at).at(-1) ?? '';
  return Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
};

/** The values that a place may have, with their words; undefined where anything may be written. */
export const memberChoice = (
  at: string, type: 'text' | 'whole' | 'flag', value: string,
): Choice | undefined => {
  if (type === 'flag') return YES_NO;
  const choice = VALUES[namesOf(at).at(-1) ?? ''];
  return choice !== undefined && (value === '' || Object.hasOwn(choice, value)) ? choice : undefined;
};
