import type { Words } from '../app/language.tsx';

/** Runs of privacy computing in words, by the kind of their job; another kind is shown as it is. */
export const COMPUTATION_WORDS: Readonly<Record<string, Words>> = {
  statistics: { zh: '统计发布（加噪）', en: 'Statistics with noise' },
  leakFinding: { zh: '泄漏比对（隐私求交）', en: 'Leak finding' },
  publicationCheck: { zh: '公开前核对', en: 'Check before publication' },
  jointCount: { zh: '跨机关联合计数', en: 'Joint count' },
  recogniserTraining: { zh: '识别模型训练', en: 'Training of the recogniser' },
  federatedTraining: { zh: '联邦训练', en: 'Federated training' },
};

/** States of such a job. */
export const COMPUTATION_STATES: Readonly<Record<string, Words>> = {
  proposed: { zh: '○ 待两机关同意', en: '○ two organs have to agree' }, approved: { zh: '◔ 已同意', en: '◔ agreed' },
  running: { zh: '◐ 进行中', en: '◐ running' }, finished: { zh: '● 已完成', en: '● finished' },
  failed: { zh: '✘ 已中止', en: '✘ broken off' }, refused: { zh: '✘ 不同意', en: '✘ refused' },
};

/** The words of a table, or the name itself. */
export const wordsIn = (table: Readonly<Record<string, Words>>, name: string): Words =>
  table[name] ?? { zh: name, en: name };
