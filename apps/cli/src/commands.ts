import type { Command } from './command.ts';
import { DESK_COMMANDS } from './desk-commands.ts';
import { PRIVACY_COMMANDS } from './privacy-commands.ts';
import { REGISTRAR_COMMANDS } from './registrar-commands.ts';
import type { Language } from './terminal.ts';

/** Commands by name, in the order `help` lists them. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  demo: {
    summary: {
      zh: '用虚构文书走完主要流程：读取、裁断、说明',
      en: 'walk the main job on invented documents: read, decide, explain',
    },
    usage: 'demo [seal | inquiry | privacy [PART…]] [--once] [--out DIR] [--port N] [--as-of DATE]\n'
      + '       [--language zh|en]',
    examples: ['./fengcun demo', './fengcun demo seal', './fengcun demo --once --out /tmp/demo'],
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  parse: {
    summary: { zh: '读取裁判文书，每份输出一个对象', en: 'read judgments, one object a document' },
    usage: 'parse FILE… [--json] [--language zh|en]',
    examples: ['./fengcun parse judgment.docx', './fengcun parse archive/ --json > readings.jsonl'],
    load: async () => (await import('./commands/parse.ts')).parse,
  },
  decide: {
    summary: { zh: '依政策包裁断是否封存，并说明理由', en: 'decide by policy packs which records are sealed, and say why' },
    usage: 'decide (--facts FILE | FILE…) [--pack ID[,ID]] [--as-of DATE] [--matter seal|unseal] '
      + '[--switch K=V]… [--parameter NAME=VALUE]… [--json]',
    examples: [
      './fengcun decide judgment.txt',
      './fengcun decide --pack cn-juvenile --as-of 2026-11-21 --facts facts.json --json',
      './fengcun decide --pack cn-c --facts facts.json --parameter SecondWaitMonths=12',
    ],
    load: async () => (await import('./commands/decide.ts')).decideCommand,
  },
  packs: {
    summary: { zh: '检查、显示、比较、证明政策包', en: 'check, show, compare policy packs, prove theorems about them' },
    usage: 'packs check [ID…] | show ID | diff ID ID | prove [ID…] [--theorem ID]  [--json]',
    examples: [
      './fengcun packs check',
      './fengcun packs show cn-juvenile',
      './fengcun packs diff cn-a1 cn-a2',
      './fengcun packs prove cn-a2 --theorem within-a1',
    ],
    load: async () => (await import('./commands/packs.ts')).packs,
  },
  ...DESK_COMMANDS,
  simulate: {
    summary: { zh: '在整个人口上试行政策包：谁被覆盖、何时封存、缺什么事实',
      en: 'try packs on a whole population: who is covered, when' },
    usage: 'simulate --population FILE --packs ID[,ID…] [--as-of DATE] [--switch K=V]… [--threads N]\n'
      + '       [--parameter NAME=VALUE]… [--matter seal|unseal] [--policies DIR]\n'
      + '       [--ask all] [--html FOLDER] [--json | --csv] [--exact]\n'
      + '       --replay FILE --facts FILE | --replay registry --approved-by ACCOUNT [--data DIR]',
    examples: ['./fengcun simulate --population examples/population.parquet --packs cn-a1,cn-c --html out/'],
    load: async () => (await import('./commands/simulate.ts')).simulateCommand,
  },
  population: {
    summary: { zh: '制作合成人口，或把数据转成事实列', en: 'make a synthetic population, or take data as facts' },
    usage: 'population make --size N --seed S --out FILE.parquet [--from DATE --to DATE]\n'
      + '       | take FILE --out FILE.parquet [--rows facts|cail|traffic|judgments] [--assume NAME,…]\n'
      + '       | show FILE [--json]',
    examples: [
      './fengcun population make --size 1000000 --seed 1 --out population.parquet',
      './fengcun population show examples/population.parquet',
    ],
    load: async () => (await import('./commands/population.ts')).populationCommand,
  },
  import: {
    summary: { zh: '把文书、业务数据接收入库', en: 'take judgments and rows into the registry' },
    usage: 'import FILE… [--data DIR | --database-url URL] [--key-file FILE] [--organ [TYPE/]CODE] '
      + '[--as-of DATE] [--strict] [--json]',
    examples: [
      './fengcun import examples',
      './fengcun import archive/ --data /srv/fengcun --key-file /mnt/keys/fengcun.key --json',
    ],
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  attach: {
    summary: { zh: '把扫描件（案卷、文书）附到案件上，可断点续传', en: 'attach scanned papers to a case; goes on after a stop' },
    usage: 'attach CODE FILE… [--kind KIND] [--title TEXT] [--stage ID] [--organ TYPE/CODE]\n'
      + '       [--data DIR | --database-url URL] [--key-file FILE] [--json]',
    examples: [
      './fengcun attach 7KX9-… volume-1.pdf volume-2.pdf',
      './fengcun attach 7KX9-… judgment.pdf --kind judicialDocument --title 刑事判决书',
    ],
    load: async () => (await import('./commands/attach.ts')).attachCommand,
  },
  ...REGISTRAR_COMMANDS,
  seal: {
    summary: { zh: '决定封存、查看进度与期限、发出通知书', en: 'order seals; how they stand, what is late, papers' },
    usage: 'seal determine | list | show RECORD | timeline CODE [--as VIEWER] | overdue | keys\n'
      + '       | sweep | candidates | propose | approve | refuse | rescind | correct | exempt …',
    examples: ['./fengcun seal determine', './fengcun seal list --state pending'],
    load: async () => (await import('./commands/seal.ts')).seal,
  },
  ...PRIVACY_COMMANDS,
  serve: {
    summary: { zh: '启动服务接口，接收报送、查看案件经过与账本', en: 'serve the HTTP interface: intake, timelines, ledger' },
    usage: 'serve [--data DIR | --database-url URL] [--key-file FILE] [--port N] [--config FILE] '
      + '[--organ TYPE/CODE]\n         [--policies DIR] [--host NAME] [--witnesses FILE] [--lock DIR]\n'
      + '       | serve --demo [--empty] [--data DIR] [--port N]   (sign in as anybody; this machine only)',
    examples: [
      './fengcun serve', './fengcun serve --demo',
      './fengcun serve --data /srv/fengcun --port 8787 --organ court/A01',
    ],
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  keys: {
    summary: {
      zh: '密钥：查看、轮换、更换密码套件、依法删除个人数据',
      en: 'keys: look, rotate, change the suite, delete a person lawfully',
    },
    usage: 'keys status | rotate [--tree open|sealed] [--fresh-root] [--batch N]\n'
      + '       | migrate-suite --to intl|sm [--tree open|sealed]\n'
      + '       | erase SUBJECT --ground G [--requested-by ACCOUNT --confirm CODE]\n'
      + '       | settle [--clean]\n'
      + '       each with [--data DIR | --database-url URL] [--key-file FILE] [--account A] [--json]',
    examples: [
      './fengcun keys status',
      './fengcun keys rotate --tree sealed',
      './fengcun keys migrate-suite --to sm --data /srv/fengcun',
    ],
    load: async () => (await import('./commands/keys.ts')).keys,
  },
  node: {
    summary: {
      zh: '一个机关的节点：接收封存令，封存本机关的副本，回执',
      en: 'an organ\'s side of sealing: takes orders, seals its copies, answers',
    },
    usage: 'node --organ TYPE/CODE --config FILE [--platform URL] [--data DIR | --database-url URL]\n'
      + '       [--port N] [--key-file FILE] [--copies own|folder:DIR|view:URL]\n'
      + '       | node keys --organ TYPE/CODE [--data DIR] [--port N | --address URL] [--key-file FILE]\n'
      + '       | node copies RECORD (COPY… | --none) --organ TYPE/CODE --account A --approved-by B',
    examples: [
      './fengcun node keys --organ police/110105000000 --data police --port 8788',
      './fengcun node --organ police/110105000000 --data police --port 8788 --config police.json',
    ],
    load: async () => (await import('./commands/node.ts')).nodeCommand,
  },
  ledger: {
    summary: { zh: '核验账本、出具证明、担任见证', en: 'verify the ledger, prove an entry, be a witness' },
    usage: 'ledger verify [--data DIR | --database-url URL] [--lock DIR] [--policy FILE]\n'
      + '       | verify --proof FILE --policy FILE --entry FILE | proof ENTRY_ID --out FILE\n'
      + '       | sequence [--host NAME] [--witnesses FILE] | refill\n'
      + '       | witness --data DIR --name NAME (--policy FILE | --log KEY…) [--port N] [--host H]\n'
      + '       each with [--json]',
    examples: [
      './fengcun ledger verify',
      './fengcun ledger verify --proof entry.tlog-proof --policy policy.txt --entry entry.json',
      './fengcun ledger witness --data witness --name archive.example --policy policy.txt --port 7380',
    ],
    load: async () => (await import('./commands/ledger.ts')).ledger,
  },
  fsck: {
    summary: {
      zh: '重算并核对全部存储：账本、记录、密文、持有机关',
      en: 'recompute and compare everything stored: ledger, rows, ciphertexts, holders',
    },
    usage: 'fsck [--data DIR | --database-url URL] [--json]',
    examples: ['./fengcun fsck', './fengcun fsck --database-url postgres://… --json'],
    load: async () => (await import('./commands/fsck.ts')).fsck,
  },
  database: {
    summary: {
      zh: '把服务器数据库升到最新结构，或分布到 Citus 各节点',
      en: 'bring a server to the newest schema, or spread its tables over a Citus cluster',
    },
    usage: 'database migrate|distribute --database-url URL [--shards N] [--json]',
    examples: [
      './fengcun database migrate --database-url postgres://…',
      './fengcun database distribute --database-url postgres://… --shards 32',
    ],
    load: async () => (await import('./commands/database.ts')).databaseCommand,
  },
  document: {
    summary: { zh: '制作通知书、告知书、标识等文书（PDF，签名）', en: 'make notices and marks of sealing as signed PDF' },
    usage: 'document list | show TEMPLATE | TEMPLATE --facts FILE --out FILE\n'
      + '       [--signing-folder DIR] [--version N]  each with [--json]',
    examples: [
      './fengcun document list',
      './fengcun document show seal-notice',
      './fengcun document seal-notice --facts notice.json --out notice.pdf',
    ],
    load: async () => (await import('./commands/document.ts')).documentCommand,
  },
  backup: {
    summary: { zh: '备份整个登记库（不含密钥）', en: 'back up the whole registry, without its keys' },
    usage: 'backup FOLDER [--keys FILE] [--data DIR | --database-url URL] [--key-file FILE] [--json]',
    examples: [
      './fengcun backup /mnt/backup/2026-11-21',
      './fengcun backup /mnt/backup/2026-11-21 --keys /mnt/week/fengcun.keys-copy',
    ],
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  restore: {
    summary: { zh: '从备份恢复到空库，重建账本文件', en: 'restore a backup into an empty place, log files made anew' },
    usage: 'restore FOLDER [--keys FILE] [--data DIR | --database-url URL] [--key-file FILE] [--json]',
    examples: ['./fengcun restore /mnt/backup/2026-11-21 --data /srv/fengcun'],
    load: async () => (await import('./commands/restore.ts')).restoreCommand,
  },
  bench: {
    summary: { zh: '测速，与其他引擎同场比较', en: 'measure, beside other engines in the same run' },
    usage: 'bench policy|judgment|vault|ledger|import|seal|seal-move|seal-sweep|exchange\n'
      + '       |certificate|server|documents|simulate|recognise|privacy [--records N] [--json]',
    examples: ['./fengcun bench policy', './fengcun bench judgment --json'],
    load: async () => (await import('./commands/bench.ts')).bench,
  },
  test: {
    summary: { zh: '运行全部测试', en: 'run every test' },
    usage: 'test [FILTER…]',
    examples: ['./fengcun test', './fengcun test statute'],
    // The launcher starts the test runner itself; this entry is for `help`.
    load: async () => async () => 0,
  },
};

const overview = (language: Language): string => {
  const head = language === 'zh' ? '封存 Fengcun：让该封存的记录真正封存' : '封存 Fengcun: keeps criminal records sealed';
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) =>
    `  ${name.padEnd(width)}  ${summary[language]}`);
  const tail = language === 'zh' ? './fengcun help 命令名：用法与示例' : './fengcun help COMMAND: usage and examples';
  return `${head}\n\n${rows.join('\n')}\n\n${tail}\n`;
};

/** Help for one command, or the list of all. */
export const helpText = (language: Language, name?: string): string => {
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command === undefined) return overview(language);
  const examples = command.examples.map((line) => `  ${line}`).join('\n');
  const label = language === 'zh' ? '示例' : 'Examples';
  return `./fengcun ${command.usage}\n\n${command.summary[language]}\n\n${label}\n${examples}\n`;
};
