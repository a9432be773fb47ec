import type { Span } from '@fengcun/kernel';
import { type Html, html } from './html.ts';
import { evidenceAnchor } from './labelled-spans.ts';
import type {
  Bilingual,
  ReportCitation,
  ReportClause,
  ReportDecision,
  ReportDocument,
  ReportFinding,
  ReportPerson,
  ReportQuestion,
} from './model.ts';
import { both, truthMark, VERDICTS, verdictOf } from './wording.ts';

/** What a panel needs to know of its surroundings. */
export type PanelContext = Readonly<{
  document: ReportDocument;
  /** Position of the document in the report; makes anchors unique. */
  index: number;
  citations: Readonly<Record<string, ReportCitation>>;
}>;

// LIMIT: a quotation in a list is a hint of where to look; the whole stands in the text beside it.
const QUOTE_CHARACTERS_MAX = 48;

const quote = (span: Span, { document, index }: PanelContext): Html | undefined => {
  const words = document.text?.slice(Math.max(0, span.start), span.end).trim() ?? '';
  if (words === '') return undefined;
  const shown = words.length > QUOTE_CHARACTERS_MAX ? `${words.slice(0, QUOTE_CHARACTERS_MAX)}…` : words;
  return html`<a class="quote" lang="zh-CN" href="#${evidenceAnchor(index, span)}">«${shown}»</a>`;
};

const labels = (ids: readonly string[], { citations }: PanelContext): readonly Html[] =>
  ids.flatMap((id, i) => {
    const found = citations[id];
    return found === undefined ? [] : [html`${i > 0 && html`；`}${both(found.label)}`];
  });

/** Quotations of a finding; two facts proven by the same words are proven once. */
const quotes = (item: ReportFinding, context: PanelContext): readonly Html[] => {
  const spans = new Map((item.evidence ?? []).map((span) => [`${span.start} ${span.end}`, span]));
  return [...spans.values()].flatMap((span) => quote(span, context) ?? []);
};

const finding = (item: ReportFinding, clause: ReportClause, context: PanelContext): Html => {
  const truth = truthMark(item.holds);
  const facts = (item.facts ?? []).map((fact) => html`<span class="fact">${both(fact)}</span>`);
  const state = item.holds === true ? 'holds' : item.holds === false ? 'fails' : 'unknown';
  // The sentence of law and its citation stand above the list; only further ones are worth a line.
  const further = labels(item.cite.filter((id) => !clause.cite.includes(id)), context);
  return html`<li class="${state}"><span class="truth" aria-hidden="true">${truth.mark}</span>
<span><span class="say">${both(item.say)}</span><span class="sr">（${both(truth.words)}）</span>
<span class="proof">${facts}${quotes(item, context)}</span>${
    further.length > 0 && html`<span class="cite">${further}</span>`}</span></li>`;
};

const DIGEST = html` <span class="digest">${
    both({ zh: '（摘要，非原文）', en: '(a digest, not the wording)' })}</span>`;

const law = (ids: readonly string[], context: PanelContext): Html => {
  const entries = ids.flatMap((id) => {
    const found = context.citations[id];
    if (found === undefined) return [];
    return [
      html`<dt>${both(found.label)}${!found.verbatim && DIGEST}</dt><dd lang="zh-CN">${found.text}</dd>`,
    ];
  });
  if (entries.length === 0) return html``;
  return html`<details class="law"><summary>${both({ zh: '依据的法条全文', en: 'Words of the law' })}</summary>
<dl>${entries}</dl></details>`;
};

const questions = (list: readonly ReportQuestion[]): Html =>
  list.length === 0
    ? html``
    : html`<div class="questions">
<h4>${both({ zh: '需要人回答', en: 'For a person to answer' })}</h4>
<ul>${list.map((item) => html`<li><strong>${both(item.title)}</strong> ${both(item)}</li>`)}</ul></div>`;

