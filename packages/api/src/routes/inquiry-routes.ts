import type { Actor } from '../access/actor.ts';
import { NOTHING, object, text } from '../schema/schema.ts';
import { pageOf } from './matter-page.ts';
import {
  inquiryAnswer, inquiryApplication, inquiryDecision, inquiryId, inquiryPage, inquiryPaperName,
  inquiryPreparation, inquirySearch, inquiryShown, inquiryStep, inquirySupplement, inquiryUndertaking,
  withholdingReview,
} from './inquiry-schemas.ts';
import { jsonBody, jsonReply, route } from './route.ts';

const BODY_BYTES_MAX = 32 * 1024;
/** @see 《刑事诉讼法》第286条第2款 */
const INQUIRING = { purpose: 'inquiry', legalBasis: 'cpl-286' } as const;
const NOBODY = '00000000-0000-7000-8000-000000000000';
const STEP_PROBLEMS = [
  'NOTHING_TO_TELL', 'FOUR_EYES', 'STANDS_OTHERWISE', 'STEP_INCOMPLETE', 'INQUIRY_AGAINST_LAW',
] as const;

const LIMIT_PROBLEMS = [
  ...STEP_PROBLEMS, 'LIMIT_NOT_FOR_INQUIRER', 'LIMIT_NARROWS_NOTHING', 'LIMIT_LEAVES_NOTHING',
  'NARROWING_WITHOUT_GRANT',
] as const;

/** Who asks sees what they asked; whoever has an office at the organ, what was asked there. */
const seesOrgan = ({ roles }: Actor): boolean => !roles.includes('inquirer');

const ONE = { params: object({ id: inquiryId }), search: NOTHING } as const;
const ABOUT_ONE = ({ params }: Readonly<{ params: Readonly<{ id: string }> }>) =>
  ({ ...INQUIRING, objectId: params.id });

