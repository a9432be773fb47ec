import type { Command } from './command.ts';

/** Commands of whoever keeps the registry: cases, what could not be taken, and who is who. */
export const REGISTRAR_COMMANDS: Readonly<Record<string, Command>> = {
  accounts: {
    summary: { zh: '账号名录：添加、查看、停用、变更角色', en: 'the directory: add, list, disable, change roles' },
    usage: 'accounts add NAME --organ TYPE/CODE --role ROLE… --display-name TEXT\n'
      + '         [--issuer ADDRESS --subject ID] [--same-as ACCOUNT]\n'
      + '       | add --file FILE | list | disable NAME | roles NAME ROLE…\n'
      + '       each with --account ADMINISTRATOR [--data DIR | --database-url URL] [--key-file FILE]\n'
      + '         [--json]',
    examples: [
      './fengcun accounts add court-li --organ court/A01 --role reviewer --display-name 李某 --account wang',
      './fengcun accounts roles court-li approver --account wang',
    ],
    load: async () => (await import('./commands/accounts.ts')).accountsCommand,
  },
  case: {
    summary: {
      zh: '一案一码：校验、查找、打印二维码；并案、撤销并案',
      en: 'the code of a case, also as QR; merge cases and split them',
    },
    usage: 'case code CODE|FILE [--qr OUT.svg|OUT.png|terminal] | show CODE\n'
      + '       | merge SURVIVOR ABSORBED --reason sameCase|numberCorrected|jurisdictionTransferred\n'
      + '         |confirmedByOrgan --approved-by ACCOUNT\n'
      + '       | split ABSORBED --reason mergedInError|triedSeparately|confirmedByOrgan\n'
      + '         --approved-by ACCOUNT\n'
      + '       each with [--data DIR | --database-url URL] [--key-file FILE] [--account NAME] [--json]',
    examples: [
      './fengcun case code 8H3K-2M4P-9QRS-TV0X-57 --qr terminal',
      './fengcun case code judgment.docx --qr label.svg',
      './fengcun case merge 8H3K-… 9QRS-… --reason sameCase --account wang --approved-by li',
    ],
    load: async () => (await import('./commands/case.ts')).caseCommand,
  },
  certificate: {
    summary: {
      zh: '无犯罪记录证明：离线核验、公钥、有罪裁判标记',
      en: 'certificates: check a paper offline, the public key, the marks of convictions',
    },
    usage: 'certificate verify FILE|CODE [--key BASE64|FILE] | key | marks [--repair] [--account NAME]\n'
      + '       each with [--data DIR | --database-url URL] [--key-file FILE] [--json]',
    examples: [
      './fengcun certificate verify certificate.pdf --key police.pub',
      './fengcun certificate marks --repair --data /srv/fengcun',
    ],
    load: async () => (await import('./commands/certificate.ts')).certificateCommand,
  },
  exceptions: {
    summary: {
      zh: '查看、更正、重试或放弃未能接收的消息', en: 'what could not be taken: look, correct, try again',
    },
    usage: 'exceptions list [--state waiting|replayed|rejected|all] [--of TYPE/CODE] [--limit N]\n'
      + '         [--after ID]\n'
      + '       | show ID | replay ID [--message FILE]\n'
      + '       | resolve ID (--set POINTER=VALUE… | --case-code CODE | --message FILE\n'
      + '         | --merge --reason sameCase|… --approved-by ACCOUNT\n'
      + '         | (--same-as TOKEN | --another-person) --approved-by ACCOUNT\n'
      + '         | --dismiss notARecord|wrongAddressee|sentAgain|withdrawn --approved-by ACCOUNT)\n'
      + '       each with [--data DIR | --database-url URL] [--key-file FILE] [--account NAME] [--json]',
    examples: [
      './fengcun exceptions list',
      './fengcun exceptions resolve 01a1fd1e-… --set /data/content/decidedOn=2024-05-06',
      './fengcun exceptions resolve 01a1fd1e-… --dismiss sentAgain --account wang --approved-by li',
    ],
    load: async () => (await import('./commands/exceptions.ts')).exceptions,
  },
  subject: {
    summary: { zh: '主体：查看、合并、撤销合并', en: 'subjects: look, merge two that are one person, split' },
    usage: 'subject show TOKEN\n'
      + '       | merge SURVIVOR ABSORBED --reason sameDocument|nameChanged|numberCorrected\n'
      + '         |documentReplaced|confirmedByOrgan --approved-by ACCOUNT\n'
      + '       | split ABSORBED --reason mergedInError|identityMisused|numberGivenTwice\n'
      + '         |confirmedByOrgan --approved-by ACCOUNT\n'
      + '       each with [--data DIR | --database-url URL] [--key-file FILE] [--account NAME] [--json]',
    examples: ['./fengcun subject merge 01a1… 01a2… --reason nameChanged --account wang --approved-by li'],
    load: async () => (await import('./commands/subject.ts')).subjectCommand,
  },
};
