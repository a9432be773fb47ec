import { citation } from '@fengcun/statute';
import { factField, type Decision } from '@fengcun/policy';
import { citationLabel } from '../decision-text.ts';
import type { Bilingual } from '../report/index.ts';

// Why a record is not sealed, in a few words; a clause that is not listed shows its whole explanation.
const NOT_SEALED: Readonly<Record<string, Bilingual>> = {
  'entity-defendant': { zh: '被告是单位', en: 'a unit, not a person' },
  'life-or-death': { zh: '无期徒刑、死刑', en: 'life or death sentence' },
  'more-than-five-years': { zh: '刑期超过五年', en: 'more than five years' },
  'adult-at-every-act': { zh: '满十八周岁', en: 'eighteen or older' },
  'principal-acts-after-18': { zh: '主要犯罪行为在十八周岁后', en: 'principal acts after eighteen' },
  'acquittal-left-open-on-application': { zh: '申请不封存并获同意', en: 'left open on application' },
  'acquitted-as-innocent': { zh: '依法认定无罪', en: 'found innocent' },
  'annulled-decision': { zh: '决定已撤销', en: 'decision annulled' },
};

const withoutVerdict = (sentence: string): string =>
  sentence.replace(/^[^：:]{1,16}[：:]\s*/, '').replace(/[。.]$/, '');

/** 刑事诉讼法第二百八十六条: the article without paragraph, for the grouped table. */
const articleLabel = (id: string): Bilingual => {
  const found = citation(id);
  const article = found.ok ? `${found.value.instrument}_${found.value.article}` : id;
  return {
    zh: citationLabel(article, 'zh').replace(/[《》]/g, ''),
    en: citationLabel(article, 'en').replace(/ \(\d{4}\)/, ''),
  };
};

const missing = (decision: Decision): Bilingual | undefined => {
  const names = decision.questions.flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
  const title = names[0] === undefined ? undefined : factField(names[0])?.title;
  return title === undefined ? undefined : { zh: `${title.zh}不明`, en: `${title.en} unknown` };
};

/** Why a record was decided as it was, in a few words, the same for all records decided alike. */
export const reasonOf = (decision: Decision): Bilingual => {
  const whole = { zh: withoutVerdict(decision.explain.zh), en: withoutVerdict(decision.explain.en) };
  if (decision.outcome === 'needsReview') return missing(decision) ?? whole;
  if (decision.outcome === 'mustSeal' || decision.outcome === 'sealFrom') {
    const law = decision.findings.find((finding) => finding.clause === decision.decidedBy)?.cite[0];
    return law === undefined ? whole : articleLabel(law);
  }
  return NOT_SEALED[decision.decidedBy] ?? whole;
};
