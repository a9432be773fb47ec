import type { Command } from './command.ts';

/** Commands of inquiries and the norms they rest on, of rights and of supervision. */
export const DESK_COMMANDS: Readonly<Record<string, Command>> = {
  inquiry: {
    summary: {
      zh: '向运行中的服务申请、审查、决定查询，告知结果',
      en: 'inquiries at a running service: ask, decide, show',
    },
    usage: 'inquiry list [--stage S] | show ID | apply FILE | supplement ID FILE | withdraw ID | check ID\n'
      + '       | propose ID grant|refuse --reasons T [--confirm WHAT=yes|no|unknown]… [--reading K5=R]…\n'
      + '         [--limit NAME[:CLASS,…|:DAY]=REASONS]…\n'
      + '       | decide ID agree|return [--reasons T] [--limit …]… | sign ID --signer NAME\n'
      + '       | prepare ID [--answers FILE] | disclose ID --out PDF | paper ID NAME --out PDF\n'
      + '       each with [--server URL] [--token-file FILE] [--json]',
    examples: [
      './fengcun inquiry list --token-file examiner.token',
      './fengcun inquiry decide 019… agree --limit yesOrNo=只需知道有无',
      './fengcun inquiry disclose 019… --out letter.pdf',
    ],
    load: async () => (await import('./commands/inquiry.ts')).inquiry,
  },
  rights: {
    summary: { zh: '当事人权利请求：查看、受理、答复', en: 'requests of persons concerned: look, check, answer' },
    usage: 'rights list [--state S] [--after ID] | show ID | step ID check --document N\n'
      + '       | step ID propose granted|partlyGranted|refused [--measures T] [--ground G]… [--reasons T]\n'
      + '       | step ID decide agree --document N | step ID decide return --reasons T\n'
      + '       | step ID extend --reasons T | step ID refer --to ORGAN --document N\n'
      + '       | step ID appeal granted|partlyGranted|refused --document N …\n'
      + '       each with --account A [--organ TYPE/CODE --role R] [--data DIR | --database-url URL]\n'
      + '         [--json]',
    examples: [
      './fengcun rights list --account li --organ police/B02 --role reviewer',
      './fengcun rights step 019… propose granted --measures 已提供复制件 --account li',
    ],
    load: async () => (await import('./commands/rights.ts')).rightsCommand,
  },
  supervise: {
    summary: { zh: '检察监督：事项、意见、异常、统计、期限', en: 'supervision: matters, opinions, patterns, terms' },
    usage: 'supervise list [--opened] [--after ID] | show ID | patterns | statistics | duties\n'
      + '       | open MATTER --unit ORGAN --facts T [--origin O] [--about ID]…\n'
      + '       | opinion ID propose --text T [--kind correctiveOpinion|procuratorialProposal]\n'
      + '       | opinion ID serve --document N | opinion ID return --reasons T\n'
      + '       | reply ID (--reasons T | --measures T --result T)\n'
      + '       each with --account A [--organ TYPE/CODE --role R] [--data DIR | --database-url URL]\n'
      + '         [--json]',
    examples: [
      './fengcun supervise duties --account zhou --organ procuratorate/C03 --role supervisor',
      './fengcun supervise open overdueSeal --unit police/B02 --facts 逾期未封存 --account zhou',
    ],
    load: async () => (await import('./commands/supervise.ts')).superviseCommand,
  },
  bases: {
    summary: { zh: '查询依据登记：检查、显示、修订（另成新版本）', en: 'norms inquiries may rest on: check, show, amend' },
    usage: 'bases check [FILE] [--verbose] | list [FILE] | show ID [--file FILE]\n'
      + '       | amend [FILE] --id ID --reason TEXT --version DAY --out FILE [--set MEMBER=VALUE]…\n'
      + '         (--from DAY | --until DAY | --correct DAY | --add)  each with [--json]',
    examples: [
      './fengcun bases show LB-14',
      "./fengcun bases amend --id LB-19 --from 2027-01-01 --set 'bar={\"kind\":\"years\",\"years\":3}' "
        + '--reason 注册会计师法修订 --version 2026-12-01 --out bases-2026-12-01.json',
    ],
    load: async () => (await import('./commands/bases.ts')).bases,
  },
};
