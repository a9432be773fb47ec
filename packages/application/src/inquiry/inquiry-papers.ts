import { type Font, issueDocument, type IssuedDocument, templateById } from '@fengcun/documents';
import { type CivilDate, Fault, present } from '@fengcun/kernel';
import {
  decisionTerm, type DisclosedLimit, type Disclosure, type FiledInquiry, INQUIRERS, type InquiryEvent,
  inquiryRemedy, type InquiryRules, limitWords, missingLabel,
} from '@fengcun/registry';
import { sealingPeriod, type SealingPeriod } from '@fengcun/statute';
import { paperSigner } from '../seals/papers/paper-identity.ts';
import { type InquiryPaperId, printedInquiryNumber } from './inquiry-number.ts';
import type { InquiryParts } from './inquiry-parts.ts';
import { basisWords, citedWords, disclosedWords, scopeWords } from './inquiry-words.ts';

/** A paper that an application has come to, before it is drawn. */
export type InquiryPaper = Readonly<{
  id: InquiryPaperId; issuedOn: CivilDate; fields: Readonly<Record<string, unknown>>;
}>;

type From = Readonly<{ state: FiledInquiry; rules: InquiryRules; appliedOn: CivilDate }>;

const head = ({ state: { application }, appliedOn }: From): Readonly<Record<string, unknown>> =>
  ({ inquirer: application.inquirer.name, officer: application.officer?.name ?? '—', appliedOn });

type Refusing = Extract<InquiryEvent, { type: 'InquiryNotAccepted' | 'InquiryRefused' }>;

const refused = (from: From, event: Refusing): Readonly<Record<string, unknown>> => {
  const isMissing = event.type === 'InquiryNotAccepted' && event.missing.length > 0;
  const lacking = isMissing ? event.missing.map((item) => `补正后仍然欠缺：${missingLabel(item)}`) : [];
  const remedy = inquiryRemedy(from.state);
  return {
    ...head(from), reasons: [...event.grounds.map(({ zh }) => zh), ...lacking],
    basis: citedWords([...event.grounds.flatMap(({ cites }) => cites), ...(isMissing ? ['MPS2021_7'] : [])]),
    remedy: remedy.zh,
  };
};

const receipt = (from: From, dueOn: CivilDate): Readonly<Record<string, unknown>> => {
  const { state, rules, appliedOn } = from;
  const rule = decisionTerm(state.application, rules);
  // Terms of inquiries are periods of the law by construction.
  const { days, kind, cite } = sealingPeriod(rule as SealingPeriod);
  return {
    ...head(from), kind: INQUIRERS[state.application.kind].zh, dueOn,
    basis: basisWords(state, rules, appliedOn),
    term: `${days}${kind === 'working' ? '个工作日' : '日'}（${citedWords([cite]).join('')}）`,
  };
};

/** Limits as a paper lists them, so that who signs and who reads knows how far it was looked. */
const limitsOn = (limits: readonly DisclosedLimit[] = []): Readonly<Record<string, unknown>> =>
  (limits.length === 0 ? {} : { limits: limits.map(limitWords) });

const undertaking = ({ state, rules }: From, on: CivilDate): Readonly<Record<string, unknown>> => {
  const { application, validUntil } = state;
  return {
    inquirer: application.inquirer.name, officer: application.officer?.name ?? '—',
    officerNumber: application.officer?.document.number ?? '—', personName: application.person.name,
    personNumber: application.person.document.number, reasons: application.reasons,
    basis: basisWords(state, rules, on), scopeOfUse: application.scopeOfUse, validUntil: validUntil ?? on,
    ...limitsOn(state.limits),
  };
};

/**
 * Which sentence a letter says. A narrowed answer never says that there is no record: it says that there is
 * none within its limits, and the same whatever lies beyond them. A file to be read alone says nothing of
 * what was found, since the letter would be the excerpt that was not granted.
 */
const resultOf = (disclosure: Disclosure, hasLines: boolean): string => {
  const isNarrowed = disclosure.limits !== undefined;
  if (disclosure.kind === 'file') {
    if (!disclosure.modes.includes('excerpt')) return 'fileRead';
    return hasLines ? 'file' : isNarrowed ? 'fileNoneNarrowed' : 'fileNone';
  }
  if (!disclosure.found) return isNarrowed ? 'noneNarrowed' : 'none';
  return hasLines ? 'found' : 'yes';
};

const letter = (
  { state, rules }: From, event: Extract<InquiryEvent, { type: 'InquiryDisclosed' }>,
): Readonly<Record<string, unknown>> => {
  const { application, register } = state;
  const { disclosure } = event;
  const lines = disclosedWords(disclosure);
  const isReadOnly = disclosure.kind === 'file' && !disclosure.modes.includes('excerpt');
  const items = isReadOnly ? [] : lines;
  return {
    inquirer: application.inquirer.name, officer: application.officer?.name ?? '—',
    personName: application.person.name, personNumber: application.person.document.number,
    basis: basisWords(state, rules, event.on), scope: scopeWords(state, rules, event.on),
    result: resultOf(disclosure, lines.length > 0), watermark: event.watermark,
    undertaking: printedInquiryNumber(register, 'confidentiality-undertaking'),
    ...limitsOn(disclosure.limits), ...(items.length > 0 ? { items } : {}),
    ...(event.recheckOn === undefined ? {} : { recheckOn: event.recheckOn }),
  };
};

const paperOf = (from: From, event: InquiryEvent): InquiryPaper | undefined => {
  const at = (id: InquiryPaperId, fields: Readonly<Record<string, unknown>>): InquiryPaper =>
    ({ id, issuedOn: event.on, fields });
  switch (event.type) {
    case 'SupplementRequested':
      return at('inquiry-supplement-notice', { ...head(from), missing: event.missing.map(missingLabel) });
    case 'InquiryAccepted': return at('inquiry-receipt', receipt(from, event.dueOn));
    case 'InquiryNotAccepted': return at('inquiry-not-accepted-notice', refused(from, event));
    case 'InquiryRefused': return at('inquiry-refusal-decision', {
      ...refused(from, event), application: printedInquiryNumber(from.state.register, 'inquiry-receipt'),
    });
    case 'UndertakingSigned': return at('confidentiality-undertaking', undertaking(from, event.on));
    case 'InquiryDisclosed': return at('inquiry-result-letter', letter(from, event));
    default: return undefined;
  }
};

/** Every paper that the events of an application come to, in their order: a pure function of them. */
export const inquiryPapers = (
  state: FiledInquiry, events: readonly InquiryEvent[], rules: InquiryRules,
): readonly InquiryPaper[] => {
  const appliedOn = present(events[0], 'the event an application began with').on;
  return events.flatMap((event) => paperOf({ state, rules, appliedOn }, event) ?? []);
};

/** Draws and signs a paper; the same events give the same bytes. Fault: PAPER_UNMADE. */
export const drawInquiryPaper = async (
  { deployment }: Pick<InquiryParts, 'deployment'>, font: Font,
  { state, paper }: Readonly<{ state: FiledInquiry; paper: InquiryPaper }>,
): Promise<IssuedDocument> => {
  const { organName: organ, organWord, sequence } = state.register;
  const template = present(templateById(paper.id), 'a template of the package');
  const issued = await issueDocument({ font, signer: await paperSigner(deployment) }, {
    template, facts: { organ, organWord, sequence, issuedOn: paper.issuedOn, fields: paper.fields },
  });
  if (issued.ok) return issued.value;
  throw new Fault('PAPER_UNMADE', `A paper cannot be made: ${issued.error[0]?.message ?? ''}`);
};
