// Makes src/data/charges.json and src/data/superseded-charges.json from the shared catalogue. Not part of the
// package: run from the repository root, `node packages/statute/src/corpus/making/charges.ts ../shared/law`.
import { readFileSync, writeFileSync } from 'node:fs';
import { present } from '@fengcun/kernel';

const from = process.argv[2] ?? '../shared/law';
const here = new URL('.', import.meta.url).pathname;
const data = `${here}../../data/`;

type Place = Readonly<{ article: string; paragraphs: readonly number[] }>;
type Row = Readonly<{
  name: string; article: string; articles: readonly Place[]; chapter: string; section: string | null;
  negligent: boolean; mensReaDisputed: boolean; maxPenalty: string; maxTermMonths: number | null;
}>;
type Replaced = Readonly<{ old: string; new: readonly string[]; effective: string }>;

const rows: readonly Row[] = JSON.parse(readFileSync(`${from}/charges.json`, 'utf8'));
const listed: readonly Replaced[] = JSON.parse(readFileSync(`${from}/charges_history.json`, 'utf8'));
// Names of the 1979 code with one clear successor; they stand in earlier convictions [M-H].
const history: readonly Replaced[] = [
  ...listed,
  { old: '故意毁坏公私财物罪', new: ['故意毁坏财物罪'], effective: '1997-10-01' },
  { old: '诬陷罪', new: ['诬告陷害罪'], effective: '1997-10-01' },
  { old: '窝赃、销赃罪', new: ['掩饰、隐瞒犯罪所得、犯罪所得收益罪'], effective: '1997-10-01' },
];

// Corrections of the source, each checked against the text of the 刑法 in the corpus: two charges stood under
// art. 190, and maxima were taken from the whole article instead of the paragraph that applies.
type Fix = Readonly<{
  article?: string; paragraphs?: readonly number[]; chapter?: string; months?: number; penalty?: string;
}>;
const FIXES: Readonly<Record<string, Fix>> = {
  '战时拒绝军事征收、征用罪': { article: '381', chapter: '第七章', months: 36 },
  '非法批准征收、征用、占用土地罪': { article: '410', chapter: '第九章', months: 84 },
  '聚众扰乱军事管理区秩序罪': { article: '371', paragraphs: [2], months: 84 },
  '重大责任事故罪': { paragraphs: [1], months: 84 },
  '走私淫秽物品罪': { paragraphs: [1] },
  '对非国家工作人员行贿罪': { paragraphs: [1] },
  '内幕交易、泄露内幕信息罪': { paragraphs: [1] },
  '非法出售发票罪': { months: 84 },
  '妨害公务罪': { paragraphs: [1, 2, 3, 4], months: 36 },
  '非法侵入计算机信息系统罪': { paragraphs: [1], months: 36 },
  '组织、资助非法聚集罪': { months: 36 },
  '投放虚假危险物质罪': { paragraphs: [1] },
  '编造、故意传播虚假恐怖信息罪': { paragraphs: [1] },
  '包庇、纵容黑社会性质组织罪': { paragraphs: [3] },
  '赌博罪': { paragraphs: [1], months: 36 },
  '非法猎捕、收购、运输、出售陆生野生动物罪': { months: 36 },
  '协助组织卖淫罪': { paragraphs: [4], penalty: '有期徒刑', months: 120 },
  '破坏武器装备、军事设施、军事通信罪': { paragraphs: [1] },
  // NPCSC Decision of 1998-12-29 on foreign-exchange crimes, art. 1 (DEC1998_1).
  '骗购外汇罪': { paragraphs: [], penalty: '无期徒刑' },
};
const PENALTY: Readonly<Record<string, string>> = {
  死刑: 'death', 无期徒刑: 'lifeImprisonment', 有期徒刑: 'fixedTermImprisonment', 拘役: 'criminalDetention',
};
const ordinal = (title: string): number => '零一二三四五六七八九十'.indexOf(title.slice(1, 2));

const fullName = (pattern: string): string => pattern.replaceAll('|', '、').replaceAll(/[{}]/g, '');
const patternLines = readFileSync(`${here}selective-names.txt`, 'utf8').trim().split('\n');
const patterns = new Map(patternLines.map((pattern) => [fullName(pattern), pattern]));
const selectiveOf = (name: string): { selective?: string } => {
  const selective = patterns.get(name);
  return selective === undefined ? {} : { selective };
};

const placesOf = (row: Row, fix: Fix): readonly Place[] => {
  if (fix.article !== undefined) return [{ article: fix.article, paragraphs: fix.paragraphs ?? [] }];
  return fix.paragraphs === undefined ? row.articles : [{ article: row.article, paragraphs: fix.paragraphs }];
};
const firstArticle = (places: readonly Place[]): string => present(places[0], 'article of a charge').article;
const placed = rows.map((row) => {
  const fix = FIXES[row.name] ?? {};
  return { row, fix, places: placesOf(row, fix) };
});

const perArticle = Map.groupBy(placed, ({ places }) => firstArticle(places));
const letters = new Map<string, number>();
const codeOf = (article: string): string => {
  const base = `cl-${article.replace('之', '-')}`;
  if (perArticle.get(article)?.length === 1) return base;
  const count = letters.get(article) ?? 0;
  letters.set(article, count + 1);
  return base + String.fromCharCode('a'.charCodeAt(0) + count);
};

const charges = placed.map(({ row, fix, places }) => {
  const months = fix.penalty === '无期徒刑' ? null : fix.months ?? row.maxTermMonths;
  const section = fix.chapter === undefined ? row.section : null;
  return {
    code: codeOf(firstArticle(places)),
    name: row.name,
    ...selectiveOf(row.name),
    articles: places.map((p) => p.article + (p.paragraphs.length > 0 ? `:${p.paragraphs.join('/')}` : '')),
    chapter: ordinal(fix.chapter ?? row.chapter),
    ...(section === null ? {} : { section: ordinal(section) }),
    negligence: row.mensReaDisputed ? 'disputed' : row.negligent ? 'negligent' : 'intentional',
    penalty: present(PENALTY[fix.penalty ?? row.maxPenalty], 'penalty'),
    ...(months === null ? {} : { months }),
  };
});

const names = new Set(charges.map((charge) => charge.name));
/** Follows replaced names to names in force; several where a charge was divided, none where it was dropped. */
const successors = (name: string): readonly string[] => {
  if (names.has(name)) return [name];
  const next = history.find((entry) => entry.old === name);
  return [...new Set((next?.new ?? []).flatMap(successors))];
};
const replaced = history.map((entry) => ({
  name: entry.old,
  ...selectiveOf(entry.old),
  replacedOn: entry.effective,
  successors: [...new Set(entry.new.flatMap(successors))],
}));

const known = new Set([...names, ...replaced.map((entry) => entry.name)]);
for (const full of patterns.keys()) if (!known.has(full)) throw new Error(`pattern without a name: ${full}`);

const oneALine = (list: readonly unknown[]): string =>
  `[\n${list.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`;
writeFileSync(`${data}charges.json`, oneALine(charges));
writeFileSync(`${data}superseded-charges.json`, oneALine(replaced));
