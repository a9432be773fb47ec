import { type Decision, type Finding } from '@fengcun/policy';
import { resolveCitation } from '@fengcun/statute';
import type { RecordToDecide } from './records.ts';
import { styled, type Terminal } from './terminal.ts';

const MARKS = {
  mustSeal: '●', sealFrom: '◐', mustNotSeal: '○', notCovered: '–', needsReview: '?',
  mustUnseal: '◇', mustStaySealed: '●',
} as const satisfies Record<string, string>;

const WORDS: Readonly<Record<string, Readonly<{ zh: string; en: string }>>> = {
  mustSeal: { zh: '应当封存', en: 'must be sealed' },
  sealFrom: { zh: '届时应当封存', en: 'must be sealed from a date' },
  mustNotSeal: { zh: '不予封存', en: 'not sealed' },
  notCovered: { zh: '不在适用范围', en: 'not covered' },
  needsReview: { zh: '待人工核实', en: 'needs a person' },
  mayApply: { zh: '可以申请封存', en: 'may be applied for' },
  underObservation: { zh: '考察期内', en: 'under observation' },
  observationOver: { zh: '考察期满', en: 'observation over' },
  mustUnseal: { zh: '应当解除封存', en: 'must be unsealed' },
  mustStaySealed: { zh: '继续封存', en: 'stays sealed' },
};

/** The outcome in both languages. */
export const outcomeWords = (outcome: string): Readonly<{ zh: string; en: string }> =>
  WORDS[outcome] ?? { zh: outcome, en: outcome };

/** The outcome with its mark, by shape and word. */
export const outcomeText = (outcome: string, language: Terminal['language']): string =>
  `${MARKS[outcome as keyof typeof MARKS] ?? '·'} ${WORDS[outcome]?.[language] ?? outcome}`;

const findingLine = (finding: Finding, language: Terminal['language']): string => {
  const mark = finding.holds === true ? '✔' : finding.holds === false ? '✘' : '？';
  return `    ${mark} ${finding.say[language]}\n`;
};

/** Label of a citation as a reader knows it: 《刑事诉讼法》第二百八十六条第一款. */
export const citationLabel = (id: string, language: Terminal['language']): string => {
  const resolved = resolveCitation(id);
  if (!resolved.ok) return id;
  return language === 'zh' ? resolved.value.labelZh : resolved.value.labelEn;
};

/** The colour of an outcome beside its mark. */
const styleOf = ({ outcome }: Decision): Parameters<typeof styled>[1] =>
  outcome === 'mustSeal' ? 'red' : outcome === 'needsReview' ? 'yellow' : 'gray';

/**
 * One decision as a clerk reads it aloud: outcome, sentence, conditions of the deciding clause,
 * law and open questions.
 */
export const decisionText = (record: RecordToDecide, decision: Decision, terminal: Terminal): string => {
  const { language } = terminal;
  const outcome = styled(terminal, styleOf(decision), outcomeText(decision.outcome, language));
  const name = record.personName === undefined ? '' : ` ${record.personName}`;
  // The as-of date stands in where nobody knows when the judgment took effect; it is no date to show.
  const isShown = decision.sealFrom !== undefined && decision.sealFrom !== decision.asOf;
  const from = isShown ? ` ${decision.sealFrom}` : '';
  const head = `${record.id}${name}  ${outcome}${from}\n`;
  const deciding = decision.findings.filter((finding) => finding.clause === decision.decidedBy);
  const conditions = deciding.map((finding) => findingLine(finding, language));
  const cited = new Set(deciding.flatMap((finding) => finding.cite));
  const cites = [...cited].map((id) => citationLabel(id, language));
  const law = cites.length === 0 ? '' : `    ${language === 'zh' ? '依据' : 'by'} ${cites.join('；')}\n`;
  // Several clauses may ask the same; a person is asked once.
  const asked = [...new Set(decision.questions.map((question) => question[language]))];
  const questions = asked.map((question) => `    ？ ${question}\n`);
  const reasons = (decision.dueReasons ?? []).filter((each) => each.limits)
    .map((each) => `    ◷ ${each.from ?? ''} ${each[language]}\n`);
  const flags = decision.flags.map((flag) => `    ⚑ ${flag[language]}\n`);
  return `${head}    ${decision.explain[language]}\n${conditions.join('')}${reasons.join('')}${law}`
    + `${questions.join('')}${flags.join('')}`;
};
