import type {
  RightKind, RightsGround, RightsMaterial, RightsRemedy, StandingRefusal,
} from '@fengcun/registry';

/** Rights as papers name them. */
export const KIND_WORDS: Readonly<Record<RightKind, string>> = {
  copy: '查阅、复制个人信息', correction: '更正、补充个人信息', deletion: '删除个人信息', reexamination: '复查查询结果',
  sealing: '申请封存', objection: '对封存或者不封存提出异议', complaint: '投诉信息泄露或者不平等对待',
};

/** What may be missing. */
export const MATERIAL_WORDS: Readonly<Record<RightsMaterial | 'birthDate', string>> = {
  identityProof: '身份证明', guardianshipProof: '监护关系证明', mandate: '授权委托书', evidence: '证明信息有误的材料',
  disclosureProof: '信息被公开、提供或者使用的材料', harmProof: '受到损害的材料', birthDate: '出生日期的证明',
};

/** Why a request was not accepted. */
export const REFUSAL_WORDS: Readonly<Record<StandingRefusal | 'STILL_INCOMPLETE', string>> = {
  GUARDIANSHIP_ENDED: '监护已经终止，应当由本人提出', AGENT_WITHOUT_CAPACITY: '受托人不具有完全民事行为能力',
  STILL_INCOMPLETE: '一次性告知后，仍没有补齐所列材料',
};

/** Where somebody goes who is refused. */
export const REMEDY_WORDS: Readonly<Record<RightsRemedy, string>> = {
  reexamination: '向原办理机关申请复查', organAbove: '向上一级机关申诉', supervision: '向人民检察院申请监督',
  court: '依法向人民法院提起诉讼',
};

/** Why a request is not met. */
export const GROUND_WORDS: Readonly<Record<RightsGround, string>> = {
  mustBeKeptSecret: '法律规定应当保密', wouldHinderDuty: '告知将妨碍国家机关履行法定职责',
  retentionRuns: '法律、行政法规规定的保存期限没有届满，停止除存储和安全保护以外的处理', foundCorrect: '经核实，所载信息没有错误',
  judgmentBinds: '人民法院的裁判非经再审不得变更', resultStands: '经复查，原查询结果没有错误', notToBeSealed: '不符合封存条件',
  alreadySealed: '已经依法处理，无需再次申请', notOurRecord: '不属于本机关办理的事项',
};
