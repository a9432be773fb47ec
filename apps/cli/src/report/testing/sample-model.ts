import { civil, type Evidenced, type Span } from '@fengcun/kernel';
import type { DefendantReading, JudgmentReading } from '@fengcun/judgment';
import type { ReportCitation, ReportClause, ReportDecision, ReportDocument, ReportFinding, ReportModel, ReportPerson } from '../model.ts';

/** Invented documents, read and decided by hand: what the report and the terminal picture are tried on. */
const CONVICTED = { zh: '是有罪判决', en: 'it is a conviction' };
const UNDER_18 = { zh: '犯罪的时候不满十八周岁', en: 'under eighteen when the crime was committed' };
const FIVE_YEARS = { zh: '被判处五年有期徒刑以下刑罚（含五年）', en: "sentenced to five years' imprisonment or less (five included)" };
const SENTENCE = '犯罪的时候不满十八周岁，被判处五年有期徒刑以下刑罚的，应当对相关犯罪记录予以封存。';

const CITATIONS: Readonly<Record<string, ReportCitation>> = {
  CPL_286_1: { label: { zh: '《刑事诉讼法》第二百八十六条第一款', en: 'Criminal Procedure Law, art. 286(1)' }, text: SENTENCE, verbatim: true },
  M2022_4_1: {
    label: { zh: '《未成年人犯罪记录封存实施办法》第四条第一款', en: '2022 Measures, art. 4(1)' },
    text: '犯罪的时候不满十八周岁，被判处五年有期徒刑以下刑罚以及免予刑事处罚的，应当依法予以封存。', verbatim: false,
  },
  M2022_4_2: {
    label: { zh: '《未成年人犯罪记录封存实施办法》第四条第二款', en: '2022 Measures, art. 4(2)' },
    text: '主要犯罪行为在年满十八周岁前实施的，应当对全案依法予以封存。', verbatim: false,
  },
  CL_99: { label: { zh: '《刑法》第九十九条', en: 'Criminal Law, art. 99' }, text: '本法所称以上、以下、以内，包括本数。', verbatim: true },
  PSAP_136: {
    label: { zh: '《治安管理处罚法》第一百三十六条', en: 'Public Security Administration Punishments Law, art. 136' },
    text: '违反治安管理的记录应当予以封存，不得向任何单位和个人提供或者公开。', verbatim: true,
  },
};

/** Where words stand in a text. @throws RangeError when they do not */
export const spanOf = (text: string, words: string): Span => {
  const start = text.indexOf(words);
  if (start < 0) throw new RangeError('bug: the sample text does not hold these words');
  return { start, end: start + words.length };
};

const evidenced = <T>(text: string, words: string, value: T): Evidenced<T> => ({ value, span: spanOf(text, words) });

const CLAUSE: ReportClause = { id: 'juvenile-conviction', text: SENTENCE, verbatim: true, cite: ['CPL_286_1', 'M2022_4_1'] };
const ADULT: ReportClause = { id: 'adult-at-every-act', text: SENTENCE, verbatim: true, cite: ['CPL_286_1'] };
const SPANNING: ReportClause = {
  id: 'principal-acts-before-18', verbatim: false, cite: ['M2022_4_2'],
  text: '在年满十八周岁前后实施数个行为，主要犯罪行为在年满十八周岁前实施，被判处五年有期徒刑以下刑罚的，应当对全案依法予以封存。',
};

const finding = (clause: string, condition: string, rest: Omit<ReportFinding, 'clause' | 'condition'>): ReportFinding =>
  ({ clause, condition, ...rest });

const decision = (rest: Omit<ReportDecision, 'matter' | 'pack' | 'packTitle' | 'flags' | 'questions'> & Partial<ReportDecision>): ReportDecision => ({
  matter: 'seal', pack: 'cn-juvenile', packTitle: { zh: '未成年人犯罪记录封存', en: 'Sealing of juvenile criminal records' },
  flags: [], questions: [], ...rest,
});

