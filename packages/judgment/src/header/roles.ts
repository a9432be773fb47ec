import type { Span } from '@fengcun/kernel';

/** What a paragraph of the header is about. */
export type Role = 'defendant' | 'entity' | 'several' | 'other';

/** A paragraph of the header that begins with a role; `body` starts after the role and its bracket. */
export type Segment = Readonly<{
  role: Role;
  /** 上诉人, 原审被告人: the case was decided before, so a sentence in the header may be its own. */
  wasDecidedBefore: boolean;
  /** For 上列三被告人: how many, 0 when not said. */
  count: number;
  span: Span;
  body: number;
}>;

const GAP = '[ \\u3000]?';
const DEFENDANT = `(?:原审|原|一审|二审)?(?:被${GAP}告${GAP}人|被告单位|被告公司|上诉人|上诉单位|申诉人|申诉单位)`;
const OTHER = [
  '原?公诉(?:暨公益诉讼|暨附带民事公益诉讼)?(?:机关|人)', '(?:原审)?抗诉机关', '原审(?:附带民事诉讼|自诉)', '自诉人',
  '(?:指定|委托)?辩护人', '法定代理人', '法定代表人', '诉讼代表人', '诉讼代理人', '委托(?:诉讼)?代理人',
  '附带民事(?:公益)?诉讼', '刑事附带民事', '被害人', '被害单位', '近亲属', '合适成年人', '翻译', '监护人', '成年亲属',
  '出庭', '值班律师', '公益诉讼', '第三人', '被上诉人', '鉴定人', '证人',
].join('|');
const SEVERAL = '(?:上列|上述|以上|前述)(?:各|全部)?(?<count>[二两三四五六七八九十]{1,2}|\\d{1,2})?(?:名)?(?:原审)?被告人'
  + '|(?<both>[二两三四五六七八九十]{1,2})(?:名)?(?:原审)?被告人均?(?=因)';
/** A role counts at the start of a paragraph or sentence, also behind its number. */
const START = '(?:^|(?<=[\\s。；;：:号）)]|[\\d一二三四五六七八九十][、.．]))';
const ROLE = new RegExp(`${START}(?:(?<several>${SEVERAL})|(?<other>${OTHER})|(?<party>${DEFENDANT}))`, 'g');
const BRACKET = /[ \u3000]?[（(](?<inside>[^（）()]{1,60})[）)]/y;
const COUNTS: Readonly<Record<string, number>> = {
  二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 十一: 11, 十二: 12, 十三: 13, 十四: 14, 十五: 15,
};

const countOf = (printed: string | undefined): number =>
  printed === undefined ? 0 : COUNTS[printed] ?? (Number(printed) || 0);

/** Reads the bracket after 上诉人: （原审被告人） makes a defendant, （原审附带民事诉讼原告人） does not. */
const bracketAt = (text: string, at: number): Readonly<{ inside: string; end: number }> => {
  BRACKET.lastIndex = at;
  const match = BRACKET.exec(text);
  const inside = match?.groups?.['inside'] ?? '';
  const isRole = /被告|原告|自诉|上诉|被害|抗诉|申诉|公诉/.test(inside) && !/^自报|姓名/.test(inside);
  return isRole ? { inside, end: BRACKET.lastIndex } : { inside: '', end: at };
};

type Found = Readonly<{ role: Role; before: boolean; count: number; start: number; body: number }>;

const roleOf = (name: string, inside: string): Role => {
  if (/单位|公司/.test(name) || /被告单位/.test(inside)) return 'entity';
  const isCivilOnly = inside !== '' && !/被告人(?!公司)|被告单位/.test(inside.replace(/附带民事诉讼被告人?/g, ''));
  if (/上诉|申诉/.test(name) && isCivilOnly) return 'other';
  return 'defendant';
};

const foundAt = (text: string, match: RegExpExecArray): Found => {
  const groups = match.groups ?? {};
  const end = match.index + match[0].length;
  if (groups['several'] !== undefined) {
    const count = countOf(groups['count'] ?? groups['both']);
    return { role: 'several', before: false, count, start: match.index, body: end };
  }
  const name = groups['party'];
  if (name === undefined) return { role: 'other', before: false, count: 0, start: match.index, body: end };
  const bracket = bracketAt(text, end);
  const before = /原审|上诉|申诉|一审/.test(name + bracket.inside);
  return { role: roleOf(name, bracket.inside), before, count: 0, start: match.index, body: bracket.end };
};

/**
 * Divides the party zone of the header into paragraphs by the roles they begin with. A role counts only at
 * the start of a paragraph or sentence. Linear in the length of the zone.
 */
export const findSegments = (text: string, zone: Span): readonly Segment[] => {
  const found: Found[] = [];
  ROLE.lastIndex = zone.start;
  for (let match = ROLE.exec(text); match !== null && match.index < zone.end; match = ROLE.exec(text)) {
    found.push(foundAt(text, match));
  }
  return found.map((one, index) => ({
    role: one.role,
    wasDecidedBefore: one.before,
    count: one.count,
    span: { start: one.start, end: found[index + 1]?.start ?? zone.end },
    body: one.body,
  }));
};
