import assert from 'node:assert/strict';
import { mod112Character, present } from '@fengcun/kernel';
import { DEFAULT_INQUIRY_RULES, type IdentityDocument, type InquiryApplication, INQUIRERS, type InquirerKind, parseDocument } from '@fengcun/registry';
import type { Deployment } from '../../deployment/open-deployment.ts';
import type { IntakeItem } from '../../intake/intake-item.ts';
import { beginCustody } from '../../keys/custody-act.ts';
import { COURT, inventedDeciders } from '../../seals/testing/invented-platform.ts';
import { applyForInquiry, disclose, type InquiryActor, type InquiryParts, type InquiryStep, type InquiryTaken, prepareDisclosure, takeInquiryStep } from '../index.ts';

/** An invented resident number out of its 17 digits. */
export const inventedDocument = (digits: string): IdentityDocument => {
  const parsed = parseDocument({ type: 'residentIdentityCard', number: `${digits}${mod112Character(digits)}` });
  assert.ok(parsed.ok);
  return parsed.value;
};

/** The person of an invented record, as an inquirer names them. */
export const personOfItem = (item: IntakeItem): InquiryApplication['person'] => {
  const { names, documents } = present(item.messages[0], 'a message').message.person;
  return { name: present(names[0], 'a name').text, document: present(documents[0], 'a number'), otherDocuments: [], nationality: 'CHN' };
};

/** An application to the invented court, complete for its kind. */
export const inventedApplication = (
  kind: InquirerKind, person: InquiryApplication['person'], changed: Partial<InquiryApplication> = {},
): InquiryApplication => ({
  kind, track: 'sealedRecords', organ: COURT, inquirer: { name: '虚构单位' }, officer: { name: '沈某遥', document: inventedDocument('11010519850102002') }, person,
  ...(INQUIRERS[kind].basis === 'registry' ? { basisId: kind === 'minorContactUnit' ? 'LB-14' : 'LB-01', occupation: kind === 'minorContactUnit' ? 'schoolStaff' : 'civilServant' } : {}),
  ...(INQUIRERS[kind].basis === 'case' ? { caseNumber: '（2026）虚0101刑初9号' } : {}),
  letterNumber: '虚函1号', reasons: '审查', purpose: '聘用', scopeOfUse: '仅限本次', materials: INQUIRERS[kind].materials, ...changed,
});

const done = (taken: InquiryTaken) => {
  assert.ok(taken.ok, JSON.stringify(taken));
  return taken.value;
};

/** Inquiries that are really filed and decided, by the clock of the caller. */
export const playedInquiries = (deployment: Deployment, now: () => number) => {
  const parts: InquiryParts = { deployment, now, rules: () => DEFAULT_INQUIRY_RULES, organs: { [COURT]: { word: '虚0101', name: '虚构市松江口区人民法院' } }, decidersOn: () => [] };
  const actor = async (account: string, organ: string): Promise<InquiryActor> => ({
    account, person: account, organ, role: 'clerk',
    act: await beginCustody(deployment, { act: 'inquiry.step', account, role: 'clerk', purpose: 'inquiry', legalBasis: 'cpl-286', request: account }),
  });
  const ofCourt = (account: string): Promise<InquiryActor> => actor(account, COURT);
  const file = async (asked: InquiryApplication, account = 'asker'): Promise<string> => {
    const { proceedingId: inquiryId } = done(await applyForInquiry(parts, await actor(account, 'unit/000001'), asked));
    done(await takeInquiryStep(parts, await ofCourt('clerk'), { inquiryId, step: { type: 'CheckIntake' } }));
    return inquiryId;
  };
  const decide = async (inquiryId: string, { kind }: InquiryApplication, outcome: 'grant' | 'refuse', between: () => void = () => {}): Promise<void> => {
    const confirmations = Object.fromEntries(INQUIRERS[kind].confirmations.map((one) => [one, true]));
    const readings = outcome === 'grant' ? { K5: 'asBasisAllows' as const } : {};
    done(await takeInquiryStep(parts, await ofCourt('clerk'), { inquiryId, step: { type: 'Propose', outcome, reasons: '审查', confirmations, readings } }));
    between();
    done(await takeInquiryStep(parts, await ofCourt('boss'), { inquiryId, step: { type: 'Decide', agrees: true, reasons: '' } }));
  };
  const show = async (asked: InquiryApplication): Promise<string> => {
    const inquiryId = await file(asked);
    await decide(inquiryId, asked, 'grant');
    done(await takeInquiryStep(parts, await actor('asker', 'unit/000001'), { inquiryId, step: { type: 'SignUndertaking', signer: '沈某遥' } }));
    const prepared = await prepareDisclosure(parts, await ofCourt('keeper'), { inquiryId, answers: [] });
    assert.ok('taken' in prepared, JSON.stringify(prepared));
    done(prepared.taken);
    done(await disclose(parts, await actor('asker', 'unit/000001'), inquiryId));
    return inquiryId;
  };
  /** A review of what is withheld from the person, by somebody of the court. */
  const review = async (inquiryId: string, told: Omit<Extract<InquiryStep, { type: 'ReviewWithholding' }>, 'type'>, account = 'boss'): Promise<string> => {
    const taken = await takeInquiryStep(parts, await ofCourt(account), { inquiryId, step: { type: 'ReviewWithholding', ...told } });
    return taken.ok ? 'done' : taken.error.code;
  };
  return { file, decide, show, review };
};
