import type { RecordKey } from '@fengcun/store';
import { pagesOf } from '../proceedings/index.ts';
import { LATE } from '../sealing/held-content.ts';
import { readWorklist } from './determine.ts';
import { type Followed, followSealed } from './follow-sealed.ts';
import type { GroundRules, SealsParts } from './seals-parts.ts';

/** LIMIT: records followed in one transaction. */
const PAGE = 50;

const sum = (one: Followed, other: Followed): Followed =>
  ({ looked: one.looked + other.looked, told: one.told + other.told, held: one.held + other.held });

/**
 * The daily pass: every sealed record of which a holder still waits, and every sealed case to which something
 * was told after its seal. LIMIT: late messages stay held, so that their cases are read each day again.
 */
export const followAllSealed = async (parts: SealsParts, rules: GroundRules): Promise<Followed> => {
  let all: Followed = { looked: 0, told: 0, held: 0 };
  const waiting = pagesOf<RecordKey>({
    read: (page) => readWorklist(parts, ({ behind }) => behind.waiting(page)),
    idOf: ({ recordId }) => recordId, limit: PAGE,
  });
  for await (const keys of waiting) all = sum(all, await followSealed(parts, rules, keys));
  const late = pagesOf<Readonly<{ heldId: string; caseId: string }>>({
    read: (page) => readWorklist(parts, ({ behind }) => behind.held({ ...page, reason: LATE })),
    idOf: ({ heldId }) => heldId, limit: PAGE,
  });
  for await (const held of late) {
    for (const caseId of new Set(held.map((one) => one.caseId))) {
      const keys = await readWorklist(parts, ({ behind }) => behind.recordsOfCase(caseId));
      all = sum(all, await followSealed(parts, rules, keys));
    }
  }
  return all;
};
