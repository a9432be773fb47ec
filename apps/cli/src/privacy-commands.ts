import type { Command } from './command.ts';

/** Commands of privacy computing; what each protects is in docs/privacy-computing.md. */
export const PRIVACY_COMMANDS: Readonly<Record<string, Command>> = {
  stats: {
    summary: {
      zh: '差分隐私统计：产品目录、预算、提请、批准、发布、核验',
      en: 'statistics under differential privacy: catalogue, budget, releases',
    },
    usage: 'stats catalogue | budget | jobs | key\n'
      + '       | propose PRODUCT PERIOD --supervisor ORGAN | approve JOB [--terms HASH]\n'
      + '       | release JOB [--out DIR] | show RELEASE [--html FILE] | verify FILE [--key BASE64]\n'
      + '       | exact PRODUCT PERIOD --role supervisor|approver\n'
      + '       who acts: --account NAME --organ TYPE/CODE; the data: [--data DIR | --database-url URL]\n'
      + '       [--key-file FILE]; each with [--json]',
    examples: [
      './fengcun stats catalogue',
      './fengcun stats propose T1 2026Q3 --account li --organ court/A01 --supervisor procuratorate/A02',
    ],
    load: async () => (await import('./commands/stats.ts')).stats,
  },
  psi: {
    summary: { zh: '应封未封核查：隐私求交，只比对记录', en: 'leak finding by private set intersection, on records only' },
    usage: 'psi keys --out FILE\n'
      + '       | terms --job ID --count ROWS --holder ORGAN --registry ORGAN --courts CODES\n'
      + '         [--mode full|cardinality] [--suite S] [--openings N] [--noise-variance N] --out FILE\n'
      + '       | run --role holder|registry --terms FILE --key FILE --peer-key KEY\n'
      + '         [--rows FILE: the holder, and trials] --exchange DIR --state DIR [--quota FILE]\n'
      + '         [--threads N] [--wait SECONDS] [--out FILE] [--json]\n'
      + '         (--data DIR | --database-url URL) --job JOB --account A --organ O | --without-job (trial)\n'
      + '       | hits FILE --job JOB --account A --organ O [--data DIR | --database-url URL]\n'
      + '         [--config FILE] [--json]\n'
      + '       | check prepare|ask|answer|read … | job propose|approve|commit-inputs|begin|finish …\n'
      + '         (docs/privacy-computing.md)',
    examples: [
      './fengcun psi terms --job leak-1 --count 12000 --holder court/A05 --registry police/A00 '
        + '--courts 虚01 --out terms.json',
    ],
    load: async () => (await import('./commands/psi.ts')).psi,
  },
  sum: {
    summary: { zh: '跨机关联合计数：各方不出明细', en: 'joint counts of organs that may not share rows' },
    usage: 'sum keys | round | announce [--decryptor] | roster | contribute | collect | decrypt\n'
      + '       | open --cell N | audit --cell N [--before SUM]\n'
      + '       | job propose|approve|commit-inputs|begin|finish …\n'
      + '       contribute, open, collect, decrypt: --data DIR --job JOB --account A --organ O\n'
      + '         | --without-job (trial; roster says it too)\n'
      + '         (options: docs/privacy-computing.md)',
    examples: ['./fengcun demo privacy sum'],
    load: async () => (await import('./commands/sum.ts')).sum,
  },
  recognise: {
    summary: { zh: '智能识别：为旧文书预填罪名，不作决定', en: 'recognise charges of old judgments: prefills, never decides' },
    usage: 'recognise propose FILE… --purpose T --legal-basis ID --supervisor ORGAN | approve JOB\n'
      + '       | train FILE… --job JOB --out MODEL [--fields charge,…] [--rows texts|cail|judgments]\n'
      + '         (these with --account A --organ O [--data DIR])\n'
      + '       | test FILE… --model MODEL | read FILE… --model MODEL | show --model MODEL  [--json]',
    examples: [
      './fengcun recognise train facts.jsonl --job 019… --out model.json --account li --organ court/A05',
      './fengcun recognise read archive/ --model model.json --json',
    ],
    load: async () => (await import('./commands/recognise.ts')).recognise,
  },
  federate: {
    summary: { zh: '联邦训练：签名文件轮次，安全聚合', en: 'federated training in signed file rounds, securely summed' },
    usage: 'federate join --organ O | open --member O=KEY… --labels L | begin --job JOB …\n'
      + '       | round FILE… --organ O --terms HASH | aggregate [--probe FILE] [--out MODEL]\n'
      + '       | finish --job JOB … | show\n'
      + '       each with --exchange DIR --session ID --own DIR [--coordinator-key KEY] [--json]',
    examples: [
      './fengcun federate join --organ police/B01 --exchange gate --session job-7 --own secret',
      './fengcun demo privacy federate',
    ],
    load: async () => (await import('./commands/federate.ts')).federate,
  },
};
