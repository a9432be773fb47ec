import { err, ok } from '@fengcun/kernel';
import { caseCodeField } from '../../intake/messages/message.ts';
import { choice, date, type Field, list, optional, text, whole } from '../../intake/messages/field.ts';
import { messageRefusal } from '../../intake/messages/message-refusal.ts';
import { object, type ObjectRule } from '../../intake/messages/object-field.ts';
import { ORGAN_TYPES } from '../../intake/messages/organ.ts';
import { OPEN_GROUNDS, SEAL_GROUNDS } from '../grounds.ts';
import { isOpenGround } from '../lifecycle/lawful-ground.ts';
import type { Receipt, SealOrder } from '../lifecycle/order.ts';

const HOLDER_KEY = new RegExp(`^(?:${ORGAN_TYPES.join('|')})/[0-9A-Z]{2,18}(?:-[0-9A-Z]{1,8})?$`);
// LIMIT: ids and numbers that the platform draws; printable, without anything of a person or a case number.
const DRAWN = /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/;
const CITATION = /^[A-Z][0-9A-Za-z]*(?:_[0-9A-Za-z]+)*$/;
const RULE = /^[A-Za-z][0-9A-Za-z-]{0,63}$/;
const COMMITMENT = /^(?:none|(?:sha256|sm3):[0-9a-f]{64})$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
// LIMIT: orders of one record in its life, and copies that turn up under one of them.
const SEQUENCE_MAX = 10_000;
// LIMIT: a ground rests on a handful of articles.
const CITES_MAX = 16;

const holderKey = text({ max: 64, pattern: HOLDER_KEY, title: '机关 organ, <type>/<code>' });
const drawn = (title: string): Field<string> => text({ max: 64, pattern: DRAWN, title });

/** A UTC instant that exists. */
export const instant: Field<string> = {
  schema: { type: 'string', format: 'date-time', pattern: INSTANT.source },
  parse: (value, at) => {
    if (typeof value !== 'string') return err([messageRefusal('FIELD_TYPE', at)]);
    const isInstant = INSTANT.test(value) && !Number.isNaN(Date.parse(value));
    return isInstant ? ok(value) : err([messageRefusal('ENVELOPE_TIME', at)]);
  },
};

const citation = text({ max: 48, pattern: CITATION, title: '依据 citation id' });

/** Articles in the order given: the first is what the order rests on. */
const cites: Field<readonly string[]> = {
  ...list(citation, { min: 1, max: CITES_MAX, keyOf: (id) => id }),
  parse: (value, at) => {
    const checked = list(citation, { min: 1, max: CITES_MAX, keyOf: (id) => id }).parse(value, at);
    if (!checked.ok || !Array.isArray(value)) return checked;
    return ok(value.flatMap((one: unknown) => (typeof one === 'string' ? [one.trim()] : [])));
  },
};

const ORDERED_HOLDER = object({
  holder: holderKey,
  dueOn: date('期限 last day'),
  rule: text({ max: 64, pattern: RULE, title: '期限规则 deadline rule' }),
});

const ORDER_MEMBERS = {
  recordId: drawn('记录 record'),
  caseCode: caseCodeField,
  sequence: whole(1, SEQUENCE_MAX, '序号 order of this record'),
  orderNumber: drawn('通知编号 number drawn by the platform'),
  target: choice(['sealed', 'open'], '目标状态 what a copy must be'),
  ground: choice([...SEAL_GROUNDS, ...OPEN_GROUNDS], '事由 ground'),
  underlying: optional(choice(SEAL_GROUNDS, '原事由 underlying ground')),
  cites,
  effectiveFrom: date('生效日 first day'),
  orderedAt: instant,
  orderedBy: holderKey,
  // On its way an order names its recipient only.
  holders: list(ORDERED_HOLDER, { min: 1, max: 1, keyOf: (one) => one.holder }),
} as const;

const groundFitsTarget: ObjectRule<typeof ORDER_MEMBERS> = ({ ground, target }, at) =>
  (isOpenGround(ground) === (target === 'open') ? [] : [messageRefusal('FIELD_VALUE', `${at}/target`)]);

/** An order as it goes to one holder. */
export const orderField: Field<SealOrder> = object(ORDER_MEMBERS, [groundFitsTarget]);

const RECEIPT_MEMBERS = {
  recordId: drawn('记录 record'),
  sequence: whole(1, SEQUENCE_MAX, '序号 order that is answered'),
  holder: holderKey,
  result: choice(['applied', 'superseded', 'noCopy'], '结果 result'),
  revision: whole(0, SEQUENCE_MAX, '修订 copies that turned up later'),
  commitmentBefore: text({ max: 72, pattern: COMMITMENT, title: '封存前承诺值 commitment before' }),
  commitmentAfter: text({ max: 72, pattern: COMMITMENT, title: '封存后承诺值 commitment after' }),
  appliedAt: instant,
} as const;

/** A holder's answer. */
export const receiptField: Field<Receipt> = object(RECEIPT_MEMBERS);
