import type { Words } from '../../app/language.tsx';
import type { BodyOf } from '../../api/interface.ts';

/** One job as the interface tells it. */
export type Job = BodyOf<'readPrivacyJob'>;

/** What an organ does in a job, by the words of the protocols. */
export const PARTS: Readonly<Record<string, Words>> = {
  publisher: { zh: '发布机关', en: 'Publishes' }, supervisor: { zh: '监督机关', en: 'Looks over it' },
  holder: { zh: '持有公开数据的一方', en: 'Holds the open data' }, registry: { zh: '封存登记一方', en: 'Holds the registry' },
  member: { zh: '提供数字的机关', en: 'Contributes' }, coordinator: { zh: '协调（只见合计）', en: 'Coordinates, sees the sum alone' },
  decryptor: { zh: '解密（只见合计）', en: 'Decrypts the sum alone' }, trainer: { zh: '训练', en: 'Trains' },
};

/** Why a job was refused or broken off; other codes are shown as they are. */
export const REASONS: Readonly<Record<string, Words>> = {
  purposeTooWide: { zh: '目的过宽', en: 'the purpose is too wide' }, notNeeded: { zh: '没有必要', en: 'it is not needed' },
  wrongPeriod: { zh: '期间不对', en: 'the period is wrong' }, wrongParties: { zh: '参与机关不对', en: 'the parties are wrong' },
  dataNotReady: { zh: '数据尚未核对', en: 'the data are not ready' }, withdrawn: { zh: '提出人撤回',
    en: 'withdrawn by who proposed it' },
  BUDGET_EXCEEDED: { zh: '隐私预算不足：已用 + 申请 > 上限', en: 'spent + asked > cap' },
  RELEASE_EXISTS: { zh: '该表该季度已经发布', en: 'the table of this quarter is out' },
  RELEASE_LOST: { zh: '恢复备份以前已经发布过，先放回原件', en: 'it was out before a backup was put back' },
  PERIOD_NOT_OVER: { zh: '该季度尚未结束', en: 'the quarter is not over' },
};

/** The reasons a person may give. */
export const REFUSALS = [
  'purposeTooWide', 'notNeeded', 'wrongPeriod', 'wrongParties', 'dataNotReady',
] as const;

/** Modes, suites and engines of runs. */
export const PROTOCOL_WORDS: Readonly<Record<string, Words>> = {
  full: { zh: '逐条（只有持有方得知自己哪些记录应封存）', en: 'full: the holder alone learns which of its rows' },
  cardinality: { zh: '只得加噪的条数', en: 'a noisy count alone' },
  'ristretto255-sha512': { zh: 'ristretto255', en: 'ristretto255' }, 'sm2-sm3': { zh: '国密 SM2/SM3', en: 'SM2/SM3' },
  masks: { zh: '两两掩码', en: 'pairwise masks' }, bfv: { zh: '同态加密（BFV）', en: 'homomorphic encryption (BFV)' },
  charge: { zh: '罪名', en: 'charge' }, sentenceKind: { zh: '刑罚种类', en: 'kind of sentence' },
  suspended: { zh: '缓刑', en: 'suspension' }, minor: { zh: '未成年', en: 'minor' },
};
