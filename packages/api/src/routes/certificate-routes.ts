import type { Actor } from '../access/actor.ts';
import { NOTHING, object, text } from '../schema/schema.ts';
import {
  certificateAnswer, certificateApplication, certificateApproval, certificateId, certificatePage,
  certificateSearch, certificateShown, certificateStep, paperCheck, verifiedPaper,
} from './certificate-schemas.ts';
import { pageOf } from './matter-page.ts';
import { jsonBody, jsonReply, route } from './route.ts';

const BODY_BYTES_MAX = 16 * 1024;
/** @see 2022 Measures art. 15; 《公安机关办理犯罪记录查询工作规定》第9条 */
const CERTIFYING = { purpose: 'certificate', legalBasis: 'mps-2021-9' } as const;

/** Whoever has an office at the organ sees its applications; a citizen those of their own account. */
const seesOrgan = ({ roles }: Actor): boolean => !roles.includes('citizen');

const ONE = { params: object({ id: certificateId }), search: NOTHING } as const;

/**
 * POST /v1/certificates — an application, decided on the spot where it is clear. Status, members and time do
 * not depend on whether somebody has a sealed record, another one, or none.
 */
const applyForCertificate = route({
  method: 'POST',
  path: '/v1/certificates',
  title: { zh: '申请无犯罪记录证明', en: 'Apply for a certificate of no criminal record' },
  action: 'certificate.apply',
  authentication: 'session',
  roles: ['clerk', 'citizen'],
  idempotency: 'key',
  params: NOTHING, search: NOTHING,
  body: jsonBody(certificateApplication, BODY_BYTES_MAX),
  reply: jsonReply(certificateAnswer),
  problems: ['DOCUMENT_INVALID', 'IDENTITY_UNPROVEN', 'LIMIT_REACHED'],
  refusal: { body: { person: {} }, problem: 'BODY_INVALID' },
  audit: { what: 'CERTIFICATE_APPLIED' },
  about: () => CERTIFYING,
  handle: async ({ body }, { ports, actor }) => {
    const applied = await ports.certificates.apply(body, actor);
    return applied.ok ? { status: 200, body: applied.value } : { problem: applied.error.code };
  },
});

/** GET /v1/certificates — the own applications; for people of an organ those of the organ. */
const listCertificates = route({
  method: 'GET',
  path: '/v1/certificates',
  title: { zh: '无犯罪记录证明申请', en: 'Applications for certificates' },
  action: 'certificate.list',
  authentication: 'session',
  roles: ['clerk', 'reviewer', 'approver', 'citizen'],
  idempotency: 'safe',
  params: NOTHING, search: certificateSearch,
  reply: jsonReply(certificatePage),
  problems: ['CURSOR_INVALID'],
  refusal: { search: 'limit=0', problem: 'PARAMETER_INVALID' },
  audit: { what: 'CERTIFICATES_LISTED' },
  about: () => CERTIFYING,
  handle: ({ search: { state, ...search } }, { ports, actor }) => {
    const which = { seesOrgan: seesOrgan(actor), ...(state === undefined ? {} : { states: [state] }) };
    return pageOf(search, ({ certificateId }) => certificateId, (page) =>
      ports.certificates.list({ ...page, ...which }, actor));
  },
});

/** GET /v1/certificates/{id} — how an application stands. */
const readCertificate = route({
  method: 'GET',
  path: '/v1/certificates/{id}',
  title: { zh: '一项证明申请的办理情况', en: 'How an application for a certificate stands' },
  action: 'certificate.read',
  authentication: 'session',
  roles: ['clerk', 'reviewer', 'approver', 'citizen'],
  idempotency: 'safe',
  ...ONE,
  reply: jsonReply(certificateShown),
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'CERTIFICATE_READ' },
  about: ({ params }) => ({ ...CERTIFYING, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) => {
    const found = await ports.certificates.find(params.id, actor, seesOrgan(actor));
    return found === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: found };
  },
});

