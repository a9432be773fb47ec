import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publishResult, readMeta, simulate, type SimulateOptions } from '@fengcun/application';
import { askQuestions } from './ask.ts';
import { parseCivilDate } from '@fengcun/kernel';
import { type FactName, factField, type OutcomeChange, type Pack, type PackChange } from '@fengcun/policy';
import { outcomeText } from '../decision-text.ts';
import { UnusableInput } from '../exit.ts';
import type { Language, Terminal } from '../terminal.ts';
import { type Answered, pairText } from './output.ts';
import { citeWords, clauseWords } from './words.ts';

/** The synthetic population that comes with the program. */
const EXAMPLE = fileURLToPath(new URL('../../../../examples/population.parquet', import.meta.url));

type Pair = Readonly<{ before: Pack; after: Pack; language: Language }>;

const says = (pack: Pack, matter: string, of: Readonly<{ clause: string; language: Language }>): string => {
  const { explain, cite } = clauseWords(pack, matter, of.clause);
  const law = cite.length === 0 ? '' : ` (${citeWords(cite)[of.language]})`;
  return `    ${pack.id}: ${explain[of.language]}${law}\n`;
};

const exampleText = (example: OutcomeChange['example'], language: Language): string =>
  Object.entries(example).map(([fact, value]) =>
    `${factField(fact as FactName)?.title[language] ?? fact} ${ // the search uses facts of the schema
      Array.isArray(value) ? value.join('、') || '∅' : String(value)}`)
    .join(language === 'zh' ? '；' : '; ');

const outcomeWords = (change: OutcomeChange, { before, after, language }: Pair): string => {
  const [one, other] = change.decidedBy;
  const example = language === 'zh' ? '例如' : 'for example';
  return `\n  ${outcomeText(change.before, language)} → ${outcomeText(change.after,
    language)}  [${change.matter}]\n`
    + says(before, change.matter, { clause: one, language })
    + says(after, change.matter, { clause: other, language })
    + `    ${example}: ${exampleText(change.example, language)}\n`;
};

const parametersText = ({ before, after, language }: Pair): string => {
  const told = (pack: Pack, id: string): string => {
    const found = pack.parameters.find((each) => each.id === id);
    return found === undefined ? '–' : found.values.map(({ value }) => JSON.stringify(value)).join(', ');
  };
  const ids = [...new Set([...before.parameters, ...after.parameters].map(({ id }) => id))];
  return ids.filter((id) => told(before, id) !== told(after, id)).map((id) => {
    const found = [...before.parameters, ...after.parameters].find((each) => each.id === id);
    const words = found === undefined ? '' : `${found.title[language]} (${citeWords(found.cite)[language]})`;
    return `  ${id}: ${told(before, id)} → ${told(after, id)}  ${words}\n`;
  }).join('');
};

const clausesOnlyIn = (own: Pack, other: Pack, language: Language): string =>
  own.matters.flatMap(({ name, clauses }) => {
    const others = other.matters.find((each) => each.name === name)?.clauses ?? [];
    return [...new Set(clauses.map(({ id }) => id))].filter((id) => !others.some((each) => each.id === id))
      .map((clause) => says(own, name, { clause, language }).replace(own.id, `${clause} [${name}]`));
  }).join('');

const part = (title: string, body: string): string => (body === '' ? '' : `\n${title}\n${body}`);

/** What two packs say and decide differently, in words with citations and one example for each difference. */
export const diffText = (changes: readonly PackChange[], pair: Pair): string => {
  const { before, after, language } = pair;
  const isZh = language === 'zh';
  const outcomes = changes.flatMap((change) => (change.kind === 'outcome' ? [outcomeWords(change, pair)]
    : []));
  return `${before.id} ${before.version} → ${after.id} ${after.version}\n`
    + part(isZh ? '参数' : 'parameters', parametersText(pair))
    + part(isZh ? `只有 ${before.id} 有的条文` : `clauses of ${before.id} alone`, clausesOnlyIn(before, after,
      language))
    + part(isZh ? `只有 ${after.id} 有的条文` : `clauses of ${after.id} alone`, clausesOnlyIn(after, before,
      language))
    + part(isZh ? '结果不同之处' : 'decided differently', outcomes.join(''));
};

/** The same in numbers on a population: who is sealed by one and not by the other, by clause. */
export const diffNumbers = async (
  packs: readonly Pack[], population: string | undefined, terminal: Terminal,
): Promise<string> => {
  const path = population ?? EXAMPLE;
  const asOf = parseCivilDate(terminal.today());
  if (!asOf.ok || (population === undefined && !existsSync(EXAMPLE))) return '';
  const meta = await readMeta(path).catch(() => undefined);
  if (meta?.ok !== true) throw new UnusableInput(`${path}: not a population; make one with population make`);
  const options: SimulateOptions = { path, packs, asOf: asOf.value };
  const result = await simulate(options);
  // Two packs that do not both apply today are compared in words alone.
  if (!result.ok) return '';
  const shown = publishResult(result.value);
  const lab = await askQuestions(options, { result: shown, questions: ['changes'], assumed: {} });
  const answered: Answered = { result: shown, packs, lab };
  const { kind, source, read } = shown.population;
  const kinds = terminal.language === 'zh' ? { synthetic: '合成人口，不是真实数据', real: '真实数据映射' }
    : { synthetic: 'synthetic, no real data', real: 'real data, mapped' };
  const pairs = (lab?.changes ?? []).map((pair) => pairText(pair, answered, terminal.language));
  return `\n${kinds[kind]} · ${source} · ${read}${pairs.join('')}`;
};
