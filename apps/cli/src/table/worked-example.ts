import { textOf } from '@fengcun/kernel';
import { penaltyWords } from '../report/penalty-words.ts';
import type { ReportDocument, ReportFinding, ReportModel, ReportPerson } from '../report/model.ts';
import { truthMark, VERDICTS, verdictOf } from '../report/wording.ts';
import { clipTo, displayWidth, padTo, terminalText } from './display-width.ts';
import { paint, type PictureOptions } from './paint.ts';

type Candidate = Readonly<{ document: ReportDocument; person: ReportPerson }>;

const CONDITIONS_SHOWN_MAX = 4;
const QUOTE_COLUMNS_MAX = 44;

const deciding = (person: ReportPerson): readonly ReportFinding[] => {
  const decision = person.decisions[0];
  return (decision?.findings ?? []).filter((finding) => finding.clause === decision?.decidedBy);
};

/** A sealed person with several charges and proof in the text tells most; a bare refusal least. */
const interest = ({ document, person }: Candidate): number => {
  const proofs = deciding(person).filter((finding) => (finding.evidence ?? []).length > 0).length;
  const charges = document.reading?.defendants[person.defendantIndex ?? -1]?.charges.length ?? 0;
  const verdict = verdictOf(person.outcome);
  const telling = verdict === 'seal' ? 100 : verdict === 'review' ? 20 : 0;
  return (
    telling + 10 * Math.min(proofs, 3) + 15 * Math.min(charges, 2) - (document.status === 'exact' ? 0 : 40)
  );
};

/** The person whose decision explains most; the first of equals. */
export const mostTelling = (model: ReportModel): Candidate | undefined => {
  const all = model.documents.flatMap((document) =>
    document.persons.map((person) => ({ document, person })),
  );
  return all.reduce<Candidate | undefined>(
    (best, candidate) => (best === undefined || interest(candidate) > interest(best) ? candidate : best),
    undefined,
  );
};

const proofOf = (finding: ReportFinding, document: ReportDocument, options: PictureOptions): string => {
  const facts = (finding.facts ?? []).map((fact) => fact[options.language]);
  const words = (finding.evidence ?? []).map((span) =>
    terminalText(textOf(document.text ?? '', span)).trim(),
  );
  const quotes = [...new Set(words)].filter((text) => text !== '').map((text) => `«${
    clipTo(text, QUOTE_COLUMNS_MAX)}»`);
  const proof = [facts.join(', '), quotes.join(' ')].filter((part) => part !== '').join(' ');
  return proof === '' ? '' : `(${proof})`;
};

const titleLine = ({ document, person }: Candidate, options: PictureOptions): string => {
  const defendant = document.reading?.defendants[person.defendantIndex ?? -1];
  const charges = defendant?.charges.length ?? 0;
  const count =
    options.language === 'zh' ? `${charges} 罪` : `${charges} charge${charges === 1 ? '' : 's'}`;
  const penalty = defendant === undefined ? undefined : penaltyWords(defendant)?.[options.language];
  const about = [charges > 0 ? count : undefined, penalty ?? person.headline].filter(
    (part) => part !== undefined,
  );
  const label = options.language === 'zh' ? '例' : 'Example';
  const parts = [document.source, person.name].map(terminalText);
  return `  ${paint(options, 'strong', label)}  ${parts.join('  ')}  ${about.join(' · ')}`;
};

const conditionLines = ({ document, person }: Candidate, options: PictureOptions): readonly string[] => {
  const verdict = verdictOf(person.outcome);
  const { mark, words } = VERDICTS[verdict];
  const head = `${mark} ${words[options.language]}`;
  const indent = `     ${padTo('', displayWidth(head))}`;
  const own = deciding(person);
  const telling = own.filter((finding) => finding.condition !== 'convicted');
  const shown = (telling.length > 0 ? telling : own).slice(0, CONDITIONS_SHOWN_MAX);
  if (shown.length === 0)
    return [`     ${paint(options, verdict, head)}  ${person.explain[options.language]}`];
  return shown.flatMap((finding, i) => {
    const start = i === 0 ? `     ${paint(options, verdict, head)}` : indent;
    const say = `← ${finding.say[options.language]} ${truthMark(finding.holds).mark}`;
    const proof = proofOf(finding, document, options);
    const fits = displayWidth(`${indent} ${say}  ${proof}`) <= options.width;
    const quiet = paint(
      options,
      'quiet',
      fits ? proof : clipTo(proof, options.width - displayWidth(indent) - 4),
    );
    if (proof === '') return [`${start} ${say}`];
    return fits ? [`${start} ${say}  ${quiet}`] : [`${start} ${say}`, `${indent}   ${quiet}`];
  });
};

const CITATIONS_SHOWN_MAX = 3;

/** One decision told in full: whose, what, each condition with the words that prove it, by which law. */
export const workedExample = (model: ReportModel, options: PictureOptions): readonly string[] => {
  const candidate = mostTelling(model);
  if (candidate === undefined) return [];
  const labels = candidate.person.citations
    .slice(0, CITATIONS_SHOWN_MAX)
    .flatMap((id) => model.citations[id]?.label[options.language] ?? []);
  const basis = options.language === 'zh' ? '依据' : 'by';
  const separator = options.language === 'zh' ? '；' : '; ';
  const law =
    labels.length === 0 ? [] : [`     ${paint(options, 'quiet', `${basis} ${labels.join(separator)}`)}`];
  return [titleLine(candidate, options), ...conditionLines(candidate, options), ...law];
};
