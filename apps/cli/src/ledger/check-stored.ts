import { blobsIn, type CheckReport, runChecks } from '@fengcun/application';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataFolder } from '../open-data.ts';
import type { Arguments } from '../options.ts';
import { styled, type Terminal } from '../terminal.ts';
import { onStoredLedgers } from './place.ts';

const checkText = ({ check, checked, findings }: CheckReport, terminal: Terminal): string => {
  const [mark, colour] = findings.length === 0 ? ['✔', 'green'] as const : ['✘', 'red'] as const;
  const head = `${styled(terminal, colour, mark)} ${check.padEnd(12)} ${checked}\n`;
  return head + findings.map(({ code, count, sentence, places }) =>
    `    ${count} × ${code}: ${sentence}\n        ${places.join('\n        ')}\n`).join('');
};

/** `fsck`: every check in turn, each printed when it ends; a finding ends with exit code 1. */
export const checkStored = async (given: Arguments, terminal: Terminal): Promise<ExitCode> =>
  onStoredLedgers(given, async (ledgers) => {
    let isGood = true;
    for await (const report of runChecks({ ...ledgers, blobs: blobsIn(dataFolder(given)) })) {
      isGood &&= report.findings.length === 0;
      const isJson = given.values['json'] === true;
      terminal.out(isJson ? `${JSON.stringify(report)}\n` : checkText(report, terminal));
    }
    return isGood ? EXIT.done : EXIT.findings;
  });
