import type { Clause, Matter, Pack, PackParameter, PackSwitch } from '@fengcun/policy';
import { citationLabel, outcomeText } from './decision-text.ts';
import type { Terminal } from './terminal.ts';

type Language = Terminal['language'];

const labels = (ids: readonly string[], language: Language): string =>
  ids.map((id) => citationLabel(id, language)).join('；');

const period = ({ from, to }: Readonly<{ from: string; to?: string }>): string =>
  `${from} –${to === undefined ? '' : ` ${to}`}`;

const reasonsText = ({ reasons = [] }: Clause, language: Language): string => {
  if (reasons.length === 0) return '';
  const lines = reasons.map(({ say, date, when }) =>
    `      · ${say[language]}    ${date.text}${when === undefined ? '' : `    ⟸ ${when.text}`}\n`);
  return `    ${language === 'zh' ? '以下日期中最后的一个' : 'from the latest of'}\n${lines.join('')}`;
};

const parameterText = (each: PackParameter, language: Language): string => {
  const values = each.values.map(({ from, value }) => {
    const text = typeof value === 'number' ? String(value) : `[${value.join(', ')}]`;
    return each.values.length > 1 ? `${text} (${from})` : text;
  });
  const { min, max, unit, options } = each;
  const range = options === undefined ? `${min}–${max} ${unit}` : options.join(' | ');
  const words = `${each.title[language]}  (${range})    ${labels(each.cite, language)}`;
  return `  ${each.id} = ${values.join(', ')}    ${words}\n`;
};

const piercingText = ({ piercing }: Pack, language: Language): string => {
  if (piercing === undefined) return '';
  const rules = [...piercing.rules, piercing.otherwise].map(({ discloses, say, cite }) =>
    `  ${discloses ? '✔' : '✘'} ${say[language]}    ${labels(cite, language)}\n`);
  return `\n${language === 'zh' ? '谁可以穿透封存' : 'who may look behind the seal'}\n${rules.join('')}`;
};

const part = (title: string, body: string): string => (body === '' ? '' : `\n${title}\n${body}`);

const clauseText = (clause: Clause, language: Language): string => {
  const conditions = clause.conditions.map(({ say, text }) => `      ∧ ${say[language]}    ${text}\n`);
  const quoted = clause.verbatim ? `「${clause.text}」` : clause.text;
  return `\n  ${clause.id}  (${period(clause.effective)})\n`
    + `    ${quoted}\n    ${labels(clause.cite, language)}\n`
    + `${conditions.join('')}${reasonsText(clause, language)}`
    + `    → ${outcomeText(clause.outcome, language)}\n`;
};

const switchText = (each: PackSwitch, language: Language): string =>
  `  ${each.id}  ${each.question[language]}\n      ${each.options.map((option) =>
    (option === each.default ? `[${option}]` : option)).join(' | ')}    ${labels(each.cite, language)}\n`;

const matterText = (matter: Matter, language: Language): string =>
  `\n${matter.name}\n${matter.clauses.map((clause) => clauseText(clause, language)).join('')}`
  + `\n  ${language === 'zh' ? '其余' : 'otherwise'} → ${outcomeText(matter.otherwise.outcome, language)}\n`;

/** A pack as a lawyer reads it: sentences of law, conditions, citations, outcomes, open questions. */
export const packText = (pack: Pack, terminal: Terminal): string => {
  const { language } = terminal;
  const isZh = language === 'zh';
  const switches = pack.switches.map((each) => switchText(each, language)).join('');
  const parameters = pack.parameters.map((each) => parameterText(each, language)).join('');
  const definitions = pack.definitions.map(({ id, text }) => `  ${id} = ${text}\n`).join('');
  return `${pack.title[language]}  ${pack.id}  ${pack.status}  ${period(pack.effective)}\n${pack.hash}\n`
    + part(isZh ? '待定的法律问题' : 'open questions of law', switches)
    + part(isZh ? '参数' : 'parameters', parameters)
    + part(isZh ? '定义' : 'definitions', definitions)
    + piercingText(pack, language)
    + `${pack.matters.map((matter) => matterText(matter, language)).join('')}`;
};