const TEXT = `云岭省松岚市望川区人民法院
刑事判决书
（2024）岭0103刑初176号
公诉机关云岭省松岚市望川区人民检察院。
被告人周某，男，2007年3月2日出生于云岭省松岚市，汉族，初中文化，无业，住云岭省松岚市望川区。因涉嫌犯盗窃罪，于2024年5月13日被松岚市公安局望川分局刑事拘留。现羁押于松岚市第二看守所。
经审理查明：2024年5月11日凌晨，被告人周某在松岚市望川区地铁站出口，以言语威胁、推搡的方式劫得被害人蓝某现金人民币260元。2024年4月7日至5月9日，被告人周某先后四次在网吧内窃得他人手机四部。
本院认为，被告人周某的行为已分别构成抢劫罪、盗窃罪，应依法数罪并罚。被告人周某犯罪的时候不满十八周岁，依法应当减轻处罚。判决如下：
一、被告人周某犯抢劫罪，判处有期徒刑二年四个月，并处罚金人民币二千元；犯盗窃罪，判处有期徒刑十个月，并处罚金人民币一千元；数罪并罚，决定执行有期徒刑三年，并处罚金人民币三千元。
（刑期从判决执行之日起计算，即自2024年5月13日起至2027年5月12日止。）
审判长苏望川
二〇二四年十月十一日
书记员温书`;

const born = spanOf(TEXT, '2007年3月2日出生');
const act = spanOf(TEXT, '2024年5月11日凌晨');
const executed = spanOf(TEXT, '决定执行有期徒刑三年');

const defendant = (name: string, text: string, rest: Partial<DefendantReading>): DefendantReading => ({
  name: evidenced(text, name, name), aliases: [], isEntity: false, custody: [], priorConvictions: [], findings: {}, charges: [], ...rest,
});

const READING: JudgmentReading = {
  court: evidenced(TEXT, '云岭省松岚市望川区人民法院', '云岭省松岚市望川区人民法院'),
  caseNumber: evidenced(TEXT, '（2024）岭0103刑初176号', '（2024）岭0103刑初176号'),
  judgmentDate: evidenced(TEXT, '二〇二四年十月十一日', civil('2024-10-11')),
  defendants: [defendant('周某', TEXT, {
    birthDate: { value: civil('2007-03-02'), span: born },
    offenceFrom: evidenced(TEXT, '2024年4月7日', civil('2024-04-07')), offenceTo: { value: civil('2024-05-11'), span: act },
    findings: { juvenileAtOffence: evidenced(TEXT, '犯罪的时候不满十八周岁', true) },
    charges: [
      { name: evidenced(TEXT, '犯抢劫罪', '抢劫罪'), term: evidenced(TEXT, '有期徒刑二年四个月', { type: '有期徒刑', months: 28 }) },
      { name: evidenced(TEXT, '犯盗窃罪，判处', '盗窃罪'), term: evidenced(TEXT, '有期徒刑十个月', { type: '有期徒刑', months: 10 }) },
    ],
    combined: { value: { type: '有期徒刑', months: 36 }, span: executed },
    fineYuan: evidenced(TEXT, '罚金人民币三千元', 3000),
    termStart: evidenced(TEXT, '2024年5月13日起', civil('2024-05-13')), termEnd: evidenced(TEXT, '2027年5月12日止', civil('2027-05-12')),
  })],
  problems: [],
};

const SEALED: ReportPerson = {
  name: '周某', defendantIndex: 0, outcome: 'mustSeal', reason: { zh: '刑诉法第286条', en: 'CPL art. 286' },
  explain: {
    zh: '应当封存：犯罪的时候不满十八周岁，被判处的刑罚在五年有期徒刑以下。',
    en: "Must be sealed: the person was under eighteen when the crime was committed, and the sentence is five years' imprisonment or less.",
  },
  decisions: [
    decision({
      outcome: 'mustSeal', decidedBy: CLAUSE.id, clauses: [CLAUSE, ADULT],
      explain: { zh: '应当封存。', en: 'Must be sealed.' },
      findings: [
        finding(CLAUSE.id, 'convicted', { say: CONVICTED, holds: true, cite: ['CPL_286_1'], evidence: [executed] }),
        finding(CLAUSE.id, 'under-18-at-last-act', {
          say: UNDER_18, holds: true, cite: ['CPL_286_1'], evidence: [born, act],
          facts: [{ zh: '出生 2007-03-02', en: 'born 2007-03-02' }, { zh: '行为 2024-05-11', en: 'act 2024-05-11' }],
        }),
        finding(CLAUSE.id, 'at-most-five-years', { say: FIVE_YEARS, holds: true, cite: ['CPL_286_1', 'CL_99'], evidence: [executed] }),
        finding(ADULT.id, 'eighteen-at-first-act', {
          say: { zh: '第一次行为的时候已满十八周岁', en: 'already eighteen at the first act' }, holds: false, cite: ['CPL_286_1'],
        }),
      ],
      flags: [{ zh: '裁判的生效日期没有载明，请查明。', en: 'The effective date is not stated and has to be found out.' }],
    }),
    decision({
      outcome: 'notCovered', decidedBy: 'otherwise', clauses: [], findings: [], pack: 'cn-public-order',
      packTitle: { zh: '治安违法记录封存', en: 'Sealing of public-order violation records' },
      explain: { zh: '不属于封存范围：不是违反治安管理的记录。', en: 'Not covered: not the record of a public-order violation.' },
    }),
  ],
  citations: ['CPL_286_1', 'M2022_4_1', 'CL_99'], questions: [],
};

