import { PART_NAMES } from './names.ts';
import { ORGANS, type Part } from './scenario.ts';
import type { Words } from './view.ts';

/** Everything the demonstration says, in the order it is said. */
export const SAID = {
  title: { zh: '封存：一份判决，四个机关', en: 'Fengcun: one judgment, four organs' },
  invented: { zh: '人物、机关均为虚构', en: 'everybody here is invented' },
  comesIn: { zh: '判决送到平台', en: 'A judgment comes in' },
  starting: {
    zh: '平台和四个机关各自启动，数据、密钥互不相通',
    en: 'platform and four organs start, each with data and keys of its own',
  },
  takesEffect: { zh: '判决生效，平台依职权封存', en: 'It takes effect: the platform orders the seal by itself' },
  correctionRuns: {
    zh: '社区矫正尚未期满：期满后另行通知（办法13）',
    en: 'community correction still runs: its order follows at its end (art. 13)',
  },
  policeDown: { zh: '公安机关的系统停机，收不到通知', en: 'the police system is down and gets no order' },
  overdue: { zh: '三日期限届满，公安机关没有回执', en: 'The three days are over, the police have not answered' },
  policeBack: { zh: '公安机关的系统恢复，通知随即补送', en: 'the police system is back; its order is sent again' },
  corrected: { zh: '缓刑考验期满，解除矫正', en: 'The suspension has run out, the correction ends' },
  nothing: {
    zh: '已封存：公开的一侧，平台和四个机关都查无此案（404 × 5）',
    en: 'sealed: on the open side platform and organs know no such case (404 × 5)',
  },
  newJudgment: {
    zh: '新的判决：考验期内、未成年时又犯新罪', en: 'A new judgment: a new crime on probation, as a minor',
  },
  fourEyes: {
    zh: '一人提出、另一人批准；自事由成立之日起解除（办法18、19）',
    en: 'proposed by one, approved by another; open from the day the ground arose (arts 18, 19)',
  },
  visible: {
    zh: '已解除：平台和四个机关重新可见（200 × 5）', en: 'opened: platform and organs know the case again (200 × 5)',
  },
  checked: { zh: '核验', en: 'Checked' },
  sealing: { zh: '封存中', en: 'sealing' },
  opening: { zh: '解除中', en: 'unsealing' },
} as const satisfies Readonly<Record<string, Words>>;

/** An organ that keeps a copy of its own. */
export const keepsCopy = (part: Part): Words => ({
  zh: `${PART_NAMES[part].zh}　${ORGANS[part]}　存有副本`,
  en: `${PART_NAMES[part].en}  ${ORGANS[part]}  keeps a copy`,
});

/** The order, and to whom it went. */
export const ordered = (number: string): Words => ({
  zh: `封存通知 ${number}，送人民法院、人民检察院、公安机关`,
  en: `order ${number} to court, procuratorate and police`,
});

/** Who was told on whom. */
export const escalated = (holder: string): Words => ({
  zh: `向人民检察院报告：${holder} 逾期（办法22）`, en: `escalated to the procuratorate: ${holder} is late (art. 22)`,
});

/** The end, with what stays. */
export const finished = (seconds: number, out: string): Words => ({
  zh: `完成，用时 ${seconds} 秒；文书、判决和日志在 ${out}`,
  en: `done in ${seconds} s; papers, judgments and logs in ${out}`,
});

/** The checks at the end, each of the platform and of every organ. */
export const CHECKS = [
  {
    words: ['ledger', 'verify'],
    told: {
      zh: 'fengcun ledger verify　平台与四个机关的账本逐条重算',
      en: 'fengcun ledger verify  the logs of platform and organs, recomputed',
    },
  },
  {
    words: ['fsck'],
    told: {
      zh: 'fengcun fsck　平台与四个机关的全部存储，含账本',
      en: 'fengcun fsck  everything stored by platform and organs, their logs too',
    },
  },
] as const;
