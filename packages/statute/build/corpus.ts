// Makes src/corpus/texts/*.json (verbatim statute text by article) from the shared statutes and seeds.
// Run from the repository root: node packages/statute/build/corpus.ts ../shared
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const shared = process.argv[2] ?? '../shared';
const out = new URL('../src/corpus/texts/', import.meta.url).pathname;
const DIGITS = '零一二三四五六七八九';
const toNumber = (text: string): number => {
  let total = 0; let digit = 0;
  for (const char of text) {
    if (char === '百') { total += digit * 100; digit = 0; }
    else if (char === '千') { total += digit * 1000; digit = 0; }
    else if (char === '十') { total += (digit === 0 ? 1 : digit) * 10; digit = 0; }
    else digit = DIGITS.indexOf(char === '〇' ? '零' : char);
  }
  return total + digit;
};
const ARTICLE = /^(?:\*\*)?第([一二三四五六七八九十百千零〇]+)条(?:之([一二三四五六七八九十]+))?(?:\*\*)?[ 　\s]*(.*)$/u;
const ITEM = /^(?:（[一二三四五六七八九十]+）|[⒈-⒛]|\d+[.．、])/u;

const articlesOf = (text: string): Record<string, string[]> => {
  const articles: Record<string, string[]> = {};
  let current: string[] | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith('<!--') || line.startsWith('---')) {
      if (line.startsWith('#')) current = undefined;
      continue;
    }
    const start = ARTICLE.exec(line);
    if (start !== null && !line.startsWith('第一款')) {
      const key = `${toNumber(start[1]!)}${start[2] === undefined ? '' : `之${toNumber(start[2])}`}`;
      if (key in articles) continue;
      current = [start[3]!];
      articles[key] = current;
    } else if (current !== undefined && ITEM.test(line)) current[current.length - 1] += `\n${line}`;
    else if (current !== undefined) current.push(line);
  }
  return articles;
};
const range = (a: number, b: number): string[] => Array.from({ length: b - a + 1 }, (_, i) => String(a + i));
type Job = { id: string; prefix: string; keep: string[] | 'all' };
const JOBS: Job[] = [
  { id: 'CPL', prefix: '刑事诉讼法', keep: ['15', '16', '67', '76', '77', '105', '106', '175', '177', '182', '200', ...range(248, 259), ...range(277, 287)] },
  { id: 'PSAP', prefix: '治安管理处罚法', keep: ['12', '20', '21', '22', '23', '94', '136', '137', '138', '139', '140'] },
  { id: 'PL2026', prefix: '监狱法', keep: ['19', '20', '59', '60', '61', '62', '114', '115', '116'] },
  { id: 'PJD', prefix: '预防未成年人犯罪法', keep: ['2', '58', '59', '60'] },
  { id: 'LPM', prefix: '未成年人保护法', keep: ['62', '98', '103', '113', '126', '130'] },
  { id: 'CCL', prefix: '社区矫正法', keep: ['20', '21', '44', '52', '54', '55', '57', '58'] },
  { id: 'PIPL', prefix: '个人信息保护法', keep: ['18', '28', ...range(33, 37), ...range(44, 51), '55', '56', '57'] },
  { id: 'PSE', prefix: '学前教育法', keep: ['44'] },
  { id: 'CSL', prefix: '公务员法', keep: ['26'] },
  { id: 'SPC2021', prefix: '最高人民法院关于适用《刑事诉讼法》', keep: ['146', '202', '557', '559', '578', '581', '582'] },
  { id: 'PPR', prefix: '人民检察院刑事诉讼规则', keep: [...range(469, 489)] },
  { id: 'MPS2020', prefix: '公安机关办理刑事案件程序规定', keep: ['331'] },
  { id: 'SPC2006', prefix: '最高人民法院关于审理未成年', keep: 'all' },
  { id: 'SPC2011', prefix: '最高人民法院关于《刑法修正案', keep: ['3'] },
];
const write = (id: string, articles: Record<string, string[]>): void => {
  const lines = Object.entries(articles).map(([key, paragraphs]) => `${JSON.stringify(key)}:${JSON.stringify(paragraphs)}`);
  writeFileSync(`${out}${id}.json`, `{\n${lines.join(',\n')}\n}\n`);
  console.log(id, lines.length);
};
const files = readdirSync(`${shared}/law/statutes`);
for (const job of JOBS) {
  const file = files.find((name) => name.startsWith(job.prefix));
  if (file === undefined) throw new Error(`no statute ${job.prefix}`);
  const all = articlesOf(readFileSync(`${shared}/law/statutes/${file}`, 'utf8'));
  const kept: Record<string, string[]> = {};
  for (const key of job.keep === 'all' ? Object.keys(all) : job.keep) {
    const found = all[key];
    if (found === undefined) throw new Error(`${job.id} has no article ${key}`);
    kept[key] = found;
  }
  write(job.id, kept);
}
const criminalLaw: { article: string; paragraphs: string[] }[] =
  JSON.parse(readFileSync(`${shared}/law/criminal_law.json`, 'utf8'));
write('CL', Object.fromEntries(criminalLaw.map((a) => [a.article, a.paragraphs])));

const seed = (start: string): string => {
  const name = readdirSync(`${shared}/seeds`).find((file) => file.startsWith(start));
  return readFileSync(`${shared}/seeds/${name}`, 'utf8');
};
const opinion = seed('002').split('\n').map((line) => line.replace(/^[　\s]+/u, '').trim()).filter((line) => line !== '');
const sections: Record<string, string[]> = {};
let chapter = 0; let key = '';
for (const line of opinion.slice(opinion.findIndex((l) => l.startsWith('犯罪记录是国家专门机关')))) {
  const top = /^([一二三])、/u.exec(line); const sub = /^（([一二三四五六])）/u.exec(line);
  if (top !== null) { chapter = toNumber(top[1]!); key = `${chapter}`; sections[key] = []; }
  else if (sub !== null && chapter === 2) { key = `2_${toNumber(sub[1]!)}`; sections[key] = []; }
  else (sections[key === '' ? '0' : key] ??= []).push(line);
}
write('O2012', Object.fromEntries(Object.entries(sections).filter(([, lines]) => lines.length > 0)));

const report = seed('001');
const pick = (from: string, to: string): string => {
  const start = report.indexOf(from); const end = report.indexOf(to, start);
  if (start === -1 || end === -1) throw new Error(`not in the report: ${from}`);
  return report.slice(start, end + to.length);
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
