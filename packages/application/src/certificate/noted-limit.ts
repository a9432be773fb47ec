import { type CivilDate, err, ok } from '@fengcun/kernel';
import {
  beginProceeding, derivedId, type Machine, type ProceedingAct, type ProceedingParts, readProceedings,
} from '../proceedings/index.ts';

/** Kind of the notes that somebody reached the bound of a day, in the rows. */
export const LIMIT_KIND = 'certificateLimit';

type LimitNoted = Readonly<{ type: 'LimitNoted'; at: string; organ: string; on: CivilDate; bound: number }>;
type LimitState = Readonly<{ stage: 'none' }> | Readonly<{ stage: 'noted'; organ: string }>;

/** A note: behind the wall, with the organ; nobody takes a step of it. */
const LIMIT_MACHINE: Machine<LimitState, LimitNoted, LimitNoted, Readonly<{ code: 'STANDS' }>> = {
  kind: LIMIT_KIND, side: 'sealed', initial: { stage: 'none' },
  decide: (command, { stage }) => (stage === 'none' ? ok([command]) : err({ code: 'STANDS' })),
  evolve: (_state, { organ }) => ({ stage: 'noted', organ }),
  standing: (state) => ({ state: state.stage, organ: state.stage === 'noted' ? state.organ : 'none' }),
};

/** Who reached which bound, where and when. `person`: whoever is behind the account. */
export type LimitReached = Readonly<{
  act: ProceedingAct; account: string; person: string; organ: string; on: CivilDate; bound: number;
}>;

/**
 * Notes once for a person and day that the bound was reached, for those who supervise the organ: however
 * often it is tried afterwards.
 */
export const noteLimit = async (
  parts: ProceedingParts, { act, account, person, organ, on, bound }: LimitReached,
): Promise<void> => {
  const proceedingId = derivedId(parts,
    { domain: 'certificate-limit', text: `${person}|${on}`, at: `${on}T00:00:00Z` });
  const isNoted = await readProceedings(parts, { side: 'sealed', act }, async ({ stores }) =>
    await stores.sealed?.proceedings.find(proceedingId) !== undefined);
  if (isNoted) return;
  // Of two at one moment the second finds it written; nothing else can be refused.
  await beginProceeding(parts, LIMIT_MACHINE, {
    act, account, proceedingId, onBehalfOf: person,
    commandOf: ({ at }): LimitNoted => ({ type: 'LimitNoted', at, organ, on, bound }),
  });
};
