import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import data from './coverage.json' with { type: 'json' };

/** Root of the repository, with a trailing slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * One rule of the law matrix: where it lives and what proves it, or the part of the work in which it is still
 * missing. `clauses` are `pack/matter/clause` or `pack/matter#flag`, `code` is `file#export`, `tests` are ids of
 * the tables in tests/worked-cases or `file#text`.
 */
export type RuleCoverage = Readonly<{
  id: string;
  zh: string;
  en: string;
  clauses?: readonly string[];
  code?: readonly string[];
  tests?: readonly string[];
  missing?: readonly string[];
  note?: string;
}>;

/** All rules of the matrix, in its order. */
export const RULES: readonly RuleCoverage[] = data.rules;

/** Clauses that the matrix has no rule for, with the reason why they are in a pack. */
export const BEYOND: readonly Readonly<{ clause: string; why: string; tests: readonly string[] }>[] = data.beyond;

/** Where the generated document lies. */
export const DOCUMENT = 'docs/law-coverage.md';

/** Text of a file of the repository; undefined when there is none. */
export const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(root + path, 'utf8');
  } catch {
    return undefined;
  }
};

const GROUPS: readonly (readonly [prefix: string, title: string])[] = [
  ['J', 'Juvenile records (刑事诉讼法第286条, 2022 Measures)'],
  ['P', 'Inquiries at the police (公安机关办理犯罪记录查询工作规定)'],
  ['O', 'Record system of 2012 (法发〔2012〕10号)'],
  ['Z', 'Public-order violations (治安管理处罚法)'],
  ['M', 'Protection of minors (未成年人保护法)'],
  ['T', 'Dates, terms and periods'],
  ['D', 'Rights of the person (个人信息保护法)'],
  ['A', 'Adults: no law in force, and the proposals of the research report'],
];

const isHere = (rule: RuleCoverage): boolean => rule.clauses !== undefined || rule.code !== undefined;

const code = (list: readonly string[] | undefined): string => (list ?? []).map((each) => `\`${each}\``).join('<br>');

const where = (rule: RuleCoverage): string =>
  [code(rule.clauses), code(rule.code)].filter((each) => each !== '').join('<br>') || '—';

const row = (rule: RuleCoverage): string => {
  const rest = [(rule.missing ?? []).join(', '), rule.note ?? ''].filter((each) => each !== '').join(': ');
  return `| ${rule.id} | ${rule.zh}<br>${rule.en} | ${where(rule)} | ${code(rule.tests) || '—'} | ${rest || '—'} |`;
};

const countBy = (rules: readonly RuleCoverage[], test: (rule: RuleCoverage) => boolean): number => rules.filter(test).length;

const missingParts = (): readonly (readonly [part: string, ids: readonly string[]])[] =>
  [...new Set(RULES.flatMap(({ missing }) => missing ?? []))].sort().map((part) =>
    [part, RULES.filter(({ missing }) => missing?.includes(part)).map(({ id }) => id)]);

/** The coverage document: the same data always gives the same text. */
export const renderCoverage = (): string => {
  const whole = countBy(RULES, (rule) => isHere(rule) && rule.missing === undefined);
  const partly = countBy(RULES, (rule) => isHere(rule) && rule.missing !== undefined);
  const none = countBy(RULES, (rule) => !isHere(rule));
  return [
    '# Law coverage',
    '',
    'Which rule of the law matrix lives where, and which test proves it. Written by `tests/law-coverage/generate.ts` from',
    '`tests/law-coverage/coverage.json`; a test fails when a rule, a clause, a test or this page is missing or out of date.',
    '',
    `${RULES.length} rules: ${whole} here as a whole, ${partly} in part (the decision or the date is here, an act that follows is not), ` +
      `${none} in later parts.`,
    '',
    'Clauses are written `pack/matter/clause`, flags of a decision `pack/matter#flag`; ids of tests are rows of the tables in',
    '`tests/worked-cases` (an id also stands for the rows that begin with it).',
    '',
    ...GROUPS.flatMap(([prefix, title]) => [
      `## ${title}`,
      '',
      '| rule | what it says | clause or code | tests | still missing |',
      '| --- | --- | --- | --- | --- |',
      ...RULES.filter(({ id }) => id.startsWith(`${prefix}-`)).map(row),
      '',
    ]),
    '## In a pack without a rule of the matrix',
    '',
    ...BEYOND.map(({ clause, why, tests }) => `- \`${clause}\`: ${why}; tests ${tests.map((each) => `\`${each}\``).join(', ')}`),
    '',
    '## What is still missing, by part',
    '',
    ...missingParts().map(([part, ids]) => `- **${part}** (${ids.length}): ${ids.join(', ')}`),
    '',
  ].join('\n');
};
