// Makes src/corpus/texts/*.json (verbatim text by article) from the shared statutes and seeds. Not part of the
// package: run from the repository root, `node packages/statute/src/corpus/making/texts.ts ../shared`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { present } from '@fengcun/kernel';

const shared = process.argv[2] ?? '../shared';
const out = new URL('../texts/', import.meta.url).pathname;

type Articles = Record<string, string[]>;

const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const toNumber = (text: string): number => {
  let total = 0;
  let digit = 0;
  for (const char of text) {
    const unit = UNITS[char];
    if (unit === undefined) digit = '零一二三四五六七八九'.indexOf(char);
    else {
      total += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  return total + digit;
};

const ARTICLE = /^(?:\*\*)?第([一二三四五六七八九十百千零]+)条(?:之([一二三四五六七八九十]+))?(?:\*\*)?[ 　\s]*(.*)$/u;
const ITEM = /^(?:（[一二三四五六七八九十]+）|[⒈-⒛]|\d+[.．、])/u;
const NOT_TEXT = /^(?:#|<!--|---)/;

const keyOf = (match: RegExpExecArray): string => {
  const insert = match[2] === undefined ? '' : `之${toNumber(match[2])}`;
  return `${toNumber(present(match[1], 'article number'))}${insert}`;
};

/** Articles with their paragraphs; items (项) stay with the paragraph, on lines of their own. */
const articlesOf = (text: string): Articles => {
  const articles: Articles = {};
  let current: string[] | undefined;
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    const start = ARTICLE.exec(line);
    if (line.startsWith('#')) current = undefined;
    if (line === '' || NOT_TEXT.test(line)) continue;
    if (start !== null) {
      current = articles[keyOf(start)] === undefined ? [start[3] ?? ''] : undefined;
      if (current !== undefined) articles[keyOf(start)] = current;
    } else if (current !== undefined && ITEM.test(line)) current[current.length - 1] += `\n${line}`;
    else current?.push(line);
  }
  return articles;
};

const range = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String(first + index));

/** Which articles of which file; the 刑法 comes whole because every charge cites it. */
const JOBS: readonly (readonly [id: string, filePrefix: string, keep: readonly string[] | 'all'])[] = [
  ['CPL', '刑事诉讼法', ['15', '16', '67', '76', '77', '105', '106', '175', '177', '182', '200',
    ...range(248, 259), ...range(277, 287)]],
  ['PSAP', '治安管理处罚法', ['12', '20', '21', '22', '23', '94', ...range(136, 140)]],
  ['PL2026', '监狱法', ['19', '20', '59', '60', '61', '62', '114', '115', '116']],
  ['PJD', '预防未成年人犯罪法', ['2', '58', '59', '60']],
  ['LPM', '未成年人保护法', ['62', '98', '103', '113', '126', '130']],
  ['CCL', '社区矫正法', ['20', '21', '44', '52', '54', '55', '57', '58']],
  ['PIPL', '个人信息保护法', ['6', '18', '28', ...range(33, 37), ...range(44, 51), '55', '56', '57']],
  ['PSE', '学前教育法', ['44']],
  ['CSL', '公务员法', ['26']],
  ['SPC2021', '最高人民法院关于适用《刑事诉讼法》', ['146', '202', '557', '559', '578', '581', '582']],
  ['PPR', '人民检察院刑事诉讼规则', range(469, 489)],
  ['MPS2020', '公安机关办理刑事案件程序规定', ['331']],
  ['SPC2006', '最高人民法院关于审理未成年', 'all'],
  ['SPC2011', '最高人民法院关于《刑法修正案', ['3']],
];

const write = (id: string, articles: Articles): void => {
  const lines = Object.entries(articles).map((entry) => entry.map((part) => JSON.stringify(part)).join(':'));
  writeFileSync(`${out}${id}.json`, `{\n${lines.join(',\n')}\n}\n`);
};

const only = (folder: string, prefix: string): string => {
  const name = readdirSync(folder).find((file) => file.startsWith(prefix));
  return readFileSync(`${folder}/${present(name, `file ${prefix}`)}`, 'utf8');
};

for (const [id, prefix, keep] of JOBS) {
  const all = articlesOf(only(`${shared}/law/statutes`, prefix));
  const keys = keep === 'all' ? Object.keys(all) : keep;
  write(id, Object.fromEntries(keys.map((key) => [key, present(all[key], `${id} article ${key}`)])));
}

const criminalLaw: readonly { article: string; paragraphs: string[] }[] =
  JSON.parse(readFileSync(`${shared}/law/criminal_law.json`, 'utf8'));
write('CL', Object.fromEntries(criminalLaw.map((entry) => [entry.article, entry.paragraphs])));

/** Parts of the 2012 opinions: 一, 二（一）…二（五）, 三; `0` is the opening. */
const opinionParts = (text: string): Articles => {
  const parts: Articles = {};
  const lines = text.split('\n').map((line) => line.replace(/^[　\s]+/u, '').trim()).filter((line) => line !== '');
  let key = '0';
  for (const line of lines.slice(lines.findIndex((first) => first.startsWith('犯罪记录是国家专门机关')))) {
    const top = /^([一二三])、/u.exec(line)?.[1];
    const sub = /^（([一二三四五])）/u.exec(line)?.[1];
    if (top !== undefined) key = String(toNumber(top));
    else if (sub !== undefined && key.startsWith('2')) key = `2_${toNumber(sub)}`;
    else (parts[key] ??= []).push(line);
  }
  return parts;
};
write('O2012', opinionParts(only(`${shared}/seeds`, '002')));

const report = only(`${shared}/seeds`, '001');
const pick = (first: string, last: string): string => {
  const start = report.indexOf(first);
  const end = report.indexOf(last, start);
  if (start === -1 || end === -1) throw new Error(`not in the report: ${first}`);
  return report.slice(start, end + last.length);
};
write('S001', {
  VIEW_1: [pick('第一种意见认为,根据刑罚', '的犯罪。')],
  VIEW_2: [pick('故第二种意见建议', '的犯罪。')],
  VIEW_3: [pick('故而,建议以“被判处拘役以下刑罚”', '的范围。'), pick('考虑到故意犯罪与过失犯罪', '适度放宽。')],
  TEAM: [pick('基于此,调研组倾向于以第一种意见', '立法决策。')],
  SENTENCE_STANDARD: [pick('以宣告刑为基准进行界定', '本质。')],
  PILOT_1: [pick('在试点罪名的选择上', '如危险驾驶罪。')],
  PILOT_2: [pick('也可以在较轻刑罚范围内', '具备试点基础。')],
  EXCLUSIONS: [pick('考虑到罪名本身具有', '职务犯罪等。')],
  FIRST_OFFENDER: [pick('各界普遍认为应限定于初犯', '再犯。')],
  WAIT: [pick('还有意见认为,宜根据宣告刑', '3年后封存。')],
  AUTOMATIC: [pick('调研组倾向于第一种意见,即采取', '模式。')],
  CONTENT: [pick('调研组认为,按照“举重以明轻”', '予以封存。')],
  CERTIFICATE: [pick('因此,要着重从犯罪记录封存的效果', '依法办理。')],
  PUBLICATION: [pick('经适当技术处理后', '公布等。')],
  NOTICE: [pick('调研组认为,采用专门的通知书', '更为妥当。')],
  UNSEAL: [pick('调研过程中各界一致认为', '再犯新罪等。')],
  ONE_CASE_CODE: [pick('建立“一案一码”', '监管。')],
  COMPENSATION: [pick('例如,没有履行完附带民事赔偿责任', '社会评估。')],
});
