// Makes src/data/charges.json and src/data/superseded-charges.json from the shared catalogue.
// Run from the repository root: node packages/statute/build/charges.ts ../shared/law
import { readFileSync, writeFileSync } from 'node:fs';

const from = process.argv[2] ?? '../shared/law';
const here = new URL('.', import.meta.url).pathname;
type Row = {
  name: string; article: string; articles: { article: string; paragraphs: number[] }[]; chapter: string;
  section: string | null; negligent: boolean; mensReaDisputed: boolean; maxPenalty: string; maxTermMonths: number | null;
};
const rows: Row[] = JSON.parse(readFileSync(`${from}/charges.json`, 'utf8'));
const history: { old: string; new: string[]; effective: string; article: string | null }[] =
  JSON.parse(readFileSync(`${from}/charges_history.json`, 'utf8'));

// Names of the 1979 code with one clear successor; they stand in prior convictions [M-H].
history.push(
  { old: '故意毁坏公私财物罪', new: ['故意毁坏财物罪'], effective: '1997-10-01', article: null },
  { old: '诬陷罪', new: ['诬告陷害罪'], effective: '1997-10-01', article: null },
  { old: '窝赃、销赃罪', new: ['掩饰、隐瞒犯罪所得、犯罪所得收益罪'], effective: '1997-10-01', article: null },
);

// Corrections of the source, each checked against the text of the 刑法 in the corpus:
// two charges stood under art. 190; maxima were taken from the whole article instead of the paragraph that applies.
type Fix = { article?: string; paragraphs?: number[]; chapter?: string; months?: number; penalty?: string };
const FIXES: Record<string, Fix> = {
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
  // Decision of the Standing Committee of 1998-12-29 on the purchase of foreign exchange by fraud, art. 1.
  '骗购外汇罪': { paragraphs: [], penalty: '无期徒刑' },
};
const PENALTY: Record<string, string> = {
  死刑: 'death', 无期徒刑: 'lifeImprisonment', 有期徒刑: 'fixedTermImprisonment', 拘役: 'criminalDetention',
};
const ORDINAL = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const ordinal = (title: string): number => ORDINAL.indexOf(title.slice(1, 2));

const patternFull = (pattern: string): string => pattern.replaceAll('|', '、').replaceAll(/[{}]/g, '');
const patterns = new Map(readFileSync(`${here}selective-names.txt`, 'utf8').trim().split('\n').map((p) => [patternFull(p), p]));

const fixed = rows.map((row) => {
  const fix = FIXES[row.name] ?? {};
  const articles = fix.article !== undefined ? [{ article: fix.article, paragraphs: fix.paragraphs ?? [] }]
    : fix.paragraphs !== undefined ? [{ article: row.article, paragraphs: fix.paragraphs }] : row.articles;
  const penalty = PENALTY[fix.penalty ?? row.maxPenalty];
  const months = fix.penalty === '无期徒刑' ? null : fix.months ?? row.maxTermMonths;
  const section = fix.chapter === undefined ? row.section : null;
  return { row, articles, chapter: fix.chapter ?? row.chapter, section, penalty, months };
});
const articleKey = (article: string): string => article.replace('之', '-');
const perArticle = new Map<string, number>();
for (const { articles } of fixed) perArticle.set(articles[0]!.article, (perArticle.get(articles[0]!.article) ?? 0) + 1);
const used = new Map<string, number>();
const codeOf = (article: string): string => {
  const base = `cl-${articleKey(article)}`;
  if (perArticle.get(article) === 1) return base;
  const n = used.get(article) ?? 0;
  used.set(article, n + 1);
  return base + String.fromCharCode(97 + n);
};
const out = fixed.map(({ row, articles, chapter, section, penalty, months }) => ({
  code: codeOf(articles[0]!.article),
  name: row.name,
  ...(patterns.has(row.name) ? { selective: patterns.get(row.name) } : {}),
  articles: articles.map((a) => a.article + (a.paragraphs.length > 0 ? `:${a.paragraphs.join('/')}` : '')),
  chapter: ordinal(chapter),
  ...(section === null ? {} : { section: ordinal(section) }),
  negligence: row.mensReaDisputed ? 'disputed' : row.negligent ? 'negligent' : 'intentional',
  penalty,
  ...(months === null ? {} : { months }),
}));
const names = new Set(out.map((c) => c.name));
const successor = (name: string): string[] => {
  if (names.has(name)) return [name];
  const next = history.find((h) => h.old === name);
  return [...new Set((next?.new ?? []).flatMap(successor))];
};
const old = history.map((h) => ({
  name: h.old,
  ...(patterns.has(h.old) ? { selective: patterns.get(h.old) } : {}),
  replacedOn: h.effective,
  successors: [...new Set(h.new.flatMap(successor))],
}));
for (const full of patterns.keys()) {
  if (!names.has(full) && !old.some((o) => o.name === full)) console.error('pattern without a name', full);
}
for (const c of [...out, ...old]) if (c.name.includes('、') && !patterns.has(c.name)) console.error('no pattern', c.name);
const lines = (list: readonly unknown[]): string => `[\n${list.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`;
writeFileSync(`${here}../src/data/charges.json`, lines(out));
writeFileSync(`${here}../src/data/superseded-charges.json`, lines(old));
console.log(out.length, old.length, old.filter((o) => o.successors.length !== 1));
