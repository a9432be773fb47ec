import type { FoundSeal, OverdueOrgan, SealShown, SealsPort } from '@fengcun/api';
import { Fault, ok } from '@fengcun/kernel';
import type { HolderKey } from '@fengcun/registry';
import {
  listSeals, overdueSeals, sealTimeline, showSeal, type ViewerOf,
} from '../seals/look-at-seals.ts';
import type { SealActor } from '../seals/person-act.ts';
import type { SealView } from '../seals/seal-view.ts';
import type { SealsParts } from '../seals/seals-parts.ts';
import type { ServiceAct } from './service-act.ts';

// LIMIT: seals looked at in one transaction; a page of one organ may take several.
const LOOKED_AT = 200;

/**
 * Who asks, as the log of the seals knows them: the person where one is known, so that nobody approves under
 * another account what they proposed.
 */
export const sealActor = ({ line }: ServiceAct): SealActor =>
  ({ account: line.person ?? line.actorId, role: line.roles[0] ?? 'none' });

/** The sealing service; the same answer to every question where there is none. Fault, retryable. */
export const sealsOf = (parts: SealsParts | undefined): SealsParts => {
  if (parts !== undefined) return parts;
  const text = 'This service seals nothing; configure its organs.';
  throw new Fault('SEALING_NOT_CONFIGURED', text, { retryable: true });
};

/** Ends the act of a request whose work has transactions of its own. */
export const concludeAct = async (
  { deployment }: Pick<SealsParts, 'deployment'>, service: ServiceAct,
): Promise<void> => {
  const entryId = service.mint();
  await deployment.database.write({ entryId }, async ({ audit }) => {
    await audit.append([service.outcome(entryId)]);
    return ok(undefined);
  });
};

/** Organs that may see how a seal stands: who ordered it, and who supervises that organ. */
const organsOf = ({ organs }: SealsParts, orderedBy: HolderKey): readonly string[] =>
  [...new Set([orderedBy, organs.supervisorOf(orderedBy) ?? orderedBy])];

const shown = ({ missing, ...view }: SealView): SealShown => ({
  ...view,
  missing: missing.map(({ escalatedAt, ...holder }) =>
    ({ ...holder, ...(escalatedAt === undefined ? {} : { escalatedAt }) })),
});

/** One seal as the interface knows it; undefined where none was ever ordered. */
export const foundSeal = async (
  parts: SealsParts, by: SealActor, recordId: string,
): Promise<FoundSeal | undefined> => {
  const view = await showSeal(parts, by, recordId);
  return view === undefined ? undefined : { organs: organsOf(parts, view.orderedBy), seal: shown(view) };
};

/** Seals of one organ: those of others are passed over without a trace in the answer. */
const pageOf = async (
  parts: SealsParts, by: SealActor, { organ, limit, afterId, state }: Parameters<SealsPort['list']>[0],
): Promise<readonly SealShown[]> => {
  const seals: SealShown[] = [];
  let after = afterId;
  do {
    const found = await listSeals(parts, by, {
      limit: LOOKED_AT, ...(after === undefined ? {} : { afterId: after }),
      ...(state === undefined ? {} : { state }),
    });
    const own = found.seals.filter(({ orderedBy }) => organsOf(parts, orderedBy).includes(organ));
    seals.push(...own.map(shown));
    after = found.nextAfter;
  } while (after !== undefined && seals.length < limit);
  return seals.slice(0, limit);
};

const overdueOf = async (
  parts: SealsParts, by: SealActor, organ: string,
): Promise<readonly OverdueOrgan[]> => {
  const late = await overdueSeals(parts, by, ({ order }) =>
    order !== undefined && organsOf(parts, order.orderedBy).includes(organ));
  return late.map(({ bearer, duties }) => ({
    organ: bearer,
    duties: duties.map(({ item: { id, rule, since }, state: { dueOn } }) =>
      ({ recordId: id, rule, since, ...(dueOn === undefined ? {} : { dueOn }) })),
  }));
};

/** With whose eyes an organ sees a seal: what it has to do with it comes from the seal alone. */
export const viewerOfOrgan = (parts: SealsParts, organ: string): ViewerOf => ({ state }) => {
  const { order, identity, copies } = state;
  const caseCode = identity?.caseCode;
  if (order === undefined || caseCode === undefined) return { kind: 'outsider' };
  if (order.orderedBy === organ) return { kind: 'determiningOrgan', caseCode };
  if (organsOf(parts, order.orderedBy).includes(organ)) return { kind: 'supervisor', caseCode };
  return [...copies.keys()].some((holder) => holder === organ)
    ? { kind: 'holder', holder: organ } : { kind: 'outsider' };
};

/**
 * Whether an organ can have to do with what others keep: it keeps of it itself, or supervises one that does.
 * Whoever orders a seal keeps the file, and holders are those who keep it: what this passes, the seal itself
 * decides.
 */
const mayBeOfOrgan = (
  { organs: { supervisorOf } }: SealsParts, organ: string,
) => (organs: ReadonlySet<string>): boolean =>
  organs.has(organ) || [...organs].some((one) => supervisorOf(one) === organ);

/** How seals stand, in an act that was committed before. */
export const sealsLook = (
  seals: SealsParts | undefined, actOf: () => ServiceAct,
): Omit<SealsPort, 'propose' | 'approve' | 'refuse'> => {
  const look = async <T>(work: (parts: SealsParts, by: SealActor) => Promise<T>): Promise<T> => {
    const [parts, service] = [sealsOf(seals), actOf()];
    const found = await work(parts, sealActor(service));
    await concludeAct(parts, service);
    return found;
  };
  return {
    list: (page) => look((parts, by) => pageOf(parts, by, page)),
    find: (recordId) => look((parts, by) => foundSeal(parts, by, recordId)),
    overdue: (organ) => look((parts, by) => overdueOf(parts, by, organ)),
    timeline: (caseCode, organ) => look((parts, by) =>
      sealTimeline(parts, by, {
        caseCode, viewerOf: viewerOfOrgan(parts, organ), mayBeOf: mayBeOfOrgan(parts, organ),
      })),
  };
};
