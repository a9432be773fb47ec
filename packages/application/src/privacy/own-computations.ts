import type { JobCover, JobKind, PrivacyJob } from '@fengcun/privacy';
import { legalDay } from '@fengcun/registry';

/** A run in which a record of the person took part, in words for the person. */
export type OwnComputation = Readonly<{ at: string; kind: JobKind; text: string }>;

/** A step of a seal of the person, as the person sees it. */
type SealStep = Readonly<{ at: string; step: string }>;

const SEALS: ReadonlySet<string> = new Set(['SealOrdered', 'CorrectiveSealOrdered']);

const isCovered = ({ sealedFrom, sealedUntil }: JobCover, day: string): boolean =>
  (sealedFrom === undefined || sealedFrom <= day) && day <= sealedUntil;

const WORDS: Readonly<Record<JobKind, (purpose: string) => string>> = {
  statistics: (purpose) => `你的记录可能被计入统计：${purpose}。公布的数字都加入了随机噪声，从中看不出任何一个人。`,
  leakFinding: () => '你的记录参与了一次泄漏比对（应封未封核查），对方机关只知道它自己已有的记录是否应当封存。',
  publicationCheck: () => '你的记录参与了一次公开前核查。',
  jointCount: (purpose) => `你的记录可能被计入跨机关的合计：${purpose}。各机关互相看不到明细。`,
  recogniserTraining: () => '你的文书（已去除身份信息）可能用于训练智能识别。',
  federatedTraining: () => '你的文书（已去除身份信息）可能在所在机关内用于联合训练，没有离开该机关。',
};

/**
 * Runs that covered a seal of the person: computed from what each job says it covers, so that no list of
 * persons exists anywhere. LAW: told when a run has ended; a comparison that runs could be frustrated.
 * LIMIT: a job that covers some courts alone is told to all whose seal is of its days, since the person's own
 * steps do not name the court. @see 个人信息保护法第44条、第45条、第18条第1款
 */
export const ownComputations = (
  jobs: readonly PrivacyJob[], steps: readonly SealStep[],
): readonly OwnComputation[] => {
  const days = steps.filter(({ step }) => SEALS.has(step)).map(({ at }) => legalDay(at));
  return jobs.flatMap(({ state, covers, kind, purpose, endedAt }): readonly OwnComputation[] => {
    const isTold = state === 'finished' && endedAt !== undefined && covers !== undefined
      && days.some((day) => isCovered(covers, day));
    return isTold ? [{ at: endedAt, kind, text: WORDS[kind](purpose) }] : [];
  });
};
