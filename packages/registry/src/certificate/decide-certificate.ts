import { assert, assertNever, type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import { hasDueDate, sealingDue } from '@fengcun/statute';
import type { CertificateApplication } from './application.ts';
import type {
  CertificateEvent, CertificateOutcome, CertificatePaper, VerificationGround,
} from './certificate-event.ts';
import type { CertificateState } from './certificate-state.ts';

/** Who does it, when (instant) and on which legal day. `actor`: pseudonym of the account. */
export type CertificateAct = Readonly<{ at: string; actor: string; on: CivilDate }>;

/** What is asked for. `paper` is numbered by whoever decides, from the series of the organ and year. */
export type CertificateCommand = Readonly<{ act: CertificateAct }> & (
  | Readonly<{
    type: 'Apply'; application: CertificateApplication; requestHash: string; organ: string;
    /** The paper, where it is clear at once; absent: a person has to look. */
    paper?: CertificatePaper;
  }>
  | Readonly<{ type: 'RequestVerification'; ground: VerificationGround }>
  | Readonly<{ type: 'ApproveVerification' | 'RefuseVerification' | 'ReturnFinding' }>
  | Readonly<{ type: 'ProposeFinding'; outcome: CertificateOutcome }>
  | Readonly<{ type: 'ApproveFinding'; paper: CertificatePaper }>);

/** Why a step is not taken. */
export type CertificateRefusal = Readonly<{ code: 'WRONG_STATE' | 'FOUR_EYES' }>;

type Decided = Result<readonly CertificateEvent[], CertificateRefusal>;

const WRONG_STATE: Decided = err({ code: 'WRONG_STATE' });
const FOUR_EYES: Decided = err({ code: 'FOUR_EYES' });

type Paused = Readonly<{ from: CivilDate; until: CivilDate }>;

/** Whether a term has run out is never a reason to refuse: whoever is late still decides. */
const dueFrom = (acceptedOn: CivilDate, paused?: Paused): CivilDate => {
  const pauses = paused === undefined ? [] : [{ ground: 'verification' as const, ...paused }];
  const due = sealingDue('certificate', acceptedOn, pauses);
  assert(hasDueDate(due), 'a term whose pauses have ended has a last day');
  return due.dueOn;
};

const apply = (
  command: Extract<CertificateCommand, { type: 'Apply' }>, state: CertificateState,
): Decided => {
  if (state.status !== 'none') return WRONG_STATE;
  const { act: { at, actor: by, on }, application, requestHash, organ, paper } = command;
  if (paper !== undefined) {
    return ok([{ type: 'CertificateDecidedAtOnce', at, by, application, requestHash, paper }]);
  }
  const accepted = { organ, acceptedOn: on, dueOn: dueFrom(on) };
  return ok([{ type: 'CertificateApplicationAccepted', at, by, application, requestHash, ...accepted }]);
};

const proposeFinding = (
  { act: { at, actor: by, on }, outcome }: Extract<CertificateCommand, { type: 'ProposeFinding' }>,
  state: CertificateState,
): Decided => {
  if (state.status !== 'accepted' && state.status !== 'verifying') return WRONG_STATE;
  const { acceptedOn, paused } = state;
  const stood = paused === undefined ? undefined : { from: paused.from, until: paused.until ?? on };
  const dueOn = dueFrom(acceptedOn, stood);
  return ok([{ type: 'FindingProposed', at, by, on, outcome, dueOn }]);
};

/**
 * Decides a step of an application: on the spot, or in the term of three working days with 调查核实, which the
 * head of the organ approves and which does not count. Whoever asked for a verification or proposed a finding
 * does not approve it.
 * @see 《公安机关办理犯罪记录查询工作规定》(2021) 第8条、第9条; 2022 Measures art. 15
 */
export const decideCertificate = (command: CertificateCommand, state: CertificateState): Decided => {
  const { at, actor: by, on } = command.act;
  switch (command.type) {
    case 'Apply': return apply(command, state);
    case 'RequestVerification':
      return state.status === 'accepted'
        ? ok([{ type: 'VerificationRequested', at, by, ground: command.ground }]) : WRONG_STATE;
    case 'ApproveVerification': case 'RefuseVerification':
      if (state.status !== 'verificationRequested') return WRONG_STATE;
      if (state.requestedBy === by) return FOUR_EYES;
      return ok([command.type === 'ApproveVerification'
        ? { type: 'VerificationApproved', at, by, on } : { type: 'VerificationRefused', at, by }]);
    case 'ProposeFinding': return proposeFinding(command, state);
    case 'ApproveFinding': case 'ReturnFinding':
      if (state.status !== 'findingProposed') return WRONG_STATE;
      if (state.proposedBy === by) return FOUR_EYES;
      return ok([command.type === 'ApproveFinding'
        ? { type: 'FindingApproved', at, by, paper: command.paper } : { type: 'FindingReturned', at, by }]);
    default: return assertNever(command);
  }
};
