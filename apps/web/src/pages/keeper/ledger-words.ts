import type { Words } from '../../app/language.tsx';

type Table = Readonly<Record<string, Words>>;

/** Acts that are none of the interface: what the platform does by itself, and what is done at its command line. */
export const OWN_ACTS: Table = {
  'account.add': { zh: '开设账号', en: 'Add an account' },
  'account.disable': { zh: '停用账号', en: 'Suspend an account' },
  'account.list': { zh: '账号名录', en: 'The directory of accounts' },
  'account.roles': { zh: '变更角色', en: 'Change roles' },
  'attachment.take': { zh: '附卷材料', en: 'Attach a paper' },
  'breakGlass.use': { zh: '使用紧急授权', en: 'Use an emergency' },
  'case.code': { zh: '按案号找一案一码', en: 'Find a case by its number' },
  'case.merge': { zh: '并案', en: 'Merge cases' },
  'case.read': { zh: '查看案件', en: 'Look at a case' },
  'case.split': { zh: '撤销并案', en: 'Take a merge of cases back' },
  'case.erase': { zh: '删除案件', en: 'Erase a case' },
  certificate: { zh: '办理证明', en: 'Deal with certificates' },
  'certificate.checkMarks': { zh: '核对有罪判决索引', en: 'Compare marks of convictions' },
  'certificate.rebuildMarks': { zh: '重建有罪判决索引', en: 'Make marks of convictions anew' },
  'certificate.forget': { zh: '清除证明申请', en: 'Forget an application' },
  'certificate.forgetOld': { zh: '清除到期的证明申请', en: 'Forget old applications' },
  'certificate.lookAtMarks': { zh: '查有罪判决索引', en: 'Look at marks of convictions' },
  'copy.bring': { zh: '报告副本', en: 'Bring a copy' },
  'copy.brought': { zh: '收到副本', en: 'A copy was brought' },
  'copy.committedAfter': { zh: '封存后登记副本', en: 'Commit to copies after a seal' },
  'copy.committedBefore': { zh: '封存前登记副本', en: 'Commit to copies before a seal' },
  'copy.decided': { zh: '确定副本', en: 'Decide on copies' },
  'copy.examine': { zh: '核查副本', en: 'Examine copies' },
  'copy.found': { zh: '找到副本', en: 'Copies were found' }, 'copy.keep': { zh: '留存副本', en: 'Keep a copy' },
  'copy.named': { zh: '指明副本', en: 'Name copies' },
  'copy.orderTaken': { zh: '收到封存通知', en: 'An order was taken' },
  'copy.search': { zh: '查找副本', en: 'Look for copies' },
  'copy.turnedUp': { zh: '发现副本', en: 'A copy turned up' },
  'copy.wait': { zh: '副本待人确定', en: 'A copy waits for a person' },
  'copy.waiting': { zh: '查看待定副本', en: 'Look at copies that wait' },
  'copy.watch': { zh: '留意副本', en: 'Watch for copies' },
  'decisions.replay': { zh: '重算历史判断', en: 'Replay decisions' },
  'duty.end': { zh: '期限结束', en: 'A term ended' },
  'duty.escalate': { zh: '逾期上报', en: 'A late term was escalated' },
  'duty.look': { zh: '检查期限', en: 'Look at terms' },
  'duty.remind': { zh: '期限提醒', en: 'A reminder of a term' },
  'exception.dismiss': { zh: '搁置异常消息', en: 'Give an exception up' },
  'exchange.deliver': { zh: '送达消息', en: 'Deliver messages' },
  'exchange.receive': { zh: '收到消息', en: 'Receive messages' },
  'exchange.refuse': { zh: '拒收消息', en: 'Refuse a message' },
  'exchange.replay': { zh: '重新送达', en: 'Deliver again' },
  'exchange.settle': { zh: '登记送达结果', en: 'Settle deliveries' },
  'exchange.ask': { zh: '询问送达', en: 'Ask about deliveries' },
  'inquiry.expire': { zh: '查询到期', en: 'Inquiries ran out' },
  'inquiry.readRecords': { zh: '为查询调取记录', en: 'Open records for an inquiry' },
  'keys.rotate': { zh: '轮换密钥', en: 'Rotate keys' }, 'keys.status': { zh: '查看密钥', en: 'Look at keys' },
  'patterns.test': { zh: '检查异常查询', en: 'Look for inquiries out of pattern' },
  'record.holdLate': { zh: '收存封存后的来件', en: 'Hold a message about a sealed record' },
  'record.read': { zh: '读取记录', en: 'Read a record' }, 'record.seal': { zh: '封存记录', en: 'Seal a record' },
  'record.unseal': { zh: '解除记录封存', en: 'Unseal a record' },
  'records.import': { zh: '接收记录', en: 'Take records in' },
  'records.reseal': { zh: '更换密钥', en: 'Seal under newer keys' },
  'registry.backup': { zh: '备份', en: 'Backup' },
  'registry.restore': { zh: '恢复', en: 'Restore' },
  'rights.readSeals': { zh: '为答复查看封存', en: 'Look at seals for an answer' },
  'settings.changedOutside': { zh: '配置在系统外变更', en: 'Settings were changed outside' },
  'subject.erase': { zh: '删除个人信息', en: 'Erase a person' },
  'subject.eraseAsk': { zh: '提出删除个人信息', en: 'Ask to erase a person' },
  'subject.merge': { zh: '确认是同一人', en: 'Say that two are one person' },
  'subject.read': { zh: '查看人员', en: 'Look at a person' },
  'subject.split': { zh: '撤销同一人', en: 'Take that back' },
};

