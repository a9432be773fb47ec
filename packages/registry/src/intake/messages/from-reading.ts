import type { DefendantReading, JudgmentReading, Problem, Term } from '@fengcun/judgment';
import { findCharge } from '@fengcun/statute';
import { executedPenaltyOf } from '../penalty-facts.ts';
import type { PersonClaims } from '../identity/person.ts';
import type { Sentence } from './contents-of-trial.ts';
import { DOUBTED_MEMBERS, type DoubtedMember } from './doubted-members.ts';
import {
  checkedMessage, type ImportSource, importMessageId, type Mapped, type MappingProblem,
} from './mapped.ts';
import type { IntakeMessage } from './message.ts';
import type { MessageContent } from './message-kinds.ts';

/** A judgment that was read, with the id of its document in the import. */
export type ReadJudgment = Readonly<{ reading: JudgmentReading; documentId: string; source: ImportSource }>;

type Judgment = MessageContent<'judgmentRecorded'>;
type Head = Pick<Judgment, 'documentNumber' | 'court' | 'decidedOn'>;
type Doubted = ReadonlySet<DoubtedMember>;

/** `{ [name]: value }`, or nothing where the value is unknown. */
const known = <K extends string, T>(name: K, value: T | undefined): { [key in K]?: T } =>
  (value === undefined ? {} : { [name]: value } as { [key in K]: T });

const personOf = (defendant: DefendantReading, doubted: Doubted): PersonClaims => {
  const { name, aliases, isEntity } = defendant;
  const others = new Set(aliases.map((alias) => alias.value).filter((alias) => alias !== name.value));
  return {
    kind: isEntity ? 'entity' : 'person',
    names: [
      { text: name.value, use: 'current' },
      ...[...others].map((text) => ({ text, use: 'alias' as const })),
    ],
    documents: [],
    ...(isEntity || doubted.has('sex') ? {} : known('sex', defendant.sex?.value)),
    ...(isEntity || doubted.has('bornOn') ? {} : known('bornOn', defendant.birthDate?.value)),
  };
};

const lengthOf = (term: Term): Pick<Sentence, 'termMonths' | 'termDays'> => ({
  ...(term.months > 0 ? { termMonths: term.months } : {}),
  ...(term.days !== undefined && term.days > 0 ? { termDays: term.days } : {}),
});

/** Yuan and jiao of old judgments: whole yuan, up, because a fine is never less than printed. */
const wholeYuan = (amount: number | undefined): number | undefined =>
  (amount === undefined ? undefined : Math.ceil(amount));

const moneyOf = (defendant: DefendantReading, doubted: Doubted): Partial<Sentence> => {
  if (doubted.has('fine')) return {};
  const taken = defendant.confiscationYuan?.value;
  return {
    ...known('fineYuan', wholeYuan(defendant.fineYuan?.value)),
    ...(taken === 'all' ? { confiscatesAll: true } : known('confiscationYuan', wholeYuan(taken))),
  };
};

const termDatesOf = ({ termStart, termEnd }: DefendantReading): Partial<Sentence> =>
  ({ ...known('termFrom', termStart?.value), ...known('termTo', termEnd?.value) });

const sentenceOf = (defendant: DefendantReading, doubted: Doubted): Sentence | undefined => {
  const { combined, deprivationOfPoliticalRights: rights, probationMonths } = defendant;
  if (combined === undefined || doubted.has('sentence')) return undefined;
  const isLife = rights?.value.life === true;
  return {
    penalty: executedPenaltyOf(combined.value),
    ...lengthOf(combined.value),
    ...(doubted.has('termDates') ? {} : termDatesOf(defendant)),
    ...(doubted.has('suspension') ? {} : known('suspensionMonths', probationMonths?.value)),
    ...moneyOf(defendant, doubted),
    ...(isLife ? { deprivedForLife: true } : known('deprivationMonths', rights?.value.months)),
  };
};

const chargesOf = (defendant: DefendantReading, doubted: Doubted): Pick<Judgment, 'charges'> => {
  const penalty = defendant.combined === undefined ? undefined : executedPenaltyOf(defendant.combined.value);
  if (doubted.has('charges') || penalty === 'none' || defendant.charges.length === 0) return {};
  const names = defendant.charges.map((charge) => findCharge(charge.name.value));
  const found = names.flatMap((name) => (name.ok ? [name.value.name] : []));
  // One charge that the catalogue does not know leaves the set of charges unknown, not smaller.
  return found.length < names.length ? {} : { charges: [...new Set(found)] };
};

