import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import { hasDueDate } from '@fengcun/statute';
import type { InquiryParty } from '../inquiry/inquiry-event.ts';
import { legalDay } from '../inquiry/inquiry-rules.ts';
import { isSamePerson } from '../inquiry/inquiry-step.ts';
import { termDue, type TermSettings } from '../sealing/deadlines/terms.ts';
import type { OpinionKind, SupervisionEvent, SupervisionOpening } from './supervision-event.ts';
import {
  isReplyOverdue, type OpenMatter, type SupervisionStage, type SupervisionState,
} from './supervision-state.ts';

/** `organ`: the one the account acts for; a step belongs to the procuratorate or to who owes the answer. */
type Command<T extends string, F = unknown> =
  Readonly<{ type: T; at: string; by: InquiryParty; organ: string }> & Readonly<F>;

/** Commands of a matter of supervision; instants and numbers of papers are arguments. */
export type SupervisionCommand =
  | Command<'Open', { opening: SupervisionOpening }>
  | Command<'FindNoError', { reasons: string }>
  | Command<'ProposeOpinion', { kind: OpinionKind; text: string }>
  | Command<'DecideOpinion', { agrees: boolean; reasons: string; document: string }>
  | Command<'GiveReasons', { reasons: string }>
  | Command<'ReportCorrection', { measures: string; result: string }>
  | Command<'Uphold', { reasons: string }>
  | Command<'Escalate', { unitAbove: string; document: string }>
  | Command<'Close'>;

/** Closed list of reasons why a command does nothing. */
export type SupervisionRefusal = Readonly<{
  code:
    | 'ALREADY_OPENED' | 'NOT_OPENED' | 'WRONG_STAGE' | 'NOT_THE_PROCURATORATE' | 'NOT_THE_UNIT' | 'FOUR_EYES'
    | 'REASONS_MISSING' | 'NOT_OVERDUE' | 'ITS_OWN_SUPERVISOR';
}>;

/** What a command comes to. */
export type SupervisionDecided = Result<readonly SupervisionEvent[], SupervisionRefusal>;

const refuse = (code: SupervisionRefusal['code']): SupervisionDecided => err({ code });

type Of<T extends SupervisionCommand['type']> = Extract<SupervisionCommand, { type: T }>;

const ALLOWED: Readonly<Record<Exclude<SupervisionCommand['type'], 'Open'>, readonly SupervisionStage[]>> = {
  FindNoError: ['opened'], ProposeOpinion: ['opened'], DecideOpinion: ['proposed'],
  GiveReasons: ['opinionServed', 'escalated'],
  ReportCorrection: ['opinionServed', 'upheld', 'escalated'],
  Uphold: ['reasonsGiven'], Escalate: ['opinionServed', 'upheld'],
  Close: ['reasonsGiven', 'correctionReported'],
};

const OF_THE_UNIT: ReadonlySet<SupervisionCommand['type']> = new Set(['GiveReasons', 'ReportCorrection']);

const dueOf = (kind: OpinionKind, from: CivilDate, settings: TermSettings): CivilDate => {
  const rule = kind === 'correctiveOpinion' ? 'correctiveReply' : 'proposalReply';
  const due = termDue({ rule, from, settings });
  return hasDueDate(due) ? due.dueOn : from;
};

const serve = (
  state: OpenMatter, command: Of<'DecideOpinion'>, settings: TermSettings,
): SupervisionDecided => {
  const { at, by, agrees, reasons, document } = command;
  const { opinion } = state;
  if (opinion === undefined) return refuse('WRONG_STAGE');
  if (isSamePerson(by, opinion.by)) return refuse('FOUR_EYES');
  const on = legalDay(at);
  if (!agrees) {
    return reasons.trim() === '' ? refuse('REASONS_MISSING')
      : ok([{ type: 'OpinionSentBack', at, on, by, reasons }]);
  }
  const { kind, text } = opinion;
  const dueOn = dueOf(kind, on, settings);
  return ok([{ type: 'OpinionServed', at, on, by, kind, text, document, dueOn }]);
};

