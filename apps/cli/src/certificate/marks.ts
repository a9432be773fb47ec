import { checkMarks } from '@fengcun/application';
import { EXIT, type ExitCode } from '../exit.ts';
import { openData, settleLog } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** Compares the marks of convictions with every open record, and makes them what the records say if asked. */
export const marks = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const repairs = given.values['repair'] === true;
  const deployment = await openData(given);
  try {
    const report = await checkMarks(deployment, {
      account: textOption(given, 'account') ?? 'operator', repairs,
    });
    await settleLog(deployment, given, terminal);
    const { people, missing, surplus, unreadable, isComplete } = report;
    const words = terminal.language === 'zh'
      ? `人员 ${people}；缺标记 ${missing}，多标记 ${surplus}，不可读 ${unreadable}；${isComplete ? '可以出具证明' : '尚未建立'}\n`
      : `people ${people}; missing ${missing}, surplus ${surplus}, unreadable ${unreadable}; `
        + `${isComplete ? 'certificates are decided by them' : 'not made yet'}\n`;
    terminal.out(given.values['json'] === true ? `${JSON.stringify(report)}\n` : words);
    const isRight = isComplete && (repairs || missing + surplus + unreadable === 0);
    return isRight ? EXIT.done : EXIT.findings;
  } finally {
    await deployment.close();
  }
};
