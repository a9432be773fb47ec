import { greyPng, qrPixels, qrSvg, qrSymbol, qrTerminalText } from '@fengcun/documents';
import { type CaseCode, caseCodeUri, formatCaseCode } from '@fengcun/registry';
import { writeWhole } from '../atomic-write.ts';
import { UnusableInput } from '../exit.ts';
import type { Terminal } from '../terminal.ts';

/** Side of a module of a printed label: at 0.5 mm the symbol is 16.5 mm wide and reads from a folder. */
const MODULE_MILLIMETRES = 0.5;
const MODULE_DOTS = 12;

/** Prints or writes the QR symbol of a code; `where`: `terminal`, or a file that ends in .svg or .png. */
export const printCode = async (code: CaseCode, where: string, terminal: Terminal): Promise<void> => {
  const symbol = qrSymbol(caseCodeUri(code));
  const caption = formatCaseCode(code);
  if (where === 'terminal') {
    terminal.out(qrTerminalText(symbol));
  } else if (/\.svg$/i.test(where)) {
    await writeWhole(where, qrSvg(symbol, { moduleMillimetres: MODULE_MILLIMETRES, title: '一案一码', caption }));
  } else if (/\.png$/i.test(where)) {
    await writeWhole(where, greyPng(qrPixels(symbol, MODULE_DOTS)));
  } else {
    throw new UnusableInput('--qr: a file that ends in .svg or .png, or the word terminal');
  }
};
