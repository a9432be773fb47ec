import { assert } from '@fengcun/kernel';
import { BINARY_MEDIA_TYPE, readBinaryEvent } from '../events/binary-event.ts';
import { NOTHING, openObject } from '../schema/schema.ts';
import {
  intakeBatch, type IntakeEnvelope, intakeEnvelope, intakeResult, type IntakeResult, intakeResults,
  type IntakeResults, organsOf,
} from './intake-schemas.ts';
import { type BodySpec, type Handling, jsonBody, jsonReply, route } from './route.ts';

// LIMIT: one message carries facts, not documents; attachments have their own way in.
const MESSAGE_BYTES_MAX = 256 * 1024;
const BATCH_BYTES_MAX = 8 * 1024 * 1024;

const submit = async (
  messages: readonly IntakeEnvelope[], { ports, actor }: Handling,
): Promise<readonly IntakeResult[]> => {
  const results = await ports.intake.submit(messages, actor);
  assert(results.length === messages.length, 'intake answers once for every message');
  return results;
};

const counted = (results: readonly IntakeResult[]): IntakeResults => {
  const count = (outcome: IntakeResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    accepted: count('accepted'), duplicate: count('duplicate'), exception: count('exception'), results,
  };
};

const NOTIFICATION = 'recordNotification';

/** POST /v1/intake/messages — one message of an organ about a case. @see 法发〔2012〕10号 二 */
export const submitMessage = route({
  method: 'POST',
  path: '/v1/intake/messages',
  title: { zh: '报送一条记录消息', en: 'Submit one intake message' },
  action: 'intake.submit',
  authentication: 'bearer',
  roles: ['clerk'],
  idempotency: 'natural',
  params: NOTHING, search: NOTHING,
  body: jsonBody(intakeEnvelope, MESSAGE_BYTES_MAX),
  reply: jsonReply(intakeResult),
  problems: [],
  refusal: { body: { specversion: '1.0' }, problem: 'BODY_INVALID' },
  audit: { what: 'INTAKE_MESSAGE_SUBMITTED' },
  about: () => ({ purpose: NOTIFICATION, messages: 1 }),
  resource: ({ body }) => ({ organs: organsOf([body]), isSealed: false }),
  handle: async ({ body }, handling) => {
    const [result] = await submit([body], handling);
    assert(result !== undefined, 'one message has one result');
    return { status: 200, body: result };
  },
});

/** POST /v1/intake/batches — up to 500 messages of one organ; each has its own result. */
export const submitBatch = route({
  method: 'POST',
  path: '/v1/intake/batches',
  title: { zh: '批量报送记录消息', en: 'Submit a batch of intake messages' },
  action: 'intake.submitBatch',
  authentication: 'bearer',
  roles: ['clerk'],
  idempotency: 'natural',
  params: NOTHING, search: NOTHING,
  body: jsonBody(intakeBatch, BATCH_BYTES_MAX),
  reply: jsonReply(intakeResults),
  problems: [],
  refusal: { body: [], problem: 'BODY_INVALID' },
  audit: { what: 'INTAKE_BATCH_SUBMITTED' },
  about: ({ body }) => ({ purpose: NOTIFICATION, messages: body.length }),
  resource: ({ body }) => ({ organs: organsOf(body), isSealed: false }),
  handle: async ({ body }, handling) => ({ status: 200, body: counted(await submit(body, handling)) }),
});

/** The three content modes of CloudEvents over HTTP. @see CloudEvents HTTP Protocol Binding 1.0.2 §3 */
const eventsBody: BodySpec<readonly IntakeEnvelope[]> = {
  bytesMax: BATCH_BYTES_MAX,
  media: {
    // The shell has checked each value against the schema beside it.
    'application/cloudevents+json': {
      schema: intakeEnvelope, read: (json) => ({ ok: true, value: [json as IntakeEnvelope] }),
    },
    'application/cloudevents-batch+json': {
      schema: intakeBatch, read: (json) => ({ ok: true, value: json as readonly IntakeEnvelope[] }),
    },
    [BINARY_MEDIA_TYPE]: { schema: openObject({}), read: readBinaryEvent },
  },
};

/** POST /v1/intake/events — the signed inbox: structured, batched or binary CloudEvents. @see RFC 9421 */
export const receiveEvents = route({
  method: 'POST',
  path: '/v1/intake/events',
  title: { zh: '接收签名的事件消息', en: 'Receive signed CloudEvents' },
  action: 'intake.receiveEvents',
  authentication: 'signature',
  roles: ['clerk'],
  idempotency: 'natural',
  params: NOTHING, search: NOTHING,
  body: eventsBody,
  reply: jsonReply(intakeResults),
  problems: [],
  refusal: { body: { specversion: '1.0' }, problem: 'BODY_INVALID' },
  audit: { what: 'INTAKE_EVENTS_RECEIVED' },
  about: ({ body }) => ({ purpose: NOTIFICATION, messages: body.length }),
  resource: ({ body }) => ({ organs: organsOf(body), isSealed: false }),
  handle: async ({ body }, handling) => ({ status: 200, body: counted(await submit(body, handling)) }),
});
