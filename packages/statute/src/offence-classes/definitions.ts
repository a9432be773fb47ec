import type { OffenceClass, OffenceClassDefinition } from './offence-class.ts';

// LAW: duty crime beyond chapters 8 and 9 follows 监察法实施条例(2021) arts 26–31, read from memory [M-H].
const DUTY_BY_FACT = [
  'art:163', 'art:164', 'art:165', 'art:166', 'art:169', 'art:169之1', 'art:271', 'art:272', 'art:273',
  'art:238', 'art:245', 'art:134', 'art:134之1', 'art:135', 'art:135之1', 'art:136', 'art:137', 'art:138',
  'art:139', 'art:139之1', 'art:131', 'art:132', 'art:256', 'art:180', 'art:185之1', 'art:186', 'art:187',
  'art:188', 'art:189', 'art:228', 'art:304', 'art:308之1', '私自开拆、隐匿、毁弃邮件、电报罪', 'art:374',
  '金融工作人员购买假币、以假币换取货币罪',
];

const VIOLENT = [
  'art:232', 'art:234', 'art:236', 'art:239', 'art:263', 'art:121', 'art:122', 'art:123', '放火罪', '爆炸罪',
  '投放危险物质罪', '抢劫枪支、弹药、爆炸物、危险物质罪', '强制猥亵、侮辱罪', '强迫卖淫罪', '强迫卖血罪',
  'art:244', 'art:247', 'art:248', 'art:257', '袭警罪', 'art:292', 'art:317', 'art:446', '催收非法债务罪',
];

