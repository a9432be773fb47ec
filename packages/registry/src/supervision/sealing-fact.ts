import { legalDay } from '../inquiry/inquiry-rules.ts';
import type { CopyProgress, SealingState } from '../sealing/lifecycle/sealing-state.ts';
import type { SealingFact } from './statistics.ts';

type Answered = Readonly<{ dueOn: string; sealedOn: string }>;

/** How much later than its term a copy was sealed comes first; of equal ones, the later day. */
const isWorse = (one: Answered, other: Answered): boolean => {
  const late = (answer: Answered): boolean => answer.sealedOn > answer.dueOn;
  return late(one) === late(other) ? one.sealedOn > other.sealedOn : late(one);
};

const answeredOf = ({ dueOn, acknowledgedAt }: CopyProgress): readonly Answered[] =>
  (acknowledgedAt === undefined ? [] : [{ dueOn, sealedOn: legalDay(acknowledgedAt) }]);

/**
 * What statistics count of an ordered seal; undefined for one that was opened again or never ordered. A
 * record is sealed on the day its last holder answered, and in time only if every holder was: where one was
 * late, its term and day are those of the record. `isSealed`: whether it is shown sealed, no holder waiting.
 */
export const sealingFactOf = (
  { order, copies }: SealingState, isSealed: boolean,
): SealingFact | undefined => {
  if (order?.target !== 'sealed') return undefined;
  const { orderedBy: organ, orderedAt } = order;
  const base = { organ, year: Number(legalDay(orderedAt).slice(0, 4)), duty: 'mustSeal' as const, isSealed };
  const all = [...copies.values()];
  if (!isSealed) {
    const due = all.filter(({ receipt }) => receipt === undefined).map(({ dueOn }) => dueOn).sort();
    return { ...base, dueOn: due[0] ?? null, sealedOn: null };
  }
  const [first, ...others] = all.flatMap(answeredOf);
  if (first === undefined) return { ...base, dueOn: null, sealedOn: null };
  const worst = others.reduce((known, one) => (isWorse(one, known) ? one : known), first);
  return { ...base, ...worst };
};
