import { present } from '@fengcun/kernel';
import { dateOfDay, parseFacts, type SlotValue } from '@fengcun/policy';
import { CALIBRATION as C, CHARGE_MIX } from './calibration.ts';
import { findCharge } from '@fengcun/statute';
import { rowRandom } from './random.ts';

/** Earlier convictions a person may have; the generator gives no more. */
export const PRIORS_MAX = 4;
/** Histories for each number of earlier convictions: the first half has a recent imprisonment, for 累犯. */
export const HISTORIES_EACH = 32;

const YEAR = 365.25;
/** Latest day of an earlier judgment before the first of the year: acts lie up to 905 days before theirs. */
const LEAST_DAYS = 1400;

type Drawing = Readonly<{ next: () => number; first: number; isRecent: boolean }>;

/** One earlier conviction: what the packs of the world ask of an entry, and nothing that it cannot know. */
const entryOf = ({ next, first, isRecent }: Drawing): Readonly<Record<string, unknown>> => {
  // A recent one ends within the five years that make a 累犯. @see 《刑法》第65条
  const decided = first - LEAST_DAYS - Math.floor(next() * (isRecent ? 0.6 * YEAR : 12 * YEAR));
  const isImprisoned = isRecent || next() < 1 - C.detentionOrLess.value;
  const months = isImprisoned ? 6 + Math.floor(next() * 10) : 1 + Math.floor(next() * 6);
  const [charge] = present(CHARGE_MIX[Math.floor(next() * next() * CHARGE_MIX.length)], 'charge');
  const found = findCharge(charge);
  const offence = decided - 60 - Math.floor(next() * 300);
  return {
    recordKind: 'conviction', decidedOn: dateOfDay(decided), effectiveOn: dateOfDay(decided + 10),
    offenceFrom: dateOfDay(offence), offenceTo: dateOfDay(offence), charges: [charge],
    offenceClasses: found.ok ? [...found.value.classes].sort() : [], mensRea: 'intentional',
    penalty: isImprisoned ? 'fixedTermImprisonment' : 'criminalDetention', executedTermMonths: months,
    suspended: false, sentenceServedOn: dateOfDay(decided + 10 + Math.round((months * YEAR) / 12)),
  };
};

const byFirst = new Map<number, readonly SlotValue[]>();

/**
 * Domain of `otherEntries`: no other entry, then `HISTORIES_EACH` for each number of earlier convictions,
 * then
 * unknown. The same for every seed, so that files stay small. LIMIT: invented people have no later
 * conviction.
 */
export const historiesBefore = (first: number): readonly SlotValue[] => {
  const known = byFirst.get(first);
  if (known !== undefined) return known;
  const random = rowRandom(65);
  const listOf = (priors: number, n: number): SlotValue => {
    random.start(priors * HISTORIES_EACH + n);
    const entries = Array.from({ length: priors }, (_, i) =>
      entryOf({ next: random.next, first, isRecent: i === 0 && n < HISTORIES_EACH / 2 }));
    const sheet = parseFacts({ otherEntries: entries });
    return present(sheet.ok ? sheet.value.otherEntries : undefined, 'history');
  };
  const domain: readonly SlotValue[] = [[], ...Array.from({ length: PRIORS_MAX }, (_, p) =>
    Array.from({ length: HISTORIES_EACH }, (__, n) => listOf(p + 1, n))).flat(), 'unknown'];
  byFirst.set(first, domain);
  return domain;
};

/**
 * Code of a history: of so many earlier convictions, recent imprisonment among them or not, by u in [0, 1).
 */
export const historyCode = (priors: number, isRecidivist: boolean, u: number): number => {
  if (priors <= 0) return 0;
  const half = HISTORIES_EACH / 2;
  return 1 + (Math.min(priors, PRIORS_MAX) - 1) * HISTORIES_EACH + (isRecidivist ? 0 : half)
    + Math.floor(u * half);
};
