import type { KeyTree } from '@fengcun/vault';
import type { FoundRecord } from './found-record.ts';
import type { FoundTraces } from './found-traces.ts';
import type { MoveKeys } from './move-plan.ts';
import type { Moving } from './moving.ts';
import { serialIn } from './side-keys.ts';
import type { Sorted } from './sort-out.ts';

/** Serials of everything that leaves: nothing that stays may hang from them afterwards. */
export const releasedBy = (found: FoundRecord, sorted: Sorted, traces: FoundTraces): ReadonlySet<number> => {
  const events = sorted.parting.crossing.map(({ stored }) => stored);
  const rows = [...events, ...sorted.attachments.leaving, ...traces.exceptions, ...traces.commitments];
  return new Set([
    ...rows.flatMap((row) => serialIn(row) ?? []),
    ...(found.isLastOfSubject ? [found.subject.eraseSerial] : []),
    ...(found.isLastOfCase ? [found.home.row.eraseSerial] : []),
  ]);
};

/** Serials over there, fresh where the other side knows nobody; here what stays but shared one that goes. */
export const keysOf = async (
  { deployment, from, to }: Moving, { there }: FoundRecord,
  { released, ownSerials }: Readonly<{ released: ReadonlySet<number>; ownSerials: number }>,
): Promise<MoveKeys> => {
  const sourceOf = (side: KeyTree) => (side === 'open' ? deployment.serials : deployment.sealedSerials);
  const over = await sourceOf(to.tree).reserve(2 + ownSerials);
  const here = await sourceOf(from.tree).reserve(released.size);
  const given = new Map<number, number>();
  const renewed = (serial: number): number => {
    const known = given.get(serial) ?? here.next();
    given.set(serial, known);
    return known;
  };
  return {
    from, to, renewed, subjectSerial: there.subject?.eraseSerial ?? over.next(),
    caseSerial: there.row?.eraseSerial ?? over.next(), ownSerial: () => over.next(),
  };
};
