import {
  choice, list, named, object, oneOf, openObject, text, type TypeOf, whole,
} from '../schema/schema.ts';

// LIMIT: one batch is one transaction; larger deliveries are sent in parts or imported as files.
const BATCH_MESSAGES_MAX = 500;

const SOURCE = /^urn:fengcun:[a-zA-Z]{1,32}:[0-9A-Z-]{1,32}:[a-z0-9-]{1,32}$/;
const TYPE = /^cn\.fengcun\.intake\.[A-Za-z]{1,64}\.v1$/;

/**
 * The envelope of an intake message. What `data` holds is the domain's to read: what it cannot take becomes
 * an exception with its reasons, not a refusal of the request.
 * @see CloudEvents 1.0.2 §3, JSON Event Format §3
 */
export const intakeEnvelope = named('IntakeEnvelope', openObject({
  specversion: choice(['1.0']),
  id: text({ max: 128, title: '<messageId>.<version>' }),
  source: text({ max: 128, pattern: SOURCE, title: 'urn:fengcun:<organ type>:<organ code>:<system>' }),
  type: text({ max: 128, pattern: TYPE, title: 'cn.fengcun.intake.<kind>.v1' }),
  data: openObject({}),
}));

/** An intake message as it is sent. */
export type IntakeEnvelope = TypeOf<typeof intakeEnvelope>;

/** Several intake messages. */
export const intakeBatch = named('IntakeBatch', list(intakeEnvelope, { min: 1, max: BATCH_MESSAGES_MAX }));

const caseCode = text({ max: 32, title: '一案一码 one-case code' });

/** Why a message was not taken, and where in it: codes and the schema's own names, never content. */
const intakeReason = object({
  code: text({ max: 40 }), at: text({ max: 200, min: 0, title: 'JSON pointer' }), message: text({ max: 300 }),
});

/** What became of one message. */
export const intakeResult = named('IntakeResult', oneOf(
  /** `exceptionId`, of what a person takes in: it contradicts what was told before; people decide there. */
  object({ outcome: choice(['accepted']), caseCode }, { exceptionId: text({ max: 64 }) }),
  object({ outcome: choice(['duplicate']), caseCode }),
  object({
    outcome: choice(['exception']), exceptionId: text({ max: 64 }),
    reasons: list(intakeReason, { min: 1, max: 100 }),
  }),
));

/** What became of one message. */
export type IntakeResult = TypeOf<typeof intakeResult>;

/** What became of several messages, in their order. */
export const intakeResults = named('IntakeResults', object({
  accepted: whole(0, BATCH_MESSAGES_MAX), duplicate: whole(0, BATCH_MESSAGES_MAX),
  exception: whole(0, BATCH_MESSAGES_MAX),
  results: list(intakeResult, { min: 1, max: BATCH_MESSAGES_MAX }),
}));

/** What became of several messages. */
export type IntakeResults = TypeOf<typeof intakeResults>;

/** The organs that messages name as their sources, as `<type>/<code>`, without repetition, sorted. */
export const organsOf = (messages: readonly Pick<IntakeEnvelope, 'source'>[]): readonly string[] =>
  [...new Set(messages.map(({ source }) => source.split(':').slice(2, 4).join('/')))].sort();
