import type { Evidenced, Span } from '@fengcun/kernel';
import type { DefendantReading, JudgmentReading } from '@fengcun/judgment';
import type { Bilingual, ReportDocument, ReportPerson } from './model.ts';

/** Why a stretch of text is highlighted. */
export type MarkKind = 'read' | 'evidence' | 'problem';

/** A stretch of text with the label a reader sees beside it. `anchor` makes it a target of links. */
export type LabelledSpan = Readonly<{ span: Span; kind: MarkKind; label: Bilingual; anchor?: string }>;

type Field = readonly [Evidenced<unknown> | undefined, Bilingual];

const label = (zh: string, en: string): Bilingual => ({ zh, en });

const FINDING_LABELS: Readonly<Record<keyof DefendantReading['findings'], Bilingual>> = {
  recidivist: label('累犯', 'recidivist'),
  drugRecidivist: label('毒品再犯', 'drug recidivist'),
  surrender: label('自首', 'surrender'),
  confession: label('坦白', 'confession'),
  merit: label('立功', 'merit'),
  pleaLeniency: label('认罪认罚', 'plea leniency'),
  juvenileAtOffence: label('犯罪时未成年', 'juvenile at offence'),
  firstOffender: label('初犯', 'first offender'),
  principalActsBefore18: label('主要犯罪行为', 'principal acts'),
};

const headFields = (reading: JudgmentReading): readonly Field[] => [
  [reading.court, label('法院', 'court')],
  [reading.caseNumber, label('案号', 'case number')],
  [reading.judgmentDate, label('裁判日期', 'date')],
];

const defendantFields = (of: DefendantReading): readonly Field[] => [
  [of.name, label('被告人', 'defendant')],
  [of.sex, label('性别', 'sex')],
  [of.birthDate, label('出生日期', 'born')],
  [of.offenceFrom, label('行为之日', 'act')],
  [of.offenceTo, label('行为之日', 'act')],
  ...of.charges.flatMap((charge): Field[] => [
    [charge.name, label('罪名', 'charge')],
    [charge.term, label('宣告刑', 'pronounced')],
    [charge.fineYuan, label('罚金', 'fine')],
  ]),
  [of.combined, label('执行刑', 'executed')],
  [of.probationMonths, label('缓刑', 'suspension')],
  [of.fineYuan, label('罚金', 'fine')],
  [of.confiscationYuan, label('没收财产', 'confiscation')],
  [of.deprivationOfPoliticalRights, label('剥夺政治权利', 'political rights')],
  [of.occupationalBanMonths, label('从业禁止', 'occupational ban')],
  [of.termStart, label('刑期起', 'term from')],
  [of.termEnd, label('刑期止', 'term to')],
  [of.mergedWithPrior, label('并罚前罪', 'merged')],
  [of.revokedProbation, label('撤销缓刑', 'suspension revoked')],
  ...Object.entries(of.findings).map(([name, value]): Field => [
    value,
    FINDING_LABELS[name as keyof DefendantReading['findings']],
  ]),
];

const readSpans = (reading: JudgmentReading): readonly LabelledSpan[] => {
  const fields = [...headFields(reading), ...reading.defendants.flatMap(defendantFields)];
  const read = fields.flatMap(([value, words]): LabelledSpan[] =>
    value === undefined ? [] : [{ span: value.span, kind: 'read', label: words }],
  );
  const priors = reading.defendants.flatMap((of) =>
    of.priorConvictions.map((prior): LabelledSpan => ({
      span: prior.span,
      kind: 'read',
      label: label('前科', 'earlier conviction'),
    })),
  );
  return [...read, ...priors];
};

/** Id of the mark that a piece of evidence of a person points at; unique in the page. */
export const evidenceAnchor = (document: number, span: Span): string =>
  `d${document}-${span.start}-${span.end}`;

/** Id of the mark of the `index`-th problem of a document. */
export const problemAnchor = (document: number, index: number): string => `d${document}-p${index}`;

const evidenceSpans = (person: ReportPerson, index: number): readonly LabelledSpan[] =>
  (person.decisions[0]?.findings ?? []).flatMap((finding) =>
    (finding.evidence ?? []).map((span): LabelledSpan => ({
      span,
      kind: 'evidence',
      label: label('依据', 'evidence'),
      anchor: evidenceAnchor(index, span),
    })),
  );

const key = (of: LabelledSpan): string =>
  `${of.kind} ${of.span.start} ${of.span.end} ${of.kind === 'evidence' ? '' : of.label.zh}`;

/**
 * Every stretch of a document's text to highlight, each once: what was read, what proves a finding,
 * what is doubted.
 */
export const labelledSpans = (document: ReportDocument, index: number): readonly LabelledSpan[] => {
  const all = [
    ...(document.reading === undefined ? [] : readSpans(document.reading)),
    ...document.persons.flatMap((person) => evidenceSpans(person, index)),
    ...document.problems.flatMap((problem, i): LabelledSpan[] =>
      problem.span === undefined
        ? []
        : [
            {
              span: problem.span,
              kind: 'problem',
              label: label('存疑', 'doubt'),
              anchor: problemAnchor(index, i),
            },
          ],
    ),
  ];
  const seen = new Map(
    all.map((item) => [item.kind === 'problem' ? (item.anchor ?? '') : key(item), item]),
  );
  return [...seen.values()];
};