/** The members and sources of every class; one row a class, checked by the type. */
export const OFFENCE_CLASS_DEFINITIONS: Readonly<Record<OffenceClass, OffenceClassDefinition>> = {
  nationalSecurity: {
    zh: '危害国家安全犯罪', en: 'endangering national security', cites: ['CL_66', 'CL_102'], certain: ['1'],
  },
  terrorism: {
    zh: '恐怖活动犯罪', en: 'terrorist activity', cites: ['CL_66', 'CL_120'],
    certain: ['art:120', 'art:120之1', 'art:120之2', 'art:120之3', 'art:120之4', 'art:120之5', 'art:120之6'],
    byFact: ['放火罪', '爆炸罪', '投放危险物质罪', '以危险方法危害公共安全罪', 'art:121', 'art:232', 'art:239', 'art:311'],
    interpretation: '第120条至第120条之六；以其他罪名定罪的恐怖活动，须由人判断。编造虚假恐怖信息不计入。',
  },
  gang: {
    zh: '黑社会性质的组织犯罪', en: 'organised crime of a mafia nature', cites: ['CL_66', 'CL_294'],
    certain: ['art:294'],
    interpretation: '包庇、纵容黑社会性质组织罪计入；黑社会性质组织成员所犯其他罪名，须由人判断。',
  },
  drug: {
    zh: '毒品犯罪', en: 'drug offences', cites: ['CL_356', 'CL_357'], certain: ['6.7'], except: ['art:355之1'],
    interpretation: '分则第六章第七节；妨害兴奋剂管理罪虽列于本节，兴奋剂不当然是第357条的毒品，不计入。',
  },
  sexual: {
    zh: '性侵犯罪', en: 'sexual offences', cites: ['LPM_62', 'CL_236', 'CL_237'],
    certain: ['art:236', 'art:236之1', 'art:237', 'art:360', '引诱幼女卖淫罪', '强迫卖淫罪', '引诱未成年人聚众淫乱罪'],
    except: ['传播性病罪'],
    byFact: ['组织卖淫罪', '协助组织卖淫罪', '引诱、容留、介绍卖淫罪', '故意杀人罪', '故意伤害罪'],
    interpretation: '核心为第236条、第236条之一、第237条；强迫卖淫、引诱幼女卖淫等依性侵害未成年人意见的口径计入，组织、容留卖淫视被害人而定。',
  },
  abuse: {
    zh: '虐待', en: 'abuse', cites: ['LPM_62', 'CL_260'],
    certain: ['art:260', 'art:260之1', 'art:248', 'art:443', 'art:448'],
    byFact: ['art:261'],
    interpretation: '罪名中有“虐待”者计入；遗弃罪视事实而定。',
  },
  trafficking: {
    zh: '拐卖', en: 'abduction and trafficking in persons', cites: ['LPM_62', 'CL_240'],
    certain: ['art:240', 'art:241', 'art:242', 'art:262', '拐卖人口罪'],
    interpretation: '收买、聚众阻碍解救、拐骗儿童与拐卖同类计入；另一种理解仅限第240条。',
  },
  violence: {
    zh: '暴力伤害', en: 'violence against the person', cites: ['LPM_62', 'CL_81', 'CL_234'],
    certain: VIOLENT,
    byFact: [
      'art:238', 'art:226', 'art:274', '寻衅滋事罪', '妨害公务罪', 'art:278', '流氓罪', 'art:426', 'art:267', 'art:260',
    ],
    interpretation: '法律未列罪名；以第81条第2款所列暴力性犯罪及以暴力为构成要件的罪名计入，寻衅滋事、非法拘禁等视事实而定。',
  },
  dutyCrime: {
    zh: '职务犯罪', en: 'duty crime', cites: ['CL_382', 'CL_397'],
    certain: ['8', '9', 'art:168', 'art:247', 'art:248', 'art:251', 'art:254', 'art:255'],
    byFact: DUTY_BY_FACT,
    interpretation: '分则第八、九章及只有公职人员能犯的罪；监察法规另列的罪名仅在行为人为公职人员时计入。',
  },
  corruption: { zh: '贪污贿赂犯罪', en: 'corruption and bribery', cites: ['CL_382'], certain: ['8'] },
  malfeasance: { zh: '渎职犯罪', en: 'malfeasance in office', cites: ['CL_397'], certain: ['9'] },
  embezzlement: {
    zh: '贪污、侵占、挪用', en: 'embezzlement and misappropriation', cites: ['CL_271', 'CL_382'],
    certain: ['art:382', 'art:384', 'art:270', 'art:271', 'art:272', 'art:273'],
    interpretation: '公司法所称侵占财产、挪用财产，按罪名中有侵占、挪用者计入。',
  },
  economicOrder: {
    zh: '破坏社会主义市场经济秩序犯罪', en: 'offences against the economic order', cites: ['CL_140'], certain: ['3'],
  },
  property: { zh: '侵犯财产犯罪', en: 'offences against property', cites: ['CL_263'], certain: ['5'] },
  accounting: {
    zh: '与会计职务有关的犯罪', en: 'accounting offences', cites: ['CL_161', 'CL_162_1'],
    certain: ['art:161', 'art:162之1', 'art:382', 'art:384', 'art:271'],
    byFact: ['art:272', 'art:201', 'art:205'],
    interpretation: '会计法第38条列举之外的“等”，视事实而定。',
  },
  valuationAndAudit: {
    zh: '评估、财务、会计、审计中的犯罪', en: 'valuation and audit offences', cites: ['CL_229'], certain: ['art:229'],
  },
  food: {
    zh: '食品安全犯罪', en: 'food-safety offences', cites: ['CL_143', 'CL_144'], certain: ['art:143', 'art:144'],
    byFact: ['art:140', '非法经营罪', 'art:408之1', 'art:222'],
    interpretation: '以其他罪名定罪的食品安全犯罪视事实而定。',
  },
  fakeSeeds: {
    zh: '生产经营假劣种子犯罪', en: 'false or inferior seeds', cites: ['CL_147'], certain: [],
    byFact: ['art:147', 'art:140'], interpretation: '第147条并及农药、兽药、化肥，是否种子视事实而定。',
  },
  workSafety: {
    zh: '安全生产犯罪', en: 'work-safety offences', cites: ['CL_134', 'CL_139_1'],
    certain: [
      'art:131', 'art:132', 'art:134', 'art:134之1', 'art:135', 'art:135之1', 'art:136', 'art:137', 'art:138',
      'art:139', 'art:139之1',
    ],
  },
  animalEpidemic: {
    zh: '动物防疫犯罪', en: 'animal-epidemic offences', cites: ['CL_337'],
    certain: [], byFact: ['art:337', 'art:413'],
    interpretation: '第337条并及植物，是否动物防疫视事实而定。',
  },
  immigration: {
    zh: '妨害国（边）境管理犯罪', en: 'offences against border control', cites: ['CL_318'], certain: ['6.3'],
  },
  publicSafety: { zh: '危害公共安全犯罪', en: 'offences against public safety', cites: ['CL_114'], certain: ['2'] },
  publicOrder: { zh: '扰乱公共秩序犯罪', en: 'offences against public order', cites: ['CL_277'], certain: ['6.1'] },
  personalRights: {
    zh: '侵犯公民人身权利、民主权利犯罪', en: 'offences against personal and democratic rights',
    cites: ['CL_232'], certain: ['4'],
  },
  telecomFraud: {
    zh: '电信网络诈骗及其关联犯罪', en: 'telecom and network fraud and connected offences',
    cites: ['CL_266', 'CL_287_2'], certain: [],
    byFact: [
      'art:266', 'art:287之1', 'art:287之2', 'art:253之1', 'art:312', 'art:177之1', 'art:280', 'art:318',
      'art:322',
    ],
    interpretation: '诈骗罪及关联罪名是否属于电信网络诈骗活动，只能视事实而定。',
  },
  cyber: {
    zh: '危害网络安全犯罪', en: 'offences against network security', cites: ['CL_285', 'CL_286'],
    certain: ['art:285', 'art:286', 'art:286之1', 'art:287之1', 'art:287之2'], byFact: ['art:253之1'],
    interpretation: '利用、帮助信息网络犯罪计入；另一种理解仅限侵入、破坏系统。',
  },
  criticalInfrastructure: {
    zh: '危害关键信息基础设施犯罪', en: 'offences against critical information infrastructure',
    cites: ['CL_285', 'CL_286'], certain: [], byFact: ['art:285', 'art:286', 'art:124'],
    interpretation: '系统是否关键信息基础设施，只能视事实而定。',
  },
  exportControl: {
    zh: '违反出口管制的犯罪', en: 'export-control offences', cites: ['CL_151', 'CL_225'],
    certain: [], byFact: ['art:151', 'art:225', 'art:153'], interpretation: '货物、技术是否受管制，只能视事实而定。',
  },
  prostitution: {
    zh: '组织、强迫、引诱、容留、介绍卖淫犯罪', en: 'prostitution offences', cites: ['CL_358', 'CL_359'], certain: ['6.8'],
    except: ['传播性病罪'], interpretation: '传播性病罪虽列于本节，行为不是经营卖淫，不计入。',
  },
  gambling: { zh: '赌博犯罪', en: 'gambling offences', cites: ['CL_303'], certain: ['art:303'] },
  obscenity: {
    zh: '制作、贩卖、传播淫秽物品犯罪', en: 'obscenity offences', cites: ['CL_363', 'CL_364'],
    certain: ['6.9', '走私淫秽物品罪'],
  },
  moneyLaundering: {
    zh: '洗钱犯罪', en: 'money laundering', cites: ['CL_191'], certain: ['art:191'],
    byFact: ['art:312', '窝藏、转移、隐瞒毒品、毒赃罪'], interpretation: '广义洗钱（第312条、第349条）视事实而定。',
  },
  traffic: {
    zh: '交通犯罪', en: 'road-traffic offences', cites: ['CL_133', 'CL_133_1'],
    certain: ['art:133', 'art:133之1', 'art:133之2'],
  },
  dangerousDriving: { zh: '危险驾驶', en: 'dangerous driving', cites: ['CL_133_1'], certain: ['art:133之1'] },
  military: {
    zh: '危害国防利益、军人违反职责犯罪', en: 'offences against national defence and military duty',
    cites: ['CL_368', 'CL_420'], certain: ['7', '10'],
  },
};
