import { findCharge } from '@fengcun/statute';
import type { RecognisedField } from './labelled-text.ts';
import type { Recognition } from './recogniser.ts';

/**
 * What becomes of a recognised value. `prefill`: stands in the form, marked as the machine's; `confirm`:
 * stands there too, but the form cannot be sent before a person has confirmed it; `person`: nothing
 * stands there.
 */
export type Route = 'prefill' | 'confirm' | 'person';

/** Why it goes there; closed words that forms translate. */
export type RouteReason =
  | 'aboveThreshold' | 'couldMakeIneligible' | 'chargeUnknown' | 'belowThreshold' | 'noRecogniser'
  | 'mayBeSeveral';

/** A field of a text that nobody structured: a proposal, never a finding. */
export type FieldProposal = Readonly<{
  field: RecognisedField;
  route: Route;
  reason: RouteReason;
  value?: string;
  second?: string;
  confidence?: number;
  /** Whether the text may have another value besides, which a person must add. */
  mayBeSeveral?: true;
}>;

/** Sentences that no policy in the packs excludes by their kind alone. */
const LIGHT: ReadonlySet<string> = new Set(['拘役', '管制', '单处罚金', '免予刑事处罚']);

const couldExclude = (field: RecognisedField, value: string): boolean => {
  switch (field) {
    // LAW: every class of offences may be an exclusion of some pack; a charge without a class can only fall
    // under a term. A charge whose classes depend on facts is a person's as well.
    case 'charge': {
      const found = findCharge(value);
      return !found.ok || found.value.classes.length > 0 || found.value.classesByFact.length > 0
        || found.value.negligence === 'disputed';
    }
    case 'sentenceKind': return !LIGHT.has(value);
    case 'suspended': return value !== '是';
    // 《刑事诉讼法》第286条: being an adult is what takes the right away.
    case 'minor': return value !== '是';
  }
};

/**
 * Where a recognition goes. Nothing is decided: a value that could make somebody ineligible is confirmed
 * by a person however certain the machine is, and what is below the threshold is not even shown as a
 * value.
 * @see 个人信息保护法第24条第3款（自动化决策）; issue 8, 4
 */
export const proposalOf = (recognition: Recognition): FieldProposal => {
  const { field, label, second, confidence, isAbove, isAlone } = recognition;
  if (!isAbove) return { field, route: 'person', reason: 'belowThreshold' };
  const value = { value: label, confidence, ...(second === undefined ? {} : { second }),
    ...(isAlone ? {} : { mayBeSeveral: true as const }) };
  if (field === 'charge' && !findCharge(label).ok) {
    return { field, route: 'confirm', reason: 'chargeUnknown', ...value };
  }
  if (couldExclude(field, label)) return { field, route: 'confirm', reason: 'couldMakeIneligible', ...value };
  // A text that may name another charge besides: somebody looks whether it does.
  return !isAlone ? { field, route: 'confirm', reason: 'mayBeSeveral', ...value }
    : { field, route: 'prefill', reason: 'aboveThreshold', ...value };
};

/** A field that no recogniser was trained for: a person reads it. */
export const unread = (field: RecognisedField): FieldProposal =>
  ({ field, route: 'person', reason: 'noRecogniser' });
