import { factField, type Proof, type ProofExample, type Theorem } from '@fengcun/policy';
import { citationLabel, outcomeText } from '../decision-text.ts';
import { type Language, styled, type Terminal } from '../terminal.ts';

const MARKS = { proved: '✔', refuted: '✘', unknown: '?' } as const;

const WORDS: Readonly<Record<Proof['status'], Readonly<Record<Language, string>>>> = {
  proved: { zh: '已证明', en: 'proved' },
  refuted: { zh: '不成立', en: 'refuted' },
  unknown: { zh: '未能证明', en: 'not decided' },
};

const valueText = (value: unknown, language: Language): string => {
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : (value ? 'yes' : 'no');
  if (Array.isArray(value)) {
    if (value.length === 0) return language === 'zh' ? '无' : 'none';
    return value.map((each) => (typeof each === 'object' ? JSON.stringify(each) : String(each))).join(', ');
  }
  return String(value);
};

const factsText = (facts: ProofExample['facts'], language: Language): string =>
  Object.entries(facts).map(([name, value]) => {
    const field = factField(name);
    const unit = field?.unit === undefined ? '' : ` (${field.unit})`;
    return `        ${field?.title[language] ?? name}  ${valueText(value, language)}${unit}\n`;
  }).join('');

/**
 * A fact pattern as a lawyer reads it: the day, what is known, what the interpreter decides and by
 * which clause.
 */
const exampleText = (example: ProofExample, language: Language): string => {
  const isZh = language === 'zh';
  const { asOf, facts, becomes, decisions, holding } = example;
  const more = becomes === undefined ? ''
    : `      ${isZh ? '其余事实查明后为' : 'what was unknown turns out to be'}\n${factsText(becomes, language)}`;
  const decided = decisions.map(({ pack, outcome, sealFrom, decidedBy, switches }) => {
    const chosen = Object.entries(switches).map(([id, option]) => `${id}=${option}`).join(' ');
    const from = sealFrom === undefined ? '' : ` ${sealFrom}`;
    return `      → ${pack}: ${outcomeText(outcome, language)}${from}  (${decidedBy})  ${chosen}\n`;
  });
  const clauses = holding.length > 1 ? `      ${isZh ? '同时成立' : 'holding together'}: ${holding.join(', ')}\n`
    : '';
  const head = `      ${asOf}; ${isZh ? '其余事实未知' : 'every other fact is unknown'}\n`;
  return `${head}${factsText(facts, language)}${more}${decided.join('')}${clauses}`;
};

const openText = ({ leftOpen, entries }: Proof, language: Language): string => {
  const isZh = language === 'zh';
  const open = leftOpen.map(({ what, where }) => `${what} (${where})`).join(', ');
  const left = open === '' ? ''
    : `      ${isZh ? '未翻译，视为任意' : 'not translated, taken as anything'}: ${open}\n`;
  return `${left}${entries.max === 0 ? '' : `      ${isZh ? '其他记录' : 'other entries'}: ${entries.max}${
    entries.complete ? (isZh ? '，更多不影响结论' : ', more make no difference') : ''}\n`}`;
};

/** One theorem with its answer. */
export const proofText = (
  { proof, theorem, seconds }: Readonly<{ proof: Proof; theorem: Theorem; seconds: number }>,
    terminal: Terminal,
): string => {
  const { language } = terminal;
  const { status, reason } = proof;
  const style = status === 'proved' ? 'green' : 'red';
  const mark = styled(terminal, style, MARKS[status]);
  const head = `${mark} ${proof.pack}  ${theorem.id}  ${WORDS[status][language]}  ${seconds.toFixed(2)} s\n`;
  const cited = theorem.cite.map((id) => citationLabel(id, language)).join('；');
  const said = `      ${theorem.say[language]}    ${cited}\n`;
  const why = reason === undefined ? '' : `      ${reason}\n`;
  const shown = status === 'proved' ? [] : proof.examples;
  return head + said + why + openText(proof, language) + shown.map((each) => exampleText(each,
    language)).join('');
};
