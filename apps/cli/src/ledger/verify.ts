import { type LogReport, verifyLog } from '@fengcun/application';
import { EXIT, type ExitCode } from '../exit.ts';
import type { Arguments } from '../options.ts';
import { styled, type Terminal } from '../terminal.ts';
import { onStoredLedgers } from './place.ts';

const WORDS = {
  zh: { entries: '条', published: '已公布', unsigned: '未签名', none: '尚无账本', noFiles: '数据库有条目而账本文件夹缺失' },
  en: {
    entries: 'entries', published: 'published', unsigned: 'not yet signed', none: 'no log yet',
    noFiles: 'the database has entries of this log, but its folder is missing',
  },
} as const;

type Timed = LogReport & Readonly<{ logId: string; seconds: number }>;

const reportText = (report: Timed, terminal: Terminal): string => {
  const words = WORDS[terminal.language];
  const isGood = report.findings.length === 0;
  const mark = styled(terminal, isGood ? 'green' : 'red', isGood ? '✔' : '✘');
  const root = Buffer.from(report.root).toString('base64');
  const unsigned = report.unsigned === 0 ? '' : ` · ${report.unsigned} ${words.unsigned}`;
  const parts = [
    `${report.size} ${words.entries}`, root, `${words.published} ${report.published}${unsigned}`,
    `${report.seconds.toFixed(2)} s`,
  ];
  const head = `${mark} ${report.origin}\n    ${parts.join(' · ')}\n`;
  return head + report.findings.map(({ code, place }) => `    ${code}  ${place}\n`).join('');
};

const asJson = ({ root, ...report }: Timed): string =>
  `${JSON.stringify({ ...report, root: Buffer.from(root).toString('base64') })}\n`;

/** `ledger verify`: every log against its entries, tiles, lock and checkpoint. */
export const verifyStored = async (given: Arguments, terminal: Terminal): Promise<ExitCode> =>
  onStoredLedgers(given, async ({ logs, withoutFiles }) => {
    let isBad = withoutFiles.length > 0;
    const isJson = given.values['json'] === true;
    for (const log of logs) {
      const startedAt = terminal.elapsedMs();
      const report = await verifyLog(log);
      const timed = { ...report, logId: log.logId, seconds: (terminal.elapsedMs() - startedAt) / 1000 };
      isBad ||= report.findings.length > 0;
      terminal.out(isJson ? asJson(timed) : reportText(timed, terminal));
    }
    const words = WORDS[terminal.language];
    for (const logId of withoutFiles) {
      const finding = { logId, findings: [{ code: 'LOG_FILES_MISSING', place: logId }] };
      const told = `✘ ${logId}\n    LOG_FILES_MISSING  ${words.noFiles}`;
      terminal.out(`${isJson ? JSON.stringify(finding) : told}\n`);
    }
    if (logs.length + withoutFiles.length === 0) terminal.note(`${words.none}\n`);
    return isBad ? EXIT.findings : EXIT.done;
  });