/** What the sealing service does, and what is done about seals at the command line. */
export const SEAL_ACTS: Table = {
  'seal.addHolder': { zh: '增加持有机关', en: 'Add a holder' },
  'seal.approve': { zh: '批准解除封存', en: 'Approve an opening' },
  'seal.candidates': { zh: '查看可能的解封', en: 'Look at possible openings' },
  'seal.determined': { zh: '认定应否封存', en: 'Determine what must be sealed' },
  'seal.dropCandidate': { zh: '排除可能的解封', en: 'Drop a possible opening' },
  'seal.escalate': { zh: '封存逾期上报', en: 'Escalate a late seal' },
  'seal.examine': { zh: '审查应否封存', en: 'Examine what must be sealed' },
  'seal.exempt': { zh: '免予封存', en: 'Exempt from sealing' },
  'seal.follow': { zh: '跟踪封存', en: 'Follow a seal' },
  'seal.grounds': { zh: '核对封存依据', en: 'Check grounds of seals' },
  'seal.look': { zh: '查看封存', en: 'Look at seals' },
  'seal.lookForGrounds': { zh: '查找解封情形', en: 'Look for grounds to open' },
  'seal.order': { zh: '作出封存决定', en: 'Order a seal' },
  'seal.papers': { zh: '制作封存文书', en: 'Make papers of a seal' },
  'seal.propose': { zh: '提出解除封存', en: 'Propose an opening' },
  'seal.refuse': { zh: '否决解除封存', en: 'Refuse an opening' },
  'seal.remind': { zh: '提醒封存', en: 'Remind a holder' },
  'seal.rescind': { zh: '撤销封存', en: 'Rescind a seal' },
  'seal.sendAgain': { zh: '重发封存通知', en: 'Send an order again' },
  'seal.service': { zh: '送达封存通知', en: 'Serve an order' },
  'seal.sweep': { zh: '清点封存期限', en: 'Sweep terms of seals' },
  'seal.tick': { zh: '推进封存', en: 'Move seals on' }, 'seal.told': { zh: '告知封存', en: 'Tell of a seal' },
  'seal.unseal': { zh: '解除封存', en: 'Open a seal' },
};

/** Steps of privacy computing that the platform takes. */
export const PRIVACY_ACTS: Table = {
  'privacy.approve': { zh: '同意计算', en: 'Agree to a run' }, 'privacy.begin': { zh: '开始计算', en: 'Begin a run' },
  'privacy.commitinput': { zh: '登记输入', en: 'Bind an input' }, 'privacy.fail': { zh: '计算中断', en: 'A run failed' },
  'privacy.commit': { zh: '登记预算', en: 'Commit budget' }, 'privacy.count': { zh: '统计', en: 'Count' },
  'privacy.finish': { zh: '结束计算', en: 'Finish a run' },
  'privacy.propose': { zh: '提出计算', en: 'Propose a run' },
  'privacy.publish': { zh: '发布统计', en: 'Publish' },
  'privacy.readBudget': { zh: '查看预算', en: 'Look at the budget' },
  'privacy.readExact': { zh: '读取准确数', en: 'Read exact figures' },
  'privacy.readJob': { zh: '查看计算', en: 'Look at a run' },
  'privacy.readJobs': { zh: '查看各项计算', en: 'Look at runs' },
  'privacy.readSealed': { zh: '为计算读取封存', en: 'Read sealed records for a run' },
  'privacy.reportHits': { zh: '报告命中', en: 'Report hits' },
  'privacy.reserve': { zh: '预留预算', en: 'Reserve budget' },
  'privacy.superviseHits': { zh: '监督命中', en: 'Supervise hits' },
};

