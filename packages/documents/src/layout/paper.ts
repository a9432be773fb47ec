import type { DocumentFacts } from '../facts/facts.ts';
import { chineseDate } from '../number/chinese-date.ts';
import { newTypeCase, type TypeCase } from '../pdf/embed-font.ts';
import { INK, type Pen } from '../pdf/pen.ts';
import { addElement, type Element, newDocumentElement } from '../pdf/structure.ts';
import type { Parts } from '../pdf/build.ts';
import type { Font } from '../font/font.ts';
import type { Template } from '../templates/template.ts';
import { setBlocks } from './blocks.ts';
import { type ClosingCode, closingSlab } from './closing.ts';
import { copiesSlabs } from './copies.ts';
import { markHeading } from './mark.ts';
import { missingSignsNote } from './missing-signs.ts';
import type { Copy } from './paper-copy.ts';
import { paragraph, shortText } from './paragraph.ts';
import { receiptSlabs } from './receipt.ts';
import { mm, SHEET, TYPE } from './sheet.ts';
import { drawPages, paginate, type Slab, space } from './slab.ts';
import { watermark } from './watermark.ts';

const TITLE_TRACKING = 2.5;
const LONG_TITLE = 14;

const paperHeading = (
  typeCase: TypeCase, parent: Element, { template, facts, fields }: Copy,
): readonly Slab[] => {
  const centre = { align: 'centre', together: true } as const;
  const heading = addElement(parent, 'H1');
  const isLong = [...template.title].length > LONG_TITLE;
  const number = fields.get('number')?.text ?? '';
  return [
    ...paragraph(typeCase, heading, facts.organ, { ...centre, size: TYPE.erHao, leading: 34, tracking: 1 }),
    ...paragraph(typeCase, heading, template.title, {
      ...centre, size: isLong ? TYPE.erHao : TYPE.yiHao, leading: 44, strong: true,
      tracking: isLong ? 1 : TITLE_TRACKING,
    }),
    space(6, true),
    ...paragraph(typeCase, addElement(parent, 'P'), number, { align: 'right', together: true }),
    space(4, true),
  ];
};

/** Where the official form has not been compared, the paper itself says so, small, in its margin. */
const formLine = ({ id, version, status }: Template): string =>
  `${id} · ${version}${status === 'official-form-to-be-compared' ? '（样式待与官方文本核对）' : ''}`;

const margin = (
  typeCase: TypeCase, { template, fields }: Copy,
) => (pen: Pen, page: number, of: number): void => {
  const put = (text: string, size: number, place: (width: number) => readonly [number, number]): void => {
    const { tokens, width } = shortText(typeCase, text, size);
    const [x, y] = place(width);
    pen.text(tokens, { x, y, size, colour: INK.grey });
  };
  const centre = (width: number): number => SHEET.left + (SHEET.columnWidth - width) / 2;
  put(`第 ${page + 1} 页　共 ${of} 页`, TYPE.wuHao, (width) => [centre(width), SHEET.footer + mm(3)]);
  put(formLine(template), TYPE.liuHao, () => [SHEET.left, SHEET.footer - mm(4)]);
  put(fields.get('number')?.text ?? '', TYPE.liuHao, (width) => [SHEET.right - width, SHEET.footer - mm(4)]);
};

/** The code of the case in letters, for those who type; that of a paper is too long for it. */
const codeOf = ({ caseCode, verification }: DocumentFacts): ClosingCode | undefined => {
  if (verification !== undefined) {
    return { payload: verification, alternative: `核验码：${verification}`, caption: '扫码核验本证明' };
  }
  if (caseCode === undefined) return undefined;
  const { payload, printed } = caseCode;
  return { payload, alternative: `一案一码二维码：${printed}`, caption: `一案一码　${printed}` };
};

const slabsOf = (typeCase: TypeCase, reading: Element, { leading, ...copy }: Spaced): readonly Slab[] => {
  const { template, facts, fields } = copy;
  const code = codeOf(facts);
  const closing = {
    organ: facts.organ, date: chineseDate(facts.issuedOn), ...(code === undefined ? {} : { code }),
  };
  const heading = (template.layout === 'mark' ? markHeading : paperHeading)(typeCase, reading, copy);
  const body = setBlocks({ typeCase, parent: reading, fields, style: { leading } }, template.blocks);
  // The end is set before the note that stands above it: its characters may need the note as well.
  const { copies, receipt } = template;
  const end = newDocumentElement();
  const endSlabs = [
    ...(template.isSignedByRecipient === true ? [] : [closingSlab(typeCase, end, closing)]),
    ...(copies === undefined ? [] : copiesSlabs(typeCase, end, fields.get(copies)?.text)),
    ...(receipt === undefined ? [] : receiptSlabs(typeCase, end, { receipt, fields })),
  ];
  const note = missingSignsNote(typeCase.missing());
  const noteSlabs = note === undefined ? [] : paragraph(typeCase, addElement(reading, 'P'), note, {
    size: TYPE.wuHao, leading: 17, together: true,
  });
  reading.children.push(...end.children);
  return [...heading, ...body, ...noteSlabs, ...endSlabs];
};

/** Lines on a page: the measure of the standard first, then the closest that still reads well. */
const LINES_ON_PAGE = [22, 24] as const;
/** What is handed out as one sheet may be closer still: one and a half times the size of its type. */
const LINES_ON_ONE_SHEET = [...LINES_ON_PAGE, 27] as const;

type Spaced = Copy & Readonly<{ leading: number }>;
type Setting = Readonly<{
  typeCase: ReturnType<typeof newTypeCase>; reading: Element; pages: readonly (readonly Slab[])[];
}>;

/** Set with the spacing of the standard; tighter only where that saves a page. @see GB/T 9704—2012 §5.2.4 */
const setWithSpacing = (font: Font, copy: Copy): Setting => {
  const lineCounts = copy.template.isOneSheet === true ? LINES_ON_ONE_SHEET : LINES_ON_PAGE;
  const settings = lineCounts.map((lines) => {
    const [typeCase, reading] = [newTypeCase(font), newDocumentElement()];
    const slabs = slabsOf(typeCase, reading, { ...copy, leading: SHEET.columnHeight / lines });
    return { typeCase, reading, pages: paginate(slabs, SHEET.columnHeight + mm(6)) };
  });
  return settings.reduce((best, next) => (next.pages.length < best.pages.length ? next : best));
};

/** Sets a paper: pages, reading order, metadata. The type area is that of official papers. */
export const setPaper = (font: Font, copy: Copy): Omit<Parts, 'signature'> => {
  const { template, facts, fields } = copy;
  const { typeCase, reading, pages: cut } = setWithSpacing(font, copy);
  const across = template.watermark === undefined ? undefined : fields.get(template.watermark)?.text;
  const under = across === undefined ? undefined : watermark(typeCase, across);
  const pages = drawPages(typeCase, cut, margin(typeCase, copy), under);
  return {
    pages, reading, embedFont: typeCase.embed, size: [SHEET.width, SHEET.height],
    metadata: {
      title: template.title, organ: facts.organ, number: fields.get('number')?.text ?? '',
      template: `${template.id}/${template.version}`, issuedOn: facts.issuedOn,
    },
  };
};