/** GET /v1/certificates/{id}/paper — the signed paper of a decision, the same bytes every time. */
const certificatePaper = route({
  method: 'GET',
  path: '/v1/certificates/{id}/paper',
  title: { zh: '无犯罪记录证明或者不予出具通知书', en: 'The certificate, or the notice that none is issued' },
  action: 'certificate.paper',
  authentication: 'session',
  roles: ['clerk', 'reviewer', 'approver', 'citizen'],
  idempotency: 'safe',
  ...ONE,
  reply: { mediaType: 'application/pdf', schema: text({ max: 4 * 1024 * 1024 }), statuses: [200] },
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'CERTIFICATE_PAPER_READ' },
  about: ({ params }) => ({ ...CERTIFYING, objectId: params.id }),
  handle: async ({ params }, { ports, actor }) => {
    const paper = await ports.certificates.paper(params.id, actor, seesOrgan(actor));
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

const STEP_PROBLEMS = ['NOTHING_TO_TELL', 'CERTIFICATE_STANDS_OTHERWISE', 'CERTIFICATE_FOUR_EYES'] as const;
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** POST /v1/certificates/{id}/steps — 调查核实 is asked for, or a finding proposed. */
const takeCertificateStep = route({
  method: 'POST',
  path: '/v1/certificates/{id}/steps',
  title: { zh: '提请调查核实或者提出查询结果', en: 'Ask for verification, or propose a finding' },
  action: 'certificate.step',
  authentication: 'session',
  roles: ['reviewer'],
  idempotency: 'natural',
  ...ONE,
  body: jsonBody(certificateStep, BODY_BYTES_MAX),
  reply: jsonReply(certificateShown),
  problems: STEP_PROBLEMS,
  refusal: { params: { id: NOBODY }, body: { type: 'Forget' }, problem: 'BODY_INVALID' },
  audit: { what: 'CERTIFICATE_STEP_TAKEN' },
  about: ({ params }) => ({ ...CERTIFYING, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.certificates.take(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/** POST /v1/certificates/{id}/approvals — the head of the organ decides on what was asked or proposed. */
const decideCertificateStep = route({
  method: 'POST',
  path: '/v1/certificates/{id}/approvals',
  title: { zh: '批准或者退回调查核实、查询结果', en: 'Approve or return a verification or finding' },
  action: 'certificate.approve',
  authentication: 'session',
  roles: ['approver'],
  idempotency: 'natural',
  ...ONE,
  body: jsonBody(certificateApproval, BODY_BYTES_MAX),
  reply: jsonReply(certificateShown),
  problems: [...STEP_PROBLEMS, 'VERSION_CHANGED'],
  refusal: { params: { id: NOBODY }, body: { type: 'Forget' }, problem: 'BODY_INVALID' },
  audit: { what: 'CERTIFICATE_STEP_DECIDED' },
  about: ({ params }) => ({ ...CERTIFYING, objectId: params.id }),
  handle: async ({ params, body }, { ports, actor }) => {
    const taken = await ports.certificates.take(params.id, body, actor);
    return taken.ok ? { status: 200, body: taken.value } : { problem: taken.error.code };
  },
});

/**
 * POST /v1/certificates/verification — for anybody who holds a paper. It changes nothing, reads no record and
 * no row: the paper itself proves what it says, as of its issue.
 */
const verifyCertificatePaper = route({
  method: 'POST',
  path: '/v1/certificates/verification',
  title: { zh: '核验无犯罪记录证明', en: 'Check a certificate' },
  action: 'certificate.verify',
  authentication: 'none',
  roles: [],
  idempotency: 'safe',
  params: NOTHING, search: NOTHING,
  body: jsonBody(paperCheck, BODY_BYTES_MAX),
  reply: jsonReply(verifiedPaper),
  problems: [],
  refusal: { body: { code: '' }, problem: 'BODY_INVALID' },
  audit: { exempt: 'a signature is checked against what the sender typed; no record is looked at' },
  handle: async ({ body }, { checkPaper }) => ({ status: 200, body: await checkPaper(body) }),
});

/** Certificates of the person concerned: routes by operation id. */
export const CERTIFICATE_ROUTES = {
  applyForCertificate, listCertificates, readCertificate, certificatePaper, takeCertificateStep,
  decideCertificateStep, verifyCertificatePaper,
} as const;
