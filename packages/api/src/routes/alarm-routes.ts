import { NOTHING, object } from '../schema/schema.ts';
import { jsonBody, jsonReply, route } from './route.ts';
import { alarmPage, alarmReview, alarmShown, jointId } from './sign-in-schemas.ts';

const BODY_BYTES_MAX = 1024;
/** @see 2022 Measures art. 22 */
const SUPERVISING = { purpose: 'supervision', legalBasis: 'm2022-22' } as const;

/** GET /v1/break-glass — emergencies of which the procuratorate was told. */
export const listAlarms = route({
  method: 'GET', authentication: 'session', idempotency: 'safe', params: NOTHING, search: NOTHING,
  path: '/v1/break-glass',
  title: { zh: '收到的紧急授权警报', en: 'Alarms of emergencies' },
  action: 'alarm.list',
  roles: ['supervisor'],
  reply: jsonReply(alarmPage),
  problems: [],
  refusal: { search: 'cursor=x', problem: 'PARAMETER_INVALID' },
  audit: { what: 'ALARMS_LISTED' },
  about: () => SUPERVISING,
  handle: async (_asked, { ports, actor }) =>
    ({ status: 200, body: { items: await ports.accounts.listAlarms(actor) } }),
});

const STEP = {
  method: 'POST', authentication: 'session', idempotency: 'natural', search: NOTHING,
  roles: ['supervisor'], params: object({ jointId }), reply: jsonReply(alarmShown),
} as const;

/** POST /v1/break-glass/{jointId}/sight — somebody of the procuratorate has looked at an alarm. */
export const seeAlarm = route({
  ...STEP,
  path: '/v1/break-glass/{jointId}/sight',
  title: { zh: '查看紧急授权警报', en: 'Look at an alarm of an emergency' },
  action: 'alarm.see',
  problems: ['NOTHING_TO_TELL', 'STANDS_OTHERWISE'],
  refusal: { params: { jointId: 'not an id' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'ALARM_SEEN' },
  about: ({ params }) => ({ ...SUPERVISING, objectId: params.jointId }),
  handle: async ({ params }, { ports, actor }) => {
    const seen = await ports.accounts.seeAlarm(params.jointId, actor);
    return seen.ok ? { status: 200, body: seen.value } : { problem: seen.error.code };
  },
});

/** POST /v1/break-glass/{jointId}/review — what an emergency that was used comes to. */
export const reviewAlarm = route({
  ...STEP,
  path: '/v1/break-glass/{jointId}/review',
  title: { zh: '事后审查紧急授权', en: 'Review an emergency afterwards' },
  action: 'alarm.review',
  body: jsonBody(alarmReview, BODY_BYTES_MAX),
  problems: ['NOTHING_TO_TELL', 'FOUR_EYES', 'STANDS_OTHERWISE'],
  refusal: { params: { jointId: '00000000-0000-7000-8000-000000000000' }, body: { finding: 'nothing' },
    problem: 'BODY_INVALID' },
  audit: { what: 'ALARM_REVIEWED' },
  about: ({ params }) => ({ ...SUPERVISING, objectId: params.jointId }),
  handle: async ({ params, body }, { ports, actor }) => {
    const reviewed = await ports.accounts.reviewAlarm(params.jointId, body.finding, actor);
    return reviewed.ok ? { status: 200, body: reviewed.value } : { problem: reviewed.error.code };
  },
});
