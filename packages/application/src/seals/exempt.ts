import { err, ok, type Result } from '@fengcun/kernel';
import { type ExemptionConsents, newestSequence, type SealingState } from '@fengcun/registry';
import { findAll, readWorklist } from './determine.ts';
import { type OpeningRefused, orderOpening } from './order-opening.ts';
import type { SealActor } from './person-act.ts';
import { readSeal } from './read-seal.ts';
import type { SealsParts } from './seals-parts.ts';
import { takeStep } from './take-step.ts';

/** The three wills of article 7, each by the number of its paper; one that is missing refuses. */
export type ExemptionToRecord =
  Readonly<{ recordId: string; by: SealActor; consents: Partial<ExemptionConsents> }>;

/** Why nothing was exempted. */
export type ExemptionRefused = OpeningRefused | Readonly<{ code: 'RECORD_UNKNOWN' }>;

/** An exemption: nothing is sealed, or what was sealed comes back and the holders are told. */
export type ExemptionMade = Readonly<{ state: SealingState; sentTo: number }>;

/** LAW: article 7 speaks of an acquittal for insufficient evidence and of nothing else. */
const isOfArticle7 = async (parts: SealsParts, recordId: string): Promise<boolean | undefined> => {
  const key = await readWorklist(parts, ({ open }) => open.records.find(recordId));
  const [found] = key === undefined ? [] : await findAll(parts, [key]);
  return found?.findings.triggers.some(({ ground }) => ground === 'insufficientEvidence');
};

/**
 * The acquitted defendant AND the guardian apply AND the court agrees that the record is not sealed. Before
 * any order it keeps the daily run from sealing; after one it opens, with an order to every holder.
 * @see 2022 Measures art. 7
 */
export const exempt = async (
  parts: SealsParts, { recordId, by, consents }: ExemptionToRecord,
): Promise<Result<ExemptionMade, ExemptionRefused>> => {
  const { state } = await readSeal(parts, by, recordId);
  const head = { recordId, by, basis: 'exemption', act: 'seal.exempt' } as const;
  if (newestSequence(state) > 0) {
    return orderOpening(parts, {
      ...head, ground: 'exemptByApplication', effectiveFrom: parts.today(),
      commandOf: (order, { at, actor }) => ({ type: 'Exempt', at, actor, recordId, order, consents }),
    });
  }
  const isRight = await isOfArticle7(parts, recordId);
  if (isRight === undefined) return err({ code: 'RECORD_UNKNOWN' });
  if (!isRight) return err({ code: 'GROUND_NOT_LAWFUL' });
  const done = await takeStep(parts, {
    ...head, request: recordId,
    commandOf: ({ at, actor }) => ({ type: 'Exempt', at, actor, recordId, consents }),
  });
  return done.ok ? ok({ state: done.value.state, sentTo: 0 }) : done;
};
