import type { LookedAt } from '../../packages/application/src/intake/testing/import-fixture.ts';
import {
  effectiveOn, filed, inventedPerson, judgmentOn, notProsecuted, openOne, openRecordIds, publicOrder, sealOne, tellAll,
} from '../../packages/application/src/certificate/testing/invented-people.ts';

/** The one person every world is asked about, and somebody else who is in all of them. */
export const PERSON = inventedPerson(1, '2008-01-02');
const BYSTANDER = inventedPerson(2, '1985-06-07');

type History = (deployment: LookedAt) => Promise<void>;

/** Everybody's world: somebody else was convicted. */
const common: History = (deployment) => tellAll(deployment, judgmentOn(BYSTANDER, 800), effectiveOn(BYSTANDER, 800));

/** Records of the person that are on the open side and not of the bystander. */
const ownRecords = async (deployment: LookedAt, before: readonly string[]): Promise<readonly string[]> =>
  (await openRecordIds(deployment)).filter((id) => !before.includes(id));

/** Convicted twice, and everything sealed. */
const sealed: History = async (deployment) => {
  const before = await openRecordIds(deployment);
  await tellAll(deployment, judgmentOn(PERSON, 801), effectiveOn(PERSON, 801), judgmentOn(PERSON, 802), effectiveOn(PERSON, 802));
  for (const id of await ownRecords(deployment, before)) await sealOne(deployment, id);
};

/** The five people of whom nobody may tell which is which, and the one who is told apart by law. */
export const HISTORIES = {
  never: async () => undefined,
  sealed,
  publicOrder: (deployment) => tellAll(deployment, publicOrder(PERSON, 803)),
  nonProsecution: (deployment) => tellAll(deployment, filed(PERSON, 804), notProsecuted(PERSON, 804)),
  openCase: (deployment) => tellAll(deployment, filed(PERSON, 805), judgmentOn(PERSON, 805)),
  convicted: (deployment) => tellAll(deployment, judgmentOn(PERSON, 806), effectiveOn(PERSON, 806)),
} as const satisfies Readonly<Record<string, History>>;

/** Name of a history. */
export type HistoryName = keyof typeof HISTORIES;

/** The same with everybody else's, in the order in which it happened. */
export const historyOf = (name: HistoryName): History => async (deployment) => {
  await common(deployment);
  await HISTORIES[name](deployment);
};

/** Seals every open record of the person, or opens what is sealed again. */
export const sealPerson = async (deployment: LookedAt, keep: readonly string[]): Promise<readonly string[]> => {
  const own = await ownRecords(deployment, keep);
  for (const id of own) await sealOne(deployment, id);
  return own;
};
export const openPerson = async (deployment: LookedAt, ids: readonly string[]): Promise<void> => {
  for (const id of ids) await openOne(deployment, id);
};
export { openRecordIds };