/** POST /v1/inquiries — an application is filed; it is looked at by nobody yet, and no record is. */
const applyForInquiry = route({
  method: 'POST', path: '/v1/inquiries',
  title: { zh: '提出犯罪记录查询申请', en: 'Apply for an inquiry' },
  action: 'inquiry.apply', authentication: 'session', roles: ['inquirer'], idempotency: 'key',
  params: NOTHING, search: NOTHING,
  body: jsonBody(inquiryApplication, BODY_BYTES_MAX), reply: jsonReply(inquiryShown),
  problems: ['DOCUMENT_INVALID'],
  refusal: { body: { kind: 'curious' }, problem: 'BODY_INVALID' },
  audit: { what: 'INQUIRY_APPLIED' }, about: () => INQUIRING,
  handle: async ({ body }, { ports, actor }) => {
    const taken = await ports.inquiries.apply(body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** GET /v1/inquiries — the own applications; for officers those of their organ. */
const listInquiries = route({
  method: 'GET', path: '/v1/inquiries',
  title: { zh: '查询申请', en: 'Applications for inquiries' },
  action: 'inquiry.list', authentication: 'session', roles: ['inquirer', 'clerk', 'reviewer', 'approver'],
  idempotency: 'safe', params: NOTHING, search: inquirySearch,
  reply: jsonReply(inquiryPage), problems: ['CURSOR_INVALID'],
  refusal: { search: 'limit=0', problem: 'PARAMETER_INVALID' },
  audit: { what: 'INQUIRIES_LISTED' }, about: () => INQUIRING,
  handle: ({ search: { stage, ...search } }, { ports, actor }) => {
    const which = { seesOrgan: seesOrgan(actor), ...(stage === undefined ? {} : { stage }) };
    return pageOf(search, ({ inquiryId: id }) => id, (page) =>
      ports.inquiries.list({ ...page, ...which }, actor));
  },
});

/** GET /v1/inquiries/{id} — how an application stands, to who asked and to the organ that is asked. */
const readInquiry = route({
  method: 'GET', path: '/v1/inquiries/{id}',
  title: { zh: '一项查询申请的办理情况', en: 'How an application for an inquiry stands' },
  action: 'inquiry.read', authentication: 'session', roles: ['inquirer', 'clerk', 'reviewer', 'approver'],
  idempotency: 'safe', ...ONE, reply: jsonReply(inquiryShown), problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'INQUIRY_READ' }, about: ABOUT_ONE,
  handle: async ({ params }, { ports, actor }) => {
    const found = await ports.inquiries.find({ inquiryId: params.id, actor, seesOrgan: seesOrgan(actor) });
    return found === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found };
  },
});

/** GET /v1/inquiries/{id}/papers/{paper} — a signed paper; the letter with the answer only to the archive. */
const inquiryPaper = route({
  method: 'GET', path: '/v1/inquiries/{id}/papers/{paper}',
  title: { zh: '查询申请的文书', en: 'A paper of an application' },
  action: 'inquiry.paper', authentication: 'session', roles: ['inquirer', 'clerk', 'reviewer', 'approver'],
  idempotency: 'safe', params: object({ id: inquiryId, paper: inquiryPaperName }), search: NOTHING,
  reply: { mediaType: 'application/pdf', schema: text({ max: 4 * 1024 * 1024 }), statuses: [200] },
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: NOBODY, paper: 'inquiry-letter-of-love' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'INQUIRY_PAPER_READ' }, about: ({ params }) => ({ ...INQUIRING, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) => {
    const look = { inquiryId: params.id, actor, seesOrgan: seesOrgan(actor) };
    const paper = await ports.inquiries.paper(look, params.paper);
    if (paper === undefined) return { problem: 'NOTHING_TO_TELL' };
    const pieces = async function* (): AsyncGenerator<Uint8Array> { yield paper.bytes; };
    return {
      status: 200, stream: pieces(),
      headers: {
        'content-length': String(paper.bytes.length),
        'content-disposition': `attachment; filename="${paper.fileName}"`,
      },
    };
  },
});

/** POST /v1/inquiries/{id}/supplements — what was missing, told once. */
const supplementInquiry = route({
  method: 'POST', path: '/v1/inquiries/{id}/supplements',
  title: { zh: '补正', en: 'Supplement an application' },
  action: 'inquiry.supplement', authentication: 'session', roles: ['inquirer'],
  idempotency: 'natural', ...ONE,
  body: jsonBody(inquirySupplement, BODY_BYTES_MAX), reply: jsonReply(inquiryShown),
  problems: [...STEP_PROBLEMS, 'DOCUMENT_INVALID'],
  refusal: { params: { id: NOBODY }, body: { materials: ['gold'] }, problem: 'BODY_INVALID' },
  audit: { what: 'INQUIRY_SUPPLEMENTED' }, about: ABOUT_ONE,
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.inquiries.supplement(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/inquiries/{id}/withdrawals — who asked does not ask any more. */
const withdrawInquiry = route({
  method: 'POST', path: '/v1/inquiries/{id}/withdrawals',
  title: { zh: '撤回查询申请', en: 'Withdraw an application' },
  action: 'inquiry.withdraw', authentication: 'session', roles: ['inquirer'], idempotency: 'natural', ...ONE,
  body: jsonBody(NOTHING, BODY_BYTES_MAX), reply: jsonReply(inquiryShown), problems: STEP_PROBLEMS,
  refusal: { params: { id: NOBODY }, body: { why: 1 }, problem: 'BODY_INVALID' },
  audit: { what: 'INQUIRY_WITHDRAWN' }, about: ABOUT_ONE,
  handle: async ({ params }, { ports, actor }) => {
    const taken = await ports.inquiries.withdraw(params.id, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/inquiries/{id}/steps — an officer checks the papers, verifies, or proposes a decision. */
const takeInquiryStep = route({
  method: 'POST', path: '/v1/inquiries/{id}/steps',
  title: { zh: '受理审查、调查核实、提出意见', en: 'Check, verify or propose' },
  action: 'inquiry.step', authentication: 'session', roles: ['reviewer'], idempotency: 'natural', ...ONE,
  body: jsonBody(inquiryStep, BODY_BYTES_MAX), reply: jsonReply(inquiryShown), problems: LIMIT_PROBLEMS,
  refusal: { params: { id: NOBODY }, body: { type: 'Guess' }, problem: 'BODY_INVALID' },
  audit: { what: 'INQUIRY_STEP_TAKEN' }, about: ABOUT_ONE,
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.inquiries.take(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/inquiries/{id}/decisions — another person decides on what was proposed. */
const decideInquiry = route({
  method: 'POST', path: '/v1/inquiries/{id}/decisions',
  title: { zh: '决定是否许可查询', en: 'Decide on an inquiry' },
  action: 'inquiry.decide', authentication: 'session', roles: ['approver'], idempotency: 'natural', ...ONE,
  body: jsonBody(inquiryDecision, BODY_BYTES_MAX), reply: jsonReply(inquiryShown),
  problems: [...LIMIT_PROBLEMS, 'VERSION_CHANGED'],
  refusal: { params: { id: NOBODY }, body: { agrees: 'perhaps' }, problem: 'BODY_INVALID' },
  audit: { what: 'INQUIRY_DECIDED' }, about: ABOUT_ONE,
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.inquiries.decide(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/**
 * POST /v1/inquiries/{id}/withholding-reviews — whether the person learns of the look later, or now. Where
 * nobody reviews it in time, they learn of it. @see 个人信息保护法第35条、第44条、第45条
 */
const reviewWithholding = route({
  method: 'POST', path: '/v1/inquiries/{id}/withholding-reviews',
  title: { zh: '复核是否继续暂不告知本人', en: 'Review whether a look stays withheld from the person' },
  action: 'inquiry.review', authentication: 'session', roles: ['approver'], idempotency: 'natural', ...ONE,
  body: jsonBody(withholdingReview, BODY_BYTES_MAX), reply: jsonReply(inquiryShown), problems: STEP_PROBLEMS,
  refusal: { params: { id: NOBODY }, body: { prolongs: 'forever' }, problem: 'BODY_INVALID' },
  audit: { what: 'WITHHOLDING_REVIEWED' }, about: ABOUT_ONE,
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.inquiries.review(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/inquiries/{id}/undertakings — the officer named in the application signs 保密承诺书. */
const signUndertaking = route({
  method: 'POST', path: '/v1/inquiries/{id}/undertakings',
  title: { zh: '签署保密承诺书', en: 'Sign the undertaking' },
  action: 'inquiry.sign', authentication: 'session', roles: ['inquirer'], idempotency: 'natural', ...ONE,
  body: jsonBody(inquiryUndertaking, BODY_BYTES_MAX), reply: jsonReply(inquiryShown), problems: STEP_PROBLEMS,
  refusal: { params: { id: NOBODY }, body: { signer: '' }, problem: 'BODY_INVALID' },
  audit: { what: 'INQUIRY_UNDERTAKEN' }, about: ABOUT_ONE,
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.inquiries.sign(params.id, body.signer, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/inquiries/{id}/preparations — the archive prepares what will be shown. */
const prepareInquiry = route({
  method: 'POST', path: '/v1/inquiries/{id}/preparations',
  title: { zh: '准备告知内容', en: 'Prepare what is shown' },
  action: 'inquiry.prepare', authentication: 'session', roles: ['clerk', 'reviewer'],
  idempotency: 'natural', ...ONE,
  body: jsonBody(inquiryPreparation, BODY_BYTES_MAX), reply: jsonReply(inquiryShown), problems: STEP_PROBLEMS,
  refusal: { params: { id: NOBODY }, body: { answers: 'all' }, problem: 'BODY_INVALID' },
  audit: { what: 'INQUIRY_PREPARED' }, about: ABOUT_ONE,
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.inquiries.prepare(params.id, body.answers, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/**
 * POST /v1/inquiries/{id}/disclosures — what may be shown, once. No key is honoured: a repeated request is
 * another one, and finds the single use gone; the answer is kept nowhere but in the dossier.
 */
const discloseInquiry = route({
  method: 'POST', path: '/v1/inquiries/{id}/disclosures',
  title: { zh: '告知查询结果（一次）', en: 'Show the result, once' },
  action: 'inquiry.disclose', authentication: 'session', roles: ['inquirer'], idempotency: 'offset', ...ONE,
  body: jsonBody(NOTHING, BODY_BYTES_MAX), reply: jsonReply(inquiryAnswer), problems: STEP_PROBLEMS,
  refusal: { params: { id: NOBODY }, body: { all: true }, problem: 'BODY_INVALID' },
  audit: { what: 'INQUIRY_DISCLOSED' }, about: ABOUT_ONE,
  handle: async ({ params }, { ports, actor }) => {
    const shown = await ports.inquiries.disclose(params.id, actor);
    return shown.ok ? { status: 200, body: shown.value } : { problem: shown.error.code };
  },
});

/** Applications to see records, their decisions and what they disclose: routes by operation id. */
export const INQUIRY_ROUTES = {
  applyForInquiry, listInquiries, readInquiry, inquiryPaper, supplementInquiry, withdrawInquiry,
  takeInquiryStep, decideInquiry, signUndertaking, prepareInquiry, discloseInquiry,
  reviewWithholding,
} as const;