const escalate = (state: OpenMatter, command: Of<'Escalate'>, settings: TermSettings): SupervisionDecided => {
  const { at, by, unitAbove, document } = command;
  const on = legalDay(at);
  const isSilent = isReplyOverdue(state, on);
  if (state.stage === 'opinionServed' && !isSilent) return refuse('NOT_OVERDUE');
  const reason = isSilent ? 'silent' as const : 'notCorrected' as const;
  const dueOn = dueOf(state.opinion?.kind ?? 'correctiveOpinion', on, settings);
  return ok([{ type: 'MatterEscalated', at, on, by, unitAbove, reason, document, dueOn }]);
};

const textsOf = (command: SupervisionCommand): readonly string[] => {
  switch (command.type) {
    case 'Open': return [command.opening.facts];
    case 'FindNoError': case 'GiveReasons': case 'Uphold': return [command.reasons];
    case 'ProposeOpinion': return [command.text];
    case 'ReportCorrection': return [command.measures, command.result];
    default: return [];
  }
};

const onOpen = (state: OpenMatter, command: Exclude<SupervisionCommand, Of<'Open'>>, settings: TermSettings):
SupervisionDecided => {
  const { at, by } = command;
  const base = { at, on: legalDay(at), by };
  switch (command.type) {
    case 'FindNoError': return ok([{ type: 'NoErrorFound', ...base, reasons: command.reasons }]);
    case 'ProposeOpinion':
      return ok([{ type: 'OpinionProposed', ...base, kind: command.kind, text: command.text }]);
    case 'DecideOpinion': return serve(state, command, settings);
    case 'GiveReasons': return ok([{ type: 'ReasonsGiven', ...base, reasons: command.reasons }]);
    case 'ReportCorrection': {
      const { measures, result } = command;
      return ok([{ type: 'CorrectionReported', ...base, measures, result }]);
    }
    case 'Uphold': return ok([{ type: 'OpinionUpheld', ...base, reasons: command.reasons }]);
    case 'Escalate': return escalate(state, command, settings);
    case 'Close': {
      const result = state.stage === 'correctionReported' ? 'corrected' as const : 'reasonsAccepted' as const;
      return ok([{ type: 'SupervisionClosed', ...base, result }]);
    }
  }
};

/**
 * What a command does to a matter. 「认为无错误的，说明理由；确有错误的，纠正并反馈措施和结果」: neither answer
 * counts without its reasons or its measures and result; silence goes up. An organ never supervises itself.
 * @see 2022 Measures art. 22
 */
export const decideSupervision = (
  command: SupervisionCommand, state: SupervisionState, settings: TermSettings = {},
): SupervisionDecided => {
  const { at, by, organ } = command;
  if (textsOf(command).some((text) => text.trim() === '')) return refuse('REASONS_MISSING');
  if (command.type === 'Open') {
    if (state.stage !== 'none') return refuse('ALREADY_OPENED');
    const { opening } = command;
    if (opening.procuratorate !== organ || !organ.startsWith('procuratorate/')) {
      return refuse('NOT_THE_PROCURATORATE');
    }
    if (opening.unit === organ) return refuse('ITS_OWN_SUPERVISOR');
    return ok([{ type: 'SupervisionOpened', at, on: legalDay(at), by, opening }]);
  }
  if (state.stage === 'none') return refuse('NOT_OPENED');
  if (!ALLOWED[command.type].includes(state.stage)) return refuse('WRONG_STAGE');
  if (OF_THE_UNIT.has(command.type)) {
    // After an escalation the unit above answers, or the unit itself puts it right after all.
    if (organ !== state.bearer && organ !== state.unit) return refuse('NOT_THE_UNIT');
  } else if (organ !== state.procuratorate) return refuse('NOT_THE_PROCURATORATE');
  return onOpen(state, command, settings);
};