const SPAN_TEXT = `云岭省苇湖县人民法院刑事判决书（2025）岭0221刑初41号
被告人巫小满，女，2006年8月8日出生，汉族，务工。
经审理查明，2024年6月1日至2024年10月20日，被告人巫小满骗取他人钱款共计人民币27300元。
判决如下：被告人巫小满犯诈骗罪，判处有期徒刑十个月，缓刑一年，并处罚金人民币八千元。`;

const QUESTION = {
  fact: 'principalActsBefore18', title: { zh: '主要犯罪行为时间不明', en: 'principal acts before or after 18' },
  zh: '文书未载明主要犯罪行为发生在十八周岁之前还是之后，系统不作判断。请依据裁判认定填写，或向审判组织核实。',
  en: 'The document does not say whether the principal acts came before eighteen or after. Please fill in what the court found, or ask it.',
};

const SPANNING_DOCUMENT: ReportDocument = {
  id: '06-acts-span-eighteen-silent', source: '06-acts-span-eighteen-silent.txt', format: 'txt', status: 'exact', text: SPAN_TEXT,
  reading: {
    caseNumber: evidenced(SPAN_TEXT, '（2025）岭0221刑初41号', '（2025）岭0221刑初41号'), problems: [],
    defendants: [defendant('巫小满', SPAN_TEXT, {
      birthDate: evidenced(SPAN_TEXT, '2006年8月8日', civil('2006-08-08')),
      charges: [{ name: evidenced(SPAN_TEXT, '诈骗罪', '诈骗罪') }],
      combined: evidenced(SPAN_TEXT, '有期徒刑十个月', { type: '有期徒刑', months: 10 }),
      probationMonths: evidenced(SPAN_TEXT, '缓刑一年', 12), fineYuan: evidenced(SPAN_TEXT, '罚金人民币八千元', 8000),
    })],
  },
  persons: [{
    name: '巫小满', defendantIndex: 0, outcome: 'needsReview', reason: QUESTION.title,
    explain: { zh: '行为跨越十八周岁，需要人判断。', en: 'The acts lie on both sides of eighteen; a person must decide.' },
    decisions: [decision({
      outcome: 'needsReview', decidedBy: 'undecided', clauses: [SPANNING, ADULT], questions: [QUESTION],
      explain: { zh: '需要人判断。', en: 'A person must decide.' },
      findings: [
        finding(SPANNING.id, 'last-act-at-18', {
          say: { zh: '最后一次行为的时候已满十八周岁', en: 'eighteen at the last act' }, holds: true, cite: ['M2022_4_2'],
          evidence: [spanOf(SPAN_TEXT, '2024年6月1日至2024年10月20日')],
        }),
        finding(SPANNING.id, 'principal-acts-before-18', {
          say: { zh: '主要犯罪行为在年满十八周岁前实施', en: 'the principal acts were committed before eighteen' }, holds: 'unknown', cite: ['M2022_4_2'],
        }),
        finding(ADULT.id, 'eighteen-at-first-act', {
          say: { zh: '第一次行为的时候已满十八周岁', en: 'already eighteen at the first act' }, holds: false, cite: ['CPL_286_1'],
        }),
      ],
    })],
    citations: ['M2022_4_2'], questions: [QUESTION],
  }],
  problems: [],
};

const adult = (name: string, index: number, reason: ReportPerson['reason']): ReportPerson => ({
  name, defendantIndex: index, outcome: 'notCovered', reason,
  explain: { zh: '不属于封存范围：行为的时候已满十八周岁，现行法律没有规定封存成年人的犯罪记录。', en: 'Not covered: the person was already eighteen at the act.' },
  decisions: [decision({
    outcome: 'notCovered', decidedBy: ADULT.id, clauses: [ADULT, CLAUSE], explain: { zh: '不属于封存范围。', en: 'Not covered.' },
    findings: [finding(ADULT.id, 'eighteen-at-first-act', {
      say: { zh: '第一次行为的时候已满十八周岁', en: 'already eighteen at the first act' }, holds: true, cite: ['CPL_286_1'],
    })],
  })],
  citations: ['CPL_286_1'], questions: [],
});