type HeadAndDoubts = Readonly<{ head: Head; doubted: Doubted }>;

const contentOf = (
  { instance }: JudgmentReading, defendant: DefendantReading, { head, doubted }: HeadAndDoubts,
): Judgment => {
  const sentence = sentenceOf(defendant, doubted);
  const decided = sentence === undefined || doubted.has('outcome') ? undefined : 'decided' as const;
  return {
    ...head, ...known('instance', instance?.value), ...known('sentence', sentence),
    ...known('outcome', decided),
    ...chargesOf(defendant, doubted),
  };
};

const doubtsAbout = ({ problems }: JudgmentReading, defendant: number): readonly Problem[] =>
  problems.filter((problem) => problem.defendant === undefined || problem.defendant === defendant);

const doubtProblem = (problem: Problem, defendant: number): MappingProblem =>
  ({ code: 'READING_DOUBTFUL', doubts: [problem.code], defendant, span: problem.span });

const headOf = ({ caseNumber, court, judgmentDate }: JudgmentReading): Head | readonly MappingProblem[] => {
  if (caseNumber !== undefined && court !== undefined && judgmentDate !== undefined) {
    return { documentNumber: caseNumber.value, court: court.value, decidedOn: judgmentDate.value };
  }
  const parts = [['documentNumber', caseNumber], ['court', court], ['decidedOn', judgmentDate]] as const;
  return parts.flatMap(([name, value]) =>
    (value === undefined ? [{ code: 'FIELD_MISSING' as const, at: `/data/content/${name}` }] : []));
};

const isHead = (head: Head | readonly MappingProblem[]): head is Head => !Array.isArray(head);

type Defendant = Readonly<{ defendant: DefendantReading; at: number; head: Head }>;

const mapDefendant = (judgment: ReadJudgment, { defendant, at, head }: Defendant): Mapped => {
  const doubts = doubtsAbout(judgment.reading, at);
  const problems = doubts.map((doubt) => doubtProblem(doubt, at));
  const span = defendant.name.span;
  if (defendant.combined === undefined && !doubts.some(({ code }) => code === 'SENTENCE_AFFIRMED')) {
    return { messages: [], problems: [...problems, { code: 'DISPOSITION_MISSING', defendant: at, span }] };
  }
  const effects = doubts.map((doubt) => DOUBTED_MEMBERS[doubt.code]);
  if (effects.includes('blocks')) return { messages: [], problems };
  const doubted: Doubted = new Set(effects.flatMap((effect) => (effect === 'blocks' ? [] : effect)));
  const message: IntakeMessage = {
    kind: 'judgmentRecorded',
    source: { ...judgment.source, messageId: `${importMessageId(judgment.documentId)}/${at + 1}` },
    case: { references: [{ type: 'courtCase', number: head.documentNumber }] },
    person: personOf(defendant, doubted),
    content: contentOf(judgment.reading, defendant, { head, doubted }),
  };
  const checked = checkedMessage(message);
  if (checked.ok) return { messages: [checked.value], problems };
  const refused = checked.error.map((one) => ({ code: one.code, at: one.at, defendant: at, span }));
  return { messages: [], problems: [...problems, ...refused] };
};

/**
 * One `judgmentRecorded` message for each defendant. A member in doubt is left out, so that it stays unknown;
 * where the doubt touches whose or which judgment it is, there is no message. Every doubt comes back with its
 * span, for the exceptions queue: the corrected content is told as the next version. A reading never tells
 * that a judgment is in force: that is another message, of the court.
 */
export const messagesFromReading = (judgment: ReadJudgment): Mapped => {
  const { defendants } = judgment.reading;
  const head = headOf(judgment.reading);
  const doubts = defendants.length === 0 ? doubtsAbout(judgment.reading, 0) : [];
  const open = doubts.map((one) => doubtProblem(one, 0));
  if (!isHead(head)) return { messages: [], problems: [...head, ...open] };
  if (defendants.length === 0) return { messages: [], problems: [{ code: 'DEFENDANT_MISSING' }, ...open] };
  const mapped = defendants.map((defendant, at) => mapDefendant(judgment, { defendant, at, head }));
  return {
    messages: mapped.flatMap((one) => one.messages), problems: mapped.flatMap((one) => one.problems),
  };
};
