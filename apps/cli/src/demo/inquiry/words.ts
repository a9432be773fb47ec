import type { Words } from '../seal/view.ts';

const both = (zh: string, en: string): Words => ({ zh, en });

/** Everything the demonstration says. */
export const SAID = {
  title: both('封存：谁来查，凭什么查，能看到什么', 'Fengcun: who asks, on what basis, and what is shown'),
  invented: both('人物、机关均为虚构', 'everybody here is invented'),
  starting: both('四份虚构记录入库，两份未成年人的当即封存；服务启动',
    'four invented records come in, two of minors are sealed at once; the service starts'),
  missing: (items: string) => both(`一次性告知欠缺：${items}`, `told once what is missing: ${items}`),
  accepted: (day: string) => both(`受理，${day} 前决定`, `accepted, decided by ${day}`),
  granted: (day: string) => both(`两人审查，许可查询，${day} 前使用一次`,
    `granted by two people, to be used once by ${day}`),
  ownApproval: (status: number) => both(`提出的人换一个账号批准：拒绝（${status}）`,
    `the proposer's other account approves: refused (${status})`),
  early: (status: number) => both(`未签承诺书就要看：拒绝（${status}）`,
    `shown before the undertaking: refused (${status})`),
  question: (item: string) => both(`「${item}」规则不能定，问经办人：`,
    `«${item}» is not for a rule; the officer is asked:`),
  reading: (zh: string) => both(zh, zh),
  told: (lines: string) => both(`告知：${lines}`, `told: ${lines}`),
  nothing: both('告知：在告知范围内未发现记录', 'told: no record within what may be told'),
  watermark: (text: string) => both(`水印 ${text}`, `watermark ${text}`),
  recheck: (day: string) => both(`每年定期查询：下次不迟于 ${day}`, `asked again every year: by ${day}`),
  again: (status: number) => both(`再看一次：拒绝（${status}）`, `a second time: refused (${status})`),
  stranger: (status: number) => both(`别的单位查这项申请：查无（${status}）`,
    `another unit looks at it: unknown (${status})`),
  ground: (zh: string) => both(zh, zh),
  checked: both('核验', 'Checked'),
  ledger: (entries: number) => both(`账本核验通过，${entries} 条`, `the ledger verifies, ${entries} entries`),
  fsck: both('全部存储核对一致', 'everything stored agrees'),
  finished: (seconds: number, path: string) => both(`完，${seconds} 秒；文书在 ${path}`,
    `Done in ${seconds} s; the papers are in ${path}`),
} as const;

const STAGES: Readonly<Record<string, Words>> = {
  refused: both('不许可查询，没有查阅任何记录', 'refused, without a look at any record'),
  notAccepted: both('不予受理，没有查阅任何记录', 'not accepted, without a look at any record'),
  referred: both('转无犯罪记录证明程序办理', 'referred to the procedure of certificates'),
};

/** How an application ended. */
export const stageWords = (stage: string): Words => STAGES[stage] ?? both(stage, stage);
