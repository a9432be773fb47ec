import type { Coverage, PackStatus, ParameterUnit } from '@fengcun/policy';
import type { Words } from '../../app/language.tsx';

/** A fate with its shape and its class of colour: never told by colour alone. */
export const FATE_WORDS: Readonly<Record<keyof Coverage, Words & Readonly<{ shape: string }>>> = {
  sealedNow: { zh: '现在封存', en: 'Sealed now', shape: '●' },
  sealedLater: { zh: '将来封存', en: 'Sealed later', shape: '◐' },
  notSealed: { zh: '不封存', en: 'Not sealed', shape: '○' },
  notCovered: { zh: '不适用', en: 'Not covered', shape: '–' },
  review: { zh: '交人工判断', en: 'Left to a person', shape: '◆' },
  undetermined: { zh: '事实不足，无法判断', en: 'Undetermined', shape: '?' },
};

/** The fates in the order in which they are shown; `FATES` of the engine, which no page loads. */
export const FATE_ORDER = ['sealedNow', 'sealedLater', 'review', 'undetermined', 'notSealed', 'notCovered'] as const;

/** Whose law a pack is. Law in force and proposals stand beside each other only with this mark. */
export const STATUS_WORDS: Readonly<Record<PackStatus, Words & Readonly<{ shape: string }>>> = {
  inForce: { zh: '现行法律', en: 'Law in force', shape: '■' },
  proposal: { zh: '建议，不是法律', en: 'A proposal, not law', shape: '◇' },
  foreign: { zh: '外国或境外法律', en: 'Law from elsewhere', shape: '△' },
};

/** Units of what can be moved. */
export const UNIT_WORDS: Readonly<Record<ParameterUnit, Words>> = {
  years: { zh: '年', en: 'years' }, months: { zh: '个月', en: 'months' }, days: { zh: '日', en: 'days' },
  hours: { zh: '小时', en: 'hours' }, count: { zh: '次', en: 'times' }, names: { zh: '', en: '' },
};

const OUTCOME_WORDS: Readonly<Record<string, Words>> = {
  mustSeal: { zh: '● 封存', en: '● Seal' }, mustNotSeal: { zh: '○ 不封存', en: '○ Do not seal' },
  notCovered: { zh: '– 不适用', en: '– Not covered' }, needsReview: { zh: '◆ 交人工判断', en: '◆ Left to a person' },
};

/** The words of an outcome; an outcome of somebody's own pack as it is. */
export const outcomeWords = (outcome: string): Words => OUTCOME_WORDS[outcome] ?? { zh: outcome, en: outcome };

const CLAUSE_WORDS: Readonly<Record<string, Words>> = {
  otherwise: { zh: '没有一条适用时', en: 'When no clause decides' },
  unknownFacts: { zh: '事实不足', en: 'Facts are missing' },
};

/** The name of a clause; what stands for no clause in words. */
export const clauseWords = (clause: string): Words => CLAUSE_WORDS[clause] ?? { zh: clause, en: clause };

/** Why a clause decides as it does: what its explanation says behind the outcome, which stands beside it. */
export const reasonWords = ({ zh, en }: Words): Words => {
  const [inChinese, inEnglish] = [zh.split('：').slice(1).join('：'), en.split(': ').slice(1).join(': ')];
  return { zh: inChinese === '' ? zh : inChinese, en: inEnglish === '' ? en : inEnglish };
};

const NAME_WORDS: Readonly<Record<string, Words>> = {
  nationalSecurity: { zh: '危害国家安全', en: 'national security' }, terrorism: { zh: '恐怖活动', en: 'terrorism' },
  sexual: { zh: '性侵害', en: 'sexual' }, drug: { zh: '毒品', en: 'drugs' }, gang: { zh: '黑社会性质组织', en: 'gang' },
  dutyCrime: { zh: '职务犯罪', en: 'duty crime' }, violent: { zh: '严重暴力', en: 'violent' },
  fixedTermImprisonment: { zh: '有期徒刑', en: 'fixed-term imprisonment' },
  criminalDetention: { zh: '拘役', en: 'criminal detention' },
  publicSurveillance: { zh: '管制', en: 'public surveillance' }, fineOnly: { zh: '单处罚金', en: 'fine only' },
  otherAccessoryOnly: { zh: '单处其他附加刑', en: 'other accessory only' },
  exemptionFromPunishment: { zh: '免予刑事处罚', en: 'exemption from punishment' },
};

/** A name of a closed list in words. */
export const nameWords = (name: string): Words => NAME_WORDS[name] ?? { zh: name, en: name };