/**
 * The clause a reader needs: the one that decided, or, where none did, the one that lacks fewest facts;
 * of equals the last, because packs put the rule below its exceptions.
 */
const tellingClauses = (decision: ReportDecision): readonly ReportClause[] => {
  const deciding = decision.clauses.filter((clause) => clause.id === decision.decidedBy);
  if (deciding.length > 0) return deciding;
  const own = (clause: ReportClause): readonly ReportFinding[] =>
    decision.findings.filter((item) => item.clause === clause.id);
  const lacking = (clause: ReportClause): number =>
    own(clause).filter((item) => item.holds === 'unknown').length;
  const open = decision.clauses.filter(
    (clause) => lacking(clause) > 0 && own(clause).every((item) => item.holds !== false),
  );
  return open.toReversed().toSorted((a, b) => lacking(a) - lacking(b)).slice(0, 1);
};

const clausePanel = (clause: ReportClause, decision: ReportDecision, context: PanelContext): Html => {
  const own = decision.findings.filter((item) => item.clause === clause.id);
  return html`<div class="clause"><blockquote lang="zh-CN"${
    clause.verbatim ? undefined : html` class="digest"`}>${clause.text}</blockquote>
<p class="cite">${labels(clause.cite, context)}${!clause.verbatim && DIGEST}</p><ul class="findings">${
    own.map((item) => finding(item, clause, context))}</ul></div>`;
};

const firstFailing = (clause: ReportClause, decision: ReportDecision): Bilingual => {
  const own = decision.findings.filter((item) => item.clause === clause.id);
  const failing = own.find((item) => item.holds === false) ?? own.find((item) => item.holds === 'unknown');
  if (failing === undefined) return { zh: clause.id, en: clause.id };
  const truth = truthMark(failing.holds).mark;
  return { zh: `${truth} ${failing.say.zh}`, en: `${truth} ${failing.say.en}` };
};

const otherClauses = (decision: ReportDecision, shown: readonly ReportClause[]): Html => {
  const others = decision.clauses.filter(
    (clause) => !shown.includes(clause) && decision.findings.some((item) => item.clause === clause.id));
  if (others.length === 0) return html``;
  const words = { zh: `另逐条核对了 ${others.length} 条规定`, en: `Other clauses checked: ${others.length}` };
  return html`<details class="others"><summary>${both(words)}</summary><ul>${
    others.map((clause) => html`<li>${both(firstFailing(clause, decision))}</li>`)}</ul></details>`;
};

const decisionPanel = (decision: ReportDecision, context: PanelContext): Html => {
  const shown = tellingClauses(decision);
  const flags = decision.flags.map((flag) => html`<li>${both(flag)}</li>`);
  return html`${shown.map((clause) => clausePanel(clause, decision, context))}
${flags.length > 0 && html`<ul class="flags">${flags}</ul>`}
${otherClauses(decision, shown)}`;
};

const furtherDecision = (decision: ReportDecision): Html =>
  html`<p class="further">${both(decision.packTitle)}：${both(decision.explain)}</p>`;

/**
 * One person: the decision in a sentence, each condition with its proof, the law, what a person must
 * answer.
 */
export const personPanel = (person: ReportPerson, context: PanelContext): Html => {
  const verdict = verdictOf(person.outcome);
  const first = person.decisions[0];
  const from =
    person.sealFrom === undefined
      ? undefined
      : html`<span class="from">${both({ zh: `自 ${person.sealFrom} 起`, en: `from ${
    person.sealFrom}` })}</span>`;
  return html`<section class="person ${verdict}"><h3><span class="mark" aria-hidden="true">${
    VERDICTS[verdict].mark}</span>
<bdi>${person.name}</bdi> <span class="words">${both(VERDICTS[verdict].words)}</span> ${from}</h3>
<p class="decision">${both(person.explain)}</p>${questions(person.questions)}
${first !== undefined && decisionPanel(first, context)}${law(person.citations, context)}
${person.decisions.slice(1).map(furtherDecision)}</section>`;
};