/** Why something was done. */
export const PURPOSES: Table = {
  accessControl: { zh: '账号和权限', en: 'access' },
  audit: { zh: '审计', en: 'audit' },
  backup: { zh: '备份', en: 'backup' },
  breakGlass: { zh: '紧急授权', en: 'emergency' }, caseHandlingNeed: { zh: '办案需要', en: 'case handling' },
  certificate: { zh: '无犯罪记录证明', en: 'certificates' }, erasure: { zh: '删除', en: 'erasure' },
  inquiry: { zh: '查询', en: 'inquiry' }, intake: { zh: '记录接收', en: 'intake' },
  interOrganExchange: { zh: '机关之间送达', en: 'exchange between organs' },
  keyCustody: { zh: '密钥保管', en: 'custody of keys' },
  platformKeeping: { zh: '平台管理', en: 'keeping the platform' },
  policyEvaluation: { zh: '政策评估', en: 'evaluation of policy' },
  privacyComputing: { zh: '隐私计算', en: 'privacy computing' },
  procuratorialSupervision: { zh: '检察监督', en: 'supervision' },
  recordNotification: { zh: '记录通报', en: 'telling of records' },
  rightsOfPerson: { zh: '个人信息权利', en: 'rights of persons' }, sealing: { zh: '封存', en: 'sealing' },
  signIn: { zh: '登录', en: 'signing in' }, supervision: { zh: '检察监督', en: 'supervision' },
  unstated: { zh: '未说明', en: 'not stated' },
};

/** Roles in which the platform itself and its command line act. */
export const OWN_ROLES: Table = {
  exchange: { zh: '送达服务', en: 'exchange' }, holder: { zh: '持有机关', en: 'holder' },
  keyCustodian: { zh: '密钥保管', en: 'custodian of keys' }, none: { zh: '未登录', en: 'not signed in' },
  operator: { zh: '计算操作', en: 'operator' },
  publisher: { zh: '统计发布', en: 'publisher' }, reader: { zh: '读取服务', en: 'reader' },
  registrar: { zh: '登记（命令行）', en: 'registrar (command line)' }, registry: { zh: '登记平台', en: 'registry' },
  sealingService: { zh: '封存服务', en: 'sealing service' }, service: { zh: '平台服务', en: 'service' },
};

const APPROVED = '.approve';

/** What the interface calls its acts and refusals, by their codes. */
export type InterfaceWords = Readonly<{ ACTS: Table; REFUSALS: Table }>;

/** An act in words; `refusal`: why it came to nothing; `more`: how many more refusals the line stands for. */
export type ActTold = Readonly<{ words: Words | undefined; isApproval: boolean; refusal?: Words; more?: number }>;

/**
 * What a code of the log says: `exception.resolve`, `…:FOUR_EYES` refused, `…:and-5` and five more,
 * `case.merge.approve` the agreement of another. Without words where nobody knows the code.
 */
export const actTold = (act: string, { ACTS, REFUSALS }: InterfaceWords): ActTold => {
  const [name = '', ...marks] = act.split(':');
  const own = (table: Table, key: string): Words | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);
  const found = (code: string): Words | undefined =>
    own(ACTS, code) ?? own(OWN_ACTS, code) ?? own(SEAL_ACTS, code) ?? own(PRIVACY_ACTS, code);
  // An act of its own may be called so, too: to approve an opening is one.
  const isApproval = found(name) === undefined && name.endsWith(APPROVED);
  const words = found(isApproval ? name.slice(0, -APPROVED.length) : name);
  const counted = marks.find((one) => one.startsWith('and-'));
  const refusal = marks.map((one) => own(REFUSALS, one)).find((one) => one !== undefined);
  return {
    words, isApproval, ...(refusal === undefined ? {} : { refusal }),
    ...(counted === undefined ? {} : { more: Number(counted.slice('and-'.length)) }),
  };
};

/** Organs of an entry that are none: the platform itself, and whoever acts for nobody but themselves. */
export const NO_ORGANS: Table = {
  registry: { zh: '封存登记平台', en: 'sealing platform' }, none: { zh: '本人，不属于机关', en: 'no organ: a person' },
};
