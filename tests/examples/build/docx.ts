import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';
import { withFixedClock } from './fixed-clock.ts';

const TITLE_LINES = 2;

const isSignature = (line: string): boolean =>
  /^(审判长|审判员|代理审判员|人民陪审员|法官助理|书记员|二[〇○O])/.test(line);

const paragraph = (line: string, index: number): Paragraph => {
  const isTitle = index < TITLE_LINES;
  const right = isSignature(line) || index === TITLE_LINES;
  return new Paragraph({
    alignment: isTitle ? AlignmentType.CENTER : right ? AlignmentType.RIGHT : AlignmentType.LEFT,
    spacing: { line: 420, after: isTitle ? 160 : 0 },
    ...(isTitle || right ? {} : { indent: { firstLine: 560 } }),
    children: [
      new TextRun({ text: line, bold: isTitle, size: isTitle ? 36 : 28, font: { eastAsia: '仿宋' } }),
    ],
  });
};

/** A Word file with the layout of a judgment: title in the middle, case number and signature on the right. */
export const toDocx = (text: string): Promise<Buffer> => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return withFixedClock(async () =>
    Packer.toBuffer(
      new Document({
        creator: 'Fengcun examples',
        title: 'invented example',
        sections: [{ children: lines.map(paragraph) }],
      }),
    ),
  );
};
