import type { Words } from '../../app/language.tsx';
import type { BodyOf } from '../../api/interface.ts';
import type { LogFinding } from '../../verify/verify-log.ts';

/** What a finding of the verifier means, and so what to do. */
export const FINDING_WORDS: Readonly<Record<LogFinding['code'], Words>> = {
  POLICY: { zh: '公钥文件不能读取', en: 'the file of keys cannot be read' },
  SIGNATURE: { zh: '检查点的签名不能核实：不是这把公钥签的，或者见证人不足', en: 'the signature of the checkpoint does not hold' },
  TILE_MISSING: { zh: '账本缺少一块哈希', en: 'a tile of hashes is missing' },
  TILE_DIFFERS: { zh: '哈希块与下层不符', en: 'a tile does not follow from those below it' },
  BUNDLE_MISSING: { zh: '账本缺少一批条目', en: 'a bundle of entries is missing' },
  BUNDLE_MALFORMED: { zh: '一批条目已损坏', en: 'a bundle of entries is damaged' },
  ENTRY_DIFFERS: { zh: '条目被改动：与其哈希不符', en: 'an entry was changed: it does not match its hash' },
  ENTRY_MALFORMED: { zh: '条目不合格式', en: 'an entry is not of the form of entries' },
  ROOT_DIFFERS: { zh: '算出的树根与签名的树根不同', en: 'the root that comes out is not the root that was signed' },
  KEPT_MALFORMED: { zh: '粘贴的内容不是检查点', en: 'what was pasted is no checkpoint' },
  KEPT_OF_OTHER_LOG: { zh: '粘贴的检查点属于另一个账本', en: 'what was pasted is of another log' },
  LOG_SHRANK: { zh: '账本比留存的检查点短：有条目被删', en: 'the log is shorter than the checkpoint that was kept' },
  NOT_CONSISTENT: { zh: '账本不是留存检查点的延续：历史被改写', en: 'the log does not continue what was kept: history was rewritten' },
};

type Status = BodyOf<'readPlatformStatus'>;
type Setting = BodyOf<'readPlatformSettings'>['items'][number];

/** The two sides, each with keys of its own. */
export const TREE_WORDS: Readonly<Record<Status['keys'][number]['tree'], Words>> = {
  open: { zh: '未封存侧', en: 'open side' }, sealed: { zh: '封存侧', en: 'sealed side' },
};

/** Suites of algorithms. */
export const SUITE_WORDS: Readonly<Record<Status['keys'][number]['suite'], Words>> = {
  intl: { zh: '国际算法', en: 'international' }, sm: { zh: '国密算法', en: 'SM' },
};

/** Whether messages still go out. */
export const LETTER_WORDS: Readonly<Record<Status['outbox'][number]['state'], Words>> = {
  waiting: { zh: '待发', en: 'waiting' }, dead: { zh: '已停发，待人处理', en: 'given up, needs a person' },
};

/** What settings are about. */
export const GROUP_WORDS: Readonly<Record<Setting['group'], Words>> = {
  law: { zh: '法律适用中的不同理解', en: 'Open questions of the law in force' },
  proposal: { zh: '建议规则（不是现行法）', en: 'Proposals, which are not law' },
  term: { zh: '法律没有规定的期限', en: 'Terms that no law fixes' },
  access: { zh: '登录', en: 'Signing in' }, service: { zh: '服务', en: 'The service' },
};

/** What the jobs of the service do; one that is added later is shown by its name. */
export const JOB_NAMES: Readonly<Record<string, Words | undefined>> = {
  'seal-determine': { zh: '对新收到的记录判断应否封存', en: 'decide on records that came in' },
  'seal-determine-all': { zh: '每日对全部未封存记录判断应否封存', en: 'decide on every open record, daily' },
  'seal-look': { zh: '封存期限的催办和上报', en: 'remind of seals and escalate them' },
  'seal-follow': { zh: '跟进已封存案件的后续消息', en: 'follow what is told of sealed cases' },
};

/** States of the job queue; one it adds later is shown as it is. */
export const JOB_WORDS: Readonly<Record<string, Words | undefined>> = {
  created: { zh: '排队', en: 'queued' }, active: { zh: '在运行', en: 'running' }, completed: { zh: '已完成', en: 'done' },
  retry: { zh: '! 失败，等待重试', en: '! failed, tried again' }, failed: { zh: '✕ 失败', en: '✕ failed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** Readings of the open questions K1–K7; an option of another pack is shown as it is. */
export const OPTION_WORDS: Readonly<Record<string, Words | undefined>> = {
  threeWorkingDays: { zh: '三个工作日', en: 'three working days' }, sevenDays: { zh: '七日', en: 'seven days' },
  moreThanFiveYears: { zh: '超过五年', en: 'more than five years' },
  fiveYearsOrMore: { zh: '五年以上（含五年）', en: 'five years or more' },
  keepSealedAndFlag: { zh: '继续封存并提示人工复核', en: 'keep sealed and ask a person' }, unseal: { zh: '解除封存', en: 'unseal' },
  unitsUnderStateProvisionToo: { zh: '有关单位依国家规定也可以查询', en: 'units too, under a state provision' },
  judicialOrgansOnly: { zh: '只限司法机关办案', en: 'judicial organs only' },
  judicialOnly: { zh: '只限司法机关办案', en: 'judicial organs only' },
  asLawNames: { zh: '依法律点名告知', en: 'as the law names it' },
  twoTracks: { zh: '分两种情形答复', en: 'two tracks' }, alwaysNoRecord: { zh: '一律答复无犯罪记录', en: 'always “no record”' },
  noRecord: { zh: '一律答复无犯罪记录', en: 'always “no record”' }, asBasisAllows: { zh: '依国家规定告知', en: 'as the basis allows' },
  committedAsJuvenile: { zh: '限于未成年时实施', en: 'committed as a juvenile' },
  committedAtAnyAge: { zh: '不限', en: 'at any age' },
  sealThem: { zh: '封存', en: 'seal them' }, onlyPronouncedPenalties: { zh: '只封存判处刑罚的', en: 'pronounced penalties only' },
  askedEachTime: { zh: '每件由人判断', en: 'a person decides in each' },
  on: { zh: '启用', en: 'on' }, off: { zh: '未启用', en: 'off' },
};