const JOINT_TEXT = `云岭省松岚市白鹭区人民法院刑事判决书（2024）岭0102刑初377号
被告人龙起云，男，1993年3月27日出生。被告人纪小棠，女，1996年12月8日出生。
一、被告人龙起云犯诈骗罪，判处有期徒刑六年，并处罚金人民币80，000元；二、被告人纪小棠犯诈骗罪，判处有期徒刑二年六个月，缓刑三年。
（龙起云的刑期自2024年3月18日起至2032年3月17日止。）`;

const OLDER = { zh: '满十八周岁', en: 'eighteen or older' };
const JOINT_DOCUMENT: ReportDocument = {
  id: '30-fraud', source: '30-fraud-three-defendants.pdf', format: 'pdf', status: 'doubtful', text: JOINT_TEXT,
  reading: {
    caseNumber: evidenced(JOINT_TEXT, '（2024）岭0102刑初377号', '（2024）岭0102刑初377号'), problems: [],
    defendants: [
      defendant('龙起云', JOINT_TEXT, {
        charges: [{ name: evidenced(JOINT_TEXT, '诈骗罪', '诈骗罪') }], combined: evidenced(JOINT_TEXT, '有期徒刑六年', { type: '有期徒刑', months: 72 }),
        fineYuan: evidenced(JOINT_TEXT, '80，000元', 80_000), termEnd: evidenced(JOINT_TEXT, '2032年3月17日止', civil('2032-03-17')),
      }),
      defendant('纪小棠', JOINT_TEXT, {
        charges: [{ name: evidenced(JOINT_TEXT, '诈骗罪，判处有期徒刑二年六个月', '诈骗罪') }],
        combined: evidenced(JOINT_TEXT, '有期徒刑二年六个月', { type: '有期徒刑', months: 30 }), probationMonths: evidenced(JOINT_TEXT, '缓刑三年', 36),
      }),
    ],
  },
  persons: [adult('龙起云', 0, { zh: '刑期超过五年', en: 'more than five years' }), adult('纪小棠', 1, OLDER)],
  problems: [{
    code: 'TERM_DATES_CONTRADICT', defendant: 0, span: spanOf(JOINT_TEXT, '自2024年3月18日起至2032年3月17日止'),
    message: { zh: '写明的刑期与起止日期不一致。', en: 'The stated term and the printed dates disagree.' },
  }],
};

const ROW_DOCUMENT: ReportDocument = {
  id: 'PO-001', source: 'public-order.csv 2', format: 'csv', status: 'exact', problems: [],
  fields: [{ label: '决定书文号', value: '青公（治）行罚决字〔2026〕18号' }, { label: '姓名', value: '高兴' }, { label: '处罚', value: '行政拘留五日' }],
  persons: [{
    ...adult('高兴', 0, { zh: '治安管理处罚法第136条', en: 'PSAP art. 136' }), outcome: 'sealFrom', sealFrom: '2026-12-01', headline: '殴打他人，行政拘留五日',
    explain: { zh: '应当封存：违反治安管理的记录。', en: 'Must be sealed: the record of a public-order violation.' }, citations: ['PSAP_136'],
  }],
};

const REFUSED_DOCUMENT: ReportDocument = {
  id: '56-civil-judgment', source: '56-civil-judgment.txt', format: 'txt', status: 'refused', persons: [], problems: [],
  refusal: { code: 'NOT_CRIMINAL', message: { zh: '这是民事裁判，不是刑事裁判；请提供刑事判决书。', en: 'A civil judgment, not a criminal one; give a criminal judgment.' } },
};

/** A small report with every kind of entry: sealed, spanning eighteen, doubtful with two persons, a row, a refusal. */
export const SAMPLE_MODEL: ReportModel = {
  language: 'zh', asOf: '2026-11-21', citations: CITATIONS,
  packs: [
    { id: 'cn-juvenile', title: { zh: '未成年人犯罪记录封存', en: 'Sealing of juvenile criminal records' }, version: '2026-11-01', hash: '9f2c1ab04d5e77aa', status: 'inForce' },
    { id: 'cn-public-order', title: { zh: '治安违法记录封存', en: 'Sealing of public-order violation records' }, version: '2026-01-01', hash: '03bd77c21e90aa41', status: 'inForce' },
  ],
  documents: [
    { id: '12-two-charges', source: '12-two-charges-three-years.txt', format: 'txt', status: 'exact', text: TEXT, reading: READING, persons: [SEALED], problems: [] },
    SPANNING_DOCUMENT, JOINT_DOCUMENT, ROW_DOCUMENT, REFUSED_DOCUMENT,
  ],
};
