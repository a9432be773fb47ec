import type { Clause, Matter, Pack, PackSwitch } from '@fengcun/policy';
import { citationLabel, outcomeText } from './decision-text.ts';
import type { Terminal } from './terminal.ts';

type Language = Terminal['language'];

const labels = (ids: readonly string[], language: Language): string =>
  ids.map((id) => citationLabel(id, language)).join('；');

const period = ({ from, to }: Readonly<{ from: string; to?: string }>): string =>
  `${from} –${to === undefined ? '' : ` ${to}`}`;

const clauseText = (clause: Clause, language: Language): string => {
  const conditions = clause.conditions.map(({ say, text }) => `      ∧ ${say[language]}    ${text}\n`);
  const quoted = clause.verbatim ? `「${clause.text}」` : clause.text;
  return `\n  ${clause.id}  (${period(clause.effective)})\n`
    + `    ${quoted}\n    ${labels(clause.cite, language)}\n`
    + `${conditions.join('')}    → ${outcomeText(clause.outcome, language)}\n`;
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
  const switches = pack.switches.map((each) => switchText(each, language)).join('');
  return `${pack.title[language]}  ${pack.id}  ${pack.status}  ${period(pack.effective)}\n${pack.hash}\n`
    + `${switches === '' ? '' : `\n${language === 'zh' ? '待定的法律问题' : 'open questions of law'}\n${switches}`}`
    + `${pack.matters.map((matter) => matterText(matter, language)).join('')}`;
};
