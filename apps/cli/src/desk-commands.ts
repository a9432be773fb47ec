import type { Command } from './commands.ts';

/** Commands of inquiries and of the norms they rest on. */
export const DESK_COMMANDS: Readonly<Record<string, Command>> = {
  inquiry: {
    summary: {
      zh: '向运行中的服务申请、审查、决定查询，告知结果',
      en: 'inquiries at a running service: ask, decide, show',
    },
    usage: 'inquiry list [--stage S] | show ID | apply FILE | supplement ID FILE | withdraw ID | check ID\n'
      + '       | propose ID grant|refuse --reasons T [--confirm WHAT=yes|no|unknown]… [--reading K5=R]…\n'
      + '       | decide ID agree|return [--reasons T] | sign ID --signer NAME\n'
      + '       | prepare ID [--answers FILE] | disclose ID --out PDF | paper ID NAME --out PDF\n'
      + '       each with [--server URL] [--token-file FILE] [--json]',
    examples: [
      './fengcun inquiry list --token-file examiner.token',
      './fengcun inquiry disclose 019… --out letter.pdf',
    ],
    load: async () => (await import('./commands/inquiry.ts')).inquiry,
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
