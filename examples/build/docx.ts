import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';

const FIXED_TIME = Date.UTC(2026, 0, 1);
const TITLE_LINES = 2;

/** The docx library stamps the current time into file and archive; with this clock the same text gives the same bytes. */
const withFixedClock = async <T>(work: () => Promise<T>): Promise<T> => {
  const RealDate = Date;
  class FixedDate extends RealDate {
    constructor(...parts: readonly number[]) {
      super(parts[0] ?? FIXED_TIME);
    }

    static override now(): number {
      return FIXED_TIME;
    }
  }
  Object.assign(globalThis, { Date: FixedDate });
  try {
    return await work();
  } finally {
    Object.assign(globalThis, { Date: RealDate });
  }
};

const isSignature = (line: string): boolean => /^(审判长|审判员|代理审判员|人民陪审员|法官助理|书记员|二[〇○O])/.test(line);

const paragraph = (line: string, index: number): Paragraph => {
  const isTitle = index < TITLE_LINES;
  const right = isSignature(line) || index === TITLE_LINES;
  return new Paragraph({
    alignment: isTitle ? AlignmentType.CENTER : right ? AlignmentType.RIGHT : AlignmentType.LEFT,
    spacing: { line: 420, after: isTitle ? 160 : 0 },
    ...(isTitle || right ? {} : { indent: { firstLine: 560 } }),
    children: [new TextRun({ text: line, bold: isTitle, size: isTitle ? 36 : 28, font: { eastAsia: '仿宋' } })],
  });
};

/** A Word file with the layout of a judgment: title in the middle, case number and signature on the right. */
export const toDocx = (text: string): Promise<Buffer> => {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return withFixedClock(async () => Packer.toBuffer(new Document({
    creator: 'Fengcun examples',
    title: 'invented example',
    sections: [{ children: lines.map(paragraph) }],
  })));
};
