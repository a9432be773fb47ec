import { civil } from '@fengcun/kernel';
import { parseDocument } from '../../intake/identity/parse-document.ts';
import type { IdentityDocument } from '../../intake/identity/document.ts';
import { decideInquiry } from '../decide-inquiry.ts';
import type { Disclosure } from '../disclosure.ts';
import { INQUIRERS, type InquirerKind } from '../inquirer-kinds.ts';
import type { InquiryApplication } from '../inquiry-application.ts';
import type { InquiryCommand } from '../inquiry-command.ts';
import type { InquiryEvent, InquiryParty } from '../inquiry-event.ts';
import { DEFAULT_INQUIRY_RULES, type InquiryRules } from '../inquiry-rules.ts';
import { evolveInquiry, type InquiryState, NO_INQUIRY } from '../inquiry-state.ts';

/** Invented people of the tests: who asks, who examines, who decides, who keeps the archive. */
export const ASKER: InquiryParty = { account: 'asker', person: 'p-asker' };
export const CLERK: InquiryParty = { account: 'clerk', person: 'p-clerk' };
export const BOSS: InquiryParty = { account: 'boss', person: 'p-boss' };
export const KEEPER: InquiryParty = { account: 'keeper', person: 'p-keeper' };

/** Ten in the morning of a day in Shanghai. */
export const at = (day: string): string => `${day}T02:00:00Z`;

const documentOf = (number: string): IdentityDocument => {
  const parsed = parseDocument({ type: 'passport', number, issuingState: 'UTO' });
  return parsed.ok ? parsed.value : { type: 'passport', number, checked: false, issuingState: 'UTO' };
};

type Changed = { readonly [K in keyof InquiryApplication]?: InquiryApplication[K] | undefined };

/** A complete application of a kind, changed where told; `undefined` takes a member away. */
export const application = (kind: InquirerKind, changed: Changed = {}): InquiryApplication => {
  const row = INQUIRERS[kind];
  const whole = {
    kind, track: 'sealedRecords', organ: 'court/000101', inquirer: { name: '虚构单位' },
    officer: { name: '经办甲', document: documentOf('X0000001') },
    person: { name: '林小禾', document: documentOf('X0000002'), otherDocuments: [], bornOn: civil('2004-05-06'), nationality: 'CHN' },
    ...(row.basis === 'registry' ? { basisId: kind === 'minorContactUnit' ? 'LB-14' : 'LB-01', occupation: kind === 'minorContactUnit' ? 'minorContactStaff' : 'civilServant' } : {}),
    ...(row.basis === 'case' ? { caseNumber: '（2026）虚0101刑初9号' } : {}), ...(kind === 'foreigner' ? { stayDays: 400 } : {}),
    letterNumber: '虚函〔2026〕1号', reasons: '办理相关事项', purpose: '核实', scopeOfUse: '仅限本事项', materials: row.materials, ...changed,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as unknown as InquiryApplication;
};

const NOTHING: Disclosure = { kind: 'answer', found: false, items: [] };

/** The lawful steps, each by whoever may take it, on Friday 2026-11-20. */
export const steps = {
  apply: (asked: InquiryApplication): InquiryCommand => ({ type: 'Apply', at: at('2026-11-20'), by: ASKER, application: asked, register: { organName: '虚构市松江口区人民法院', organWord: '虚0101', year: 2026, sequence: 1 } }),
  check: (day = '2026-11-20'): InquiryCommand => ({ type: 'CheckIntake', at: at(day), by: CLERK }),
  propose: (kind: InquirerKind): Extract<InquiryCommand, { type: 'Propose' }> => ({
    type: 'Propose', at: at('2026-11-20'), by: CLERK, outcome: 'grant', reasons: '符合规定',
    confirmations: Object.fromEntries(INQUIRERS[kind].confirmations.map((one) => [one, true])), readings: { K4: 'judicialOnly', K5: 'asBasisAllows' },
  }),
  decide: (): Extract<InquiryCommand, { type: 'Decide' }> => ({ type: 'Decide', at: at('2026-11-20'), by: BOSS, agrees: true, reasons: '' }),
  sign: (): Extract<InquiryCommand, { type: 'SignUndertaking' }> => ({ type: 'SignUndertaking', at: at('2026-11-20'), by: ASKER, signer: '经办甲' }),
  prepare: (): Extract<InquiryCommand, { type: 'Prepare' }> => ({ type: 'Prepare', at: at('2026-11-20'), by: KEEPER, disclosure: NOTHING, questions: [], answers: [] }),
  disclose: (): Extract<InquiryCommand, { type: 'Disclose' }> => ({ type: 'Disclose', at: at('2026-11-20'), by: ASKER, disclosure: NOTHING, watermark: '虚构单位' }),
};

/** Runs commands one after another; those that are refused do nothing, the last refusal is told. */
export const run = (
  commands: readonly InquiryCommand[], rules: InquiryRules = DEFAULT_INQUIRY_RULES,
): Readonly<{ state: InquiryState; events: readonly InquiryEvent[]; refusal: string | undefined }> => {
  let state = NO_INQUIRY;
  let refusal: string | undefined;
  const events: InquiryEvent[] = [];
  for (const command of commands) {
    const decided = decideInquiry(command, state, rules);
    if (!decided.ok) refusal = decided.error.code;
    else {
      events.push(...decided.value);
      state = decided.value.reduce<InquiryState>(evolveInquiry, state);
    }
  }
  return { state, events, refusal };
};
